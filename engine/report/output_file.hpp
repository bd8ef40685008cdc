// One file being written: every failure is an exception with the file's name and the cause, none is silent.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace stepdown {

/// Writes all bytes. Throws std::system_error with `name` and the cause.
void write_all(int descriptor, std::string_view bytes, const std::string& name);

/// Makes sure that what was written to a file, or to the list of names of a directory, is on the disk.
void flush_to_disk(const std::filesystem::path& path);

/// A new file; `close` flushes it to disk. One that is destroyed unclosed is left as it is.
class OutputFile {
public:
    /// Throws std::system_error when the file exists or cannot be made.
    explicit OutputFile(std::filesystem::path path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    void write(std::string_view bytes) { write_all(descriptor_, bytes, path_.string()); }
    void close();

private:
    std::filesystem::path path_;
    int descriptor_ = -1;
};

/// The file with these bytes, closed.
void write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace stepdown
