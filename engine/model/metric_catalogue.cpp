// Which metrics a run reports when nobody asks for more, and in which order.

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <tuple>

#include "model/metric.hpp"
#include "model/metric_rules.hpp"
#include "model/model.hpp"

namespace stepdown {

namespace {
constexpr std::array<Ticks, 3> within_defaults = {ticks_per_day, 7 * ticks_per_day, 14 * ticks_per_day};
constexpr std::array<Ticks, 1> after_30_days = {30 * ticks_per_day};
constexpr std::array<Ticks, 1> after_90_days = {90 * ticks_per_day};
constexpr std::array<Ticks, 1> without_argument = {0};

/// The durations for which a measure is reported when nobody names one.
std::span<const Ticks> default_arguments(Measure measure) {
    switch (measure) {
        case Measure::access_within:
        case Measure::wait_within:
        case Measure::clients_access_within: return within_defaults;
        case Measure::followed_up:
        case Measure::readmitted:
        case Measure::clients_readmitted: return after_30_days;
        case Measure::clients_relapsed: return after_90_days;
        case Measure::retained: return {};
        default: return without_argument;
    }
}

/// Metrics in the order they are added, each once.
class Catalogue {
public:
    explicit Catalogue(const Model& model) : model_(model) {}

    void add(const Metric& metric) {
        if (seen_.insert(key(metric)).second) metrics_.push_back(metric);
    }

    void add_measures(Metric metric) {
        for (const MeasureRow& row : measure_rows()) {
            if (!is_of(row.measure, metric.subject)) continue;
            if (!is_grouped(row.measure) && metric.group.kind != Group::Kind::everyone) continue;
            metric.measure = row.measure;
            add_named(metric);
        }
    }

    std::vector<Metric> take() { return std::move(metrics_); }

private:
    using Key = std::tuple<int, int, std::size_t, int, std::size_t, std::size_t, std::size_t, std::size_t, Ticks, int,
                           std::size_t, std::size_t, int>;

    static Key key(const Metric& metric) {
        const Group& group = metric.group;
        return {static_cast<int>(metric.measure),
                static_cast<int>(metric.subject),
                metric.stage.index(),
                static_cast<int>(metric.level),
                metric.outcome.index(),
                metric.exit.index(),
                metric.role.index(),
                metric.part,
                metric.argument,
                static_cast<int>(group.kind),
                group.population.index(),
                group.attribute.index(),
                group.value};
    }

    void add_named(Metric metric) {
        if (metric.measure == Measure::outcome_share) {
            // `relapsed` is entry 0 of the table and is reported last, as it is in no stage's list.
            for (std::size_t name = 1; name <= model_.outcome_names.size(); ++name) {
                metric.outcome = OutcomeNameId(name % model_.outcome_names.size());
                add_with_arguments(metric);
            }
        } else if (metric.measure == Measure::clients_exits) {
            for (std::size_t exit = 0; exit < model_.exits.size(); ++exit) {
                metric.exit = ExitId(exit);
                add_with_arguments(metric);
            }
        } else if (const std::size_t parts = parts_of(metric); parts > 0) {
            for (std::size_t part = 0; part < parts; ++part) {
                metric.part = static_cast<std::uint16_t>(part);
                add_with_arguments(metric);
            }
        } else {
            add_with_arguments(metric);
        }
    }

    /// How many tracks or sessions there are to name, where the measure is of one of them.
    std::size_t parts_of(const Metric& metric) const {
        if (metric.subject != Subject::stage) return 0;
        const Stage& stage = model_.stages[metric.stage.index()];
        if (is_of_track(metric.measure)) return stage.tracks.size();
        return is_of_session(metric.measure) ? stage.sessions.size() : 0;
    }

    void add_with_arguments(Metric metric) {
        if (!applies(model_, metric)) return;
        for (const Ticks argument : default_arguments(metric.measure)) {
            metric.argument = argument;
            add(metric);
        }
    }

    const Model& model_;
    std::vector<Metric> metrics_;
    std::set<Key> seen_;
};

void add_group(Catalogue& catalogue, const Model& model, const Group& group) {
    Metric metric;
    metric.group = group;
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        metric.stage = StageId(stage);
        catalogue.add_measures(metric);
    }
    metric.stage = StageId::none();
    metric.subject = Subject::level;
    for (int level = 0; level < static_cast<int>(Level::none); ++level) {
        metric.level = static_cast<Level>(level);
        if (has_level(model, metric.level)) catalogue.add_measures(metric);
    }
    metric.level = Level::none;
    metric.subject = Subject::clients;
    catalogue.add_measures(metric);
    if (group.kind != Group::Kind::everyone) return;
    metric.subject = Subject::staff;
    for (std::size_t role = 0; role < model.roles.size(); ++role) {
        metric.role = RoleId(role);
        catalogue.add_measures(metric);
    }
    metric.role = RoleId::none();
    metric.subject = Subject::money;
    catalogue.add_measures(metric);
}
}  // namespace

std::vector<Metric> metric_catalogue(const Model& model, const std::vector<Metric>& extra) {
    Catalogue catalogue(model);
    for (const Group& group : groups_of(model)) add_group(catalogue, model, group);
    for (const Target& target : model.targets) catalogue.add(target.metric);
    for (const Observed& observed : model.observed) catalogue.add(observed.metric);
    if (model.precision) catalogue.add(model.precision->metric);
    for (const Metric& metric : extra) catalogue.add(metric);
    return catalogue.take();
}

}  // namespace stepdown
