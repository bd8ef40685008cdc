// Prints a fingerprint of the C library's log, exp and pow, to show that they do differ between processors.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>

int main() {
    std::uint64_t fingerprint = 1469598103934665603ULL;
    volatile double x = 0.001;
    for (int step = 0; step < 200000; ++step) {
        const double values[3] = {std::log(x), std::exp(-x), std::pow(x, 0.724)};
        for (const double value : values) {
            std::uint64_t bits = 0;
            std::memcpy(&bits, &value, sizeof bits);
            fingerprint = (fingerprint ^ bits) * 1099511628211ULL;
        }
        x = x + 0.00037;
    }
    std::printf("%016llx\n", static_cast<unsigned long long>(fingerprint));
}
