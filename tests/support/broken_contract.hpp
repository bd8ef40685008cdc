// Runs a piece of code in a process of its own, to see whether it breaks a contract there.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <string>

namespace stepdown_test {

/// What `action` says on stderr when it ends its process with the status of a broken contract (70); else nothing.
template <class Action>
std::string broken_contract(const Action& action) {
    std::fflush(nullptr);
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return "";
    const pid_t child = fork();
    if (child == 0) {
        if (dup2(ends[1], STDERR_FILENO) < 0) _exit(1);
        action();
        _exit(0);
    }
    close(ends[1]);
    std::string said;
    std::array<char, 256> part{};
    for (ssize_t count = 0; (count = read(ends[0], part.data(), part.size())) > 0;)
        said.append(part.data(), static_cast<std::size_t>(count));
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 70 ? said : "";
}

/// Whether `action` ends its process with that status.
template <class Action>
bool breaks_contract(const Action& action) {
    return !broken_contract(action).empty();
}

}  // namespace stepdown_test
