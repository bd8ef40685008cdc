#include "scenario/data_files.hpp"

#include "scenario/text_file.hpp"

namespace stepdown {

const CsvTable* DataFiles::table(const std::string& name, const SourcePlace& place, Diagnostics& diagnostics) {
    const std::string path = path_named_at(place, name);
    auto found = tables_.find(path);
    if (found == tables_.end()) {
        std::optional<CsvTable> table;
        if (auto text = read_text_file(path, place, diagnostics)) {
            table = parse_csv(*text, path, diagnostics);
            texts_.push_back({path, std::move(*text)});
        }
        found = tables_.emplace(path, std::move(table)).first;
    }
    return found->second ? &*found->second : nullptr;
}

}  // namespace stepdown
