// A paravirtual guest that calls with what no honest one would: numbers that do not exist, addresses outside memory, page tables that
// may not be adopted, ten thousand bad operations. It is told each time, and goes on.
#include "guests/para_guest.hpp"

namespace {

constexpr u32 kOn = AR_ROOT_ON;

void before() {
    expect("the version", call(AR_HYPERCALL_VERSION), AR_HYPERCALL_INTERFACE);
    expect("the ring before", call(AR_HYPERCALL_RING), 0);
    expect("update before", update(kSpare, 0), kNotNow);
    expect("set root before", call(AR_HYPERCALL_SET_ROOT, kRoot), kNotNow);
    expect("leave before", call(AR_HYPERCALL_LEAVE, 0), kNotNow);
    expect("wait before", call(AR_HYPERCALL_WAIT), kNotNow);
    expect("enter with paging off", call(AR_HYPERCALL_ENTER, kRoot), kRefused);
    expect("enter with the monitor's memory", call(AR_HYPERCALL_ENTER, kRam | kOn), kRefused);
    expect("enter with the last page of all", call(AR_HYPERCALL_ENTER, 0xfffff000 | kOn), kRefused);
    word_at(entry_of(kTables)) = kTables | kPage;
    expect("enter with a table to write to", call(AR_HYPERCALL_ENTER, kRoot | kOn), kRefused);
    build_tables();
    word_at(entry_of(kRoot)) = kRoot | kPage;
    expect("enter with a root to write to", call(AR_HYPERCALL_ENTER, kRoot | kOn), kRefused);
    build_tables();
    word_at(kRoot + 4 * 5) = kRoot | AR_PTE_V;
    expect("enter with a root that names itself", call(AR_HYPERCALL_ENTER, kRoot | kOn), kRefused);
    build_tables();
    word_at(kRoot + 4 * 5) = kTables | AR_PTE_V;
    expect("enter with a table in two places", call(AR_HYPERCALL_ENTER, kRoot | kOn), kRefused);
    build_tables();
    word_at(kRoot + 4 * 5) = kPage;
    expect("enter with a superpage", call(AR_HYPERCALL_ENTER, kRoot | kOn), kRefused);
    build_tables();
    word_at(entry_of(kSpare)) = kRam | kPage;
    expect("enter with a page of the monitor", call(AR_HYPERCALL_ENTER, kRoot | kOn), kRefused);
    build_tables();
    csr_write<AR_CSR_GRANT>(1U << 1);
    expect("enter with a ring granted", call(AR_HYPERCALL_ENTER, kRoot | kOn), kNotNow);
    csr_write<AR_CSR_GRANT>(0);
    expect("still ring 0", csr_read<AR_CSR_RING>(), 0);
}

void wild() {
    for (u32 number = AR_HYPERCALL_ROOT + 1; number != 0; number = number * 3 + 1) {
        expect("a number that does not exist", call(number, kRoot, kRoot), kNoSuchCall);
        if (number > 0x40000000) break;
    }
    expect("the last number of all", call(0xffffffff), kNoSuchCall);
    expect("enter again", call(AR_HYPERCALL_ENTER, kRoot | kOn), kNotNow);
    expect("no operations", call(AR_HYPERCALL_UPDATE, kSpare, 0), 0);
    expect("too many operations", call(AR_HYPERCALL_UPDATE, kSpare, AR_UPDATES_MOST + 1), kTooMany);
    expect("all operations there are", call(AR_HYPERCALL_UPDATE, kSpare, 0xffffffff), kTooMany);
    constexpr u32 kBatches[] = {kRam, kRam - 8, AR_WINDOW_BASE, 0xfffffff8, kSpare + 4, kSpare + 1};
    for (u32 address : kBatches) expect("a batch at a wild address", call(AR_HYPERCALL_UPDATE, address, 2), kBadAddress);
    constexpr u32 kTexts[] = {kRam, 0xffffffff, AR_WINDOW_BASE, 0x80000000, kSpare + 4095};
    for (u32 address : kTexts) expect("text at a wild address", call(AR_HYPERCALL_CONSOLE_WRITE, address, 2), kBadAddress);
    expect("more text than a page", call(AR_HYPERCALL_CONSOLE_WRITE, kSpare, 4097), kBadAddress);
    expect("text without end", call(AR_HYPERCALL_CONSOLE_WRITE, kSpare, 0xffffffff), kBadAddress);
    expect("no text", call(AR_HYPERCALL_CONSOLE_WRITE, kSpare, 0), 0);
    expect("a port that does not exist", call(AR_HYPERCALL_PORT_IN, 0x99), 0xffffffff);
    expect("the ring", call(AR_HYPERCALL_RING), 1);
}

/// The last operation of each batch is the one to be refused; and each by itself.
void ten_thousand() {
    u32 random = 12345;
    u32 refused = 0;
    for (u32 i = 0; i < 10000; ++i) {
        random = random * 1664525 + 1013904223;
        const u32 ordinary = kSpare + (random >> 8) % 0x400000;
        u32 first = entry_of(ordinary) | AR_TABLE_WRITE, second = kRam + (random & 0x3ffff000) + kPage;
        if (i % 4 == 1) first = (ordinary & ~3U) | AR_TABLE_WRITE;
        if (i % 4 == 2) first = (ordinary & ~3U) | AR_TABLE_PIN, second = random;
        if (i % 4 == 3) first = (ordinary & ~3U) | AR_TABLE_UNPIN;
        if (update(first, second) == 0) ++refused;
    }
    expect("bad operations refused", refused, 10000);
    for (u32 i = 0; i < AR_UPDATES_MOST; ++i) {
        word_at(kSpare + 8 * i) = entry_of(kSpare + 0x10000) | AR_TABLE_WRITE;
        word_at(kSpare + 8 * i + 4) = i + 1 < AR_UPDATES_MOST ? (kSpare + 0x10000) | kPage : kRam | kPage;
    }
    for (u32 round = 0; round < 20; ++round)
        expect("a full batch, bad at its end", call(AR_HYPERCALL_UPDATE, kSpare, AR_UPDATES_MOST), AR_UPDATES_MOST - 1);
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    quiet = true;
    build_tables();
    before();
    expect("enter", enter(), 0);
    wild();
    ten_thousand();
    finish();
}
