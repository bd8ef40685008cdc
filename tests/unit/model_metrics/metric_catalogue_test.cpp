#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "support/small_models.hpp"

using namespace stepdown;

namespace {
std::vector<std::string> names_of(const Model& model, const std::vector<Metric>& extra = {}) {
    std::vector<std::string> names;
    for (const Metric& metric : metric_catalogue(model, extra)) names.push_back(metric_name(model, metric));
    return names;
}

bool lists(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

SmallModel clinic() {
    SmallModel small({"php", "iop", "regional"}, {"deceased"});
    small.stage("regional").belongs = Belongs::outside;
    Population& adults = small.ask("adults", 2.0, {{1.0, "php"}});
    small.attribute(adults, "payer", {{"medicaid", 0.5}, {"self", 0.5}});
    small.relapse(0.5, Distribution::exponential(50), 0.5, {{1.0, "iop"}});
    return small;
}
}  // namespace

TEST_CASE("the defaults are listed for everyone, every population and every attribute value") {
    const auto names = names_of(clinic().model);
    for (const char* name : {"php.access.within(1 d)", "php.access.within(7 d)", "php.wait.within(14 d)", "php.readmitted(30 d)",
                             "php.followed_up(30 d)", "php.outcome.completed.share", "php.outcome.relapsed.share",
                             "level.php.census.mean", "clients.access.mean", "clients.access.within(14 d)",
                             "clients.exits.deceased", "clients.handed_off", "clients.days_in_care.mean",
                             "clients.readmitted(30 d)", "clients.relapsed(90 d)", "php.occupancy", "php.waiting_for.hours"}) {
        INFO(name);
        CHECK(lists(names, name));
        CHECK(lists(names, std::string(name) + " for adults"));
        CHECK(lists(names, std::string(name) + " for payer=self"));
    }
}

TEST_CASE("what nobody asked for or the model cannot have is not listed") {
    const auto names = names_of(clinic().model);
    CHECK_FALSE(lists(names, "php.retained(30 d)"));
    CHECK_FALSE(lists(names, "iop.followed_up(30 d)"));
    CHECK_FALSE(lists(names, "regional.followed_up(30 d)"));
    CHECK_FALSE(lists(names, "level.php.wait.p90"));
    CHECK_FALSE(lists(names, "level.none.census.mean"));
    CHECK_FALSE(lists(names, "php.places.mean for adults"));
    SmallModel calm({"iop"});
    calm.ask("adults", 1.0, {{1.0, "iop"}});
    const auto calm_names = names_of(calm.model);
    CHECK_FALSE(lists(calm_names, "iop.outcome.relapsed.share"));
    CHECK(lists(calm_names, "clients.relapsed(90 d)"));
    CHECK(lists(calm_names, "clients.handed_off"));
    CHECK(lists(calm_names, "iop.census.mean for adults"));
}

TEST_CASE("metrics that a target, `observed`, precision or the command line names are added once") {
    SmallModel small = clinic();
    MetricProblem problem;
    const Metric retained = *parse_metric(small.model, "php.retained(60 d)", problem);
    const Metric known = *parse_metric(small.model, "php.wait.mean", problem);
    Target target;
    target.metric = retained;
    small.model.targets = {target};
    Observed observed;
    observed.metric = known;
    small.model.observed = {observed};
    const auto names = names_of(small.model, {retained, *parse_metric(small.model, "iop.access.within(3 d)", problem)});
    CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
    CHECK(names[names.size() - 2] == "php.retained(60 d)");
    CHECK(names.back() == "iop.access.within(3 d)");
}

TEST_CASE("the order is everyone first, stages as in the file, measures as in the table") {
    const auto names = names_of(clinic().model);
    const auto place = [&](const std::string& name) { return std::find(names.begin(), names.end(), name) - names.begin(); };
    CHECK(names.front() == "php.access.within(1 d)");
    CHECK(place("php.wait.mean") < place("php.census.mean"));
    CHECK(place("php.readmitted(30 d)") < place("iop.access.within(1 d)"));
    CHECK(place("regional.stay.mean") < place("level.php.requests"));
    CHECK(place("level.iop.requests") < place("clients.access.mean"));
    CHECK(place("clients.relapsed(90 d)") < place("php.wait.mean for adults"));
    CHECK(place("php.wait.mean for adults") < place("php.wait.mean for payer=medicaid"));
}
