#include "model/condition.hpp"

#include <algorithm>

namespace stepdown {

namespace {
template <class Tag>
std::size_t position_after_none(Id<Tag> id) {
    return id.exists() ? id.index() + 1 : 0;
}

bool in_range(const Test& test, std::int64_t value) { return value >= test.at_least && value <= test.at_most; }

bool holds_beside(const Test& test, const ClientFacts& facts) {
    if (!facts.housing.exists() && !facts.support.exists()) return test.accepted[0] != 0;
    return (facts.housing.exists() && test.accepted[facts.housing.index() + 1] != 0) ||
           (facts.support.exists() && test.accepted[facts.support.index() + 1] != 0);
}
}  // namespace

bool Test::holds(const ClientFacts& facts) const {
    switch (subject) {
        case Subject::attribute: return accepted[facts.attributes[attribute.index()]] != 0;
        case Subject::population: return accepted[facts.population.index()] != 0;
        case Subject::came_from: return accepted[position_after_none(facts.came_from)] != 0;
        case Subject::last_outcome: return accepted[position_after_none(facts.last_outcome)] != 0;
        case Subject::beside: return holds_beside(*this, facts);
        case Subject::month: return accepted[facts.calendar->month(facts.now)] != 0;
        case Subject::waited: return in_range(*this, facts.waited);
        case Subject::relapses: return in_range(*this, facts.relapses);
        case Subject::track: return accepted[position_after_none(facts.track)] != 0;
        case Subject::missed_in_a_row: return in_range(*this, facts.missed_in_a_row);
    }
    return false;
}

bool Condition::holds(const ClientFacts& facts) const {
    return std::all_of(tests.begin(), tests.end(), [&](const Test& test) { return test.holds(facts); });
}

}  // namespace stepdown
