// Runs the built program as a user would, in a process of its own, and tells what came of it.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown_test {

/// What a finished program left: `status` is its exit status, or minus the signal that killed it.
struct ProgramRun {
    int status = -1;
    std::string output;
    std::string errors;
};

struct ProgramSetting {
    std::filesystem::path folder = {};
    /// Beside those of the test itself; an empty value removes the variable.
    std::vector<std::pair<std::string, std::string>> variables = {};
    /// Standard output goes to this file instead.
    std::string output_file = {};
    /// Done in the child before the program starts, e.g. setting a limit.
    std::function<void()> prepare = {};
    /// Sent as soon as `signal_when` holds.
    int signal = 0;
    std::function<bool()> signal_when = {};
};

/// Where the program is: the variable STEPDOWN_BINARY. Where the project is: STEPDOWN_SOURCE.
std::filesystem::path program_path();
std::filesystem::path project_path();

ProgramRun run_program(const std::vector<std::string>& words, const ProgramSetting& setting = {});

/// The same on a terminal of so many columns: `output` is all that it shows.
ProgramRun run_program_on_terminal(const std::vector<std::string>& words, unsigned short columns,
                                   const ProgramSetting& setting = {});

/// A new empty folder, removed with all it holds at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    /// Writes a file into the folder and returns its path.
    std::string write(const std::string& name, const std::string& text) const;
    /// The names of what is in the folder, hidden ones too, sorted.
    std::vector<std::string> names() const;

private:
    std::filesystem::path path_;
};

std::string text_of_file(const std::filesystem::path& path);

}  // namespace stepdown_test
