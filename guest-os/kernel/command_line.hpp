// The kernel's command line: what the machine's owner wants of it.
//   tick=N             cycles between two timer interrupts (0: none)
//   nobatch            under a monitor, ask it for each page-table operation by itself, to see what asking costs
//   restarts=N         leave the monitor's interface and enter it again N times, to see that it can be done
//   reboots=N          when the work is done, start anew, N times, before the machine goes off
//   init=PATH ARGS...  the first process, to the end of the line; the machine goes off with its exit code
//   run=LINE           what the shell is to run, to the end of the line, instead of reading lines from the console
#pragma once

#include "kernel/program.hpp"

namespace anelix {

struct CommandLine {
    unsigned tick_cycles = 1000000;
    bool batches = true;
    unsigned restarts = 0;
    unsigned reboots = 0;
    Arguments first;  ///< of the first process; argument 0 is its path
};

/// Panics where the line asks for something that does not exist.
void read_command_line(const char* line, CommandLine& result);

}  // namespace anelix
