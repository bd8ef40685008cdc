// Care networks put together in a few lines, for tests that need a model and no scenario file.
#pragma once

#include <chrono>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "model/model.hpp"

namespace stepdown {

/// Builds a model from words: destinations are written as in a scenario ("home", "iop", "iop + sober", "php or iop", or an
/// exit). Stages must be named before anything leads to them.
class SmallModel {
public:
    using Shares = std::vector<std::pair<double, std::string>>;

    explicit SmallModel(std::initializer_list<std::string> stages, std::initializer_list<std::string> exits = {}) {
        model.clock.calendar = Calendar(std::chrono::sys_days{std::chrono::year{2027} / 1 / 4});
        model.clock.run = ticks_per_year;
        model.exits = exits;
        model.outcome_names = {"relapsed", "completed"};
        for (const std::string& name : stages) {
            Stage stage;
            stage.name = name;
            stage.level = level_named(name).value_or(Level::none);
            stage.waitlist.gave_up = routing({{1.0, "home"}});
            stage.waitlist.turned_away = routing({{1.0, "home"}});
            model.stages.push_back(std::move(stage));
        }
        for (Stage& stage : model.stages) end_stays(stage.name, Distribution::exponential(1.0), {{1.0, "home"}});
    }

    StageId id(const std::string& name) const {
        for (std::size_t stage = 0; stage < model.stages.size(); ++stage) {
            if (model.stages[stage].name == name) return StageId(stage);
        }
        std::abort();
    }
    Stage& stage(const std::string& name) { return model.stages[id(name).index()]; }

    Routing routing(const Shares& shares) const {
        Routing routing;
        for (const auto& [share, to] : shares) {
            routing.probabilities.push_back(share);
            routing.destinations.push_back(destination(to));
        }
        routing.shares = Categorical(routing.probabilities);
        return routing;
    }

    Population& ask(const std::string& name, double per_day, const Shares& enters) {
        Population population;
        population.name = name;
        population.arrivals.per_day = per_day;
        population.enters = routing(enters);
        model.populations.push_back(std::move(population));
        return model.populations.back();
    }

    /// One outcome, `completed`.
    void end_stays(const std::string& name, const Distribution& stay, const Shares& next) {
        OutcomeTable& table = stage(name).outcomes;
        table = OutcomeTable{};
        table.shares = Categorical{};
        table.probabilities = {{1.0}};
        table.outcomes.push_back({OutcomeNameId(1), stay, routing(next)});
    }

    /// Several outcomes with their shares, stays and ways on.
    struct Ending {
        std::string name;
        double share;
        Distribution stay;
        Shares next;
    };
    void end_stays(const std::string& name, const std::vector<Ending>& endings) {
        OutcomeTable& table = stage(name).outcomes;
        table = OutcomeTable{};
        std::vector<double> shares;
        for (const Ending& ending : endings) {
            shares.push_back(ending.share);
            table.outcomes.push_back({outcome(ending.name), ending.stay, routing(ending.next)});
        }
        table.shares = Categorical(shares);
        table.probabilities = {shares};
    }

    OutcomeNameId outcome(const std::string& name) {
        for (std::size_t position = 0; position < model.outcome_names.size(); ++position) {
            if (model.outcome_names[position] == name) return OutcomeNameId(position);
        }
        model.outcome_names.push_back(name);
        return OutcomeNameId(model.outcome_names.size() - 1);
    }

    /// An attribute that `population` draws with fixed shares.
    AttributeId attribute(Population& population, const std::string& name,
                          const std::vector<std::pair<std::string, double>>& values) {
        Attribute attribute;
        attribute.name = name;
        std::vector<double> shares;
        for (const auto& [value, share] : values) {
            attribute.values.push_back(value);
            shares.push_back(share);
        }
        model.attributes.push_back(std::move(attribute));
        const AttributeId attribute_id(model.attributes.size() - 1);
        population.attributes.push_back({attribute_id, Categorical(shares), {shares}});
        return attribute_id;
    }

    /// "the attribute has its value number `value`", counted from 1.
    Condition attribute_is(AttributeId attribute, std::size_t value) const {
        Test test;
        test.subject = Test::Subject::attribute;
        test.attribute = attribute;
        test.accepted.assign(model.attributes[attribute.index()].values.size() + 1, 0);
        test.accepted[value] = 1;
        return {{test}};
    }

    /// A law with multiplier 1 at home, 0 in care and 1 in housing and support; relapse in care and returns lead `to`.
    Relapse& relapse(double susceptible, const Distribution& time, double returns, const Shares& to) {
        Relapse relapse;
        relapse.law = RelapseLaw{susceptible, time};
        for (const Stage& stage : model.stages) relapse.stage_hazard.push_back(stage.is_care() ? 0.0 : 1.0);
        relapse.in_care = routing(to);
        relapse.at_home.returns = returns;
        relapse.at_home.after = Distribution::exponential(30.0);
        relapse.at_home.to = routing(to);
        model.relapse = std::move(relapse);
        return *model.relapse;
    }

    Model model;

private:
    Destination destination(const std::string& text) const {
        Destination destination;
        if (text == "home") return destination;
        if (text == "stays") {
            destination.kind = Destination::Kind::stays;
            return destination;
        }
        for (std::size_t exit = 0; exit < model.exits.size(); ++exit) {
            if (model.exits[exit] != text) continue;
            destination.kind = Destination::Kind::exit;
            destination.exit = ExitId(exit);
            return destination;
        }
        destination.kind = Destination::Kind::join;
        const std::size_t either = text.find(" or ");
        destination.first = option(text.substr(0, either));
        if (either != std::string::npos) destination.second = option(text.substr(either + 4));
        return destination;
    }

    Option option(const std::string& text) const {
        const std::size_t plus = text.find(" + ");
        Option option;
        const StageId first = id(text.substr(0, plus));
        (model.stages[first.index()].is_care() ? option.care : option.beside) = first;
        if (plus != std::string::npos) option.beside = id(text.substr(plus + 3));
        return option;
    }
};

}  // namespace stepdown
