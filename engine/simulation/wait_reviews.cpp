// What is decided anew while a client waits: its priority, the tracks that suit it, and effects on relapse.
#include "simulation/wait_reviews.hpp"

#include <algorithm>
#include <limits>

#include "simulation/care_network.hpp"

namespace stepdown {

namespace {

/// Both ends of the range that each test on `waited` accepts, but those that no wait crosses.
void note_waits(const Condition& condition, std::vector<Ticks>& waits) {
    for (const Test& test : condition.tests) {
        if (test.subject != Test::Subject::waited) continue;
        if (test.at_least > 0) waits.push_back(test.at_least);
        if (test.at_most < std::numeric_limits<std::int64_t>::max()) waits.push_back(test.at_most + 1);
    }
}

/// The waits that the conditions of one owner's `items` name.
template <class Items, class ConditionOf>
std::vector<Ticks> waits_named(const Items& items, ConditionOf condition_of) {
    std::vector<Ticks> waits;
    for (const auto& item : items) note_waits(condition_of(item), waits);
    std::sort(waits.begin(), waits.end());
    return waits;
}

Ticks next_after(const std::vector<Ticks>& waits, Ticks waited) {
    const auto next = std::upper_bound(waits.begin(), waits.end(), waited);
    return next == waits.end() ? never : *next;
}

Ticks next_after(const std::vector<std::vector<Ticks>>& waits, std::size_t owner, Ticks waited) {
    return waits.empty() ? never : next_after(waits[owner], waited);
}

void forget_if_none(std::vector<std::vector<Ticks>>& waits) {
    if (std::all_of(waits.begin(), waits.end(), [](const auto& each) { return each.empty(); })) waits.clear();
}

}  // namespace

WaitReviews::WaitReviews(const Model& model) {
    const auto when = [](const auto& item) -> const Condition& { return item.when; };
    for (const Population& population : model.populations) priorities_.push_back(waits_named(population.priority.list(), when));
    for (const Stage& stage : model.stages) tracks_.push_back(waits_named(stage.tracks, when));
    forget_if_none(priorities_);
    forget_if_none(tracks_);
    if (model.relapse) effects_ = waits_named(model.relapse->effects, when);
}

Ticks WaitReviews::of_request(PopulationId population, StageId care, Ticks waited) const {
    const Ticks priority = next_after(priorities_, population.index(), waited);
    return care.exists() ? std::min(priority, next_after(tracks_, care.index(), waited)) : priority;
}

Ticks WaitReviews::of_relapse(Ticks waited) const { return next_after(effects_, waited); }

/// On day zero those who wait have waited before.
Ticks CareNetwork::wait_since(Ticks ready) const { return std::max<Ticks>(now_, 0) - ready; }

StageId CareNetwork::care_asked_for(EntryHandle entry) const {
    return stage_of(entries_[entry].stage).is_care() ? entries_[entry].stage : needs_of(entry).partner;
}

void CareNetwork::schedule_wait_review(EntryHandle handle) {
    const WaitEntry& entry = entries_[handle];
    const Ticks ready = entry.position.ready;
    const Ticks next = wait_reviews_.of_request(clients_[entry.client].population, care_asked_for(handle), wait_since(ready));
    if (next < model_.clock.end() - ready)
        schedule(ready + next, EventKind::lag_ends, entry.stage, entry.client, EventType::wait_is_reviewed);
}

void CareNetwork::review_waits(ClientHandle handle) {
    const Client& client = clients_[handle];
    const auto [first, second] = client.legs;
    for (const EntryHandle entry : {first.care_entry, first.beside_entry, second.care_entry, second.beside_entry,
                                    client.follow_on[0], client.follow_on[1]}) {
        if (entry != no_entry) review_wait(entry);
    }
}

// A client's other requests may have begun at another time: theirs are looked at when their own wait comes to it.
void CareNetwork::review_wait(EntryHandle handle) {
    WaitEntry& entry = entries_[handle];
    const Ticks waited = wait_since(entry.position.ready);
    const StageId care = care_asked_for(handle);
    // Each of the client's requests has an event of its own, and the first of an instant looks at all.
    if (entry.reviewed == now_) return;
    if (wait_reviews_.of_request(clients_[entry.client].population, care, waited - 1) != waited) return;
    entry.reviewed = now_;
    Needs needs = needs_of(handle);
    if (care.exists()) needs.tracks = tracks_that_suit(entry.client, care, waited);
    change_request(handle, needs, order_position(entry));
    schedule_wait_review(handle);
}

/// How long a client has been waiting for what it now asks for, the longer of two; else the wait that ended last.
Ticks CareNetwork::present_wait(const Client& client) const {
    Ticks longest = -1;
    if (client.phase == Phase::seeking) {
        for (const Leg& leg : client.legs) {
            if (leg.state == Leg::State::waiting) longest = std::max(longest, wait_since(leg.ready));
        }
    }
    return longest < 0 ? client.waited : longest;
}

/// The instant at which an effect on relapse may begin or end by waiting longer.
Ticks CareNetwork::wait_review_of_relapse(const Client& client) const {
    Ticks at = never;
    if (client.phase != Phase::seeking || !wait_reviews_.in_effects()) return at;
    for (const Leg& leg : client.legs) {
        if (leg.state != Leg::State::waiting) continue;
        const Ticks next = wait_reviews_.of_relapse(wait_since(leg.ready));
        if (next != never) at = std::min(at, leg.ready + next);
    }
    return at;
}

}  // namespace stepdown
