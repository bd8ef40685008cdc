// The sections of the plan read back in plain words; plain_words.hpp puts them together.
#pragma once

#include <string>
#include <vector>

#include "model/traffic.hpp"

namespace stepdown {

struct Model;
struct OutcomeTable;
struct Role;
struct Stage;
using Lines = std::vector<std::string>;

void say_populations(const Model& model, const OfferedLoad& load, Lines& lines);
void say_stages(const Model& model, const OfferedLoad& load, Lines& lines);
/// A line per outcome: its share, its stay, and where it leads.
Lines outcome_lines(const Model& model, const OutcomeTable& table);
/// What the stage asks of staff.
void say_staffing(const Model& model, const Stage& stage, Lines& lines);
/// Its groups, appointments, payers and money.
void say_program(const Model& model, const Stage& stage, Lines& lines);
/// What clients need of a role's time.
void say_booked_time(const Model& model, const OfferedLoad& load, RoleId role, Lines& lines);
/// Absence, turnover and refill, where there are any.
Lines post_terms_lines(const Role& role);
void say_staff(const Model& model, const OfferedLoad& load, Lines& lines);
void say_relapse(const Model& model, Lines& lines);
void say_changes(const Model& model, Lines& lines);

}  // namespace stepdown
