set(sources
    check_test.cpp
    compare_test.cpp
    command_line_test.cpp
    output_directory_test.cpp
    run_test.cpp
    sizing_test.cpp
    terminal_test.cpp)
