#include "architecture/source_tree.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace stepdown::testing {

namespace {

std::vector<std::string> read_lines(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

}  // namespace

std::filesystem::path source_root() {
    const char* root = std::getenv("STEPDOWN_SOURCE");
    if (root == nullptr) throw std::runtime_error("STEPDOWN_SOURCE is not set; CTest sets it");
    return root;
}

std::vector<SourceFile> engine_files() {
    std::vector<SourceFile> files;
    const auto root = source_root();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "engine")) {
        const auto extension = entry.path().extension();
        if (extension != ".hpp" && extension != ".cpp") continue;
        const auto relative = std::filesystem::relative(entry.path(), root);
        files.push_back({entry.path(), relative.string(), (++relative.begin())->string(), read_lines(entry.path())});
    }
    std::sort(files.begin(), files.end(), [](const SourceFile& left, const SourceFile& right) { return left.name < right.name; });
    return files;
}

std::vector<std::string> includes(const SourceFile& file, bool quoted) {
    const std::regex pattern(quoted ? R"re(^\s*#\s*include\s*"([^"]+)")re" : R"re(^\s*#\s*include\s*["<]([^">]+)[">])re");
    std::vector<std::string> found;
    for (const std::string& line : file.lines) {
        std::smatch match;
        if (std::regex_search(line, match, pattern)) found.push_back(match[1]);
    }
    return found;
}

std::vector<std::pair<std::string, std::set<std::string>>> declared_folders() {
    std::vector<std::pair<std::string, std::set<std::string>>> folders;
    const std::regex pattern(R"(^stepdown_folder\((\w+)(.*)\))");
    for (const std::string& line : read_lines(source_root() / "engine" / "CMakeLists.txt")) {
        std::smatch match;
        if (!std::regex_search(line, match, pattern)) continue;
        std::istringstream words(match[2].str());
        std::set<std::string> uses;
        bool collecting = false;
        for (std::string word; words >> word;) {
            if (word == "USES" || word == "LINKS") {
                collecting = word == "USES";
            } else if (collecting) {
                uses.insert(word);
            }
        }
        folders.emplace_back(match[1], uses);
    }
    return folders;
}

}  // namespace stepdown::testing
