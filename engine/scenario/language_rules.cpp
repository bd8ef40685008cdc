#include "scenario/language_rules.hpp"

#include <algorithm>

namespace stepdown {

namespace {

bool is_position(const std::string& step) {
    return !step.empty() && std::all_of(step.begin(), step.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

const Shape* step_into(const Shape& shape, const std::string& step) {
    if (const Key* key = shape.find_key(step)) return key->shape;
    if (is_position(step) && shape.one_case != nullptr) return shape.one_case;
    if (is_position(step) && shape.item != nullptr) return shape.item;
    return shape.entry;
}

}  // namespace

const Shape* shape_at(const Language& language, std::span<const std::string> path) {
    const Shape* shape = &language.root();
    for (const std::string& step : path) {
        shape = step_into(*shape, step);
        if (shape == nullptr) return nullptr;
    }
    return shape;
}

LegalKeys LanguageRules::legal_keys(std::span<const std::string> path) const {
    const Shape* shape = shape_at(language_, path);
    if (shape == nullptr) return {};
    LegalKeys keys{.known = shape->key_names()};
    if (shape->entry != nullptr) {
        keys.names = shape->names;
        keys.noun = shape->noun;
    }
    return keys;
}

}  // namespace stepdown
