// The virtual CPU: the state that the guest takes for its processor's.
// Plain values; the rules that change them are in inject, emulate and interrupts.
#pragma once

#include "hardware.hpp"

namespace anel::monitor {

/// CSR banks lie a fixed number of CSR numbers apart, so a bank register's place is its number minus the first one's.
inline constexpr u32 kFirstBankCsr = AR_CSR_VECTOR0;
inline constexpr u32 kBankStride = AR_CSR_VECTOR1 - AR_CSR_VECTOR0;
inline constexpr u32 kBanks = 3;
inline constexpr u32 kBankWords = kBanks * kBankStride;
static_assert(AR_CSR_VECTOR2 - AR_CSR_VECTOR1 == kBankStride);

enum BankRegister : u32 {
    kVector = AR_CSR_VECTOR0 - kFirstBankCsr,
    kEpc = AR_CSR_EPC0 - kFirstBankCsr,
    kCause = AR_CSR_CAUSE0 - kFirstBankCsr,
    kValue = AR_CSR_VALUE0 - kFirstBankCsr,
    kStatus = AR_CSR_STATUS0 - kFirstBankCsr,
    kScratch = AR_CSR_SCRATCH0 - kFirstBankCsr,
    kDelegate = AR_CSR_DELEGATE0 - kFirstBankCsr,
    kImask = AR_CSR_IMASK0 - kFirstBankCsr,
    kPending = AR_CSR_PENDING0 - kFirstBankCsr,
};

inline constexpr u32 kGrantRings = AR_WRITABLE_GRANT & 0xf;
inline constexpr u32 kTimerBit = 1U << AR_LINE_TIMER;
inline constexpr u32 kConsoleBit = 1U << AR_LINE_CONSOLE;
inline constexpr u32 kDiskBit = 1U << AR_LINE_DISK;

struct Vcpu {
    u32 x[32];  ///< first, because start.S saves them by offset
    u32 pc;
    u32 ring;              ///< 0 to 3, as the guest believes
    u32 bank[kBankWords];  ///< by CSR number minus kFirstBankCsr; of `pending` the software bits
    u32 root;
    u32 grant;
    u32 timer_line;  ///< kTimerBit while the virtual timer's line is high
    u32 disk_line;   ///< kDiskBit likewise

    u32& reg(u32 of_bank, BankRegister which) { return bank[of_bank * kBankStride + which]; }
    bool is_granted(u32 r) const { return ((grant >> r) & 1U) != 0; }
    /// Whether the current ring has a trap bank of its own.
    bool has_bank() const { return ring == 0 || is_granted(ring); }

    void set_x(u32 rd, u32 value) {
        x[rd] = value;
        x[0] = 0;
    }
};
static_assert(__builtin_offsetof(Vcpu, x) == 0);

/// The ring of the real machine in which a virtual ring runs.
inline u32 real_ring(u32 virtual_ring) { return virtual_ring == 3 ? 3 : 1; }

}  // namespace anel::monitor
