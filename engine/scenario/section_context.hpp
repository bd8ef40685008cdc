// What every section is given: the names of the scenario, the clock, the files it names, and where problems go.
#pragma once

#include "core/diagnostic.hpp"
#include "model/model.hpp"
#include "scenario/data_files.hpp"
#include "scenario/declared_names.hpp"

namespace stepdown {

struct SectionContext {
    /// Only for its tables of names, kinds of stages and clock; sections return what they read.
    const Model& model;
    const DeclaredNames& names;
    DataFiles& data_files;
    Diagnostics& problems;

    const Stage& stage(StageId id) const { return model.stages[id.index()]; }
    /// Whether the clock could be read: without it nothing can be said about dates.
    bool knows_clock() const { return model.clock.run > 0; }
};

}  // namespace stepdown
