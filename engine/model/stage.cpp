#include "model/stage.hpp"

#include <algorithm>
#include <array>

namespace stepdown {

namespace {
constexpr std::array<std::string_view, 9> words = {"detox", "inpatient", "residential", "php", "iop",
                                                   "op",    "aftercare", "housing",     "none"};
}  // namespace

std::string_view level_name(Level level) { return words[static_cast<std::size_t>(level)]; }

std::optional<Level> level_named(std::string_view word) {
    const auto found = std::find(words.begin(), words.end() - 1, word);
    if (found == words.end() - 1) return std::nullopt;
    return static_cast<Level>(found - words.begin());
}

std::int64_t Stage::seats() const {
    std::int64_t sum = 0;
    for (const Track& track : tracks) sum += track.seats();
    return sum;
}

Places Stage::room() const {
    if (tracks.empty()) return places;
    return places ? std::min(*places, seats()) : seats();
}

std::optional<HourBand> hour_band(const Stage& stage) {
    if (stage.weekly_hours) return stage.weekly_hours;
    switch (stage.level) {
        case Level::op: return HourBand{0, 9 * ticks_per_hour};
        case Level::iop: return HourBand{9 * ticks_per_hour, 20 * ticks_per_hour};
        case Level::php: return HourBand{20 * ticks_per_hour, std::nullopt};
        default: return std::nullopt;
    }
}

}  // namespace stepdown
