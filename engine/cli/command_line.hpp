// From the words after the program's name to an exit status: the one place where failures become numbers.
#pragma once

namespace stepdown {

/// Reads the command line, carries the command out and returns the program's exit status. Lets no exception out.
int run_command_line(int argc, char** argv);

}  // namespace stepdown
