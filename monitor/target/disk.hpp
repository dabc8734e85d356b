// The guest's disk: registers, states and ring as on the bare machine (isa/spec/disk.hpp), done by the real disk: a command by a command,
// a ring by a ring of the monitor's own. What the guest asks for is copied once, then checked, then used: its addresses become real ones
// here, and none leads outside its own memory. Works the same in every mode, since it needs the virtual CPU for nothing but its line.
#pragma once

#include "hardware.hpp"

namespace anel::monitor {

struct Monitor;

/// Everything starts as 0: idle.
struct VirtualDisk {
    u32 sector, address, count;  ///< the guest's registers: of its next command
    u32 ring;                    ///< likewise, of its next kick
    u32 status;                  ///< AR_DISK_IDLE to AR_DISK_FAILED, as the guest sees it. Busy: the real disk works for it
    u32 serves_ring;             ///< 1: what is under way is a request of the ring
    u32 served_ring;             ///< guest-physical
    u32 consumed;                ///< requests of it that have ended
    u32 under_way;               ///< requests of it that the real disk has
    // What a paravirtual guest's memory has lent, so that it cannot become a page table under a transfer; 0 bytes: nothing.
    u32 lent_address, lent_bytes;
    u32 ring_is_lent;
};

inline bool is_disk_port(u32 port) { return port >= AR_PORT_DISK_SECTORS && port <= AR_PORT_DISK_KICK; }
u32 disk_in(Monitor& monitor, u32 port);
void disk_out(Monitor& monitor, u32 port, u32 value);

/// Serves what is new in the ring at this guest-physical address, as a kick does. A hypercall may call it.
void virtual_disk_kick(Monitor& monitor, u32 ring);

/// What was lent is nobody's any more: the guest leaves the arrangement in which it counted.
inline void forget_what_is_lent(VirtualDisk& disk) { disk.lent_bytes = disk.ring_is_lent = 0; }

/// The real disk's line is up: acknowledges it, ends what the guest had under way, and begins what comes next in the ring.
void real_disk_done(Monitor& monitor);

}  // namespace anel::monitor
