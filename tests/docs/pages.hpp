// The project's pages (Markdown) taken apart: fenced blocks and links, each with its line.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown_test {

/// What stands between two fences. "```yaml file=clinic.yaml" has the language `yaml` and the file `clinic.yaml`.
struct FencedBlock {
    std::string language;
    std::string file;
    /// "```console slow": its commands take minutes, so they are run with the long tests.
    bool is_slow = false;
    std::vector<std::string> lines;
    /// Of the opening fence, from 1.
    int line = 0;

    std::string text() const;
};

struct Link {
    std::string target;
    int line = 0;
};

struct Page {
    std::filesystem::path path;
    std::vector<FencedBlock> blocks;
    std::vector<Link> links;
    /// The anchors of its headings, as GitHub makes them.
    std::vector<std::string> anchors;

    /// The path in the project, for messages.
    std::string name() const;
};

/// Every page of the project: those of the top folder, docs, engine and scenarios, in order of their paths.
std::vector<Page> all_pages();

Page read_page(const std::filesystem::path& path);

}  // namespace stepdown_test
