// The event log's seam: whoever wants to write down every client's way implements it.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/id.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// What happened to a client; the words are those of the event log's `activity` column.
enum class Activity : std::uint8_t {
    request,
    admitted,
    stay_ended,
    left,
    gave_up,
    turned_away,
    withdrawn,
    relapsed,
    discharged,
    exited
};

std::string_view activity_name(Activity activity);

/// One line of the event log. `stage` may be none; `detail` is an outcome, an exit, a destination or empty.
struct LoggedEvent {
    PopulationId population;
    std::uint64_t client = 0;
    Activity activity = Activity::request;
    StageId stage;
    Ticks at = 0;
    std::string_view detail;
};

class EventLog {
public:
    virtual ~EventLog() = default;
    virtual void record(const LoggedEvent& event) = 0;
};

}  // namespace stepdown
