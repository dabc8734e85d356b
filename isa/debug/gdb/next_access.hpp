// What the instruction that comes next will read or write of memory, said before it does.
// Not here: references that an instruction makes beside its own access, to page tables and control blocks.
#pragma once

#include <cstdint>
#include <optional>

#include "isa/cpu/device_bus.hpp"
#include "isa/machine/machine.hpp"

namespace anel::gdb {

struct Access {
    cpu::MemoryRange range;  ///< of physical memory
    bool writes = false;
};

/// Of a load or store; none of other instructions, and where the tables do not lead to memory. It may trap instead all the same.
std::optional<Access> next_access(const machine::Machine& machine);

}  // namespace anel::gdb
