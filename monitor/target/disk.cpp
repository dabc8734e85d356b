#include "disk.hpp"

#include "guest_store.hpp"
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

/// The ring that the real disk serves: what the guest asked for in its own, checked, with addresses of the real machine.
struct RealRing {
    u32 produced, consumed;
    u32 unused[14];
    struct Slot {
        u32 command, sector, address, count, status;
        u32 guest_address;  ///< the contract leaves this word to the driver
        u32 is_lent;        ///< likewise
        u32 unused;
    } slot[AR_DISK_RING_SLOTS];
};
static_assert(__builtin_offsetof(RealRing, slot) == kSlots && sizeof(RealRing::Slot) == kSlotBytes);
alignas(kPageBytes) RealRing real_ring;

RealRing::Slot& real_slot(u32 number) { return real_ring.slot[number % AR_DISK_RING_SLOTS]; }

void set_status(Monitor& monitor, u32 status) {
    monitor.disk.status = status;
    monitor.vcpu.disk_line = status == AR_DISK_DONE || status == AR_DISK_FAILED ? kDiskBit : 0;
}

/// Whether there is guest memory to read or write.
bool in_guest_memory(const Monitor& monitor, u32 guest_physical, u32 bytes) {
    return monitor.memory.holds(guest_physical) && monitor.memory.holds(guest_physical + bytes - 1);
}

/// The real disk is going to write there. Page tables that a guest has handed over are not its to write, nor its disk's.
bool lend(Monitor& monitor, u32 address, u32 bytes) {
    written_by_device(monitor, address, bytes);
    return !monitor.para.entered || monitor.para.tables.lend(address, bytes);
}

/// Nothing, where the guest has left the arrangement in which it was lent.
void take_back(Monitor& monitor, u32 address, u32 bytes) {
    if (monitor.para.entered) monitor.para.tables.take_back(address, bytes);
    written_by_device(monitor, address, bytes);
}

void take_back_command(Monitor& monitor) {
    VirtualDisk& disk = monitor.disk;
    if (disk.lent_bytes != 0) take_back(monitor, disk.lent_address, disk.lent_bytes);
    disk.lent_bytes = 0;
}

void take_back_ring(Monitor& monitor) {
    if (monitor.disk.ring_is_lent != 0) take_back(monitor, monitor.disk.served_ring, kPageBytes);
    monitor.disk.ring_is_lent = 0;
}

/// Whether the guest may have it, as far as the real disk does not find out by itself: that knows its size, and what is aligned.
/// What it is going to write to is lent.
bool may_begin(Monitor& monitor, const Request& request) {
    if (request.command != AR_DISK_READ && request.command != AR_DISK_WRITE) return false;
    if (request.count == 0 || request.count > AR_DISK_SECTORS_MOST) return false;
    const u32 bytes = request.count * AR_SECTOR_BYTES;
    if (!in_guest_memory(monitor, request.address, bytes)) return false;
    return request.command != AR_DISK_READ || lend(monitor, request.address, bytes);
}

/// Has the real disk begin what the guest may have. False: it cannot be done, and nothing has happened.
bool begin(Monitor& monitor, const Request& request) {
    if (!may_begin(monitor, request)) return false;
    if (request.command == AR_DISK_READ) {
        monitor.disk.lent_address = request.address;
        monitor.disk.lent_bytes = request.count * AR_SECTOR_BYTES;
    }
    port_out(AR_PORT_DISK_SECTOR, request.sector);
    port_out(AR_PORT_DISK_ADDRESS, monitor.memory.host_physical(request.address));
    port_out(AR_PORT_DISK_COUNT, request.count);
    port_out(AR_PORT_DISK_COMMAND, request.command);
    if (port_in(AR_PORT_DISK_STATUS) != AR_DISK_FAILED) return true;
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    take_back_command(monitor);
    return false;
}

u32 guest_slot(const VirtualDisk& disk, u32 number) { return disk.served_ring + kSlots + number % AR_DISK_RING_SLOTS * kSlotBytes; }

/// Copies one request of the guest's ring, once, into the real one. What the guest may not have stands there as one that the real disk
/// fails, in its turn.
void pass_on(Monitor& monitor, u32 number) {
    const u32 from = guest_slot(monitor.disk, number);
    const Request request{*monitor.memory.word(from + kSlotCommand), *monitor.memory.word(from + kSlotSector),
                          *monitor.memory.word(from + kSlotAddress), *monitor.memory.word(from + kSlotCount)};
    RealRing::Slot& to = real_slot(real_ring.produced++);
    const bool may = may_begin(monitor, request);
    to.command = request.command;
    to.sector = request.sector;
    to.guest_address = request.address;
    to.address = may ? monitor.memory.host_physical(request.address) : 0;
    to.count = may ? request.count : 0;
    to.is_lent = may && request.command == AR_DISK_READ;
}

/// Has the real disk serve all that is new in the guest's ring. The guest does not run meanwhile, so `produced` stands still.
void serve(Monitor& monitor) {
    VirtualDisk& disk = monitor.disk;
    const u32 outstanding = *monitor.memory.word(disk.served_ring + kProduced) - disk.consumed;
    if (outstanding == 0) return set_status(monitor, AR_DISK_DONE);
    if (outstanding > AR_DISK_RING_SLOTS) return set_status(monitor, AR_DISK_FAILED);
    for (u32 i = 0; i < outstanding; ++i) pass_on(monitor, disk.consumed + i);
    disk.under_way = outstanding;
    set_status(monitor, AR_DISK_BUSY);
    port_out(AR_PORT_DISK_RING, static_cast<u32>(reinterpret_cast<uintptr_t>(&real_ring)) + monitor.to_physical);
    port_out(AR_PORT_DISK_KICK, 0);
}

/// The real disk has caught up: its answers go into the guest's ring.
void end_ring(Monitor& monitor) {
    VirtualDisk& disk = monitor.disk;
    const u32 first = real_ring.produced - disk.under_way;
    for (u32 i = 0; i < disk.under_way; ++i) {
        const RealRing::Slot& slot = real_slot(first + i);
        if (slot.is_lent != 0) take_back(monitor, slot.guest_address, slot.count * AR_SECTOR_BYTES);
        *monitor.memory.word(guest_slot(disk, disk.consumed++) + kSlotStatus) = slot.status;
    }
    *monitor.memory.word(disk.served_ring + kConsumed) = disk.consumed;
    disk.under_way = 0;
    written_by_device(monitor, disk.served_ring, kPageBytes);
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
    if (monitor.para.entered) {
        if (!monitor.para.tables.lend(ring, kPageBytes)) return set_status(monitor, AR_DISK_FAILED);
        disk.ring_is_lent = 1;
    }
    disk.serves_ring = 1;
    disk.served_ring = ring;
    serve(monitor);
    if (disk.status != AR_DISK_BUSY) take_back_ring(monitor);
}

void real_disk_done(Monitor& monitor) {
    mark<AR_MARK_DEVICE>();
    const u32 status = port_in(AR_PORT_DISK_STATUS);
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    take_back_command(monitor);
    if (monitor.disk.status != AR_DISK_BUSY) return;
    if (monitor.disk.serves_ring == 0) return set_status(monitor, status);
    end_ring(monitor);
    serve(monitor);
    if (monitor.disk.status != AR_DISK_BUSY) take_back_ring(monitor);
}

}  // namespace anel::monitor
