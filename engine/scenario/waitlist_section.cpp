#include "scenario/waitlist_section.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenario/destinations.hpp"
#include "scenario/distributions.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

std::optional<OrderKey> order_key(const std::string& word) {
    if (word == "priority") return OrderKey::priority;
    if (word == "step_down_first") return OrderKey::step_down_first;
    if (word == "longest_wait") return OrderKey::longest_wait;
    return std::nullopt;
}

std::vector<OrderKey> read_order(const Node& node, Diagnostics& problems) {
    std::vector<OrderKey> order;
    for (const Node& item : node.items) {
        const auto key = item.is_scalar() ? order_key(item.text) : std::nullopt;
        if (!key) continue;
        if (std::find(order.begin(), order.end(), *key) != order.end()) {
            problems.error(item.place, "stated-twice", fmt::format("`{}` stands twice in this order", item.text));
        }
        order.push_back(*key);
    }
    return order;
}

Cases<Routing> read_where(const Node& waitlist, const char* key, const std::string& name, Leads leads,
                          const SectionContext& context) {
    const Node* node = stated(waitlist, key);
    if (node == nullptr) return all_go_home();
    return read_routing_cases(*node, leads, fmt::format("`stages.{}.waitlist.{}`", name, key), context).value_or(all_go_home());
}

}  // namespace

Patience read_patience(const Node& stage, const std::string& name, const SectionContext& context) {
    const Node* waitlist = stated(stage, "waitlist");
    const Node* node = waitlist == nullptr ? nullptr : stated(*waitlist, "patience");
    if (node == nullptr) return std::nullopt;
    return read_distribution_cases(*node, fmt::format("`stages.{}.waitlist.patience`", name), context);
}

WaitlistLimit read_limit(const Node& stage, const SectionContext& context) {
    const Node* waitlist = stated(stage, "waitlist");
    const Node* node = waitlist == nullptr ? nullptr : stated(*waitlist, "limit");
    if (node == nullptr) return std::nullopt;
    return read_whole_number(*node, Sign::not_negative, context.problems);
}

Waitlist read_waitlist(const Node& stage, const std::string& name, const SectionContext& context) {
    Waitlist result;
    result.gave_up = result.turned_away = all_go_home();
    const Node* node = stated(stage, "waitlist");
    if (node == nullptr || !node->is_map()) return result;
    if (const Node* order = stated(*node, "order"); order != nullptr && order->is_sequence()) {
        result.order = read_order(*order, context.problems);
    }
    result.patience = read_patience(stage, name, context);
    result.limit = read_limit(stage, context);
    result.gave_up = read_where(*node, "gave_up", name, Leads::anywhere, context);
    result.turned_away = read_where(*node, "turned_away", name, Leads::anywhere, context);
    return result;
}

}  // namespace stepdown
