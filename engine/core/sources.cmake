set(sources contract.cpp diagnostic.cpp nearest_word.cpp run_context.cpp)
