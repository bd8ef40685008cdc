// Runs a piece of code in a process of its own, to see whether it breaks a contract there.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

namespace stepdown_test {

/// Whether `action` ends its process with the status of a broken contract (70).
template <class Action>
bool breaks_contract(const Action& action) {
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        if (std::freopen("/dev/null", "w", stderr) == nullptr) _exit(1);
        action();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 70;
}

}  // namespace stepdown_test
