// Runs a hostile guest on the bare machine and under the monitor, and checks what must hold whatever it does.
#pragma once

#include "tests/equivalence/both_machines.hpp"

namespace anel::tests {

GuestRun hostile(const std::string& name, const std::string& command_line = {});

/// Without hardware assist of its own: no guest's machine has it.
Outcome run_bare(GuestRun run);

void monitor_lives(const Outcome& outcome);

/// A log that was flooded is not worth telling whole.
std::string begin_of(const std::string& log);

/// In all modes, unless it calls its monitor: before it enters `para` a guest is an unmodified one.
void same_as_bare(const GuestRun& run, const std::vector<std::string>& modes = kMonitoredModes);

/// The random guest with these seeds in the modes of unmodified guests. In `para` it may call its monitor by chance, and the bare machine
/// cannot say what comes of that; the monitor lives all the same.
void random_guests(int first, int count);

}  // namespace anel::tests
