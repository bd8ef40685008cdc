// Plain reading; what the bytes mean is for the caller.

#include "cli/text_input.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace stepdown {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

std::string read_whole_file(const std::string& path) {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "re"));
    if (!file) throw std::system_error(errno, std::generic_category(), path);
    std::string text;
    std::array<char, 1 << 16> piece{};
    while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), file.get())) text.append(piece.data(), size);
    if (std::ferror(file.get()) != 0) throw std::system_error(errno, std::generic_category(), path);
    return text;
}

}  // namespace stepdown
