// How the monitor says that it cannot go on: words on the machine's log, then a real triple fault, which stops the machine
// for everybody to see.
#pragma once

#include "hardware.hpp"

namespace anel::monitor {

void log_text(const char* text);
void log_hex(u32 value);

/// Stops the machine the way a triple fault stops it.
[[noreturn]] void stop_machine();

/// For what the monitor cannot accept: `text` and a number on the log, then the machine stops.
[[noreturn]] void panic(const char* text, u32 value);

}  // namespace anel::monitor
