set(sources ordered_work_test.cpp verdicts_test.cpp)
