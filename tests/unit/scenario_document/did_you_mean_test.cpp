#include "document_fixtures.hpp"

#include "scenario/did_you_mean.hpp"

using namespace stepdown;

TEST_CASE("edits are counted, a swap of neighbors as one") {
    CHECK(edit_distance("slots", "slots") == 0);
    CHECK(edit_distance("slot", "slots") == 1);
    CHECK(edit_distance("slost", "slots") == 1);
    CHECK(edit_distance("beds", "slots") == 4);
    CHECK(edit_distance("ca", "abc") == 3);
    CHECK(edit_distance("", "abc") == 3);
}

TEST_CASE("the closest word is suggested when it is close") {
    const std::vector<std::string> keys = {"beds", "slots", "waitlist", "warm_up", "iop", "op"};
    CHECK(closest_word("slost", keys) == "slots");
    CHECK(closest_word("wait-list", keys) == "waitlist");
    CHECK(closest_word("warm-up", keys) == "warm_up");
    CHECK(closest_word("Beds", keys) == "beds");
    CHECK(closest_word("ipo", keys) == "iop");
    CHECK_FALSE(closest_word("census", keys).has_value());
    CHECK_FALSE(closest_word("", keys).has_value());
    CHECK_FALSE(closest_word(std::string(100'000, 'x'), keys).has_value());
}

TEST_CASE("without a close word a short list is given, a long one is not") {
    const std::vector<std::string> few = {"run", "start", "warm_up"};
    CHECK(did_you_mean("strat", few) == "did you mean `start`?");
    CHECK(did_you_mean("finish", few) == "one of run, start, warm_up");
    CHECK(did_you_mean("finish", std::vector<std::string>{"start"}) == "the only one is `start`");
    CHECK(did_you_mean("finish", std::vector<std::string>{}).empty());
    CHECK(did_you_mean("finish", std::vector<std::string>{"a", "b", "c", "d", "e", "f", "g", "h", "i"}).empty());
}
