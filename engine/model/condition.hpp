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

struct Test;

/// The stages that a client holds beside care, each or none.
struct BesideStages {
    StageId housing;
    StageId support;
};

/// Where `accepted` of a test has an entry of a table whose position 0 stands for none.
template <class Tag>
std::int64_t position_after_none(Id<Tag> id) {
    return id.exists() ? static_cast<std::int64_t>(id.index()) + 1 : 0;
}

/// What a condition can see of a client at the instant it is tested, stated value by value.
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

    std::int64_t value_of(const Test& test) const;
    BesideStages beside() const { return {housing, support}; }
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

    /// `Facts` tells `value_of` each test but `beside`, and `beside`. A type of its own may look up only what is asked for.
    template <class Facts>
    bool holds(const Facts& facts) const {
        return subject == Subject::beside ? accepts(facts.beside()) : accepts(facts.value_of(*this));
    }

private:
    bool is_number() const {
        return subject == Subject::waited || subject == Subject::relapses || subject == Subject::missed_in_a_row;
    }
    bool accepts(std::int64_t value) const {
        return is_number() ? value >= at_least && value <= at_most : accepted[static_cast<std::size_t>(value)] != 0;
    }
    bool accepts(BesideStages beside) const;
};

/// All tests must hold; without tests it always does.
struct Condition {
    std::vector<Test> tests;

    bool always() const { return tests.empty(); }
    template <class Facts>
    bool holds(const Facts& facts) const {
        for (const Test& test : tests) {
            if (!test.holds(facts)) return false;
        }
        return true;
    }
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

    template <class Facts>
    const T& pick(const Facts& facts) const {
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
