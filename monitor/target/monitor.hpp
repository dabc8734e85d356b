// All of the monitor's state, in one value that every part is handed.
#pragma once

#include "disk.hpp"
#include "guest_memory.hpp"
#include "para_state.hpp"
#include "shadow.hpp"
#include "vcpu.hpp"

namespace anel::monitor {

struct Monitor {
    Vcpu vcpu;  ///< first: the trap entry knows the monitor by its address
    u32 window_base;
    u32 returns_to;      ///< the real ring in the real status0, so that it is written only when it changes
    u32 console_masked;  ///< 1: the real console line is masked until it falls, because the guest has not taken it yet
    Para para;
    GuestMemory memory;
    VirtualDisk disk;
    ShadowTables shadow;
};
static_assert(__builtin_offsetof(Monitor, vcpu) == 0);

}  // namespace anel::monitor
