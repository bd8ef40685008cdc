// The yardstick: one care network, the one of network/five-stages.yaml, written by hand as fast as we can. No scenario, no
// options of the language; the same statistics, checked against the exact waits. Prints JSON; status 1 when a wait is
// implausible. Usage: handwritten_network [REPLICATIONS]
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <initializer_list>
#include <vector>

#include <fmt/format.h>

#include "handwritten/calendar.hpp"
#include "handwritten/random.hpp"

namespace {

using namespace handwritten;

constexpr int stage_count = 5;
constexpr std::uint8_t home = stage_count;
constexpr double warm_up = 730.0;
constexpr double end = 3650.0;
constexpr double days_to_access = 7.0;
constexpr std::array names = {"inpatient", "php", "iop", "op", "sober"};
constexpr std::array<int, stage_count> places = {40, 84, 440, 530, 78};
constexpr std::array<double, stage_count> mean_stays = {6.0, 14.0, 45.0, 90.0, 60.0};
constexpr double between_referrals = 0.1;
/// In days, by Erlang's formula: in a network of Jackson's every stage is a queue M/M/c.
constexpr std::array exact_waits = {0.5445, 0.4970, 0.1798, 0.1789, 3.2063};
/// Of the t distribution with 19 degrees of freedom: 99.9%, both sides.
constexpr double t_quantile = 3.883;
constexpr double fewest_to_judge = 20.0;

/// All shares are whole percents: a draw from a hundred tells the next stage.
using Destinations = std::array<std::uint8_t, 100>;

struct Share {
    std::uint8_t to;
    int percent;
};

constexpr Destinations destinations(std::initializer_list<Share> shares) {
    Destinations table{};
    table.fill(home);
    std::size_t next = 0;
    for (const Share& share : shares)
        for (int each = 0; each < share.percent; ++each) table[next++] = share.to;
    return table;
}

constexpr Destinations entry = destinations({{0, 50}, {1, 20}, {2, 30}});
constexpr std::array<Destinations, stage_count> routes = {
    destinations({{1, 50}, {2, 20}, {4, 20}}), destinations({{2, 70}, {0, 5}}), destinations({{3, 60}, {1, 5}, {0, 5}}),
    destinations({{2, 8}, {0, 2}}), destinations({{2, 60}, {0, 10}})};

struct Stage {
    int census = 0;
    int waiting = 0;
    std::uint32_t first = nobody;
    std::uint32_t last = nobody;
    double since = 0.0;
    double census_area = 0.0;
    double waiting_area = 0.0;
    double waited = 0.0;
    std::uint64_t admitted = 0;
    std::uint64_t at_once = 0;
    std::uint64_t in_time = 0;

    void count_until(double now) {
        census_area += census * (now - since);
        waiting_area += waiting * (now - since);
        since = now;
    }
};

class Replication {
public:
    explicit Replication(std::uint64_t seed) : random_(seed) {
        calendar_.clients.resize(1);
        calendar_.add(referral, random_.exponential() * between_referrals);
    }

    void run_until(double until) {
        while (calendar_.is_next_before(until)) {
            const std::uint32_t client = calendar_.take();
            ++events;
            if (client == referral) {
                refer(calendar_.clients[referral].time);
            } else {
                leave(client, calendar_.clients[client].time);
            }
        }
        for (Stage& stage : stages) stage.count_until(until);
    }

    /// Statistics start anew; clients stay where they are.
    void forget() {
        for (Stage& stage : stages) {
            stage.census_area = stage.waiting_area = stage.waited = 0.0;
            stage.admitted = stage.at_once = stage.in_time = 0;
        }
        referrals = gone_home = 0;
    }

    std::array<Stage, stage_count> stages;
    std::uint64_t events = 0;
    std::uint64_t referrals = 0;
    std::uint64_t gone_home = 0;

private:
    static constexpr std::uint32_t referral = 0;

    void refer(double now) {
        ++referrals;
        const std::uint64_t bits = random_.bits();
        std::uint32_t client = free_;
        if (client == nobody) {
            client = static_cast<std::uint32_t>(calendar_.clients.size());
            calendar_.clients.emplace_back();
        } else {
            free_ = calendar_.clients[client].next;
        }
        ask(client, entry[percent(bits)], now);
        calendar_.add(referral, now + random_.exponential() * between_referrals);
    }

    void leave(std::uint32_t client, double now) {
        const std::uint8_t from = calendar_.clients[client].stage;
        Stage& stage = stages[from];
        stage.count_until(now);
        --stage.census;
        if (stage.waiting > 0) {
            const std::uint32_t first = stage.first;
            stage.first = calendar_.clients[first].next;
            --stage.waiting;
            const double wait = now - calendar_.clients[first].time;
            stage.waited += wait;
            stage.in_time += wait <= days_to_access ? 1 : 0;
            admit(first, stage, from, now);
        }
        const std::uint8_t to = routes[from][percent(random_.bits())];
        if (to != home) return ask(client, to, now);
        ++gone_home;
        calendar_.clients[client].next = free_;
        free_ = client;
    }

    void ask(std::uint32_t client, std::uint8_t to, double now) {
        Stage& stage = stages[to];
        stage.count_until(now);
        calendar_.clients[client].stage = to;
        if (stage.census < places[to]) {
            ++stage.at_once;
            ++stage.in_time;
            return admit(client, stage, to, now);
        }
        calendar_.clients[client].time = now;
        (stage.waiting == 0 ? stage.first : calendar_.clients[stage.last].next) = client;
        stage.last = client;
        ++stage.waiting;
    }

    void admit(std::uint32_t client, Stage& stage, std::uint8_t at, double now) {
        ++stage.admitted;
        ++stage.census;
        calendar_.add(client, now + random_.exponential() * mean_stays[at]);
    }

    static std::size_t percent(std::uint64_t bits) { return static_cast<std::size_t>(((bits >> 32) * 100) >> 32); }

    Random random_;
    Calendar calendar_;
    std::uint32_t free_ = nobody;
};

/// Figures of one stage, averaged over replications.
struct Figures {
    std::vector<double> waits;
    double census = 0.0;
    double waiting = 0.0;
    double at_once = 0.0;
    double in_time = 0.0;

    void add(const Stage& stage) {
        const auto admitted = static_cast<double>(stage.admitted);
        waits.push_back(stage.waited / admitted);
        census += stage.census_area / (end - warm_up);
        waiting += stage.waiting_area / (end - warm_up);
        at_once += static_cast<double>(stage.at_once) / admitted;
        in_time += static_cast<double>(stage.in_time) / admitted;
    }
};

/// Prints the stage and tells whether its wait is plausible.
bool report(std::size_t which, const Figures& figures) {
    const auto count = static_cast<double>(figures.waits.size());
    double mean = 0.0;
    for (const double wait : figures.waits) mean += wait / count;
    double squares = 0.0;
    for (const double wait : figures.waits) squares += (wait - mean) * (wait - mean);
    const double half = count > 1.0 ? t_quantile * std::sqrt(squares / (count - 1.0) / count) : 0.0;
    const bool plausible = count < fewest_to_judge || std::abs(mean - exact_waits[which]) <= half;
    fmt::print("    \"{}\": {{\"wait_mean\": {:.4f}, \"half_interval\": {:.4f}, \"wait_exact\": {:.4f}, \"plausible\": {}, ",
               names[which], mean, half, exact_waits[which], plausible);
    fmt::print(
        "\"census_mean\": {:.3f}, \"occupancy\": {:.4f}, \"waiting_mean\": {:.3f}, \"waited_none\": {:.4f}, \"access_7_d\": "
        "{:.4f}}}{}\n",
        figures.census / count, figures.census / count / places[which], figures.waiting / count, figures.at_once / count,
        figures.in_time / count, which + 1 < stage_count ? "," : "");
    return plausible;
}

/// What all replications add up to.
struct Totals {
    std::array<Figures, stage_count> figures;
    std::uint64_t events = 0;
    std::uint64_t referrals = 0;
    std::uint64_t gone_home = 0;

    void add(const Replication& replication) {
        for (std::size_t which = 0; which < stage_count; ++which) figures[which].add(replication.stages[which]);
        events += replication.events;
        referrals += replication.referrals;
        gone_home += replication.gone_home;
    }
};

Totals simulate(int replications) {
    Totals totals;
    for (int each = 0; each < replications; ++each) {
        Replication replication(static_cast<std::uint64_t>(each) + 1);
        replication.run_until(warm_up);
        replication.forget();
        replication.run_until(end);
        totals.add(replication);
    }
    return totals;
}

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char** argv) {
    const int replications = argc > 1 ? std::atoi(argv[1]) : 20;
    const double processor_before = processor_seconds();
    const auto began = std::chrono::steady_clock::now();
    const Totals totals = simulate(replications);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    const double processor = processor_seconds() - processor_before;
    fmt::print("{{\n  \"replications\": {},\n  \"seconds\": {:.6f},\n  \"processor_seconds\": {:.6f},\n", replications, seconds,
               processor);
    fmt::print("  \"events\": {},\n  \"ns_per_event\": {:.3f},\n", totals.events,
               1e9 * seconds / static_cast<double>(totals.events));
    fmt::print("  \"referrals\": {},\n  \"gone_home\": {},\n  \"stages\": {{\n", totals.referrals, totals.gone_home);
    bool plausible = true;
    for (std::size_t which = 0; which < stage_count; ++which) plausible = report(which, totals.figures[which]) && plausible;
    fmt::print("  }}\n}}\n");
    return plausible ? 0 : 1;
}
