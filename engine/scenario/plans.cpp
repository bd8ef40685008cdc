// The `plans` section: each plan's settings, the plans that it lists written out.
#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenario/did_you_mean.hpp"
#include "scenario/document.hpp"
#include "scenario/names.hpp"

namespace stepdown {
namespace {

/// Plans of plans of plans could double at every step.
constexpr std::size_t most_settings = 10'000;

class PlanReader {
public:
    PlanReader(const Node& plans, Diagnostics& diagnostics) : plans_(plans), diagnostics_(diagnostics) {}

    std::vector<PlanSettings> read() {
        std::vector<PlanSettings> result;
        for (const auto& entry : plans_.entries) {
            if (const auto problem = problem_with_name(entry.key)) {
                diagnostics_.error(entry.key_place, problem->code, problem->message, problem->hint);
            }
            PlanSettings plan{entry.key, entry.key_place, {}};
            chain_ = {entry.key};
            plans_followed_ = 0;
            too_large_ = false;
            collect(entry.value, plan);
            result.push_back(std::move(plan));
        }
        return result;
    }

private:
    void collect(const Node& value, PlanSettings& plan) {
        if (value.is_map()) {
            for (auto& setting : read_settings(value, diagnostics_)) plan.settings.push_back(std::move(setting));
        } else if (value.is_sequence()) {
            for (const auto& item : value.items) collect_listed(item, plan);
        } else if (!value.is_null()) {
            diagnostics_.error(value.place, "bad-plan",
                               fmt::format("the plan `{}` is neither settings nor a list of plans", chain_.back()),
                               "such as `{stages.iop.slots: 60}` or `[more-iop, more-php]`");
        }
        ++plans_followed_;
        if (too_large_ || std::max(plan.settings.size(), plans_followed_) <= most_settings) return;
        too_large_ = true;
        diagnostics_.error(plan.place, "bad-plan",
                           fmt::format("the plan `{}` comes to more than {} settings or plans", plan.name, most_settings));
    }

    void collect_listed(const Node& item, PlanSettings& plan) {
        if (item.is_null() || too_large_) return;
        if (!item.is_scalar()) {
            diagnostics_.error(item.place, "bad-plan",
                               fmt::format("a plan lists plans by name, and this is {}", kind_in_words(item)),
                               "give these settings a name of their own");
            return;
        }
        const Node* listed = plans_.find(item.text);
        if (listed == nullptr) {
            diagnostics_.error(item.place, "unknown-plan", fmt::format("there is no plan `{}`", item.text),
                               did_you_mean(item.text, plans_.keys()));
            return;
        }
        const bool is_cycle = std::find(chain_.begin(), chain_.end(), item.text) != chain_.end();
        chain_.push_back(item.text);
        if (is_cycle) {
            diagnostics_.error(item.place, "plan-cycle",
                               fmt::format("plans that list one another: {}", fmt::join(chain_, " lists ")));
        } else {
            collect(*listed, plan);
        }
        chain_.pop_back();
    }

    const Node& plans_;
    Diagnostics& diagnostics_;
    std::vector<std::string> chain_;
    std::size_t plans_followed_ = 0;
    bool too_large_ = false;
};

}  // namespace

std::vector<PlanSettings> read_plans(const Node& root, Diagnostics& diagnostics) {
    const Node* plans = root.find("plans");
    if (plans == nullptr || plans->is_null() || plans->is_none()) return {};
    if (!plans->is_map()) {
        diagnostics.error(plans->place, "wrong-kind",
                          fmt::format("`plans` is a map of plans, and this is {}", kind_in_words(*plans)),
                          "such as `more-iop: {stages.iop.slots: 60}`");
        return {};
    }
    return PlanReader(*plans, diagnostics).read();
}

}  // namespace stepdown
