// The CSR table: number, name, bank, who may touch it, what an access from outside does, which bits exist.
// Not here: what a CSR access does to the machine (isa/cpu/engine/csr_access.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "isa/spec/privilege.hpp"

namespace anel::spec {

inline constexpr unsigned kBankCount = 3;  ///< banks of rings 0, 1 and 2
inline constexpr std::uint8_t kInnerBank = 3;  ///< the place of ring −1's bank, after them
inline constexpr std::uint8_t kNoBank = 0xff;

/// What a CSR is; for those of a bank, which of its registers, in the order of their numbers.
enum class CsrKind : std::uint8_t {
    kVector, kEpc, kCause, kValue, kStatus, kScratch, kDelegate, kImask, kPending,
    kRoot, kGrant, kRing, kMark, kVmid, kTimeLow, kTimeHigh, kAssist, kInnerRoot,
};

/// Who may touch it without asking the policy.
enum class CsrOwner : std::uint8_t {
    kBank,  ///< ring 0, and any granted ring not outside the bank's own
    kZero,  ///< ring 0
    kTime,  ///< ring 0, and the rings that `grant` lets read time
    kAny,   ///< every ring
    kInner, ///< ring −1; for the others it does not exist
};

enum class CsrAccess : std::uint8_t { kReadWrite, kReadOnly };

struct Csr {
    std::uint16_t number;
    std::string_view name;
    CsrKind kind;
    std::uint8_t bank;  ///< 0 to 2, kInnerBank or kNoBank
    CsrOwner owner;
    CsrAccess access;
    std::uint32_t writable_bits;  ///< the others read 0
    bool refetch;                 ///< a write changes how later instructions execute
    OutsideByPolicy read_outside;
    OutsideByPolicy write_outside;
    std::string_view meaning;
};

inline constexpr std::uint32_t kStatusIe = 1U << 0;
inline constexpr std::uint32_t kStatusPie = 1U << 1;
inline constexpr unsigned kStatusPringShift = 2;
inline constexpr std::uint32_t kStatusPring = 3U << kStatusPringShift;

inline constexpr std::uint32_t kRootOn = 1U << 0;
inline constexpr unsigned kRootAsidShift = 4;
inline constexpr std::uint32_t kRootAsid = 0xffU << kRootAsidShift;
inline constexpr std::uint32_t kRootTable = 0xfffff000;

/// In ring −1's status: the trap was an exit of the guest, whose state is in its control block.
inline constexpr std::uint32_t kStatusGuest = 1U << 4;

inline constexpr std::uint32_t kAssistPresent = 1U << 0;
inline constexpr std::uint32_t kAssistLocked = 1U << 1;

constexpr std::uint32_t grant_bit(unsigned ring) { return 1U << ring; }
inline constexpr unsigned kGrantTimeShift = 8;
inline constexpr std::uint32_t kGrantTime = 3U << kGrantTimeShift;

inline constexpr std::uint32_t kAll = 0xffffffff;
inline constexpr std::uint32_t kAligned = 0xfffffffc;
inline constexpr std::uint32_t kLineBits = 0xffff;
inline constexpr std::uint32_t kStatusBits = kStatusIe | kStatusPie | kStatusPring;

// clang-format off
#define ANEL_BANK_ROWS(b, base) \
    {base + 0, "vector" #b,   CsrKind::kVector,   b, CsrOwner::kBank, CsrAccess::kReadWrite, kAligned,    false, kOpenInLegacy, kAlwaysTraps, "where traps into ring " #b " go"}, \
    {base + 1, "epc" #b,      CsrKind::kEpc,      b, CsrOwner::kBank, CsrAccess::kReadWrite, kAligned,    false, kAlwaysTraps,  kAlwaysTraps, "pc of the instruction that trapped into ring " #b}, \
    {base + 2, "cause" #b,    CsrKind::kCause,    b, CsrOwner::kBank, CsrAccess::kReadWrite, kAll,        false, kAlwaysTraps,  kAlwaysTraps, "why it trapped; bit 31: an interrupt"}, \
    {base + 3, "value" #b,    CsrKind::kValue,    b, CsrOwner::kBank, CsrAccess::kReadWrite, kAll,        false, kAlwaysTraps,  kAlwaysTraps, "address or instruction word that goes with the cause"}, \
    {base + 4, "status" #b,   CsrKind::kStatus,   b, CsrOwner::kBank, CsrAccess::kReadWrite, kStatusBits, true,  kOpenInLegacy, kAlwaysTraps, "interrupt enable, previous enable, previous ring"}, \
    {base + 5, "scratch" #b,  CsrKind::kScratch,  b, CsrOwner::kBank, CsrAccess::kReadWrite, kAll,        false, kAlwaysTraps,  kAlwaysTraps, "for the trap handler's own use"}, \
    {base + 6, "delegate" #b, CsrKind::kDelegate, b, CsrOwner::kBank, CsrAccess::kReadWrite, kAll,        true,  kAlwaysTraps,  kAlwaysTraps, "causes (bits 0 to 15) and lines (bits 16 to 31) that go to the next granted ring"}, \
    {base + 7, "imask" #b,    CsrKind::kImask,    b, CsrOwner::kBank, CsrAccess::kReadWrite, kLineBits,   true,  kAlwaysTraps,  kAlwaysTraps, "lines that may interrupt ring " #b}, \
    {base + 8, "pending" #b,  CsrKind::kPending,  b, CsrOwner::kBank, CsrAccess::kReadWrite, kLineBits,   true,  kAlwaysTraps,  kAlwaysTraps, "interrupts aimed at ring " #b ": set by software, and (read only) device lines"}

#define ANEL_INNER_ROW(number, name, kind, writable, refetch, meaning) \
    {number, name, kind, (number) < 0x600 ? kInnerBank : kNoBank, CsrOwner::kInner, CsrAccess::kReadWrite, writable, refetch, kAlwaysTraps, kAlwaysTraps, meaning}

inline constexpr Csr kCsrs[] = {
    ANEL_BANK_ROWS(0, 0x5c0),
    ANEL_BANK_ROWS(1, 0x5d0),
    ANEL_BANK_ROWS(2, 0x5e0),
    {0x7c0, "root",   CsrKind::kRoot,     kNoBank, CsrOwner::kZero, CsrAccess::kReadWrite, kRootTable | kRootAsid | kRootOn, true, kOpenInLegacy, kAlwaysTraps, "page-table root, address-space id, paging on"},
    {0x7c1, "grant",  CsrKind::kGrant,    kNoBank, CsrOwner::kZero, CsrAccess::kReadWrite, grant_bit(1) | grant_bit(2) | kGrantTime, true, kAlwaysTraps, kAlwaysTraps, "rings that have their bank; outermost ring that reads time"},
    {0x7c2, "ring",   CsrKind::kRing,     kNoBank, CsrOwner::kZero, CsrAccess::kReadOnly,  0,    false, kOpenInLegacy, kAlwaysTraps, "the current ring"},
    {0x7c3, "vmid",   CsrKind::kVmid,     kNoBank, CsrOwner::kZero, CsrAccess::kReadWrite, 0xf,  false, kAlwaysTraps,  kAlwaysTraps, "a mark: the VM that time is booked to; reads 0"},
    {0x8c0, "mark",   CsrKind::kMark,     kNoBank, CsrOwner::kAny,  CsrAccess::kReadWrite, 0x3f, false, kAlwaysTraps,  kAlwaysTraps, "a mark: what the current ring is doing; reads 0"},
    {0xc00, "cycle",  CsrKind::kTimeLow,  kNoBank, CsrOwner::kTime, CsrAccess::kReadOnly,  0,    false, kAlwaysTraps,  kAlwaysTraps, "cycles since reset, low word"},
    {0xc01, "time",   CsrKind::kTimeLow,  kNoBank, CsrOwner::kTime, CsrAccess::kReadOnly,  0,    false, kAlwaysTraps,  kAlwaysTraps, "the same as cycle: one clock"},
    {0xc80, "cycleh", CsrKind::kTimeHigh, kNoBank, CsrOwner::kTime, CsrAccess::kReadOnly,  0,    false, kAlwaysTraps,  kAlwaysTraps, "cycles since reset, high word"},
    {0xc81, "timeh",  CsrKind::kTimeHigh, kNoBank, CsrOwner::kTime, CsrAccess::kReadOnly,  0,    false, kAlwaysTraps,  kAlwaysTraps, "the same as cycleh: one clock"},
    ANEL_INNER_ROW(0x5f0, "vectorm",   CsrKind::kVector,   kAligned,                   false, "where exits of the guest, and traps of ring -1 itself, go"),
    ANEL_INNER_ROW(0x5f1, "epcm",      CsrKind::kEpc,      kAligned,                   false, "pc of the instruction of ring -1 that trapped; of a guest it is in the control block"),
    ANEL_INNER_ROW(0x5f2, "causem",    CsrKind::kCause,    kAll,                       false, "why ring -1 trapped"),
    ANEL_INNER_ROW(0x5f3, "valuem",    CsrKind::kValue,    kAll,                       false, "the value that goes with it"),
    ANEL_INNER_ROW(0x5f4, "statusm",   CsrKind::kStatus,   kStatusBits | kStatusGuest, true,  "interrupt enable, previous enable, and whether the last trap was an exit"),
    ANEL_INNER_ROW(0x5f5, "scratchm",  CsrKind::kScratch,  kAll,                       false, "for the monitor's own use"),
    ANEL_INNER_ROW(0x5f6, "delegatem", CsrKind::kDelegate, kAll,                       true,  "causes (bits 0 to 15) and lines (bits 16 to 31) that stay with the guest"),
    ANEL_INNER_ROW(0x5f7, "imaskm",    CsrKind::kImask,    kLineBits,                  true,  "lines that may interrupt ring -1"),
    ANEL_INNER_ROW(0x5f8, "pendingm",  CsrKind::kPending,  kLineBits,                  true,  "interrupts aimed at ring -1"),
    {0x7c4, "assist", CsrKind::kAssist,   kNoBank, CsrOwner::kZero, CsrAccess::kReadWrite, kAssistLocked, false, kAlwaysTraps, kAlwaysTraps, "hardware assist: bit 0 there, bit 1 locked until reset; a guest of ring -1 reads 0"},
    ANEL_INNER_ROW(0x7c5, "rootm",     CsrKind::kInnerRoot, kRootTable | kRootAsid | kRootOn, true, "ring -1's own page-table root"),
};
#undef ANEL_BANK_ROWS
#undef ANEL_INNER_ROW
// clang-format on
inline constexpr std::size_t kCsrCount = sizeof kCsrs / sizeof kCsrs[0];

/// The row of a number; null where there is no such CSR.
constexpr const Csr* find_csr(std::uint32_t number) {
    for (const Csr& csr : kCsrs)
        if (csr.number == number) return &csr;
    return nullptr;
}
constexpr const Csr* find_csr(std::string_view name) {
    for (const Csr& csr : kCsrs)
        if (csr.name == name) return &csr;
    return nullptr;
}

namespace checks {
consteval bool csrs_unique() {
    for (std::size_t a = 0; a < kCsrCount; ++a)
        for (std::size_t b = a + 1; b < kCsrCount; ++b)
            if (kCsrs[a].number == kCsrs[b].number || kCsrs[a].name == kCsrs[b].name) return false;
    return true;
}
static_assert(csrs_unique(), "every CSR number and name stands once");
}  // namespace checks

}  // namespace anel::spec
