// The terminal's questions are asked here and nowhere else.

#include "cli/console.hpp"

#include <cstdlib>
#include <exception>

#include <sys/ioctl.h>
#include <unistd.h>

#include "report/output_file.hpp"

namespace stepdown {

namespace {

constexpr std::size_t narrowest_page = 40;

bool colors_are_welcome() {
    const char* no_color = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    const bool refused = no_color != nullptr && *no_color != '\0';
    return !refused && terminal != nullptr && std::string_view(terminal) != "dumb";
}

Page page_of(int descriptor) {
    if (::isatty(descriptor) == 0) return {};
    Page page;
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= narrowest_page) page.width = size.ws_col;
    page.coloring = colors_are_welcome() ? Coloring::colored : Coloring::plain;
    return page;
}

}  // namespace

void print_result(std::string_view text) { write_all(STDOUT_FILENO, text, "standard output"); }

void say(std::string_view text) noexcept {
    try {
        write_all(STDERR_FILENO, text, "standard error");
    } catch (const std::exception&) {
        return;
    }
}

void say_problems(const Diagnostics& problems, std::string_view left_out) {
    std::string text;
    for (const Diagnostic& problem : problems.sorted()) {
        if (problem.severity == Severity::error || problem.code != left_out) text += to_text(problem) + "\n";
    }
    say(text);
}

Page result_page() { return page_of(STDOUT_FILENO); }

Page notes_page() { return page_of(STDERR_FILENO); }

bool notes_go_to_terminal() {
    const char* kind = std::getenv("TERM");
    // A dumb terminal cannot rub out a line, so it is told what a file is told.
    return ::isatty(STDERR_FILENO) != 0 && (kind == nullptr || std::string_view(kind) != "dumb");
}

}  // namespace stepdown
