// The disk: sectors to and from the kernel's memory. One command at a time, or many requests through the ring, with one kick.
// Whoever calls waits: the machine idles until the disk is done, with interrupts off, so that a tick meanwhile stays pending.
// Not here: files (storage.hpp).
#pragma once

namespace anelix {

/// Asks the disk how large it is.
void start_disk();
/// 0: there is no disk.
unsigned disk_sectors();

/// Nothing is under way, and nothing waits to be acknowledged.
void rest_disk();

// Memory of the kernel, a multiple of 4; any number of sectors. False where the disk has failed.
bool disk_read(unsigned sector, unsigned count, void* to);
bool disk_write(unsigned sector, unsigned count, const void* from);

/// One request of the ring; at most 128 sectors.
struct DiskRead {
    unsigned sector;
    unsigned count;
    void* to;
};
/// All of them, in order. False where one has failed.
bool disk_read_many(const DiskRead* reads, unsigned count);

}  // namespace anelix
