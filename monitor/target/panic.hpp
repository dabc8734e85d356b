// How the monitor says that it cannot go on: words on the machine's log, then it switches the machine off, and says that it gave up.
#pragma once

#include "hardware.hpp"

namespace anel::monitor {

void log_text(const char* text);
void log_hex(u32 value);

/// Off, and not by the guest's wish. The reason is on the log.
[[noreturn]] void stop_machine();

/// For what the monitor cannot accept: `text` and a number on the log, then the machine stops.
[[noreturn]] void panic(const char* text, u32 value);

/// A trap in the monitor itself: nobody else is left to handle it.
[[noreturn]] void trapped_itself(u32 cause, u32 value, u32 pc);

}  // namespace anel::monitor
