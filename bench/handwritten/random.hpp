// The draws of the hand-written network: xoshiro256++ and exponential variates by a ziggurat of 256 layers.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace handwritten {

/// Layers of equal area under exp(-x): Marsaglia and Tsang, The Ziggurat Method for Generating Random Variables, 2000.
struct Ziggurat {
    static constexpr double tail = 7.69711747013104972;
    static constexpr double area = 0.0039496598225815571993;
    std::array<double, 257> edge{};
    std::array<double, 257> height{};
    /// Edges over 2^56, so that a layer costs one multiplication.
    std::array<double, 256> scale{};

    Ziggurat() {
        edge[0] = area / std::exp(-tail);
        edge[1] = tail;
        for (std::size_t layer = 2; layer < 256; ++layer)
            edge[layer] = -std::log(std::exp(-edge[layer - 1]) + area / edge[layer - 1]);
        edge[256] = 0.0;
        for (std::size_t layer = 0; layer < 257; ++layer) height[layer] = std::exp(-edge[layer]);
        for (std::size_t layer = 0; layer < 256; ++layer) scale[layer] = std::ldexp(edge[layer], -56);
    }
};

inline const Ziggurat ziggurat;

class Random {
public:
    explicit Random(std::uint64_t seed) {
        for (std::uint64_t& word : state_) {
            seed += 0x9e3779b97f4a7c15;
            std::uint64_t mixed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            word = mixed ^ (mixed >> 31);
        }
    }

    std::uint64_t bits() {
        const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }

    /// Of mean 1.
    double exponential() {
        const std::uint64_t word = bits();
        const std::size_t layer = word & 255;
        const double x = static_cast<double>(static_cast<std::int64_t>(word >> 8)) * ziggurat.scale[layer];
        if (x < ziggurat.edge[layer + 1]) [[likely]]
            return x;
        return at_the_edge(layer, x);
    }

private:
    double uniform() { return static_cast<double>(static_cast<std::int64_t>(bits() >> 11)) * 0x1p-53; }

    [[gnu::noinline]] double at_the_edge(std::size_t layer, double x) {
        if (layer == 0) return Ziggurat::tail - std::log(1.0 - uniform());
        const double low = ziggurat.height[layer];
        if (low + uniform() * (ziggurat.height[layer + 1] - low) < std::exp(-x)) return x;
        return exponential();
    }

    std::array<std::uint64_t, 4> state_{};
};

}  // namespace handwritten
