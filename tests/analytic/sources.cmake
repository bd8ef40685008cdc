set(sources erlang_test.cpp network_test.cpp time_test.cpp)
