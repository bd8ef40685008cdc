set(sources contract.cpp diagnostic.cpp large_pages.cpp nearest_word.cpp run_context.cpp)
