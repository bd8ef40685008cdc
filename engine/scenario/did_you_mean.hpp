// The hint for a misspelled key, name, path or unit.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace stepdown {

/// "did you mean `x`?" for the nearest candidate, or, when none is near and there are at most eight, "one of a, b, c",
/// or "".
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace stepdown
