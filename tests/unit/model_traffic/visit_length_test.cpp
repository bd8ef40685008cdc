#include <catch2/catch.hpp>

#include <cmath>

#include "model/visit_length.hpp"

using namespace stepdown;

namespace {
double total_of(const std::vector<Atom>& atoms) {
    double total = 0.0;
    for (const Atom& atom : atoms) total += atom.probability;
    return total;
}

double mean_of(const std::vector<Atom>& atoms) {
    double mean = 0.0;
    for (const Atom& atom : atoms) mean += atom.probability * atom.days;
    return mean;
}

std::vector<Distribution> laws() {
    const std::vector<double> values = {3, 1, 20};
    const std::vector<double> weights = {1, 2, 1};
    const std::vector<double> edges = {0, 7, 30, 90};
    return {Distribution::fixed(30),
            Distribution::fixed(0),
            Distribution::exponential(12),
            Distribution::uniform(2, 9),
            Distribution::triangular(1, 2, 10),
            Distribution::gamma_shape_scale(0.3, 20),
            Distribution::weibull(0.724, 47.3),
            *lognormal_from({74.0, 41.0, {}, {}}),
            Distribution::empirical(values, weights),
            Distribution::histogram(edges, weights),
            Distribution::exponential(12).shifted(3),
            Distribution::exponential(12).truncated(2.0, 40.0)};
}

VisitAnswer answer(const Distribution& stay, const RelapseLaw& law, double hazard, double stays = 0.0,
                   SpellClock clock = {0.0, -1.0}) {
    if (clock.susceptible < 0.0) clock.susceptible = law.susceptible;
    const std::vector<Atom> atoms = atoms_of(stay);
    VisitQuestion question;
    question.length = atoms;
    question.law = &law;
    question.clock = clock;
    question.hazard = hazard;
    question.stays = stays;
    return visit_length(question);
}
}  // namespace

TEST_CASE("atoms keep the probability and the mean of every family") {
    for (const Distribution& law : laws()) {
        INFO(law.describe());
        const std::vector<Atom> atoms = atoms_of(law);
        CHECK(total_of(atoms) == Approx(1.0).epsilon(1e-9));
        CHECK(mean_of(atoms) == Approx(law.mean()).epsilon(1e-7).margin(1e-12));
        for (std::size_t position = 1; position < atoms.size(); ++position)
            CHECK(atoms[position - 1].days <= atoms[position].days);
    }
}

TEST_CASE("what remains of a fixed length is the rest of it, and nothing once it is over") {
    const std::vector<Atom> atoms = atoms_of(Distribution::fixed(60));
    CHECK(mean_of(remaining(atoms, 25.0)) == Approx(35.0));
    CHECK(mean_of(remaining(atoms, 60.0)) == 0.0);
    CHECK(mean_of(remaining(atoms_of(Distribution::exponential(10)), 10.0)) == Approx(10.0).epsilon(0.02));
}

TEST_CASE("without relapse and housing a visit lasts as drawn") {
    for (const Distribution& law : laws()) {
        const VisitAnswer plain = answer(law, {0.5, Distribution::exponential(50)}, 0.0);
        CHECK(plain.days == Approx(law.mean()).epsilon(1e-7).margin(1e-12));
        CHECK(plain.ended_by_relapse == 0.0);
    }
}

TEST_CASE("an exponential stay against an exponential relapse clock ends at the rate of both") {
    const double stay_rate = 1.0 / 20.0;
    const double relapse_rate = 0.6 / 50.0;
    const double susceptible = 0.53;
    const VisitAnswer ended = answer(Distribution::exponential(20), {susceptible, Distribution::exponential(50)}, 0.6);
    const double relapsed = susceptible * relapse_rate / (stay_rate + relapse_rate);
    CHECK(ended.ended_by_relapse == Approx(relapsed).epsilon(2e-3));
    CHECK(ended.days == Approx((1 - susceptible) / stay_rate + susceptible / (stay_rate + relapse_rate)).epsilon(2e-3));
    const double left = susceptible * stay_rate / (stay_rate + relapse_rate);
    CHECK(ended.clock_after.susceptible == Approx(left / (1 - susceptible + left)).epsilon(2e-3));
}

TEST_CASE("a fixed stay meets the Weibull clock exactly where it should") {
    const Distribution time = Distribution::weibull(0.724, 47.3);
    const VisitAnswer ended = answer(Distribution::fixed(30), {0.53, time}, 0.6);
    CHECK(ended.ended_by_relapse == Approx(0.53 * (1 - std::exp(-0.6 * std::pow(30 / 47.3, 0.724)))).epsilon(1e-6));
    const SpellClock later{20.0, 0.4};
    const double hazard = std::pow(50 / 47.3, 0.724) - std::pow(20 / 47.3, 0.724);
    CHECK(answer(Distribution::fixed(30), {0.53, time}, 0.6, 0.0, later).ended_by_relapse ==
          Approx(0.4 * (1 - std::exp(-0.6 * hazard))).epsilon(1e-6));
}

TEST_CASE("relapses that leave the stay as it is only thin out those that end it") {
    // With everyone susceptible and a memoryless clock, ending comes at (1 - stays) times the rate.
    const double stay_rate = 1.0 / 20.0;
    const double ending_rate = 0.6 * 0.5 / 50.0;
    const VisitAnswer ended = answer(Distribution::exponential(20), {1.0, Distribution::exponential(50)}, 0.5, 0.4);
    CHECK(ended.days == Approx(1.0 / (stay_rate + ending_rate)).epsilon(3e-3));
    CHECK(ended.ended_by_relapse == Approx(ending_rate / (stay_rate + ending_rate)).epsilon(3e-3));
    CHECK(answer(Distribution::exponential(20), {1.0, Distribution::exponential(50)}, 0.5, 1.0).days ==
          Approx(20.0).epsilon(1e-3));
}

TEST_CASE("a clock past the end of its law harms nobody") {
    const VisitAnswer ended = answer(Distribution::fixed(30), {0.5, Distribution::uniform(1, 10)}, 1.0, 0.0, {20.0, 0.5});
    CHECK(ended.ended_by_relapse == 0.0);
    CHECK(ended.days == Approx(30.0));
}

TEST_CASE("housing beside a visit lasts until the first of its end, the visit's end and relapse") {
    const Distribution housing = Distribution::exponential(30);
    const std::vector<Atom> atoms = atoms_of(Distribution::exponential(20));
    const RelapseLaw law{1.0, Distribution::exponential(60)};
    VisitQuestion question;
    question.length = atoms;
    question.housing.length = {{1.0, &housing}};
    const double both = 1.0 / 20 + 1.0 / 30;
    CHECK(visit_length(question).housing_days == Approx(1.0 / both).epsilon(3e-3));
    CHECK(visit_length(question).housing_kept == Approx(1.0 / 20 / both).epsilon(3e-3));
    question.law = &law;
    question.clock = {0.0, 1.0};
    question.hazard = 1.0;
    CHECK(visit_length(question).housing_days == Approx(1.0 / (both + 1.0 / 60)).epsilon(3e-3));
    CHECK(visit_length(question).housing_kept == Approx(1.0 / 20 / (both + 1.0 / 60)).epsilon(3e-3));
}
