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
inline constexpr u32 kMailboxBit = 1U << AR_LINE_MAILBOX;  ///< the monitor's own
inline constexpr u32 kDeviceLines = kTimerBit | kConsoleBit | kDiskBit;  ///< those the monitor serves for its guest

/// Also the control block that hardware assist runs it by, which is why its words lie where the tables say.
struct Vcpu {
    u32 x[32];  ///< first, because start.S saves them by offset
    u32 pc;
    u32 ring;              ///< 0 to 3, as the guest believes
    u32 root;
    u32 grant;
    u32 unused0[12];
    u32 bank[kBankWords];  ///< by CSR number minus kFirstBankCsr; of `pending` the software bits
    // What hardware assist is told, and tells. The other modes leave it alone.
    u32 magic, tag, nested_root, intercepts;
    u32 csr_reads[2], csr_writes[2], time_offset[2];
    u32 lines;
    u32 unused1[5];
    u32 port_map[8];
    u32 inject, inject_value, preempt;
    u32 unused2[5];
    u32 reason, qualification, guest_physical, instruction, guest_virtual;
    u32 unused3[59];
    // Beyond the block.
    u32 block_physical;  ///< where the real machine finds this
    u32 timer_line;      ///< kTimerBit while the virtual timer's line is high
    u32 disk_line;       ///< kDiskBit likewise

    u32& reg(u32 of_bank, BankRegister which) { return bank[of_bank * kBankStride + which]; }
    u32 reg(u32 of_bank, BankRegister which) const { return bank[of_bank * kBankStride + which]; }
    bool is_granted(u32 r) const { return ((grant >> r) & 1U) != 0; }
    /// Whether the current ring has a trap bank of its own.
    bool has_bank() const { return ring == 0 || is_granted(ring); }

    void set_x(u32 rd, u32 value) {
        x[rd] = value;
        x[0] = 0;
    }
};
#define ANEL_WORD_AT(member, symbol) static_assert(__builtin_offsetof(Vcpu, member) == AR_BLOCK_##symbol)
ANEL_WORD_AT(x, X);
ANEL_WORD_AT(pc, PC);
ANEL_WORD_AT(ring, RING);
ANEL_WORD_AT(root, ROOT);
ANEL_WORD_AT(grant, GRANT);
ANEL_WORD_AT(bank, BANK0);
ANEL_WORD_AT(magic, MAGIC);
ANEL_WORD_AT(tag, TAG);
ANEL_WORD_AT(nested_root, NESTED_ROOT);
ANEL_WORD_AT(intercepts, INTERCEPTS);
ANEL_WORD_AT(csr_reads, CSR_READS);
ANEL_WORD_AT(csr_writes, CSR_WRITES);
ANEL_WORD_AT(time_offset, TIME_OFFSET);
ANEL_WORD_AT(lines, LINES);
ANEL_WORD_AT(port_map, PORT_MAP);
ANEL_WORD_AT(inject, INJECT);
ANEL_WORD_AT(inject_value, INJECT_VALUE);
ANEL_WORD_AT(preempt, PREEMPT);
ANEL_WORD_AT(reason, REASON);
ANEL_WORD_AT(qualification, QUALIFICATION);
ANEL_WORD_AT(guest_physical, GUEST_PHYSICAL);
ANEL_WORD_AT(instruction, INSTRUCTION);
ANEL_WORD_AT(guest_virtual, GUEST_VIRTUAL);
ANEL_WORD_AT(block_physical, BYTES);
#undef ANEL_WORD_AT
// An onlooker on the host looks for them there (monitor/control/lockstep/guest_view.cpp).
static_assert(__builtin_offsetof(Vcpu, timer_line) == AR_BLOCK_BYTES + 4 && __builtin_offsetof(Vcpu, disk_line) == AR_BLOCK_BYTES + 8);

/// The ring of the real machine in which a virtual ring runs where the monitor has ring 0 for itself.
inline u32 real_ring(u32 virtual_ring) { return virtual_ring == 3 ? 3 : 1; }

}  // namespace anel::monitor
