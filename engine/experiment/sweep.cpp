#include "experiment/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

#include "experiment/run.hpp"

namespace stepdown {

namespace {

/// The metrics of the targets, then those asked for, each once.
std::vector<Metric> looked_at(const Model& model, const std::vector<Metric>& asked) {
    std::vector<Metric> metrics;
    const auto add = [&](const Metric& metric) {
        if (std::find(metrics.begin(), metrics.end(), metric) == metrics.end()) metrics.push_back(metric);
    };
    for (const Target& target : model.targets) add(target.metric);
    for (const Metric& metric : asked) add(metric);
    return metrics;
}

std::vector<MetricEstimate> estimates_of(const Model& model, const RunResult& result, const std::vector<Metric>& asked) {
    std::vector<MetricEstimate> estimates;
    for (const Metric& metric : looked_at(model, asked)) {
        if (const MetricEstimate* found = find_metric(result, metric)) estimates.push_back(*found);
    }
    return estimates;
}

}  // namespace

std::vector<std::vector<std::size_t>> grid_points(const std::vector<std::size_t>& axis_lengths) {
    std::vector<std::vector<std::size_t>> points = {{}};
    for (const std::size_t length : axis_lengths) {
        std::vector<std::vector<std::size_t>> longer;
        for (const auto& point : points) {
            for (std::size_t position = 0; position < length; ++position) {
                longer.push_back(point);
                longer.back().push_back(position);
            }
        }
        points = std::move(longer);
    }
    return points;
}

std::vector<std::vector<std::size_t>> latin_hypercube(const std::vector<std::size_t>& axis_lengths, std::size_t points,
                                                      std::uint64_t seed) {
    std::mt19937_64 words(seed);
    std::vector<std::vector<std::size_t>> result(points);
    for (const std::size_t length : axis_lengths) {
        std::vector<std::size_t> strata(points);
        std::iota(strata.begin(), strata.end(), std::size_t{0});
        // Not std::shuffle, whose order is the library's own.
        for (std::size_t last = points; last > 1; --last) std::swap(strata[last - 1], strata[words() % last]);
        for (std::size_t point = 0; point < points; ++point)
            result[point].push_back((2 * strata[point] + 1) * length / (2 * points));
    }
    return result;
}

std::vector<std::vector<std::size_t>> spread_points(const std::vector<std::size_t>& axis_lengths, std::size_t points,
                                                    std::uint64_t seed) {
    double all = 1.0;
    for (const std::size_t length : axis_lengths) all *= static_cast<double>(length);
    if (static_cast<double>(points) >= all) return grid_points(axis_lengths);
    std::vector<std::vector<std::size_t>> result;
    std::set<std::vector<std::size_t>> known;
    for (auto& point : latin_hypercube(axis_lengths, points, seed)) {
        if (known.insert(point).second) result.push_back(std::move(point));
    }
    return result;
}

std::vector<SweepPoint> sweep(const SweepRequest& request) {
    std::vector<SweepPoint> points;
    const auto count = static_cast<std::int64_t>(request.values.size());
    for (std::size_t point = 0; point < request.values.size(); ++point) {
        SweepPoint made{request.values[point], {}};
        if (const auto model = request.model_at(point)) {
            RunRequest run = request.run;
            if (request.run.progress) {
                run.progress = [&, point](std::int64_t done, std::int64_t planned) {
                    request.run.progress(static_cast<std::int64_t>(point) * planned + done, count * planned);
                };
            }
            made.metrics = estimates_of(*model, run_experiment(*model, run), request.run.extra_metrics);
        }
        points.push_back(std::move(made));
    }
    return points;
}

double part_of(Evidence evidence) {
    switch (evidence) {
        case Evidence::high: return 0.05;
        case Evidence::moderate: return 0.15;
        case Evidence::low: return 0.30;
        case Evidence::assumed: return 0.50;
    }
    return 0.50;
}

double TornadoBar::swing(std::size_t metric) const {
    double most = 0.0;
    for (const auto* side : {&lower, &higher}) {
        if (metric < side->size() && (*side)[metric].value) most = std::max(most, std::fabs(*(*side)[metric].value));
    }
    return most;
}

std::vector<std::size_t> Tornado::ranked(std::size_t metric) const {
    std::vector<std::size_t> order(bars.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t one, std::size_t other) { return bars[one].swing(metric) > bars[other].swing(metric); });
    return order;
}

Tornado make_tornado(const Model& base, const ScaledModelOf& scaled, const RunRequest& request) {
    Tornado tornado;
    tornado.seed = base.seed;
    std::vector<NamedModel> models = {{"as it is", base}};
    for (const Source& source : base.sources) {
        TornadoBar bar{source.path, source.evidence, part_of(source.evidence), {}, {}, {}};
        ScaledModel low = scaled(source, 1.0 - bar.part);
        ScaledModel high = scaled(source, 1.0 + bar.part);
        bar.problem = low.model ? high.problem : low.problem;
        if (low.model) models.push_back({source.path + " lower", std::move(*low.model)});
        if (high.model) models.push_back({source.path + " higher", std::move(*high.model)});
        tornado.bars.push_back(std::move(bar));
    }
    ComparisonRequest comparing;
    comparing.run = request;
    const PlanComparison comparison = compare_plans(models, comparing);
    tornado.replications = comparison.plans.front().result.replications;
    tornado.metrics = estimates_of(base, comparison.plans.front().result, request.extra_metrics);
    for (TornadoBar& bar : tornado.bars) {
        for (const MetricEstimate& metric : tornado.metrics) {
            bar.lower.emplace_back();
            bar.higher.emplace_back();
            for (const Difference& difference : comparison.differences) {
                if (difference.name != metric.name) continue;
                if (difference.plan == bar.path + " lower") bar.lower.back() = difference.estimate;
                if (difference.plan == bar.path + " higher") bar.higher.back() = difference.estimate;
            }
        }
    }
    return tornado;
}

}  // namespace stepdown
