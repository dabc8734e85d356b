// The two models that are held against each other.
#pragma once

#include "isa/cpu/engine/cpu.hpp"
#include "isa/cpu/reference/reference.hpp"

namespace anel::differential {

using Reference = cpu::Reference;
using Engine = cpu::Cpu;

}  // namespace anel::differential
