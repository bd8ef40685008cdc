#include "experiment/replications.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "experiment/ordered_work.hpp"

namespace stepdown {

// Each pass of a replication is work of its own, so that a single replication already keeps two threads busy.
void simulate_replications(const Model& model, const RunRequest& request, const OfferedLoad* load, Reduction& reduction,
                           std::int64_t last, std::int64_t planned) {
    const int threads = thread_count(request.threads);
    const std::int64_t passes = request.need == NeedPass::skip ? 1 : 2;
    std::vector<ReplicationResult> slots(ordered_work_slots(threads));
    const auto simulate = [&](std::int64_t unit, std::size_t slot) {
        ReplicationRequest one;
        one.seed = model.seed;
        one.replication = static_cast<std::uint32_t>(unit / passes);
        one.pass = unit % passes == 0 ? Pass::constrained : Pass::unconstrained;
        one.load = load;
        if (one.replication == 1 && one.pass == Pass::constrained) one.log = request.first_replication_log;
        slots[slot] = run_replication(model, reduction.plan(), one);
    };
    ReplicationPair pair;
    const auto take_in = [&](std::int64_t unit, std::size_t slot) {
        if (unit % passes == 0) {
            pair = {std::exchange(slots[slot], {}), std::nullopt};
        } else {
            pair.unconstrained = std::exchange(slots[slot], {});
        }
        if ((unit + 1) % passes != 0) return;
        reduction.add(std::move(pair));
        if (request.progress) request.progress(reduction.replications(), planned);
    };
    in_order(passes * (reduction.replications() + 1), passes * (last + 1), threads, simulate, take_in);
}

}  // namespace stepdown
