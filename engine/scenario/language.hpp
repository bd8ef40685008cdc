// The scenario language as one table: which keys stand where, what kind of value each takes, its default and its meaning.
// Unknown keys, legal paths, the JSON Schema and the reference page are all read from it; what values mean is for the sections.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/tree_rules.hpp"

namespace stepdown {

/// What a bare value may be.
enum class Scalar : std::uint8_t {
    nothing,
    text,
    /// Only one of the shape's `words`.
    word,
    name,
    truth,
    whole_number,
    number,
    share,
    ratio,
    duration,
    rate,
    yearly_share,
    date,
    time_of_day,
    weekdays,
    /// `mon-fri`, or a rota such as `3 of 7`.
    shift_days,
    /// `1 per 6`.
    per,
    /// A number with the unit of some metric.
    quantity,
    /// Whatever stands there is another place's matter: also maps and lists.
    anything
};

struct Shape;

/// Whether a key must be stated. `later` keys belong to a version to come.
enum class Presence : std::uint8_t { required, optional, later };

struct Key {
    std::string name;
    const Shape* shape = nullptr;
    Presence presence = Presence::optional;
    /// As the reference prints it; empty where nothing is assumed.
    std::string fallback;
    /// One sentence.
    std::string meaning;
};

/// Whether a value is a figure of the scenario, for which a source can be given.
enum class Figure : std::uint8_t { no, yes };

/// Whether the names in a map or list are given there (and must be well formed) or refer to something.
enum class NameUse : std::uint8_t { refers, gives };

/// What may stand at one place: a bare value, a map or a list, any of them that is stated here.
struct Shape {
    /// Unique; the name of the definition in the JSON Schema.
    std::string id = {};
    /// For messages: "a duration such as `14 d`".
    std::string title = {};
    Scalar scalar = Scalar::nothing;
    /// Words that may stand instead of the bare value.
    std::vector<std::string> words = {};
    Figure figure = Figure::no;

    /// A map with these keys ...
    std::vector<Key> keys = {};
    /// ... or with names as keys, whose values have the shape `entry`.
    const Shape* entry = nullptr;
    LegalKeys::Names names = LegalKeys::Names::none;
    /// What one of the names is called: "stage".
    std::string noun = {};
    NameUse name_use = NameUse::refers;

    /// A list of these.
    const Shape* item = nullptr;
    /// A list of cases: the shape of one, a map of `when` and `use`.
    const Shape* one_case = nullptr;
    /// What `use` of a case holds; the shape itself where there are no cases.
    const Shape* without_cases = nullptr;

    bool takes_map() const { return !keys.empty() || entry != nullptr; }
    bool takes_list() const { return item != nullptr || one_case != nullptr; }
    const Key* find_key(std::string_view name) const;
    /// The names of the keys of this version.
    std::vector<std::string> key_names() const;
};

/// All shapes; `root` is the scenario itself.
class Language {
public:
    const Shape& root() const { return *root_; }
    const std::deque<Shape>& shapes() const { return shapes_; }

    /// Building: keeps the shape and gives its lasting place.
    const Shape* keep(Shape shape);
    /// What `when` holds.
    const Shape* condition();
    /// The same shape, where clients may differ: also a list of `{when, use}`.
    const Shape* with_cases(const Shape* shape);
    void set_root(const Shape* root) { root_ = root; }

private:
    std::deque<Shape> shapes_;
    const Shape* root_ = nullptr;
    const Shape* condition_ = nullptr;
};

/// The language of format 1.
const Language& language();

}  // namespace stepdown
