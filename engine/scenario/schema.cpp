#include "scenario/schema.hpp"

#include <nlohmann/json.hpp>

#include "scenario/language.hpp"

namespace stepdown {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* number = R"([0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)";
constexpr const char* duration_unit =
    "(s|sec|second|seconds|min|minute|minutes|h|hour|hours|d|day|days|w|week|weeks|y|year|years)";

Json text_like(const std::string& pattern) { return {{"type", "string"}, {"pattern", "^\\s*" + pattern + "\\s*$"}}; }

Json any_of(std::vector<Json> choices) {
    if (choices.size() == 1) return choices.front();
    return {{"anyOf", std::move(choices)}};
}

Json scalar_schema(const Shape& shape) {
    const std::string figure = number;
    const Json percentage = text_like(figure + "\\s*%");
    const Json plain_number = {{"type", "number"}, {"minimum", 0}};
    switch (shape.scalar) {
        case Scalar::nothing: return nullptr;
        case Scalar::text: return {{"type", {"string", "number", "boolean"}}};
        case Scalar::word: return nullptr;
        case Scalar::name: return text_like("[a-z][a-z0-9]*([-_][a-z0-9]+)*");
        case Scalar::truth: return {{"type", "boolean"}};
        case Scalar::whole_number: return {{"type", "integer"}, {"minimum", 0}};
        case Scalar::number: return plain_number;
        case Scalar::share: return any_of({{{"type", "number"}, {"minimum", 0}, {"maximum", 1}}, percentage});
        case Scalar::ratio: return any_of({plain_number, percentage});
        case Scalar::duration: return any_of({text_like(figure + "\\s*" + duration_unit), {{"const", 0}}});
        case Scalar::rate: return text_like(figure + "\\s+per\\s+(hour|day|week|month|year|h|d|w|y)");
        case Scalar::yearly_share: return text_like("-?" + figure + "\\s*%?\\s+per\\s+(year|y)");
        case Scalar::date: return text_like("[0-9]{4}-[0-9]{2}-[0-9]{2}");
        case Scalar::time_of_day: return text_like("[0-9]{1,2}:[0-9]{2}");
        case Scalar::weekdays:
        case Scalar::shift_days: return {{"type", "string"}};
        case Scalar::per: return text_like(figure + "\\s+per\\s+" + figure);
        case Scalar::quantity: return {{"type", {"string", "number"}}};
        case Scalar::anything: return true;
    }
    return true;
}

Json reference(const Shape& shape) { return {{"$ref", "#/definitions/" + shape.id}}; }

Json words_schema(const std::vector<std::string>& words) {
    Json accepted = Json::array();
    for (const std::string& word : words) {
        accepted.push_back(word);
        // The format's version reads as a number.
        if (word == "1") accepted.push_back(1);
    }
    return {{"enum", std::move(accepted)}};
}

Json map_schema(const Shape& shape) {
    Json schema = {{"type", "object"}};
    Json properties = Json::object();
    Json required = Json::array();
    for (const Key& key : shape.keys) {
        if (key.presence == Presence::later) continue;
        Json property = {{"allOf", Json::array({reference(*key.shape)})}};
        property["description"] = key.fallback.empty() ? key.meaning : key.meaning + " Default: " + key.fallback + ".";
        properties[key.name] = std::move(property);
        if (key.presence == Presence::required) required.push_back(key.name);
    }
    if (!properties.empty()) schema["properties"] = std::move(properties);
    if (shape.entry != nullptr) {
        schema["additionalProperties"] = any_of({reference(*shape.entry), {{"const", "none"}}});
    } else {
        schema["additionalProperties"] = false;
    }
    if (required.empty()) return schema;
    // A file that extends another states only its differences.
    if (shape.id == "scenario") {
        schema["anyOf"] = Json::array({{{"required", required}}, {{"required", {"stepdown", "extends"}}}});
    } else {
        schema["required"] = std::move(required);
    }
    return schema;
}

Json shape_schema(const Shape& shape) {
    std::vector<Json> choices;
    if (!shape.words.empty()) choices.push_back(words_schema(shape.words));
    if (const Json scalar = scalar_schema(shape); !scalar.is_null()) choices.push_back(scalar);
    if (shape.takes_map()) choices.push_back(map_schema(shape));
    if (shape.item != nullptr) choices.push_back({{"type", "array"}, {"items", reference(*shape.item)}});
    if (shape.one_case != nullptr) {
        choices.push_back({{"type", "array"}, {"minItems", 1}, {"items", reference(*shape.one_case)}});
    }
    Json schema = any_of(std::move(choices));
    if (schema.is_object()) schema["title"] = shape.title;
    return schema;
}

}  // namespace

std::string scenario_schema() {
    Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                   {"title", "stepdown scenario"},
                   {"allOf", Json::array({reference(language().root())})}};
    Json definitions = Json::object();
    for (const Shape& shape : language().shapes()) definitions[shape.id] = shape_schema(shape);
    schema["definitions"] = std::move(definitions);
    return schema.dump(2) + "\n";
}

}  // namespace stepdown
