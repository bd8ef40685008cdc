// The source tree as the architecture tests see it: files, their lines, their includes, and what each folder declares.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace stepdown::testing {

struct SourceFile {
    std::filesystem::path path;
    /// Relative to the root of the tree, e.g. "engine/core/id.hpp".
    std::string name;
    /// The folder below engine, e.g. "core".
    std::string folder;
    std::vector<std::string> lines;
};

/// The root of the checkout, from the environment variable STEPDOWN_SOURCE.
std::filesystem::path source_root();

/// All .hpp and .cpp files below engine.
std::vector<SourceFile> engine_files();

/// The argument of every #include, without its brackets or quotes; `quoted` keeps only those in quotes.
std::vector<std::string> includes(const SourceFile& file, bool quoted);

/// What each folder may include according to engine/CMakeLists.txt, in the order of declaration.
std::vector<std::pair<std::string, std::set<std::string>>> declared_folders();

}  // namespace stepdown::testing
