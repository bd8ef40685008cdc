// Drawing with Graphviz, when it is installed: DOT text in, SVG text out.
#pragma once

#include <optional>
#include <string>

namespace stepdown {

/// Nothing when the program `dot` is not installed. Throws std::system_error when it cannot be run or fails.
std::optional<std::string> drawn_as_svg(const std::string& dot_text);

}  // namespace stepdown
