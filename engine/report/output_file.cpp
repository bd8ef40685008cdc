// POSIX files: plain write(2) and fsync(2), because streams hide at which file and why writing failed.

#include "report/output_file.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace stepdown {

namespace {

[[noreturn]] void fail(const std::string& name) { throw std::system_error(errno, std::generic_category(), name); }

void flush(int descriptor, const std::string& name) {
    // Pipes and some special disks cannot be flushed; that is no failure of ours.
    if (::fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP) fail(name);
}

}  // namespace

void write_all(int descriptor, std::string_view bytes, const std::string& name) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(name);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void flush_to_disk(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail(path.string());
    try {
        flush(descriptor, path.string());
    } catch (...) {
        ::close(descriptor);
        throw;
    }
    ::close(descriptor);
}

OutputFile::OutputFile(std::filesystem::path path)
    : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {
    if (descriptor_ < 0) fail(path_.string());
}

OutputFile::~OutputFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void OutputFile::close() {
    flush(descriptor_, path_.string());
    const int closing = descriptor_;
    descriptor_ = -1;
    if (::close(closing) != 0) fail(path_.string());
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
    OutputFile file(path);
    file.write(bytes);
    file.close();
}

}  // namespace stepdown
