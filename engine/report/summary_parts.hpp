// The parts of the summary of `run`. Each returns its lines with a line break at the end, or nothing when it has nothing to say.
#pragma once

#include <span>
#include <string>

#include "experiment/run_result.hpp"
#include "model/traffic.hpp"
#include "report/text_table.hpp"

namespace stepdown {

/// Need, places, census, occupancy, access, waits, who gave up or was turned away, boarding; a row per stage.
std::string stages_part(const Model& model, const RunResult& result, const Page& page);

/// How long stays are: as the scenario states them and as they came out, and what made the difference; a row per stage.
std::string stays_part(const Model& model, const OfferedLoad& load, const RunResult& result, const Page& page);

/// Posts at the beginning, vacancy, caseload and booked time; a row per role.
std::string staff_part(const Model& model, const RunResult& result, const Page& page);

/// A row per track and kind of session.
std::string groups_part(const Model& model, const RunResult& result, const Page& page);

/// Attended hours, authorized days and money; a row per stage that has any.
std::string hours_part(const Model& model, const RunResult& result, const Page& page);

/// What everything costs and earns.
std::string money_part(const Model& model, const RunResult& result, const Page& page);

/// What became of the clients; a row per figure, a column per population.
std::string clients_part(const Model& model, const RunResult& result, const Page& page);

/// The metrics asked for with `--metric`.
std::string asked_part(const RunResult& result, std::span<const Metric> asked, const Page& page);

/// Each target with its verdict and the figure it rests on.
std::string targets_part(const RunResult& result, const Page& page);

/// Each observed figure against what one such period of the model looks like.
std::string observed_part(const RunResult& result, const Page& page);

/// The bottleneck, the warnings, and failed self-checks.
std::string remarks_part(const RunResult& result, const Page& page);

/// The figure of one stage for everyone, as a cell: empty when the run does not have it.
Cell figure_cell(const RunResult& result, const Metric& metric);

}  // namespace stepdown
