// One stage's waitlist: every waiting request in the stage's order, grouped by what it needs.
//
// Requests with the same needs stand in one line, sorted by the stage's order; a place can therefore be offered by looking at
// the heads of the lines only, and nobody is scanned past. Removing is constant time, joining at the end of a line too.
#pragma once

#include <cstdint>
#include <vector>

#include "core/id.hpp"
#include "simulation/client.hpp"
#include "time/sim_time.hpp"

namespace stepdown {

/// What a request waits for at an instant: the first of these that prevents it.
enum class Missing : std::uint8_t { place, caseload, seat, housing, staff, hours };
inline constexpr std::size_t missing_kinds = 6;

/// What all requests of one line need, apart from a place here.
struct Needs {
    /// The stage whose place must be free at the same time (care for housing, housing for care), or none.
    StageId partner;
    /// The stage that the client still holds, when moving on frees a share of staff that is needed here; none otherwise.
    StageId held;
    /// Position of the reservation that the client falls under, here and at the partner; `no_rule` for none.
    std::uint8_t rule = no_rule;
    std::uint8_t partner_rule = no_rule;
    /// A request for housing whose care has not started yet is passed over, and one before its intake is done.
    enum class Start : std::uint8_t { open, after_care, after_intake } start = Start::open;
    /// Tracks that suit the client, by bits, here and at the partner; only one of the two stages has any.
    std::uint32_t tracks = 0;

    static constexpr std::uint8_t no_rule = 0xFF;
    friend bool operator==(const Needs&, const Needs&) = default;
};

/// The part of the stage's order before the time of asking, that time, and the part after it; then the order of joining.
struct OrderPosition {
    std::uint32_t before = 0;
    Ticks ready = 0;
    std::uint32_t after = 0;
    std::uint64_t joined = 0;
    friend auto operator<=>(const OrderPosition&, const OrderPosition&) = default;
};

struct WaitEntry {
    ClientHandle client = no_client;
    /// 0 and 1: the client's legs; 2: housing that follows care which has started.
    std::uint8_t leg = 0;
    bool from_outside = false;
    /// From a higher level of care, as asked when it was made.
    bool is_step_down = false;
    /// Whether the limit has been applied to it.
    bool limit_passed = false;
    Missing missing = Missing::place;
    Ticks missing_since = 0;
    /// The walk in which the cause was last worked out for this entry alone; 0: it has its line's.
    std::uint32_t looked_at = 0;
    StageId stage;
    OrderPosition position;
    /// When its wait last came to a time that a condition names.
    Ticks reviewed = never;
    std::uint32_t line = 0;
    EntryHandle previous = no_entry;
    EntryHandle next = no_entry;
};
inline constexpr std::uint8_t follow_on_leg = 2;

/// All entries of one replication, reused through a free list.
class EntryPool {
public:
    EntryHandle take();
    void release(EntryHandle entry) {
        entries_[entry].looked_at = 0;
        free_.push_back(entry);
    }
    WaitEntry& operator[](EntryHandle entry) { return entries_[entry]; }
    const WaitEntry& operator[](EntryHandle entry) const { return entries_[entry]; }

private:
    std::vector<WaitEntry> entries_;
    std::vector<EntryHandle> free_;
};

class WaitingList {
public:
    struct Line {
        Needs needs;
        std::uint32_t before = 0;
        EntryHandle first = no_entry;
        EntryHandle last = no_entry;
        /// What those at its end lack.
        Missing tail = Missing::place;
    };

    /// Puts the entry where its position belongs in the line of `needs`.
    void join(EntryPool& pool, EntryHandle entry, const Needs& needs);
    void leave(EntryPool& pool, EntryHandle entry);

    /// Lines may be empty; their order carries no meaning.
    const std::vector<Line>& lines() const { return lines_; }
    std::vector<Line>& lines() { return lines_; }
    std::size_t waiting() const { return waiting_; }
    /// Waiting requests from outside care to which the limit has been applied.
    std::int64_t outside_waiting = 0;

    /// All entries in the stage's order.
    void in_order(EntryPool& pool, std::vector<EntryHandle>& result) const;

private:
    std::uint32_t line_for(const Needs& needs, std::uint32_t before);

    std::vector<Line> lines_;
    std::size_t waiting_ = 0;
};

}  // namespace stepdown
