#include "cli/simulation_options.hpp"

#include <algorithm>
#include <charconv>
#include <thread>

#include <sched.h>
#include <CLI/CLI.hpp>

namespace stepdown {

namespace {

/// What is wrong with a seed; CLI11 itself would wrap a negative number round.
std::string seed_problem(const std::string& text) {
    std::uint64_t seed = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seed);
    const bool whole = problem == std::errc{} && end == text.data() + text.size();
    return whole ? "" : text + " is no seed: a whole number from 0 to 18446744073709551615";
}

/// The processors that this process may use.
int processors() {
    cpu_set_t usable;
    CPU_ZERO(&usable);
    if (sched_getaffinity(0, sizeof usable, &usable) == 0) return std::max(1, CPU_COUNT(&usable));
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

int SimulationOptions::thread_count() const { return threads > 0 ? threads : processors(); }

void add_simulation_options(CLI::App& command, ScenarioOptions& scenario, SimulationOptions& options) {
    command.add_option("--seed", scenario.seed, "Instead of the scenario's seed")
        ->type_name("N")
        ->check(CLI::Validator(seed_problem, ""));
    command.add_option("--replications", scenario.replications, "Instead of the scenario's number or precision")
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000'000}).description(""));
    command.add_option("--threads", options.threads, "Threads to use; all processors if not given")
        ->type_name("N")
        ->check(CLI::Range(1, 4096).description(""));
    command.add_option("--metric", scenario.metrics, "Also this metric, e.g. \"iop.wait.within(3 d)\"; may be repeated")
        ->type_name("NAME")
        ->allow_extra_args(false);
}

}  // namespace stepdown
