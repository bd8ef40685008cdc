set(sources
    admission_hours_test.cpp
    arrival_rate_test.cpp
    client_classes_test.cpp
    plain_words_test.cpp
    relapse_traffic_test.cpp
    traffic_test.cpp
    visit_length_test.cpp)
