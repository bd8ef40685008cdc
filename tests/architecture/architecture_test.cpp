// The house rules that can be read off the source: layers, doors to libraries, lists of sources, sizes.
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include "architecture/source_tree.hpp"

namespace stepdown::testing {
namespace {

bool starts_with_any(const std::string& text, const std::vector<std::string>& beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& one) { return text.rfind(one, 0) == 0; });
}

TEST_CASE("a folder includes only what it declares") {
    std::map<std::string, std::set<std::string>> declared;
    for (const auto& [folder, uses] : declared_folders()) declared[folder] = uses;
    REQUIRE(declared.size() == 10);
    std::size_t seen = 0;
    for (const SourceFile& file : engine_files()) {
        for (const std::string& include : includes(file, true)) {
            const std::string other = include.substr(0, include.find('/'));
            ++seen;
            INFO(file.name << " includes " << include);
            CHECK((other == file.folder || declared[file.folder].count(other) == 1));
        }
    }
    CHECK(seen > 300);
}

TEST_CASE("folders are declared lowest first, so no two can depend on each other") {
    std::set<std::string> below;
    for (const auto& [folder, uses] : declared_folders()) {
        INFO(folder);
        CHECK(std::includes(below.begin(), below.end(), uses.begin(), uses.end()));
        below.insert(folder);
    }
}

TEST_CASE("each library has its door and stands in no header that other folders include") {
    struct Door {
        std::string what;
        std::vector<std::string> beginnings;
        std::string folder;
        std::size_t most_files;
    };
    const std::vector<Door> doors = {{"yaml-cpp", {"yaml-cpp/"}, "scenario", 1},
                                     {"Boost.Graph", {"boost/graph/"}, "model", 1},
                                     {"Boost.Math in random", {"boost/math/"}, "", 2},
                                     {"oneTBB", {"oneapi/tbb", "tbb/"}, "experiment", 1},
                                     {"Eigen", {"Eigen/"}, "model", 1},
                                     {"SLEEF", {"sleef.h"}, "random", 1},
                                     {"SQLite", {"sqlite3.h"}, "report", 1},
                                     {"OpenSSL", {"openssl/"}, "report", 1},
                                     {"CLI11", {"CLI/"}, "cli", 20}};
    const auto files = engine_files();
    for (const Door& door : doors) {
        std::set<std::string> users;
        for (const SourceFile& file : files) {
            for (const std::string& include : includes(file, false)) {
                if (!starts_with_any(include, door.beginnings)) continue;
                users.insert(file.name);
                INFO(door.what << " in " << file.name);
                if (door.folder != "cli") CHECK(file.path.extension() == ".cpp");
                if (!door.folder.empty()) CHECK(file.folder == door.folder);
            }
        }
        INFO(door.what << " is used by " << users.size() << " files");
        CHECK(!users.empty());
        CHECK(users.size() <= door.most_files);
    }
}

TEST_CASE("sources are listed by hand, sorted and complete") {
    const auto files = engine_files();
    for (const auto& [folder, uses] : declared_folders()) {
        std::ifstream list(source_root() / "engine" / folder / "sources.cmake");
        std::stringstream text;
        text << list.rdbuf();
        const std::string content = text.str();
        std::vector<std::string> listed;
        const std::regex name(R"([\w]+\.cpp)");
        for (std::sregex_iterator at(content.begin(), content.end(), name), end; at != end; ++at) listed.push_back(at->str());
        std::vector<std::string> present;
        for (const SourceFile& file : files) {
            if (file.folder != folder || file.path.extension() != ".cpp" || file.path.filename() == "main.cpp") continue;
            present.push_back(file.path.filename().string());
        }
        INFO(folder);
        CHECK(listed == present);
    }
}

TEST_CASE("no engine code uses a function whose last bit depends on the processor") {
    const std::regex forbidden(
        R"(\bstd::(log|log2|log10|log1p|exp|exp2|expm1|pow|sin|cos|tan|tgamma|lgamma|erf|erfc|cbrt|hypot|sinh|cosh|tanh)\s*\()");
    for (const SourceFile& file : engine_files()) {
        for (const std::string& line : file.lines) {
            INFO(file.name << ": " << line);
            CHECK(!std::regex_search(line, forbidden));
        }
    }
}

TEST_CASE("files stay short enough to read") {
    for (const SourceFile& file : engine_files()) {
        INFO(file.name << " has " << file.lines.size() << " lines");
        CHECK(file.lines.size() <= 400);
    }
}

TEST_CASE("every file begins by saying what it is for") {
    for (const SourceFile& file : engine_files()) {
        if (file.path.extension() != ".hpp") continue;
        REQUIRE(!file.lines.empty());
        INFO(file.name);
        CHECK(file.lines.front().rfind("// ", 0) == 0);
    }
}

}  // namespace
}  // namespace stepdown::testing
