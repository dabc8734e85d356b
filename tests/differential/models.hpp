// The two models that are held against each other.
#pragma once

#include "isa/cpu/engine/cpu.hpp"

namespace anel::differential {

using Reference = cpu::Cpu;
using Engine = cpu::Cpu;

}  // namespace anel::differential
