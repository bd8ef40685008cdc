// A text that the user points to on the command line, such as the summary for `--expect`.
#pragma once

#include <string>

namespace stepdown {

/// All bytes of the file. Throws std::system_error with the path and the cause.
std::string read_whole_file(const std::string& path);

}  // namespace stepdown
