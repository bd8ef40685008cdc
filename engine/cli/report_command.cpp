// `stepdown report`: the HTML report of an output directory, made anew.

#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "report/output_file.hpp"
#include "report/report_page.hpp"

namespace stepdown {

namespace {

constexpr const char* example = R"(Example: the page of an earlier run, as this release draws it.
  stepdown run scenarios/riverbend/scenario.yaml --out riverbend
  stepdown report riverbend

Every command with --out writes the page as well; it opens in any browser, from the disk.)";

/// Beside its place first, so that an earlier page stays whole when the disk is full.
void replace_file(const std::filesystem::path& path, const std::string& text) {
    const std::filesystem::path unfinished = path.string() + ".unfinished";
    std::filesystem::remove(unfinished);
    write_file(unfinished, text);
    std::filesystem::rename(unfinished, path);
}

ExitStatus report(const std::filesystem::path& directory) {
    std::string page;
    try {
        page = report_page(directory);
    } catch (const NotAnOutput& problem) {
        say(fmt::format("stepdown: {}\n", problem.what()));
        return ExitStatus::wrong_input;
    }
    replace_file(directory / report_file, page);
    print_result(fmt::format("{}\n", (directory / report_file).string()));
    return ExitStatus::done;
}

}  // namespace

void add_report_command(CLI::App& program, Action& chosen) {
    const auto directory = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand("report", "The HTML report of an output directory");
    command->footer(example);
    command->add_option("DIR", *directory, "A directory that --out wrote")->required()->type_name("");
    command->callback([directory, &chosen] { chosen = [directory](const Invocation&) { return report(*directory); }; });
}

}  // namespace stepdown
