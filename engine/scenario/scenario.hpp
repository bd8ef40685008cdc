// From a scenario file to the model: the whole way, with every problem on it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "model/model.hpp"
#include "model/traffic.hpp"

namespace stepdown {

/// What the command line asks for.
struct ScenarioRequest {
    std::string file;
    /// `--plan NAME`.
    std::optional<std::string> plan = std::nullopt;
    /// Each a `PATH=VALUE` of `--set`, in order.
    std::vector<std::string> settings = {};
    std::optional<std::uint64_t> seed = std::nullopt;
    /// Replaces `replications` and `precision`.
    std::optional<std::int64_t> replications = std::nullopt;
    /// Names of metrics beside those of the scenario: `--metric NAME`.
    std::vector<std::string> extra_metrics = {};
};

/// A file that was read, as it is.
struct ScenarioFile {
    std::string name;
    std::string text;
};

/// A scenario without errors.
struct Scenario {
    Model model;
    /// As asked for in `extra_metrics`.
    std::vector<Metric> extra_metrics;
    /// What its stages are asked for.
    OfferedLoad load;
    /// Every file that was read, the scenario itself first, then those it extends, then traces and data.
    std::vector<ScenarioFile> files;
    /// The plans that the file offers, in written order.
    std::vector<std::string> plan_names;
    /// Warnings, sorted by place.
    Diagnostics problems;

    /// The files' names and texts one after another, for the manifest's hash.
    std::string text_of_all_files() const;
};

/// The scenario, or nothing when there are errors. All problems are in `diagnostics`, those of every section at once.
/// Throws std::system_error when the operating system refuses to read a file.
std::optional<Scenario> read_scenario(const ScenarioRequest& request, Diagnostics& diagnostics);

/// As above, with the errors that each plan of the scenario would bring besides, unless the request names one.
std::optional<Scenario> read_scenario_and_plans(const ScenarioRequest& request, Diagnostics& diagnostics);

/// Where the request names a plan: the errors that are not there without it name it in their hints. The two above do so.
void name_requested_plan(const ScenarioRequest& request, Diagnostics& diagnostics);

/// One value at one path, as `set` would state it: sizing and sweeps vary a scenario with these.
struct PathValue {
    std::string path;
    std::string value;
};

/// A scenario that has been read once and can be compiled again and again with other values.
class ScenarioBase {
public:
    /// Reads and merges the files; nothing when there is no tree to compile.
    static std::optional<ScenarioBase> read(const ScenarioRequest& request, Diagnostics& diagnostics);

    ScenarioBase(ScenarioBase&&) noexcept;
    ScenarioBase& operator=(ScenarioBase&&) noexcept;
    ~ScenarioBase();

    /// The scenario with these values set, in order, after everything that the request asked for; nothing after an error. Its
    /// `sizing` can be left out where nothing is searched: values that it cannot choose among are no mistake then.
    enum class Sizing : std::uint8_t { kept, left_out };
    std::optional<Scenario> with(const std::vector<PathValue>& values, Diagnostics& diagnostics,
                                 Sizing sizing = Sizing::kept) const;
    /// The scenario with the settings of one of its plans on top.
    std::optional<Scenario> with_plan(const std::string& plan, Diagnostics& diagnostics) const;
    /// In written order; also those of a scenario with errors.
    std::vector<std::string> plan_names() const;
    /// The scenario with all figures at and below a path multiplied; nothing when that makes no valid scenario, or when nothing
    /// there can be multiplied (without an error then).
    std::optional<Scenario> with_scaled(const std::string& path, double factor, Diagnostics& diagnostics) const;
    /// The plain number that the scenario states at a path; nothing where it states none, or several that differ.
    std::optional<double> number_at(const std::string& path) const;

private:
    struct State;
    explicit ScenarioBase(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace stepdown
