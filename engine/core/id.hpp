// Strong ids: a position in one of the model's tables, which cannot be mixed up with another table's.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace stepdown {

/// The position of an entry in the table that `Tag` names; `none()` stands for no entry.
template <class Tag>
class Id {
public:
    constexpr Id() = default;
    constexpr explicit Id(std::size_t position) : position_(static_cast<std::uint16_t>(position)) {}
    static constexpr Id none() { return Id{}; }
    constexpr bool exists() const { return position_ != absent; }
    constexpr std::size_t index() const { return position_; }
    friend constexpr auto operator<=>(Id, Id) = default;

private:
    static constexpr std::uint16_t absent = std::numeric_limits<std::uint16_t>::max();
    std::uint16_t position_ = absent;
};

using StageId = Id<struct StageTag>;
using PopulationId = Id<struct PopulationTag>;
using AttributeId = Id<struct AttributeTag>;
using ExitId = Id<struct ExitTag>;
using OutcomeNameId = Id<struct OutcomeNameTag>;
using RoleId = Id<struct RoleTag>;
using TrackNameId = Id<struct TrackNameTag>;

}  // namespace stepdown
