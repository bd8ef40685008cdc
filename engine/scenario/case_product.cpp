#include "scenario/case_product.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "scenario/conditions.hpp"

namespace stepdown {

namespace {

/// Combinations of what clients can be, as far as the tests tell them apart; beyond this many we give up.
constexpr std::size_t most_kinds_of_clients = 200'000;

/// What clients can differ in: an attribute, or one of the built-ins.
using Trait = std::pair<Test::Subject, AttributeId>;

bool is_range(const Test& test) { return test.accepted.empty(); }

/// Whether some population leaves the attribute open, so that a client may have none of its values.
bool may_be_undrawn(const Model& model, AttributeId attribute) {
    return std::any_of(model.populations.begin(), model.populations.end(), [&](const Population& population) {
        return std::none_of(population.attributes.begin(), population.attributes.end(),
                            [&](const AttributeDraw& draw) { return draw.attribute == attribute; });
    });
}

/// All tests of the lists, each with a number, and for every trait the ways in which its tests can turn out together.
class Traits {
public:
    Traits(std::span<const CaseConditions> lists, const Model& model) {
        for (const CaseConditions& conditions : lists) {
            for (const Condition& condition : conditions) {
                for (const Test& test : condition.tests) {
                    tests_of_[{test.subject, test.attribute}].push_back(tests_.size());
                    tests_.push_back(&test);
                }
            }
        }
        for (const auto& [trait, numbers] : tests_of_) ways_.push_back({numbers, ways_of(trait, numbers, model)});
    }

    /// How many kinds of clients the tests tell apart, at most `most_kinds_of_clients` + 1.
    std::size_t count() const {
        std::size_t product = 1;
        for (const Ways& ways : ways_) product = std::min(product * ways.turns_out.size(), most_kinds_of_clients + 1);
        return product;
    }

    /// Whether each test holds for the kind of client of this number.
    std::vector<char> results_of(std::size_t kind) const {
        std::vector<char> results(tests_.size(), 0);
        for (const Ways& ways : ways_) {
            const auto& way = ways.turns_out[kind % ways.turns_out.size()];
            kind /= ways.turns_out.size();
            for (std::size_t i = 0; i < ways.tests.size(); ++i) results[ways.tests[i]] = way[i];
        }
        return results;
    }

private:
    struct Ways {
        std::vector<std::size_t> tests;
        std::vector<std::vector<char>> turns_out;
    };

    std::vector<std::vector<char>> ways_of(const Trait& trait, const std::vector<std::size_t>& numbers,
                                           const Model& model) const {
        std::set<std::vector<char>> ways;
        const auto add = [&](auto holds) {
            std::vector<char> way;
            for (const std::size_t number : numbers) way.push_back(holds(*tests_[number]) ? 1 : 0);
            ways.insert(std::move(way));
        };
        if (is_range(*tests_[numbers.front()])) {
            std::set<std::int64_t> values = {0};
            for (const std::size_t number : numbers) {
                const Test& test = *tests_[number];
                values.insert(std::max<std::int64_t>(0, test.at_least));
                if (test.at_most < std::numeric_limits<std::int64_t>::max())
                    values.insert(std::max<std::int64_t>(0, test.at_most + 1));
            }
            for (const std::int64_t value : values) {
                add([&](const Test& test) { return value >= test.at_least && value <= test.at_most; });
            }
        } else {
            const bool skip_undrawn = trait.first == Test::Subject::attribute && !may_be_undrawn(model, trait.second);
            for (std::size_t i = skip_undrawn ? 1 : 0; i < tests_[numbers.front()]->accepted.size(); ++i) {
                add([&](const Test& test) { return test.accepted[i] != 0; });
            }
        }
        return {ways.begin(), ways.end()};
    }

    std::vector<const Test*> tests_;
    std::map<Trait, std::vector<std::size_t>> tests_of_;
    std::vector<Ways> ways_;
};

/// The first case of each list that fits, given how every test turns out (tests numbered in the order of the lists).
std::vector<std::size_t> first_fits(std::span<const CaseConditions> lists, const std::vector<char>& results) {
    std::vector<std::size_t> chosen;
    std::size_t test = 0;
    for (const CaseConditions& conditions : lists) {
        std::size_t first = conditions.size();
        for (std::size_t i = 0; i < conditions.size(); ++i) {
            bool fits = true;
            for (std::size_t t = 0; t < conditions[i].tests.size(); ++t) fits = fits && results[test++] != 0;
            if (fits && first == conditions.size()) first = i;
        }
        chosen.push_back(first);
    }
    return chosen;
}

}  // namespace

std::optional<std::vector<CombinedCase>> combine_cases(std::span<const CaseConditions> lists, const Model& model) {
    const Traits traits(lists, model);
    const std::size_t kinds = traits.count();
    if (kinds > most_kinds_of_clients) return std::nullopt;
    // Sorted: of two combinations that fit a client, the one with the earlier case in the first list that differs comes first.
    std::set<std::vector<std::size_t>> possible;
    for (std::size_t kind = 0; kind < kinds; ++kind) possible.insert(first_fits(lists, traits.results_of(kind)));
    std::vector<CombinedCase> combined;
    for (const auto& chosen : possible) {
        Condition when;
        for (std::size_t i = 0; i < lists.size(); ++i) when = both(when, lists[i][chosen[i]]);
        combined.push_back({std::move(when), chosen});
    }
    // Whoever fits none before fits the last.
    combined.back().when = Condition{};
    return combined;
}

}  // namespace stepdown
