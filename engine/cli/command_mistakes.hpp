// What to say about a wrong command line: which word is wrong and which was probably meant.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace stepdown {

/// The help of the command that was being read, or of the program.
std::string help_of_chosen(CLI::App& program);

/// One or two lines for standard error: an unknown command or option with the nearest one, else `reason`, and where the help is.
std::string complaint(const CLI::App& program, const std::vector<std::string>& words, const std::string& reason);

}  // namespace stepdown
