// Confirmation of a plan on fresh replications that no search has seen, with a stated error over all attempts.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "experiment/margins.hpp"

namespace stepdown {

/// A requirement as the confirmation saw it.
struct ConfirmedRequirement {
    Requirement requirement;
    /// What is judged, pooled over the fresh replications.
    std::optional<double> figure;
    /// One-sided bounds for it, on the side that matters and on the other; all requirements' bounds of all attempts hold together
    /// with the stated confidence.
    double bound = 0.0;
    double opposite_bound = 0.0;
    bool holds = false;
    bool is_broken = false;
};

struct Confirmation {
    PlanPoint plan;
    std::int64_t replications = 0;
    std::int64_t first_replication = 0;
    std::vector<ConfirmedRequirement> requirements;

    bool certified() const;
    bool is_broken() const;
    /// Whether every figure lies on the right side of its bound: more replications may well confirm it.
    bool looks_good() const;
};

/// Spends the error 1 - confidence over attempts: a half for the first, a quarter for the second and so on (so that trying again
/// and again until a plan passes keeps its word), each split evenly over the requirements (Bonferroni).
class Certifier {
public:
    Certifier(PlanTrials& trials, double confidence, std::int64_t most_replications);

    /// One attempt on replications of its own. Their number is fixed before: so many that a plan with the margins that the search
    /// saw, but at least three quarters of the indifference, is confirmed in 19 of 20 cases; `times` as many on a second try.
    /// Replications that do not confirm the plan are handed to the search. Throws SearchEnd.
    Confirmation attempt(const Trial& trial, const Classification& seen, double times = 1.0);
    int attempts() const { return attempts_; }

private:
    std::int64_t replications_for(const Trial& trial, const Classification& seen, double error, double times) const;

    PlanTrials& trials_;
    double confidence_;
    std::int64_t most_replications_;
    int attempts_ = 0;
};

/// The one-sided bounds at that error for fresh replications of one requirement: by Student's t of the sums of (amount - bound x
/// weight), which no ratio biases, or for per-run promises exact (Clopper and Pearson 1934).
ConfirmedRequirement confirm(const Requirement& requirement, const std::vector<Judged>& fresh, double error);

}  // namespace stepdown
