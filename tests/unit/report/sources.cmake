set(sources
    documents_test.cpp
    expectation_test.cpp
    number_text_test.cpp
    output_directory_test.cpp
    text_table_test.cpp)
