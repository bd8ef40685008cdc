set(sources
    rota_test.cpp
    staff_capacity_test.cpp)
