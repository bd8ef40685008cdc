// `dot` runs as a child between two pipes; a thread feeds it, so that neither side waits for the other.

#include "cli/graphviz.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/output_file.hpp"

namespace stepdown {

namespace {

constexpr const char* drawing_program = "dot";

[[noreturn]] void fail(int cause) { throw std::system_error(cause, std::generic_category(), drawing_program); }

struct Pipe {
    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail(errno);
        reading = ends[0];
        writing = ends[1];
    }
    ~Pipe() {
        close_end(reading);
        close_end(writing);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    static void close_end(int& end) {
        if (end >= 0) ::close(end);
        end = -1;
    }

    int reading = -1;
    int writing = -1;
};

/// 0 and the child, or the cause of the failure. The child has its own signals back: ours are blocked.
int spawn_drawing(const Pipe& input, const Pipe& output, pid_t& child) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input.reading, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, output.writing, STDOUT_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    sigset_t closed_pipe;
    sigemptyset(&closed_pipe);
    sigaddset(&closed_pipe, SIGPIPE);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &closed_pipe);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::array<char, 4> name = {'d', 'o', 't', '\0'};
    std::array<char, 6> format = {'-', 'T', 's', 'v', 'g', '\0'};
    std::array<char*, 3> words = {name.data(), format.data(), nullptr};
    const int problem = ::posix_spawnp(&child, drawing_program, &files, &attributes, words.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return problem;
}

std::string everything_from(int descriptor) {
    std::string text;
    std::array<char, 1 << 16> piece{};
    while (true) {
        const ssize_t size = ::read(descriptor, piece.data(), piece.size());
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) fail(errno);
        if (size == 0) return text;
        text.append(piece.data(), static_cast<std::size_t>(size));
    }
}

void feed(Pipe& input, const std::string& text) {
    try {
        write_all(input.writing, text, drawing_program);
    } catch (const std::system_error&) {
        // The child ended early; its status says more than the closed pipe.
    }
    Pipe::close_end(input.writing);
}

}  // namespace

std::optional<std::string> drawn_as_svg(const std::string& dot_text) {
    Pipe input;
    Pipe output;
    pid_t child = -1;
    const int problem = spawn_drawing(input, output, child);
    if (problem == ENOENT) return std::nullopt;
    if (problem != 0) fail(problem);
    Pipe::close_end(input.reading);
    Pipe::close_end(output.writing);
    std::string drawing;
    {
        const std::jthread feeder([&] { feed(input, dot_text); });
        drawing = everything_from(output.reading);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) fail(errno);
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) fail(EIO);
    return drawing;
}

}  // namespace stepdown
