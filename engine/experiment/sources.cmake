set(sources
    findings.cpp
    ordered_work.cpp
    reduction.cpp
    run.cpp
    verdicts.cpp
    warm_up.cpp)
