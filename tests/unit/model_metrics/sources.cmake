set(sources
    metric_catalogue_test.cpp
    metric_names_test.cpp
    metric_reference_test.cpp)
