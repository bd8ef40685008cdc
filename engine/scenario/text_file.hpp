// Reading a text file that the user named: scenarios, base files, arrival traces, data columns.
// Knows encodings and what can be wrong with a file as such, nothing of what is in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostic.hpp"

namespace stepdown {

/// The largest text file that is read.
inline constexpr std::size_t largest_text_file = 64u << 20;

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The bytes of the file, a byte order mark left out. nullopt with a diagnostic when there is no such file
/// (`file-not-found`), it is a directory (`not-a-file`), too large (`file-too-large`), not UTF-8 (`not-utf8`, at the
/// first bad byte) or holds a control character (`control-character`). Where the file is missing or a directory,
/// `named_at` is the place that named it: a file of its own (line 0) for one named on the command line. Throws
/// std::system_error with the path and the cause when the operating system refuses to read it.
std::optional<std::string> read_text_file(const std::string& path, const SourcePlace& named_at, Diagnostics& diagnostics);

/// The checks of `read_text_file` for a text that is at hand.
bool is_readable_text(std::string_view text, const std::string& file, Diagnostics& diagnostics);

/// The path of a file that is named at `place`: relative to the folder of the file that names it, or to the working
/// folder when it was named on the command line (`--set`, line 0).
std::string path_named_at(const SourcePlace& place, const std::string& path);

}  // namespace stepdown
