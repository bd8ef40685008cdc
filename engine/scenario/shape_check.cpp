#include "scenario/shape_check.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenario/did_you_mean.hpp"
#include "scenario/names.hpp"

namespace stepdown {

namespace {

class ShapeCheck {
public:
    explicit ShapeCheck(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void check(const Node& node, const Shape& shape, const std::string& path) {
        if (shape.scalar == Scalar::anything) return;
        switch (node.kind) {
            case Node::Kind::null: break;
            case Node::Kind::scalar: check_scalar(node, shape, path); break;
            case Node::Kind::sequence: check_list(node, shape, path); break;
            case Node::Kind::map: check_map(node, shape, path); break;
        }
    }

private:
    static std::string below(const std::string& path, const std::string& step) { return path.empty() ? step : path + "." + step; }

    static std::string label(const std::string& path) { return path.empty() ? "the scenario" : fmt::format("`{}`", path); }

    void wrong_kind(const Node& node, const Shape& shape, const std::string& path) {
        diagnostics_.error(node.place, "wrong-kind",
                           fmt::format("{} takes {}, and this is {}", label(path), shape.title, kind_in_words(node)),
                           map_that_is_meant(node, shape));
    }

    static bool takes_bare_value(const Shape* shape) { return shape != nullptr && shape->scalar != Scalar::nothing; }

    /// A bare value where a map is taken: what it may have been meant to be the value of.
    static std::string map_that_is_meant(const Node& node, const Shape& shape) {
        if (!node.is_scalar() || node.quoted) return "";
        if (takes_bare_value(shape.entry) && !shape.noun.empty())
            return fmt::format("name each {} with its own: `{{NAME: {}}}`", shape.noun, node.text);
        if (shape.keys.size() == 1 && takes_bare_value(shape.keys.front().shape))
            return fmt::format("did you mean `{{{}: {}}}`?", shape.keys.front().name, node.text);
        return "";
    }

    /// The keys of this map whose own map has the key that was looked for.
    static std::string where_it_belongs(std::string_view key, const Shape& shape) {
        std::vector<std::string> owners;
        for (const Key& candidate : shape.keys) {
            if (candidate.shape == nullptr) continue;
            const Shape* inner = candidate.shape->without_cases != nullptr ? candidate.shape->without_cases : candidate.shape;
            if (inner->find_key(key) != nullptr) owners.push_back("`" + candidate.name + "`");
        }
        return owners.empty() ? "" : fmt::format("it is a key of {}", fmt::join(owners, " or of "));
    }

    void check_scalar(const Node& node, const Shape& shape, const std::string& path) {
        const bool is_word = std::find(shape.words.begin(), shape.words.end(), node.text) != shape.words.end();
        if (shape.scalar == Scalar::nothing) {
            wrong_kind(node, shape, path);
        } else if (shape.scalar == Scalar::word && !is_word) {
            diagnostics_.error(node.place, "unknown-word",
                               fmt::format("{} takes {}, not `{}`", label(path), shape.title, node.text),
                               did_you_mean(node.text, shape.words));
        } else if (shape.scalar == Scalar::truth && node.text != "true" && node.text != "false") {
            diagnostics_.error(node.place, "not-true-or-false",
                               fmt::format("{} takes {}, not `{}`", label(path), shape.title, node.text));
        } else if (shape.scalar == Scalar::name) {
            check_name(node.text, node.place);
        }
    }

    void check_list(const Node& node, const Shape& shape, const std::string& path) {
        const Shape* item = shape.one_case != nullptr ? shape.one_case : shape.item;
        if (item == nullptr) return wrong_kind(node, shape, path);
        for (std::size_t i = 0; i < node.items.size(); ++i) check(node.items[i], *item, below(path, std::to_string(i + 1)));
    }

    void check_map(const Node& node, const Shape& shape, const std::string& path) {
        if (!shape.takes_map()) return wrong_kind(node, shape, path);
        for (const Entry& entry : node.entries) {
            const std::string inner = below(path, entry.key);
            if (shape.entry != nullptr) {
                if (shape.name_use == NameUse::gives) check_name(entry.key, entry.key_place);
                check(entry.value, *shape.entry, inner);
            } else if (const Key* key = shape.find_key(entry.key); key == nullptr) {
                const std::string belongs = where_it_belongs(entry.key, shape);
                diagnostics_.error(entry.key_place, "unknown-key", fmt::format("{} has no key `{}`", label(path), entry.key),
                                   belongs.empty() ? did_you_mean(entry.key, shape.key_names()) : belongs);
            } else if (key->presence == Presence::later) {
                diagnostics_.error(entry.key_place, "not-in-this-version", fmt::format("`{}` comes with a later version", inner),
                                   "leave it out until then");
            } else {
                check(entry.value, *key->shape, inner);
            }
        }
        check_missing(node, shape, path);
    }

    void check_missing(const Node& node, const Shape& shape, const std::string& path) {
        for (const Key& key : shape.keys) {
            if (key.presence != Presence::required || node.find(key.name) != nullptr) continue;
            diagnostics_.error(node.place, "missing-key", fmt::format("{} needs the key `{}`", label(path), key.name),
                               fmt::format("it takes {}", key.shape->title));
        }
    }

    void check_name(const std::string& name, const SourcePlace& place) {
        if (const auto problem = problem_with_name(name)) {
            diagnostics_.error(place, problem->code, problem->message, problem->hint);
        }
    }

    Diagnostics& diagnostics_;
};

}  // namespace

void check_shape(const Node& root, const Language& language, Diagnostics& diagnostics) {
    ShapeCheck(diagnostics).check(root, language.root(), "");
}

}  // namespace stepdown
