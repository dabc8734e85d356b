// A guest that does at random what a kernel may and what it may not: system instructions and CSRs in every ring, ports, page tables scribbled
// over, jumps. Its command line is a number, from which all of it follows. It catches its own traps and prints digests.
#include "guests/random_choice.hpp"

namespace {

constexpr u32 kSteps = 240, kStepsPerReport = 16;
constexpr u32 kSoftwareLine = 1U << 9;

/// An interrupt is taken once: what raised it may stay up.
void interrupted(u32 line) {
    mix(line);
    if (last_trap.bank == 0) csr_write<AR_CSR_IMASK0>(0), csr_write<AR_CSR_PENDING0>(0);
    else if (last_trap.bank == 1) csr_write<AR_CSR_IMASK1>(0), csr_write<AR_CSR_PENDING1>(0);
    else csr_write<AR_CSR_IMASK2>(0), csr_write<AR_CSR_PENDING2>(0);
}

void mix_last_trap() {
    mix(trap_count);
    mix(last_trap.bank);
    mix(last_trap.status);
    // Which of the instructions that do nothing a device's interrupt comes after is not for one machine to say of another.
    if ((last_trap.cause & AR_CAUSE_INTERRUPT) == 0) mix(last_trap.epc);
}

void build() {
    for (u32 i = 0; i < 1024; ++i) word_at(kLanding + 4 * i) = kReturn;
    for (u32 number = 0; number < kRootCount; ++number) {
        const u32 root = kRoots + number * 4096;
        for (u32 i = 0; i < 1024; ++i) word_at(root + 4 * i) = 0;
        word_at(root) = kAllRights;
        word_at(root + 4) = kArena | (kAllRights & ~static_cast<u32>(AR_PTE_X));
        word_at(root + 8) = kLanding | (kAllRights & ~static_cast<u32>(AR_PTE_W));
        word_at(root + 4 * kSelfRegion) = root | AR_PTE_V;
    }
}

void scribble() {
    const u32 indices[] = {0, 1, 2, 1023};
    const bool upper = random_below(3) == 0;
    const u32 root = kRoots + random_below(kRootCount) * 4096;
    const u32 table = kArena + random_below(kArenaPages) * 4096;
    if (upper) word_at(root + 4 * (kFirstRegion + random_below(kRegions))) = random_upper_entry();
    else word_at(table + 4 * one_of(indices)) = random_entry();
    flush_all();
}

struct {
    Kind kind;
    u32 address;
    u32 value;
} access;
/// As `attempt`, but what it stores is an entry: it may land in a table.
void one_access() {
    last_trap.cause = last_trap.value = 0;
    after_possible_trap();
    if (access.kind == kStore) {
        word_at(access.address) = access.value;
        after_possible_trap();
        mix(last_trap.cause);
        mix(last_trap.value);
    } else {
        attempt(access.kind, access.address);
    }
}
void one_access_and_leave() {
    one_access();
    leave_ring();
}
void access_at_random(u32 ring) {
    access = {static_cast<Kind>(random_below(3)), random_address(), random_entry()};
    // With paging off the arena's entries would be instructions.
    if (access.kind == kFetch && access.address >> 22 == kArena >> 22) access.address += kLanding - kArena;
    if (ring == 0) one_access();
    else run_in_ring(ring, one_access_and_leave);
    flush_all();
}

void instruction_at_random(u32 ring, const Instruction& what) {
    if (what.word == AR_WORD_WFI) {
        // It would wait for ever, were there nothing to wake it.
        disable();
        csr_write<AR_CSR_PENDING0>(kSoftwareLine);
        csr_write<AR_CSR_IMASK0>(0xffff);
    }
    const u32 seen = execute(ring, what.word, what.a0, what.a1, 7);
    if (!what.tells_time) mix(seen);
    // An interrupt of a device may have come one instruction later: see mix_last_trap.
    csr_write<AR_CSR_EPC0>(0);
    csr_write<AR_CSR_EPC1>(0);
    csr_write<AR_CSR_EPC2>(0);
}

void hand_out() {
    csr_write<AR_CSR_GRANT>(random_word());
    csr_write<AR_CSR_DELEGATE0>(random_word() & ~(1U << AR_CAUSE_ECALL));
    csr_write<AR_CSR_DELEGATE1>(random_word());
}

void step() {
    const u32 rings[] = {0, 0, 0, 1, 2, 3};
    const u32 ring = one_of(rings);
    switch (random_below(16)) {
        case 0: case 1: case 2: return instruction_at_random(ring, random_csr());
        case 3: case 4: return instruction_at_random(ring, random_port());
        case 5: case 6: return instruction_at_random(ring, random_system());
        // Enabled before it returns, an interrupt would come between the status and the return, and take the address away.
        case 7: return run_in_ring_by_status(random_word() & 15U & ~AR_STATUS_IE, reinterpret_cast<void (*)()>(random_target()));
        case 8: return hand_out();
        case 9: return walk_from(random_root());
        case 10: case 11: case 12: return scribble();
        default: return access_at_random(ring);
    }
}

void mix_state() {
    mix(csr_read<AR_CSR_CAUSE0>());
    mix(csr_read<AR_CSR_VALUE0>());
    mix(csr_read<AR_CSR_STATUS0>());
    mix(csr_read<AR_CSR_IMASK0>());
    mix(csr_read<AR_CSR_PENDING0>());
    mix(csr_read<AR_CSR_DELEGATE0>());
    mix(csr_read<AR_CSR_CAUSE1>());
    mix(csr_read<AR_CSR_STATUS1>());
    mix(csr_read<AR_CSR_PENDING1>());
    mix(csr_read<AR_CSR_CAUSE2>());
    mix(csr_read<AR_CSR_STATUS2>());
    mix(csr_read<AR_CSR_PENDING2>());
    mix(csr_read<AR_CSR_GRANT>());
    mix(csr_read<AR_CSR_ROOT>());
    for (u32 number = 0; number < kRootCount; ++number)
        for (u32 i = 0; i < kRegions; ++i) mix(word_at(kRoots + number * 4096 + 4 * (kFirstRegion + i)));
    for (u32 page = kArena; page < kArena + kArenaPages * 4096; page += 4096)
        for (u32 i = 0; i < 3; ++i) mix(word_at(page + 4 * i));
}

u32 number_in(const char* text) {
    u32 number = 0;
    for (; *text >= '0' && *text <= '9'; ++text) number = number * 10 + static_cast<u32>(*text - '0');
    return number;
}

}  // namespace

extern "C" void guest_main(u32, u32 block) {
    begin(block);
    zeros_are_lost = true;
    on_interrupt = interrupted;
    csr_write<AR_CSR_VECTOR1>(address_of(reinterpret_cast<void*>(&trap_entry1)));
    csr_write<AR_CSR_VECTOR2>(address_of(reinterpret_cast<void*>(&trap_entry2)));
    csr_write<AR_CSR_SCRATCH1>(address_of(trap_stack_top1));
    csr_write<AR_CSR_SCRATCH2>(address_of(trap_stack_top2));
    start_random(number_in(command_line));
    build();
    for (u32 i = 1; i <= kSteps; ++i) {
        step();
        mix_last_trap();
        if (i % kStepsPerReport != 0) continue;
        mix_state();
        report("");
    }
    power_off(42);
}
