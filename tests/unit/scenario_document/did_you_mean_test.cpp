#include "document_fixtures.hpp"

#include "core/nearest_word.hpp"
#include "scenario/did_you_mean.hpp"

using namespace stepdown;

TEST_CASE("the closest word is suggested when it is close") {
    const std::vector<std::string> keys = {"beds", "slots", "waitlist", "warm_up", "iop", "op"};
    CHECK(nearest_word("slost", keys) == "slots");
    CHECK(nearest_word("wait-list", keys) == "waitlist");
    CHECK(nearest_word("warm-up", keys) == "warm_up");
    CHECK(nearest_word("Beds", keys) == "beds");
    CHECK(nearest_word("ipo", keys) == "iop");
    CHECK(nearest_word("abdc", std::vector<std::string>{"abxy", "abcd"}) == "abcd");
    CHECK_FALSE(nearest_word("census", keys).has_value());
    CHECK_FALSE(nearest_word("", keys).has_value());
    CHECK_FALSE(nearest_word(std::string(100'000, 'x'), keys).has_value());
}

TEST_CASE("without a close word a short list is given, a long one is not") {
    const std::vector<std::string> few = {"run", "start", "warm_up"};
    CHECK(did_you_mean("strat", few) == "did you mean `start`?");
    CHECK(did_you_mean("finish", few) == "one of run, start, warm_up");
    CHECK(did_you_mean("finish", std::vector<std::string>{"start"}) == "the only one is `start`");
    CHECK(did_you_mean("finish", std::vector<std::string>{}).empty());
    CHECK(did_you_mean("finish", std::vector<std::string>{"a", "b", "c", "d", "e", "f", "g", "h", "i"}).empty());
}
