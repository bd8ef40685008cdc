#include "scenario/outcomes_section.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "scenario/case_product.hpp"
#include "scenario/cases.hpp"
#include "scenario/destinations.hpp"
#include "scenario/share_maps.hpp"
#include "scenario/stays.hpp"

namespace stepdown {

namespace {

/// One outcome of one map, before the maps of all cases become one table.
struct StatedOutcome {
    OutcomeNameId name;
    Cases<StatedShare> share;
    StayLength stay;
    Cases<Routing> next;
};

/// One map of outcomes with the condition of its case.
struct StatedOutcomes {
    Condition when;
    SourcePlace place;
    std::vector<StatedOutcome> outcomes;
    bool complete = true;
};

class OutcomesReader {
public:
    OutcomesReader(StageId id, const SectionContext& context)
        : stage_(context.stage(id)), path_("stages." + stage_.name), context_(context) {}

    OutcomeTable read(const Node& node) {
        const Entry* outcomes = node.find_entry("outcomes");
        const Entry* stay = node.find_entry("stay");
        const Entry* next = node.find_entry("next");
        if (outcomes == nullptr) return short_form(node, stay, next);
        for (const Entry* extra : {stay, next}) {
            if (extra == nullptr) continue;
            context_.problems.error(extra->key_place, "outcomes-and-stay",
                                    fmt::format("`{}` states `outcomes`, so `{}` belongs to each of them", path_, extra->key));
        }
        const auto cases = stated_cases(outcomes->value, context_, ConditionScope{});
        if (!cases) return names_only(outcomes->value);
        std::vector<StatedOutcomes> maps;
        bool complete = true;
        for (const StatedCase& one : *cases) {
            if (!one.use->is_map()) return {};
            maps.push_back(read_map(one));
            complete = complete && maps.back().complete;
        }
        return complete ? merged(maps) : names_only(outcomes->value);
    }

private:
    OutcomeTable short_form(const Node& node, const Entry* stay, const Entry* next) {
        if (stay == nullptr) {
            context_.problems.error(node.place, "no-stay", fmt::format("`{}` does not say how long stays last", path_),
                                    "write `stay: {median: 41 d, mean: 74 d}` and `next`, or `outcomes`");
        }
        const auto length = stay != nullptr ? read_stay(stay->value, fmt::format("`{}.stay`", path_), context_) : std::nullopt;
        const auto routes = read_next(next, node.place, path_);
        const OutcomeNameId completed = context_.names.outcome("completed");
        OutcomeTable table;
        table.shares = Categorical();
        table.probabilities = {{1.0}};
        const StayLength known = length.value_or(StayLength{Distribution(), std::nullopt});
        table.outcomes.push_back({completed, known.length, routes.value_or(all_go_home()), known.attended});
        return table;
    }

    std::optional<Cases<Routing>> read_next(const Entry* next, const SourcePlace& place, const std::string& path) {
        if (next == nullptr && !stage_.is_care()) return all_go_home();
        if (next == nullptr) {
            context_.problems.error(place, "missing-key", fmt::format("`{}` needs the key `next`", path),
                                    "it says where stays lead, such as `next: {op: 0.7, home: rest}`");
            return std::nullopt;
        }
        return read_routing_cases(next->value, stage_.is_care() ? Leads::anywhere : Leads::home_only,
                                  fmt::format("`{}.next`", path), context_);
    }

    StatedOutcomes read_map(const StatedCase& stated_case) {
        StatedOutcomes result{stated_case.when, stated_case.use->place, {}, true};
        if (stated_case.use->entries.empty()) {
            context_.problems.error(stated_case.use->place, "no-outcome", fmt::format("`{}.outcomes` is empty", path_));
            result.complete = false;
        }
        for (const Entry& entry : stated_case.use->entries) {
            auto outcome = read_outcome(entry);
            if (outcome) {
                result.outcomes.push_back(std::move(*outcome));
            } else {
                result.complete = false;
            }
        }
        return result;
    }

    std::optional<StatedOutcome> read_outcome(const Entry& entry) {
        if (!entry.value.is_map()) return std::nullopt;
        const std::string path = fmt::format("{}.outcomes.{}", path_, entry.key);
        const Node* share = stated(entry.value, "share");
        const Node* stay = stated(entry.value, "stay");
        const auto shares = share == nullptr ? std::nullopt : read_cases<StatedShare>(*share, context_, [&](const Node& value) {
            return read_stated_share(value, context_.problems);
        });
        const auto length = stay == nullptr ? std::nullopt : read_stay(*stay, fmt::format("`{}.stay`", path), context_);
        const auto routes = read_next(entry.value.find_entry("next"), entry.value.place, path);
        if (!shares || !length || !routes) return std::nullopt;
        return StatedOutcome{context_.names.outcome(entry.key), *shares, *length, *routes};
    }

    /// After an error: the names, so that whoever asks for an outcome by name is not told that it does not exist.
    OutcomeTable names_only(const Node& node) {
        OutcomeTable table;
        const auto add = [&](const Node& map) {
            for (const std::string& name : map.keys()) {
                const OutcomeNameId id = context_.names.outcome(name);
                if (id.exists() && !position(table, id)) table.outcomes.push_back({id, Distribution(), all_go_home()});
            }
        };
        add(node);
        for (const Node& item : node.items) {
            if (const Node* use = item.find("use")) add(*use);
        }
        return table;
    }

    static std::optional<std::size_t> position(const OutcomeTable& table, OutcomeNameId name) {
        for (std::size_t i = 0; i < table.outcomes.size(); ++i) {
            if (table.outcomes[i].name == name) return i;
        }
        return std::nullopt;
    }

    OutcomeTable merged(const std::vector<StatedOutcomes>& maps) {
        OutcomeTable table;
        for (const StatedOutcomes& map : maps) {
            for (const StatedOutcome& outcome : map.outcomes) {
                if (!position(table, outcome.name)) table.outcomes.push_back({outcome.name, {}, {}});
            }
        }
        for (Outcome& outcome : table.outcomes) merge_stays(maps, outcome);
        merge_shares(maps, table);
        return table;
    }

    /// Stay and next of one outcome over the maps that have it; those without it never draw it.
    void merge_stays(const std::vector<StatedOutcomes>& maps, Outcome& outcome) {
        std::vector<Cases<Distribution>::Case> stays;
        std::vector<Cases<AttendedStay>::Case> attended;
        std::vector<Cases<Routing>::Case> routes;
        for (const StatedOutcomes& map : maps) {
            for (const StatedOutcome& candidate : map.outcomes) {
                if (candidate.name != outcome.name) continue;
                for (const auto& one : candidate.stay.length.list()) stays.push_back({both(map.when, one.when), one.use});
                for (const auto& one : candidate.next.list()) routes.push_back({both(map.when, one.when), one.use});
                if (!candidate.stay.attended) continue;
                for (const auto& one : candidate.stay.attended->list()) attended.push_back({both(map.when, one.when), one.use});
            }
        }
        stays.back().when = Condition{};
        routes.back().when = Condition{};
        outcome.stay = Cases<Distribution>(std::move(stays));
        outcome.next = Cases<Routing>(std::move(routes));
        if (attended.empty()) return;
        if (attended.size() != outcome.stay.list().size()) {
            context_.problems.error(
                maps.front().place, "mixed-stays",
                fmt::format("stays that end as `{}` last so long in one case and until so much is attended in "
                            "another",
                            context_.model.outcome_names[outcome.name.index()]),
                "let all cases state the same, or make them outcomes of their own");
            return;
        }
        attended.back().when = Condition{};
        outcome.attended = Cases<AttendedStay>(std::move(attended));
    }

    void merge_shares(const std::vector<StatedOutcomes>& maps, OutcomeTable& table) {
        std::vector<Cases<Categorical>::Case> shares;
        for (std::size_t i = 0; i < maps.size(); ++i) add_shares(maps, i, shares, table);
        if (shares.empty()) return;
        shares.back().when = Condition{};
        table.shares = Cases<Categorical>(std::move(shares));
    }

    void add_shares(const std::vector<StatedOutcomes>& maps, std::size_t which, std::vector<Cases<Categorical>::Case>& shares,
                    OutcomeTable& table) {
        const StatedOutcomes& map = maps[which];
        std::vector<CaseConditions> lists(1);
        for (const StatedOutcomes& any : maps) lists.front().push_back(any.when);
        for (const StatedOutcome& outcome : map.outcomes) {
            CaseConditions conditions;
            for (const auto& one : outcome.share.list()) conditions.push_back(one.when);
            lists.push_back(std::move(conditions));
        }
        const auto combined = combine_cases(lists, context_.model);
        if (!combined) {
            context_.problems.error(map.place, "too-many-cases",
                                    fmt::format("the cases of `{}.outcomes` are too many to be combined", path_),
                                    "let them test fewer different things");
            return;
        }
        for (const CombinedCase& one : *combined) {
            if (one.chosen.front() != which) continue;
            std::vector<StatedShare> chosen;
            for (std::size_t i = 0; i < map.outcomes.size(); ++i)
                chosen.push_back(map.outcomes[i].share.list()[one.chosen[i + 1]].use);
            const auto sums = add_up(chosen, map.place, fmt::format("`{}.outcomes`", path_), context_.problems);
            if (!sums) continue;
            std::vector<double> probabilities(table.outcomes.size(), 0.0);
            for (std::size_t i = 0; i < map.outcomes.size(); ++i)
                probabilities[*position(table, map.outcomes[i].name)] = (*sums)[i];
            shares.push_back({one.when, Categorical(probabilities)});
            table.probabilities.push_back(std::move(probabilities));
        }
    }

    const Stage& stage_;
    std::string path_;
    const SectionContext& context_;
};

}  // namespace

OutcomeTable read_outcomes(const Node& stage, StageId id, const SectionContext& context) {
    return OutcomesReader(id, context).read(stage);
}

void check_attended(const Node& node, const Stage& stage, const OutcomeTable& outcomes, const SectionContext& context) {
    const Node* place = stated(node, "outcomes");
    if (place == nullptr) place = stated(node, "stay");
    if (place == nullptr) return;
    for (const Outcome& outcome : outcomes.outcomes) {
        if (!outcome.attended) continue;
        for (const auto& one : outcome.attended->list()) {
            const bool hours = one.use.counts == AttendedStay::Counts::hours;
            if (hours ? stage.has_program() : !stage.tracks.empty()) continue;
            context.problems.error(place->place, "nothing-attended",
                                   fmt::format("stays in `stages.{}` end by what is attended, and it has no {}", stage.name,
                                               hours ? "tracks or sessions" : "tracks"),
                                   "add `tracks`, or say how long stays last");
            return;
        }
    }
}

}  // namespace stepdown
