set(sources
    network_drawing_test.cpp
    network_test.cpp)
