// The program: everything is in the commands.

#include "cli/command_line.hpp"

int main(int argc, char** argv) { return stepdown::run_command_line(argc, argv); }
