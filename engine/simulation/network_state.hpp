// What the care network keeps of each stage while it is in motion.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/model.hpp"
#include "simulation/client.hpp"
#include "simulation/group_seats.hpp"
#include "simulation/stage_places.hpp"
#include "simulation/waiting_list.hpp"

namespace stepdown {

struct StageState {
    StagePlaces places;
    GroupSeats seats;
    WaitingList waitlist;
    const OutcomeTable* outcomes = nullptr;
    const Patience* patience = nullptr;
    WaitlistLimit limit;
    bool window_open = true;
    /// Whether waiting here can be for anything but a place.
    bool mixed_causes = false;
    bool causes_stale = false;
    bool to_offer = false;
    /// Care that asks for nothing but a place, of anybody and at once: whoever finds one free and nobody waiting has it.
    bool place_is_all = false;
    /// Stages whose waitlists hold requests that also need something here: a place, or a share of the same staff.
    std::vector<StageId> partners;
    /// Clients thought of as taking places here, while it is worked out what those behind them lack.
    std::int64_t imagined = 0;
    /// Waiting requests whose cause was worked out one by one; all others lack what their line's tail lacks.
    std::vector<EntryHandle> looked_at;
    /// Its queues of work: for intake, and one for each of its sessions.
    std::uint32_t intake_queue = 0;
    std::vector<std::uint32_t> session_queues;
    /// The least hours of a week that its level asks clients to attend; 0 for none.
    Ticks least_hours = 0;
    /// Whether the share of meetings and sessions that a client comes to is the same all through a stay.
    bool attendance_is_fixed = false;
    /// With fewer meetings and sessions missed in a row no effect holds.
    std::int64_t effects_from_missed = 0;
    /// Clients who hold a place here boarding.
    std::int64_t boarding = 0;
    /// Position in `meetings_` of its first track.
    std::size_t first_meeting = 0;
};

/// Of each line of a waitlist, in a walk through all of them: the first that was refused or nobody, what it lacks, and what it
/// would lack behind everybody.
struct WalkedLines {
    /// How many walks there have been.
    std::uint32_t number = 0;
    std::vector<EntryHandle> next;
    std::vector<std::optional<Missing>> refused;
    /// Where somebody was refused.
    std::vector<Missing> at_end;
    /// Lines with somebody left of whom nobody was refused yet.
    std::vector<std::size_t> open;
    /// Of the stage, those that the walk before this one looked at one by one.
    std::vector<EntryHandle> looked_at_before;
};

/// Groups that begin at an instant, and the leaders they will want.
struct GroupsAhead {
    Ticks begins = 0;
    std::int64_t leaders = 0;
};

/// A request from outside care whose waitlist may be full: looked at once this instant's admissions are done.
struct LimitCheck {
    ClientHandle client = no_client;
    std::uint64_t number = 0;
    std::uint8_t leg = 0;
    Ticks ready = 0;
};

}  // namespace stepdown
