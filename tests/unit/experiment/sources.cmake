set(sources findings_test.cpp margins_test.cpp ordered_work_test.cpp reduction_test.cpp run_test.cpp sizing_test.cpp verdicts_test.cpp warm_up_test.cpp)
