#include "scenario/sessions_section.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "random/keyed_stream.hpp"
#include "scenario/cases.hpp"
#include "scenario/did_you_mean.hpp"
#include "scenario/groups_section.hpp"
#include "scenario/program_text.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

RoleId read_by(const Node& node, const SectionContext& context) {
    const Node* by = stated(node, "by");
    return by != nullptr && by->is_scalar() ? role_named(by->text, by->place, context) : RoleId::none();
}

Ticks read_time(const Node& node, const char* key, Sign sign, const SectionContext& context) {
    const Node* value = stated(node, key);
    return value != nullptr ? read_duration(*value, sign, context.problems).value_or(0) : 0;
}

Cases<double> read_part(const Node& node, const char* key, const SectionContext& context) {
    const Node* value = stated(node, key);
    if (value == nullptr) return 1.0;
    const auto read = read_cases<double>(*value, context, [&](const Node& share) { return read_share(share, context.problems); });
    return read ? *read : Cases<double>(1.0);
}

/// Refuses work that no shift of the role has bookable time for.
void check_fits(RoleId id, Ticks booked, const SourcePlace& place, const SectionContext& context) {
    if (!id.exists()) return;
    const Role& role = context.model.roles[id.index()];
    const Ticks most = most_bookable(role);
    if (role.shifts.empty() || booked <= most) return;
    context.problems.error(
        place, "too-long-to-book",
        fmt::format("this books {:.0f} min, more than the {:.0f} min that a shift of `{}` can be booked for",
                    static_cast<double>(booked) / ticks_per_minute, static_cast<double>(most) / ticks_per_minute, role.name),
        "shorten it, or raise `bookable` or a shift's hours");
}

class SessionReader {
public:
    SessionReader(const Entry& entry, const std::string& path, const SectionContext& context)
        : entry_(entry), path_(path + ".sessions." + entry.key), context_(context) {}

    Session read() {
        const Node& node = entry_.value;
        Session session;
        session.name = entry_.key;
        session.draw_name = name_hash24(entry_.key);
        session.role = read_by(node, context_);
        session.length = read_time(node, "length", Sign::positive, context_);
        session.notes = read_time(node, "notes", Sign::not_negative, context_);
        session.travel = read_time(node, "travel", Sign::not_negative, context_);
        session.share = read_part(node, "share", context_);
        read_when(session);
        read_group(session);
        check_fits(session.role, session.booked(), node.place, context_);
        return session;
    }

private:
    void read_when(Session& session) {
        const Node& node = entry_.value;
        const Node* once = stated(node, "once");
        session.every = read_time(node, "every", Sign::positive, context_);
        if ((stated(node, "every") != nullptr) == (once != nullptr)) {
            context_.problems.error(node.place, "every-or-once", fmt::format("`{}` needs either `every` or `once`", path_),
                                    "such as `every: 1 w`, or `once: within 7 d`");
            return;
        }
        if (once != nullptr && once->is_scalar())
            session.within = accept(*once, parse_once(once->text), context_.problems).value_or(0);
    }

    void read_group(Session& session) {
        const Node* group = stated(entry_.value, "group");
        const Node* least = stated(entry_.value, "at_least");
        if (group != nullptr) session.group = read_whole_number(*group, Sign::positive, context_.problems).value_or(1);
        if (least != nullptr) session.at_least = read_whole_number(*least, Sign::positive, context_.problems).value_or(1);
        if (session.at_least <= session.group) return;
        context_.problems.error(least->place, "bad-group",
                                fmt::format("`{}` needs {} clients and takes {}", path_, session.at_least, session.group),
                                "`group` is the most, `at_least` the fewest");
    }

    const Entry& entry_;
    std::string path_;
    const SectionContext& context_;
};

std::optional<Authorization> authorization_of(const Node& value, const Stage& stage, const SectionContext& context) {
    Authorization read;
    read.first = read_time(value, "first", Sign::positive, context);
    read.then = stated(value, "then") != nullptr ? read_time(value, "then", Sign::positive, context) : read.first;
    if (const Node* share = stated(value, "continue")) read.continues = read_share(*share, context.problems).value_or(1.0);
    const Node* refused = stated(value, "refused");
    if (refused == nullptr || !refused->is_scalar()) return read;
    const OutcomeNameId id = context.names.outcome(refused->text);
    const auto& outcomes = stage.outcomes.outcomes;
    if (id.exists() && std::any_of(outcomes.begin(), outcomes.end(), [&](const Outcome& each) { return each.name == id; })) {
        read.refused = id;
        return read;
    }
    std::vector<std::string> known;
    for (const Outcome& outcome : outcomes) known.push_back(context.model.outcome_names[outcome.name.index()]);
    context.problems.error(refused->place, "unknown-outcome",
                           fmt::format("no stay in `{}` ends as `{}`", stage.name, refused->text),
                           did_you_mean(refused->text, known));
    return read;
}

}  // namespace

Ticks most_bookable(const Role& role) {
    Ticks most = 0;
    for (const Shift& shift : role.shifts)
        most = std::max(most, static_cast<Ticks>(role.terms.bookable * static_cast<double>(shift.paid())));
    return most;
}

std::optional<Intake> read_intake(const Node& node, const SectionContext& context) {
    const Node* section = stated(node, "intake");
    if (section == nullptr || !section->is_map()) return std::nullopt;
    Intake intake;
    intake.role = read_by(*section, context);
    intake.length = read_time(*section, "length", Sign::positive, context);
    intake.notes = read_time(*section, "notes", Sign::not_negative, context);
    intake.shows = read_part(*section, "shows", context);
    check_fits(intake.role, intake.length + intake.notes, section->place, context);
    return intake;
}

std::vector<Session> read_sessions(const Node& node, const Stage& stage, const SectionContext& context) {
    std::vector<Session> sessions;
    const Node* section = stated(node, "sessions");
    if (section == nullptr || !section->is_map()) return sessions;
    if (section->entries.empty()) {
        context.problems.error(section->place, "empty-section", fmt::format("`stages.{}.sessions` is empty", stage.name),
                               "name one at least");
    }
    if (section->entries.size() > 16) {
        context.problems.error(section->place, "too-many-names",
                               fmt::format("`{}` has more than 16 kinds of sessions", stage.name));
        return sessions;
    }
    for (const Entry& entry : section->entries) {
        if (entry.value.is_map()) sessions.push_back(SessionReader(entry, "stages." + stage.name, context).read());
    }
    return sessions;
}

std::optional<Authorizations> read_authorization(const Node& node, const Stage& stage, const SectionContext& context) {
    const Node* section = stated(node, "authorization");
    if (section == nullptr || !stage.is_care()) return std::nullopt;
    return read_cases<std::optional<Authorization>>(*section, context, seated_clients,
                                                    [&](const Node& value) -> std::optional<std::optional<Authorization>> {
                                                        if (value.is_map()) return authorization_of(value, stage, context);
                                                        return std::optional<Authorization>();
                                                    });
}

}  // namespace stepdown
