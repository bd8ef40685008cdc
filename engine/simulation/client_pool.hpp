// Where clients live: slots reused through a free list, with each client's attributes and history per stage beside them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "core/large_pages.hpp"
#include "simulation/client.hpp"

namespace stepdown {

/// What a client has had to do with one stage.
struct StageHistory {
    /// How often it has tried for the stage and entered it: the index of its draws there.
    std::uint32_t attempts = 0;
    std::uint32_t visits = 0;
    /// The end of its latest stay there; `never` before the first.
    Ticks left_at = never;
};

/// `Client` is what a network keeps of each: its `phase` is `absent` while the slot is free.
/// Memory follows the most clients present at once. Handles stay valid until `release`; references until the next `take`.
template <class Client>
class ClientPool {
public:
    ClientPool(std::size_t attributes, std::size_t stages) : attribute_count_(attributes), stage_count_(stages) {}

    /// Makes room for so many at once, so that they need not be moved while they come.
    void reserve(std::size_t clients) {
        clients_.reserve(clients);
        attributes_.reserve(clients * attribute_count_);
        histories_.reserve(clients * stage_count_);
    }

    ClientHandle take() {
        if (free_.empty()) {
            clients_.emplace_back();
            attributes_.resize(attributes_.size() + attribute_count_);
            histories_.resize(histories_.size() + stage_count_);
            free_.push_back(static_cast<ClientHandle>(clients_.size() - 1));
        }
        const ClientHandle handle = free_.back();
        free_.pop_back();
        clients_[handle] = blank_;
        if (attribute_count_ > 0) std::fill_n(attributes(handle).begin(), attribute_count_, std::uint8_t{0});
        std::fill_n(histories_.begin() + static_cast<std::ptrdiff_t>(handle * stage_count_), stage_count_, StageHistory{});
        return handle;
    }

    void release(ClientHandle handle) {
        clients_[handle].phase = Phase::absent;
        free_.push_back(handle);
    }

    Client& operator[](ClientHandle handle) { return clients_[handle]; }
    const Client& operator[](ClientHandle handle) const { return clients_[handle]; }
    std::span<std::uint8_t> attributes(ClientHandle handle) {
        return {attributes_.data() + handle * attribute_count_, attribute_count_};
    }
    StageHistory& history(ClientHandle handle, StageId stage) { return histories_[handle * stage_count_ + stage.index()]; }

    /// Fetches what a move looks at first while something else is being done. Any number may be given.
    void prefetch(ClientHandle handle) const { fetch_lines(clients_.data(), handle * sizeof(Client), 3); }
    /// Worth its while only where there are very many.
    void prefetch_history(ClientHandle handle) const {
        fetch_lines(histories_.data(), handle * stage_count_ * sizeof(StageHistory), 2);
    }

    std::size_t slots() const { return clients_.size(); }
    std::size_t present() const { return clients_.size() - free_.size(); }

private:
    static constexpr std::size_t cache_line = 64;

    static void fetch_lines(const void* base, std::size_t offset, std::size_t lines) {
        const auto first = reinterpret_cast<std::uintptr_t>(base) + offset;
        for (std::size_t line = 0; line < lines; ++line)
            __builtin_prefetch(reinterpret_cast<const void*>(first + line * cache_line));
    }

    std::size_t attribute_count_;
    std::size_t stage_count_;
    /// Lies ready: one that is made anew goes through the stack member by member, and its copying then waits for each of them.
    const Client blank_ = {};
    std::vector<Client, LargePages<Client>> clients_;
    std::vector<std::uint8_t> attributes_;
    std::vector<StageHistory, LargePages<StageHistory>> histories_;
    std::vector<ClientHandle> free_;
};

}  // namespace stepdown
