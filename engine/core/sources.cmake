set(sources contract.cpp diagnostic.cpp nearest_word.cpp)
