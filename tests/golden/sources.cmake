set(sources golden_test.cpp)
