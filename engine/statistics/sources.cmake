set(sources
    intervals.cpp
    log_histogram.cpp
    mser.cpp
    ratio_estimate.cpp
    time_weighted_histogram.cpp
)
