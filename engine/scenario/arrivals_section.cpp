#include "scenario/arrivals_section.hpp"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "scenario/arrival_trace.hpp"
#include "scenario/calendar_text.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

constexpr std::array<double, 12> days_of_month = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// Reads one profile: factors for parts of a cycle, 1 where nothing is stated.
class ProfileReader {
public:
    ProfileReader(const Node& profile, Diagnostics& problems) : profile_(profile), problems_(problems) {}

    /// `parts_of` turns a key into the positions that it covers, or nothing after reporting why not.
    template <std::size_t size, class PartsOf>
    std::array<double, size> read(PartsOf parts_of, const std::array<double, size>& weights) {
        std::array<double, size> factors;
        factors.fill(1.0);
        std::array<bool, size> is_stated{};
        for (const Entry& entry : profile_.entries) {
            const auto factor = read_ratio(entry.value, Sign::not_negative, problems_);
            for (const std::size_t part : parts_of(entry)) {
                if (is_stated[part]) {
                    problems_.error(entry.key_place, "stated-twice", fmt::format("part of `{}` is stated before", entry.key));
                }
                is_stated[part] = true;
                factors[part] = factor.value_or(1.0);
            }
        }
        return scaled(factors, weights);
    }

private:
    template <std::size_t size>
    std::array<double, size> scaled(std::array<double, size> factors, const std::array<double, size>& weights) {
        double sum = 0.0;
        double cycle = 0.0;
        for (std::size_t i = 0; i < size; ++i) {
            sum += factors[i] * weights[i];
            cycle += weights[i];
        }
        if (!(sum > 0.0)) {
            problems_.error(profile_.place, "empty-profile", "every factor of this profile is 0",
                            "nobody would ever ask; leave one above 0");
            return factors;
        }
        for (double& factor : factors) factor *= cycle / sum;
        return factors;
    }

    const Node& profile_;
    Diagnostics& problems_;
};

template <std::size_t size>
std::array<double, size> even() {
    std::array<double, size> weights;
    weights.fill(1.0);
    return weights;
}

void read_profiles(const Node& node, Arrivals& arrivals, Diagnostics& problems) {
    if (const Node* profile = stated(node, "by_weekday"); profile != nullptr && profile->is_map()) {
        arrivals.by_weekday = ProfileReader(*profile, problems)
                                  .read(
                                      [&](const Entry& entry) {
                                          std::vector<std::size_t> parts;
                                          const auto days = parse_weekdays(entry.key);
                                          if (!days) problems.error(entry.key_place, days.code, days.problem, days.hint);
                                          for (std::size_t day = 0; days && day < 7; ++day) {
                                              if ((*days)[day]) parts.push_back(day);
                                          }
                                          return parts;
                                      },
                                      even<7>());
    }
    if (const Node* profile = stated(node, "by_month"); profile != nullptr && profile->is_map()) {
        arrivals.by_month = ProfileReader(*profile, problems)
                                .read(
                                    [&](const Entry& entry) {
                                        const auto month = parse_month(entry.key);
                                        if (!month) problems.error(entry.key_place, month.code, month.problem, month.hint);
                                        return month ? std::vector<std::size_t>{*month} : std::vector<std::size_t>{};
                                    },
                                    days_of_month);
    }
    if (const Node* profile = stated(node, "by_hour"); profile != nullptr && profile->is_map()) {
        arrivals.by_hour = ProfileReader(*profile, problems)
                               .read(
                                   [&](const Entry& entry) {
                                       std::vector<std::size_t> parts;
                                       const auto hours = parse_hour_range(entry.key);
                                       if (!hours) problems.error(entry.key_place, hours.code, hours.problem, hours.hint);
                                       for (unsigned hour = hours ? (*hours).from : 24; hours && hour < (*hours).to; ++hour)
                                           parts.push_back(hour);
                                       return parts;
                                   },
                                   even<24>());
    }
}

std::optional<std::chrono::sys_days> stated_date(const Node& map, const char* key, Diagnostics& problems) {
    const Node* node = stated(map, key);
    if (node == nullptr || !node->is_scalar()) return std::nullopt;
    return accept(*node, parse_date(node->text), problems);
}

void read_surge(const Entry& entry, Arrivals& arrivals, const SectionContext& context) {
    const auto from = stated_date(entry.value, "from", context.problems);
    const auto to = stated_date(entry.value, "to", context.problems);
    std::optional<double> times;
    if (const Node* node = stated(entry.value, "times")) times = read_ratio(*node, Sign::not_negative, context.problems);
    if (!from || !to) return;
    if (*from >= *to) {
        context.problems.error(entry.value.place, "bad-surge", fmt::format("surge `{}` ends before it begins", entry.key),
                               "`to` is the first day after it");
        return;
    }
    if (!times || !context.knows_clock()) return;
    const Clock& clock = context.model.clock;
    const Surge surge{entry.key, clock.calendar.start_of(*from), clock.calendar.start_of(*to), *times};
    if (surge.to <= clock.start() || surge.from >= clock.end()) {
        context.problems.warning(entry.key_place, "touches-no-measured-day",
                                 fmt::format("surge `{}` touches no measured day", entry.key));
    }
    arrivals.surges.push_back(surge);
}

void read_growth(const Node& node, Arrivals& arrivals, Diagnostics& problems) {
    const Node* growth = stated(node, "growth");
    if (growth == nullptr || !growth->is_scalar()) return;
    const auto rate = accept(*growth, parse_share_rate(growth->text, Sign::any), problems);
    if (!rate) return;
    arrivals.growth = rate->per_year();
    if (arrivals.growth <= -1.0 || arrivals.growth > 100.0) {
        problems.error(growth->place, "bad-growth", "growth lies between -100% and 10000% per year");
    }
}

/// Which of rate, every and trace the map states; exactly one, or an error.
void read_kind(const Node& node, const std::string& what, Arrivals& arrivals, const SectionContext& context) {
    std::vector<const Entry*> found;
    for (const char* key : {"rate", "every", "trace"}) {
        if (const Entry* entry = node.find_entry(key)) found.push_back(entry);
    }
    if (found.empty()) {
        context.problems.error(node.place, "no-arrivals", fmt::format("{} does not say how many ask", what),
                               "write `rate: 9 per day`, `every: 4 h` or `trace: referrals.csv`");
    }
    if (found.size() > 1) {
        context.problems.error(found[1]->key_place, "two-arrivals",
                               fmt::format("{} states both `{}` and `{}`", what, found[0]->key, found[1]->key),
                               "keep one of them");
    }
    if (found.size() != 1 || !found.front()->value.is_scalar()) return;
    const Node& value = found.front()->value;
    if (found.front()->key == "rate") {
        if (const auto rate = accept(value, parse_rate(value.text), context.problems)) arrivals.per_day = rate->per_day();
    } else if (found.front()->key == "every") {
        arrivals.kind = Arrivals::Kind::regular;
        if (const auto ticks = read_duration(value, Sign::positive, context.problems)) arrivals.per_day = 1.0 / to_days(*ticks);
    } else {
        arrivals.kind = Arrivals::Kind::trace;
        arrivals.trace = read_arrival_trace(value, context);
    }
}

}  // namespace

Arrivals read_arrivals(const Node& node, const std::string& what, const SectionContext& context) {
    Arrivals arrivals;
    if (node.is_scalar()) {
        if (const auto rate = accept(node, parse_rate(node.text), context.problems)) arrivals.per_day = rate->per_day();
        return arrivals;
    }
    if (!node.is_map()) return arrivals;
    read_kind(node, what, arrivals, context);
    read_profiles(node, arrivals, context.problems);
    read_growth(node, arrivals, context.problems);
    if (const Node* surges = stated(node, "surges"); surges != nullptr) {
        for (const Entry& entry : surges->entries) read_surge(entry, arrivals, context);
    }
    if (arrivals.kind == Arrivals::Kind::trace) {
        for (const char* key : {"by_weekday", "by_month", "by_hour", "growth", "surges"}) {
            if (const Entry* entry = node.find_entry(key)) {
                context.problems.error(entry->key_place, "trace-with-profile",
                                       fmt::format("a trace says itself when clients come, so `{}` cannot stand beside it", key));
            }
        }
    }
    return arrivals;
}

}  // namespace stepdown
