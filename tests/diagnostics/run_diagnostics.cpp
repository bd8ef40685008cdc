// Every diagnostic has a folder here, named by its code, that shows it: a broken scenario and the message it gets.
//   broken.yaml    the scenario
//   arguments      optional, one a line; without it `check broken.yaml`
//   expected.txt   what the program then says on stderr, byte for byte
// Other files in a folder belong to its scenario. The program runs inside the folder and must end with status 2, or
// with 0 where it only warns. With STEPDOWN_UPDATE=1 the expected texts are written anew instead: read the difference
// before keeping it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

constexpr int done_status = 0;
constexpr int wrong_scenario_status = 2;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

fs::path project() {
    const auto source = environment("STEPDOWN_SOURCE");
    return source.empty() ? fs::path(__FILE__).parent_path().parent_path().parent_path() : fs::path(source);
}

std::string text_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> folders() {
    std::vector<fs::path> result;
    for (const auto& entry : fs::directory_iterator(project() / "tests" / "diagnostics")) {
        if (entry.is_directory()) result.push_back(entry.path());
    }
    std::sort(result.begin(), result.end());
    return result;
}

std::vector<std::string> arguments_in(const fs::path& folder) {
    if (!fs::exists(folder / "arguments")) return {"check", "broken.yaml"};
    std::vector<std::string> arguments;
    std::istringstream lines(text_of(folder / "arguments"));
    for (std::string line; std::getline(lines, line);) arguments.push_back(line);
    return arguments;
}

struct Outcome {
    int status = -1;
    std::string errors;
};

/// Runs the program in the folder, away from any terminal.
Outcome run_in(const fs::path& folder, const std::string& binary, const std::vector<std::string>& arguments) {
    const auto errors = fs::temp_directory_path() / ("stepdown-diagnostics-" + std::to_string(::getpid()));
    const pid_t child = ::fork();
    if (child == 0) {
        std::vector<std::string> words = {binary};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> pointers;
        for (auto& word : words) pointers.push_back(word.data());
        pointers.push_back(nullptr);
        const int nothing = ::open("/dev/null", O_RDWR);
        const int target = ::open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (::chdir(folder.c_str()) != 0 || ::dup2(nothing, 0) < 0 || ::dup2(nothing, 1) < 0 || ::dup2(target, 2) < 0)
            ::_exit(126);
        ::execv(binary.c_str(), pointers.data());
        ::_exit(127);
    }
    int state = 0;
    ::waitpid(child, &state, 0);
    Outcome outcome{WIFEXITED(state) ? WEXITSTATUS(state) : -1, text_of(errors)};
    fs::remove(errors);
    return outcome;
}

/// The codes that the sources of reading can give: every text in kebab-case, but for the table of the language, whose
/// texts name its parts.
std::set<std::string> codes_in_sources() {
    // Words in kebab-case that are examples in hints, not codes.
    const std::set<std::string> examples = {"step-up", "mon-fri", "mon-sun", "sat-sun"};
    const std::regex kebab("\"([a-z]{2,}(?:-[a-z0-9]+)+)\"");
    std::set<std::string> codes;
    for (const auto& entry : fs::directory_iterator(project() / "engine" / "scenario")) {
        if (entry.path().extension() != ".cpp" || entry.path().filename().string().starts_with("language")) continue;
        const auto text = text_of(entry.path());
        for (std::sregex_iterator match(text.begin(), text.end(), kebab); match != std::sregex_iterator(); ++match) {
            if (!examples.contains((*match)[1])) codes.insert((*match)[1]);
        }
    }
    return codes;
}

}  // namespace

TEST_CASE("every broken scenario gets its expected message and exit status") {
    const auto binary = environment("STEPDOWN_BINARY");
    REQUIRE_FALSE(binary.empty());
    const bool updates = environment("STEPDOWN_UPDATE") == "1";
    const auto all = folders();
    CHECK(all.size() >= 40);
    for (const auto& folder : all) {
        DYNAMIC_SECTION(folder.filename().string()) {
            const auto outcome = run_in(folder, fs::absolute(binary).string(), arguments_in(folder));
            const bool only_warns = outcome.errors.find(": error[") == std::string::npos;
            CHECK(outcome.status == (only_warns ? done_status : wrong_scenario_status));
            if (updates) std::ofstream(folder / "expected.txt", std::ios::binary) << outcome.errors;
            CHECK(outcome.errors == text_of(folder / "expected.txt"));
            const auto code = "[" + folder.filename().string() + "]";
            CHECK(outcome.errors.find(code) != std::string::npos);
        }
    }
}

TEST_CASE("every diagnostic code has a folder that shows it") {
    std::set<std::string> shown;
    for (const auto& folder : folders()) shown.insert(folder.filename().string());
    const auto codes = codes_in_sources();
    CHECK(codes.size() >= 40);
    for (const auto& code : codes) {
        INFO("no folder tests/diagnostics/" << code);
        CHECK(shown.contains(code));
    }
}
