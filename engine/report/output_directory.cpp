// Renaming is the one step that a killed program cannot leave half done. A lock on the unfinished directory tells those that
// are being written from those that were abandoned; the kernel drops it with the process.

#include "report/output_directory.hpp"

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/output_file.hpp"

namespace stepdown {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view unfinished_mark = ".unfinished-";

[[noreturn]] void fail(int cause, const std::string& text) { throw std::system_error(cause, std::generic_category(), text); }

/// Absolute, symbolic links followed, without a slash at the end.
fs::path place_named(const fs::path& path) {
    const fs::path place = fs::weakly_canonical(fs::absolute(path));
    return place.has_filename() ? place : place.parent_path();
}

/// What stands at the place may be replaced: nothing, an empty directory, or an earlier output and nothing besides.
void expect_replaceable(const fs::path& place, std::span<const std::string_view> known_files) {
    const fs::file_status status = fs::status(place);
    if (!fs::exists(status)) return;
    if (!fs::is_directory(status)) fail(ENOTDIR, place.string());
    if (fs::is_empty(place)) return;
    if (!fs::exists(place / "manifest.json")) fail(EEXIST, place.string() + ": not an earlier output of stepdown");
    for (const fs::directory_entry& entry : fs::directory_iterator(place)) {
        const std::string name = entry.path().filename().string();
        if (std::find(known_files.begin(), known_files.end(), name) == known_files.end()) {
            fail(EEXIST, place.string() + ": holds " + name + ", which this command does not write and would remove");
        }
    }
}

int lock_directory(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return -1;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return descriptor;
    ::close(descriptor);
    return -1;
}

void remove_quietly(const fs::path& path) noexcept {
    // A file may be made while the others are removed; then the directory is not empty and the next round takes it.
    for (int round = 0; round < 100; ++round) {
        std::error_code problem;
        fs::remove_all(path, problem);
        if (!fs::exists(path, problem)) return;
    }
}

}  // namespace

OutputDirectory::OutputDirectory(const fs::path& final_path, std::span<const std::string_view> known_files)
    : final_path_(place_named(final_path)) {
    expect_replaceable(final_path_, known_files);
    fs::create_directories(final_path_.parent_path());
    remove_abandoned();
    const std::string name = "." + final_path_.filename().string() + std::string(unfinished_mark) + std::to_string(::getpid());
    unfinished_path_ = final_path_.parent_path() / name;
    if (::mkdir(unfinished_path_.c_str(), 0777) != 0) fail(errno, unfinished_path_.string());
    lock_ = lock_directory(unfinished_path_);
}

OutputDirectory::~OutputDirectory() {
    discard();
    if (lock_ >= 0) ::close(lock_);
}

void OutputDirectory::remove_abandoned() const {
    const std::string beginning = "." + final_path_.filename().string() + std::string(unfinished_mark);
    for (const fs::directory_entry& entry : fs::directory_iterator(final_path_.parent_path())) {
        if (!entry.path().filename().string().starts_with(beginning)) continue;
        const int lock = lock_directory(entry.path());
        if (lock < 0) continue;
        remove_quietly(entry.path());
        ::close(lock);
    }
}

void OutputDirectory::publish() {
    flush_to_disk(unfinished_path_);
    const std::lock_guard hold(publishing_);
    if (state_ != State::unfinished) fail(ECANCELED, final_path_.string());
    fs::path earlier;
    if (::renameat2(AT_FDCWD, unfinished_path_.c_str(), AT_FDCWD, final_path_.c_str(), RENAME_EXCHANGE) == 0) {
        earlier = unfinished_path_;
    } else if (fs::exists(final_path_) && !fs::is_empty(final_path_)) {
        // A disk that cannot exchange: for an instant neither stands at the place, but each is whole.
        earlier = unfinished_path_.string() + "-earlier";
        fs::rename(final_path_, earlier);
        fs::rename(unfinished_path_, final_path_);
    } else {
        fs::rename(unfinished_path_, final_path_);
    }
    state_ = State::published;
    flush_to_disk(final_path_.parent_path());
    if (!earlier.empty()) remove_quietly(earlier);
}

void OutputDirectory::discard() noexcept {
    const std::lock_guard hold(publishing_);
    if (state_ != State::unfinished) return;
    state_ = State::discarded;
    remove_quietly(unfinished_path_);
}

}  // namespace stepdown
