// Replications' results taken in, one after another in their order, until estimates are asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "experiment/run.hpp"
#include "experiment/run_result.hpp"
#include "experiment/warm_up.hpp"
#include "simulation/replication.hpp"

namespace stepdown {

/// One replication: the network as it is, and its twin in which nothing is ever full.
struct ReplicationPair {
    ReplicationResult constrained;
    std::optional<ReplicationResult> unconstrained;
};

/// Numbers of all replications, metric by metric, and what is pooled over them.
class Reduction {
public:
    Reduction(const Model& model, MeasurementPlan plan, Keep keep);

    void add(ReplicationPair&& pair);

    std::int64_t replications() const { return replications_; }
    const MeasurementPlan& plan() const { return plan_; }
    Estimate estimate(std::size_t metric) const;
    std::vector<MetricEstimate> estimates() const;
    /// The pooled share at or below a bound question's bound.
    Estimate bound_share(std::size_t question) const;
    /// The estimate of this metric less that of `base_metric` of `base`, whose replications had the same luck: paired.
    Estimate difference(std::size_t metric, const Reduction& base, std::size_t base_metric, double confidence = 0.95) const;
    /// Each replication's own figure; nothing where it has none.
    std::vector<std::optional<double>> per_replication(std::size_t metric) const;
    std::vector<std::optional<double>> bound_share_per_replication(std::size_t question) const;

    std::vector<FlowEstimate> flows() const;
    std::vector<SeriesBands> series() const;
    /// For each stage how single replications' census drifts after the warm-up (see warm_up.hpp), with a 99.9% interval.
    std::vector<Estimate> census_drifts() const;
    std::vector<SelfCheck> checks() const { return checks_; }
    std::vector<WaitDistribution> waits() const;
    std::vector<ReplicationRow> rows() const;
    std::vector<StaffSeries> staff() const;
    std::int64_t series_replications() const { return series_replications_; }
    std::uint64_t events() const { return events_; }
    std::uint64_t peak_clients() const { return peak_clients_; }

private:
    /// One series: the sum over all replications, and the first ones themselves where they are kept.
    struct SeriesSum {
        std::vector<double> sum;
        std::vector<std::vector<double>> kept;
    };

    void add_metrics(const ReplicationResult& constrained, const ReplicationResult* unconstrained);
    void add_staff(const ReplicationResult& constrained);
    void add_checks(const std::vector<SelfCheck>& checks, const std::string& pass);
    void add_series(SeriesSum& sum, std::vector<double>&& series);
    SeriesBands bands(StageId stage, SeriesBands::Quantity quantity, const SeriesSum& sum) const;

    const Model* model_;
    MeasurementPlan plan_;
    Keep keep_;
    std::int64_t replications_ = 0;
    std::int64_t series_replications_ = 0;
    std::vector<std::vector<double>> numerators_;
    std::vector<std::vector<double>> denominators_;
    std::vector<std::vector<double>> at_or_below_;
    std::vector<std::vector<double>> observed_;
    std::vector<LogHistogramPool> histograms_;
    std::vector<TimeWeightedHistogramPool> levels_;
    std::vector<std::int64_t> flows_;
    std::vector<std::int64_t> relapse_flows_;
    std::vector<SeriesSum> census_;
    std::vector<SeriesSum> waitlist_;
    std::vector<SeriesSum> need_;
    /// Sums over replications.
    std::vector<StaffSeries> staff_;
    JudgedBlocks judged_;
    std::vector<std::vector<double>> drifts_;
    std::vector<SelfCheck> checks_;
    std::uint64_t events_ = 0;
    std::uint64_t peak_clients_ = 0;
};

}  // namespace stepdown
