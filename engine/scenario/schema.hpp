// The JSON Schema of the scenario language, for editors.
#pragma once

#include <string>

namespace stepdown {

/// A draft-07 schema, indented, made from the language's table: keys with their meanings and defaults, and the look of every
/// value. What needs the whole file (shares that add up, names that exist) only `stepdown check` can tell.
std::string scenario_schema();

}  // namespace stepdown
