// Signals are taken by a thread that waits for them, not by handlers: an ordinary thread may lock and remove files.

#include "cli/interruption.hpp"

#include <csignal>

#include <pthread.h>
#include <unistd.h>

#include "cli/console.hpp"
#include "cli/exit_status.hpp"

namespace stepdown {

namespace {

/// Ends the watching thread at the end of an undisturbed program.
constexpr int end_of_watch = SIGUSR1;

sigset_t watched_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, end_of_watch);
    return signals;
}

}  // namespace

Interruption::Interruption() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    watcher_ = std::thread([this] { watch(); });
}

Interruption::~Interruption() {
    pthread_kill(watcher_.native_handle(), end_of_watch);
    watcher_.join();
}

void Interruption::make_with_clean_up(const std::function<std::function<void()>()>& make) {
    const std::lock_guard hold(changing_);
    clean_up_ = make();
}

void Interruption::wait_if_interrupted() const {
    while (interrupted_) ::pause();
}

void Interruption::watch() {
    const sigset_t signals = watched_signals();
    int signal = 0;
    if (sigwait(&signals, &signal) != 0 || signal == end_of_watch) return;
    if (is_gentle_) {
        asked_ = signal;
        if (sigwait(&signals, &signal) != 0 || signal == end_of_watch) return;
    }
    interrupted_ = true;
    {
        const std::lock_guard hold(changing_);
        if (clean_up_) clean_up_();
    }
    say(notes_go_to_terminal() ? "\r\x1b[Kinterrupted\n" : "interrupted\n");
    ::_exit(interrupted_by(signal));
}

}  // namespace stepdown
