#include <catch2/catch.hpp>

#include <string>

#include "model/plain_words.hpp"
#include "support/small_models.hpp"

using namespace stepdown;

namespace {
std::string text_of(const Model& model) {
    std::string text;
    for (const std::string& line : plan_in_words(model, offered_load(model))) {
        CHECK(line.find('\n') == std::string::npos);
        text += line + "\n";
    }
    return text;
}

bool says(const std::string& text, const std::string& line) {
    INFO(text);
    INFO("wanted: " << line);
    const bool found = text.find(line + "\n") != std::string::npos;
    CHECK(found);
    return found;
}

SmallModel two_steps() {
    SmallModel small({"iop", "op"});
    small.model.name = "Two-step clinic";
    small.model.clock.warm_up = 26 * ticks_per_week;
    small.ask("adults", 44.0 * 12 / 365, {{0.6, "iop"}, {0.4, "op"}});
    small.stage("iop").places = 60;
    small.end_stays("iop", Distribution::exponential(40), {{0.55, "op"}, {0.45, "home"}});
    small.end_stays("op", Distribution::exponential(100), {{1.0, "home"}});
    return small;
}
}  // namespace

TEST_CASE("a simple plan is read back in sentences") {
    const std::string text = text_of(two_steps().model);
    says(text, "Two-step clinic");
    says(text,
         "The run counts 1 year from 2027-07-05, after a warm-up of 26 weeks that does not count; it is repeated 30 times.");
    says(text, "Adults ask 44 times a month.");
    says(text, "  They enter: 60% iop, 40% op.");
    says(text, "IOP: 60 seats; it needs 34.7 (58%).");
    says(text, "  completed: exponential, mean 40 d; then 55% op, 45% home.");
    says(text, "OP: unlimited; 106 would be there.");
    CHECK(text.find("about") == std::string::npos);
}

TEST_CASE("rules of waiting, moving and admission are said where they differ from the default") {
    SmallModel small = two_steps();
    Stage& iop = small.stage("iop");
    iop.waitlist.patience = Distribution::exponential(12.5);
    iop.waitlist.limit = 50;
    iop.waitlist.order = {OrderKey::priority, OrderKey::step_down_first, OrderKey::longest_wait};
    iop.boarding = {Boarding::Rule::boards, 5 * ticks_per_day};
    iop.transfer.takes = Distribution::fixed(1);
    iop.transfer.keeps_place = KeepsPlace::yes;
    iop.lag = Distribution::fixed(2);
    iop.turnaround = 4 * ticks_per_hour;
    iop.admits = WeeklyWindow(std::bitset<7>("0011111"), 9 * ticks_per_hour, 16 * ticks_per_hour);
    Reservation reservation;
    reservation.label = "adolescents";
    reservation.places = 1;
    iop.reserved.push_back(reservation);
    const std::string text = text_of(small.model);
    says(text, "  Its waitlist is served by priority, then step-downs, then the longest wait.");
    says(text, "  Who waits at home gives up after exponential, mean 12.5 d; then home.");
    says(text, "  Of those from outside care at most 50 may wait; further ones are turned away: home.");
    says(text, "  Whoever has no place ahead stays here for up to 5 d, then waits at home.");
    says(text, "  Moving on takes 1 d; the place here is kept meanwhile.");
    says(text, "  Clients are ready for it only after 2 d.");
    says(text, "  It admits mon-fri 09:00 to 16:00.");
    says(text, "  After each stay a seat is closed for 4 h.");
    says(text, "  1 seat is kept for adolescents.");
}

TEST_CASE("relapse, attributes and effects are said with their conditions") {
    SmallModel small = two_steps();
    Population& adults = small.model.populations[0];
    const AttributeId household = small.attribute(adults, "household", {{"supportive", 0.6}, {"unsafe", 0.4}});
    adults.enters = Cases<Routing>(
        {{small.attribute_is(household, 2), small.routing({{1.0, "iop"}})}, {{}, small.routing({{0.5, "op"}, {0.5, "home"}})}});
    Relapse& relapse = small.relapse(0.53, Distribution::weibull(0.724, 47.3), 0.49, {{1.0, "iop"}});
    relapse.stage_hazard[0] = 0.6;
    relapse.in_care = small.routing({{0.4, "stays"}, {0.6, "home"}});
    relapse.effects.push_back({"unsafe-home", small.attribute_is(household, 2), 1.3});
    const std::string text = text_of(small.model);
    says(text, "  household: 60% supportive, 40% unsafe");
    says(text, "  They enter: if household is unsafe: iop; otherwise: 50% op, 50% home.");
    says(text, "  The risk counts 1 at home and 0.6 in iop; in other care stages not at all.");
    says(text, "  Unsafe-home: 1.3 times the risk if household is unsafe.");
    says(text, "  After a relapse in care: 40% stay, 60% home.");
    CHECK(text.find("it needs about ") != std::string::npos);
    CHECK(text.find("as stated, about ") != std::string::npos);
}

TEST_CASE("changes and targets are listed with what they set") {
    SmallModel small = two_steps();
    small.model.changes.push_back(
        {"third-group", small.model.clock.start() + 30 * ticks_per_day, {SetPlaces{small.id("iop"), 72}}});
    Target target;
    target.text = "iop.access.within(7 d) >= 90%";
    small.model.targets.push_back(target);
    const std::string text = text_of(small.model);
    says(text, "    iop has 72 seats.");
    says(text, "  iop.access.within(7 d) >= 90%");
}
