// The parts of the documents for programs; only the files of this folder that write one include this.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "experiment/run_result.hpp"

namespace stepdown {

using Json = nlohmann::ordered_json;

/// Null where there is no figure.
Json json_number(const std::optional<double>& value);

/// The scenario's question, period, populations, stages, dated changes and what it leaves out.
Json network_json(const Model& model);

/// The document of a run, to which others add their parts.
Json run_document(const Model& model, const RunResult& result);

/// Indented by two, numbers that read back as the same numbers, ends with a line break.
std::string json_text(const Json& document);

}  // namespace stepdown
