// The event log as CSV with the columns that process-mining tools read: a case per client, a line per step of its way.
#pragma once

#include <filesystem>
#include <string>

#include "model/model.hpp"
#include "report/output_file.hpp"
#include "simulation/event_log.hpp"

namespace stepdown {

/// Writes while the replication runs, in pieces. Times are ISO 8601 with microseconds, in the scenario's own calendar.
class EventLogCsv : public EventLog {
public:
    /// Throws std::system_error when the file cannot be made. The model must outlive the log.
    EventLogCsv(const Model& model, const std::filesystem::path& path);

    /// Throws std::system_error when the disk refuses.
    void record(const LoggedEvent& event) override;
    void close();

private:
    const Model& model_;
    OutputFile file_;
    std::string piece_;
};

}  // namespace stepdown
