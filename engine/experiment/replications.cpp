#include "experiment/replications.hpp"

#include <utility>
#include <vector>

#include "experiment/ordered_work.hpp"

namespace stepdown {

void simulate_replications(const Model& model, const RunRequest& request, const OfferedLoad* load, Reduction& reduction,
                           std::int64_t last, std::int64_t planned) {
    const int threads = thread_count(request.threads);
    std::vector<ReplicationPair> slots(ordered_work_slots(threads));
    const auto simulate = [&](std::int64_t replication, std::size_t slot) {
        ReplicationRequest one;
        one.seed = model.seed;
        one.replication = static_cast<std::uint32_t>(replication);
        one.load = load;
        if (replication == 1) one.log = request.first_replication_log;
        slots[slot].constrained = run_replication(model, reduction.plan(), one);
        slots[slot].unconstrained.reset();
        if (request.need == NeedPass::skip) return;
        one.pass = Pass::unconstrained;
        one.log = nullptr;
        slots[slot].unconstrained = run_replication(model, reduction.plan(), one);
    };
    const auto take_in = [&](std::int64_t, std::size_t slot) {
        reduction.add(std::move(slots[slot]));
        slots[slot] = {};
        if (request.progress) request.progress(reduction.replications(), planned);
    };
    in_order(reduction.replications() + 1, last + 1, threads, simulate, take_in);
}

}  // namespace stepdown
