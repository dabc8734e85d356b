// Hypercalls: what a paravirtual guest may ask its monitor for. Number in a7, arguments in a0 to a5, result in a0; errors are negative.
// They are answered in ring 0 (before ENTER) and ring 1 (after it) of the guest; from outside, hcall is a trap into the guest's kernel.
// After ENTER ring 1 has bank 1, reads time, and gets every exception of rings 1 to 3 without the monitor. A device's line that comes up sets
// its bit in `pending1`; the guest clears it, and a line that is still up comes again once the guest has used WAIT or the device's ports.
// Not here: what the monitor does about them (monitor/target), nor who asks (guest-os/kernel/privileged.hpp).
#pragma once

#include <cstdint>
#include <string_view>

namespace anel::spec {

enum class Hypercall : std::uint32_t {
    kVersion = 0, kEnter = 1, kLeave = 2, kUpdate = 3, kSetRoot = 4, kTimer = 5, kConsoleWrite = 6,
    kPortIn = 7, kPortOut = 8, kWait = 9, kRing = 10, kDiskKick = 11, kRoot = 12,
};
struct HypercallRow {
    Hypercall id;
    std::string_view symbol;  ///< as in target code, after AR_HYPERCALL_
    std::string_view meaning;
};
// clang-format off
inline constexpr HypercallRow kHypercalls[] = {
    {Hypercall::kVersion,      "VERSION",       "(): the interface's version, kHypercallVersion. Answered in `para` alone; elsewhere hcall is illegal"},
    {Hypercall::kEnter,        "ENTER",         "(root): from here on the kernel runs in ring 1 with bank 1 its own, on page tables of its own, which are checked first; bank 1 starts as bank 0 was"},
    {Hypercall::kLeave,        "LEAVE",         "(root): the way back, with page tables as the bare machine wants them"},
    {Hypercall::kUpdate,       "UPDATE",        "(batch, count): page-table operations, in order; the batch is a guest-physical address, a multiple of 8. Result: how many were done; the first that is refused ends it"},
    {Hypercall::kSetRoot,      "SET_ROOT",      "(root): walk these tables, which must be pinned as a root"},
    {Hypercall::kTimer,        "TIMER",         "(cycles): the timer's interrupt that many cycles from now, and no older one; 0: none"},
    {Hypercall::kConsoleWrite, "CONSOLE_WRITE", "(address, bytes): guest-physical, within one page. Result: bytes written"},
    {Hypercall::kPortIn,       "PORT_IN",       "(port): what `in` would give"},
    {Hypercall::kPortOut,      "PORT_OUT",      "(port, value): what `out` would do"},
    {Hypercall::kWait,         "WAIT",          "(): until an interrupt that bank 1 listens to is pending"},
    {Hypercall::kRing,         "RING",          "(): the ring that called"},
    {Hypercall::kDiskKick,     "DISK_KICK",     "(ring): serve what is new in this ring of disk requests, a guest-physical page"},
    {Hypercall::kRoot,         "ROOT",          "(): the tables that are walked now, as the root register holds them"},
};
// clang-format on

inline constexpr std::uint32_t kHypercallVersion = 1;

/// Results below 0.
enum class HypercallError : std::int32_t { kNoSuchCall = -1, kRefused = -2, kBadAddress = -3, kTooMany = -4, kNotNow = -5 };

/// One operation of an update: two words. The low two bits of the first say which.
enum class TableOperation : std::uint32_t {
    kWrite = 0,  ///< first: physical address of an entry of a checked table; second: the entry
    kPin = 1,    ///< first: frame; second: kPinRoot for a root, for a table of pages the 4 MiB-aligned address that it maps, wherever
                 ///< it is used. From here on it is checked, and nobody may write to it. A root's entries for the window are the monitor's
    kUnpin = 2,  ///< first: frame. Ordinary memory again
    kFlush = 3,  ///< first: page address, or kFlushAll; second: address-space id, or kFlushEverySpace: every one, global pages too
};
inline constexpr std::uint32_t kPinRoot = 1;
inline constexpr std::uint32_t kFlushAll = 0xfffff000;
inline constexpr std::uint32_t kFlushEverySpace = 0xffffffff;
inline constexpr std::uint32_t kUpdatesMost = 512;  ///< operations of one call

}  // namespace anel::spec
