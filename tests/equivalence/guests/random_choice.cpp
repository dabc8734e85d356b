#include "guests/random_choice.hpp"

namespace {

constexpr u32 kRs1A0 = 10U << 15, kRs2A1 = 11U << 20, kRdA2 = 12U << 7;
constexpr u32 kSystem = 0x73, kCustom = 0x0b;

u32 state;

u32 nobodys_frame() {
    const u32 frames[] = {ram_bytes, ram_bytes + 0x7000, ram_bytes + kFourMib, AR_WINDOW_BASE, 0xfffff000, 0x80000000, ram_bytes + 0x7ff000};
    return one_of(frames);
}
u32 arena_page() { return kArena + random_below(kArenaPages) * 4096; }
/// Ring, A, D, G and software bits, and mostly V.
u32 random_flags() {
    const u32 flags = random_word() & 0xff0;
    return random_below(8) == 0 ? flags : flags | AR_PTE_V;
}

u32 region_address(u32 region) {
    const u32 pages[] = {0, 1, 2, 1023};
    const u32 seen_through_root[] = {1, 2, kFirstRegion, kFirstRegion + 1};
    return region << 22 | (region == kSelfRegion ? one_of(seen_through_root) : one_of(pages)) << 12;
}

}  // namespace

void start_random(u32 seed) { state = seed * 2654435761U + 12345; }
u32 random_word() {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    if (state == 0) state = 1;
    return state * 1664525;
}

u32 random_address() {
    const u32 offsets[] = {0, 4, 8, 0xffc, 0, 4, 2};
    const u32 offset = one_of(offsets);
    switch (random_below(8)) {
        case 0: {
            const u32 frame = nobodys_frame();
            return (spares_shared_pages && frame == 0xfffff000 ? AR_WINDOW_BASE : frame) | offset;
        }
        case 1: return arena_page() | offset;
        case 2: return region_address(kSelfRegion) | offset;
        case 3: return (random_word() & 0xc0000000) | 0x30000000 | offset;
        default: return region_address(kFirstRegion + random_below(kRegions)) | offset;
    }
}

u32 random_target() {
    const u32 far = nobodys_frame();
    switch (random_below(4)) {
        case 0: return far;
        case 1: return region_address(kFirstRegion + random_below(kRegions));
        default: return kLanding + 4 * random_below(1024);
    }
}

u32 random_entry() {
    const u32 flags = random_flags();
    switch (random_below(4)) {
        case 0: return nobodys_frame() | flags | (random_word() & (AR_PTE_R | AR_PTE_W | AR_PTE_X));
        case 1: return kLanding | flags | (random_word() & (AR_PTE_R | AR_PTE_X));
        default: return arena_page() | flags | (random_word() & (AR_PTE_R | AR_PTE_W));
    }
}

u32 random_upper_entry() {
    const u32 flags = random_flags();
    switch (random_below(8)) {
        case 0: return nobodys_frame() | flags;
        case 1: return (nobodys_frame() & ~(kFourMib - 1)) | flags | (random_word() & (AR_PTE_R | AR_PTE_W | AR_PTE_X));
        case 2: return kArena | flags | (random_word() & (AR_PTE_R | AR_PTE_W));
        case 3: return kLanding | flags | (random_word() & (AR_PTE_R | AR_PTE_X));
        case 4: return arena_page() | flags | AR_PTE_R;  // a superpage askew, mostly
        default: return arena_page() | flags;
    }
}

u32 random_root() {
    if (random_below(4) == 0) return random_word() & 0xfffffffe;
    return (kRoots + random_below(kRootCount) * 4096) | (random_word() & 0xffe) | AR_ROOT_ON;
}

Instruction random_csr() {
    const u32 numbers[] = {AR_CSR_VECTOR0, AR_CSR_EPC0, AR_CSR_CAUSE0, AR_CSR_VALUE0, AR_CSR_STATUS0, AR_CSR_SCRATCH0, AR_CSR_DELEGATE0,
                           AR_CSR_IMASK0, AR_CSR_PENDING0, AR_CSR_ROOT, AR_CSR_GRANT, AR_CSR_RING, AR_CSR_VMID, AR_CSR_MARK, AR_CSR_CYCLE,
                           AR_CSR_TIME, AR_CSR_TIMEH, AR_CSR_ASSIST, AR_CSR_VECTORM, AR_CSR_ROOTM, 0x5c9, 0x5ff, 0x123, 0x300, 0xfff};
    u32 number = one_of(numbers);
    if (number <= AR_CSR_PENDING0 && number >= AR_CSR_VECTOR0) number += random_below(3) * (AR_CSR_VECTOR1 - AR_CSR_VECTOR0);
    const u32 kinds[] = {1, 2, 3, 5, 6, 7};
    u32 kind = one_of(kinds);
    u32 value = random_word();
    const u32 of_bank = (number - AR_CSR_VECTOR0) % (AR_CSR_VECTOR1 - AR_CSR_VECTOR0) + AR_CSR_VECTOR0;
    const bool in_bank = number >= AR_CSR_VECTOR0 && number <= AR_CSR_PENDING2;
    // What leads home keeps its value, whatever else is written.
    const u32 bank = (number - AR_CSR_VECTOR0) / (AR_CSR_VECTOR1 - AR_CSR_VECTOR0);
    const u32 entries[] = {address_of(reinterpret_cast<void*>(&trap_entry0)), address_of(reinterpret_cast<void*>(&trap_entry1)),
                           address_of(reinterpret_cast<void*>(&trap_entry2))};
    const u32 stacks[] = {address_of(trap_stack_top0), address_of(trap_stack_top1), address_of(trap_stack_top2)};
    if (in_bank && of_bank == AR_CSR_VECTOR0) kind = 1, value = entries[bank] | (value & 3U);
    if (in_bank && of_bank == AR_CSR_SCRATCH0) kind = 1, value = stacks[bank];
    if (number == AR_CSR_DELEGATE0) kind &= 3U, value &= kind == 3 ? ~0U : ~(1U << AR_CAUSE_ECALL);
    if (number == AR_CSR_ROOT) kind = 1, value = random_root();
    const bool time = number == AR_CSR_CYCLE || number == AR_CSR_TIME || number == AR_CSR_TIMEH;
    const u32 source = random_below(3) == 0 && kind != 1 ? 0 : (kind & 4U) != 0 ? random_below(32) << 15 : kRs1A0;
    return {number << 20 | source | kind << 12 | kRdA2 | kSystem, value, 0, time};
}

Instruction random_port() {
    const u32 ports[] = {AR_PORT_CONSOLE_DATA, AR_PORT_CONSOLE_STATUS, AR_PORT_CONSOLE_IRQ, AR_PORT_LOG, AR_PORT_TIMER, AR_PORT_DISK_SECTORS,
                         AR_PORT_DISK_ADDRESS, AR_PORT_DISK_COMMAND, AR_PORT_DISK_STATUS, AR_PORT_DISK_RING, AR_PORT_DISK_KICK, 0, 0x99, 0xffff, 0x1010};
    const u32 port = one_of(ports);
    const u32 a0 = port + (random_word() & 0xffff0000);
    if (random_below(2) == 0) return {kCustom | 2U << 12 | kRs1A0 | kRdA2, a0, 0, port == AR_PORT_TIMER};
    u32 value = random_word();
    const u32 times[] = {0, 1, 0xffffffff};
    if (port == AR_PORT_CONSOLE_DATA || port == AR_PORT_LOG) value = 'a' + random_below(26);
    if (port == AR_PORT_TIMER) value = one_of(times);
    return {kCustom | 3U << 12 | kRs1A0 | kRs2A1, a0, value, false};
}

Instruction random_system() {
    const u32 words[] = {AR_WORD_EI, AR_WORD_DI, AR_WORD_EBREAK, AR_WORD_ECALL, AR_WORD_HCALL, AR_WORD_WFI, AR_WORD_VMON, AR_WORD_VMOFF,
                         AR_MATCH_VMENTER | kRs1A0 | kRdA2, AR_MATCH_VMFLUSH | kRs1A0 | kRs2A1, AR_MATCH_VMFLUSH, AR_MATCH_PROBE | kRs1A0 | kRs2A1 | kRdA2,
                         AR_MATCH_PROBE | kRs1A0 | kRs2A1 | kRdA2, AR_MATCH_TLBFLUSH | kRs1A0 | kRs2A1, AR_MATCH_TLBFLUSH | kRs1A0, AR_MATCH_TLBFLUSH};
    u32 word = one_of(words);
    // Encodings of the system's opcodes that stand in no table, among them those next to ones that do.
    if (random_below(6) == 0) word = kCustom | 7U << 12 | (random_word() & 0xfffc0f80);
    if (random_below(12) == 0) word = kCustom | 4U << 12 | 1U << 25 | (random_word() & 0x01ff0f80);
    return {word, random_address(), random_word(), false};
}
