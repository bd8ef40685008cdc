// Targets and last year's figures held against estimates whose digits are known.
#include <catch2/catch.hpp>

#include "fed_reduction.hpp"

namespace stepdown_test {
namespace {

Model with_target(Measure measure, Comparison comparison, double bound, std::optional<double> share_of_runs = std::nullopt) {
    Model model = clinic();
    Target target;
    target.metric = of_stage(measure);
    target.comparison = comparison;
    target.bound = bound;
    target.share_of_runs = share_of_runs;
    model.targets = {target};
    return model;
}

/// The verdict when every replication has the same figure.
Verdict verdict_at(Measure measure, Comparison comparison, double bound, double figure) {
    const Model model = with_target(measure, comparison, bound);
    FedReduction fed(model, {of_stage(measure)});
    fed.add_ratio(figure, 1);
    fed.add_ratio(figure, 1);
    return judge_targets(model, fed.reduction).front().verdict;
}

TEST_CASE("a figure known exactly decides each comparison, at the bound too") {
    using enum Comparison;
    const Measure share = Measure::gave_up_share;
    CHECK(verdict_at(share, at_most, 0.25, 0.25) == Verdict::met);
    CHECK(verdict_at(share, below, 0.25, 0.25) == Verdict::missed);
    CHECK(verdict_at(share, at_least, 0.25, 0.25) == Verdict::met);
    CHECK(verdict_at(share, above, 0.25, 0.25) == Verdict::missed);
    CHECK(verdict_at(share, at_most, 0.25, 0.5) == Verdict::missed);
    CHECK(verdict_at(share, above, 0.25, 0.5) == Verdict::met);
}

TEST_CASE("a long-run target is met, missed or undecided as its interval lies to the bound") {
    const Model model = with_target(Measure::gave_up_share, Comparison::at_most, 0.10);
    const auto verdict = [&](std::initializer_list<double> gave_up) {
        FedReduction fed(model, {of_stage(Measure::gave_up_share)});
        for (const double share : gave_up) fed.add_ratio(share * 100, 100);
        return judge_targets(model, fed.reduction).front();
    };
    CHECK(verdict({0.04, 0.05, 0.06}).verdict == Verdict::met);
    CHECK(verdict({0.14, 0.15, 0.16}).verdict == Verdict::missed);
    const TargetResult straddling = verdict({0.06, 0.09, 0.12});
    CHECK(straddling.verdict == Verdict::undecided);
    CHECK(*straddling.value == Approx(0.09));
    CHECK(*straddling.low < 0.10);
    CHECK(*straddling.high > 0.10);
    CHECK(straddling.tested == straddling.metric_name);
}

TEST_CASE("one replication has no interval and decides nothing; nor does a figure that none has") {
    const Model model = with_target(Measure::gave_up_share, Comparison::at_most, 0.10);
    FedReduction one(model, {of_stage(Measure::gave_up_share)});
    one.add_ratio(1, 100);
    CHECK(judge_targets(model, one.reduction).front().verdict == Verdict::undecided);
    CHECK(*judge_targets(model, one.reduction).front().value == Approx(0.01));
    FedReduction none(model, {of_stage(Measure::gave_up_share)});
    none.add_ratio(0, 0);
    none.add_ratio(0, 0);
    CHECK(judge_targets(model, none.reduction).front().verdict == Verdict::undecided);
    CHECK_FALSE(judge_targets(model, none.reduction).front().value.has_value());
}

TEST_CASE("a long-run target on a quantile is decided by the pooled share at or below the bound") {
    const Model model = with_target(Measure::wait_p90, Comparison::at_most, 7.0);
    const auto verdict = [&](std::initializer_list<double> hits) {
        FedReduction fed(model, {of_stage(Measure::wait_p90)});
        for (const double hit : hits) fed.add_hits(hit, 100);
        return judge_targets(model, fed.reduction).front();
    };
    const TargetResult met = verdict({94, 95, 96});
    CHECK(met.verdict == Verdict::met);
    CHECK(*met.value == Approx(0.95));
    CHECK(met.tested == "share at or below the bound; 90% are asked for");
    CHECK(verdict({90, 90, 90}).verdict == Verdict::met);
    CHECK(verdict({84, 85, 86}).verdict == Verdict::missed);
    CHECK(verdict({86, 90, 95}).verdict == Verdict::undecided);
}

TEST_CASE("the share that decides is that of the quantile: half for p50, 95% for p95") {
    const auto verdict = [](Measure measure, double hits) {
        const Model model = with_target(measure, Comparison::at_most, 7.0);
        FedReduction fed(model, {of_stage(measure)});
        fed.add_hits(hits, 100);
        fed.add_hits(hits, 100);
        return judge_targets(model, fed.reduction).front().verdict;
    };
    CHECK(verdict(Measure::wait_p50, 50) == Verdict::met);
    CHECK(verdict(Measure::wait_p50, 49) == Verdict::missed);
    CHECK(verdict(Measure::stay_p50, 50) == Verdict::met);
    CHECK(verdict(Measure::wait_p95, 95) == Verdict::met);
    CHECK(verdict(Measure::wait_p95, 94) == Verdict::missed);
    CHECK(verdict(Measure::census_p95, 94) == Verdict::missed);
}

TEST_CASE("a quantile that must stay above its bound needs fewer than its share there") {
    const auto verdict = [](Comparison comparison, double hits) {
        const Model model = with_target(Measure::wait_p90, comparison, 7.0);
        FedReduction fed(model, {of_stage(Measure::wait_p90)});
        fed.add_hits(hits, 100);
        fed.add_hits(hits, 100);
        return judge_targets(model, fed.reduction).front();
    };
    CHECK(verdict(Comparison::above, 89).verdict == Verdict::met);
    CHECK(verdict(Comparison::above, 90).verdict == Verdict::missed);
    CHECK(verdict(Comparison::at_least, 89).verdict == Verdict::met);
    CHECK(verdict(Comparison::at_least, 90).tested == "share below the bound; less than 90% are asked for");
}

TEST_CASE("a strict bound asks for what lies below it: a tick for durations, a client for the census") {
    const auto asked = [](Measure measure, Comparison comparison, double bound) {
        return bound_questions(with_target(measure, comparison, bound)).front().bound;
    };
    CHECK(asked(Measure::wait_p90, Comparison::at_most, 7.0) == 7.0);
    CHECK(asked(Measure::wait_p90, Comparison::above, 7.0) == 7.0);
    CHECK(from_days(asked(Measure::wait_p90, Comparison::below, 7.0)) == 7 * ticks_per_day - 1);
    CHECK(from_days(asked(Measure::wait_p90, Comparison::at_least, 7.0)) == 7 * ticks_per_day - 1);
    CHECK(from_days(asked(Measure::wait_p90, Comparison::at_least, 0.0)) == -1);
    CHECK(asked(Measure::census_p95, Comparison::at_most, 10.0) == 10.0);
    CHECK(asked(Measure::census_p95, Comparison::below, 10.0) == 9.0);
    CHECK(asked(Measure::census_p95, Comparison::below, 10.5) == 10.0);
}

TEST_CASE("targets on quantiles are matched with their own questions, past targets of other kinds") {
    Model model = with_target(Measure::gave_up_share, Comparison::at_most, 0.5);
    Target early = model.targets.front();
    early.metric = of_stage(Measure::wait_p90);
    early.bound = 1.0;
    Target late = early;
    late.bound = 9.0;
    model.targets = {early, model.targets.front(), late};
    FedReduction fed(model, {of_stage(Measure::gave_up_share), of_stage(Measure::wait_p90)});
    REQUIRE(fed.reduction.plan().bounds.size() == 2);
    for (int replication = 0; replication < 2; ++replication) {
        ReplicationResult result = fed.nothing();
        result.numerators[0] = 1;
        result.denominators[0] = 10;
        result.at_or_below = {20, 97};
        result.observed = {100, 100};
        fed.add(result);
    }
    const auto results = judge_targets(model, fed.reduction);
    CHECK(results[0].verdict == Verdict::missed);
    CHECK(results[1].verdict == Verdict::met);
    CHECK(*results[2].value == Approx(0.97));
    CHECK(results[2].verdict == Verdict::met);
}

TargetResult kept_in(int kept, int runs, double share) {
    const Model model = with_target(Measure::gave_up_share, Comparison::at_most, 0.10, share);
    FedReduction fed(model, {of_stage(Measure::gave_up_share)});
    for (int run = 0; run < runs; ++run) fed.add_ratio(run < kept ? 5 : 20, 100);
    return judge_targets(model, fed.reduction).front();
}

TEST_CASE("a promise per period is decided by the runs that keep it, with exact bounds") {
    const TargetResult all_of_30 = kept_in(30, 30, 0.95);
    CHECK(*all_of_30.value == 1.0);
    CHECK(*all_of_30.low == Approx(0.905).margin(0.0005));
    CHECK(all_of_30.verdict == Verdict::undecided);
    CHECK(kept_in(30, 30, 0.90).verdict == Verdict::met);
    CHECK(kept_in(58, 58, 0.95).verdict == Verdict::undecided);
    CHECK(kept_in(59, 59, 0.95).verdict == Verdict::met);
    CHECK(kept_in(40, 60, 0.95).verdict == Verdict::missed);
    CHECK(kept_in(0, 30, 0.95).verdict == Verdict::missed);
    CHECK(all_of_30.tested == "share of runs that keep it");
}

TEST_CASE("a run without the figure neither keeps nor breaks its promise") {
    const Model model = with_target(Measure::gave_up_share, Comparison::at_most, 0.10, 0.5);
    FedReduction fed(model, {of_stage(Measure::gave_up_share)});
    fed.add_ratio(0, 0);
    CHECK(judge_targets(model, fed.reduction).front().verdict == Verdict::undecided);
    CHECK_FALSE(judge_targets(model, fed.reduction).front().value.has_value());
    fed.add_ratio(5, 100);
    fed.add_ratio(50, 100);
    CHECK(*judge_targets(model, fed.reduction).front().value == 0.5);
}

TEST_CASE("a promise per period on a quantile counts each run's share at the bound, not its binned quantile") {
    const Model model = with_target(Measure::wait_p90, Comparison::at_most, 7.0, 0.5);
    FedReduction fed(model, {of_stage(Measure::wait_p90)});
    fed.add_hits(90, 100);
    fed.add_hits(89, 100);
    fed.add_hits(91, 100);
    fed.add_hits(10, 100);
    CHECK(*judge_targets(model, fed.reduction).front().value == 0.5);
}

TEST_CASE("last year's figure agrees when it lies in the spread of single runs, not in the interval of the mean") {
    Model model = clinic();
    const auto agreement = [&](double last_year) {
        model.observed = {{of_stage(Measure::wait_mean), last_year, {}}};
        FedReduction fed(model, {of_stage(Measure::wait_mean)});
        for (int run = 1; run <= 20; ++run) fed.add_ratio(run, 1);
        return compare_observed(model, fed.reduction).front();
    };
    using Agreement = ObservedResult::Agreement;
    const ObservedResult inside = agreement(3.0);
    CHECK(inside.agreement == Agreement::agrees);
    CHECK(*inside.low == 1.0);
    CHECK(*inside.high == 19.0);
    CHECK(inside.unit == "d");
    CHECK(agreement(1.0).agreement == Agreement::agrees);
    CHECK(agreement(0.9).agreement == Agreement::model_higher);
    CHECK(agreement(19.1).agreement == Agreement::model_lower);
}

TEST_CASE("last year's figure is left open when runs have none or are too few to spread") {
    Model model = clinic();
    model.observed = {{of_stage(Measure::wait_mean), 3.0, {}}};
    FedReduction fed(model, {of_stage(Measure::wait_mean)});
    fed.add_ratio(3, 1);
    CHECK(compare_observed(model, fed.reduction).front().agreement == ObservedResult::Agreement::unknown);
}

}  // namespace
}  // namespace stepdown_test
