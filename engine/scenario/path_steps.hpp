// One step of a path: which entries of a map, or items of a list, it leads to.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/node.hpp"

namespace stepdown {

/// Where the first steps of a path lead from a node.
struct WayOn {
    const Node* node = nullptr;
    /// The key or position that was taken.
    std::string step;
    /// How many steps it took: keys may hold dots themselves (`observed.iop.wait.mean`).
    std::size_t steps_used = 1;
};

/// All entries or items that the first step of `rest`, which is not empty, stands for.
std::vector<WayOn> ways_on(const Node& node, std::span<const std::string> rest);

/// The index that a position, counted from 1, stands for in a list of `size`; nullopt for any other text.
std::optional<std::size_t> list_index(std::string_view step, std::size_t size);

}  // namespace stepdown
