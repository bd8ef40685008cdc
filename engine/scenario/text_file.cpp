#include "scenario/text_file.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include <fmt/format.h>

namespace stepdown {
namespace {

bool is_continuation(unsigned char byte) { return (byte & 0xC0u) == 0x80u; }

/// The bytes of the character that begins at `start`, or 0 where they are none (Unicode 15, table 3-7).
std::size_t character_length(std::string_view text, std::size_t start) {
    const auto byte = [&](std::size_t offset) {
        return start + offset < text.size() ? static_cast<unsigned char>(text[start + offset]) : static_cast<unsigned char>(0);
    };
    const unsigned char first = byte(0);
    const unsigned char second = byte(1);
    if (first < 0x80u) return 1;
    if (first < 0xC2u || first > 0xF4u || !is_continuation(second)) return 0;
    if (first < 0xE0u) return 2;
    if ((first == 0xE0u && second < 0xA0u) || (first == 0xEDu && second > 0x9Fu)) return 0;
    if (!is_continuation(byte(2))) return 0;
    if (first < 0xF0u) return 3;
    if ((first == 0xF0u && second < 0x90u) || (first == 0xF4u && second > 0x8Fu)) return 0;
    return is_continuation(byte(3)) ? 4 : 0;
}

bool is_forbidden_control(unsigned char character) {
    return (character < 0x20u && character != '\t' && character != '\n' && character != '\r') || character == 0x7Fu;
}

[[noreturn]] void fail_reading(const std::string& path, int cause) {
    throw std::system_error(cause, std::generic_category(), fmt::format("cannot read `{}`", path));
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

/// The bytes of the file, one more than the limit at most.
std::string file_bytes(const std::string& path) {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    if (!file) fail_reading(path, errno);
    std::string bytes;
    char block[1 << 16];
    while (bytes.size() <= largest_text_file) {
        const std::size_t count = std::fread(block, 1, sizeof block, file.get());
        bytes.append(block, count);
        if (count < sizeof block) break;
    }
    if (std::ferror(file.get()) != 0) fail_reading(path, errno);
    return bytes;
}

}  // namespace

bool is_readable_text(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
    int line = 1;
    int column = 1;
    for (std::size_t position = 0; position < text.size();) {
        const auto first = static_cast<unsigned char>(text[position]);
        const std::size_t length = character_length(text, position);
        if (length == 0) {
            diagnostics.error({file, line, column}, "not-utf8", fmt::format("the byte 0x{:02X} is no UTF-8 text", first),
                              "save the file with the encoding UTF-8");
            return false;
        }
        if (is_forbidden_control(first)) {
            diagnostics.error({file, line, column}, "control-character",
                              fmt::format("the file holds a character that is no text (0x{:02X})", first),
                              "is this a text file?");
            return false;
        }
        column = first == '\n' ? 1 : column + 1;
        if (first == '\n') ++line;
        position += length;
    }
    return true;
}

std::optional<std::string> read_text_file(const std::string& path, const SourcePlace& named_at, Diagnostics& diagnostics) {
    std::error_code cause;
    const auto status = std::filesystem::status(path, cause);
    if (status.type() == std::filesystem::file_type::not_found) {
        diagnostics.error(named_at, "file-not-found", fmt::format("there is no file `{}`", path));
        return std::nullopt;
    }
    if (std::filesystem::is_directory(status)) {
        diagnostics.error(named_at, "not-a-file", fmt::format("`{}` is a folder, not a file", path));
        return std::nullopt;
    }
    if (cause) fail_reading(path, cause.value());
    auto text = file_bytes(path);
    if (text.size() > largest_text_file) {
        diagnostics.error(named_at, "file-too-large", fmt::format("`{}` has more than {} MB", path, largest_text_file >> 20));
        return std::nullopt;
    }
    if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
    if (!is_readable_text(text, path, diagnostics)) return std::nullopt;
    return text;
}

std::string path_named_at(const SourcePlace& place, const std::string& path) {
    const std::filesystem::path named(path);
    if (place.line == 0 || named.is_absolute()) return path;
    return (std::filesystem::path(place.file).parent_path() / named).lexically_normal().string();
}

}  // namespace stepdown
