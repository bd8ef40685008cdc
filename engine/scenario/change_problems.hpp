// Mistakes that a dated change brings, told where the change stands. A change is read as a whole changed scenario, so what is
// wrong with it may show at a line that was right until then.
#pragma once

#include "core/diagnostic.hpp"
#include "scenario/changes_section.hpp"

namespace stepdown {

/// Collects the problems of changed scenarios, in order of date.
class ChangeProblems {
public:
    explicit ChangeProblems(Diagnostics& problems) : problems_(problems) {}

    /// Adds what was found in the scenario as `change` leaves it. What the scenario or an earlier change has told is not told
    /// again; what shows at a value that the change does not state is told at the value that it sets nearest to it.
    void add(const Diagnostics& found, const DatedChange& change);

private:
    bool is_known(const Diagnostic& problem) const;

    Diagnostics& problems_;
    /// Of earlier changes, as they were found.
    Diagnostics found_before_;
};

}  // namespace stepdown
