// One population's arrivals: when each comes, and where those of an instant may enter.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "model/model.hpp"
#include "random/keyed_stream.hpp"
#include "simulation/arrival_clock.hpp"

namespace stepdown {

class ArrivalStream {
public:
    ArrivalStream(const Model& model, PopulationId population);

    /// Goes on to the next arrival and tells its instant; `never` when none is left before the end of the run.
    Ticks advance(const ReplicationKey& key);
    /// The word that decides where the latest arrival enters.
    std::uint32_t entry_word() const { return drawn_[(number_ - 1) % at_once].entry_word; }
    /// How many arrivals `advance` has gone on to: the number of the latest.
    std::uint64_t number() const { return number_; }
    /// Of a trace: the line of the latest arrival; null for others.
    const TraceArrival* traced() const { return is_trace() ? &arrivals_->trace[number_ - 1] : nullptr; }
    /// Whether the next line of the trace is of the same instant.
    bool goes_on_at_this_instant() const;
    /// `enters` as it is dated at the instant.
    const Cases<Routing>& enters_at(Ticks at) const;

private:
    bool is_trace() const { return arrivals_->kind == Arrivals::Kind::trace; }
    /// The arrivals from `number_` + 1 on.
    void draw_ahead(const ReplicationKey& key);

    const Arrivals* arrivals_;
    std::uint32_t draw_name_;
    ArrivalClock clock_;
    std::uint64_t number_ = 0;
    /// What the next few arrivals need, drawn together.
    struct Drawn {
        /// In operational time; of random arrivals.
        double gap = 0.0;
        std::uint32_t entry_word = 0;
    };
    static constexpr std::size_t at_once = 4;
    std::array<Drawn, at_once> drawn_;
    /// What holds from an instant on.
    std::vector<std::pair<Ticks, const Cases<Routing>*>> enters_;
};

/// Draws what the client's population states of its attributes, but for those that have a value. `choose(cases)` is the case that
/// fits the client as it is so far.
template <class Choose>
void draw_attributes(const Model& model, const ReplicationKey& key, PopulationId population, std::uint64_t number,
                     std::span<std::uint8_t> values, Choose&& choose) {
    const Population& declared = model.populations[population.index()];
    for (const AttributeDraw& draw : declared.attributes) {
        std::uint8_t& value = values[draw.attribute.index()];
        if (value != 0) continue;
        const std::uint32_t name = model.attributes[draw.attribute.index()].draw_name;
        const Block block = draw_block(key, {OwnerKind::client, declared.draw_name, number, Purpose::attribute, name, 0});
        value = static_cast<std::uint8_t>(choose(draw.value).pick(block[0]) + 1);
    }
}

}  // namespace stepdown
