// Which release of the program this is, and what built it.
#pragma once

#include <string_view>

namespace stepdown {

/// The version as CMakeLists.txt states it, "0.1.0".
std::string_view release();

/// Name and version of the compiler, "g++ 12.2.0".
std::string_view compiler();

}  // namespace stepdown
