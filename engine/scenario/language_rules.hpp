// The language as merging and setting see it: which keys a path may have.
#pragma once

#include <span>
#include <string>

#include "scenario/language.hpp"
#include "scenario/tree_rules.hpp"

namespace stepdown {

/// The shape at a path of keys and list positions; nullptr where the language has none.
const Shape* shape_at(const Language& language, std::span<const std::string> path);

/// Answers from the language's table.
class LanguageRules : public TreeRules {
public:
    explicit LanguageRules(const Language& language) : language_(language) {}
    LegalKeys legal_keys(std::span<const std::string> path) const override;

private:
    const Language& language_;
};

}  // namespace stepdown
