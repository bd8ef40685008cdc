#include "support/markov_chain.hpp"

#include <Eigen/Dense>

namespace stepdown::testing {

std::map<ChainState, double> stationary(const ChainState& start, const ChainTransitions& transitions) {
    std::map<ChainState, Eigen::Index> positions = {{start, 0}};
    std::vector<ChainState> states = {start};
    struct Jump {
        Eigen::Index from;
        Eigen::Index to;
        double rate;
    };
    std::vector<Jump> jumps;
    for (std::size_t next = 0; next < states.size(); ++next) {
        const ChainState state = states[next];
        transitions(state, [&](const ChainState& to, double rate) {
            const auto [found, added] = positions.try_emplace(to, static_cast<Eigen::Index>(states.size()));
            if (added) states.push_back(to);
            jumps.push_back({static_cast<Eigen::Index>(next), found->second, rate});
        });
    }
    const auto size = static_cast<Eigen::Index>(states.size());
    Eigen::MatrixXd balance = Eigen::MatrixXd::Zero(size, size);
    for (const Jump& jump : jumps) {
        balance(jump.to, jump.from) += jump.rate;
        balance(jump.from, jump.from) -= jump.rate;
    }
    balance.row(0).setOnes();
    Eigen::VectorXd right = Eigen::VectorXd::Zero(size);
    right(0) = 1.0;
    const Eigen::VectorXd solution = balance.partialPivLu().solve(right);
    std::map<ChainState, double> law;
    for (const auto& [state, position] : positions) law[state] = solution(position);
    return law;
}

double expectation(const std::map<ChainState, double>& law, const std::function<double(const ChainState&)>& value) {
    double sum = 0.0;
    for (const auto& [state, probability] : law) sum += probability * value(state);
    return sum;
}

}  // namespace stepdown::testing
