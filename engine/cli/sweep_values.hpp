// The axes of a sweep as the command line states them: `stages.iop.slots=60..120/10`.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace stepdown {

struct SweepAxis {
    std::string path;
    /// As they are set.
    std::vector<std::string> values;
};

/// `PATH=A..B/STEP`, with a step of 1 if none is given, units as in the scenario: `stages.iop.stay=20 d..40 d/5 d`; or a list
/// such as `stages.iop.slots=60,80,120`. Nothing when it is neither.
std::optional<SweepAxis> parse_sweep_axis(const std::string& text);

}  // namespace stepdown
