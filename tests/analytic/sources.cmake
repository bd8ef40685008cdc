set(sources comparison_test.cpp erlang_test.cpp groups_test.cpp network_test.cpp precision_test.cpp sizing_test.cpp staff_test.cpp time_test.cpp)
