// The same bytes on any number of threads and on any processor.
#include <catch2/catch.hpp>

#include <fstream>
#include <map>

#include "support/every_mechanism.hpp"
#include "support/program.hpp"

namespace stepdown::testing {
namespace {

using namespace stepdown_test;

/// glibc then behaves as on a processor without these.
const std::pair<std::string, std::string> masked = {"GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F"};

/// Every file of an output directory but the manifest, which has times in it.
std::map<std::string, std::string> outputs(const std::string& scenario, const std::vector<std::string>& options,
                                           const ProgramSetting& setting = {}) {
    const TemporaryFolder folder;
    const std::string file = folder.write("scenario.yaml", scenario);
    const auto results = folder.path() / "results";
    std::vector<std::string> words = {"run", file, "--events", "--out", results.string()};
    words.insert(words.end(), options.begin(), options.end());
    const ProgramRun run = run_program(words, setting);
    INFO(run.errors);
    REQUIRE((run.status == 0 || run.status == 1));
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(results)) {
        if (entry.path().filename() != "manifest.json") files[entry.path().filename().string()] = text_of_file(entry.path());
    }
    REQUIRE(files.size() >= 7);
    REQUIRE(files.at("summary.json").size() > 1000);
    return files;
}

void check_same(const std::map<std::string, std::string>& left, const std::map<std::string, std::string>& right) {
    REQUIRE(left.size() == right.size());
    for (const auto& [name, text] : left) {
        INFO(name);
        CHECK((text == right.at(name)));
    }
}

TEST_CASE("every output has the same bytes on one, two and four threads") {
    const auto one = outputs(every_mechanism, {"--threads", "1"});
    check_same(one, outputs(every_mechanism, {"--threads", "2"}));
    check_same(one, outputs(every_mechanism, {"--threads", "4"}));
}

TEST_CASE("another seed gives other bytes") {
    const auto one = outputs(every_mechanism, {});
    const auto other = outputs(every_mechanism, {"--seed", "2"});
    CHECK((one.at("summary.json") != other.at("summary.json")));
}

TEST_CASE("the C library's own functions change with the processor's features, our bytes do not") {
    std::ifstream processor("/proc/cpuinfo");
    const std::string features((std::istreambuf_iterator<char>(processor)), {});
    if (features.find(" fma") == std::string::npos) {
        WARN("this processor has no FMA, so masking it shows nothing");
        return;
    }
    const auto probe = [](const std::string& tunables) {
        const std::string command = tunables + " " + LIBM_PROBE_PATH;
        FILE* pipe = ::popen(command.c_str(), "r");
        REQUIRE(pipe != nullptr);
        char text[64] = {};
        REQUIRE(std::fgets(text, sizeof text, pipe) != nullptr);
        ::pclose(pipe);
        return std::string(text);
    };
    CHECK(probe("") != probe(masked.first + "=" + masked.second));
    ProgramSetting setting;
    setting.variables.push_back(masked);
    check_same(outputs(every_mechanism, {}), outputs(every_mechanism, {}, setting));
}

}  // namespace
}  // namespace stepdown::testing
