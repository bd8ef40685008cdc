// Conditions and cases: how a value of the scenario may differ between clients.
// `when` of the scenario language, compiled to table look-ups; which values may use which test is the reader's business.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "core/contract.hpp"
#include "core/id.hpp"
#include "time/calendar.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// What a condition can see of a client at the instant it is tested.
struct ClientFacts {
    std::span<const std::uint8_t> attributes;
    PopulationId population;
    /// The care stage left last; `none()` is home.
    StageId came_from;
    OutcomeNameId last_outcome;
    /// The wait that ended with the latest grant.
    Ticks waited = 0;
    std::uint32_t relapses = 0;
    /// Meetings and sessions in a row that the client did not come to.
    std::uint32_t missed_in_a_row = 0;
    TrackNameId track;
    StageId housing;
    StageId support;
    Ticks now = 0;
    const Calendar* calendar = nullptr;
};

/// One test of a `when`. Tests of a thing with names accept a set of them, tests of a number accept a range.
struct Test {
    enum class Subject : std::uint8_t {
        attribute,
        population,
        came_from,
        last_outcome,
        beside,
        month,
        waited,
        relapses,
        track,
        missed_in_a_row
    };

    Subject subject = Subject::attribute;
    AttributeId attribute;
    /// Indexed by the value: an attribute's value, a population, a month (0 = January); for `came_from`, `last_outcome` and
    /// `beside` (and `track`) position 0 stands for home, none and nothing, and position i + 1 for entry i of the model's table.
    std::vector<char> accepted;
    /// For `waited` (ticks), `relapses` and `missed_in_a_row`: both ends belong to the range.
    std::int64_t at_least = 0;
    std::int64_t at_most = std::numeric_limits<std::int64_t>::max();

    bool holds(const ClientFacts& facts) const;
};

/// All tests must hold; without tests it always does.
struct Condition {
    std::vector<Test> tests;

    bool always() const { return tests.empty(); }
    bool holds(const ClientFacts& facts) const;
};

/// A list of cases: the first that fits is used. The last has no condition, so that one always fits.
template <class T>
class Cases {
public:
    struct Case {
        Condition when;
        T use;
    };

    Cases() = default;
    Cases(T only) { cases_.push_back({Condition{}, std::move(only)}); }  // NOLINT(google-explicit-constructor)
    explicit Cases(std::vector<Case> cases) : cases_(std::move(cases)) {
        STEPDOWN_EXPECT(!cases_.empty() && cases_.back().when.always(), "the last case has no condition");
    }

    const T& pick(const ClientFacts& facts) const {
        for (const Case& candidate : cases_) {
            if (candidate.when.holds(facts)) return candidate.use;
        }
        contract_failed("a case fits", "the last case has no condition", __FILE__, __LINE__);
    }
    bool empty() const { return cases_.empty(); }
    /// Whether every client gets the same value.
    bool same_for_all() const { return cases_.size() == 1; }
    const std::vector<Case>& list() const { return cases_; }
    std::vector<Case>& list() { return cases_; }

private:
    std::vector<Case> cases_;
};

}  // namespace stepdown
