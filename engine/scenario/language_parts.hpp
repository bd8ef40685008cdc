// The parts from which the language's table is put together: shapes of values that several sections share, and one
// function per section. Only the language's own files include this.
#pragma once

#include "scenario/language.hpp"

namespace stepdown {

/// Shapes that occur in several sections.
struct SharedShapes {
    const Shape* text;
    const Shape* truth;
    const Shape* whole_number;
    const Shape* share;
    const Shape* ratio;
    const Shape* duration;
    const Shape* date;
    const Shape* time_of_day;
    const Shape* condition;
    const Shape* distribution;
    const Shape* destinations;
    /// The same with `{when, use}` lists.
    const Shape* share_cases;
    const Shape* distribution_cases;
    /// How long stays last: also until so much is attended.
    const Shape* stay_cases;
    const Shape* destinations_cases;
    /// The keys that describe a distribution.
    std::vector<Key> distribution_keys;
};

SharedShapes add_shared_shapes(Language& language);
/// What `when` holds.
Shape condition_shape(Language& language);
std::vector<Key> distribution_keys(Language& language, const Shape* duration);

const Shape* add_clock(Language& language, const SharedShapes& shared);
const Shape* add_precision(Language& language, const SharedShapes& shared);
const Shape* add_start_state(Language& language, const SharedShapes& shared);
const Shape* add_populations(Language& language, const SharedShapes& shared);
const Shape* add_stages(Language& language, const SharedShapes& shared);
const Shape* add_staff(Language& language, const SharedShapes& shared);
const Shape* add_money(Language& language, const SharedShapes& shared);
/// `attended`, `meetings` and `at_most` of a stay.
std::vector<Key> attended_keys(Language& language, const SharedShapes& shared);
/// What a stage says about intake, groups, sessions and what is attended.
std::vector<Key> program_keys_of_stage(Language& language, const SharedShapes& shared);
/// `staffed_by` and `caseload` of a stage.
std::vector<Key> staff_keys_of_stage(Language& language);
const Shape* add_relapse(Language& language, const SharedShapes& shared);
const Shape* add_sizing(Language& language, const SharedShapes& shared);
/// `changes`, `targets`, `observed`, `sources`, `set` and `plans`.
std::vector<Key> add_plan_keys(Language& language, const SharedShapes& shared);

}  // namespace stepdown
