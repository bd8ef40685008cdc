#include "model/condition.hpp"

namespace stepdown {

std::int64_t ClientFacts::value_of(const Test& test) const {
    switch (test.subject) {
        case Test::Subject::attribute: return attributes[test.attribute.index()];
        case Test::Subject::population: return static_cast<std::int64_t>(population.index());
        case Test::Subject::came_from: return position_after_none(came_from);
        case Test::Subject::last_outcome: return position_after_none(last_outcome);
        case Test::Subject::month: return calendar->month(now);
        case Test::Subject::waited: return waited;
        case Test::Subject::relapses: return relapses;
        case Test::Subject::track: return position_after_none(track);
        case Test::Subject::missed_in_a_row: return missed_in_a_row;
        case Test::Subject::beside: break;
    }
    contract_failed("a test of one value", "what is held beside care is two", __FILE__, __LINE__);
}

bool Test::accepts(BesideStages beside) const {
    if (!beside.housing.exists() && !beside.support.exists()) return accepted[0] != 0;
    return (beside.housing.exists() && accepted[beside.housing.index() + 1] != 0) ||
           (beside.support.exists() && accepted[beside.support.index() + 1] != 0);
}

}  // namespace stepdown
