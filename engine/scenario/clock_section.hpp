// Reads what concerns the run as a whole: format version, names for the reader, clock, seed, replications and precision.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "scenario/section_context.hpp"
#include "scenario/text_values.hpp"

namespace stepdown {

/// What the command line says instead of the file.
struct RunOverrides {
    std::optional<std::uint64_t> seed;
    /// Also replaces `precision`.
    std::optional<std::int64_t> replications;
};

/// The clock; nothing after an error: `not-whole-days`, `no-run`, `horizon-too-long` and those of the text parsers.
std::optional<Clock> read_clock(const Node& root, Diagnostics& problems);

/// `name`, `question`, `leaves_out`, `seed` and `replications` into the model. Codes: `bad-seed`, `too-few-replications`,
/// `too-many-replications`, `precision-and-replications`.
void read_run(const Node& root, const RunOverrides& overrides, Model& model, Diagnostics& problems);

/// `precision`; nothing where it is not stated, replaced from the command line, or wrong (`bad-metric`, `bad-precision`).
std::optional<Precision> read_precision(const Node& root, const RunOverrides& overrides, const SectionContext& context);

/// A 64-bit whole number. Code `bad-seed`.
Parsed<std::uint64_t> parse_seed(std::string_view text);

}  // namespace stepdown
