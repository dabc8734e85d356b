// A guest that reaches for memory that is not its own: with paging off, and by page tables of every odd make. Whatever lies there on the
// machine under it (a monitor, perhaps), it must find what the bare machine shows: nothing.
#include "guests/hostile.hpp"

namespace {

constexpr u32 kRoot = 0x00200000, kTable = 0x00201000, kOther = 0x00202000, kPage = 0x00300000;
constexpr u32 kTestVa = 0x40000000, kSuperVa = 0x40400000, kSelfVa = 0x40800000, kWindow = AR_WINDOW_BASE, kLast = 0xfffff000;
constexpr u32 kOn = 3U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON;
constexpr u32 kMonitorBytes = 8U << 20;  ///< of the machine that the tests make

u32 stride = 1;  ///< pages from one to the next in a sweep
void (*look)();
void look_and_leave() {
    look();
    leave_ring();
}
/// From ring 0, then from ring 3, which looks less closely: what each finds.
void from_both_rings(const char* what, void (*function)()) {
    look = function;
    function();
    report(what);
    stride = 5;
    run_in_ring(3, look_and_leave);
    stride = 1;
    report("  from ring 3");
}

/// Each page in one of the three ways, one in seven in all.
void sweep(u32 begin, u32 pages) {
    for (u32 i = 0; i < pages; i += stride) {
        const u32 address = begin + i * 4096 + (i * 28 & 0xffc);
        if (i % 7 == 0) attempt_all(address);
        else attempt(static_cast<Kind>(i % 3), address);
    }
}
void whole_window() { sweep(kWindow, spares_shared_pages ? 1024 - kSharedPages : 1024); }
void last_page() {
    if (spares_shared_pages) return;
    for (u32 address = kLast; address >= kLast; address += 52) attempt_all(address);
}
void behind_ram() {
    stride *= 2;
    sweep(ram_bytes, kMonitorBytes / 4096);
    for (u32 page = ram_bytes; page >= ram_bytes; page += 0x03fff000) attempt_all(page);
    attempt(kLoad, ram_bytes - 4);
    attempt(kFetch, ram_bytes);
}

void set(u32 place, u32 entry) {
    word_at(place) = entry;
    flush_all();
}

/// Frames that are not the guest's, behind entries that are.
void by_pages() {
    const u32 frames[] = {ram_bytes, ram_bytes + 0x3000, ram_bytes + 0x100000, ram_bytes + kMonitorBytes - 4096, kWindow, kWindow + 0x5000, kLast, 0x80000000};
    for (const u32 frame : frames) {
        set(kTable, frame | kAllRights);
        attempt_all(kTestVa);
        attempt_all(kTestVa + 0x124);
        mix(probe(kTestVa, AR_PTE_R >> 1));
        mix(word_at(kTable));
        set(kTable, frame | AR_PTE_V | AR_PTE_X);
        attempt_all(kTestVa);
        mix(word_at(kTable));
    }
    report("pages of somebody else, and their entries");
    for (const u32 frame : frames) {
        const u32 super = frame & ~(kFourMib - 1);
        set(kRoot + 4 * (kSuperVa >> 22), super | kAllRights);
        attempt_all(kSuperVa);
        attempt_all(kSuperVa + 0x2345a0);
        attempt_all(kSuperVa + kFourMib - 4096);
        mix(word_at(kRoot + 4 * (kSuperVa >> 22)));
        set(kRoot + 4 * (kSuperVa >> 22), frame | kAllRights);
        attempt_all(kSuperVa);
        mix(word_at(kRoot + 4 * (kSuperVa >> 22)));
    }
    report("superpages of somebody else");
    set(kRoot + 4 * (kSuperVa >> 22), (ram_bytes - kFourMib) | kAllRights);
    word_at(ram_bytes - 4096) = kReturn;
    attempt_all(kSuperVa + kFourMib - 4096);
    report("the last page of memory, by a superpage");
}

/// Tables where no memory of the guest's is.
void by_tables() {
    const u32 tables[] = {ram_bytes, ram_bytes + 0x1000, ram_bytes + kMonitorBytes - 4096, kWindow, kLast, 0x80000000};
    for (const u32 table : tables) {
        set(kRoot + 4 * (kSuperVa >> 22), table | AR_PTE_V);
        for (u32 page = 0; page < 1024; page += 93) attempt_all(kSuperVa + page * 4096);
        mix(probe(kSuperVa, 1));
        mix(word_at(kRoot + 4 * (kSuperVa >> 22)));
    }
    report("tables of somebody else");
    const u32 last = ram_bytes - 4096;
    for (u32 i = 0; i < 1024; ++i) word_at(last + 4 * i) = 0;
    word_at(last + 4 * 1023) = last | kAllRights;
    word_at(last + 4 * 1022) = ram_bytes | kAllRights;
    set(kRoot + 4 * (kSuperVa >> 22), last | AR_PTE_V);
    attempt(kLoad, kSuperVa + 1023 * 4096 + 4092);
    attempt(kStore, kSuperVa + 1023 * 4096);
    attempt_all(kSuperVa + 1022 * 4096);
    mix(word_at(last + 4 * 1022));
    mix(word_at(last + 4 * 1023));
    report("a table in the last page of memory that maps itself");
}

/// The root as a table of pages: all tables show up in the address space, and their entries can be written through it.
void self_mapping() {
    const u32 index = kSelfVa >> 22, entries = kSelfVa;
    set(kRoot + 4 * index, kRoot | AR_PTE_V);
    attempt(kLoad, entries + index * 4096 + 4 * index);
    word_at(kRoot + 4 * index) = kRoot | AR_PTE_V;
    // Seen as a page's entry this is a pointer: no rights, no page. So a second one, which is a page.
    set(kTable + 4 * 7, kTable | kAllRights);
    const u32 own = kTestVa + 7 * 4096;
    attempt(kLoad, own + 4 * 7);
    mix(word_at(own + 4 * 7));
    word_at(own + 4 * 8) = kPage | kAllRights;
    flush_all();
    word_at(kPage + 16) = 0x5e1f;
    mix(word_at(kTestVa + 8 * 4096 + 16));
    mix(word_at(own + 4 * 8));
    // Its own entry made read-only through itself, then asked to change once more.
    word_at(own + 4 * 7) = kTable | (kAllRights & ~static_cast<u32>(AR_PTE_W));
    flush_all();
    attempt(kStore, own + 4 * 9);
    mix(word_at(kTable + 4 * 7));
    mix(word_at(kTable + 4 * 9));
    report("tables that map themselves");
    // A root that is its own table for everything but where this code lies.
    for (u32 i = 0; i < 1024; ++i) word_at(kOther + 4 * i) = i < 4 ? word_at(kRoot + 4 * i) : (kOther | AR_PTE_V);
    walk_from(kOther | kOn);
    for (u32 region = 4; region < 1023; region += 59) attempt_all(region << 22 | (region & 3U) << 12);
    mix(word_at(kOther + 4 * 5));
    report("a table inside itself");
    walk_from(kRoot | kOn);
}

/// What a guest maps in a monitor's window is its own page or no memory. It is never anything else.
void mapped_window() {
    word_at(kPage) = 0x900d;
    for (u32 i = 0; i < 1024; ++i) word_at(kOther + 4 * i) = kPage | (kAllRights & ~static_cast<u32>(AR_PTE_W));
    set(kRoot + 4 * 1023, kOther | AR_PTE_V);
    u32 strange = 0;
    const u32 last = spares_shared_pages ? kLast - kSharedPages * 4096 : kLast;
    for (u32 page = kWindow; page >= kWindow && page <= last; page += 3 * 4096) {
        last_trap.cause = 0;
        after_possible_trap();
        const u32 seen = word_at(page);
        after_possible_trap();
        if (last_trap.cause != AR_CAUSE_LOAD_ACCESS && seen != 0x900d) ++strange;
        last_trap.cause = 0;
        after_possible_trap();
        word_at(page) = 0xbad;
        after_possible_trap();
        if (last_trap.cause != AR_CAUSE_STORE_ACCESS && last_trap.cause != AR_CAUSE_STORE_PAGE) ++strange;
    }
    if (word_at(kPage) != 0x900d) ++strange;
    say("strange things in a window that is mapped", strange);
    for (u32 i = 0; i < 1024; ++i) word_at(kOther + 4 * i) = ram_bytes | kAllRights;
    flush_all();
    sweep(kWindow, 200);
    report("a window that maps somebody else");
    for (u32 i = 0; i < 1024; ++i) mix(word_at(kOther + 4 * i));
    report("  and its entries");
    set(kRoot + 4 * 1023, kWindow | kAllRights);
    sweep(kWindow + 0x00200000, 100);
    report("a superpage in the window");
    set(kRoot + 4 * 1023, 0);
}

}  // namespace

extern "C" void guest_main(u32, u32 block) {
    begin(block);
    from_both_rings("the window, paging off", whole_window);
    last_page();
    report("the last page, paging off");
    from_both_rings("behind memory, paging off", behind_ram);
    identity_root(kRoot, ram_bytes);
    for (u32 i = 0; i < 1024; ++i) word_at(kTable + 4 * i) = 0;
    word_at(kRoot + 4 * (kTestVa >> 22)) = kTable | AR_PTE_V;
    walk_from(kRoot | kOn);
    from_both_rings("the window, mapped nowhere", whole_window);
    from_both_rings("the last page, mapped nowhere", last_page);
    by_pages();
    by_tables();
    self_mapping();
    mapped_window();
    walk_from(0);
    say("still here, traps", trap_count != 0);
    power_off(42);
}
