// Exact answers from numerically solved Markov chains: states are found from a start by the transitions themselves.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <vector>

namespace stepdown::testing {

/// A state as a few small numbers.
using ChainState = std::vector<int>;

/// Tells a state's transitions: calls `to(next, rate)` for each.
using ChainTransitions = std::function<void(const ChainState&, const std::function<void(const ChainState&, double)>& to)>;

/// The stationary probabilities of all states that can be reached from `start`. The chain must be finite and irreducible.
std::map<ChainState, double> stationary(const ChainState& start, const ChainTransitions& transitions);

/// The sum of `value(state)` over the stationary law.
double expectation(const std::map<ChainState, double>& law, const std::function<double(const ChainState&)>& value);

}  // namespace stepdown::testing
