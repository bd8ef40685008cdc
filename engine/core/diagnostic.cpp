#include "core/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace stepdown {

void Diagnostics::error(SourcePlace place, std::string code, std::string message, std::string hint) {
    entries_.push_back({Severity::error, std::move(place), std::move(code), std::move(message), std::move(hint)});
}

void Diagnostics::warning(SourcePlace place, std::string code, std::string message, std::string hint) {
    entries_.push_back({Severity::warning, std::move(place), std::move(code), std::move(message), std::move(hint)});
}

void Diagnostics::append(const Diagnostics& others) {
    entries_.insert(entries_.end(), others.entries_.begin(), others.entries_.end());
}

std::size_t Diagnostics::error_count() const {
    return static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(),
                                                  [](const Diagnostic& entry) { return entry.severity == Severity::error; }));
}

bool Diagnostics::has_errors() const { return error_count() > 0; }

std::vector<Diagnostic> Diagnostics::sorted() const {
    auto result = entries_;
    const auto key = [](const Diagnostic& entry) { return std::tie(entry.place, entry.code, entry.message); };
    std::stable_sort(result.begin(), result.end(),
                     [&](const Diagnostic& left, const Diagnostic& right) { return key(left) < key(right); });
    const auto same = [&](const Diagnostic& left, const Diagnostic& right) { return key(left) == key(right); };
    result.erase(std::unique(result.begin(), result.end(), same), result.end());
    return result;
}

std::string to_text(const Diagnostic& diagnostic) {
    const auto& place = diagnostic.place;
    const std::string where = place.line > 0 ? fmt::format("{}:{}:{}", place.file, place.line, place.column) : place.file;
    const std::string_view kind = diagnostic.severity == Severity::error ? "error" : "warning";
    std::string text = fmt::format("{}: {}[{}]: {}", where, kind, diagnostic.code, diagnostic.message);
    if (!diagnostic.hint.empty()) text += fmt::format("\n  hint: {}", diagnostic.hint);
    return text;
}

}  // namespace stepdown
