#include "kernel/disk.hpp"

#include "anel_target.h"
#include "file_system/format.hpp"
#include "kernel/lines.hpp"
#include "kernel/pages.hpp"
#include "kernel/privileged.hpp"

namespace anelix {

namespace {

static_assert(kSectorBytes == AR_SECTOR_BYTES);

struct Request {
    unsigned command, sector, address, count, status;
    unsigned unused[3];
};
/// As the machine's contract lays it out.
struct alignas(kPageBytes) Ring {
    unsigned produced;
    unsigned consumed;
    unsigned unused[14];
    Request request[AR_DISK_RING_SLOTS];
};

Ring ring;
unsigned sectors = 0;

/// The disk has been told what to do. False where it could not.
bool wait_for_disk() {
    ops->mark(AR_MARK_IDLE);
    ops->listen(1u << AR_LINE_DISK);
    unsigned status = 0;
    do {
        ops->wait();
        status = ops->port_in(AR_PORT_DISK_STATUS);
    } while (status == AR_DISK_BUSY);
    ops->listen(kKernelLines);
    ops->mark(AR_MARK_KERNEL);
    ops->port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    return status == AR_DISK_DONE;
}

bool move(unsigned command, unsigned sector, unsigned count, const void* memory) {
    unsigned address = physical(memory);
    while (count != 0) {
        const unsigned piece = count < AR_DISK_SECTORS_MOST ? count : AR_DISK_SECTORS_MOST;
        ops->port_out(AR_PORT_DISK_SECTOR, sector);
        ops->port_out(AR_PORT_DISK_ADDRESS, address);
        ops->port_out(AR_PORT_DISK_COUNT, piece);
        ops->port_out(AR_PORT_DISK_COMMAND, command);
        if (!wait_for_disk()) return false;
        sector += piece;
        address += piece * kSectorBytes;
        count -= piece;
    }
    return true;
}

}  // namespace

void start_disk() { sectors = ops->port_in(AR_PORT_DISK_SECTORS); }
unsigned disk_sectors() { return sectors; }
// Whoever gave the disk a command has waited for its end, so there is nothing to wait for here.
void rest_disk() { ops->port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE); }

bool disk_read(unsigned sector, unsigned count, void* to) { return move(AR_DISK_READ, sector, count, to); }
bool disk_write(unsigned sector, unsigned count, const void* from) { return move(AR_DISK_WRITE, sector, count, from); }

bool disk_read_many(const DiskRead* reads, unsigned count) {
    while (count != 0) {
        const unsigned together = count < AR_DISK_RING_SLOTS ? count : AR_DISK_RING_SLOTS;
        const unsigned first = ring.produced;
        for (unsigned i = 0; i < together; ++i)
            ring.request[(first + i) % AR_DISK_RING_SLOTS] = {AR_DISK_READ, reads[i].sector, physical(reads[i].to), reads[i].count, AR_DISK_BUSY, {}};
        ring.produced = first + together;
        ops->disk_kick(physical(&ring));
        bool all = wait_for_disk();
        for (unsigned i = 0; i < together; ++i) all = all && ring.request[(first + i) % AR_DISK_RING_SLOTS].status == AR_DISK_DONE;
        // What the disk has not served it shall not serve later, when the memory is somebody else's.
        ring.produced = ring.consumed;
        if (!all) return false;
        reads += together;
        count -= together;
    }
    return true;
}

}  // namespace anelix
