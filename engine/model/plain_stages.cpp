// Each stage: what it needs of its places, how stays end and where they lead, and the rules of waiting and moving.

#include <cmath>

#include <fmt/format.h>

#include "model/model.hpp"
#include "model/plain_phrases.hpp"
#include "model/plain_sections.hpp"

namespace stepdown {

namespace {
std::string need_words(const Stage& stage, const StageLoad& load, const char* about) {
    if (!load.room)
        return fmt::format("{}: unlimited; {}{} would be there.", heading(stage.name), about, number_words(load.need));
    std::string text = fmt::format("{}: {} {}; it needs {}{}", heading(stage.name), number_words(*load.room),
                                   places_words(stage, *load.room), about, number_words(load.need));
    if (*load.room > 0.0) text += fmt::format(" ({:.0f}%)", 100.0 * load.need / *load.room);
    return text + ".";
}

void say_kind(const Stage& stage, Lines& lines) {
    std::vector<std::string> words;
    if (stage.level != Level::none) words.push_back(fmt::format("level {}", level_name(stage.level)));
    if (!stage.asam.empty()) words.push_back(fmt::format("ASAM {}", stage.asam));
    if (stage.kind == StageKind::housing) words.emplace_back("lived in beside care");
    if (stage.kind == StageKind::support) words.emplace_back("attended beside care");
    if (stage.kind != StageKind::care && stage.joins == Joins::after_care_starts) words.emplace_back("care does not wait for it");
    if (stage.requires_care == RequiresCare::yes) words.emplace_back("it ends when care ends");
    if (stage.belongs == Belongs::outside) words.emplace_back("not ours, so coming here is counted as a hand-off");
    if (!words.empty()) lines.push_back(fmt::format("  {}.", heading(listed(words, ", "))));
}

void say_load(const StageLoad& load, const char* about, Lines& lines) {
    if (load.arrivals_per_day <= 0.0) {
        lines.emplace_back("  Nobody comes here during the run.");
        return;
    }
    std::string text = fmt::format("  {}{} clients a week come and stay {} d on average", heading(about),
                                   number_words(7.0 * load.arrivals_per_day), number_words(load.stated_stay_days));
    const bool cut_short = load.effective_stay_days < 0.995 * load.stated_stay_days;
    if (cut_short)
        text += fmt::format(" as stated, about {} d as relapse or the end of care cuts it short",
                            number_words(load.effective_stay_days));
    lines.push_back(text + ".");
    if (load.held_days > 0.0) {
        lines.push_back(fmt::format("  After a stay its place is held {} d more on average until the move is done.",
                                    number_words(load.held_days)));
    }
    if (load.need_at_end)
        lines.push_back(fmt::format("  At the end of the run it needs about {}.", number_words(*load.need_at_end)));
}

std::string outcome_share_words(const OutcomeTable& table, std::size_t outcome, const Model& model) {
    std::size_t position = 0;
    return cases_words(model, table.shares,
                       [&](const Categorical&) { return percent_words(table.probabilities[position++][outcome]); });
}

void say_waiting(const Model& model, const Stage& stage, Lines& lines) {
    const Waitlist& waitlist = stage.waitlist;
    std::vector<std::string> order;
    for (const OrderKey key : waitlist.order) {
        order.emplace_back(key == OrderKey::priority          ? "priority"
                           : key == OrderKey::step_down_first ? "step-downs"
                                                              : "the longest wait");
    }
    if (order != std::vector<std::string>{"priority", "the longest wait"}) {
        lines.push_back(fmt::format("  Its waitlist is served by {}.", fmt::join(order, ", then ")));
    }
    if (waitlist.patience) {
        lines.push_back(fmt::format("  Who waits at home gives up after {}; then {}.", durations_words(model, *waitlist.patience),
                                    waitlist.gave_up.empty() ? "home" : routings_words(model, waitlist.gave_up)));
    }
    if (waitlist.limit) {
        lines.push_back(fmt::format("  Of those from outside care at most {} may wait; further ones are turned away: {}.",
                                    *waitlist.limit,
                                    waitlist.turned_away.empty() ? "home" : routings_words(model, waitlist.turned_away)));
    }
    if (stage.lag) lines.push_back(fmt::format("  Clients are ready for it only after {}.", durations_words(model, *stage.lag)));
    if (!stage.admits.always_open()) lines.push_back(fmt::format("  It admits {}.", window_words(stage.admits)));
    for (const Reservation& reservation : stage.reserved) {
        lines.push_back(
            fmt::format("  {} {} kept for {}.", reservation.places,
                        places_words(stage, static_cast<double>(reservation.places)) + (reservation.places == 1 ? " is" : " are"),
                        reservation.label));
    }
}

void say_leaving(const Model& model, const Stage& stage, Lines& lines) {
    if (stage.boarding.rule == Boarding::Rule::boards) {
        lines.push_back(stage.boarding.at_most
                            ? fmt::format("  Whoever has no place ahead stays here for up to {}, then waits at home.",
                                          duration_words(*stage.boarding.at_most))
                            : std::string("  Whoever has no place ahead stays here until there is one."));
    }
    if (stage.transfer.takes) {
        lines.push_back(fmt::format("  Moving on takes {}{}{}.", durations_words(model, *stage.transfer.takes),
                                    stage.transfer.keeps_place == KeepsPlace::yes ? "; the place here is kept meanwhile" : "",
                                    stage.transfer.books == BooksAhead::yes ? "; the place ahead is booked first" : ""));
    }
    if (stage.turnaround > 0) {
        lines.push_back(
            fmt::format("  After each stay a {} is closed for {}.", places_words(stage, 1.0), duration_words(stage.turnaround)));
    }
}

void say_relapse_hazards(const Model& model, Lines& lines) {
    const Relapse& relapse = *model.relapse;
    std::vector<std::string> words = {fmt::format("{} at home", number_words(relapse.home_hazard))};
    for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
        const double hazard = relapse.stage_hazard[stage];
        const bool is_default = hazard == (model.stages[stage].is_care() ? 0.0 : 1.0);
        if (!is_default) words.push_back(fmt::format("{} in {}", number_words(hazard), model.stages[stage].name));
    }
    lines.push_back(fmt::format("  The risk counts {}; in other care stages not at all.", listed(words)));
    for (const RelapseEffect& effect : relapse.effects) {
        lines.push_back(fmt::format("  {}: {} times the risk{}.", heading(effect.name), number_words(effect.times),
                                    effect.when.always() ? "" : " if " + condition_words(model, effect.when)));
    }
}
}  // namespace

namespace {
std::string attended_words(const AttendedStay& stay) {
    const double hours = static_cast<double>(stay.amount) / static_cast<double>(ticks_per_hour);
    std::string text = stay.counts == AttendedStay::Counts::hours ? fmt::format("until {} h are attended", number_words(hours))
                       : stay.counts == AttendedStay::Counts::attended_meetings
                           ? fmt::format("until {} meetings are attended", stay.amount)
                           : fmt::format("for {} meetings", stay.amount);
    if (stay.at_most) text += fmt::format(", {} at most", duration_words(*stay.at_most));
    return text;
}

std::string stay_words(const Model& model, const Outcome& outcome) {
    if (!outcome.attended) return durations_words(model, outcome.stay);
    return cases_words(model, *outcome.attended, attended_words);
}
}  // namespace

Lines outcome_lines(const Model& model, const OutcomeTable& table) {
    Lines lines;
    for (std::size_t position = 0; position < table.outcomes.size(); ++position) {
        const Outcome& outcome = table.outcomes[position];
        const std::string words = table.outcomes.size() == 1 ? "" : outcome_share_words(table, position, model);
        const bool has_cases = words.rfind("if ", 0) == 0;
        const std::string before = words.empty() || has_cases ? "" : words + " ";
        const std::string after = has_cases ? fmt::format(" ({})", words) : "";
        lines.push_back(fmt::format("{}{}{}: {}; then {}.", before, model.outcome_names[outcome.name.index()], after,
                                    stay_words(model, outcome), routings_words(model, outcome.next)));
    }
    return lines;
}

void say_stages(const Model& model, const OfferedLoad& load, Lines& lines) {
    const char* about = load.approximate ? "about " : "";
    for (std::size_t position = 0; position < model.stages.size(); ++position) {
        const Stage& stage = model.stages[position];
        lines.emplace_back("");
        lines.push_back(need_words(stage, load.stages[position], about));
        say_kind(stage, lines);
        say_load(load.stages[position], about, lines);
        say_staffing(model, stage, lines);
        say_program(model, stage, lines);
        for (const std::string& line : outcome_lines(model, stage.outcomes)) lines.push_back("  " + line);
        say_waiting(model, stage, lines);
        say_leaving(model, stage, lines);
    }
}

void say_relapse(const Model& model, Lines& lines) {
    if (!model.relapse) return;
    const Relapse& relapse = *model.relapse;
    lines.emplace_back("");
    lines.push_back(fmt::format("Relapse: {}.", cases_words(model, relapse.law, [](const RelapseLaw& law) {
                                    return fmt::format("{} of spells end in it if nothing holds it back, after {}",
                                                       percent_words(law.susceptible), law_words(law.time));
                                })));
    lines.emplace_back("  A spell begins on first entering care, on leaving a bed stage, and at a relapse in care.");
    say_relapse_hazards(model, lines);
    if (!relapse.in_care.empty())
        lines.push_back(fmt::format("  After a relapse in care: {}.", routings_words(model, relapse.in_care)));
    const RelapseAtHome& at_home = relapse.at_home;
    if (!at_home.to.empty() && !at_home.after.empty()) {
        lines.push_back(fmt::format("  After a relapse at home {} come back, after {}: {}.",
                                    cases_words(model, at_home.returns, [](double share) { return percent_words(share); }),
                                    durations_words(model, at_home.after), routings_words(model, at_home.to)));
    }
}

}  // namespace stepdown
