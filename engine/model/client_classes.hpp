// Clients that the model's conditions cannot tell apart: a population's combinations of tested attribute values.
#pragma once

#include <cstdint>
#include <vector>

#include "model/model.hpp"
#include "model/tested_facts.hpp"

namespace stepdown {

struct ClientClass {
    /// One per attribute of the model; 0 where the attribute is not drawn or nobody tests it.
    std::vector<std::uint8_t> attributes;
    /// Of the population; the classes of one population add up to 1.
    double share = 0.0;
};

struct ClientClasses {
    std::vector<ClientClass> classes;
    /// Whether the rarest combinations were left out because there are too many.
    enum class Coverage : std::uint8_t { complete, most_likely } coverage = Coverage::complete;
};

/// At most this many combinations of one population are told apart.
inline constexpr std::size_t most_classes = 1024;

ClientClasses client_classes(const Model& model, PopulationId population, const TestedFacts& tested);

}  // namespace stepdown
