#include "scenario/stages_section.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/attended_stays.hpp"
#include "scenario/calendar_text.hpp"
#include "scenario/did_you_mean.hpp"
#include "scenario/distributions.hpp"
#include "scenario/groups_section.hpp"
#include "scenario/outcomes_section.hpp"
#include "scenario/section_values.hpp"
#include "scenario/sessions_section.hpp"
#include "scenario/staff_section.hpp"
#include "scenario/waitlist_section.hpp"

namespace stepdown {

namespace {

class StageReader {
public:
    StageReader(const Entry& entry, StageId id, const SectionContext& context)
        : node_(entry.value), path_("stages." + entry.key), id_(id), context_(context), stage_(context.stage(id)) {}

    Stage read() {
        if (!node_.is_map()) return stage_;
        read_label();
        read_groups(node_, stage_, context_);
        read_capacity();
        read_reserved();
        stage_.caseload = read_caseload(node_, context_);
        stage_.staffed_by = read_staffed_by(node_, path_, context_);
        read_program();
        stage_.outcomes = read_outcomes(node_, id_, context_);
        approximate_attended_stays(stage_, stage_.outcomes);
        check_attended(node_, stage_, stage_.outcomes, context_);
        stage_.effects = read_effects(node_, stage_, context_);
        stage_.authorization = read_authorization(node_, stage_, context_);
        read_boarding();
        read_transfer();
        stage_.waitlist = read_waitlist(node_, stage_.name, context_);
        if (const Node* lag = stated(node_, "lag"))
            stage_.lag = read_distribution_cases(*lag, fmt::format("`{}.lag`", path_), context_);
        read_admits();
        if (const Node* turnaround = stated(node_, "turnaround")) {
            stage_.turnaround = read_duration(*turnaround, Sign::not_negative, context_.problems).value_or(0);
        }
        read_housing();
        return stage_;
    }

private:
    void refuse(const SourcePlace& place, const char* code, std::string message, std::string hint = "") {
        context_.problems.error(place, code, std::move(message), std::move(hint));
    }

    void read_program() {
        if (!stage_.is_care()) return;
        stage_.intake = read_intake(node_, context_);
        stage_.sessions = read_sessions(node_, stage_, context_);
    }

    void read_label() {
        stage_.level = level_named(stage_.name).value_or(Level::none);
        if (const auto word = stated_text(node_, "level")) stage_.level = level_named(*word).value_or(Level::none);
        stage_.asam = stated_text(node_, "asam").value_or("");
        if (stated_truth(node_, "outside").value_or(false)) stage_.belongs = Belongs::outside;
    }

    void read_capacity() {
        const Entry* beds = node_.find_entry("beds");
        const Entry* slots = node_.find_entry("slots");
        if (beds != nullptr && slots != nullptr) {
            refuse(slots->key_place, "beds-and-slots", fmt::format("`{}` states both `beds` and `slots`", path_),
                   "`beds` are for residential care, `slots` for day and visit programs");
        }
        stage_.places = read_places(node_, context_.problems);
        stage_.places_are_seats = beds == nullptr && slots == nullptr && !stage_.tracks.empty();
        if (stage_.places_are_seats) stage_.places = stage_.seats();
        if (stage_.belongs == Belongs::outside && stage_.places) {
            refuse((beds != nullptr ? beds : slots)->key_place, "outside-has-places",
                   fmt::format("`{}` belongs to another organization, so its places are not counted", path_), "leave them out");
        }
    }

    void read_reserved() {
        const Node* reserved = stated(node_, "reserved");
        if (reserved == nullptr || !reserved->is_map()) return;
        std::int64_t sum = 0;
        for (const Entry& entry : reserved->entries) {
            const auto who = read_holder(entry);
            const auto places = read_whole_number(entry.value, Sign::not_negative, context_.problems);
            sum += places.value_or(0);
            if (who && places) stage_.reserved.push_back({entry.key, *who, *places});
        }
        if (!stage_.places) {
            refuse(reserved->place, "reserved-without-places",
                   fmt::format("`{}` has unlimited places, so none can be reserved", path_));
        } else if (sum > *stage_.places) {
            refuse(reserved->place, "too-many-reserved", fmt::format("`{}` reserves {} of {} places", path_, sum, *stage_.places),
                   "reserve at most all of them");
        }
    }

    /// Whom a reservation is for: a population, or `attribute=value`.
    std::optional<Test> read_holder(const Entry& entry) {
        const auto equals = entry.key.find('=');
        if (equals == std::string::npos) return population_test(entry);
        const std::string name = entry.key.substr(0, equals);
        const std::string value = entry.key.substr(equals + 1);
        const AttributeId id = context_.names.attribute(name);
        if (!id.exists()) {
            refuse(entry.key_place, "unknown-attribute", fmt::format("no population has an attribute `{}`", name),
                   did_you_mean(name, context_.names.attribute_names()));
            return std::nullopt;
        }
        const auto& values = context_.model.attributes[id.index()].values;
        const auto found = std::find(values.begin(), values.end(), value);
        if (found == values.end()) {
            refuse(entry.key_place, "unknown-value", fmt::format("`{}` is no value of `{}`", value, name),
                   did_you_mean(value, values));
            return std::nullopt;
        }
        Test test{.subject = Test::Subject::attribute, .attribute = id, .accepted = std::vector<char>(values.size() + 1, 0)};
        test.accepted[static_cast<std::size_t>(found - values.begin()) + 1] = 1;
        return test;
    }

    /// `payer=medicaid` for `medicaid`, when that is a value of an attribute; nothing otherwise.
    std::string attribute_with_value(const std::string& value) const {
        for (const Attribute& attribute : context_.model.attributes) {
            const auto& values = attribute.values;
            if (std::find(values.begin(), values.end(), value) != values.end()) return attribute.name + "=" + value;
        }
        return "";
    }

    std::optional<Test> population_test(const Entry& entry) {
        const PopulationId id = context_.names.population(entry.key);
        if (!id.exists()) {
            const std::string as_value = attribute_with_value(entry.key);
            refuse(entry.key_place, "unknown-population", fmt::format("there is no population `{}`", entry.key),
                   as_value.empty() ? did_you_mean(entry.key, context_.names.population_names())
                                    : fmt::format("did you mean `{}`?", as_value));
            return std::nullopt;
        }
        Test test{.subject = Test::Subject::population,
                  .attribute = {},
                  .accepted = std::vector<char>(context_.model.populations.size(), 0)};
        test.accepted[id.index()] = 1;
        return test;
    }

    void read_boarding() {
        const Node* boarding = stated(node_, "boarding");
        if (boarding == nullptr) return;
        if (boarding->is_scalar() && boarding->text == "true") stage_.boarding.rule = Boarding::Rule::boards;
        if (!boarding->is_map()) return;
        stage_.boarding.rule = Boarding::Rule::boards;
        if (const Node* most = stated(*boarding, "at_most")) {
            stage_.boarding.at_most = read_duration(*most, Sign::positive, context_.problems);
        }
    }

    void read_transfer() {
        const Node* transfer = stated(node_, "transfer");
        if (transfer == nullptr || !transfer->is_map()) return;
        if (const Node* takes = stated(*transfer, "takes")) {
            stage_.transfer.takes = read_distribution_cases(*takes, fmt::format("`{}.transfer.takes`", path_), context_);
        }
        if (stated_truth(*transfer, "keeps_place").value_or(false)) stage_.transfer.keeps_place = KeepsPlace::yes;
        if (stated_truth(*transfer, "books").value_or(false)) stage_.transfer.books = BooksAhead::yes;
    }

    std::optional<Ticks> time_of(const Node& admits, const char* key, DayEdge edge, Ticks fallback) {
        const Node* node = stated(admits, key);
        if (node == nullptr || !node->is_scalar()) return fallback;
        return accept(*node, parse_time_of_day(node->text, edge), context_.problems);
    }

    void read_admits() {
        const Node* admits = stated(node_, "admits");
        if (admits == nullptr || !admits->is_map()) return;
        std::optional<std::bitset<7>> days = std::bitset<7>().set();
        if (const Node* node = stated(*admits, "days"); node != nullptr && !node->is_map())
            days = accept(*node, parse_weekdays(*node), context_.problems);
        const auto from = time_of(*admits, "from", DayEdge::begin, 0);
        const auto to = time_of(*admits, "to", DayEdge::end, ticks_per_day);
        if (!days || !from || !to) return;
        if (*from == *to) {
            refuse(admits->place, "empty-window", fmt::format("`{}.admits` begins and ends at the same time", path_),
                   "leave out `from` and `to` for the whole day");
            return;
        }
        const bool always = days->all() && *from == 0 && *to == ticks_per_day;
        if (!always) stage_.admits = WeeklyWindow(*days, *from, *to);
    }

    void read_housing() {
        if (const auto word = stated_text(node_, "joins"); word == "after_care_starts") stage_.joins = Joins::after_care_starts;
        if (stated_truth(node_, "requires_care").value_or(false)) stage_.requires_care = RequiresCare::yes;
        if (!stage_.is_care()) return;
        for (const char* key : {"joins", "requires_care"}) {
            if (const Entry* entry = node_.find_entry(key)) {
                refuse(entry->key_place, "only-beside-care", fmt::format("`{}` is only for housing and support stages", key),
                       "is `kind: housing` or `kind: support` missing?");
            }
        }
    }

    const Node& node_;
    std::string path_;
    StageId id_;
    const SectionContext& context_;
    Stage stage_;
};

}  // namespace

Stage read_stage(const Entry& entry, StageId id, const SectionContext& context) { return StageReader(entry, id, context).read(); }

Places read_places(const Node& stage, Diagnostics& problems) {
    const Node* node = stated(stage, "beds");
    if (node == nullptr) node = stated(stage, "slots");
    if (node == nullptr || (node->is_scalar() && node->text == "unlimited")) return std::nullopt;
    if (!node->is_scalar()) return std::nullopt;
    auto parsed = parse_whole_number(node->text, Sign::not_negative);
    if (parsed.code == "not-a-number" && parsed.hint.empty()) parsed.hint = "or `unlimited`";
    return accept(*node, parsed, problems);
}

}  // namespace stepdown
