set(sources calendar.cpp weekly_window.cpp)
