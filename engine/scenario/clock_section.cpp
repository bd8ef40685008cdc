#include "scenario/clock_section.hpp"

#include <charconv>
#include <filesystem>

#include <fmt/format.h>

#include "scenario/calendar_text.hpp"
#include "scenario/metric_text.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

constexpr std::int64_t most_replications = 10'000'000;
/// The stopping rule looks first after this many.
constexpr std::int64_t first_look = 30;

std::optional<Ticks> whole_days(const Node& node, Sign sign, Diagnostics& problems) {
    const auto ticks = read_duration(node, sign, problems);
    if (!ticks || *ticks % ticks_per_day == 0) return ticks;
    problems.error(node.place, "not-whole-days", fmt::format("`{}` is no whole number of days", node.text),
                   "the run begins and ends at midnight");
    return std::nullopt;
}

std::int64_t replications_of(const Node& root, Diagnostics& problems) {
    const Node* node = stated(root, "replications");
    if (node == nullptr) return Model{}.replications;
    const auto count = read_whole_number(*node, Sign::positive, problems);
    if (!count) return Model{}.replications;
    if (*count > most_replications) {
        problems.error(node->place, "too-many-replications",
                       fmt::format("at most {} replications are possible", most_replications));
    }
    return *count;
}

}  // namespace

std::optional<Clock> read_clock(const Node& root, Diagnostics& problems) {
    const Node* clock = stated(root, "clock");
    if (clock == nullptr || !clock->is_map()) return std::nullopt;
    std::optional<std::chrono::sys_days> start;
    if (const Node* node = stated(*clock, "start"); node != nullptr && node->is_scalar()) {
        start = accept(*node, parse_date(node->text), problems);
    }
    std::optional<Ticks> warm_up = 0;
    if (const Node* node = stated(*clock, "warm_up")) warm_up = whole_days(*node, Sign::not_negative, problems);
    std::optional<Ticks> run;
    if (const Node* node = stated(*clock, "run")) run = whole_days(*node, Sign::positive, problems);
    if (!start || !warm_up || !run) return std::nullopt;
    if (*warm_up > longest_time - *run) {
        problems.error(clock->place, "horizon-too-long",
                       fmt::format("warm_up and run together are {} years; at most {} are possible",
                                   number_text(static_cast<double>((*warm_up / ticks_per_year) + (*run / ticks_per_year))),
                                   longest_time / ticks_per_year));
        return std::nullopt;
    }
    const auto first_day = *start - std::chrono::days(*warm_up / ticks_per_day);
    return Clock{Calendar(first_day), *warm_up, *run};
}

Parsed<std::uint64_t> parse_seed(std::string_view text) {
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (error == std::errc{} && end == text.data() + text.size() && !text.empty()) return Parsed<std::uint64_t>::of(seed);
    return Parsed<std::uint64_t>::refused("bad-seed", fmt::format("`{}` is no seed", text),
                                          "a seed is a whole number from 0 to 18446744073709551615");
}

void read_run(const Node& root, const RunOverrides& overrides, Model& model, Diagnostics& problems) {
    model.name = stated_text(root, "name").value_or(std::filesystem::path(root.place.file).stem().string());
    model.question = stated_text(root, "question").value_or("");
    if (const Node* left_out = stated(root, "leaves_out")) {
        for (const Node& item : left_out->items) {
            if (item.is_scalar()) model.leaves_out.push_back(item.text);
        }
    }
    if (const Node* seed = stated(root, "seed"); seed != nullptr && seed->is_scalar()) {
        model.seed = accept(*seed, parse_seed(seed->text), problems).value_or(model.seed);
    }
    model.seed = overrides.seed.value_or(model.seed);
    const Node* precision = stated(root, "precision");
    const Entry* replications = root.find_entry("replications");
    if (precision != nullptr && replications != nullptr && !overrides.replications) {
        problems.error(replications->key_place, "precision-and-replications",
                       "`precision` decides the number of replications, so `replications` cannot stand beside it",
                       "keep one of them");
    }
    model.replications = overrides.replications.value_or(replications_of(root, problems));
}

std::optional<Precision> read_precision(const Node& root, const RunOverrides& overrides, const SectionContext& context) {
    const Node* node = stated(root, "precision");
    if (node == nullptr || !node->is_map()) return std::nullopt;
    Precision precision;
    precision.at_most = 2000;
    std::optional<Metric> metric;
    if (const Node* name = stated(*node, "metric"); name != nullptr && name->is_scalar()) {
        metric = read_metric(name->text, name->place, context);
    }
    bool complete = metric.has_value();
    if (metric) precision.metric = *metric;
    if (const Node* width = stated(*node, "half_width"); width != nullptr && width->is_scalar() && metric) {
        const bool relative = !width->text.empty() && width->text.back() == '%';
        precision.kind = relative ? Precision::Kind::relative : Precision::Kind::absolute;
        const auto parsed = relative ? parse_ratio(width->text, Sign::positive) : parse_metric_value(width->text, *metric);
        const auto value = accept(*width, parsed, context.problems);
        complete = complete && value.has_value();
        precision.half_width = value.value_or(0.0);
        if (value && *value <= 0.0) {
            context.problems.error(width->place, "zero-number", "`half_width` must be above 0");
            complete = false;
        }
    }
    if (const Node* most = stated(*node, "at_most")) {
        const auto count = read_whole_number(*most, Sign::positive, context.problems);
        complete = complete && count.has_value();
        precision.at_most = count.value_or(precision.at_most);
        if (count && (*count < first_look || *count > most_replications)) {
            context.problems.error(
                most->place, "bad-precision",
                fmt::format("`at_most` lies between {} (the first look) and {}", first_look, most_replications));
            complete = false;
        }
    }
    if (!complete || overrides.replications) return std::nullopt;
    return precision;
}

}  // namespace stepdown
