// The waitlist with its lines against one sorted list.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "simulation/waiting_list.hpp"

namespace stepdown::testing {
namespace {

struct Listed {
    EntryHandle entry;
    OrderPosition position;
};

TEST_CASE("joining and leaving in any order keeps the list in the stage's order, and each line's head its first") {
    std::mt19937_64 generator(5);
    EntryPool pool;
    WaitingList list;
    std::vector<Listed> model;
    std::uint64_t joined = 0;
    for (int step = 0; step < 5000; ++step) {
        if (generator() % 9 < 5 || model.empty()) {
            const EntryHandle entry = pool.take();
            pool[entry].position = {static_cast<std::uint32_t>(generator() % 3), static_cast<Ticks>(generator() % 100),
                                    static_cast<std::uint32_t>(generator() % 2), ++joined};
            Needs needs;
            needs.rule = static_cast<std::uint8_t>(generator() % 3);
            list.join(pool, entry, needs);
            model.push_back({entry, pool[entry].position});
        } else {
            const auto gone = static_cast<std::ptrdiff_t>(generator() % model.size());
            list.leave(pool, model[static_cast<std::size_t>(gone)].entry);
            pool.release(model[static_cast<std::size_t>(gone)].entry);
            model.erase(model.begin() + gone);
        }
        std::sort(model.begin(), model.end(), [](const Listed& a, const Listed& b) { return a.position < b.position; });
        std::vector<EntryHandle> expected;
        for (const Listed& listed : model) expected.push_back(listed.entry);
        std::vector<EntryHandle> found;
        list.in_order(pool, found);
        if (found != expected || list.waiting() != model.size()) FAIL_CHECK("step " << step);
    }
    for (const WaitingList::Line& line : list.lines()) {
        for (EntryHandle entry = line.first; entry != no_entry; entry = pool[entry].next) {
            CHECK_FALSE(pool[entry].position < pool[line.first].position);
        }
    }
}

}  // namespace
}  // namespace stepdown::testing
