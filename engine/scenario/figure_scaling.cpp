#include "scenario/figure_scaling.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "scenario/quantity_text.hpp"
#include "scenario/text_values.hpp"

namespace stepdown {

namespace {

bool is_scalable(Scalar scalar) {
    switch (scalar) {
        case Scalar::text:
        case Scalar::whole_number:
        case Scalar::number:
        case Scalar::share:
        case Scalar::ratio:
        case Scalar::duration:
        case Scalar::rate:
        case Scalar::yearly_share:
        case Scalar::per:
        case Scalar::quantity: return true;
        default: return false;
    }
}

/// "1 per 6": as many times as many that one cares for.
std::optional<std::string> scaled_ratio(std::string_view text, double factor) {
    const auto per = text.find(" per ");
    if (per == std::string_view::npos) return std::nullopt;
    const auto amount = split_quantity(text.substr(per + 5));
    if (!amount || !amount->rest.empty()) return std::nullopt;
    return fmt::format("{} per {}", text.substr(0, per), number_text(amount->number * factor));
}

std::optional<std::string> scaled(std::string_view text, const Shape& shape, double factor) {
    if (shape.scalar == Scalar::per) return scaled_ratio(text, factor);
    const auto amount = split_quantity(text);
    if (!amount || amount->is_out_of_range || amount->number == 0.0) return std::nullopt;
    double number = amount->number * factor;
    if (shape.scalar == Scalar::whole_number) number = std::max(1.0, std::round(number));
    const bool is_share = shape.scalar == Scalar::share;
    if (is_share) number = std::min(number, amount->rest == "%" ? 100.0 : 1.0);
    if (amount->rest.empty()) return number_text(number);
    return fmt::format("{}{}{}", number_text(number), amount->rest.starts_with("%") ? "" : " ", amount->rest);
}

class FigureScaling {
public:
    FigureScaling(const Path& path, double factor) : path_(path), factor_(factor) {}

    std::size_t scale(Node& root, const Shape& shape) {
        visit(root, shape, 0, false);
        return scaled_;
    }

private:
    bool leads(std::size_t depth, const std::string& step) const {
        return depth >= path_.steps.size() || path_.steps[depth] == "*" || path_.steps[depth] == step;
    }

    /// Shares that fill a whole between them have no other to give way.
    static bool is_closed_whole(const Node& node, const Shape& shape) {
        if (shape.entry == nullptr || shape.entry->scalar != Scalar::share) return false;
        return std::none_of(node.entries.begin(), node.entries.end(),
                            [](const Entry& entry) { return entry.value.text == "rest"; });
    }

    void visit(Node& node, const Shape& shape, std::size_t depth, bool is_closed) {
        if (node.is_scalar()) {
            if (depth < path_.steps.size() || is_closed || !is_scalable(shape.scalar)) return;
            if (auto text = scaled(node.text, shape, factor_)) {
                node.text = std::move(*text);
                ++scaled_;
            }
            return;
        }
        const Shape* item = shape.one_case != nullptr ? shape.one_case : shape.item;
        for (std::size_t each = 0; item != nullptr && each < node.items.size(); ++each) {
            if (leads(depth, std::to_string(each + 1))) visit(node.items[each], *item, depth + 1, false);
        }
        const bool closed = is_closed_whole(node, shape);
        for (Entry& entry : node.entries) {
            const Key* key = shape.find_key(entry.key);
            const Shape* inner = key != nullptr ? key->shape : shape.entry;
            if (inner != nullptr && entry.key != "when" && leads(depth, entry.key)) visit(entry.value, *inner, depth + 1, closed);
        }
    }

    const Path& path_;
    double factor_;
    std::size_t scaled_ = 0;
};

}  // namespace

std::size_t scale_figures(Node& root, const Path& path, double factor, const Language& language) {
    return FigureScaling(path, factor).scale(root, language.root());
}

}  // namespace stepdown
