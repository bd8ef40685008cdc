#include "scenario/destinations.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "scenario/cases.hpp"
#include "scenario/did_you_mean.hpp"
#include "scenario/share_maps.hpp"

namespace stepdown {

namespace {

/// Words, and `+` as a word of its own wherever it stands.
std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty()) words.push_back(std::exchange(word, {}));
    };
    for (const char letter : text) {
        if (letter == ' ' || letter == '\t' || letter == '+') finish();
        if (letter == '+') words.emplace_back("+");
        if (letter != ' ' && letter != '\t' && letter != '+') word += letter;
    }
    finish();
    return words;
}

class DestinationReader {
public:
    DestinationReader(const std::string& text, const SourcePlace& place, Leads leads, const SectionContext& context)
        : text_(text), place_(place), leads_(leads), context_(context), words_(words_of(text)) {}

    std::optional<Destination> read() {
        if (words_.size() == 1 && words_.front() == "home") return Destination{};
        if (words_.size() == 1 && words_.front() == "stays") return stays();
        if (leads_ == Leads::home_only) {
            refuse("housing-leads-home", "housing and support stages lead only to `home`",
                   "where care leads is for the care stage's `next`");
            return std::nullopt;
        }
        if (words_.size() == 1) {
            if (const ExitId exit = context_.names.exit(words_.front()); exit.exists()) {
                return Destination{Destination::Kind::exit, exit, {}, {}};
            }
        }
        return join();
    }

private:
    void refuse(const char* code, std::string message, std::string hint = "") {
        context_.problems.error(place_, code, std::move(message), std::move(hint));
    }

    std::optional<Destination> stays() {
        if (leads_ == Leads::anywhere_or_stays) return Destination{Destination::Kind::stays, {}, {}, {}};
        refuse("stays-elsewhere", "`stays` is a destination only of relapse.then.in_care");
        return std::nullopt;
    }

    std::optional<Destination> join() {
        const auto first = option();
        if (!first) return std::nullopt;
        Destination destination{Destination::Kind::join, {}, *first, {}};
        if (next_ < words_.size() && words_[next_] == "or") {
            ++next_;
            const auto second = option();
            if (!second) return std::nullopt;
            if (*second == *first) {
                refuse("bad-destination", fmt::format("`{}` names the same stage twice", text_));
                return std::nullopt;
            }
            destination.second = *second;
        }
        if (next_ < words_.size()) return malformed();
        return destination;
    }

    std::optional<Destination> malformed() {
        const bool more = std::count(words_.begin(), words_.end(), "or") > 1;
        refuse("bad-destination",
               more ? fmt::format("`{}` names more than two alternatives", text_) : fmt::format("`{}` is no destination", text_),
               "a destination is a stage, `home`, an exit, `a + b` or `a or b`");
        return std::nullopt;
    }

    std::optional<Option> option() {
        const StageId first = stage();
        if (!first.exists()) return std::nullopt;
        const bool is_care = context_.stage(first).is_care();
        if (next_ >= words_.size() || words_[next_] != "+") {
            return is_care ? Option{first, StageId::none()} : Option{StageId::none(), first};
        }
        ++next_;
        const StageId second = stage();
        if (!second.exists()) return std::nullopt;
        if (!is_care || context_.stage(second).is_care()) {
            const bool reversed = !is_care && context_.stage(second).is_care();
            refuse("bad-destination", fmt::format("`{}` must join a care stage with a housing or support stage", text_),
                   reversed ? fmt::format("write the care stage first: `{} + {}`", context_.stage(second).name,
                                          context_.stage(first).name)
                            : std::string("give the stage beside care `kind: housing` or `kind: support`"));
            return std::nullopt;
        }
        if (context_.stage(first).is_bed_stage() && context_.stage(second).kind == StageKind::housing) {
            refuse("bad-destination",
                   fmt::format("`{}` has beds, and entering a bed stage ends housing", context_.stage(first).name),
                   "housing goes beside stages with slots");
            return std::nullopt;
        }
        return Option{first, second};
    }

    StageId stage() {
        if (next_ >= words_.size() || words_[next_] == "+" || words_[next_] == "or") {
            malformed();
            return StageId::none();
        }
        const std::string& word = words_[next_++];
        const StageId id = context_.names.stage(word);
        if (!id.exists()) unknown(word);
        return id;
    }

    void unknown(const std::string& word) {
        if (word == "home" || word == "stays" || context_.names.exit(word).exists()) {
            refuse("bad-destination", fmt::format("`{}` cannot be part of `{}`", word, text_), "`+` and `or` join stages");
            return;
        }
        auto known = context_.names.stage_names();
        known.insert(known.end(), context_.names.exit_names().begin(), context_.names.exit_names().end());
        known.emplace_back("home");
        std::string hint = did_you_mean(word, known);
        if (hint.empty()) hint = "a destination is a stage, `home`, or a name from `exits`";
        refuse("unknown-destination", fmt::format("there is no stage or exit `{}`", word), std::move(hint));
    }

    const std::string& text_;
    const SourcePlace& place_;
    Leads leads_;
    const SectionContext& context_;
    std::vector<std::string> words_;
    std::size_t next_ = 0;
};

}  // namespace

std::optional<Destination> read_destination(const std::string& text, const SourcePlace& place, Leads leads,
                                            const SectionContext& context) {
    return DestinationReader(text, place, leads, context).read();
}

std::optional<Routing> read_routing(const Node& node, Leads leads, const std::string& what, const SectionContext& context) {
    if (!node.is_map()) return std::nullopt;
    std::vector<StatedShare> shares;
    std::vector<Destination> destinations;
    for (const Entry& entry : node.entries) {
        const auto destination = read_destination(entry.key, entry.key_place, leads, context);
        const auto share = read_stated_share(entry.value, context.problems);
        if (destination && std::find(destinations.begin(), destinations.end(), *destination) != destinations.end()) {
            context.problems.error(entry.key_place, "same-destination-twice",
                                   fmt::format("`{}` stands twice in {}", entry.key, what));
        }
        if (destination && share) {
            destinations.push_back(*destination);
            shares.push_back(*share);
        }
    }
    // The sum is only worth a complaint when every share could be read.
    if (shares.size() != node.entries.size()) return std::nullopt;
    auto probabilities = add_up(shares, node.place, what, context.problems);
    if (!probabilities) return std::nullopt;
    return Routing{Categorical(*probabilities), std::move(destinations), *probabilities};
}

std::optional<Cases<Routing>> read_routing_cases(const Node& node, Leads leads, const std::string& what,
                                                 const SectionContext& context) {
    return read_cases<Routing>(node, context, [&](const Node& map) { return read_routing(map, leads, what, context); });
}

Cases<Routing> all_go_home() { return Routing{Categorical(), {Destination{}}, {1.0}}; }

}  // namespace stepdown
