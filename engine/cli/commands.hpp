// The commands of the program: each adds its options to the command line and, when it is chosen, says what to do.
// One file per command; command_line.cpp has their order and carries the chosen one out.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/exit_status.hpp"

namespace CLI {
class App;
}

namespace stepdown {

class Interruption;

/// What the program was started as, for commands that write it down or need to tidy up.
struct Invocation {
    std::vector<std::string> command_line;
    Interruption& interruption;
};

/// What the chosen command does once the whole command line is read.
using Action = std::function<ExitStatus(const Invocation&)>;

void add_run_command(CLI::App& program, Action& chosen);
void add_compare_command(CLI::App& program, Action& chosen);
void add_size_command(CLI::App& program, Action& chosen);
void add_levers_command(CLI::App& program, Action& chosen);
void add_sweep_command(CLI::App& program, Action& chosen);
void add_check_command(CLI::App& program, Action& chosen);
void add_report_command(CLI::App& program, Action& chosen);
void add_graph_command(CLI::App& program, Action& chosen);
void add_bench_command(CLI::App& program, Action& chosen);
void add_schema_command(CLI::App& program, Action& chosen);
void add_completion_command(CLI::App& program, Action& chosen);

}  // namespace stepdown
