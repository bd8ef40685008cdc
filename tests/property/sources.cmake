set(sources property_test.cpp random_network.cpp)
