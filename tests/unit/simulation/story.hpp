// A care network in which nothing is left to chance, and what happens in it, line by line.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace stepdown::testing {

using Lines = std::vector<std::string>;

/// Runs a scenario once, for sixty days from Monday 2027-01-04 unless it has a `clock` of its own, and tells every event as
/// "day client activity stage [detail]", e.g. "2.5 adults1 admitted ward". `at(0, 2.5)` in the text stands for arrivals on those
/// days (to the minute).
Lines story(const std::string& scenario);

/// The same network's figures of that one run, by their names; NaN where there is none.
std::map<std::string, double> figures(const std::string& scenario);

/// Those of the lines that hold one of the words.
Lines about(const std::vector<std::string>& words, const Lines& lines);

}  // namespace stepdown::testing
