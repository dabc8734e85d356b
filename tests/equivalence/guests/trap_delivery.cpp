// Traps on the way to their handlers: system calls and breakpoints from every ring, with every grant and delegation, and vectors that lead nowhere.
// Not here: interrupts (interrupt_delivery.cpp); traps that nobody can handle (hostile_doom.cpp).
#include "guests/trap_notes.hpp"

extern "C" {
void some_calls();
void break_twice();
}

namespace {

alignas(4096) u32 level1[1024];
alignas(4096) u32 level2[1024];
alignas(4096) u32 window_neighbour[1024];

constexpr u32 kOdd = 0x40000000;  ///< pages to put vectors into
constexpr u32 kFrame = 0x00300000;
constexpr u32 kRet = 0x00008067;
constexpr u32 kNeighbour = AR_WINDOW_BASE - 4096;

void calls() {
    constexpr u32 kGrants[] = {0, kGrant1, kGrant2, kGrant1 | kGrant2};
    constexpr u32 kBreak = 1U << AR_CAUSE_BREAKPOINT | 1U << AR_CAUSE_HCALL;
    constexpr u32 kAll = kBreak | 1U << AR_CAUSE_ILLEGAL | 1U << AR_CAUSE_PRIVILEGED;
    constexpr u32 kMasks[] = {0, kBreak, kAll};
    for (u32 ring = 0; ring < 4; ++ring)
        for (const u32 grant : kGrants) {
            begin();
            for (const u32 delegate0 : kMasks)
                for (const u32 delegate1 : kMasks) {
                    set_up_banks(grant, delegate0, delegate1);
                    run_in_ring(ring, some_calls);
                    digest.add(csr_read<AR_CSR_STATUS1>());
                    digest.add(csr_read<AR_CSR_STATUS2>());
                    digest.add(csr_read<AR_CSR_CAUSE1>());
                    digest.add(csr_read<AR_CSR_CAUSE2>());
                    digest.add(csr_read<AR_CSR_EPC2>());
                }
            end("calls");
        }
}

/// What comes to a bank's vector breaks twice, for ring 0 to see. A call that is delegated cannot lead home, so then it is delegated no more.
u32 breaks;
void note_and_undelegate(const Frame& frame) {
    note(frame);
    if (frame.cause == AR_CAUSE_BREAKPOINT && ++breaks == 3) csr_write<AR_CSR_DELEGATE0>(0);
}
void delegated_calls() {
    constexpr u32 kCall = 1U << AR_CAUSE_ECALL;
    for (u32 ring = 1; ring < 4; ++ring) {
        begin();
        breaks = 0;
        set_up_banks(kGrant1 | kGrant2, kCall, ring == 3 ? kCall : 0);
        csr_write<AR_CSR_VECTOR1>(address_of(reinterpret_cast<void*>(&break_twice)));
        csr_write<AR_CSR_VECTOR2>(address_of(reinterpret_cast<void*>(&break_twice)));
        on_each_trap = note_and_undelegate;
        run_in_ring(ring, some_calls);
        on_each_trap = note;
        end("delegated calls");
    }
}

void map_odd_pages() {
    for (u32& entry : level2) entry = 0;
    // In turn: not there, not to be executed, for ring 0 alone, without memory behind it, an instruction that traps, zeros.
    level2[1] = kFrame | AR_PTE_V | AR_PTE_R | AR_PTE_W | kForRing3;
    level2[2] = kFrame | kAllRights;
    level2[3] = 0x70000000 | kAllRights | kForRing3;
    level2[4] = kFrame | kAllRights | kForRing3;
    level2[5] = (kFrame + 4096) | kAllRights | kForRing3;
    for (u32 i = 0; i < 1024; ++i) {
        word_at(kFrame + 4 * i) = i == 0 ? AR_WORD_EBREAK : kRet;
        word_at(kFrame + 4096 + 4 * i) = i == 0 ? 0 : kRet;
    }
    level1[kOdd >> 22] = address_of(level2) | AR_PTE_V;
    for (u32& entry : window_neighbour) entry = 0;
    window_neighbour[1023] = kFrame | kAllRights | kForRing3;
    level1[kNeighbour >> 22] = address_of(window_neighbour) | AR_PTE_V;
    flush_all();
}

/// Bank 1's or 2's handler cannot begin. Its own first instruction's trap is bank 0's, whatever is delegated.
void odd_vectors() {
    map_odd_pages();
    constexpr u32 kVectors[] = {kOdd, kOdd + 0x1000, kOdd + 0x2000, kOdd + 0x3000, kOdd + 0x4000, kOdd + 0x5000, kOdd + 0x5ffc, 0x70000000, kNeighbour,
                                kNeighbour - 4096, kNeighbour + 0xffc, 0x00000003, 0x7ffffffe};
    constexpr u32 kDelegated = 0xffff & ~(1U << AR_CAUSE_ECALL);
    for (const u32 vector : kVectors) {
        begin();
        for (u32 ring = 1; ring < 4; ++ring)
            for (u32 further = 0; further < 2; ++further) {
                set_up_banks(kGrant1 | kGrant2, kDelegated, further != 0 ? kDelegated : 0);
                csr_write<AR_CSR_VECTOR1>(vector);
                csr_write<AR_CSR_VECTOR2>(vector);
                digest.add(csr_read<AR_CSR_VECTOR1>());
                // Ring 0's handler goes home from there.
                zeros_are_lost = true;
                run_in_ring(ring, some_calls);
                digest.add(csr_read<AR_CSR_EPC1>());
                digest.add(csr_read<AR_CSR_CAUSE1>());
                digest.add(csr_read<AR_CSR_VALUE1>());
                digest.add(csr_read<AR_CSR_STATUS1>());
                digest.add(csr_read<AR_CSR_EPC2>());
                digest.add(csr_read<AR_CSR_VALUE2>());
                digest.add(csr_read<AR_CSR_STATUS2>());
            }
        end("odd vector");
    }
    zeros_are_lost = false;
    set_up_banks(0, 0, 0);
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    quiet = true;
    on_each_trap = note;
    set_up_traps();
    identity_map(level1);
    use_tables(level1, 3);
    calls();
    delegated_calls();
    odd_vectors();
    power_off(12);
}
