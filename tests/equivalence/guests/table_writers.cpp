// Tables that are written by something else than plain stores of words.
#include "guests/table_watch.hpp"

namespace {

/// Entries changed by bytes and halves.
void parts_of_entries() {
    set_up();
    put(own, 5, frame(5) | kLeaf);
    flush_all();
    Digest digest;
    const u32 at = address_of(&own[5]);
    const auto byte = [](u32 address) -> volatile unsigned char& { return *reinterpret_cast<volatile unsigned char*>(address); };
    const auto half = [](u32 address) -> volatile unsigned short& { return *reinterpret_cast<volatile unsigned short*>(address); };
    for (u32 round = 0; round < 8; ++round) {
        look(digest, kOne + 5 * kPage, own, 5);
        if (round % 4 == 0) byte(at) = static_cast<unsigned char>(kLeaf & ~AR_PTE_W);
        else if (round % 4 == 1) half(at + 2) = static_cast<unsigned short>(frame(9 + round % 4) >> 16);
        else if (round % 4 == 2) byte(at + 1) = static_cast<unsigned char>(frame(6 + round) >> 8);
        else half(at) = static_cast<unsigned short>((frame(4) & 0xf000U) | kLeaf);
        flush_page(kOne + 5 * kPage);
    }
    look(digest, kOne + 5 * kPage, own, 5);
    byte(at) = 0;
    flush_page(kOne + 5 * kPage);
    look(digest, kOne + 5 * kPage, own, 5);
    say("bytes and halves", digest.value());
}

/// A store whose own way it changes: a table that maps itself, and the entry for just that page is written through that page.
void own_way() {
    set_up();
    Digest digest;
    const u32 itself = kOne + 20 * kPage;
    for (u32 round = 0; round < 6; ++round) {
        put(own, 20, address_of(own) | kLeaf);
        flush_all();
        digest.add(word_at(entry_in(itself, 20)));
        word_at(entry_in(itself, 20)) = frame(round) | (round % 2 == 0 ? kLeaf : kLeaf & ~AR_PTE_W);
        flush_page(itself);
        touch(0, Kind::kRead, itself).add_to(digest);
        touch(3, Kind::kWrite, itself + 64).add_to(digest);
        digest.add(get(own, 20));
        // And by ring 3, for which it then leads nowhere.
        put(own, 20, address_of(own) | kLeaf);
        flush_all();
        touch(3, Kind::kWrite, entry_in(itself, 20)).add_to(digest);
        flush_page(itself);
        touch(3, Kind::kRead, itself).add_to(digest);
        digest.add(get(own, 20));
    }
    say("a store that changes its own way", digest.value());
}

void do_disk(u32 command, u32 sector, u32 address, u32 count) {
    port_out(AR_PORT_DISK_SECTOR, sector);
    port_out(AR_PORT_DISK_ADDRESS, address);
    port_out(AR_PORT_DISK_COUNT, count);
    port_out(AR_PORT_DISK_COMMAND, command);
    while (port_in(AR_PORT_DISK_STATUS) == AR_DISK_BUSY) {}
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
}

/// A table that the disk writes: its entries for another set of pages lie there.
void from_disk() {
    set_up();
    constexpr u32 kSectors = kPage / AR_SECTOR_BYTES;
    Digest digest;
    for (u32 set = 0; set < 2; ++set) {
        for (u32 i = 0; i < 1024; ++i) put(own, i, i < 16 ? frame((i * 5 + set) % 16) | (set == 0 ? kLeaf : kLeaf & ~AR_PTE_W) : 0);
        do_disk(AR_DISK_WRITE, set * kSectors, address_of(own), kSectors);
    }
    flush_all();
    for (u32 round = 0; round < 6; ++round) {
        for (u32 i = 0; i < 16; i += 4) look(digest, kOne + i * kPage, own, i);
        do_disk(AR_DISK_READ, round % 2 * kSectors, address_of(own), kSectors);
        flush_all();
        for (u32 i = 0; i < 16; i += 4) look(digest, kOne + i * kPage, own, i);
    }
    say("a table from the disk", digest.value());
}

/// A page of code that is a table as well. Its first word is an instruction, and an entry; once that has been used for an access, it is another
/// instruction, which no machine has.
void code_and_table() {
    set_up();
    constexpr u32 kAddi = 0x00550513;  // addi a0, a0, 5: V, R, ring 1, G, and a frame in memory
    constexpr u32 kRet = 0x00008067;
    constexpr u32 kCode = 7;
    static_assert((kAddi & AR_PTE_V) != 0 && (kAddi & AR_PTE_R) != 0 && (kAddi & kUsed) == 0 && (kAddi & AR_PTE_FRAME) == kAddi - 0x513);
    Digest digest;
    const auto call = [](u32 address, u32 n) {
        register u32 a0 asm("a0") = n;
        asm volatile("jalr ra, 0(%1)" : "+r"(a0) : "r"(address) : "ra", "memory");
        return a0;
    };
    put(other, kCode + 1, kRet);
    first[kTwo >> 22] = address_of(other) | AR_PTE_V;
    const u32 function = address_of(&other[kCode]);
    for (u32 round = 0; round < 12; ++round) {
        put(other, kCode, kAddi);
        flush_all();
        for (u32 i = 0; i < 3; ++i) digest.add(call(function, round));
        touch(0, Kind::kRead, kTwo + kCode * kPage).add_to(digest);
        digest.add(get(other, kCode));
        const u32 before = trap_count;
        digest.add(call(function, round));
        after_possible_trap();
        digest.add(trap_count - before);
        digest.add(last_trap.cause);
        digest.add(last_trap.value);
    }
    say("code that is a table", digest.value());
}

}  // namespace

void try_writers() {
    parts_of_entries();
    own_way();
    from_disk();
    code_and_table();
}
