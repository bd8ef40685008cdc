// Every command that the documentation shows does what it is shown to do, to the byte.
#include <catch2/catch.hpp>

#include <sstream>

#include "pages.hpp"
#include "support/program.hpp"

namespace stepdown_test {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

/// A line `$ command` and what is shown below it.
struct ShownCommand {
    std::string command;
    Lines output;
    int line = 0;
};

std::vector<ShownCommand> commands_in(const FencedBlock& block) {
    std::vector<ShownCommand> commands;
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        const std::string& line = block.lines[i];
        if (line.starts_with("$ ")) {
            commands.push_back({line.substr(2), {}, block.line + 1 + static_cast<int>(i)});
        } else if (!commands.empty()) {
            commands.back().output.push_back(line);
        }
    }
    return commands;
}

/// Split at spaces, except within single or double quotes, as a shell does.
Lines words_of(const std::string& command) {
    Lines words;
    std::string word;
    char quote = 0;
    bool begun = false;
    for (const char letter : command + " ") {
        if (quote != 0 && letter == quote) {
            quote = 0;
        } else if (quote == 0 && (letter == '\'' || letter == '"')) {
            quote = letter;
            begun = true;
        } else if (quote == 0 && letter == ' ') {
            if (begun) words.push_back(word);
            word.clear();
            begun = false;
        } else {
            word += letter;
            begun = true;
        }
    }
    return words;
}

Lines lines_of(const std::string& text) {
    Lines lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// Whether the lines are those shown, where a line `...` stands for any number of them.
bool agrees(const Lines& shown, std::size_t from_shown, const Lines& lines, std::size_t from) {
    for (; from_shown < shown.size() && shown[from_shown] != "..."; ++from_shown, ++from) {
        if (from == lines.size() || lines[from] != shown[from_shown]) return false;
    }
    if (from_shown == shown.size()) return from == lines.size();
    for (std::size_t skipped_to = from; skipped_to <= lines.size(); ++skipped_to) {
        if (agrees(shown, from_shown + 1, lines, skipped_to)) return true;
    }
    return false;
}

std::string joined(const Lines& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + '\n';
    return text;
}

void check_command(const ShownCommand& shown, const TemporaryFolder& folder) {
    Lines words = words_of(shown.command);
    if (words.front() != "./stepdown") {
        // The other commands are those that run all of this.
        CHECK(fs::exists(project_path() / words.front()));
        return;
    }
    words.erase(words.begin());
    const ProgramRun run = run_program(words, {.folder = folder.path()});
    // An example of a mistake shows its message; all others go without.
    const bool is_mistake = run.status == 2 && !shown.output.empty();
    if (!is_mistake) CHECK((run.status == 0 || run.status == 1));
    if (!is_mistake && run.status != 0 && run.status != 1) UNSCOPED_INFO(run.errors);
    if (shown.output.empty()) return;
    const std::string& told = is_mistake ? run.errors : run.output;
    if (!agrees(shown.output, 0, lines_of(told), 0)) CHECK(joined(shown.output) == told);
}

TEST_CASE("words of a command are split as a shell splits them") {
    CHECK(words_of("./stepdown run a.yaml --metric 'iop.wait.mean for adults'  --seed 3") ==
          Lines{"./stepdown", "run", "a.yaml", "--metric", "iop.wait.mean for adults", "--seed", "3"});
}

TEST_CASE("an excerpt agrees with what it leaves out, and with nothing else") {
    const Lines lines = {"a", "b", "c"};
    CHECK(agrees({"a", "b", "c"}, 0, lines, 0));
    CHECK(agrees({"...", "b", "..."}, 0, lines, 0));
    CHECK(agrees({"a", "..."}, 0, lines, 0));
    CHECK_FALSE(agrees({"a", "..."}, 0, {"b", "a"}, 0));
    CHECK_FALSE(agrees({"...", "c", "b"}, 0, lines, 0));
    CHECK_FALSE(agrees({"a", "b"}, 0, lines, 0));
}

/// Those in blocks that take minutes, or all others; how many there are.
std::size_t check_commands(const Page& page, bool slow) {
    std::size_t ran = 0;
    const TemporaryFolder folder;
    fs::create_directory_symlink(project_path() / "scenarios", folder.path() / "scenarios");
    for (const FencedBlock& block : page.blocks) {
        if (!block.file.empty()) folder.write(block.file, block.text());
        if (block.language != "console" || block.is_slow != slow) continue;
        for (const ShownCommand& shown : commands_in(block)) {
            ++ran;
            INFO(page.name() << ":" << shown.line << ": " << shown.command);
            check_command(shown, folder);
        }
    }
    return ran;
}

TEST_CASE("every documented command runs and prints what is shown") {
    std::size_t ran = 0;
    for (const Page& page : all_pages()) ran += check_commands(page, false);
    CHECK(ran >= 5);
}

TEST_CASE("documented commands that take minutes print what is shown", "[long]") {
    std::size_t ran = 0;
    for (const Page& page : all_pages()) ran += check_commands(page, true);
    CHECK(ran >= 1);
}

}  // namespace
}  // namespace stepdown_test
