// The order of the summary: what was asked, the stages, the clients, the verdicts, the remarks, how sure it is.

#include "report/run_summary.hpp"

#include <array>

#include <fmt/format.h>

#include "report/release.hpp"
#include "report/summary_parts.hpp"
#include "report/verdict_words.hpp"

namespace stepdown {

namespace {

/// "1 y", "26 w" or "100 d": the largest unit that fits whole.
std::string days_text(Ticks duration) {
    const Ticks days = duration / ticks_per_day;
    if (days > 0 && days % 365 == 0) return fmt::format("{} y", days / 365);
    if (days > 0 && days % 7 == 0) return fmt::format("{} w", days / 7);
    return fmt::format("{} d", days);
}

std::string heading(const Model& model, const SummaryRequest& request) {
    const Page& page = request.page;
    std::string text = toned(wrapped(model.name, 0, page), Tone::strong, page) + "\n";
    if (!model.question.empty()) text += wrapped(model.question, 0, page) + "\n";
    std::string period = fmt::format("{} from {}", days_text(model.clock.run), model.clock.calendar.to_text(model.clock.start()));
    if (model.clock.warm_up > 0) period += fmt::format(", after a warm-up of {}", days_text(model.clock.warm_up));
    if (!model.start_state.empty()) period += ", from the stated census";
    if (request.plan) period += fmt::format(", with the plan {}", *request.plan);
    return text + wrapped(period, 0, page) + "\n";
}

std::string sources_line(const Model& model, const Page& page) {
    if (model.sources.empty()) return "";
    std::array<std::size_t, 4> counts{};
    for (const Source& source : model.sources) ++counts[static_cast<std::size_t>(source.evidence)];
    std::string grades;
    for (const Evidence grade : {Evidence::high, Evidence::moderate, Evidence::low, Evidence::assumed}) {
        const std::size_t count = counts[static_cast<std::size_t>(grade)];
        if (count > 0) grades += fmt::format("{}{} {}", grades.empty() ? "" : ", ", count, evidence_word(grade));
    }
    const std::size_t without = model.unsourced.size();
    const std::string line = fmt::format("Sources: {} stated ({}); {} figure{} without.", model.sources.size(), grades, without,
                                         without == 1 ? "" : "s");
    return wrapped(line, 2, page) + "\n";
}

std::string leaves_out_line(const Model& model, const Page& page) {
    if (model.leaves_out.empty()) return "";
    return wrapped(fmt::format("Not modeled: {}.", fmt::join(model.leaves_out, "; ")), 2, page) + "\n";
}

std::string footer(const RunResult& result, const Page& page) {
    const std::string line = fmt::format("{} replication{}, seed {}, stepdown {}. ± is half of a 95% interval.",
                                         result.replications, result.replications == 1 ? "" : "s", result.seed, release());
    return toned(wrapped(line, 0, page), Tone::faint, page) + "\n";
}

}  // namespace

std::string run_summary(const Model& model, const OfferedLoad& load, const RunResult& result, const SummaryRequest& request) {
    const Page& page = request.page;
    std::string text = heading(model, request);
    for (const std::string& part :
         {stages_part(model, result, page), stays_part(model, load, result, page), staff_part(model, result, page),
          groups_part(model, result, page), hours_part(model, result, page), money_part(model, result, page),
          clients_part(model, result, page), asked_part(result, request.asked, page), targets_part(result, page),
          observed_part(result, page), remarks_part(result, page),
          sources_line(model, page) + leaves_out_line(model, page) + footer(result, page)}) {
        if (!part.empty()) text += "\n" + part;
    }
    return text;
}

}  // namespace stepdown
