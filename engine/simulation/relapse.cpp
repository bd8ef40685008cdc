// The relapse clock: spells, the hazard used up in each setting, and what a relapse does in care and at home.
#include "simulation/care_network.hpp"

#include <cmath>
#include <utility>

#include "random/standard_variates.hpp"

namespace stepdown {

void CareNetwork::begin_spell(ClientHandle handle) {
    Client& client = clients_[handle];
    client.spell_due = false;
    if (!model_.relapse) return;
    ++client.spells;
    RelapseClock& clock = client.clock;
    WordStream words(key_, client_key(client, Purpose::relapse_clock, 0, client.spells));
    const Block block = words.next_block();
    clock.law = &choose(model_.relapse->law, handle);
    clock.running = unit_double(word64(block, 0)) < clock.law->susceptible;
    words.serve_first(word64(block, 1));
    clock.threshold = standard_exponential(words);
    clock.used = 0.0;
    clock.spell_began = now_;
    clock.as_of = now_;
    clock.multiplier = 0.0;
    clock.due = never;
    clock.review = never;
}

double CareNetwork::hazard_multiplier(ClientHandle handle) {
    const Client& client = clients_[handle];
    const Relapse& declared = *model_.relapse;
    double multiplier = client.place.exists() ? declared.stage_hazard[client.place.index()] : declared.home_hazard;
    if (client.housing.held()) multiplier *= declared.stage_hazard[client.housing.stage.index()];
    if (client.support.held()) multiplier *= declared.stage_hazard[client.support.stage.index()];
    if (declared.effects.empty()) return multiplier;
    const ClientView seen = facts(handle, present_wait(client));
    for (const RelapseEffect& effect : declared.effects) {
        if (effect.when.holds(seen)) multiplier *= effect.times;
    }
    return multiplier;
}

/// Uses up hazard to the present instant under the old setting and dates the relapse anew under the present one.
void CareNetwork::update_clock(ClientHandle handle) {
    RelapseClock& clock = clients_[handle].clock;
    if (!clock.running) return;
    const Distribution& time = clock.law->time;
    const double reached = time.cumulative_hazard(to_days(now_ - clock.spell_began));
    if (clock.multiplier > 0.0 && now_ > clock.as_of) {
        clock.used += clock.multiplier * (reached - time.cumulative_hazard(to_days(clock.as_of - clock.spell_began)));
    }
    clock.as_of = now_;
    clock.multiplier = hazard_multiplier(handle);
    clock.due = never;
    clock.review = wait_review_of_relapse(clients_[handle]);
    if (effects_follow_months_) clock.review = std::min(clock.review, model_.clock.calendar.next_month(now_));
    if (clock.multiplier > 0.0) {
        const double left = clock.threshold > clock.used ? (clock.threshold - clock.used) / clock.multiplier : 0.0;
        const double days = time.inverse_cumulative_hazard(reached + left);
        if (days < to_days(longest_time)) clock.due = std::max(now_, clock.spell_began + from_days(days));
    }
    queue_relapse(handle);
}

// A later date needs no new event: the queued one finds that it is early and queues the later one.
void CareNetwork::queue_relapse(ClientHandle handle) {
    Client& client = clients_[handle];
    const Ticks next = std::min(client.clock.due, client.clock.review);
    if (next >= client.clock.queued) return;
    client.clock.queued = next;
    schedule(next, EventKind::relapse, client.place, handle, EventType::relapse);
}

/// A relapse stands in the queue where its client was when it was queued, and the client may have moved since. Whether any of
/// this instant does: then all are queued anew, `relapse` too.
bool CareNetwork::put_in_order(const Event& relapse) {
    const auto is_next = [&] { return queue_.top().time() == now_ && queue_.top().kind() == relapse.kind(); };
    if (relapses_in_order_ == now_ || !is_next()) return false;
    relapses_in_order_ = now_;
    std::vector<Event> together = {relapse};
    while (is_next()) together.push_back(queue_.pop());
    bool moved = false;
    for (Event& each : together) {
        const Client& client = clients_[each.owner];
        if (!client.is_still(each.population(), each.number())) continue;
        const Event here = make_client_event(now_, EventKind::relapse, client.place, each.owner, EventType::relapse);
        moved = moved || here.key() != each.key();
        each = here;
    }
    for (std::size_t index = moved ? 0 : 1; index < together.size(); ++index) queue_.push(together[index]);
    return moved;
}

void CareNetwork::relapse_event(const Event& event) {
    if (put_in_order(event)) return;
    RelapseClock& clock = clients_[event.owner].clock;
    if (event.time() == clock.queued) clock.queued = never;
    if (clock.running && clock.due == now_) {
        relapse(event.owner);
    } else if (clock.running && clock.review == now_) {
        update_clock(event.owner);
    } else if (clock.running) {
        queue_relapse(event.owner);
    }
}

void CareNetwork::relapse(ClientHandle handle) {
    Client& client = clients_[handle];
    ++client.relapses;
    loop_guard_.count(client.steps, client.place, now_);
    log(client, Activity::relapsed, client.place);
    follow_ups_.relapsed(client.watches, now_, [&](FollowUp what, const Watch& watch, std::size_t first) {
        recorder_.followed(what, watch, first, client.group_class);
    });
    if (client.housing.held()) end_beside(handle, client.housing);
    if (client.place.exists()) {
        relapse_in_care(handle);
    } else {
        relapse_at_home(handle);
    }
}

/// Of the move that is just being made; the next one has a cause of its own.
MoveCause CareNetwork::cause_of_move(Client& client) {
    return std::exchange(client.after_relapse, false) ? MoveCause::relapse : MoveCause::course;
}

void CareNetwork::relapse_in_care(ClientHandle handle) {
    Client& client = clients_[handle];
    const DrawKey key = client_key(client, Purpose::relapse_in_care, 0, client.spells);
    const Destination destination = draw_destination(handle, model_.relapse->in_care, draw_block(key_, key)[0]);
    begin_spell(handle);
    if (destination.kind == Destination::Kind::stays) {
        update_clock(handle);
        return;
    }
    client.after_relapse = true;
    switch (client.phase) {
        case Phase::in_stay:
            client.last_outcome = relapsed_outcome;
            log(client, Activity::stay_ended, client.place, model_.outcome_names[relapsed_outcome.index()]);
            end_stay(handle, destination);
            return;
        case Phase::moving: call_off_move(handle); break;
        default: drop_all_legs(handle, Resolution::gave_up); break;
    }
    go(handle, destination);
}

void CareNetwork::relapse_at_home(ClientHandle handle) {
    Client& client = clients_[handle];
    if (client.phase == Phase::moving) call_off_move(handle);
    if (client.phase == Phase::seeking) drop_all_legs(handle, Resolution::gave_up);
    if (client.came_from.exists() && client.phase != Phase::idle) {
        recorder_.moved(plan_.origin_end(client.came_from), MeasurementPlan::home_end, MoveCause::relapse);
    }
    client.came_from = StageId::none();
    client.clock.running = false;
    client.clock.due = never;
    client.spell_due = true;
    client.after_relapse = true;
    client.phase = Phase::idle;
    care_ends(handle);
    const RelapseAtHome& declared = model_.relapse->at_home;
    WordStream words(key_, client_key(client, Purpose::relapse_at_home, 0, client.spells));
    const Block block = words.next_block();
    if (static_cast<double>(block[0]) * 0x1p-32 < choose(declared.returns, handle)) {
        const Destination& heading = draw_destination(handle, declared.to, block[1]);
        words.serve_first(word64(block, 1));
        client.heading = heading;
        client.phase = Phase::away;
        client.timer = now_ + choose(declared.after, handle).sample_ticks(words);
        schedule(client.timer, EventKind::request, first_stage(heading.first), handle, EventType::returns);
        return;
    }
    if (client.support.held()) end_beside(handle, client.support);
    release(handle);
}

}  // namespace stepdown
