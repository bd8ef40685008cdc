#include "document_fixtures.hpp"

using namespace stepdown;

namespace {

std::vector<std::string> steps(std::string_view path) {
    Diagnostics diagnostics;
    return parse_path(path, {}, diagnostics)->steps;
}

}  // namespace

TEST_CASE("a pattern's star stands for exactly one key") {
    CHECK(path_matches(steps("stages.iop.next"), "stages.*.next"));
    CHECK_FALSE(path_matches(steps("stages.next"), "stages.*.next"));
    CHECK_FALSE(path_matches(steps("stages.iop.next.php"), "stages.*.next"));
    CHECK_FALSE(path_matches(steps("stages.iop.stay"), "stages.*.next"));
}

TEST_CASE("share maps, distributions and outcomes are replaced whole, other maps are not") {
    const SmallLanguage rules;
    for (const auto* path : {"populations.adults.enters", "populations.adults.attributes.payer", "stages.iop.next",
                             "stages.iop.stay", "stages.iop.outcomes", "stages.iop.lag", "stages.iop.waitlist.patience",
                             "stages.iop.waitlist.gave_up", "stages.iop.waitlist.turned_away", "stages.iop.transfer.takes",
                             "relapse.law", "relapse.then.in_care", "relapse.then.at_home.after", "relapse.then.at_home.to"}) {
        INFO(path);
        CHECK(rules.replaced_whole(steps(path)));
    }
    for (const auto* path : {"clock", "stages", "stages.iop", "stages.next", "stages.stay", "stages.iop.waitlist",
                             "populations.adults", "populations.adults.attributes", "populations.adults.arrivals",
                             "stages.iop.reserved", "relapse", "relapse.hazard", "relapse.then.at_home", "sources", "observed"}) {
        INFO(path);
        CHECK_FALSE(rules.replaced_whole(steps(path)));
    }
}
