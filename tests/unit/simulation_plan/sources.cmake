set(sources measurement_plan_test.cpp)
