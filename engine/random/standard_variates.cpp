#include "random/standard_variates.hpp"

#include <cmath>
#include <numbers>

#include "random/portable_math.hpp"

namespace stepdown {

namespace {

using detail::exponential_layers;
using detail::Ziggurat;
constexpr std::size_t layer_count = detail::ziggurat_layers;

double exponential_density(double x) { return portable_exp(-x); }
double exponential_abscissa(double f) { return -portable_log(f); }
double normal_density(double x) { return portable_exp(-0.5 * x * x); }
double normal_abscissa(double f) { return std::sqrt(-2.0 * portable_log(f)); }

// Where the tail begins: with it 256 layers of equal area close exactly at the top (Marsaglia and Tsang 2000).
constexpr double exponential_tail = 7.6971174701310497140446280481;
constexpr double normal_tail = 3.6541528853610087963519472518;

Ziggurat build(double tail, double tail_area, double (*density)(double), double (*abscissa)(double)) {
    Ziggurat layers{};
    const double area = tail * density(tail) + tail_area;
    layers.x[0] = area / density(tail);
    layers.x[1] = tail;
    layers.f[1] = density(tail);
    for (std::size_t layer = 2; layer < layer_count; ++layer) {
        layers.f[layer] = layers.f[layer - 1] + area / layers.x[layer - 1];
        layers.x[layer] = abscissa(layers.f[layer]);
    }
    layers.x[layer_count] = 0.0;
    layers.f[layer_count] = 1.0;
    return layers;
}

const Ziggurat normal_layers =
    build(normal_tail, std::sqrt(2.0 * std::numbers::pi) * normal_survival(normal_tail), normal_density, normal_abscissa);

// Whether a point at abscissa `x` with uniform height in its layer lies under the density.
bool lies_under(const Ziggurat& layers, std::size_t layer, double x, double (*density)(double), WordStream& words) {
    const double height = unit_double(words.next64());
    return layers.f[layer] + height * (layers.f[layer + 1] - layers.f[layer]) < density(x);
}

double normal_beyond_tail(WordStream& words) {
    while (true) {
        const double beyond = standard_exponential(words) / normal_tail;
        if (2.0 * standard_exponential(words) > beyond * beyond) return normal_tail + beyond;
    }
}

}  // namespace

const Ziggurat detail::exponential_layers =
    build(exponential_tail, exponential_density(exponential_tail), exponential_density, exponential_abscissa);

double detail::exponential_outside(std::size_t layer, double x, WordStream& words) {
    double beyond = 0.0;
    while (true) {
        if (layer == 0) {
            // The law has no memory: beyond the tail's beginning it starts again.
            beyond += exponential_tail;
        } else if (lies_under(exponential_layers, layer, x, exponential_density, words)) {
            return beyond + x;
        }
        const std::uint64_t word = words.next64();
        layer = word & (layer_count - 1);
        x = unit_double(word) * exponential_layers.x[layer];
        if (x < exponential_layers.x[layer + 1]) return beyond + x;
    }
}

double standard_normal(WordStream& words) {
    while (true) {
        const std::uint64_t word = words.next64();
        const std::size_t layer = word & (layer_count - 1);
        const double sign = (word & layer_count) != 0 ? -1.0 : 1.0;
        const double x = unit_double(word) * normal_layers.x[layer];
        if (x < normal_layers.x[layer + 1]) return sign * x;
        if (layer == 0) return sign * normal_beyond_tail(words);
        if (lies_under(normal_layers, layer, x, normal_density, words)) return sign * x;
    }
}

double standard_gamma(double shape, WordStream& words) {
    if (shape < 1.0) {
        const double larger = standard_gamma(shape + 1.0, words);
        return larger * portable_exp(-standard_exponential(words) / shape);
    }
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    while (true) {
        const double z = standard_normal(words);
        const double root = 1.0 + c * z;
        if (root <= 0.0) continue;
        const double v = root * root * root;
        const double u = unit_double_open(words.next64());
        if (u < 1.0 - 0.0331 * z * z * z * z) return d * v;
        if (portable_log(u) < 0.5 * z * z + d * (1.0 - v + portable_log(v))) return d * v;
    }
}

}  // namespace stepdown
