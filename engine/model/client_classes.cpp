#include "model/client_classes.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace stepdown {

namespace {
/// Replayed clients bring their attributes along; all others begin with none.
std::vector<ClientClass> undrawn_classes(const Model& model, const Population& population, const TestedFacts& tested) {
    std::map<std::vector<std::uint8_t>, double> counts;
    const std::vector<std::uint8_t> nothing(model.attributes.size(), 0);
    if (population.arrivals.kind == Arrivals::Kind::trace) {
        for (const TraceArrival& arrival : population.arrivals.trace) {
            std::vector<std::uint8_t> given = nothing;
            for (const auto& [attribute, value] : arrival.attributes) {
                if (tested.attributes[attribute.index()]) given[attribute.index()] = value;
            }
            counts[given] += 1.0;
        }
    }
    if (counts.empty()) counts[nothing] = 1.0;
    double total = 0.0;
    for (const auto& [given, count] : counts) total += count;
    std::vector<ClientClass> classes;
    for (const auto& [given, count] : counts) classes.push_back({given, count / total});
    return classes;
}

std::size_t case_that_fits(const AttributeDraw& draw, const ClientFacts& facts) {
    std::size_t position = 0;
    while (!draw.value.list()[position].when.holds(facts)) ++position;
    return position;
}

std::vector<ClientClass> with_attribute(const Model& model, PopulationId population, const AttributeDraw& draw,
                                        const std::vector<ClientClass>& classes) {
    std::vector<ClientClass> drawn;
    for (const ClientClass& one : classes) {
        if (one.attributes[draw.attribute.index()] != 0) {
            drawn.push_back(one);
            continue;
        }
        ClientFacts facts;
        facts.attributes = one.attributes;
        facts.population = population;
        facts.calendar = &model.clock.calendar;
        const std::vector<double>& probabilities = draw.probabilities[case_that_fits(draw, facts)];
        for (std::size_t value = 0; value < probabilities.size(); ++value) {
            if (probabilities[value] <= 0.0) continue;
            ClientClass next = one;
            next.attributes[draw.attribute.index()] = static_cast<std::uint8_t>(value + 1);
            next.share *= probabilities[value];
            drawn.push_back(std::move(next));
        }
    }
    return drawn;
}

void keep_most_likely(ClientClasses& all) {
    if (all.classes.size() <= most_classes) return;
    std::stable_sort(all.classes.begin(), all.classes.end(),
                     [](const ClientClass& left, const ClientClass& right) { return left.share > right.share; });
    all.classes.resize(most_classes);
    double kept = 0.0;
    for (const ClientClass& one : all.classes) kept += one.share;
    for (ClientClass& one : all.classes) one.share /= kept;
    all.coverage = ClientClasses::Coverage::most_likely;
}
}  // namespace

ClientClasses client_classes(const Model& model, PopulationId id, const TestedFacts& tested) {
    const Population& population = model.populations[id.index()];
    ClientClasses all;
    all.classes = undrawn_classes(model, population, tested);
    keep_most_likely(all);
    for (const AttributeDraw& draw : population.attributes) {
        if (!tested.attributes[draw.attribute.index()]) continue;
        all.classes = with_attribute(model, id, draw, all.classes);
        keep_most_likely(all);
    }
    return all;
}

}  // namespace stepdown
