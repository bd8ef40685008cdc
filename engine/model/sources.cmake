set(sources condition.cpp stage.cpp)
