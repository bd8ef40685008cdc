// The whole of reading, short of meaning: from a file, a plan and settings to one merged tree.
// Order: extends, set, plan, --set. What the tree means is for the sections.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "scenario/node.hpp"
#include "scenario/overlay.hpp"
#include "scenario/path.hpp"
#include "scenario/tree_rules.hpp"

namespace stepdown {

/// A named plan with everything it sets, the plans that it lists written out in order.
struct PlanSettings {
    std::string name;
    SourcePlace place;
    std::vector<PathSetting> settings;
};

/// What the command line asks for.
struct DocumentRequest {
    std::string file;
    /// `--plan NAME`.
    std::optional<std::string> plan;
    /// Each a `PATH=VALUE` of `--set`, in order.
    std::vector<std::string> settings;
};

/// A scenario read and merged; `extends`, `set` and `plans` are gone from the tree.
struct Document {
    Node root;
    std::vector<PlanSettings> plans;
    /// The texts that were read, the named file first.
    std::vector<SourceText> files;
    /// What `none` took out of it, in a file, the plan or `--set`.
    std::vector<Removal> removals;
};

/// Everything that can be said about the file without knowing its meaning is in `diagnostics`; the document is returned
/// whenever there is a tree, errors or not, so that the sections can add theirs. Every plan's paths are checked, used
/// or not.
std::optional<Document> read_document(const DocumentRequest& request, const TreeRules& rules, Diagnostics& diagnostics);

/// The `plans` section of a tree, which may be missing. Errors: `unknown-plan`, `plan-cycle`, `bad-plan`.
std::vector<PlanSettings> read_plans(const Node& root, Diagnostics& diagnostics);

}  // namespace stepdown
