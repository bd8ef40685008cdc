// The directory of `--out`: written beside its final place and moved there whole, or not at all.
#pragma once

#include <filesystem>
#include <mutex>
#include <span>
#include <string_view>

namespace stepdown {

/// A directory in the making. It is a hidden sibling of the final one until `publish`; destroyed or discarded before, it
/// leaves nothing behind. Those that a killed program left are removed when the next one begins.
class OutputDirectory {
public:
    /// `known_files` are the names that an earlier output may hold. Throws std::system_error when the place is not writable,
    /// or holds something that is not such an output: it would be lost.
    OutputDirectory(const std::filesystem::path& final_path, std::span<const std::string_view> known_files);
    ~OutputDirectory();
    OutputDirectory(const OutputDirectory&) = delete;
    OutputDirectory& operator=(const OutputDirectory&) = delete;

    /// Where to write meanwhile.
    const std::filesystem::path& path() const { return unfinished_path_; }

    /// Puts the directory in its final place; an earlier output goes in the same instant.
    void publish();

    /// Removes what was written, unless it is published. May be called from another thread, while files are being written.
    void discard() noexcept;

private:
    void remove_abandoned() const;

    std::filesystem::path final_path_;
    std::filesystem::path unfinished_path_;
    std::mutex publishing_;
    enum class State { unfinished, published, discarded } state_ = State::unfinished;
    int lock_ = -1;
};

}  // namespace stepdown
