set(sources large_pages_test.cpp)
