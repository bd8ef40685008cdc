// Mean durations around a stay as the scenario states them: the stay, the lag before it, the time its place is held after it.
#pragma once

#include <span>

#include "model/model.hpp"
#include "model/visit_length.hpp"

namespace stepdown {

/// The probabilities of the outcomes for a client; one entry of 1 where there is one outcome.
std::span<const double> outcome_shares(const OutcomeTable& table, const ClientFacts& facts);

/// The stay's law on admission, as a mixture over outcomes.
std::vector<Branch> stay_law(const Stage& stage, const ClientFacts& facts);
double stated_stay_days(const Stage& stage, const ClientFacts& facts);

/// Mean lag of a way in; for a pair the longer of the two.
double lag_days(const Model& model, const Option& option, const ClientFacts& facts);

/// Mean days at home between leaving a stage (or asking) and being ready: lag, and a move that does not keep the place.
double days_until_ready(const Model& model, StageId from, const Option& ahead, const ClientFacts& facts);

/// The half of an `a or b` that opens first when nothing is full: the shorter lag, ties as written.
const Option& sooner_half(const Model& model, const Destination& destination, const ClientFacts& facts);

/// Mean days for which the place in `from` is held after the stay's end when nothing ahead is full; `hours_wait` is the wait
/// for the admission hours ahead.
double held_days(const Model& model, StageId from, const Option& ahead, double hours_wait, const ClientFacts& facts);

}  // namespace stepdown
