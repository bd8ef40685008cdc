// The clients of the hand-written network and their calendar: a ring of days, each a list through the clients, sorted by time.
// Nobody is ever taken out before their time.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace handwritten {

constexpr std::uint32_t nobody = 0xffffffff;

struct Client {
    /// When the stay ends; of a client who waits, when they asked.
    double time = 0.0;
    /// The next on the same day of the calendar, on the waitlist or among the free.
    std::uint32_t next = nobody;
    std::uint8_t stage = 0;
};

class Calendar {
public:
    Calendar() { first_.fill(nobody); }

    void add(std::uint32_t client, double time) {
        clients[client].time = time;
        std::uint32_t* place = &first_[slot_of(time) % slots];
        while (*place != nobody && clients[*place].time <= time) place = &clients[*place].next;
        clients[client].next = *place;
        *place = client;
    }

    /// Goes on to the next event; there always is one, the next referral.
    bool is_next_before(double until) {
        while (true) {
            const std::uint32_t client = first_[slot_ % slots];
            if (client != nobody && slot_of(clients[client].time) == slot_) return clients[client].time < until;
            ++slot_;
        }
    }

    /// The client that is_next_before() found.
    std::uint32_t take() {
        std::uint32_t& first = first_[slot_ % slots];
        const std::uint32_t client = first;
        first = clients[client].next;
        return client;
    }

    std::vector<Client> clients;

private:
    /// An event comes every 1/36 of a day; the ring holds 128 days. Half or twice of either is slower.
    static constexpr std::uint32_t slots = 4096;
    static constexpr double slots_per_day = 32.0;

    static std::uint32_t slot_of(double time) {
        return static_cast<std::uint32_t>(static_cast<std::int64_t>(time * slots_per_day));
    }

    std::array<std::uint32_t, slots> first_;
    std::uint32_t slot_ = 0;
};

}  // namespace handwritten
