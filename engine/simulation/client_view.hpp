// A client as the conditions of the scenario see it.
#pragma once

#include <cstdint>
#include <span>

#include "core/contract.hpp"
#include "model/model.hpp"
#include "simulation/client.hpp"
#include "simulation/program.hpp"

namespace stepdown {

/// Looks up what a test asks for and nothing else: conditions are tested at every meeting and session. Good for one instant.
class ClientView {
public:
    /// `waited` is the wait that `waited` means here; `program` is null where no stage has any; `starting` is what starts
    /// together with care just now, or none.
    ClientView(const Model& model, const Client& client, std::span<const std::uint8_t> attributes, Ticks waited,
               const Program* program, StageId starting, Ticks now)
        : model_(model),
          client_(client),
          attributes_(attributes),
          waited_(waited),
          program_(program),
          starting_(starting),
          now_(now) {}

    std::int64_t value_of(const Test& test) const {
        switch (test.subject) {
            case Test::Subject::attribute: return attributes_[test.attribute.index()];
            case Test::Subject::population: return static_cast<std::int64_t>(client_.population.index());
            case Test::Subject::came_from: return position_after_none(client_.came_from);
            case Test::Subject::last_outcome: return position_after_none(client_.last_outcome);
            case Test::Subject::month: return model_.clock.calendar.month(now_);
            case Test::Subject::waited: return waited_;
            case Test::Subject::relapses: return client_.relapses;
            case Test::Subject::track: return position_after_none(track());
            case Test::Subject::missed_in_a_row: return attends() ? program_->missed_in_a_row : 0;
            case Test::Subject::beside: break;
        }
        contract_failed("a test of one value", "what is held beside care is two", __FILE__, __LINE__);
    }
    /// What starts together with care counts as held.
    BesideStages beside() const {
        BesideStages held{client_.housing.stage, client_.support.stage};
        if (!starting_.exists()) return held;
        (model_.stages[starting_.index()].kind == StageKind::housing ? held.housing : held.support) = starting_;
        return held;
    }

private:
    bool attends() const { return program_ != nullptr && client_.place.exists(); }
    TrackNameId track() const {
        if (!attends() || program_->track == no_track) return TrackNameId::none();
        return model_.stages[client_.place.index()].tracks[program_->track].name;
    }

    const Model& model_;
    const Client& client_;
    std::span<const std::uint8_t> attributes_;
    Ticks waited_;
    const Program* program_;
    StageId starting_;
    Ticks now_;
};

}  // namespace stepdown
