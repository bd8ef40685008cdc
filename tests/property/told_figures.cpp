#include "property/told_figures.hpp"

#include <algorithm>
#include <deque>
#include <map>

namespace stepdown::testing {

namespace {

using Who = std::pair<std::size_t, std::uint64_t>;

Who who(const Telling::Event& event) { return {event.population.index(), event.client}; }

/// The run of a model, and what lies in it.
struct Window {
    Ticks start;
    Ticks end;
    explicit Window(const Model& model) : start(model.clock.start()), end(model.clock.end()) {}

    bool holds(Ticks at) const { return at >= start && at < end; }
    bool holds_whole(Ticks from, Ticks length) const { return from >= start && from + length < end; }
    double days() const { return to_days(end - start); }
    double days_of(Ticks from, Ticks to) const { return to_days(std::max<Ticks>(0, std::min(to, end) - std::max(from, start))); }
};

/// Adds up observations and gives their mean.
class Mean {
public:
    void add(double value) {
        sum_ += value;
        ++count_;
    }
    void add_if(bool observed, double value) {
        if (observed) add(value);
    }
    std::optional<double> value() const { return count_ == 0 ? std::nullopt : std::optional(sum_ / count_); }

private:
    double sum_ = 0.0;
    double count_ = 0.0;
};

bool is_loss(Activity how) {
    return how == Activity::gave_up || how == Activity::turned_away || how == Activity::withdrawn || how == Activity::admitted;
}

std::optional<double> resolved_share(const ToldStage& stage, const Window& run, Activity how) {
    Mean share;
    for (const auto& request : stage.requests)
        share.add_if(is_loss(request.how) && run.holds(request.ended), request.how == how ? 1 : 0);
    return share.value();
}

std::optional<double> access_within(const ToldStage& stage, const Window& run, Ticks within) {
    Mean share;
    for (const auto& request : stage.requests) {
        const bool in_time = request.ended != never && request.ended <= request.ready + within;
        const bool withdrawn = request.how == Activity::withdrawn && request.ended < request.ready + within;
        share.add_if(run.holds_whole(request.ready, within) && !withdrawn, in_time && request.how == Activity::admitted ? 1 : 0);
    }
    return share.value();
}

/// Whether the client is admitted to a stage that `counts` from `since` to `until`.
template <class Counts>
bool comes_to(const Telling& told, const Who& client, Ticks since, Ticks until, const Counts& counts) {
    return std::any_of(told.events.begin(), told.events.end(), [&](const Telling::Event& event) {
        return event.activity == Activity::admitted && who(event) == client && event.at >= since && event.at <= until &&
               counts(event.stage);
    });
}

std::optional<double> after_stays(const Model& model, const Telling& told, const std::vector<ToldStage>& stages,
                                  const Metric& metric) {
    const Window run(model);
    Mean share;
    for (const auto& stay : stages[metric.stage.index()].stays) {
        if (stay.left == never || !run.holds_whole(stay.left, metric.argument)) continue;
        const auto counts = [&](StageId stage) {
            if (metric.measure == Measure::readmitted) return stage == metric.stage;
            return is_lower_level(model.stages[stage.index()].level, model.stages[metric.stage.index()].level);
        };
        share.add(comes_to(told, stay.client, stay.left, stay.left + metric.argument, counts) ? 1 : 0);
    }
    return share.value();
}

std::optional<double> after_discharges(const Model& model, const Telling& told, const Metric& metric) {
    const Window run(model);
    Mean share;
    for (std::size_t index = 0; index < told.events.size(); ++index) {
        const Telling::Event& discharge = told.events[index];
        if (discharge.activity != Activity::discharged || !run.holds_whole(discharge.at, metric.argument)) continue;
        const bool followed =
            std::any_of(told.events.begin() + static_cast<std::ptrdiff_t>(index), told.events.end(), [&](const auto& event) {
                const bool is_it = metric.measure == Measure::clients_relapsed
                                       ? event.activity == Activity::relapsed
                                       : event.activity == Activity::admitted && model.stages[event.stage.index()].is_care();
                return is_it && who(event) == who(discharge) && event.at <= discharge.at + metric.argument;
            });
        share.add(followed ? 1 : 0);
    }
    return share.value();
}

std::optional<double> of_stage(const ToldStage& stage, const Window& run, const Metric& metric) {
    Mean mean;
    double sum = 0.0;
    switch (metric.measure) {
        case Measure::access_within: return access_within(stage, run, metric.argument);
        case Measure::gave_up_share: return resolved_share(stage, run, Activity::gave_up);
        case Measure::turned_away_share: return resolved_share(stage, run, Activity::turned_away);
        case Measure::withdrawn_share: return resolved_share(stage, run, Activity::withdrawn);
        case Measure::admitted_share: return resolved_share(stage, run, Activity::admitted);
        case Measure::wait_mean:
            for (const auto& request : stage.requests) {
                mean.add_if(request.how == Activity::admitted && run.holds(request.ended),
                            to_days(request.ended - request.ready));
            }
            return mean.value();
        case Measure::requests:
            for (const auto& request : stage.requests) sum += run.holds(request.ready) ? 1 : 0;
            return sum / run.days();
        case Measure::waitlist_mean:
            for (const auto& request : stage.requests) sum += run.days_of(request.ready, request.ended);
            return sum / run.days();
        case Measure::census_mean:
            for (const auto& stay : stage.stays) sum += run.days_of(stay.admitted, stay.left);
            return sum / run.days();
        case Measure::stay_mean:
            for (const auto& stay : stage.stays) mean.add_if(run.holds(stay.left), to_days(stay.left - stay.admitted));
            return mean.value();
        case Measure::retained:
            for (const auto& stay : stage.stays) {
                mean.add_if(run.holds_whole(stay.admitted, metric.argument), stay.left > stay.admitted + metric.argument ? 1 : 0);
            }
            return mean.value();
        default: return std::nullopt;
    }
}

}  // namespace

bool books_ahead(const Model& model) {
    return std::any_of(model.stages.begin(), model.stages.end(),
                       [](const Stage& stage) { return stage.transfer.books == BooksAhead::yes; });
}

std::vector<ToldStage> stages_from(const Model& model, const Telling& told) {
    std::vector<ToldStage> stages(model.stages.size());
    std::map<std::pair<Who, std::size_t>, std::deque<std::size_t>> waiting;
    std::map<std::pair<Who, std::size_t>, std::size_t> present;
    for (const Telling::Event& event : told.events) {
        if (!event.stage.exists()) continue;
        ToldStage& stage = stages[event.stage.index()];
        const std::pair key(who(event), event.stage.index());
        if (event.activity == Activity::request) {
            waiting[key].push_back(stage.requests.size());
            stage.requests.push_back({event.at, never, Activity::request});
        } else if (is_loss(event.activity) && !waiting[key].empty()) {
            auto& request = stage.requests[waiting[key].front()];
            waiting[key].pop_front();
            request.ended = event.at;
            request.how = event.activity;
        }
        if (event.activity == Activity::admitted) {
            present[key] = stage.stays.size();
            stage.stays.push_back({who(event), event.at, never});
        } else if (event.activity == Activity::left) {
            stage.stays[present.at(key)].left = event.at;
        }
    }
    return stages;
}

std::optional<double> told_figure(const Model& model, const Telling& told, const std::vector<ToldStage>& stages,
                                  const Metric& metric) {
    if (metric.measure == Measure::clients_readmitted || metric.measure == Measure::clients_relapsed) {
        return after_discharges(model, told, metric);
    }
    if (metric.subject != Subject::stage) return std::nullopt;
    if (metric.measure == Measure::readmitted || metric.measure == Measure::followed_up) {
        return after_stays(model, told, stages, metric);
    }
    return of_stage(stages[metric.stage.index()], Window(model), metric);
}

}  // namespace stepdown::testing
