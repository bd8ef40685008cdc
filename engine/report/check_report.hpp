// What `check` found, for programs: the problems of each scenario as JSON or CSV.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"

namespace stepdown {

struct CheckedScenario {
    std::string file;
    Diagnostics problems;
    /// The plan in plain words, line by line; empty when there are errors.
    std::vector<std::string> plan;
};

/// A list with an object per file: `file`, `ok`, `problems`, `plan`.
std::string check_json(std::span<const CheckedScenario> scenarios);

/// A row per problem: file, line, column, severity, code, message, hint.
std::string check_csv(std::span<const CheckedScenario> scenarios);

}  // namespace stepdown
