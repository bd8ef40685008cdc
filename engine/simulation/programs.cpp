// What a client attends in a stay: hours, meetings, weeks; effects of missing them; who pays, and until when.
#include "simulation/care_network.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace stepdown {

namespace {

bool needs_program(const Stage& stage) { return stage.has_program() || stage.authorization || stage.money.revenue; }

/// The least hours of a week that the stage asks for; 0 for none.
Ticks least_hours(const Stage& stage) {
    const auto band = hour_band(stage);
    return band && stage.has_program() ? band->at_least : 0;
}

/// Whether what the test asks for stays as it is from admission until the place is left.
bool is_fixed_in_stay(const Test& test) {
    return test.subject == Test::Subject::attribute || test.subject == Test::Subject::population ||
           test.subject == Test::Subject::track;
}

bool attendance_is_fixed(const Stage& stage) {
    const auto& cases = stage.attendance.list();
    return std::all_of(cases.begin(), cases.end(), [](const auto& one) {
        return std::all_of(one.when.tests.begin(), one.when.tests.end(), is_fixed_in_stay);
    });
}

/// The fewest missed in a row with which any of the stage's effects may hold.
std::int64_t effects_from_missed(const Stage& stage) {
    std::int64_t fewest = std::numeric_limits<std::int64_t>::max();
    for (const StageEffect& effect : stage.effects) {
        std::int64_t least = 0;
        for (const Test& test : effect.when.tests) {
            if (test.subject == Test::Subject::missed_in_a_row) least = std::max(least, test.at_least);
        }
        fewest = std::min(fewest, least);
    }
    return fewest;
}

}  // namespace

void CareNetwork::prepare_programs() {
    const std::size_t roles = model_.roles.size();
    queues_of_role_.resize(roles);
    led_by_role_.resize(roles);
    covered_by_.resize(roles);
    leads_next_.assign(roles, never);
    is_noted_.assign(roles, 0);
    for (std::size_t role = 0; role < roles; ++role) {
        for (const RoleId covered : model_.roles[role].covers) {
            covered_by_[covered.index()].push_back(RoleId(role));
            covers_.emplace_back(RoleId(role), covered);
        }
    }
    for (std::size_t position = 0; position < stages_.size(); ++position) {
        const Stage& stage = model_.stages[position];
        StageState& state = stages_[position];
        state.seats = GroupSeats(stage, is_twin() ? GroupSeats::Limits::lifted : GroupSeats::Limits::apply);
        state.first_meeting = meetings_.size();
        state.least_hours = least_hours(stage);
        state.attendance_is_fixed = attendance_is_fixed(stage);
        state.effects_from_missed = effects_from_missed(stage);
        has_programs_ = has_programs_ || needs_program(stage);
        most_sessions_ = std::max(most_sessions_, stage.sessions.size());
        state.mixed_causes = state.mixed_causes || !stage.tracks.empty() || stage.intake;
        const auto add = [&](WorkQueue queue) {
            queues_of_role_[queue.role.index()].push_back(static_cast<std::uint32_t>(works_.size()));
            return works_.add_queue(queue);
        };
        if (const auto& intake = stage.intake) {
            state.intake_queue =
                add({StageId(position), WorkQueue::intake, intake->role, intake->length, intake->length + intake->notes});
        }
        for (std::size_t index = 0; index < stage.sessions.size(); ++index) {
            const Session& session = stage.sessions[index];
            state.session_queues.push_back(
                add({StageId(position), index, session.role, session.length, session.booked(), session.group, session.at_least}));
        }
        for (std::size_t track = 0; track < stage.tracks.size(); ++track) {
            for (const Leaders& leaders : stage.leaders) led_by_role_[leaders.role.index()].push_back(meetings_.size());
            MeetingState meeting;
            meeting.stage = StageId(position);
            meeting.track = static_cast<std::uint8_t>(track);
            meetings_.push_back(std::move(meeting));
            schedule_meeting(meetings_.size() - 1, 0);
        }
    }
}

ClientHandle CareNetwork::take_client() {
    const ClientHandle handle = clients_.take();
    if (has_programs_ && programs_.size() < clients_.slots()) {
        programs_.resize(clients_.slots());
        client_sessions_.resize(clients_.slots() * most_sessions_);
    }
    return handle;
}

void CareNetwork::begin_program(ClientHandle handle, StageId stage) {
    if (!has_programs_) return;
    Client& client = clients_[handle];
    const Stage& declared = stage_of(stage);
    Program& program = program_of(handle);
    const Ticks episode_hours = client.in_episode ? program.episode_hours : 0;
    program = Program{.track = program.track_ahead, .group = program.group_ahead, .episode_hours = episode_hours};
    if (program.track != no_track && program.group == Program::no_group)
        program.group = state_of(stage).seats.join(program.track, handle, Attendee::order_of(client));
    program.week_began = now_;
    if (state_of(stage).attendance_is_fixed) program.attendance = choose(declared.attendance, handle);
    if (declared.money.revenue) program.revenue = &choose(*declared.money.revenue, handle);
    if (declared.authorization) {
        const auto& authorization = choose(*declared.authorization, handle);
        if (authorization) {
            program.authorization = &*authorization;
            program.authorized_until = now_ + authorization->first;
            schedule(program.authorized_until, EventKind::ends, stage, handle, EventType::authorization_ends);
        }
    }
}

void CareNetwork::end_program(ClientHandle handle) {
    if (!has_programs_) return;
    Client& client = clients_[handle];
    const StageId stage = client.place;
    if (!needs_program(stage_of(stage))) return;
    Program& program = program_of(handle);
    ProgramRecorder& sums = recorder_.program();
    close_weeks(handle);
    count_earned_days(handle);
    const bool paid = program.unpaid_since == never;
    if (program.revenue != nullptr && program.revenue->unit == Revenue::Unit::stay && paid)
        sums.earned(stage, program.revenue->amount, now_);
    if (program.authorization != nullptr) {
        const Ticks authorized_to = std::min(now_, program.unpaid_since);
        sums.reviewed(stage, recorder_.groups_of_class(client.group_class), authorized_to - client.admitted, now_ - authorized_to,
                      now_);
    }
    end_sessions(handle, stage);
    if (program.track != no_track) {
        GroupSeats& seats = state_of(stage).seats;
        if (program.group != Program::no_group) {
            seats.leave(program.track, {Attendee::order_of(client), handle, program.group});
        } else {
            seats.give_back(program.track);
        }
    }
    program =
        Program{.track_ahead = program.track_ahead, .group_ahead = program.group_ahead, .episode_hours = program.episode_hours};
}

void CareNetwork::attend(ClientHandle handle, Ticks length, bool is_session) {
    const Client& client = clients_[handle];
    Program& program = program_of(handle);
    ProgramRecorder& sums = recorder_.program();
    sums.attended(client.place, recorder_.groups_of_class(client.group_class), length, now_);
    if (now_ >= program.week_began + ticks_per_week) close_weeks(handle);
    program.hours += length;
    program.week_hours += length;
    program.episode_hours += length;
    program.missed_in_a_row = 0;
    if (program.revenue == nullptr || program.unpaid_since != never) return;
    const double amount = program.revenue->amount;
    switch (program.revenue->unit) {
        case Revenue::Unit::attended_hour:
            sums.earned(client.place, amount * static_cast<double>(length) / static_cast<double>(ticks_per_hour), now_);
            break;
        case Revenue::Unit::attended_day:
            if (const std::int64_t day = day_number(now_); day != std::exchange(program.earned_on, day))
                sums.earned(client.place, amount, now_);
            break;
        case Revenue::Unit::session:
            if (is_session) sums.earned(client.place, amount, now_);
            break;
        default: break;
    }
}

bool CareNetwork::attended_enough(const Program& program) const {
    if (program.attended_stay == nullptr) return false;
    switch (program.attended_stay->counts) {
        case AttendedStay::Counts::hours: return program.hours >= program.attended_stay->amount;
        case AttendedStay::Counts::attended_meetings: return program.attended >= program.attended_stay->amount;
        case AttendedStay::Counts::meetings: return program.meetings >= program.attended_stay->amount;
    }
    return false;
}

void CareNetwork::review_attendance(ClientHandle handle) {
    if (clients_[handle].phase != Phase::in_stay) return;
    Program& program = program_of(handle);
    if (attended_enough(program)) {
        ++events_;
        stay_ended(handle);
    } else if (program.missed_in_a_row < state_of(clients_[handle].place).effects_from_missed) {
        program.effects_true = 0;
    } else {
        test_effects(handle);
    }
}

bool CareNetwork::test_effects(ClientHandle handle) {
    const StageId stage = clients_[handle].place;
    Program& program = program_of(handle);
    const auto& effects = stage_of(stage).effects;
    for (std::size_t index = 0; index < effects.size(); ++index) {
        const std::uint32_t bit = 1U << index;
        const bool holds = effects[index].when.holds(facts(handle));
        const bool held = (program.effects_true & bit) != 0;
        program.effects_true = holds ? program.effects_true | bit : program.effects_true & ~bit;
        if (!holds || held) continue;
        const std::uint32_t visit = clients_.history(handle, stage).visits;
        const std::uint32_t test = (visit << 10 | (++program.effect_tests & 0x3FFU)) & 0xFFFFFU;
        const DrawKey key =
            client_key(clients_[handle], Purpose::stage_effect, stage_of(stage).draw_name ^ effects[index].draw_name, test);
        const bool comes_true = unit_double(word64(draw_block(key_, key), 0)) < effects[index].share;
        if (comes_true && end_as(handle, effects[index].outcome)) return true;
    }
    return false;
}

/// Ends the stay with another outcome than the one drawn, where the stage still has it.
bool CareNetwork::end_as(ClientHandle handle, OutcomeNameId name) {
    for (const Outcome& outcome : state_of(clients_[handle].place).outcomes->outcomes) {
        if (outcome.name != name) continue;
        clients_[handle].outcome = &outcome;
        ++events_;
        stay_ended(handle);
        return true;
    }
    return false;
}

void CareNetwork::close_weeks(ClientHandle handle) {
    const Client& client = clients_[handle];
    const Ticks least = state_of(client.place).least_hours;
    if (least == 0) return;
    Program& program = program_of(handle);
    while (now_ >= program.week_began + ticks_per_week) {
        program.week_began += ticks_per_week;
        recorder_.program().week_ended(client.place, recorder_.groups_of_class(client.group_class), program.week_hours >= least,
                                       program.week_began);
        program.week_hours = 0;
    }
}

void CareNetwork::count_earned_days(ClientHandle handle) {
    const Client& client = clients_[handle];
    const Program& program = program_of(handle);
    if (program.revenue == nullptr || program.revenue->unit != Revenue::Unit::day) return;
    recorder_.program().earned_by_day(client.place, program.revenue->amount, client.admitted,
                                      std::min(now_, program.unpaid_since));
}

void CareNetwork::authorization_ends(ClientHandle handle) {
    const Client& client = clients_[handle];
    Program& program = program_of(handle);
    if (!client.place.exists() || program.authorization == nullptr || program.authorized_until != now_) return;
    const StageId stage = client.place;
    const std::uint32_t visit = clients_.history(handle, stage).visits;
    const std::uint32_t review = (visit << 10 | (++program.reviews & 0x3FFU)) & 0xFFFFFU;
    const DrawKey key = client_key(client, Purpose::authorization, stage_of(stage).draw_name, review);
    if (unit_double(word64(draw_block(key_, key), 0)) < program.authorization->continues) {
        program.authorized_until = now_ + program.authorization->then;
        schedule(program.authorized_until, EventKind::ends, stage, handle, EventType::authorization_ends);
        return;
    }
    count_earned_days(handle);
    program.unpaid_since = now_;
    program.authorized_until = never;
    if (program.revenue != nullptr && program.revenue->unit == Revenue::Unit::day) program.revenue = nullptr;
    if (client.phase == Phase::in_stay && program.authorization->refused.exists()) end_as(handle, program.authorization->refused);
}

}  // namespace stepdown
