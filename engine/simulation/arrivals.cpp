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

void ArrivalStream::draw_ahead(const ReplicationKey& key) {
    for (std::size_t position = 0; position < drawn_ahead; ++position) {
        const std::uint64_t number = number_ + position;
        Draws& draws = ahead_[position];
        draws.entry_word = draw_block(key, {OwnerKind::client, draw_name_, number, Purpose::entry, 0, 0})[0];
        if (arrivals_->kind != Arrivals::Kind::random) continue;
        WordStream words(key, {OwnerKind::client, draw_name_, number, Purpose::arrival, 0, 0});
        draws.exponential = standard_exponential(words);
    }
}

Ticks ArrivalStream::advance(const ReplicationKey& key) {
    if (number_++ % drawn_ahead == 0) draw_ahead(key);
    switch (arrivals_->kind) {
        case Arrivals::Kind::trace: return number_ <= arrivals_->trace.size() ? arrivals_->trace[number_ - 1].at : never;
        case Arrivals::Kind::regular: return clock_.advance(1.0);
        case Arrivals::Kind::random: break;
    }
    return clock_.advance(ahead_[(number_ - 1) % drawn_ahead].exponential);
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
