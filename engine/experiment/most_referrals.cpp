#include "experiment/most_referrals.hpp"

#include <algorithm>

#include "experiment/tried_plans.hpp"

namespace stepdown {

namespace {

constexpr double step = 0.01;
constexpr double least = 0.05;
constexpr double most = 16.0;
constexpr int most_attempts = 8;
constexpr double second_try = 2.0;
constexpr std::int64_t most_confirming = 4000;
/// Around the largest plausible multiple each is looked at for so many replications.
constexpr std::int64_t known_well = 200;

PlanSpace referrals_space(const Model& model) {
    PricedChoice times;
    times.choice.path = "referrals";
    times.choice.from = least;
    times.choice.to = most;
    times.choice.step = step;
    times.most = static_cast<std::int64_t>((most - least) / step + 0.5);
    return {{times}, [&model](std::span<const double> values) { return with_referrals(model, values[0]); }};
}

class ReferralsSearch {
public:
    ReferralsSearch(const Model& model, const SizingRequest& request)
        : space_(referrals_space(model)),
          trials_(space_, std::nullopt, request.threads, {request.effort, request.stop, request.progress}),
          certifier_(trials_, request.confidence, most_confirming) {
        result_.requirements = plan_requirements(model, {}).requirements;
        result_.seed = model.seed;
        result_.confidence = request.confidence;
    }

    MostReferrals run() {
        try {
            confirm_from(climbed(largest_plausible()));
        } catch (const SearchEnd) {
            result_.interrupted = true;
        }
        report();
        return std::move(result_);
    }

private:
    std::int64_t today() const { return static_cast<std::int64_t>((1.0 - least) / step + 0.5); }

    bool is_plausible(std::int64_t position) {
        Trial& trial = trials_.at({position}, "referrals");
        return classify(trials_, trial, nullptr, nullptr, {}).is_plausible;
    }

    /// -1 when nothing is.
    std::int64_t largest_plausible() {
        std::int64_t good = -1;
        std::int64_t bad = space_.choices()[0].most + 1;
        std::int64_t probe = today();
        std::int64_t jump = 10;
        while (bad - good > 1) {
            if (is_plausible(probe)) {
                good = probe;
                probe = bad > space_.choices()[0].most ? std::min(good + jump, space_.choices()[0].most) : (good + bad) / 2;
            } else {
                bad = probe;
                probe = good < 0 ? std::max<std::int64_t>(bad - jump, 0) : (good + bad) / 2;
            }
            if (good == space_.choices()[0].most || bad == 0) break;
            jump *= 2;
        }
        return good;
    }

    /// As `is_plausible`, from more replications: a few years seldom show a bad one, or show nothing else.
    bool is_plausible_known_well(std::int64_t position) {
        trials_.deepen(trials_.at({position}, "referrals"), known_well);
        return is_plausible(position);
    }

    /// Multiples that few replications refused may be plausible after all.
    std::int64_t climbed(std::int64_t position) {
        while (position < space_.choices()[0].most && is_plausible_known_well(position + 1)) ++position;
        return position;
    }

    void confirm_from(std::int64_t position) {
        while (position >= 0 && certifier_.attempts() < most_attempts) {
            if (is_plausible_known_well(position) && is_confirmed(trials_.at({position}, "referrals"))) {
                result_.times = space_.choices()[0].value(position);
                return;
            }
            --position;
        }
    }

    /// A multiple that looks good on fresh replications and is not confirmed by them gets a second try on twice as many new ones.
    bool is_confirmed(Trial& trial) {
        const Classification seen = classify(trials_, trial, nullptr, nullptr, {});
        attempts_.push_back(certifier_.attempt(trial, seen));
        if (!attempts_.back().certified() && attempts_.back().looks_good())
            attempts_.push_back(certifier_.attempt(trial, seen, second_try));
        result_.confirmation = attempts_.back();
        return attempts_.back().certified();
    }

    void report() {
        const TriedPlans tried(trials_, attempts_, nullptr);
        for (Trial* trial : trials_.all()) {
            const TriedPlan plan = tried.describe(*trial, nullptr);
            result_.tried.push_back({plan.values[0], plan.replications, plan.verdict, plan.worst, plan.requirements});
        }
        std::sort(result_.tried.begin(), result_.tried.end(),
                  [](const auto& one, const auto& other) { return one.times < other.times; });
        result_.attempts = certifier_.attempts();
        result_.replications = trials_.spent();
    }

    PlanSpace space_;
    PlanTrials trials_;
    Certifier certifier_;
    std::vector<Confirmation> attempts_;
    MostReferrals result_;
};

}  // namespace

std::optional<Model> with_referrals(const Model& model, double times) {
    Model scaled = model;
    for (Population& population : scaled.populations) {
        if (population.arrivals.kind == Arrivals::Kind::trace) return std::nullopt;
        population.arrivals.per_day *= times;
    }
    for (Change& change : scaled.changes) {
        for (Setting& setting : change.settings) {
            if (auto* arrivals = std::get_if<SetArrivals>(&setting)) arrivals->arrivals.per_day *= times;
        }
    }
    return scaled;
}

MostReferrals most_referrals(const Model& model, const SizingRequest& request) { return ReferralsSearch(model, request).run(); }

}  // namespace stepdown
