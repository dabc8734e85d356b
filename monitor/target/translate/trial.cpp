#include "translate/trial.hpp"

#include "translate/encode.hpp"

namespace anel::monitor {

namespace {

struct Tried {
    u32 a0;
    u32 cause;
};
/// In start.S: goes to an address in ring 3, with a number in a0, and comes back with the first trap.
extern "C" Tried try_in_ring_3(u32 address, u32 a0);

constexpr u32 kA0 = 10, kBefore = 0x5a5a5a5a;

/// One word, then a call home.
Tried attempt(u32* code, u32 code_va, u32 word) {
    code[0] = word;
    code[1] = AR_WORD_ECALL;
    asm volatile("fence.i" : : : "memory");
    return try_in_ring_3(code_va, kBefore);
}

/// `real`: what stands in the register, which an act would show. Where that is 0, doing nothing looks the same.
Outside judge(Tried tried, u32 real) {
    if (tried.cause != AR_CAUSE_ECALL) return Outside::kTrap;
    return tried.a0 == 0 && real != 0 ? Outside::kIgnore : Outside::kAllow;
}

constexpr bool is_tried(u32 number, u32 bank) {
    return bank < 3 || number == AR_CSR_ROOT || number == AR_CSR_GRANT || number == AR_CSR_RING || number == AR_CSR_VMID || number == AR_CSR_ASSIST;
}
constexpr bool is_ring(u32 number) { return number == AR_CSR_RING; }

}  // namespace

Outside OutsideTable::reading(u32 csr) const {
#define ANEL_ROW(NAME, number, bank, offset) \
    if (csr == (number)) return csr_read[kCsrRow##NAME];
    AR_CSRS(ANEL_ROW)
#undef ANEL_ROW
    return Outside::kTrap;
}

void try_outside(OutsideTable& table, u32* code, u32 code_va) {
    // Each register of a bank holds something while it is asked for, so that it can be told from nothing.
    csr_write<AR_CSR_STATUS1>(AR_STATUS_PIE);
    csr_write<AR_CSR_STATUS2>(AR_STATUS_PIE);
    csr_write<AR_CSR_VECTOR1>(4);
    csr_write<AR_CSR_VECTOR2>(4);
#define ANEL_TRY(NAME, number, bank, offset)                                                                          \
    if constexpr (is_tried(number, bank)) {                                                                           \
        const u32 real = is_ring(number) ? 3 : csr_read<number>();                                                    \
        table.csr_read[kCsrRow##NAME] = judge(attempt(code, code_va, (number) << 20 | 2U << 12 | kA0 << 7 | code::kOpSystem), real); \
    }
    AR_CSRS(ANEL_TRY)
#undef ANEL_TRY
    const Tried flag = attempt(code, code_va, AR_WORD_EI);
    table.flag = flag.cause == AR_CAUSE_ECALL ? Outside::kIgnore : Outside::kTrap;
    // May ring 3 read where its own code lies? An answer of any kind is one.
    const Tried probe = attempt(code, code_va, AR_MATCH_PROBE | kA0 << 15 | kA0 << 7);
    table.probe = probe.cause == AR_CAUSE_ECALL ? Outside::kAllow : Outside::kTrap;
    csr_write<AR_CSR_STATUS1>(0);
    csr_write<AR_CSR_STATUS2>(0);
    csr_write<AR_CSR_VECTOR1>(0);
    csr_write<AR_CSR_VECTOR2>(0);
    csr_write<AR_CSR_STATUS0>(0);
    csr_write<AR_CSR_EPC0>(0);
    csr_write<AR_CSR_CAUSE0>(0);
    csr_write<AR_CSR_VALUE0>(0);
}

}  // namespace anel::monitor
