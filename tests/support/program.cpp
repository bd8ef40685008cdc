// Plain fork and exec; outputs go to files, so that a program that writes much never waits for the test.

#include "support/program.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stepdown_test {

namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set; tests run through CTest");
    return value;
}

[[noreturn]] void become_program(std::string program, const std::vector<std::string>& words, const ProgramSetting& setting) {
    std::vector<std::string> owned = words;
    std::vector<char*> pointers = {program.data()};
    for (std::string& word : owned) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    for (const auto& [name, value] : setting.variables) {
        if (value.empty()) ::unsetenv(name.c_str());
        if (!value.empty()) ::setenv(name.c_str(), value.c_str(), 1);
    }
    if (!setting.folder.empty() && ::chdir(setting.folder.c_str()) != 0) ::_exit(126);
    if (setting.prepare) setting.prepare();
    ::execv(program.c_str(), pointers.data());
    ::_exit(127);
}

void send_signal_when_asked(pid_t child, const ProgramSetting& setting) {
    if (setting.signal == 0) return;
    while (!setting.signal_when()) {
        siginfo_t ended{};
        // Only looked at: the status is for `status_of`.
        if (::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT) != 0 || ended.si_pid != 0) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ::kill(child, setting.signal);
}

int status_of(pid_t child) {
    int state = 0;
    while (::waitpid(child, &state, 0) < 0 && errno == EINTR) {}
    return WIFEXITED(state) ? WEXITSTATUS(state) : -WTERMSIG(state);
}

void redirect(const std::string& file, int flags, int descriptor) {
    const int opened = ::open(file.c_str(), flags, 0600);
    if (opened < 0 || ::dup2(opened, descriptor) < 0) ::_exit(125);
}

}  // namespace

fs::path program_path() { return fs::absolute(variable("STEPDOWN_BINARY")); }

fs::path project_path() { return fs::absolute(variable("STEPDOWN_SOURCE")); }

ProgramRun run_program(const std::vector<std::string>& words, const ProgramSetting& setting) {
    const TemporaryFolder folder;
    const std::string errors = (folder.path() / "errors").string();
    const std::string output = setting.output_file.empty() ? (folder.path() / "output").string() : setting.output_file;
    const std::string program = program_path().string();
    const pid_t child = ::fork();
    if (child == 0) {
        redirect("/dev/null", O_RDONLY, STDIN_FILENO);
        redirect(output, O_WRONLY | O_CREAT, STDOUT_FILENO);
        redirect(errors, O_WRONLY | O_CREAT, STDERR_FILENO);
        become_program(program, words, setting);
    }
    send_signal_when_asked(child, setting);
    ProgramRun run;
    run.status = status_of(child);
    if (setting.output_file.empty()) run.output = text_of_file(output);
    run.errors = text_of_file(errors);
    return run;
}

ProgramRun run_program_on_terminal(const std::vector<std::string>& words, unsigned short columns, const ProgramSetting& setting) {
    winsize size{};
    size.ws_col = columns;
    size.ws_row = 50;
    int terminal = -1;
    const std::string program = program_path().string();
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &size);
    if (child == 0) become_program(program, words, setting);
    ProgramRun run;
    std::array<char, 4096> piece{};
    // The terminal ends with an error (EIO) when the last program on it has ended.
    for (ssize_t length = 0; (length = ::read(terminal, piece.data(), piece.size())) > 0;) {
        run.output.append(piece.data(), static_cast<std::size_t>(length));
    }
    run.status = status_of(child);
    ::close(terminal);
    return run;
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "stepdown-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code problem;
    fs::remove_all(path_, problem);
}

std::string TemporaryFolder::write(const std::string& name, const std::string& text) const {
    const fs::path file = path_ / name;
    std::ofstream(file, std::ios::binary) << text;
    return file.string();
}

std::vector<std::string> TemporaryFolder::names() const {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(path_)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string text_of_file(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace stepdown_test
