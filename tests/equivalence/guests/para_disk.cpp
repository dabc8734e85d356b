// A paravirtual guest and its disk: commands and rings through hypercalls, the disk's interrupt in bank 1; and what a disk must not be made to
// do for it: write to a page table, take one for its ring, or go on writing to a page that has become one.
#include "guests/disk_ring.hpp"
#include "guests/para_guest.hpp"

namespace {

constexpr u32 kDiskLine = 1U << AR_LINE_DISK;
constexpr u32 kBuffer = kSpare, kRing = kSpare + 0x20000, kFrame = kSpare + 0x30000;
constexpr u32 kFourMib = 1U << 22, kAlias = kTableCount * kFourMib;
constexpr u32 kSpace = kRoot | 1U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON;

u32 interrupts;
void disk_interrupt(u32 line) {
    ++interrupts;
    expect("the line", line, AR_LINE_DISK);
    asm volatile("csrc %0, %1" : : "i"(AR_CSR_PENDING1), "r"(kDiskLine) : "memory");
}

void out(u32 port, u32 value) { call(AR_HYPERCALL_PORT_OUT, port, value); }
u32 status() { return call(AR_HYPERCALL_PORT_IN, AR_PORT_DISK_STATUS); }
void begin(u32 command, u32 sector, u32 address, u32 count) {
    out(AR_PORT_DISK_SECTOR, sector);
    out(AR_PORT_DISK_ADDRESS, address);
    out(AR_PORT_DISK_COUNT, count);
    out(AR_PORT_DISK_COMMAND, command);
}
/// Sleeps until the disk's bit comes, takes the interrupt if there is one to take, and acknowledges.
u32 end() {
    while (status() == AR_DISK_BUSY) call(AR_HYPERCALL_WAIT);
    enable();
    disable();
    const u32 how = status();
    out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    csr_write<AR_CSR_PENDING1>(0);
    return how;
}
u32 transfer(u32 command, u32 sector, u32 address, u32 count) {
    begin(command, sector, address, count);
    return end();
}
void fill(u32 page, u32 bytes, u32 with) {
    for (u32 i = 0; i < bytes; i += 4) word_at(page + i) = with + i;
}

void commands() {
    const u32 before = interrupts;
    fill(kBuffer, 1024, 0x11110000);
    expect("write", transfer(AR_DISK_WRITE, 7, kBuffer, 2), AR_DISK_DONE);
    fill(kBuffer, 1024, 0);
    expect("read", transfer(AR_DISK_READ, 7, kBuffer, 2), AR_DISK_DONE);
    expect("what was written", word_at(kBuffer + 1020), 0x11110000 + 1020);
    expect("an interrupt for each", interrupts - before, 2);
    expect("in bank 1", last_trap.bank, 1);
    begin(AR_DISK_READ, 7, kBuffer, 1);
    expect("busy", status(), AR_DISK_BUSY);
    expect("no bit yet", csr_read<AR_CSR_PENDING1>(), 0);
    expect("done", end(), AR_DISK_DONE);
}

void put_three() {
    reset_ring(kRing, 0);
    for (u32 i = 0; i < 3; ++i) ring_request(kRing, i, AR_DISK_READ, 7, kBuffer + i * 4096, 1);
}

void rings() {
    const u32 before = interrupts;
    put_three();
    word_at(kRing) = 3;
    fill(kBuffer, 3 * 4096, 0);
    expect("kick", call(AR_HYPERCALL_DISK_KICK, kRing), 0);
    expect("a ring", end(), AR_DISK_DONE);
    expect("consumed", word_at(kRing + 4), 3);
    expect("one interrupt", interrupts - before, 1);
    for (u32 i = 0; i < 3; ++i) expect("each read", word_at(kBuffer + i * 4096 + 4), 0x11110004);
    put_three();
    word_at(kRing) = 1;
    out(AR_PORT_DISK_RING, kRing);
    out(AR_PORT_DISK_KICK, 0);
    expect("a ring by its ports", end(), AR_DISK_DONE);
}

/// No request makes the disk write to a table, and a refused one leaves nothing behind.
void tables_are_not_written() {
    const u32 tables[] = {kRoot, kTables, kTables + 3 * 4096, kRoot - 512};
    for (const u32 table : tables) {
        const u32 last = table | 0xffc;
        const u32 was = word_at(last);
        expect("a read into a table", transfer(AR_DISK_READ, 7, table, 2), AR_DISK_FAILED);
        expect("which is as it was", word_at(last), was);
        put_three();
        ring_request(kRing, 1, AR_DISK_READ, 7, table, 2);
        word_at(kRing) = 3;
        call(AR_HYPERCALL_DISK_KICK, kRing);
        expect("a ring with such a read", end(), AR_DISK_DONE);
        expect("the one before", word_at(kRing + 64 + 16), AR_DISK_DONE);
        expect("such a read", word_at(kRing + 64 + 32 + 16), AR_DISK_FAILED);
        expect("the one after", word_at(kRing + 64 + 64 + 16), AR_DISK_DONE);
    }
    // What such a table says is no secret of anybody's.
    expect("a table written to the disk", transfer(AR_DISK_WRITE, 9, kTables, 1), AR_DISK_DONE);
    expect("a page that lies before a table", protect(kRoot - 4096), 1);
    expect("was not lent for good", pin(kRoot - 4096, kAlias), 1);
    unpin(kRoot - 4096);
    release(kRoot - 4096);
}

/// The counts of a ring are written by whoever serves it, so a table is none.
void tables_are_no_rings() {
    // As a table of pages it must be one: an even word is an entry that is not valid.
    reset_ring(kRing, 0);
    ring_request(kRing, 0, AR_DISK_WRITE, 20, kBuffer, 4);
    word_at(kRing) = 2;
    protect(kRing);
    expect("a ring becomes a table", pin(kRing, kAlias), 1);
    expect("kick", call(AR_HYPERCALL_DISK_KICK, kRing), 0);
    expect("a table as a ring", status(), AR_DISK_FAILED);
    expect("is not served", word_at(kRing + 4), 0);
    end();
    unpin(kRing);
    release(kRing);
}

/// Nobody may write to it through the page tables; the disk is about to.
void under_way() {
    fill(kFrame, 4096, 0);
    protect(kFrame);
    begin(AR_DISK_READ, 9, kFrame, 8);
    expect("under way", status(), AR_DISK_BUSY);
    expect("pin under a transfer", pin(kFrame, kAlias), 0);
    expect("pin as a root under a transfer", pin(kFrame, AR_PIN_ROOT), 0);
    expect("the transfer", end(), AR_DISK_DONE);
    release(kFrame);
    fill(kFrame, 4096, 0);
    protect(kFrame);
    expect("pin when it is over", pin(kFrame, kAlias), 1);
    unpin(kFrame);
    release(kFrame);

    reset_ring(kRing, 0);
    for (u32 i = 0; i < 2; ++i) ring_request(kRing, i, AR_DISK_WRITE, 30, kBuffer, 2);
    word_at(kRing) = 2;
    protect(kRing);
    call(AR_HYPERCALL_DISK_KICK, kRing);
    expect("served", status(), AR_DISK_BUSY);
    expect("pin of a ring that is served", pin(kRing, kAlias), 0);
    expect("the ring", end(), AR_DISK_DONE);
    expect("both", word_at(kRing + 4), 2);
    release(kRing);
    reset_ring(kRing, 0);
    for (u32 i = 0; i < 1024; ++i) word_at(kRing + 4 * i) = 0;
    protect(kRing);
    expect("pin when it is served", pin(kRing, kAlias), 1);
    unpin(kRing);
    release(kRing);
    for (u32 i = 0; i < 50; ++i) transfer(AR_DISK_READ, i == 25 ? 1000 : 7, kFrame, 1);
    fill(kFrame, 4096, 0);
    protect(kFrame);
    expect("fifty transfers leave nothing behind", pin(kFrame, kAlias), 1);
    unpin(kFrame);
    release(kFrame);
}

/// Out and in again while the disk works: what is lent then is nobody's, so nobody may come in before it has ended.
void out_and_in() {
    begin(AR_DISK_READ, 7, kFrame, 1);
    expect("leave", leave(kSpace), 0);
    expect("enter under a transfer", enter(), kNotNow);
    while (call(AR_HYPERCALL_PORT_IN, AR_PORT_DISK_STATUS) == AR_DISK_BUSY) {}
    expect("it ended", port_in(AR_PORT_DISK_STATUS), AR_DISK_DONE);
    expect("with what was asked for", word_at(kFrame + 4), 0x11110004);
    expect("its line is up", csr_read<AR_CSR_PENDING0>() & kDiskLine, kDiskLine);
    csr_write<AR_CSR_ROOT>(0);
    build_tables();
    csr_write<AR_CSR_ROOT>(kSpace);
    flush_all();
    expect("enter", enter(), 0);
    expect("the line came along", csr_read<AR_CSR_PENDING1>() & kDiskLine, kDiskLine);
    expect("the state too", end(), AR_DISK_DONE);
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    build_tables();
    expect("enter", enter(), 0);
    on_interrupt = disk_interrupt;
    csr_write<AR_CSR_IMASK1>(kDiskLine);
    commands();
    rings();
    tables_are_not_written();
    tables_are_no_rings();
    under_way();
    out_and_in();
    finish();
}
