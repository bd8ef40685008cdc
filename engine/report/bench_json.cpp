#include "report/bench_json.hpp"

#include "report/json_document.hpp"
#include "report/release.hpp"

namespace stepdown {

namespace {

/// At once, on average over the measured period.
double clients_in_care(const Model& model, const RunResult& result) {
    double clients = 0.0;
    for (const MetricEstimate& metric : result.metrics) {
        for (const Stage& stage : model.stages) {
            if (stage.kind == StageKind::care && metric.name == stage.name + ".census.mean")
                clients += metric.estimate.value.value_or(0.0);
        }
    }
    return clients;
}

}  // namespace

std::string bench_json(const Model& model, const RunResult& result, const BenchFigures& figures) {
    const double seconds = figures.seconds.count();
    const auto events = static_cast<double>(result.events);
    const double clients = clients_in_care(model, result);
    const double years = clients * to_days(model.clock.run) / 365.0 * static_cast<double>(result.replications);
    const double bytes = figures.peak_memory_megabytes * 1024.0 * 1024.0;
    return json_text({{"stepdown", release()},
                      {"compiler", compiler()},
                      {"scenario", model.name},
                      {"seed", result.seed},
                      {"replications", result.replications},
                      {"threads", figures.threads},
                      {"seconds", seconds},
                      {"processor_seconds", figures.processor.count()},
                      {"events", result.events},
                      {"ns_per_event", events > 0.0 ? Json(1e9 * seconds * figures.threads / events) : Json(nullptr)},
                      {"clients_in_care", clients},
                      {"client_years", years},
                      {"client_years_per_second", years / seconds},
                      {"peak_memory_mb", figures.peak_memory_megabytes},
                      {"bytes_per_client", clients > 0.0 ? Json(bytes / clients) : Json(nullptr)}});
}

}  // namespace stepdown
