set(sources
    condition.cpp
    metric_catalogue.cpp
    metric_names.cpp
    metric_parser.cpp
    metric_rules.cpp
    metric_table.cpp
    stage.cpp)
