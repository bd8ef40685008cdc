// Solves lambda = a + lambda P for each class of clients. Mean ages of running clocks are the flow-weighted means over all
// ways into a situation, found by repeating the solution until they no longer change.

#include "model/traffic_solution.hpp"

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

#include <algorithm>
#include <cmath>
#include <optional>

#include "model/client_classes.hpp"
#include "model/network.hpp"
#include "model/traffic_chain.hpp"

namespace stepdown {

namespace {
constexpr int most_rounds = 30;
// Days of a clock's age: far below what its mean stands for.
constexpr double steady = 2e-2;
// More visits than this per client is no long run: P has an eigenvalue at 1 but for rounding.
constexpr double most_visits = 1e7;

/// Flow-weighted means of the clocks on entering each situation.
class MeanClocks {
public:
    Clocks of(const Situation& situation, const Clocks& otherwise) const {
        const auto known = means_.find(situation);
        return known == means_.end() ? otherwise : known->second;
    }

    void add(const Situation& situation, const Clocks& clocks, double weight) {
        Sums& sums = sums_[situation];
        sums.weight += weight;
        sums.total.spell.age_days += weight * clocks.spell.age_days;
        sums.total.spell.susceptible += weight * clocks.spell.susceptible;
        sums.total.housing_age += weight * clocks.housing_age;
        sums.total.support_age += weight * clocks.support_age;
    }

    /// Takes the sums as the new means; how much they moved (days, or shares).
    double renew() {
        double moved = 0.0;
        for (const auto& [situation, sums] : sums_) {
            if (sums.weight <= 0.0) continue;
            Clocks mean;
            mean.spell = {sums.total.spell.age_days / sums.weight, sums.total.spell.susceptible / sums.weight};
            mean.housing_age = sums.total.housing_age / sums.weight;
            mean.support_age = sums.total.support_age / sums.weight;
            const Clocks before = of(situation, Clocks{{-1.0, -1.0}, -1.0, -1.0});
            moved = std::max({moved, std::abs(before.spell.age_days - mean.spell.age_days),
                              std::abs(before.spell.susceptible - mean.spell.susceptible),
                              std::abs(before.housing_age - mean.housing_age), std::abs(before.support_age - mean.support_age)});
            means_[situation] = mean;
        }
        sums_.clear();
        return moved;
    }

private:
    struct Sums {
        double weight = 0.0;
        Clocks total;
    };
    std::map<Situation, Clocks> means_;
    std::map<Situation, Sums> sums_;
};

/// All situations that a class of clients can come to, each with its visit, and the clients who begin there.
struct Chain {
    std::map<Situation, std::size_t> number;
    std::vector<Visit> visits;
    std::vector<Step> arrival;
    std::vector<double> begins;
};

std::size_t number_of(Chain& chain, std::vector<std::pair<Situation, Clocks>>& found, const Situation& situation,
                      const Clocks& clocks) {
    const auto [place, is_new] = chain.number.try_emplace(situation, found.size());
    if (is_new) found.emplace_back(situation, clocks);
    return place->second;
}

Chain chain_of(TrafficChain& ways, PopulationId population, const ClientClass& clients, const MeanClocks& means) {
    Chain chain;
    std::vector<std::pair<Situation, Clocks>> found;
    chain.arrival = ways.arrival(population, clients);
    for (const Step& step : chain.arrival) {
        if (!step.to) continue;
        const std::size_t number = number_of(chain, found, *step.to, step.clocks);
        chain.begins.resize(found.size(), 0.0);
        chain.begins[number] += step.probability;
    }
    for (std::size_t next = 0; next < found.size(); ++next) {
        const auto [situation, clocks] = found[next];
        chain.visits.push_back(ways.visit(population, clients, situation, means.of(situation, clocks)));
        for (const Step& step : chain.visits.back().steps) {
            if (step.to) number_of(chain, found, *step.to, step.clocks);
        }
    }
    chain.begins.resize(found.size(), 0.0);
    return chain;
}

/// Expected visits per client; nothing when the equations have no finite, nonnegative solution. `fits(i)` damps ways onward.
template <class Fits>
std::optional<std::vector<double>> solve(const Chain& chain, const Fits& fits) {
    const auto size = static_cast<Eigen::Index>(chain.visits.size());
    if (size == 0) return std::vector<double>{};
    std::vector<Eigen::Triplet<double>> entries;
    for (Eigen::Index row = 0; row < size; ++row) entries.emplace_back(row, row, 1.0);
    for (std::size_t from = 0; from < chain.visits.size(); ++from) {
        for (const Step& step : chain.visits[from].steps) {
            if (!step.to) continue;
            entries.emplace_back(static_cast<Eigen::Index>(chain.number.at(*step.to)), static_cast<Eigen::Index>(from),
                                 -step.probability * fits(chain.visits[from]));
        }
    }
    Eigen::SparseMatrix<double> equations(size, size);
    equations.setFromTriplets(entries.begin(), entries.end());
    equations.makeCompressed();
    Eigen::SparseLU<Eigen::SparseMatrix<double>> factors(equations);
    if (factors.info() != Eigen::Success) return std::nullopt;
    const Eigen::VectorXd visits = factors.solve(Eigen::Map<const Eigen::VectorXd>(chain.begins.data(), size));
    std::vector<double> result(visits.data(), visits.data() + size);
    for (double& count : result) {
        if (!(count > -1e-6 && count < most_visits)) return std::nullopt;
        count = std::max(count, 0.0);
    }
    return result;
}

std::vector<double> expected_visits(const Chain& chain, double run_days, bool& endless) {
    if (const auto visits = solve(chain, [](const Visit&) { return 1.0; })) return *visits;
    // Without a long run, what counts is how many visits fit into this one: ways onward are damped as if the client's time
    // were exponential with the run's length as its mean.
    endless = true;
    const auto fits = [&](const Visit& visit) { return run_days / (run_days + std::max(visit.rough_days, 1e-3)); };
    if (const auto visits = solve(chain, fits)) return *visits;
    return std::vector<double>(chain.visits.size(), most_visits);
}

void count_step(const Step& step, double weight, TrafficPerClient& totals) {
    for (const auto& [end, stated_days] : step.ends) {
        totals.flows[{step.from, end}] += weight * step.probability;
        if (end == home_end || end > totals.stages.size()) continue;
        StageVisits& stage = totals.stages[end - 1];
        stage.admissions += weight * step.probability;
        stage.stated_days += weight * step.probability * stated_days;
    }
}

void count_visit(const Situation& situation, const Visit& visit, double weight, TrafficPerClient& totals) {
    if (situation.care.exists()) {
        StageVisits& care = totals.stages[situation.care.index()];
        care.days += weight * visit.care_days;
        care.held_days += weight * visit.held_days;
        care.relapsed += weight * visit.relapsed_in_care;
    }
    if (situation.housing.exists()) totals.stages[situation.housing.index()].days += weight * visit.housing_days;
    if (situation.support.exists()) totals.stages[situation.support.index()].days += weight * visit.support_days;
    totals.relapses += weight * (visit.relapsed_in_care + visit.relapsed_at_home);
    for (const Step& step : visit.steps) count_step(step, weight, totals);
}

void add_class(const Chain& chain, const std::vector<double>& visits, double share, MeanClocks& means, TrafficPerClient& totals) {
    for (const Step& step : chain.arrival) {
        count_step(step, share, totals);
        for (const auto& [end, stated_days] : step.ends) totals.enters[end] += share * step.probability;
        if (step.to) means.add(*step.to, step.clocks, share * step.probability);
    }
    for (const auto& [situation, number] : chain.number) {
        const double weight = share * visits[number];
        count_visit(situation, chain.visits[number], weight, totals);
        for (const Step& step : chain.visits[number].steps) {
            if (step.to) means.add(*step.to, step.clocks, weight * step.probability);
        }
    }
}

/// Every stay beside care ends, and then its client no longer lives there.
void add_ends_of_housing(const Model& model, TrafficPerClient& totals) {
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        const double admissions = totals.stages[stage].admissions;
        if (!model.stages[stage].is_care() && admissions > 0.0) totals.flows[{stage_end(StageId(stage)), home_end}] += admissions;
    }
}

bool has_running_clocks(const Model& model) {
    const auto beside_care = [](const Stage& stage) { return !stage.is_care(); };
    const bool housing = std::any_of(model.stages.begin(), model.stages.end(), beside_care);
    if (!model.relapse) return housing;
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        if (model.stages[stage].is_care() && model.relapse->stage_hazard[stage] > 0.0) return true;
    }
    return housing;
}

/// About how long the stays last that end by what is attended.
std::vector<double> attended_days(const Model& model) {
    std::vector<double> days;
    for (const Stage& stage : model.stages) {
        for (const Outcome& outcome : stage.outcomes.outcomes) {
            if (!outcome.attended) continue;
            for (const auto& length : outcome.stay.list()) days.push_back(length.use.mean());
        }
    }
    return days;
}
}  // namespace

TrafficPerClient traffic_per_client(const Model& model, PopulationId population) {
    const TestedFacts tested = tested_facts(model);
    const ClientClasses classes = client_classes(model, population, tested);
    TrafficChain ways(model, tested);
    MeanClocks means;
    TrafficPerClient totals;
    for (int round = 0; round < most_rounds; ++round) {
        totals = TrafficPerClient{};
        totals.stages.resize(model.stages.size());
        for (const ClientClass& clients : classes.classes) {
            const Chain chain = chain_of(ways, population, clients, means);
            add_class(chain, expected_visits(chain, to_days(model.clock.run), totals.endless), clients.share, means, totals);
        }
        if (means.renew() < steady) break;
    }
    add_ends_of_housing(model, totals);
    totals.left_out_rare = classes.coverage == ClientClasses::Coverage::most_likely;
    totals.carried_clocks = has_running_clocks(model);
    return totals;
}

const TrafficPerClient& TrafficMemo::of(const Model& model, std::size_t regime, PopulationId population) {
    const auto [place, is_new] = solved_.try_emplace({regime, population.index(), attended_days(model)});
    if (is_new) place->second = traffic_per_client(model, population);
    return place->second;
}

}  // namespace stepdown
