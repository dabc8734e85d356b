// What the monitor is told at boot, and what it tells its guest.
#pragma once

#include "monitor.hpp"

namespace anel::monitor {

struct BootBlock {
    u32 magic;
    u32 version;
    u32 ram_bytes;
    u32 window_base;
    u32 module_count;
    u32 modules_addr;
    u32 cmdline_addr;
    u32 cmdline_len;
};
struct BootModule {
    u32 addr;
    u32 size_bytes;
    u32 kind;
};

/// Loads an ELF32 image for AR32 to its physical addresses below `ram_bytes`, with paging off. Returns its entry.
u32 load_guest(const BootModule& module, u32 ram_bytes);

void enter_guest(Monitor& monitor);

}  // namespace anel::monitor
