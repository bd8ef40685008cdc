// What the document says of the scenario itself, so that a reader of the results alone knows what was asked and drawn.

#include "report/json_document.hpp"

namespace stepdown {

namespace {

std::string_view kind_word(StageKind kind) {
    switch (kind) {
        case StageKind::care: return "care";
        case StageKind::housing: return "housing";
        case StageKind::support: return "support";
    }
    return "care";
}

Json places_json(const Places& places) { return places ? Json(*places) : Json(nullptr); }

Json stages_json(const Model& model) {
    Json stages = Json::array();
    for (const Stage& stage : model.stages) {
        stages.push_back({{"stage", stage.name},
                          {"kind", kind_word(stage.kind)},
                          {"level", level_name(stage.level)},
                          {"outside", stage.belongs == Belongs::outside},
                          {"places", places_json(stage.places)}});
    }
    return stages;
}

double measured_day(const Model& model, Ticks time) { return to_days(time - model.clock.start()); }

Json changes_json(const Model& model) {
    Json changes = Json::array();
    for (const Change& change : model.changes) {
        Json places = Json::array();
        for (const Setting& setting : change.settings) {
            if (const auto* set = std::get_if<SetPlaces>(&setting))
                places.push_back({{"stage", model.stages[set->stage.index()].name}, {"places", places_json(set->places)}});
        }
        changes.push_back({{"change", change.name},
                           {"date", model.clock.calendar.to_text(change.at)},
                           {"day", measured_day(model, change.at)},
                           {"places", std::move(places)}});
    }
    return changes;
}

}  // namespace

Json network_json(const Model& model) {
    Json populations = Json::array();
    for (const Population& population : model.populations) populations.push_back(population.name);
    return {{"question", model.question},       {"start", model.clock.calendar.to_text(model.clock.start())},
            {"days", to_days(model.clock.run)}, {"populations", std::move(populations)},
            {"stages", stages_json(model)},     {"changes", changes_json(model)},
            {"leaves_out", model.leaves_out},   {"currency", model.currency}};
}

}  // namespace stepdown
