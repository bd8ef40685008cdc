// Reads where clients go: `op`, `home`, the name of an exit, `iop + sober-living`, `iop or php`, and maps of them to shares.
#pragma once

#include <optional>
#include <string>

#include "model/routing.hpp"
#include "scenario/section_context.hpp"

namespace stepdown {

/// Which destinations fit where they stand.
enum class Leads : std::uint8_t {
    anywhere,
    /// Of a relapse in care: also `stays`.
    anywhere_or_stays,
    /// Of housing and support stages.
    home_only
};

/// One destination as written at `place`. Codes: `unknown-destination`, `bad-destination`, `stays-elsewhere`,
/// `housing-leads-home`.
std::optional<Destination> read_destination(const std::string& text, const SourcePlace& place, Leads leads,
                                            const SectionContext& context);

/// A map of destinations to shares that add up to 1; also `same-destination-twice`. `what` names it in messages.
std::optional<Routing> read_routing(const Node& node, Leads leads, const std::string& what, const SectionContext& context);

/// The same, where clients may differ.
std::optional<Cases<Routing>> read_routing_cases(const Node& node, Leads leads, const std::string& what,
                                                 const SectionContext& context);

/// Everyone goes home: the default of gave_up, turned_away and of housing's and support's `next`.
Cases<Routing> all_go_home();

}  // namespace stepdown
