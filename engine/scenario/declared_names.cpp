#include "scenario/declared_names.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "random/keyed_stream.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

/// More would not fit into the keys of events and draws.
constexpr std::size_t most_things = 4096;
constexpr std::size_t most_values = 254;

/// Hashes of names, each used once: on a collision the later name takes the next free one.
class DrawNames {
public:
    std::uint32_t take(const std::string& name) {
        std::uint32_t hash = name_hash24(name);
        while (!taken_.insert(hash).second) hash = hash == 0xFFFFFF ? 1 : hash + 1;
        return hash;
    }

private:
    std::set<std::uint32_t> taken_;
};

/// The value of a key that may be a list of cases: itself, or what each case uses.
std::vector<const Node*> every_case(const Node& node) {
    if (!node.is_sequence()) return {&node};
    std::vector<const Node*> uses;
    for (const Node& item : node.items) {
        if (const Node* use = item.find("use")) uses.push_back(use);
    }
    return uses;
}

StageKind kind_of(const Node& stage) {
    const auto word = stated_text(stage, "kind");
    if (word == "housing") return StageKind::housing;
    if (word == "support") return StageKind::support;
    return StageKind::care;
}

class NameTables {
public:
    NameTables(Model& model, Diagnostics& problems) : model_(model), problems_(problems) {}

    void add_exits(const Node& root) {
        const Node* exits = stated(root, "exits");
        if (exits == nullptr) return;
        for (const Node& item : exits->items) {
            if (!item.is_scalar()) continue;
            const bool is_stage = std::any_of(model_.stages.begin(), model_.stages.end(),
                                              [&](const Stage& stage) { return stage.name == item.text; });
            const bool is_exit = std::find(model_.exits.begin(), model_.exits.end(), item.text) != model_.exits.end();
            if (is_stage || is_exit) {
                problems_.error(item.place, "same-name-twice",
                                fmt::format("`{}` is already the name of {}", item.text, is_stage ? "a stage" : "an exit"));
            }
            if (!is_exit) model_.exits.push_back(item.text);
        }
        limit(model_.exits.size(), "exits", exits->place);
    }

    void add_stages(const Node& root) {
        const Node* stages = stated(root, "stages");
        if (stages == nullptr || !stages->is_map()) return;
        DrawNames draw_names;
        for (const Entry& entry : stages->entries) {
            Stage stage;
            stage.name = entry.key;
            stage.draw_name = draw_names.take(entry.key);
            stage.kind = kind_of(entry.value);
            stage.place_kind = stated(entry.value, "beds") != nullptr ? PlaceKind::beds : PlaceKind::slots;
            add_tracks(entry.value);
            model_.stages.push_back(std::move(stage));
        }
        limit(model_.stages.size(), "stages", stages->place);
    }

    void add_populations(const Node& root) {
        const Node* populations = stated(root, "populations");
        if (populations == nullptr || !populations->is_map()) return;
        DrawNames draw_names;
        for (const Entry& entry : populations->entries) {
            Population population;
            population.name = entry.key;
            population.draw_name = draw_names.take(entry.key);
            model_.populations.push_back(std::move(population));
            add_attributes(entry.value);
        }
        limit(model_.populations.size(), "populations", populations->place);
        limit(model_.attributes.size(), "attributes", populations->place);
    }

    void add_roles(const Node& root) {
        const Node* staff = stated(root, "staff");
        if (staff == nullptr || !staff->is_map()) return;
        DrawNames draw_names;
        for (const Entry& entry : staff->entries) {
            Role role;
            role.name = entry.key;
            role.draw_name = draw_names.take(entry.key);
            if (const Node* shifts = stated(entry.value, "shifts"); shifts != nullptr && shifts->is_map()) {
                DrawNames shift_names;
                for (const Entry& shift : shifts->entries) {
                    role.shifts.emplace_back();
                    role.shifts.back().name = shift.key;
                    role.shifts.back().draw_name = shift_names.take(shift.key);
                }
            }
            model_.roles.push_back(std::move(role));
        }
        limit(model_.roles.size(), "roles", staff->place);
    }

    void add_outcomes(const Node& root) {
        const Node* stages = stated(root, "stages");
        if (stages == nullptr || !stages->is_map()) return;
        for (const Entry& entry : stages->entries) {
            if (entry.value.find("stay") != nullptr) add_outcome("completed");
            const Node* outcomes = stated(entry.value, "outcomes");
            if (outcomes == nullptr) continue;
            for (const Node* map : every_case(*outcomes)) {
                for (const std::string& name : map->keys()) add_outcome(name);
            }
        }
        limit(model_.outcome_names.size(), "outcomes", stages->place);
    }

private:
    void add_tracks(const Node& stage) {
        const Node* tracks = stated(stage, "tracks");
        if (tracks == nullptr || !tracks->is_map()) return;
        for (const Entry& entry : tracks->entries) {
            auto& names = model_.track_names;
            if (std::find(names.begin(), names.end(), entry.key) == names.end()) names.push_back(entry.key);
        }
        limit(model_.track_names.size(), "tracks", tracks->place);
    }

    void limit(std::size_t count, const char* noun, const SourcePlace& place) {
        if (count <= most_things) return;
        problems_.error(place, "too-many-names",
                        fmt::format("there are {} {}; at most {} are possible", count, noun, most_things));
    }

    void add_attributes(const Node& population) {
        const Node* attributes = stated(population, "attributes");
        if (attributes == nullptr) return;
        for (const Entry& entry : attributes->entries) {
            const auto same_name = [&](const Attribute& attribute) { return attribute.name == entry.key; };
            auto found = std::find_if(model_.attributes.begin(), model_.attributes.end(), same_name);
            if (found == model_.attributes.end()) {
                model_.attributes.push_back({entry.key, attribute_draw_names_.take(entry.key), {}});
                found = std::prev(model_.attributes.end());
            }
            add_values(*found, entry);
        }
    }

    void add_values(Attribute& attribute, const Entry& entry) {
        for (const Node* map : every_case(entry.value)) {
            for (const std::string& value : map->keys()) {
                if (std::find(attribute.values.begin(), attribute.values.end(), value) == attribute.values.end()) {
                    attribute.values.push_back(value);
                }
            }
        }
        if (attribute.values.size() > most_values) {
            problems_.error(
                entry.key_place, "too-many-names",
                fmt::format("`{}` has {} values; at most {} are possible", attribute.name, attribute.values.size(), most_values));
        }
    }

    void add_outcome(const std::string& name) {
        auto& names = model_.outcome_names;
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }

    Model& model_;
    Diagnostics& problems_;
    DrawNames attribute_draw_names_;
};

}  // namespace

DeclaredNames::DeclaredNames(const Model& model) {
    for (const Stage& stage : model.stages) stages_.add(stage.name);
    for (const Population& population : model.populations) populations_.add(population.name);
    for (const Attribute& attribute : model.attributes) attributes_.add(attribute.name);
    for (const std::string& exit : model.exits) exits_.add(exit);
    for (const std::string& outcome : model.outcome_names) outcomes_.add(outcome);
    for (const Role& role : model.roles) roles_.add(role.name);
    for (const std::string& track : model.track_names) tracks_.add(track);
}

void declare_names(std::span<const Node* const> roots, Model& model, Diagnostics& diagnostics) {
    NameTables tables(model, diagnostics);
    model.outcome_names = {"relapsed"};
    const Node& root = *roots.front();
    tables.add_stages(root);
    tables.add_exits(root);
    tables.add_populations(root);
    tables.add_roles(root);
    for (const Node* changed : roots) tables.add_outcomes(*changed);
}

}  // namespace stepdown
