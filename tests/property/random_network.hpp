// Random small care networks: every mechanism may occur, in any combination the language allows.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace stepdown::testing {

/// Writes the YAML of a network that a fixed generator state determines.
class RandomNetwork {
public:
    /// Whether stages may have groups, appointments, authorization and money.
    enum class Programs { none, some };
    explicit RandomNetwork(unsigned seed, Programs programs = Programs::none)
        : random_(seed), has_programs_(programs == Programs::some) {}
    std::string text();

private:
    bool chance(double share) { return unit_(random_) < share; }
    int whole(int low, int high) { return low + static_cast<int>(unit_(random_) * (high - low + 1)); }
    std::string other_than(const std::string& stage);
    std::string destination();
    std::string shares();
    std::string care_stage(const std::string& name);
    std::string waitlist(const std::string& name);
    std::string program();
    std::string entry();
    std::string stay_by_program(bool with_tracks);

    std::mt19937_64 random_;
    bool has_programs_;
    std::uniform_real_distribution<double> unit_{0.0, 1.0};
    std::vector<std::string> care_;
    bool house_ = false;
    bool staff_ = false;
};

}  // namespace stepdown::testing
