#include "simulation/arrivals.hpp"

#include <variant>

#include "random/block_batch.hpp"
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
    if (number_ % at_once == 0) draw_ahead(key);
    ++number_;
    switch (arrivals_->kind) {
        case Arrivals::Kind::trace: return number_ <= arrivals_->trace.size() ? arrivals_->trace[number_ - 1].at : never;
        case Arrivals::Kind::regular: return clock_.advance_evenly();
        case Arrivals::Kind::random: break;
    }
    return clock_.advance(drawn_[(number_ - 1) % at_once].gap);
}

void ArrivalStream::draw_ahead(const ReplicationKey& key) {
    BlockBatch<std::size_t, 2 * at_once> blocks;
    for (std::size_t each = 0; each < at_once; ++each) {
        const auto key_of = [&](Purpose purpose) {
            return DrawKey{OwnerKind::client, draw_name_, number_ + 1 + each, purpose, 0, 0};
        };
        blocks.add(key_of(Purpose::entry), each);
        if (arrivals_->kind == Arrivals::Kind::random) blocks.add(key_of(Purpose::arrival), at_once + each);
    }
    blocks.draw(key, [&](std::size_t what, const Block& block, WordStream words) {
        if (what < at_once) {
            drawn_[what].entry_word = block[0];
        } else {
            words.serve_first(word64(block, 1));
            words.serve_first(word64(block, 0));
            drawn_[what - at_once].gap = standard_exponential(words);
        }
    });
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
