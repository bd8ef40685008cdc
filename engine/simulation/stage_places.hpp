// The places of one stage at an instant: how many are open, held, booked and closed, and whom they may take.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "model/stage.hpp"
#include "simulation/waiting_list.hpp"

namespace stepdown {

/// Admission needs census + places booked by moves < open places, and a reserved place must be left for those it is kept for.
class StagePlaces {
public:
    enum class Limits : std::uint8_t { apply, lifted };

    StagePlaces() = default;
    StagePlaces(const Stage& stage, Limits limits);

    /// Replaces the number of places; free ones go at once, the rest as they empty.
    void set_places(Places places);
    /// Beds that staff on shift can look after; unstaffed ones are closed.
    void set_staffed(std::int64_t beds) { staffed_ = limits_lifted_ ? no_limit : beds; }

    bool unlimited() const { return capacity_ == no_limit && staffed_ == no_limit; }
    std::int64_t open() const { return std::min(staffed_, not_turning()); }
    std::int64_t census() const { return census_; }
    /// Clients who hold a place or for whom one is booked.
    std::int64_t taken() const { return census_ + booked_; }
    std::int64_t free() const { return unlimited() ? no_limit : open() - census_ - booked_; }

    /// Whether a client under reservation `rule` (or none) could be admitted now.
    bool admits(std::uint8_t rule) const {
        if (unlimited()) return true;
        if (census_ + booked_ >= open()) return false;
        return reserved_.empty() || leaves_reserved_places(rule);
    }
    /// How many places reserved for others are in use: 0 or more.
    std::int64_t taken_from_reserved() const;

    void occupy(std::uint8_t rule) {
        ++census_;
        count(rule, 1);
    }
    void vacate(std::uint8_t rule) {
        --census_;
        count(rule, -1);
    }
    void book(std::uint8_t rule) {
        ++booked_;
        count(rule, 1);
    }
    void unbook(std::uint8_t rule) {
        --booked_;
        count(rule, -1);
    }
    /// Whether a place that has just been vacated is still there to be closed: not after a cut, not when it is booked.
    bool vacated_place_remains() const { return capacity_ != no_limit && census_ + booked_ + turning_ < capacity_; }
    void close_one() { ++turning_; }
    void reopen_one() { --turning_; }

private:
    static constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

    struct Reserved {
        std::int64_t places = 0;
        std::int64_t used = 0;
    };

    std::int64_t not_turning() const {
        return capacity_ == no_limit ? no_limit : std::max<std::int64_t>(0, capacity_ - turning_);
    }
    bool leaves_reserved_places(std::uint8_t rule) const;
    /// Others + sum of max(0, used - reserved): what stands on unreserved places.
    std::int64_t on_unreserved() const;
    void count(std::uint8_t rule, std::int64_t by) {
        if (rule != Needs::no_rule) reserved_[rule].used += by;
    }

    std::int64_t capacity_ = no_limit;
    std::int64_t staffed_ = no_limit;
    std::int64_t census_ = 0;
    std::int64_t booked_ = 0;
    std::int64_t turning_ = 0;
    std::int64_t reserved_total_ = 0;
    std::vector<Reserved> reserved_;
    bool limits_lifted_ = false;
};

}  // namespace stepdown
