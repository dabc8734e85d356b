// Trap causes: numbers, names, and what the value register holds.
// Not here: the rules of delivery (isa/cpu/engine/traps.cpp).
#pragma once

#include <cstdint>
#include <string_view>

namespace anel::spec {

enum class TrapCause : std::uint32_t {
    kFetchMisaligned = 0, kFetchAccess = 1, kIllegal = 2, kBreakpoint = 3,
    kLoadMisaligned = 4, kLoadAccess = 5, kStoreMisaligned = 6, kStoreAccess = 7,
    kEcall = 8, kHcall = 9, kPrivileged = 10,
    kFetchPage = 12, kLoadPage = 13, kStorePage = 15,
};
inline constexpr std::uint32_t kInterruptBit = 0x80000000;
inline constexpr unsigned kLineCount = 16;
inline constexpr unsigned kCauseCount = 16;

struct CauseRow {
    TrapCause cause;
    std::string_view name;    ///< as in tables and JSON
    std::string_view symbol;  ///< as in target code, after AR_CAUSE_
    std::string_view value;   ///< what the bank's value register holds
};
inline constexpr CauseRow kCauses[] = {
    {TrapCause::kFetchMisaligned, "fetch-misaligned", "FETCH_MISALIGNED", "target address"},
    {TrapCause::kFetchAccess, "fetch-access", "FETCH_ACCESS", "address"},
    {TrapCause::kIllegal, "illegal", "ILLEGAL", "instruction word"},
    {TrapCause::kBreakpoint, "breakpoint", "BREAKPOINT", "pc"},
    {TrapCause::kLoadMisaligned, "load-misaligned", "LOAD_MISALIGNED", "address"},
    {TrapCause::kLoadAccess, "load-access", "LOAD_ACCESS", "address"},
    {TrapCause::kStoreMisaligned, "store-misaligned", "STORE_MISALIGNED", "address"},
    {TrapCause::kStoreAccess, "store-access", "STORE_ACCESS", "address"},
    {TrapCause::kEcall, "ecall", "ECALL", "0"},
    {TrapCause::kHcall, "hcall", "HCALL", "0"},
    {TrapCause::kPrivileged, "privileged", "PRIVILEGED", "instruction word"},
    {TrapCause::kFetchPage, "fetch-page", "FETCH_PAGE", "address"},
    {TrapCause::kLoadPage, "load-page", "LOAD_PAGE", "address"},
    {TrapCause::kStorePage, "store-page", "STORE_PAGE", "address"},
};

constexpr std::string_view name_of(TrapCause cause) {
    for (const CauseRow& entry : kCauses)
        if (entry.cause == cause) return entry.name;
    return "unknown";
}

}  // namespace anel::spec
