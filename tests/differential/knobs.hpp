// The machine's timing knobs, at random: every size and every latency, the small and the odd ones more often than users would choose them.
// Not here: policies and the rest of a scenario (generate.cpp).
#pragma once

#include "isa/cpu/timing.hpp"
#include "tests/differential/choices.hpp"

namespace anel::differential {

cpu::TimingParams choose_timing(Choices& choices);

}  // namespace anel::differential
