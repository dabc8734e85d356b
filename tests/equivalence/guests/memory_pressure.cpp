// A guest whose page tables are larger than any monitor's cache of them: many pages, many regions, many spaces, and flushes of
// every kind in between. What it reads must be what its own tables say at the last flush or later.
#include "guests/guest.hpp"

namespace {

constexpr u32 kRights = AR_PTE_V | AR_PTE_R | AR_PTE_W | AR_PTE_X | 3U << AR_PTE_RING_SHIFT;
constexpr u32 kRoot = 0x00200000, kLow = 0x00201000, kShared = 0x00202000, kWide = 0x00204000;
constexpr u32 kFrames = 0x00400000;  ///< from here to 15 MiB: pages whose first word is their own address
constexpr u32 kEnd = 0x00f00000;
constexpr u32 kWideVa = 0x40000000;

u32 sum;
void mix(u32 value) { sum = sum * 31 + value; }
void report(const char* what) {
    say(what, sum);
    say("faults", trap_count);
}

void build() {
    for (u32 frame = kFrames; frame < kEnd; frame += 4096) word_at(frame) = frame;
    for (u32 i = 0; i < 1024; ++i) {
        word_at(kLow + 4 * i) = i << 12 | kRights;
        word_at(kShared + 4 * i) = (kFrames + (i % 64) * 4096) | kRights;
        word_at(kRoot + 4 * i) = kShared | AR_PTE_V;
    }
    word_at(kRoot) = kLow | AR_PTE_V;
    word_at(kRoot + 4 * 1023) = 0;  // the window is a hole
    for (u32 table = 0; table < 4; ++table) {
        for (u32 i = 0; i < 1024; ++i) word_at(kWide + table * 4096 + 4 * i) = (kFrames + (i * 4 + table) % 2048 * 4096) | kRights;
        word_at(kRoot + 4 * ((kWideVa >> 22) + table)) = (kWide + table * 4096) | AR_PTE_V;
    }
}

void read_many(u32 pages) {
    for (u32 i = 0; i < pages; ++i) mix(word_at(kWideVa + i * 4096));
}

/// Every region of the address space, each a table of its own to whoever shadows it.
void read_everywhere() {
    for (u32 region = 2; region < 1023; ++region) mix(word_at(region << 22 | (region * 7 % 1024) << 12));
}

void change_many() {
    for (u32 i = 0; i < 1024; ++i) word_at(kWide + 4 * i) = (kFrames + (i * 11 % 2048) * 4096) | kRights;
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    quiet = true;
    build();
    csr_write<AR_CSR_ROOT>(kRoot | 1U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
    flush_all();
    read_many(2000);
    report("many pages");
    change_many();
    flush_all();
    read_many(2000);
    report("after a change and a flush of all");
    for (u32 i = 0; i < 300; ++i) {
        word_at(kWide + 4 * i) = (kFrames + i * 4096) | kRights;
        flush_page_in(kWideVa + i * 4096, 1);
    }
    read_many(2000);
    report("after a change and flushes by page");
    change_many();
    asm volatile(".insn r 0x0b, 1, 0, x0, x0, %0" : : "r"(1) : "memory");
    read_many(2000);
    report("after a change and a flush of the space");
    read_everywhere();
    report("everywhere");
    for (u32 round = 0; round < 3; ++round)
        for (u32 asid = 1; asid < 40; ++asid) {
            csr_write<AR_CSR_ROOT>(kRoot | asid << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
            for (u32 region = asid; region < 1000; region += 37) mix(word_at((region + 2) << 22));
        }
    report("from many spaces");
    for (u32 i = 0; i < 64; ++i) word_at(kShared + 4 * i) = 0;
    flush_all();
    read_everywhere();
    report("with holes");
    // A superpage, used in two places, moved, flushed by a third address in it.
    word_at(kRoot + 4 * 600) = 0x00400000 | kRights;
    flush_page(600U << 22);
    mix(word_at(600U << 22 | 0x00004000));
    mix(word_at(600U << 22 | 0x00234000));
    report("superpage");
    word_at(kRoot + 4 * 600) = 0x00800000 | kRights;
    flush_page(600U << 22 | 0x00111000);
    mix(word_at(600U << 22 | 0x00004000));
    mix(word_at(600U << 22 | 0x00234000));
    report("superpage moved");
    power_off(sum & 0xff);
}
