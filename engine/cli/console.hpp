// Where the program's words go: results to standard output, everything else to standard error.
#pragma once

#include <string_view>

#include "core/diagnostic.hpp"
#include "report/text_table.hpp"

namespace stepdown {

/// Writes a result. Throws std::system_error when the pipe is closed or the disk is full: a result is never lost in silence.
void print_result(std::string_view text);

/// Says something that is no result. Failures are ignored, since there is nowhere left to report them.
void say(std::string_view text) noexcept;

/// Every problem, sorted by place, on standard error; without the warnings of the code `left_out`.
void say_problems(const Diagnostics& problems, std::string_view left_out = "");

/// Standard output as a page: colors and a width only on a terminal; no colors with NO_COLOR or a dumb terminal.
Page result_page();
/// Likewise for standard error.
Page notes_page();

/// Whether standard error is a terminal, so that a progress bar has a reader.
bool notes_go_to_terminal();

}  // namespace stepdown
