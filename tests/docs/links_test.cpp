// Every link between the project's pages leads somewhere.
#include <catch2/catch.hpp>

#include <algorithm>

#include "pages.hpp"

namespace stepdown_test {
namespace {

namespace fs = std::filesystem;

/// Whether the part after `#` names a heading of the page.
bool has_anchor(const fs::path& path, const std::string& anchor) {
    const Page page = read_page(path);
    return std::find(page.anchors.begin(), page.anchors.end(), anchor) != page.anchors.end();
}

TEST_CASE("every link leads to a file that exists, and to a heading in it") {
    std::size_t followed = 0;
    for (const Page& page : all_pages()) {
        for (const Link& link : page.links) {
            if (link.target.starts_with("http")) continue;
            ++followed;
            INFO(page.name() << ":" << link.line << ": " << link.target);
            const auto hash = link.target.find('#');
            const std::string file = link.target.substr(0, hash);
            const fs::path path = file.empty() ? page.path : page.path.parent_path() / file;
            CHECK(fs::exists(path));
            if (hash != std::string::npos && fs::exists(path)) CHECK(has_anchor(path, link.target.substr(hash + 1)));
        }
    }
    CHECK(followed >= 20);
}

TEST_CASE("every page of the documentation can be reached from the README") {
    std::vector<fs::path> reached = {fs::canonical(all_pages().front().path.parent_path() / "README.md")};
    for (std::size_t next = 0; next < reached.size(); ++next) {
        for (const Link& link : read_page(reached[next]).links) {
            fs::path path = reached[next].parent_path() / link.target.substr(0, link.target.find('#'));
            if (fs::is_directory(path)) path /= "README.md";
            if (path.extension() != ".md" || !fs::exists(path)) continue;
            path = fs::canonical(path);
            if (std::find(reached.begin(), reached.end(), path) == reached.end()) reached.push_back(path);
        }
    }
    for (const Page& page : all_pages()) {
        INFO(page.name());
        CHECK(std::find(reached.begin(), reached.end(), fs::canonical(page.path)) != reached.end());
    }
}

}  // namespace
}  // namespace stepdown_test
