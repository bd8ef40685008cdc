// The families of distributions by the parameters that planners know. What each needs is checked here, because the makers
// take it for granted.
#include <cmath>
#include <functional>
#include <vector>

#include <fmt/format.h>

#include "scenario/distributions.hpp"
#include "scenario/section_values.hpp"

namespace stepdown {

namespace {

// Beyond these the laws' figures leave the range of numbers that mean anything.
constexpr double smallest_shape = 0.05;
constexpr double largest_shape = 1e4;
constexpr double largest_cv = 100.0;
constexpr double longest_mean_days = 365.0 * 1e5;

class FamilyReader {
public:
    FamilyReader(const std::string& family, const Node& node, const SectionContext& context)
        : family_(family), node_(node), context_(context) {}

    std::optional<Distribution> read() {
        if (family_ == "fixed") return fixed();
        if (!node_.is_map()) return std::nullopt;
        if (family_ == "lognormal") return lognormal();
        if (family_ == "exponential") return exponential();
        if (family_ == "uniform") return uniform();
        if (family_ == "triangular") return triangular();
        if (family_ == "gamma") return gamma();
        if (family_ == "erlang") return erlang();
        if (family_ == "weibull") return weibull();
        if (family_ == "hyperexponential") return hyperexponential();
        if (family_ == "empirical") return empirical();
        return histogram();
    }

private:
    std::nullopt_t refuse(const char* code, std::string message, std::string hint = "") {
        context_.problems.error(node_.place, code, std::move(message), std::move(hint));
        return std::nullopt;
    }

    std::nullopt_t needs(const char* parameters) {
        if (!bad_) refuse("wrong-parameters", fmt::format("`{}` takes {}", family_, parameters));
        return std::nullopt;
    }

    std::nullopt_t impossible() {
        if (!bad_) refuse("no-such-distribution", fmt::format("no `{}` distribution has these figures", family_));
        return std::nullopt;
    }

    /// In days; remembers that a stated value was wrong, so that it is not called missing too.
    std::optional<double> days(const char* key, Sign sign = Sign::positive) {
        const Node* value = stated(node_, key);
        if (value == nullptr) return std::nullopt;
        const auto ticks = read_duration(*value, sign, context_.problems);
        if (!ticks) bad_ = true;
        if (!ticks) return std::nullopt;
        return to_days(*ticks);
    }

    std::optional<double> number(const char* key, Sign sign, double lowest, double highest) {
        const Node* value = stated(node_, key);
        if (value == nullptr) return std::nullopt;
        const auto read = read_number(*value, sign, context_.problems);
        if (!read) {
            bad_ = true;
        } else if (*read < lowest || *read > highest) {
            bad_ = true;
            context_.problems.error(
                value->place, "no-such-distribution",
                fmt::format("`{}` must lie between {} and {}", key, number_text(lowest), number_text(highest)));
        }
        return bad_ ? std::nullopt : read;
    }

    std::optional<double> shape() { return number("shape", Sign::positive, smallest_shape, largest_shape); }
    std::optional<double> cv() { return number("cv", Sign::not_negative, 0.0, largest_cv); }

    /// The numbers of a list, or nothing: not stated, or wrong (remembered).
    template <class ReadOne>
    std::vector<double> list(const char* key, ReadOne read_one) {
        std::vector<double> values;
        const Node* node = stated(node_, key);
        if (node == nullptr) return values;
        for (const Node& item : node->items) {
            const std::optional<double> value = read_one(item);
            if (!value) bad_ = true;
            values.push_back(value.value_or(0.0));
        }
        return values;
    }
    std::vector<double> durations(const char* key, Sign sign) {
        return list(key, [&](const Node& item) -> std::optional<double> {
            const auto ticks = read_duration(item, sign, context_.problems);
            if (!ticks) return std::nullopt;
            return to_days(*ticks);
        });
    }
    std::vector<double> weights(const char* key) {
        return list(key, [&](const Node& item) { return read_ratio(item, Sign::not_negative, context_.problems); });
    }
    static bool any_positive(const std::vector<double>& values) {
        for (const double value : values) {
            if (value > 0.0) return true;
        }
        return false;
    }

    std::optional<Distribution> fixed() {
        const auto ticks = read_duration(node_, Sign::not_negative, context_.problems);
        if (!ticks) return std::nullopt;
        return Distribution::fixed(to_days(*ticks));
    }

    std::optional<Distribution> lognormal() {
        const DurationFigures figures{days("mean"), days("median"), days("p90"), cv()};
        const int count =
            figures.mean.has_value() + figures.median.has_value() + figures.p90.has_value() + figures.cv.has_value();
        if (bad_) return std::nullopt;
        if (count == 1) {
            return refuse("one-figure", "one figure alone does not say how much the lengths differ",
                          "add another of mean, median, p90 and cv, or write `{exponential: {mean: ...}}` or a plain duration");
        }
        if (count > 2) return refuse("too-many-figures", "two of mean, median, p90 and cv say it all", "leave out the others");
        if (count == 0) return needs("two of mean, median, p90 and cv");
        auto law = lognormal_from(figures);
        if (!law) {
            const char* hint =
                figures.median && (figures.mean || figures.p90) ? "the median lies below the mean and below p90" : "";
            return refuse("no-such-distribution", "no lognormal distribution has these figures", hint);
        }
        return law;
    }

    std::optional<Distribution> exponential() {
        const auto mean = days("mean");
        if (!mean) return needs("`mean`");
        return Distribution::exponential(*mean);
    }

    std::optional<Distribution> uniform() {
        const auto min = days("min", Sign::not_negative);
        const auto max = days("max");
        if (!min || !max) return needs("`min` and `max`");
        if (*min >= *max) return refuse("wrong-parameters", "`min` must lie below `max`");
        return Distribution::uniform(*min, *max);
    }

    std::optional<Distribution> triangular() {
        const auto min = days("min", Sign::not_negative);
        const auto mode = days("mode", Sign::not_negative);
        const auto max = days("max");
        if (!min || !mode || !max) return needs("`min`, `mode` and `max`");
        if (*min > *mode || *mode > *max || *min >= *max) {
            return refuse("wrong-parameters", "`min`, `mode` and `max` must ascend");
        }
        return Distribution::triangular(*min, *mode, *max);
    }

    std::optional<Distribution> gamma() {
        const auto mean = days("mean");
        const auto spread = cv();
        const auto form = shape();
        const auto scale = days("scale");
        if (mean && spread && !form && !scale) {
            if (*spread > 0.0 && 1.0 / (*spread * *spread) > largest_shape) return impossible();
            return gamma_from(*mean, *spread);
        }
        if (form && scale && !mean && !spread) return Distribution::gamma_shape_scale(*form, *scale);
        return needs("`mean` and `cv`, or `shape` and `scale`");
    }

    std::optional<Distribution> erlang() {
        const auto mean = days("mean");
        const auto phases = number("shape", Sign::positive, 1.0, largest_shape);
        if (!mean || !phases) return needs("`mean` and `shape`");
        if (*phases != std::floor(*phases))
            return refuse("wrong-parameters", "the `shape` of `erlang` is a whole number of phases");
        return Distribution::erlang(*mean, static_cast<int>(*phases));
    }

    std::optional<Distribution> weibull() {
        const auto form = shape();
        const auto scale = days("scale");
        const auto mean = days("mean");
        if (!form || scale.has_value() == mean.has_value()) return needs("`shape` and `scale`, or `shape` and `mean`");
        return scale ? Distribution::weibull(*form, *scale) : weibull_from(*form, *mean);
    }

    std::optional<Distribution> hyperexponential() {
        const auto mean = days("mean");
        const auto spread = cv();
        const auto shares = weights("shares");
        const auto means = durations("means", Sign::positive);
        if (bad_) return std::nullopt;
        if (mean && spread && shares.empty() && means.empty()) {
            const auto law = hyperexponential_from(*mean, *spread);
            if (!law) return refuse("no-such-distribution", "the cv of `hyperexponential` is at least 1");
            return law;
        }
        if (mean || spread || shares.empty() || shares.size() != means.size()) {
            return needs("`mean` and `cv`, or as many `shares` as `means`");
        }
        double sum = 0.0;
        for (const double share : shares) sum += share;
        if (std::abs(sum - 1.0) > 1e-9) {
            return refuse("shares-off-one",
                          fmt::format("the shares of `hyperexponential` add up to {}, not to 1", number_text(sum)));
        }
        return Distribution::hyperexponential(shares, means);
    }

    std::optional<Distribution> empirical() {
        const auto values = durations("values", Sign::not_negative);
        auto shares = weights("weights");
        if (bad_ || values.empty()) return needs("`values`, and as many `weights` where they differ");
        if (stated(node_, "weights") == nullptr) shares.assign(values.size(), 1.0);
        if (shares.size() != values.size() || !any_positive(shares))
            return needs("as many `weights` as `values`, one above 0 at least");
        return Distribution::empirical(values, shares);
    }

    std::optional<Distribution> histogram() {
        const auto edges = durations("edges", Sign::not_negative);
        const auto shares = weights("weights");
        if (bad_) return std::nullopt;
        if (shares.empty() || edges.size() != shares.size() + 1 || !any_positive(shares)) {
            return needs("`weights` and one more of `edges`, one weight above 0 at least");
        }
        for (std::size_t i = 1; i < edges.size(); ++i) {
            if (edges[i - 1] >= edges[i]) return refuse("wrong-parameters", "the `edges` of `histogram` must ascend");
        }
        return Distribution::histogram(edges, shares);
    }

    const std::string& family_;
    const Node& node_;
    const SectionContext& context_;
    bool bad_ = false;
};

}  // namespace

std::optional<Distribution> read_family(const std::string& family, const Node& parameters, const SectionContext& context) {
    const auto law = FamilyReader(family, parameters, context).read();
    if (!law) return std::nullopt;
    const double mean = law->mean();
    if (std::isfinite(mean) && mean <= longest_mean_days) return law;
    context.problems.error(parameters.place, "no-such-distribution",
                           fmt::format("the mean of this `{}` is beyond all bounds", family));
    return std::nullopt;
}

}  // namespace stepdown
