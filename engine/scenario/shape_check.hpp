// Lays the tree beside the language's table: unknown, missing and later keys, values of the wrong kind, malformed names.
// Whether a value of the right kind makes sense is for the section that reads it.
#pragma once

#include "core/diagnostic.hpp"
#include "scenario/language.hpp"
#include "scenario/node.hpp"

namespace stepdown {

/// Reports, for the whole tree: `unknown-key`, `missing-key`, `not-in-this-version`, `wrong-kind`, `unknown-word`,
/// `not-true-or-false`, `bad-name` and `reserved-name`. Sections pass over what is reported here in silence.
void check_shape(const Node& root, const Language& language, Diagnostics& diagnostics);

}  // namespace stepdown
