// The visits of a plain network's clients, drawn while they are still on the way to them: a few together, since nobody waits yet.
#pragma once

#include <vector>

#include "random/block_batch.hpp"
#include "random/keyed_stream.hpp"
#include "simulation/client_pool.hpp"
#include "simulation/plain_client.hpp"
#include "simulation/stay_draw.hpp"

namespace stepdown {

/// Refers to what it is given.
class PlainVisits {
public:
    PlainVisits(const ReplicationKey& key, const std::vector<PlainStage>& stages, ClientPool<PlainClient>& clients)
        : key_(key), stages_(stages), clients_(clients) {}

    /// The client's visit to `stage`, which begins now. `choose(cases)` is the case that fits the client.
    template <class Choose>
    StayDraw begin(PlainClient& client, const PlainStage& stage, Choose&& choose) {
        const std::uint32_t visit = ++clients_.history(client.handle, stage.id).visits;
        if (client.drawn_for == stage.id) {
            if (!client.has_drawn) draw_gathered();
            return client.next_visit;
        }
        const DrawKey key = key_of(client, stage, visit);
        return draw_stay(draw_block(key_, key), WordStream::after_first_block(key_, key), stage.declared->outcomes, choose);
    }

    /// The visit that comes next, if it is known which and no condition decides about it.
    void draw_ahead(PlainClient& client) {
        client.drawn_for = StageId::none();
        if (client.heading == nullptr || client.heading->kind != Destination::Kind::join) return;
        const PlainStage& stage = stages_[client.heading->first.care.index()];
        if (!stage.is_drawn_ahead) return;
        client.drawn_for = stage.id;
        client.has_drawn = false;
        gathered_.add(key_of(client, stage, clients_.history(client.handle, stage.id).visits + 1), {client.handle, stage.id});
        if (gathered_.is_full()) draw_gathered();
    }

private:
    struct Visit {
        ClientHandle client = no_client;
        StageId stage;
    };

    static DrawKey key_of(const PlainClient& client, const PlainStage& stage, std::uint32_t visit) {
        return {OwnerKind::client, client.draw_name, client.number, Purpose::visit, stage.declared->draw_name, visit};
    }

    // A slot may be another client's by now. If that one has a draw ahead too, it was added later, and is the one that stays.
    void draw_gathered() {
        gathered_.draw(key_, [&](const Visit& visit, const Block& block, const WordStream& words) {
            PlainClient& client = clients_[visit.client];
            client.next_visit = draw_stay(
                block, words, stages_[visit.stage.index()].declared->outcomes,
                [](const auto& cases) -> auto& { return cases.list().front().use; });
            client.has_drawn = true;
        });
    }

    const ReplicationKey& key_;
    const std::vector<PlainStage>& stages_;
    ClientPool<PlainClient>& clients_;
    BlockBatch<Visit, 8> gathered_;
};

}  // namespace stepdown
