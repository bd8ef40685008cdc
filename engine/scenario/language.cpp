#include "scenario/language.hpp"

#include <algorithm>
#include <utility>

#include "scenario/language_parts.hpp"

namespace stepdown {

const Key* Shape::find_key(std::string_view name) const {
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

std::vector<std::string> Shape::key_names() const {
    std::vector<std::string> names;
    for (const Key& key : keys) {
        if (key.presence != Presence::later) names.push_back(key.name);
    }
    return names;
}

const Shape* Language::keep(Shape shape) {
    shapes_.push_back(std::move(shape));
    return &shapes_.back();
}

const Shape* Language::condition() {
    if (condition_ == nullptr) condition_ = keep(condition_shape(*this));
    return condition_;
}

const Shape* Language::with_cases(const Shape* shape) {
    const Shape* one_case = keep({.id = shape->id + "-case",
                                  .title = "a case, `{when: ..., use: ...}`",
                                  .keys = {{"when", condition(), Presence::optional, "always (the last case only)",
                                            "What must hold of the client for this case; all of it."},
                                           {"use", shape, Presence::required, "", "The value in this case."}}});
    Shape result = *shape;
    result.id += "-cases";
    result.one_case = one_case;
    result.without_cases = shape;
    return keep(std::move(result));
}

namespace {

Key later(std::string name, std::string meaning) { return {std::move(name), nullptr, Presence::later, "", std::move(meaning)}; }

std::vector<Key> root_keys(Language& language, const SharedShapes& shared) {
    const Shape* version =
        language.keep({.id = "format-version", .title = "the format's version, `1`", .scalar = Scalar::word, .words = {"1"}});
    const Shape* texts = language.keep({.id = "texts", .title = "a list of texts", .item = shared.text});
    const Shape* exit_name = language.keep({.id = "exit", .title = "the name of an exit", .scalar = Scalar::name});
    const Shape* exits = language.keep({.id = "exits", .title = "a list of names", .noun = "exit", .item = exit_name});
    const Shape* seed = language.keep({.id = "seed", .title = "a whole number", .scalar = Scalar::whole_number});
    return {
        {"stepdown", version, Presence::required, "", "The version of this format."},
        {"name", shared.text, Presence::optional, "the file's name", "What the scenario is called in results."},
        {"question", shared.text, Presence::optional, "", "What the scenario is to answer."},
        {"leaves_out", texts, Presence::optional, "", "What is knowingly not modeled, for the reader of the results."},
        {"extends", shared.text, Presence::optional, "", "Another scenario file, of which this one states only the differences."},
        {"clock", add_clock(language, shared), Presence::required, "", "When the run begins and how long it lasts."},
        {"seed", seed, Presence::optional, "1", "Chooses the random draws; the same seed gives the same bytes."},
        {"replications", shared.whole_number, Presence::optional, "30", "How many times the run is repeated with fresh draws."},
        {"precision", add_precision(language, shared), Presence::optional, "",
         "Instead of `replications`: repeat until a metric is known this well."},
        {"start_state", add_start_state(language, shared), Presence::optional, "empty",
         "Who is there when the run begins, instead of a warm-up."},
        {"populations", add_populations(language, shared), Presence::required, "", "Who asks for care."},
        {"exits", exits, Presence::optional, "none", "Ways of leaving for good, counted by name."},
        {"relapse", add_relapse(language, shared), Presence::optional, "no relapse", "When clients relapse and what follows."},
        {"stages", add_stages(language, shared), Presence::required, "", "Where care happens."},
        {"staff", add_staff(language, shared), Presence::optional, "none", "Who works which shifts, by role."},
        {"money", add_money(language, shared), Presence::optional, "none", "What places and staff cost, and what care earns."},
        {"sizing", add_sizing(language, shared), Presence::optional, "none", "What `size` may choose, and what it must keep."},
        later("sites", "one pattern for many sites"),
    };
}

Language build() {
    Language language;
    const SharedShapes shared = add_shared_shapes(language);
    std::vector<Key> keys = root_keys(language, shared);
    for (Key& key : add_plan_keys(language, shared)) keys.push_back(std::move(key));
    language.set_root(language.keep({.id = "scenario", .title = "a scenario", .keys = std::move(keys)}));
    return language;
}

}  // namespace

const Language& language() {
    static const Language built = build();
    return built;
}

}  // namespace stepdown
