set(sources same_bytes_test.cpp same_luck_test.cpp)
