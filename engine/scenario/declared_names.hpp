// The names that a scenario gives to its things, found by name: stages, populations, attributes, exits and outcomes.
// The model's tables hold the names themselves; they are complete before any section is read.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"
#include "core/id.hpp"
#include "model/model.hpp"
#include "scenario/node.hpp"

namespace stepdown {

class DeclaredNames {
public:
    DeclaredNames() = default;
    explicit DeclaredNames(const Model& model);

    StageId stage(std::string_view name) const { return find(stages_, name); }
    PopulationId population(std::string_view name) const { return find(populations_, name); }
    AttributeId attribute(std::string_view name) const { return find(attributes_, name); }
    ExitId exit(std::string_view name) const { return find(exits_, name); }
    OutcomeNameId outcome(std::string_view name) const { return find(outcomes_, name); }
    RoleId role(std::string_view name) const { return find(roles_, name); }
    TrackNameId track(std::string_view name) const { return find(tracks_, name); }

    const std::vector<std::string>& stage_names() const { return stages_.names; }
    const std::vector<std::string>& population_names() const { return populations_.names; }
    const std::vector<std::string>& attribute_names() const { return attributes_.names; }
    const std::vector<std::string>& exit_names() const { return exits_.names; }
    const std::vector<std::string>& outcome_names() const { return outcomes_.names; }
    const std::vector<std::string>& role_names() const { return roles_.names; }
    const std::vector<std::string>& track_names() const { return tracks_.names; }

private:
    template <class Tag>
    struct Table {
        std::vector<std::string> names;
        std::map<std::string, Id<Tag>, std::less<>> ids;
        void add(const std::string& name) {
            ids.emplace(name, Id<Tag>(names.size()));
            names.push_back(name);
        }
    };
    template <class Tag>
    static Id<Tag> find(const Table<Tag>& table, std::string_view name) {
        const auto found = table.ids.find(name);
        return found == table.ids.end() ? Id<Tag>::none() : found->second;
    }

    Table<StageTag> stages_;
    Table<PopulationTag> populations_;
    Table<AttributeTag> attributes_;
    Table<ExitTag> exits_;
    Table<OutcomeNameTag> outcomes_;
    Table<RoleTag> roles_;
    Table<TrackNameTag> tracks_;
};

/// Fills the tables of names (and the stages' kinds and places' kinds, on which other sections depend) from the scenario
/// and the changed scenarios, whose outcomes may have names of their own. Errors: `too-many-names`, `same-name-twice` and
/// the stage's own contradictions.
void declare_names(std::span<const Node* const> roots, Model& model, Diagnostics& diagnostics);

}  // namespace stepdown
