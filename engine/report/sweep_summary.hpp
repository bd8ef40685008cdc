// The results of `sweep` for people and programs.
#pragma once

#include <string>
#include <vector>

#include "experiment/sweep.hpp"
#include "report/result_tables.hpp"
#include "report/text_table.hpp"

namespace stepdown {

/// A row per point: its values and the figures with their intervals.
std::string sweep_summary(const Model& model, const std::vector<std::string>& paths, const std::vector<SweepPoint>& points,
                          const Page& page);
std::string sweep_json(const Model& model, const RunResult& run, const std::vector<std::string>& paths,
                       const std::vector<SweepPoint>& points);
/// A row per point and metric.
ResultTable points_table(const std::vector<std::string>& paths, const std::vector<SweepPoint>& points);

/// Per metric the sources, those whose uncertainty moves it most first.
std::string tornado_summary(const Model& model, const Tornado& tornado, const Page& page);
std::string tornado_json(const Model& model, const RunResult& run, const Tornado& tornado);
/// A row per metric and source, in the order of the summary.
ResultTable tornado_table(const Tornado& tornado);

}  // namespace stepdown
