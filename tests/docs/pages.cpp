#include "pages.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <regex>

#include "support/program.hpp"

namespace stepdown_test {

namespace fs = std::filesystem;

namespace {

/// Small letters and digits stay, spaces become hyphens, the rest goes.
std::string anchor_of(const std::string& heading) {
    std::string anchor;
    for (const char letter : heading) {
        const auto byte = static_cast<unsigned char>(letter);
        if (std::isalnum(byte) != 0) anchor += static_cast<char>(std::tolower(byte));
        if (letter == ' ') anchor += '-';
        if (letter == '-' || letter == '_' || byte >= 0x80) anchor += letter;
    }
    return anchor;
}

FencedBlock opened(const std::string& fence, int number) {
    FencedBlock block;
    block.line = number;
    const std::string words = fence.substr(3);
    block.language = words.substr(0, words.find(' '));
    block.is_slow = words.ends_with(" slow");
    const auto file = words.find("file=");
    if (file != std::string::npos) block.file = words.substr(file + 5);
    return block;
}

void add_links(const std::string& line, int number, Page& page) {
    static const std::regex link(R"(\]\(([^)\s]+)\))");
    for (std::sregex_iterator match(line.begin(), line.end(), link); match != std::sregex_iterator(); ++match) {
        page.links.push_back({(*match)[1], number});
    }
}

}  // namespace

std::string FencedBlock::text() const {
    std::string all;
    for (const std::string& each : lines) all += each + '\n';
    return all;
}

std::string Page::name() const { return fs::relative(path, project_path()).string(); }

Page read_page(const fs::path& path) {
    Page page;
    page.path = path;
    std::ifstream file(path);
    bool in_block = false;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.starts_with("```")) {
            if (!in_block) page.blocks.push_back(opened(line, number));
            in_block = !in_block;
        } else if (in_block) {
            page.blocks.back().lines.push_back(line);
        } else {
            if (line.starts_with("#")) page.anchors.push_back(anchor_of(line.substr(line.find_first_not_of("# "))));
            add_links(line, number, page);
        }
    }
    return page;
}

std::vector<Page> all_pages() {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(project_path())) paths.push_back(entry.path());
    for (const char* folder : {"docs", "engine", "scenarios"}) {
        for (const auto& entry : fs::recursive_directory_iterator(project_path() / folder)) paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<Page> pages;
    for (const fs::path& path : paths) {
        if (path.extension() == ".md") pages.push_back(read_page(path));
    }
    return pages;
}

}  // namespace stepdown_test
