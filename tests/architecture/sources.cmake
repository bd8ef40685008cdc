set(sources architecture_test.cpp source_tree.cpp)
