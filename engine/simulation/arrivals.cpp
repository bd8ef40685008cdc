#include "simulation/arrivals.hpp"

#include <variant>

#include "random/standard_variates.hpp"

namespace stepdown {

ArrivalStream::ArrivalStream(const Model& model, PopulationId population)
    : arrivals_(&model.populations[population.index()].arrivals),
      draw_name_(model.populations[population.index()].draw_name),
      clock_(model, population),
      enters_{{0, &model.populations[population.index()].enters}} {
    for (const Change& change : model.changes) {
        for (const Setting& setting : change.settings) {
            const auto* dated = std::get_if<SetEnters>(&setting);
            if (dated != nullptr && dated->population == population) enters_.emplace_back(change.at, &dated->enters);
        }
    }
}

Ticks ArrivalStream::advance(const ReplicationKey& key) {
    if (number_ == 0) draw_ahead(key);
    ++number_;
    entry_word_ = entry_ahead_;
    const double gap = gap_ahead_;
    draw_ahead(key);
    switch (arrivals_->kind) {
        case Arrivals::Kind::trace: return number_ <= arrivals_->trace.size() ? arrivals_->trace[number_ - 1].at : never;
        case Arrivals::Kind::regular: return clock_.advance_evenly();
        case Arrivals::Kind::random: break;
    }
    return clock_.advance(gap);
}

void ArrivalStream::draw_ahead(const ReplicationKey& key) {
    entry_ahead_ = draw_block(key, {OwnerKind::client, draw_name_, number_ + 1, Purpose::entry, 0, 0})[0];
    if (arrivals_->kind != Arrivals::Kind::random) return;
    WordStream words(key, {OwnerKind::client, draw_name_, number_ + 1, Purpose::arrival, 0, 0});
    gap_ahead_ = standard_exponential(words);
}

bool ArrivalStream::goes_on_at_this_instant() const {
    const std::vector<TraceArrival>& trace = arrivals_->trace;
    return is_trace() && number_ < trace.size() && trace[number_].at == trace[number_ - 1].at;
}

const Cases<Routing>& ArrivalStream::enters_at(Ticks at) const {
    const Cases<Routing>* holds = enters_.front().second;
    for (const auto& [from, dated] : enters_) {
        if (from <= at) holds = dated;
    }
    return *holds;
}

}  // namespace stepdown
