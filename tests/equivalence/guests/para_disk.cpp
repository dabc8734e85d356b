// A paravirtual guest and its disk: commands, the ring and its hypercall work as ever; a transfer never reaches a page table, nor does a
// page become one while the disk may be writing to it.
#include "guests/para_guest.hpp"

namespace {

constexpr u32 kAlias = kTableCount << 22;
constexpr u32 kRing = kSpare;
constexpr u32 kBuffer = kSpare + 4096;
constexpr u32 kFuture = kSpare + 2 * 4096;  ///< to become a table of pages
constexpr u32 kDiskLine = 1U << AR_LINE_DISK;

u32 in(u32 port) { return call(AR_HYPERCALL_PORT_IN, port); }
void out(u32 port, u32 value) { call(AR_HYPERCALL_PORT_OUT, port, value); }

void begin(u32 sector, u32 address, u32 count, u32 what) {
    out(AR_PORT_DISK_SECTOR, sector);
    out(AR_PORT_DISK_ADDRESS, address);
    out(AR_PORT_DISK_COUNT, count);
    out(AR_PORT_DISK_COMMAND, what);
}

/// The disk's state when its line is up, which is acknowledged.
u32 end() {
    call(AR_HYPERCALL_WAIT);
    const u32 status = in(AR_PORT_DISK_STATUS);
    csr_write<AR_CSR_PENDING1>(csr_read<AR_CSR_PENDING1>() & ~kDiskLine);
    out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    return status;
}

u32 transfer(u32 sector, u32 address, u32 count, u32 what) {
    begin(sector, address, count, what);
    return end();
}

void request(u32 slot, u32 sector, u32 address) {
    const u32 at = kRing + 64 + slot * 32;
    word_at(at) = AR_DISK_READ;
    word_at(at + 4) = sector;
    word_at(at + 8) = address;
    word_at(at + 12) = 1;
}

void commands() {
    expect("a sector written", (word_at(kBuffer) = 0x12345678, transfer(3, kBuffer, 1, AR_DISK_WRITE)), AR_DISK_DONE);
    expect("and read", transfer(3, kBuffer + 512, 1, AR_DISK_READ), AR_DISK_DONE);
    expect("is what was written", word_at(kBuffer + 512), 0x12345678);
    const u32 before = word_at(entry_of(0));
    expect("a read into a table of pages", transfer(0, kTables, 1, AR_DISK_READ), AR_DISK_FAILED);
    expect("a read into the end of one", transfer(0, kTables + 4096 - 512, 1, AR_DISK_READ), AR_DISK_FAILED);
    expect("a read into the root", transfer(0, kRoot, 1, AR_DISK_READ), AR_DISK_FAILED);
    expect("a read that runs into one", transfer(0, kRoot - 7 * 512, 8, AR_DISK_READ), AR_DISK_FAILED);
    expect("a read that stops before", transfer(0, kRoot - 8 * 512, 8, AR_DISK_READ), AR_DISK_DONE);
    expect("a read into the monitor", transfer(0, kRam, 1, AR_DISK_READ), AR_DISK_FAILED);
    expect("a read that runs into the monitor", transfer(0, kRam - 512, 2, AR_DISK_READ), AR_DISK_FAILED);
    expect("the table is as it was", word_at(entry_of(0)), before);
}

void rings() {
    request(0, 3, kBuffer + 1024);
    request(1, 3, kTables);
    request(2, 3, kBuffer + 1536);
    word_at(kRing) = 3;
    expect("a kick by hypercall", call(AR_HYPERCALL_DISK_KICK, kRing), 0);
    expect("ends", end(), AR_DISK_DONE);
    expect("all consumed", word_at(kRing + 4), 3);
    expect("the good one", word_at(kRing + 64 + 16), AR_DISK_DONE);
    expect("the one into a table", word_at(kRing + 64 + 32 + 16), AR_DISK_FAILED);
    expect("the one behind it", word_at(kRing + 64 + 64 + 16), AR_DISK_DONE);
    expect("what they have read", word_at(kBuffer + 1024) ^ word_at(kBuffer + 1536), 0);
    call(AR_HYPERCALL_DISK_KICK, kTables);
    expect("a ring in a table of pages", end(), AR_DISK_FAILED);
    call(AR_HYPERCALL_DISK_KICK, kRam);
    expect("a ring in the monitor", end(), AR_DISK_FAILED);
    call(AR_HYPERCALL_DISK_KICK, kRing + 4);
    expect("a ring at an odd place", end(), AR_DISK_FAILED);
}

void meanwhile() {
    for (u32 i = 0; i < 1024; ++i) word_at(kFuture + 4 * i) = 0;
    protect(kFuture);
    begin(0, kFuture, 8, AR_DISK_READ);
    expect("pin of what the disk writes to", pin(kFuture, kAlias), 0);
    expect("and it is done", end(), AR_DISK_DONE);
    release(kFuture);
    for (u32 i = 0; i < 1024; ++i) word_at(kFuture + 4 * i) = 0;
    protect(kFuture);
    expect("pin when the disk is at rest", pin(kFuture, kAlias), 1);
    expect("and no read goes there", transfer(0, kFuture, 1, AR_DISK_READ), AR_DISK_FAILED);
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    build_tables();
    begin(0, kTables, 1, AR_DISK_READ);
    expect("enter while the disk writes", enter(), kNotNow);
    while (port_in(AR_PORT_DISK_STATUS) == AR_DISK_BUSY) {}
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    build_tables();
    expect("enter", enter(), 0);
    csr_write<AR_CSR_IMASK1>(kDiskLine);
    commands();
    rings();
    meanwhile();
    finish();
}
