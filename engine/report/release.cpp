// The version comes from the build, so that it stands in one place only.

#include "report/release.hpp"

namespace stepdown {

std::string_view release() { return STEPDOWN_VERSION; }

std::string_view compiler() {
#if defined(__clang__)
    return "clang++ " __clang_version__;
#else
    return "g++ " __VERSION__;
#endif
}

}  // namespace stepdown
