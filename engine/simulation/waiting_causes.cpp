// What each waiting request lacks: place, caseload, seat, housing, staff or hours.
//
// A waitlist is walked in its order as if each who lacks nothing but hours took a place: what those ahead would take is what
// those behind lack. Whoever lacks something once lacks something at every later position too, so a line is left at the first of
// it that is refused, and all behind share one cause, the line's `tail`. Only those looked at one by one are listed; a long
// waitlist is not walked.
#include <algorithm>

#include "simulation/care_network.hpp"

namespace stepdown {

/// What would be left of the places while the waitlist is thought of as taking them.
class CareNetwork::CauseWalk {
public:
    CauseWalk(CareNetwork& network, StageId stage)
        : network_(network), stage_(stage), is_care_(network.stage_of(stage).is_care()), here_(network.state_of(stage).places) {}
    ~CauseWalk() {
        network_.state_of(stage_).imagined = 0;
        for (const auto& [known, places] : partners_) network_.state_of(known).imagined = 0;
    }
    CauseWalk(const CauseWalk&) = delete;
    CauseWalk& operator=(const CauseWalk&) = delete;

    Missing lacks(const Needs& needs) {
        if (needs.start == Needs::Start::after_intake) return Missing::staff;
        const bool place_here = here_.admits(needs.rule) && needs.start == Needs::Start::open;
        const bool place_there = !needs.partner.exists() || partner(needs.partner).admits(needs.partner_rule);
        if (!(is_care_ ? place_here : place_there)) return Missing::place;
        if (!network_.caseload_admits(stage_, needs)) return Missing::caseload;
        if (!seat_for(needs)) return Missing::seat;
        if (!(is_care_ ? place_there : place_here)) return needs.partner.exists() ? Missing::housing : Missing::place;
        return Missing::hours;
    }

    /// From here on seats of this track are not counted.
    void lift_seats(std::uint8_t track) { lifted_ = std::uint32_t{1} << track; }

    void take(const Needs& needs) {
        if (std::int64_t* seat = seat_for(needs)) --*seat;
        here_.occupy(needs.rule);
        ++network_.state_of(stage_).imagined;
        if (!needs.partner.exists()) return;
        partner(needs.partner).occupy(needs.partner_rule);
        ++network_.state_of(needs.partner).imagined;
    }

private:
    /// The seats left in the first track that suits and has any; a number that does not matter where there are no tracks.
    std::int64_t* seat_for(const Needs& needs) {
        const StageId care = is_care_ ? stage_ : needs.partner;
        if (!care.exists() || !network_.state_of(care).seats.has_tracks() || (needs.tracks & lifted_) != 0) return &unlimited_;
        std::vector<std::int64_t>& seats = seats_of(care);
        for (std::size_t track = 0; track < seats.size(); ++track) {
            if ((needs.tracks >> track & 1U) != 0 && seats[track] > 0) return &seats[track];
        }
        return nullptr;
    }

    std::vector<std::int64_t>& seats_of(StageId care) {
        for (auto& [known, seats] : seats_) {
            if (known == care) return seats;
        }
        std::vector<std::int64_t> free;
        const GroupSeats& seats = network_.state_of(care).seats;
        for (std::size_t track = 0; track < seats.tracks().size(); ++track) free.push_back(seats.free(track));
        return seats_.emplace_back(care, std::move(free)).second;
    }

    StagePlaces& partner(StageId stage) {
        for (auto& [known, places] : partners_) {
            if (known == stage) return places;
        }
        return partners_.emplace_back(stage, network_.state_of(stage).places).second;
    }

    CareNetwork& network_;
    StageId stage_;
    bool is_care_;
    StagePlaces here_;
    std::vector<std::pair<StageId, StagePlaces>> partners_;
    std::vector<std::pair<StageId, std::vector<std::int64_t>>> seats_;
    std::uint32_t lifted_ = 0;
    std::int64_t unlimited_ = 0;
};

/// Who waits and could begin in a cohort of the track now, if it had seats.
std::int64_t CareNetwork::could_begin(StageId stage, std::uint8_t track) {
    StageState& state = state_of(stage);
    if (!state.window_open) return 0;
    state.waitlist.in_order(entries_, order_scratch_);
    CauseWalk walk(*this, stage);
    walk.lift_seats(track);
    std::int64_t count = 0;
    for (const EntryHandle handle : order_scratch_) {
        const Needs& needs = needs_of(handle);
        if ((needs.tracks >> track & 1U) == 0 || walk.lacks(needs) != Missing::hours) continue;
        walk.take(needs);
        ++count;
    }
    return count;
}

void CareNetwork::refresh_causes() {
    causes_stale_ = false;
    for (std::size_t position = 0; position < stages_.size(); ++position) {
        if (!stages_[position].causes_stale) continue;
        stages_[position].causes_stale = false;
        refresh_causes(StageId(position));
    }
}

void CareNetwork::set_cause(EntryHandle handle, Missing missing) {
    WaitEntry& entry = entries_[handle];
    if (missing == entry.missing) return;
    recorder_.missed(entry.stage, clients_[entry.client].group_class, entry.missing, entry.missing_since, now_);
    entry.missing = missing;
    entry.missing_since = now_;
}

void CareNetwork::walk_lines(StageId stage, std::uint32_t walk_number) {
    StageState& state = state_of(stage);
    const auto& lines = state.waitlist.lines();
    CauseWalk walk(*this, stage);
    WalkedLines& walked = walked_;
    walked.next.clear();
    for (const WaitingList::Line& line : lines) walked.next.push_back(line.first);
    walked.refused.assign(lines.size(), std::nullopt);
    walked.at_end.resize(lines.size());
    walked.open.clear();
    for (std::size_t line = 0; line < lines.size(); ++line) {
        if (lines[line].first != no_entry) walked.open.push_back(line);
    }
    const auto stands_before = [&](std::size_t left, std::size_t right) {
        return entries_[walked.next[left]].position < entries_[walked.next[right]].position;
    };
    while (!walked.open.empty()) {
        const auto first = std::min_element(walked.open.begin(), walked.open.end(), stands_before);
        EntryHandle& next = walked.next[*first];
        const Needs& needs = lines[*first].needs;
        const Missing missing = walk.lacks(needs);
        if (missing == Missing::hours) {
            walk.take(needs);
            look_at(state, next, Missing::hours, walk_number);
            next = entries_[next].next;
        } else {
            walked.refused[*first] = missing;
        }
        if (missing != Missing::hours || next == no_entry) walked.open.erase(first);
    }
    for (std::size_t line = 0; line < lines.size(); ++line) {
        if (walked.refused[line]) walked.at_end[line] = walk.lacks(lines[line].needs);
    }
}

void CareNetwork::refresh_causes(StageId stage) {
    StageState& state = state_of(stage);
    walked_.looked_at_before.swap(state.looked_at);
    state.looked_at.clear();
    const std::uint32_t walk_number = ++walked_.number;
    walk_lines(stage, walk_number);
    const WalkedLines& walked = walked_;
    auto& lines = state.waitlist.lines();
    for (std::size_t line = 0; line < lines.size(); ++line) {
        if (!walked.refused[line]) continue;
        if (walked.at_end[line] != *walked.refused[line]) {
            // Others took the last of something in between: behind the first refused not all lack the same.
            look_at_each(stage, line, walk_number);
        } else if (walked.at_end[line] != lines[line].tail) {
            lines[line].tail = walked.at_end[line];
            for (EntryHandle entry = walked.next[line]; entry != no_entry; entry = entries_[entry].next) {
                set_cause(entry, lines[line].tail);
                entries_[entry].looked_at = 0;
            }
        }
    }
    // Who was looked at before and is now one of the many behind.
    for (const EntryHandle handle : walked_.looked_at_before) {
        const WaitEntry& entry = entries_[handle];
        const bool is_here = entry.stage == stage && entry.looked_at != 0 && entry.looked_at != walk_number;
        if (is_here) set_cause(handle, lines[entry.line].tail);
    }
}

void CareNetwork::look_at(StageState& state, EntryHandle handle, Missing missing, std::uint32_t walk_number) {
    set_cause(handle, missing);
    entries_[handle].looked_at = walk_number;
    state.looked_at.push_back(handle);
}

/// The causes of one line worked out position by position, against all that the other lines take ahead of each.
void CareNetwork::look_at_each(StageId stage, std::size_t line, std::uint32_t walk_number) {
    StageState& state = state_of(stage);
    state.waitlist.in_order(entries_, order_scratch_);
    CauseWalk walk(*this, stage);
    for (const EntryHandle handle : order_scratch_) {
        const WaitEntry& entry = entries_[handle];
        const Needs& needs = state.waitlist.lines()[entry.line].needs;
        const Missing missing = walk.lacks(needs);
        if (missing == Missing::hours) walk.take(needs);
        if (entry.line == line && missing != Missing::hours) look_at(state, handle, missing, walk_number);
    }
}

}  // namespace stepdown
