// Ctrl-C as a flag that a run looks at between quanta. The second one ends the program at once.
// Not here: what a run does when it is set (monitor/control/run.hpp).
#pragma once

#include <atomic>

namespace anel::cli {

/// From here on the first SIGINT or SIGTERM sets the flag that is returned. It lives as long as the program.
const std::atomic<bool>* catch_interrupts();

/// Clears the flag and waits for the next first one: for who goes on after what was interrupted.
void forget_interrupt();

}  // namespace anel::cli
