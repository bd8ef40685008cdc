// What the tests of reading share: a folder of files, a small language, and short ways to look at trees and problems.
#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include <fmt/format.h>

#include "core/diagnostic.hpp"
#include "scenario/node.hpp"
#include "scenario/path.hpp"
#include "scenario/tree_rules.hpp"
#include "scenario/yaml_document.hpp"

namespace stepdown {

/// A folder of its own that is gone with the object.
class TemporaryFolder {
public:
    TemporaryFolder() {
        static int count = 0;
        path_ = std::filesystem::temp_directory_path() / fmt::format("stepdown-document-{}-{}", ::getpid(), ++count);
        std::filesystem::create_directories(path_);
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    /// Writes the text and returns the path.
    std::string write(const std::string& name, std::string_view text) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file.string();
    }
    std::string path(const std::string& name = "") const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

/// Just enough language to merge and set: stages with slots, a boarding flag or map, waitlists and shares.
class SmallLanguage : public TreeRules {
public:
    LegalKeys legal_keys(std::span<const std::string> path) const override {
        using Names = LegalKeys::Names;
        if (path.empty()) {
            return {{"clock", "extends", "observed", "plans", "populations", "set", "stages", "targets", "changes"},
                    Names::none,
                    "key"};
        }
        if (path_matches(path, "clock")) return {{"start", "warm_up", "run"}, Names::none, "key"};
        if (path_matches(path, "stages")) return {{}, Names::existing_only, "stage"};
        if (path_matches(path, "stages.*")) {
            return {{"slots", "beds", "stay", "next", "boarding", "waitlist", "reserved", "tracks"}, Names::none, "key"};
        }
        if (path_matches(path, "stages.*.waitlist")) return {{"limit", "patience"}, Names::none, "key"};
        if (path_matches(path, "stages.*.boarding")) return {{"at_most"}, Names::none, "key"};
        if (path_matches(path, "stages.*.tracks")) return {{}, Names::existing_only, "track"};
        if (path_matches(path, "stages.*.tracks.*")) return {{"size", "groups"}, Names::none, "key"};
        if (path_matches(path, "stages.*.reserved")) return {{}, Names::may_be_new, "population"};
        if (path_matches(path, "stages.*.next")) return {{}, Names::may_be_new, "destination"};
        if (path_matches(path, "populations")) return {{}, Names::existing_only, "population"};
        if (path_matches(path, "populations.*")) return {{"arrivals", "enters"}, Names::none, "key"};
        if (path_matches(path, "populations.*.arrivals")) return {{"rate", "growth"}, Names::none, "key"};
        if (path_matches(path, "observed")) return {{}, Names::may_be_new, "metric"};
        return {};
    }
};

inline Node tree_of(std::string_view text) {
    Diagnostics diagnostics;
    auto tree = read_yaml_text(text, "test.yaml", diagnostics);
    for (const auto& problem : diagnostics.entries()) UNSCOPED_INFO(to_text(problem));
    REQUIRE(diagnostics.empty());
    REQUIRE(tree.has_value());
    return *tree;
}

/// The tree in one line of YAML flow, for comparison.
inline std::string flow(const Node& node) {
    std::vector<std::string> parts;
    for (const auto& item : node.items) parts.push_back(flow(item));
    for (const auto& entry : node.entries) parts.push_back(fmt::format("{}: {}", entry.key, flow(entry.value)));
    std::string inside;
    for (const auto& part : parts) inside += (inside.empty() ? "" : ", ") + part;
    switch (node.kind) {
        case Node::Kind::null: return "~";
        case Node::Kind::scalar: return node.quoted ? fmt::format("\"{}\"", node.text) : node.text;
        case Node::Kind::sequence: return fmt::format("[{}]", inside);
        case Node::Kind::map: return fmt::format("{{{}}}", inside);
    }
    return "";
}

/// `line:column code` of every problem in order.
inline std::vector<std::string> places_and_codes(const Diagnostics& diagnostics) {
    std::vector<std::string> result;
    for (const auto& problem : diagnostics.sorted()) {
        result.push_back(fmt::format("{}:{} {}", problem.place.line, problem.place.column, problem.code));
    }
    return result;
}

inline std::vector<std::string> problems_of(std::string_view text) {
    Diagnostics diagnostics;
    read_yaml_text(text, "test.yaml", diagnostics);
    return places_and_codes(diagnostics);
}

using Found = std::vector<std::string>;

}  // namespace stepdown
