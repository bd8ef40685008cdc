set(sources run_diagnostics.cpp)
