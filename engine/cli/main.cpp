// The program: everything is in the commands.

#include <cstdlib>
#include <limits>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cli/command_line.hpp"

namespace {

// What one replication gives back the next one needs again: handing it to the system and asking for it anew took longer than many
// a simulation. Single blocks of 32 MB and more are still handed back, as the C library keeps no larger ones.
void keep_memory() {
#ifdef __GLIBC__
    constexpr int largest_threshold = 32 * 1024 * 1024;
    mallopt(M_MMAP_THRESHOLD, largest_threshold);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
#endif
}

}  // namespace

int main(int argc, char** argv) {
    keep_memory();
    return stepdown::run_command_line(argc, argv);
}
