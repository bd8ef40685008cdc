// The template comes with the program: report_template.S puts the file that viz/ builds into it, byte for byte.

#include "report/report_page.hpp"

#include <fstream>
#include <sstream>
#include <system_error>

#include <fmt/format.h>

#include "report/report_data.hpp"

extern "C" {
extern const char stepdown_report_template[];      // NOLINT(readability-identifier-naming)
extern const char stepdown_report_template_end[];  // NOLINT(readability-identifier-naming)
}

namespace stepdown {

namespace {

/// Where the template wants the data; it stands there once.
constexpr std::string_view data_mark = "\"stepdown-data-goes-here\"";

std::string read_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) throw std::system_error(errno == 0 ? EIO : errno, std::generic_category(), path.string());
    return text.str();
}

Json read_json(const std::filesystem::path& path) {
    try {
        return Json::parse(read_text(path));
    } catch (const Json::parse_error&) {
        throw NotAnOutput(fmt::format("{}: not a JSON document as stepdown writes it", path.string()));
    }
}

/// What of the manifest is the same wherever and whenever the run is repeated: of files the names without their folders.
Json repeatable_parts(const Json& manifest) {
    Json parts = Json::object();
    for (const char* key : {"files", "plan", "set"}) parts[key] = manifest.value(key, Json(nullptr));
    for (Json& file : parts["files"]) file["file"] = std::filesystem::path(file.value("file", "")).filename().string();
    return parts;
}

/// `</script>` in a name would end the element that holds the data, `<!--` would begin a comment.
std::string escaped_for_script(const Json& data) {
    const std::string text = data.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string escaped;
    escaped.reserve(text.size());
    for (const char letter : text) {
        if (letter == '<') {
            escaped += "\\u003c";
        } else {
            escaped += letter;
        }
    }
    return escaped;
}

}  // namespace

std::string report_page(const std::filesystem::path& directory) {
    if (!exists(directory / "summary.json") || !exists(directory / "manifest.json")) {
        throw NotAnOutput(
            fmt::format("{}: no summary.json and manifest.json in it; name a directory that --out wrote", directory.string()));
    }
    const Json summary = read_json(directory / "summary.json");
    if (!summary.is_object() || !summary.contains("scenario"))
        throw NotAnOutput(fmt::format("{}: not a summary.json of stepdown", (directory / "summary.json").string()));
    Json data = {{"summary", report_summary(summary)}, {"manifest", repeatable_parts(read_json(directory / "manifest.json"))}};
    if (exists(directory / "results.sqlite")) data["tables"] = report_tables(directory / "results.sqlite");

    const std::string_view page(stepdown_report_template,
                                static_cast<std::size_t>(stepdown_report_template_end - stepdown_report_template));
    const std::size_t mark = page.find(data_mark);
    std::string filled(page.substr(0, mark));
    filled += escaped_for_script(data);
    filled += page.substr(mark + data_mark.size());
    return filled;
}

}  // namespace stepdown
