set(sources language_reference_test.cpp)
