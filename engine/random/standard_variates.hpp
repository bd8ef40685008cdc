// Standard exponential, normal and gamma variates from a draw's words.
// One 64-bit word nearly always suffices for the first two; more are taken only when a candidate is rejected.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "random/keyed_stream.hpp"

namespace stepdown {

/// Exponential with mean 1. Ziggurat of 256 layers (Marsaglia and Tsang 2000); layer and position come from separate
/// bits of the word, which avoids the defect described by Doornik (2005).
inline double standard_exponential(WordStream& words);

/// Normal with mean 0 and variance 1; ziggurat as above, tail by Marsaglia (1964).
double standard_normal(WordStream& words);

/// Gamma with scale 1 and `shape` > 0. Marsaglia and Tsang (2000), "A simple method for generating gamma variables";
/// for shapes below 1, gamma(shape + 1) times U^(1/shape).
double standard_gamma(double shape, WordStream& words);

namespace detail {

inline constexpr std::size_t ziggurat_layers = 256;

/// Layer i covers abscissae up to `x[i]` and all of its width up to `x[i + 1]` lies under the density `f`; layer 0 is the
/// base with the tail, given the width it would have as a rectangle of the common area.
struct Ziggurat {
    std::array<double, ziggurat_layers + 1> x;
    std::array<double, ziggurat_layers + 1> f;
};
extern const Ziggurat exponential_layers;

/// Goes on where a candidate lies outside the part of its layer that is surely under the density.
double exponential_outside(std::size_t layer, double x, WordStream& words);

}  // namespace detail

inline double standard_exponential(WordStream& words) {
    const std::uint64_t word = words.next64();
    const std::size_t layer = word & (detail::ziggurat_layers - 1);
    const double x = unit_double(word) * detail::exponential_layers.x[layer];
    return x < detail::exponential_layers.x[layer + 1] ? x : detail::exponential_outside(layer, x, words);
}

}  // namespace stepdown
