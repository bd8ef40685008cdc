// Asking for care: arrivals, lags, moves before the request, waiting, patience, limits, and where those go who are lost.
#include "simulation/care_network.hpp"

#include <algorithm>

namespace stepdown {

namespace {

EventType lag_event(std::uint8_t leg) { return leg == 0 ? EventType::first_lag_ends : EventType::second_lag_ends; }
EventType move_event(std::uint8_t leg) { return leg == 0 ? EventType::first_move_ends : EventType::second_move_ends; }
EventType give_up_event(std::uint8_t leg) { return leg == 0 ? EventType::first_gives_up : EventType::second_gives_up; }

}  // namespace

void CareNetwork::prepare_arrival(PopulationId population) {
    ArrivalStream& stream = arrivals_[population.index()];
    const Ticks at = stream.advance(key_);
    if (at >= model_.clock.end()) return;
    const ClientHandle handle = take_client();
    Client& client = clients_[handle];
    client.number = stream.number();
    client.population = population;
    client.phase = Phase::expected;
    const Ticks present_time = now_;
    now_ = at;
    if (const TraceArrival* traced = stream.traced()) {
        for (const auto& [attribute, value] : traced->attributes) clients_.attributes(handle)[attribute.index()] = value;
    }
    draw_attributes(handle);
    client.heading = draw_destination(handle, stream.enters_at(at), stream.entry_word());
    now_ = present_time;
    schedule(at, EventKind::request, first_stage(client.heading.first), handle, EventType::arrival);
}

void CareNetwork::draw_attributes(ClientHandle handle) {
    Client& client = clients_[handle];
    const auto values = clients_.attributes(handle);
    stepdown::draw_attributes(
        model_, key_, client.population, client.number,
        values, [&](const auto& cases) -> auto& { return choose(cases, handle); });
    client.group_class = recorder_.group_class(client.population, values);
}

/// The next arrival, and in a trace all that come at the same instant: their order among other requests is that of the keys.
void CareNetwork::prepare_arrivals(PopulationId population) {
    prepare_arrival(population);
    while (arrivals_[population.index()].goes_on_at_this_instant()) prepare_arrival(population);
}

void CareNetwork::arrive(ClientHandle handle) {
    const bool is_last_prepared = clients_[handle].number == arrivals_[clients_[handle].population.index()].number();
    if (is_last_prepared) prepare_arrivals(clients_[handle].population);
    ++present_;
    peak_ = std::max(peak_, present_);
    Client& client = clients_[handle];
    client.phase = Phase::idle;
    if (client.heading.kind == Destination::Kind::exit) {
        leave_model(handle, client.heading.exit);
    } else if (client.heading.kind == Destination::Kind::join) {
        begin_seeking(handle, client.heading, Origin::outside);
    } else {
        release(handle);
    }
}

void CareNetwork::go(ClientHandle handle, const Destination& destination) {
    switch (destination.kind) {
        case Destination::Kind::home: discharge(handle); return;
        case Destination::Kind::exit: leave_model(handle, destination.exit); return;
        case Destination::Kind::join: begin_seeking(handle, destination, Origin::stage); return;
        case Destination::Kind::stays: return;
    }
}

void CareNetwork::begin_seeking(ClientHandle handle, const Destination& destination, Origin origin) {
    Client& client = clients_[handle];
    client.origin = origin;
    client.came_from = origin == Origin::stage ? client.place : StageId::none();
    client.timer = never;
    if (holds_all_of(client, destination)) {
        keep_beside(handle, destination.first.beside);
        return;
    }
    if (finds_free_place(client, destination)) {
        admit_at_once(handle, destination.first.care);
        return;
    }
    client.phase = Phase::seeking;
    client.legs = {};
    const Destination heading = destination;
    start_leg(handle, 0, heading.first);
    if (heading.second.exists()) start_leg(handle, 1, heading.second);
    settle(handle);
}

void CareNetwork::start_leg(ClientHandle handle, std::uint8_t number, const Option& option) {
    Leg& leg = clients_[handle].legs[number];
    leg.option = option;
    Ticks lag = 0;
    for (const StageId stage : {option.care, option.beside}) {
        if (!stage.exists()) continue;
        const std::uint32_t attempt = ++clients_.history(handle, stage).attempts;
        const auto& lags = stage_of(stage).lag;
        const bool follows_care =
            stage == option.beside && option.care.exists() && stage_of(stage).joins == Joins::after_care_starts;
        if (lags && !follows_care) lag = std::max(lag, draw_duration(handle, *lags, Purpose::lag, stage, attempt));
    }
    if (lag == 0) {
        after_lag(handle, number);
        return;
    }
    leg.state = Leg::State::lag;
    leg.timer = now_ + lag;
    schedule(leg.timer, EventKind::lag_ends, first_stage(option), handle, lag_event(number));
}

void CareNetwork::after_lag(ClientHandle handle, std::uint8_t number) {
    Client& client = clients_[handle];
    Leg& leg = client.legs[number];
    if (client.came_from.exists()) {
        const Transfer& transfer = stage_of(client.came_from).transfer;
        if (transfer.takes && transfer.books == BooksAhead::no) {
            const std::uint32_t visit = clients_.history(handle, client.came_from).visits;
            const Ticks takes = draw_duration(handle, *transfer.takes, Purpose::transfer, client.came_from, visit);
            if (takes > 0) {
                leg.state = Leg::State::move;
                leg.timer = now_ + takes;
                schedule(leg.timer, EventKind::stay_ends, first_stage(leg.option), handle, move_event(number));
                return;
            }
        }
    }
    make_request(handle, number);
}

void CareNetwork::note_request(Client& client) {
    if (client.asked) return;
    client.asked = true;
    client.first_request = now_;
    recorder_.first_request(client.group_class, now_);
}

void CareNetwork::make_request(ClientHandle handle, std::uint8_t number) {
    Client& client = clients_[handle];
    Leg& leg = client.legs[number];
    leg.state = Leg::State::waiting;
    leg.ready = now_;
    leg.timer = never;
    loop_guard_.count(client.steps, first_stage(leg.option), now_);
    note_request(client);
    const StageId care = leg.option.care;
    const StageId beside = leg.option.beside;
    bool needs_beside = beside.exists();
    if (care.exists() && beside.exists()) {
        const bool held = beside_slot(client, beside).stage == beside;
        const EntryHandle following = client.follow_on_of(stage_of(beside).kind);
        const bool follows = following != no_entry && entries_[following].stage == beside;
        needs_beside = !held && !follows;
    }
    leg.asks = needs_beside || !care.exists() ? Leg::Asks::all : Leg::Asks::care_only;
    const bool together = care.exists() && needs_beside && stage_of(beside).joins == Joins::with_care;
    const bool has_intake = care.exists() && stage_of(care).intake;
    const std::uint32_t tracks = care.exists() ? tracks_that_suit(handle, care, wait_since(now_)) : 0;
    if (care.exists()) {
        Needs needs;
        needs.tracks = tracks;
        if (has_intake) needs.start = Needs::Start::after_intake;
        if (together) needs.partner = beside;
        leg.care_entry = join(handle, number, care, needs);
    }
    if (needs_beside) {
        Needs needs;
        if (together) {
            needs.partner = care;
            needs.tracks = tracks;
            if (has_intake) needs.start = Needs::Start::after_intake;
        }
        if (care.exists() && !together) needs.start = Needs::Start::after_care;
        leg.beside_entry = join(handle, number, beside, needs);
    }
    if (client.origin == Origin::outside) limit_checks_.push_back({handle, client.number, number, now_});
    if (has_intake) ask_for_intake(handle, number);
    const bool could_keep = client.place.exists() && stage_of(client.place).transfer.takes &&
                            stage_of(client.place).transfer.books == BooksAhead::yes &&
                            stage_of(client.place).transfer.keeps_place == KeepsPlace::yes;
    if (could_keep && !client.tentative) {
        client.tentative = true;
        tentative_.push_back(handle);
    }
}

EntryHandle CareNetwork::join(ClientHandle handle, std::uint8_t leg, StageId stage, Needs needs) {
    needs.rule = reservation_rule(handle, stage);
    needs.held = held_caseload(clients_[handle], stage);
    if (needs.partner.exists()) needs.partner_rule = reservation_rule(handle, needs.partner);
    const EntryHandle entry = entries_.take();
    WaitEntry& made = entries_[entry];
    made.client = handle;
    made.leg = leg;
    made.from_outside = clients_[handle].origin == Origin::outside;
    made.is_step_down = is_step_down(clients_[handle], stage);
    made.missing_since = now_;
    made.stage = stage;
    made.position = {.before = 0, .ready = now_, .after = 0, .joined = ++joined_};
    made.position = order_position(made);
    StageState& state = state_of(stage);
    state.waitlist.join(entries_, entry, needs);
    entries_[entry].missing = state.waitlist.lines()[entries_[entry].line].tail;
    recorder_.request_made(stage, clients_[handle].group_class, now_);
    log(clients_[handle], Activity::request, stage);
    offer(stage);
    schedule_wait_review(entry);
    return entry;
}

bool CareNetwork::is_step_down(const Client& client, StageId stage) const {
    if (!client.came_from.exists()) return false;
    const Level from = stage_of(client.came_from).level;
    const Level to = stage_of(stage).level;
    if (from == Level::none || to == Level::none) return true;
    return is_lower_level(to, from);
}

/// Where the entry stands by now: its priority may depend on how long it has waited.
OrderPosition CareNetwork::order_position(const WaitEntry& entry) {
    const Client& client = clients_[entry.client];
    OrderPosition position{.before = 0, .ready = entry.position.ready, .after = 0, .joined = entry.position.joined};
    std::uint32_t* part = &position.before;
    for (const OrderKey key : stage_of(entry.stage).waitlist.order) {
        switch (key) {
            case OrderKey::longest_wait: part = &position.after; break;
            case OrderKey::step_down_first: *part = *part << 1 | (entry.is_step_down ? 0U : 1U); break;
            case OrderKey::priority: {
                const auto& priorities = model_.populations[client.population.index()].priority;
                const int priority = choose(priorities, entry.client, wait_since(position.ready));
                *part = *part << 24 | static_cast<std::uint32_t>(priority + (1 << 23));
                break;
            }
        }
    }
    return position;
}

void CareNetwork::change_request(EntryHandle handle, const Needs& needs, const OrderPosition& position) {
    WaitEntry& entry = entries_[handle];
    StageState& state = state_of(entry.stage);
    state.waitlist.leave(entries_, handle);
    entry.position = position;
    state.waitlist.join(entries_, handle, needs);
    look_at(state, handle, entry.missing, walked_.number);
    offer(entry.stage);
}

/// What kept the request from being served at all is over.
void CareNetwork::start_when_open(EntryHandle handle) {
    Needs needs = needs_of(handle);
    needs.start = Needs::Start::open;
    change_request(handle, needs, entries_[handle].position);
}

void CareNetwork::leave_list(EntryHandle handle, Resolution how) {
    WaitEntry& entry = entries_[handle];
    Client& client = clients_[entry.client];
    StageState& state = state_of(entry.stage);
    if (entry.limit_passed) --state.waitlist.outside_waiting;
    recorder_.missed(entry.stage, client.group_class, entry.missing, entry.missing_since, now_);
    recorder_.wait_ended(entry.stage, client.group_class, entry.position.ready, now_, how);
    if (how != Resolution::admitted) {
        recorder_.resolved(entry.stage, client.group_class, how);
        const Activity activity = how == Resolution::gave_up       ? Activity::gave_up
                                  : how == Resolution::turned_away ? Activity::turned_away
                                                                   : Activity::withdrawn;
        log(client, activity, entry.stage);
    }
    state.waitlist.leave(entries_, handle);
    if (state.mixed_causes) causes_stale_ = state.causes_stale = true;
    entries_.release(handle);
}

void CareNetwork::start_patience(ClientHandle handle, std::uint8_t number) {
    Leg& leg = clients_[handle].legs[number];
    Ticks patience = never;
    const bool together =
        leg.beside_entry != no_entry && leg.care_entry != no_entry && stage_of(leg.option.beside).joins == Joins::with_care;
    const auto consider = [&](StageId stage) {
        const Patience& law = *state_of(stage).patience;
        if (!law) return;
        const std::uint32_t attempt = clients_.history(handle, stage).attempts;
        const Ticks drawn = draw_duration(handle, *law, Purpose::patience, stage, attempt);
        if (drawn >= patience) return;
        patience = drawn;
        leg.loses_at = stage;
    };
    if (leg.care_entry != no_entry) consider(leg.option.care);
    if (leg.care_entry == no_entry || together) consider(leg.option.beside);
    if (patience == never) return;
    leg.timer = now_ + patience;
    schedule(leg.timer, EventKind::gives_up, first_stage(leg.option), handle, give_up_event(number));
}

void CareNetwork::give_up(ClientHandle handle, std::uint8_t number) {
    const Client& client = clients_[handle];
    const Leg& leg = client.legs[number];
    if (client.phase != Phase::seeking || leg.state != Leg::State::waiting || leg.timer != now_) return;
    ++events_;
    lose_leg(handle, number, leg.loses_at, Resolution::gave_up);
}

void CareNetwork::lose_leg(ClientHandle handle, std::uint8_t number, StageId at, Resolution how) {
    Leg& leg = clients_[handle].legs[number];
    drop_leg(handle, number, how);
    leg.loses_at = at;
    leg.lost = how;
    leg.lost_at = now_;
    after_loss(handle, number);
}

void CareNetwork::drop_leg(ClientHandle handle, std::uint8_t number, Resolution how) {
    Leg& leg = clients_[handle].legs[number];
    if (leg.care_entry != no_entry) leave_list(leg.care_entry, how);
    if (leg.beside_entry != no_entry) leave_list(leg.beside_entry, how);
    leg.care_entry = no_entry;
    leg.beside_entry = no_entry;
    if (leg.intake != Leg::no_intake) works_.remove(leg.intake);
    leg.intake = Leg::no_intake;
    leg.intake_ends = never;
    leg.state = Leg::State::none;
    leg.timer = never;
}

void CareNetwork::drop_all_legs(ClientHandle handle, Resolution how) {
    drop_leg(handle, 0, how);
    drop_leg(handle, 1, how);
}

void CareNetwork::after_loss(ClientHandle handle, std::uint8_t last_leg) {
    Client& client = clients_[handle];
    Leg& other = client.legs[1 - last_leg];
    const bool other_gives_up_now =
        other.state == Leg::State::waiting && other.timer == now_ && client.legs[last_leg].lost == Resolution::gave_up;
    if (other_gives_up_now) {
        lose_leg(handle, static_cast<std::uint8_t>(1 - last_leg), other.loses_at, Resolution::gave_up);
        return;
    }
    if (other.state != Leg::State::none) {
        // The wait that is left may be the shorter one.
        if (wait_reviews_.in_effects()) update_clock(handle);
        return;
    }
    const bool both_now = other.lost_at == now_ && client.legs[last_leg].lost_at == now_;
    const Leg& deciding = both_now ? client.legs[0] : client.legs[last_leg];
    const StageId stage = deciding.loses_at;
    client.waited = now_ - deciding.ready;
    const bool gave_up = deciding.lost == Resolution::gave_up;
    const Waitlist& waitlist = stage_of(stage).waitlist;
    const std::uint32_t attempt = clients_.history(handle, stage).attempts;
    const DrawKey key = client_key(client, gave_up ? Purpose::gave_up : Purpose::turned_away, stage_of(stage).draw_name, attempt);
    const Destination destination =
        draw_destination(handle, gave_up ? waitlist.gave_up : waitlist.turned_away, draw_block(key_, key)[0]);
    if (client.came_from.exists()) recorder_.moved(plan_.origin_end(client.came_from), MeasurementPlan::home_end);
    client.came_from = StageId::none();
    send_on(handle, destination);
}

void CareNetwork::send_on(ClientHandle handle, const Destination& destination) {
    Client& client = clients_[handle];
    // Those who board wait as long as it takes, but may not show at intake.
    if (client.place.exists()) {
        count_hold(client);
        leave_place(handle);
        update_clock(handle);
    }
    // Giving up ends care, also where it leads to another stage.
    if (destination.kind == Destination::Kind::join) {
        care_ends(handle);
        client.phase = Phase::away;
        client.heading = destination;
        client.timer = now_;
        schedule(now_, EventKind::request, first_stage(destination.first), handle, EventType::sent_on);
        return;
    }
    if (destination.kind == Destination::Kind::exit) {
        leave_model(handle, destination.exit);
        return;
    }
    client.phase = Phase::idle;
    care_ends(handle);
    release_if_gone(handle);
}

}  // namespace stepdown
