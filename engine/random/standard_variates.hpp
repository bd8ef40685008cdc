// Standard exponential, normal and gamma variates from a draw's words.
// One 64-bit word nearly always suffices for the first two; more are taken only when a candidate is rejected.
#pragma once

#include "random/keyed_stream.hpp"

namespace stepdown {

/// Exponential with mean 1. Ziggurat of 256 layers (Marsaglia and Tsang 2000); layer and position come from separate
/// bits of the word, which avoids the defect described by Doornik (2005).
double standard_exponential(WordStream& words);

/// Normal with mean 0 and variance 1; ziggurat as above, tail by Marsaglia (1964).
double standard_normal(WordStream& words);

/// Gamma with scale 1 and `shape` > 0. Marsaglia and Tsang (2000), "A simple method for generating gamma variables";
/// for shapes below 1, gamma(shape + 1) times U^(1/shape).
double standard_gamma(double shape, WordStream& words);

}  // namespace stepdown
