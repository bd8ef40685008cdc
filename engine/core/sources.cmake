set(sources contract.cpp diagnostic.cpp)
