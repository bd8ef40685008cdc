// The care network as a graph: stages, home and exits, and every way in which a client may go from one to another.
// Answers questions of reach (who can get where, what can move what); how many go there is traffic.hpp's matter.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/id.hpp"

namespace stepdown {

struct Model;

/// The ends of flows: home, then the stages in file order, then the exits.
inline constexpr std::size_t home_end = 0;
std::size_t stage_end(StageId stage);
std::size_t exit_end(const Model& model, ExitId exit);
std::size_t count_of_ends(const Model& model);
/// "home", the stage's or the exit's name.
std::string end_name(const Model& model, std::size_t end);

/// Stages that no client can ever enter, in file order. Shares of 0 lead nowhere; dated changes and `start_state` count.
std::vector<StageId> unreachable_stages(const Model& model);

/// Stages or loops of stages (strongly connected components) that clients enter and nobody ever leaves to home or an exit,
/// by the stay's end, a relapse, giving up or being turned away. Each in file order; stages that only lead into such a loop
/// are not listed.
std::vector<std::vector<StageId>> loops_without_exit(const Model& model);

/// The same of the scenario as the last of its dated changes leaves it, whoever entered before.
std::vector<std::vector<StageId>> loops_closed_in_the_end(const Model& model);

/// Stages that turn clients away to one another only, without a lag between: when all of them are full, who is turned away at one
/// goes round them at one instant for ever. Stages with unlimited places are never full.
std::vector<std::vector<StageId>> rings_of_turned_away(const Model& model);

/// Loops in which a client can come back to a stage it has left, by step-up, relapse in care, or relapse at home and
/// return (strongly connected components over stages and home). Empty where nobody ever comes back.
std::vector<std::vector<StageId>> relapse_loops(const Model& model);

/// For each stage those whose figures it can move, itself included, in file order: reachable over next, relapse, gave_up,
/// turned_away, pairs and either stage of an `a or b`, or boarding while waiting for it, transitively
/// (docs/methods/traffic.md, "Influence"). A change of one stage leaves every digit of the stages not listed as it was.
std::vector<std::vector<StageId>> influence(const Model& model);

}  // namespace stepdown
