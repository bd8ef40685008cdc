set(sources event_log_test.cpp plain_network_test.cpp property_test.cpp random_network.cpp told_figures.cpp)
