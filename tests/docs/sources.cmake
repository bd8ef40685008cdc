set(sources
    commands_test.cpp
    links_test.cpp
    pages.cpp
    scenarios_test.cpp)
