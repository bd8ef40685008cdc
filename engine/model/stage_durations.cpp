#include "model/stage_durations.hpp"

#include <algorithm>

namespace stepdown {

namespace {
constexpr double certain[] = {1.0};

double lag_of_stage(const Model& model, StageId id, const ClientFacts& facts) {
    if (!id.exists()) return 0.0;
    const Stage& stage = model.stages[id.index()];
    return stage.lag ? stage.lag->pick(facts).mean() : 0.0;
}

bool is_boarding_stage(const Model& model, StageId from) {
    return from.exists() && model.stages[from.index()].boarding.rule == Boarding::Rule::boards;
}
}  // namespace

std::span<const double> outcome_shares(const OutcomeTable& table, const ClientFacts& facts) {
    if (table.outcomes.size() == 1) return certain;
    std::size_t position = 0;
    while (!table.shares.list()[position].when.holds(facts)) ++position;
    return table.probabilities[position];
}

std::vector<Branch> stay_law(const Stage& stage, const ClientFacts& facts) {
    const std::span<const double> shares = outcome_shares(stage.outcomes, facts);
    std::vector<Branch> law;
    for (std::size_t position = 0; position < stage.outcomes.outcomes.size(); ++position) {
        if (shares[position] > 0.0) law.push_back({shares[position], &stage.outcomes.outcomes[position].stay.pick(facts)});
    }
    return law;
}

double stated_stay_days(const Stage& stage, const ClientFacts& facts) {
    const std::span<const double> shares = outcome_shares(stage.outcomes, facts);
    double mean = 0.0;
    for (std::size_t position = 0; position < stage.outcomes.outcomes.size(); ++position) {
        if (shares[position] > 0.0) mean += shares[position] * stage.outcomes.outcomes[position].stay.pick(facts).mean();
    }
    return mean;
}

double lag_days(const Model& model, const Option& option, const ClientFacts& facts) {
    const double care = lag_of_stage(model, option.care, facts);
    if (!option.beside.exists()) return care;
    const bool follows_later = option.care.exists() && model.stages[option.beside.index()].joins == Joins::after_care_starts;
    return follows_later ? care : std::max(care, lag_of_stage(model, option.beside, facts));
}

double days_until_ready(const Model& model, StageId from, const Option& ahead, const ClientFacts& facts) {
    double days = is_boarding_stage(model, from) ? 0.0 : lag_days(model, ahead, facts);
    if (!from.exists()) return days;
    const Transfer& transfer = model.stages[from.index()].transfer;
    if (transfer.takes && transfer.keeps_place == KeepsPlace::no) days += transfer.takes->pick(facts).mean();
    return days;
}

const Option& sooner_half(const Model& model, const Destination& destination, const ClientFacts& facts) {
    if (!destination.second.exists()) return destination.first;
    const bool second_is_sooner = lag_days(model, destination.second, facts) < lag_days(model, destination.first, facts);
    return second_is_sooner ? destination.second : destination.first;
}

double held_days(const Model& model, StageId from, const Option& ahead, double hours_wait, const ClientFacts& facts) {
    const Stage& stage = model.stages[from.index()];
    const bool boards = is_boarding_stage(model, from);
    // Whoever boards waits for admission hours in its place too.
    const double hours = boards ? hours_wait : 0.0;
    const double lag = lag_days(model, ahead, facts);
    double held = 0.0;
    if (boards) held = stage.boarding.at_most ? std::min(lag + hours, to_days(*stage.boarding.at_most)) : lag + hours;
    // Who waits out a lag at home has left the place before the move begins.
    const bool still_there = boards ? held == lag + hours : lag == 0.0;
    const bool keeps = stage.transfer.takes && stage.transfer.keeps_place == KeepsPlace::yes;
    if (keeps && still_there) held += stage.transfer.takes->pick(facts).mean();
    return held;
}

}  // namespace stepdown
