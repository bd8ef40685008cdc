// How the program ends; docs/reference/commands.md lists the same numbers.
#pragma once

namespace stepdown {

enum class ExitStatus : int {
    done = 0,
    /// A target is missed (with `--strict` also: undecided), or a metric moved from what `--expect` holds.
    target_missed = 1,
    /// The scenario or the command line is wrong.
    wrong_input = 2,
    /// A file, the disk or the memory failed.
    environment_failed = 3,
    /// A defect of the program.
    internal_error = 70
};

/// By a signal: 130 for SIGINT, 143 for SIGTERM.
constexpr int interrupted_by(int signal) { return 128 + signal; }

}  // namespace stepdown
