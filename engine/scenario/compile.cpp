#include "scenario/compile.hpp"

#include <utility>

#include <fmt/format.h>

#include "scenario/change_problems.hpp"
#include "scenario/changes_section.hpp"
#include "scenario/language_rules.hpp"
#include "scenario/metric_text.hpp"
#include "scenario/money_section.hpp"
#include "scenario/network_checks.hpp"
#include "scenario/populations_section.hpp"
#include "scenario/relapse_section.hpp"
#include "scenario/section_values.hpp"
#include "scenario/shape_check.hpp"
#include "scenario/sizing_section.hpp"
#include "scenario/sources_section.hpp"
#include "scenario/staff_section.hpp"
#include "scenario/stages_section.hpp"
#include "scenario/start_state_section.hpp"
#include "scenario/targets_section.hpp"

namespace stepdown {

namespace {

class Compiler {
public:
    Compiler(Node root, const RunOverrides& overrides, TrafficMemo& traffic, Diagnostics& problems)
        : root_(std::move(root)), overrides_(overrides), traffic_(traffic), problems_(problems) {}

    std::optional<Compiled> compile(const std::vector<std::string>& extra_metrics) {
        const std::size_t errors_before = problems_.error_count();
        check_shape(root_, language(), problems_);
        read_run(root_, overrides_, result_.model, problems_);
        if (const auto clock = read_clock(root_, problems_)) result_.model.clock = *clock;
        const auto changes = read_changes(root_, result_.model.clock, LanguageRules(language()), problems_);
        if (stated(root_, "changes") != nullptr) check_changed(changes);
        declare(changes);
        const DeclaredNames names(result_.model);
        const SectionContext context{result_.model, names, result_.data_files, problems_};
        read_network(context);
        for (const DatedChange& change : changes) {
            Diagnostics found;
            const SectionContext later{result_.model, names, result_.data_files, found};
            result_.model.changes.push_back(compile_change(change, later));
            change_problems_.add(found, change);
        }
        read_judgement(context, extra_metrics);
        if (problems_.error_count() > errors_before) return std::nullopt;
        result_.load = check_network(result_.model, root_, traffic_, problems_);
        if (problems_.error_count() > errors_before) return std::nullopt;
        return std::move(result_);
    }

private:
    /// What a change sets must fit the language like what the file states: from the first instant on, and later.
    void check_changed(const std::vector<DatedChange>& changes) {
        check_shape(root_, language(), problems_);
        for (const DatedChange& change : changes) {
            Diagnostics found;
            check_shape(change.changed_root, language(), found);
            change_problems_.add(found, change);
        }
    }

    void declare(const std::vector<DatedChange>& changes) {
        std::vector<const Node*> roots = {&root_};
        for (const DatedChange& change : changes) roots.push_back(&change.changed_root);
        declare_names(roots, result_.model, problems_);
    }

    /// Populations first: their attributes decide which cases of a stage can occur together.
    void read_network(const SectionContext& context) {
        Model& model = result_.model;
        if (const Node* populations = stated(root_, "populations"); populations != nullptr && populations->is_map()) {
            check_not_empty(*populations, "populations");
            for (const Entry& entry : populations->entries) {
                const PopulationId id = context.names.population(entry.key);
                model.populations[id.index()] = read_population(entry, id, context);
            }
        }
        if (const Node* staff = stated(root_, "staff"); staff != nullptr && staff->is_map()) {
            for (const Entry& entry : staff->entries) {
                const RoleId id = context.names.role(entry.key);
                model.roles[id.index()] = read_role(entry, id, context);
            }
        }
        if (const Node* stages = stated(root_, "stages"); stages != nullptr && stages->is_map()) {
            check_not_empty(*stages, "stages");
            for (const Entry& entry : stages->entries) {
                const StageId id = context.names.stage(entry.key);
                model.stages[id.index()] = read_stage(entry, id, context);
            }
        }
        model.relapse = read_relapse(root_, context);
        Money money = read_money(root_, context);
        model.currency = std::move(money.currency);
        for (std::size_t stage = 0; stage < model.stages.size(); ++stage)
            model.stages[stage].money = std::move(money.stages[stage]);
    }

    void check_not_empty(const Node& map, const char* name) {
        if (map.entries.empty())
            problems_.error(map.place, "empty-section", fmt::format("`{}` is empty", name), "name one at least");
    }

    /// What asks for metrics, which need the whole network.
    void read_judgement(const SectionContext& context, const std::vector<std::string>& extra_metrics) {
        Model& model = result_.model;
        model.start_state = read_start_state(root_, context);
        model.precision = read_precision(root_, overrides_, context);
        model.targets = read_targets(root_, context);
        model.observed = read_observed(root_, context);
        model.sizing = read_sizing(root_, language(), context);
        model.sources = read_sources(root_, language(), context);
        model.unsourced = unsourced_figures(root_, language(), model.sources);
        for (const std::string& name : extra_metrics) {
            const SourcePlace place{fmt::format("--metric {}", name), 0, 0};
            if (const auto metric = read_metric(name, place, context)) result_.extra_metrics.push_back(*metric);
        }
    }

    /// The tree with the changes that hold from the first simulated instant.
    Node root_;
    const RunOverrides& overrides_;
    TrafficMemo& traffic_;
    Diagnostics& problems_;
    ChangeProblems change_problems_{problems_};
    Compiled result_;
};

}  // namespace

std::optional<Compiled> compile(Node root, const RunOverrides& overrides, const std::vector<std::string>& extra_metrics,
                                TrafficMemo& traffic, Diagnostics& problems) {
    return Compiler(std::move(root), overrides, traffic, problems).compile(extra_metrics);
}

}  // namespace stepdown
