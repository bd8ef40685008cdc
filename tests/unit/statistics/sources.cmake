set(sources
    intervals_test.cpp
    log_histogram_test.cpp
    mser_test.cpp
    quantile_rank_test.cpp
    ratio_coverage_test.cpp
    ratio_estimate_test.cpp
    time_weighted_histogram_test.cpp)
