// Whole boots of Anelix, with a disk, on the reference and on the engine: each with memory and devices of its own, compared every so often and
// at the end.
// Not here: programs at random (random_test.cpp); what a guest finds under a monitor (tests/equivalence).
#pragma once

#include <string>

#include "monitor/control/modes.hpp"

namespace anel::differential {

/// A few programs that compute, call, map, fork and write a file. Checks as it goes, and that they get to the end.
inline const std::string kShortLife = "run=echo booted;sysloop 30;ptstress 2;forkwait 1;pingpong 4;compute 2000;echo kept > note;cat note";

void compare_boot(control::Mode mode, const std::string& command_line);

}  // namespace anel::differential
