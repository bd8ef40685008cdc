// What happens on Ctrl-C and on a request to end: unfinished output is removed, and the program ends with 130 or 143.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace stepdown {

/// From its making to its end SIGINT and SIGTERM end the program after `clean_up`; a closed pipe and a
/// file that may grow no further are errors of writing instead of signals. Make one before any other thread begins: they inherit
/// what is blocked.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    /// Makes something and keeps what it returns, which is called from another thread before ending. A signal in the meantime
    /// waits until it is made: nothing is left behind that nobody knows how to remove.
    void make_with_clean_up(const std::function<std::function<void()>()>& make);

    /// From now on the first signal only asks to stop, and the second ends the program: for work whose best result so far is
    /// worth having.
    void let_work_stop() { is_gentle_ = true; }
    /// The signal that asked to stop; 0: none has.
    int asked_to_stop() const { return asked_; }

    /// Does not return when a signal has come: failures that the cleaning causes are nobody's business.
    void wait_if_interrupted() const;

private:
    void watch();

    std::mutex changing_;
    std::function<void()> clean_up_;
    std::atomic<bool> interrupted_ = false;
    std::atomic<bool> is_gentle_ = false;
    std::atomic<int> asked_ = 0;
    std::thread watcher_;
};

}  // namespace stepdown
