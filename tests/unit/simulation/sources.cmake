set(sources
    arrival_clock_test.cpp
    beside_care_test.cpp
    event_queue_test.cpp
    moves_test.cpp
    story.cpp
    waiting_list_test.cpp
    waiting_test.cpp)
