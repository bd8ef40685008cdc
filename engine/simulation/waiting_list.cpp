#include "simulation/waiting_list.hpp"

#include <algorithm>

namespace stepdown {

EntryHandle EntryPool::take() {
    if (free_.empty()) {
        entries_.emplace_back();
        return static_cast<EntryHandle>(entries_.size() - 1);
    }
    const EntryHandle entry = free_.back();
    free_.pop_back();
    entries_[entry] = WaitEntry{};
    return entry;
}

std::uint32_t WaitingList::line_for(const Needs& needs, std::uint32_t before) {
    for (std::size_t index = 0; index < lines_.size(); ++index) {
        if (lines_[index].before == before && lines_[index].needs == needs) return static_cast<std::uint32_t>(index);
    }
    lines_.push_back({needs, before, no_entry, no_entry, Missing::place});
    return static_cast<std::uint32_t>(lines_.size() - 1);
}

void WaitingList::join(EntryPool& pool, EntryHandle handle, const Needs& needs) {
    WaitEntry& entry = pool[handle];
    entry.line = line_for(needs, entry.position.before);
    Line& line = lines_[entry.line];
    EntryHandle after = line.last;
    while (after != no_entry && entry.position < pool[after].position) after = pool[after].previous;
    entry.previous = after;
    entry.next = after == no_entry ? line.first : pool[after].next;
    (entry.previous == no_entry ? line.first : pool[entry.previous].next) = handle;
    (entry.next == no_entry ? line.last : pool[entry.next].previous) = handle;
    ++waiting_;
}

void WaitingList::leave(EntryPool& pool, EntryHandle handle) {
    WaitEntry& entry = pool[handle];
    Line& line = lines_[entry.line];
    (entry.previous == no_entry ? line.first : pool[entry.previous].next) = entry.next;
    (entry.next == no_entry ? line.last : pool[entry.next].previous) = entry.previous;
    --waiting_;
}

void WaitingList::in_order(EntryPool& pool, std::vector<EntryHandle>& result) const {
    result.clear();
    for (const Line& line : lines_) {
        for (EntryHandle entry = line.first; entry != no_entry; entry = pool[entry].next) result.push_back(entry);
    }
    std::sort(result.begin(), result.end(),
              [&](EntryHandle left, EntryHandle right) { return pool[left].position < pool[right].position; });
}

}  // namespace stepdown
