// The hash is over the bytes of the scenario files alone, so that `sha256sum FILE` confirms it.

#include "report/manifest.hpp"

#include <array>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <openssl/sha.h>
#include <nlohmann/json.hpp>

#include "report/release.hpp"

namespace stepdown {

namespace {

using Json = nlohmann::ordered_json;

std::string utc_text(std::chrono::system_clock::time_point time) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

Json files_json(const Manifest& manifest) {
    Json files = Json::array();
    for (const ReadFile& file : manifest.files) {
        files.push_back({{"file", file.name}, {"sha256", sha256(file.text)}, {"text", file.text}});
    }
    return files;
}

}  // namespace

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    return fmt::format("{:02x}", fmt::join(digest, ""));
}

std::string manifest_json(const Manifest& manifest) {
    const Json document = {{"stepdown", release()},
                           {"scenario", manifest.scenario},
                           {"files", files_json(manifest)},
                           {"plan", manifest.plan ? Json(*manifest.plan) : Json(nullptr)},
                           {"set", manifest.settings},
                           {"command_line", manifest.command_line},
                           {"seed", manifest.seed},
                           {"replications", manifest.replications},
                           {"compiler", compiler()},
                           {"threads", manifest.threads},
                           {"started", utc_text(manifest.started)},
                           {"seconds", manifest.took.count()}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stepdown
