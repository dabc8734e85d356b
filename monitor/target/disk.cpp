#include "disk.hpp"

#include "monitor.hpp"

namespace anel::monitor {

namespace {

// The ring as the contract lays it out.
constexpr u32 kProduced = 0, kConsumed = 4;
constexpr u32 kSlots = 64, kSlotBytes = 32;
constexpr u32 kSlotCommand = 0, kSlotSector = 4, kSlotAddress = 8, kSlotCount = 12, kSlotStatus = 16;
static_assert(kSlots + kSlotBytes * AR_DISK_RING_SLOTS <= kPageBytes);  // so a ring whose first byte is in memory is there whole

struct Request {
    u32 command, sector, address, count;
};

void set_status(Monitor& monitor, u32 status) {
    monitor.disk.status = status;
    monitor.vcpu.disk_line = status == AR_DISK_DONE || status == AR_DISK_FAILED ? kDiskBit : 0;
}

/// Whether the disk may read or write guest memory there. What a mode must keep from its guest's disk, it must refuse here.
bool in_guest_memory(const Monitor& monitor, u32 guest_physical, u32 bytes) {
    const u32 last = guest_physical + bytes - 1;
    if (!monitor.memory.holds(guest_physical) || !monitor.memory.holds(last)) return false;
    if (!monitor.para.entered) return true;
    // A page table is changed by operations that are checked, and by nothing else.
    for (u32 page = guest_physical / kPageBytes; page <= last / kPageBytes; ++page)
        if (!monitor.para.tables.is_ordinary(page * kPageBytes)) return false;
    return true;
}

/// Has the real disk begin what the guest may have. False: it cannot be done, and nothing has happened.
bool begin(Monitor& monitor, const Request& request) {
    if (request.command != AR_DISK_READ && request.command != AR_DISK_WRITE) return false;
    if (request.count == 0 || request.count > AR_DISK_SECTORS_MOST) return false;
    if (!in_guest_memory(monitor, request.address, request.count * AR_SECTOR_BYTES)) return false;
    port_out(AR_PORT_DISK_SECTOR, request.sector);
    port_out(AR_PORT_DISK_ADDRESS, monitor.memory.host_physical(request.address));
    port_out(AR_PORT_DISK_COUNT, request.count);
    port_out(AR_PORT_DISK_COMMAND, request.command);
    // The real disk knows its size and what is aligned. It refuses at once.
    if (port_in(AR_PORT_DISK_STATUS) != AR_DISK_FAILED) return true;
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    return false;
}

u32 slot_of(const VirtualDisk& disk) { return disk.served_ring + kSlots + disk.consumed % AR_DISK_RING_SLOTS * kSlotBytes; }

void end_request(Monitor& monitor, u32 status) {
    VirtualDisk& disk = monitor.disk;
    *monitor.memory.word(slot_of(disk) + kSlotStatus) = status;
    *monitor.memory.word(disk.served_ring + kConsumed) = ++disk.consumed;
}

/// Begins the ring's next request that can be done. The guest does not run meanwhile, so `produced` stands still and no more than a ring's
/// slots pass by.
void serve_next(Monitor& monitor) {
    VirtualDisk& disk = monitor.disk;
    for (;;) {
        const u32 outstanding = *monitor.memory.word(disk.served_ring + kProduced) - disk.consumed;
        if (outstanding == 0) return set_status(monitor, AR_DISK_DONE);
        if (outstanding > AR_DISK_RING_SLOTS) return set_status(monitor, AR_DISK_FAILED);
        const u32 slot = slot_of(disk);
        const Request request{*monitor.memory.word(slot + kSlotCommand), *monitor.memory.word(slot + kSlotSector),
                              *monitor.memory.word(slot + kSlotAddress), *monitor.memory.word(slot + kSlotCount)};
        if (begin(monitor, request)) return set_status(monitor, AR_DISK_BUSY);
        end_request(monitor, AR_DISK_FAILED);
    }
}

void command(Monitor& monitor, u32 what) {
    VirtualDisk& disk = monitor.disk;
    if (disk.status == AR_DISK_BUSY) return;
    if (what == AR_DISK_ACKNOWLEDGE) return set_status(monitor, AR_DISK_IDLE);
    disk.serves_ring = 0;
    const bool begun = begin(monitor, {what, disk.sector, disk.address, disk.count});
    set_status(monitor, begun ? AR_DISK_BUSY : AR_DISK_FAILED);
}

}  // namespace

u32 disk_in(Monitor& monitor, u32 port) {
    if (port == AR_PORT_DISK_SECTORS) return port_in(port);
    return port == AR_PORT_DISK_STATUS ? monitor.disk.status : 0xffffffff;
}

void disk_out(Monitor& monitor, u32 port, u32 value) {
    VirtualDisk& disk = monitor.disk;
    if (port == AR_PORT_DISK_SECTOR) disk.sector = value;
    else if (port == AR_PORT_DISK_ADDRESS) disk.address = value;
    else if (port == AR_PORT_DISK_COUNT) disk.count = value;
    else if (port == AR_PORT_DISK_COMMAND) command(monitor, value);
    else if (port == AR_PORT_DISK_RING) disk.ring = value;
    else if (port == AR_PORT_DISK_KICK) virtual_disk_kick(monitor, disk.ring);
}

void virtual_disk_kick(Monitor& monitor, u32 ring) {
    mark<AR_MARK_DEVICE>();
    VirtualDisk& disk = monitor.disk;
    if (disk.status == AR_DISK_BUSY) return;
    const bool in_memory = ring % kPageBytes == 0 && in_guest_memory(monitor, ring, kPageBytes);
    if (!in_memory || port_in(AR_PORT_DISK_SECTORS) == 0) return set_status(monitor, AR_DISK_FAILED);
    disk.consumed = *monitor.memory.word(ring + kConsumed);
    if (*monitor.memory.word(ring + kProduced) == disk.consumed) return;
    disk.serves_ring = 1;
    disk.served_ring = ring;
    serve_next(monitor);
}

void real_disk_done(Monitor& monitor) {
    mark<AR_MARK_DEVICE>();
    const u32 status = port_in(AR_PORT_DISK_STATUS);
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    if (monitor.disk.status != AR_DISK_BUSY) return;
    if (monitor.disk.serves_ring == 0) return set_status(monitor, status);
    end_request(monitor, status);
    serve_next(monitor);
}

}  // namespace anel::monitor
