// A scenario at many values of its inputs: grids, Latin hypercubes, and one figure at a time (tornado).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiment/comparison.hpp"
#include "experiment/run.hpp"

namespace stepdown {

/// Positions on each axis of a sweep, one vector per point, the last axis fastest.
std::vector<std::vector<std::size_t>> grid_points(const std::vector<std::size_t>& axis_lengths);

/// As many points, in which every axis is divided into as many even strata and each stratum is used once (McKay, Beckman and
/// Conover 1979, Technometrics 21:239-245); at the middle of the strata, so positions on short axes repeat evenly.
std::vector<std::vector<std::size_t>> latin_hypercube(const std::vector<std::size_t>& axis_lengths, std::size_t points,
                                                      std::uint64_t seed);

/// At most so many points, none twice: those of a Latin hypercube, or all of the grid where it has no more than that.
std::vector<std::vector<std::size_t>> spread_points(const std::vector<std::size_t>& axis_lengths, std::size_t points,
                                                    std::uint64_t seed);

struct SweepPoint {
    /// As set, one per axis.
    std::vector<std::string> values;
    /// Empty where the values make no valid scenario.
    std::vector<MetricEstimate> metrics;
};

struct SweepRequest {
    RunRequest run;
    /// The model of a point and what it is called there; nothing where it is not valid.
    std::function<std::optional<Model>(std::size_t point)> model_at;
    std::vector<std::vector<std::string>> values;
};

/// Each point through all replications with the same clients; the estimates of the targets' metrics and of those asked for.
std::vector<SweepPoint> sweep(const SweepRequest& request);

/// A figure (or several that belong together) varied by its evidence.
struct TornadoBar {
    std::string path;
    Evidence evidence = Evidence::assumed;
    /// By how much, up and down: 0.15 for 15%.
    double part = 0.0;
    /// Why there is nothing to see; empty where it was varied.
    std::string problem;
    /// One per metric: the figure when it is lower and higher, less that of the scenario as it is.
    std::vector<Estimate> lower;
    std::vector<Estimate> higher;

    /// The larger of both changes, as an absolute figure.
    double swing(std::size_t metric) const;
};

struct Tornado {
    std::vector<MetricEstimate> metrics;
    /// In the order of the scenario's sources.
    std::vector<TornadoBar> bars;
    std::int64_t replications = 0;
    std::uint64_t seed = 0;

    std::vector<std::size_t> ranked(std::size_t metric) const;
};

/// How far a figure of this evidence may be off: high 5%, moderate 15%, low 30%, assumed 50%.
double part_of(Evidence evidence);

/// The scaled model of a source; or why there is none.
struct ScaledModel {
    std::optional<Model> model;
    std::string problem;
};
using ScaledModelOf = std::function<ScaledModel(const Source& source, double factor)>;

Tornado make_tornado(const Model& base, const ScaledModelOf& scaled, const RunRequest& request);

}  // namespace stepdown
