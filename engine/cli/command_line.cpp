// CLI11's own exit codes are replaced: a wrong command line is 2. Environment failures are caught here and nowhere else.

#include "cli/command_line.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <new>
#include <optional>
#include <string>
#include <system_error>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/command_mistakes.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interruption.hpp"
#include "report/release.hpp"
#include "simulation/replication.hpp"

namespace stepdown {

namespace {

constexpr const char* description =
    "Simulates a behavioral-health continuum of care from a scenario file: who gets in, who waits, who comes back.";

constexpr const char* closing = R"(Example:
  stepdown check scenarios/riverbend/scenario.yaml
  stepdown run scenarios/riverbend/scenario.yaml --set stages.php.slots=60

Exit status: 0 done, 1 a target is missed, 2 the scenario or the command line is wrong,
3 the environment failed (file, disk), 70 an internal error, 130 and 143 interrupted.
`stepdown COMMAND --help` explains a command with an example.)";

void describe(CLI::App& program, Action& chosen) {
    program.name("stepdown");
    program.footer(closing);
    program.set_version_flag("--version", "stepdown " + std::string(release()), "Print the version and end");
    program.get_option("--help")->description("Print this help and end");
    program.get_formatter()->label("REQUIRED", "");
    program.require_subcommand(1);
    add_run_command(program, chosen);
    add_check_command(program, chosen);
    add_compare_command(program, chosen);
    add_size_command(program, chosen);
    add_levers_command(program, chosen);
    add_sweep_command(program, chosen);
    add_report_command(program, chosen);
    add_graph_command(program, chosen);
    add_bench_command(program, chosen);
    add_schema_command(program, chosen);
    add_completion_command(program, chosen);
}

/// An option of the chosen command whose value is the empty word, as an unset variable of a script leaves it.
std::optional<std::string> option_without_value(const CLI::App& program) {
    for (const CLI::App* command : program.get_subcommands()) {
        for (const CLI::Option* option : command->get_options()) {
            const auto& values = option->results();
            if (std::find(values.begin(), values.end(), "") != values.end()) return option->get_name();
        }
    }
    return std::nullopt;
}

/// Nothing when a command is chosen; else the status to end with, after help, version or a complaint.
std::optional<ExitStatus> read_command_line(CLI::App& program, const std::vector<std::string>& words) {
    try {
        // CLI11 takes the words from the back.
        program.parse(std::vector<std::string>(words.rbegin(), words.rend()));
        if (const auto option = option_without_value(program)) {
            say(complaint(program, words, fmt::format("{} is given nothing: its value is empty", *option)));
            return ExitStatus::wrong_input;
        }
        return std::nullopt;
    } catch (const CLI::CallForVersion& version) {
        print_result(std::string(version.what()) + "\n");
        return ExitStatus::done;
    } catch (const CLI::CallForHelp&) {
        print_result(help_of_chosen(program));
        return ExitStatus::done;
    } catch (const CLI::ParseError& problem) {
        say(complaint(program, words, problem.what()));
        return ExitStatus::wrong_input;
    }
}

ExitStatus carry_out(const std::vector<std::string>& words, Interruption& interruption) {
    CLI::App program(description);
    Action chosen;
    describe(program, chosen);
    if (const auto ended = read_command_line(program, words)) return *ended;
    return chosen(Invocation{words, interruption});
}

ExitStatus failed(ExitStatus status, const std::string& cause) {
    say("stepdown: " + cause + "\n");
    return status;
}

ExitStatus guarded(const std::vector<std::string>& words, Interruption& interruption) {
    try {
        return carry_out(words, interruption);
    } catch (const EndlessLoop& loop) {
        return failed(ExitStatus::wrong_input, loop.what());
    } catch (const std::bad_alloc&) {
        return failed(ExitStatus::environment_failed, "out of memory");
    } catch (const std::system_error& problem) {
        return failed(ExitStatus::environment_failed, problem.what());
    } catch (const std::exception& problem) {
        return failed(ExitStatus::internal_error, std::string("internal error: ") + problem.what());
    }
}

}  // namespace

int run_command_line(int argc, char** argv) {
    Interruption interruption;
    const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    const ExitStatus status = guarded(words, interruption);
    interruption.wait_if_interrupted();
    // Work that was asked to stop has said what it had; the status still tells that it was interrupted.
    if (interruption.asked_to_stop() != 0) return interrupted_by(interruption.asked_to_stop());
    return static_cast<int>(status);
}

}  // namespace stepdown
