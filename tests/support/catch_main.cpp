// The one main of every test program. Tells the tests where the program and the checkout are, unless the caller has.
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include <cstdlib>

int main(int argument_count, char** arguments) {
    ::setenv("STEPDOWN_BINARY", STEPDOWN_BINARY_PATH, 0);
    ::setenv("STEPDOWN_SOURCE", STEPDOWN_SOURCE_PATH, 0);
    return Catch::Session().run(argument_count, arguments);
}
