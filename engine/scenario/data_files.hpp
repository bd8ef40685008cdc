// The CSV files that a scenario names, read once each and kept for the manifest.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "scenario/csv_table.hpp"
#include "scenario/overlay.hpp"

namespace stepdown {

class DataFiles {
public:
    /// The table in the file that is named at `place` (relative to the file that names it); nothing after an error.
    /// The pointer holds as long as this object.
    const CsvTable* table(const std::string& name, const SourcePlace& place, Diagnostics& diagnostics);

    /// What was read, in the order of first use.
    const std::vector<SourceText>& texts() const { return texts_; }

private:
    std::map<std::string, std::optional<CsvTable>> tables_;
    std::vector<SourceText> texts_;
};

}  // namespace stepdown
