// Figures worked out anew from nothing but the event log: what happened to whom and when.
#pragma once

#include <optional>
#include <vector>

#include "model/model.hpp"
#include "simulation/event_log.hpp"

namespace stepdown::testing {

/// Keeps what it is told.
class Telling : public EventLog {
public:
    void record(const LoggedEvent& event) override {
        events.push_back({event.population, event.client, event.activity, event.stage, event.at});
    }
    struct Event {
        PopulationId population;
        std::uint64_t client = 0;
        Activity activity = Activity::request;
        StageId stage;
        Ticks at = 0;
    };
    std::vector<Event> events;
};

/// Every request and stay of one stage, put together from the events.
struct ToldStage {
    struct Request {
        Ticks ready = 0;
        /// `never` while it waits.
        Ticks ended = never;
        Activity how = Activity::request;
    };
    struct Stay {
        std::pair<std::size_t, std::uint64_t> client;
        Ticks admitted = 0;
        Ticks left = never;
    };
    std::vector<Request> requests;
    std::vector<Stay> stays;
};

/// Whether some move books ahead, so that admission comes after the grant that the log does not tell.
bool books_ahead(const Model& model);

std::vector<ToldStage> stages_from(const Model& model, const Telling& told);

/// The figure of a metric for everyone; nothing where the log cannot tell it or nobody was observed.
std::optional<double> told_figure(const Model& model, const Telling& told, const std::vector<ToldStage>& stages,
                                  const Metric& metric);

}  // namespace stepdown::testing
