// The platform contract: page-table format, memory map, boot, ports, lines and mark ids, so that no two parts guess.
// Not here: instructions, CSRs and causes, which have tables of their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "isa/spec/disk.hpp"
#include "isa/spec/mailbox.hpp"

namespace anel::spec {

// Page-table entries: two levels, 4 KiB pages, 4 MiB superpages.
namespace pte {
inline constexpr std::uint32_t kValid = 1U << 0;
inline constexpr std::uint32_t kRead = 1U << 1;
inline constexpr std::uint32_t kWrite = 1U << 2;
inline constexpr std::uint32_t kExecute = 1U << 3;
inline constexpr unsigned kRingShift = 4;  ///< the outermost ring that may use the page
inline constexpr std::uint32_t kRing = 3U << kRingShift;
inline constexpr std::uint32_t kAccessed = 1U << 6;
inline constexpr std::uint32_t kDirty = 1U << 7;
inline constexpr std::uint32_t kGlobal = 1U << 8;
inline constexpr std::uint32_t kSoftware = 7U << 9;
inline constexpr std::uint32_t kFrame = 0xfffff000;
inline constexpr std::uint32_t kSuperpageOffset = 0x003ff000;  ///< must be 0 in a level-1 leaf
}  // namespace pte

// Memory and boot.
inline constexpr std::uint32_t kBootMagic = 0x4c454e41;
inline constexpr std::uint32_t kBootVersion = 1;
inline constexpr std::uint32_t kBootBlockAddr = 0x1000;
inline constexpr std::uint32_t kKernelLoad = 0x00100000;
inline constexpr std::uint32_t kWindowBase = 0xffc00000;
inline constexpr std::uint32_t kModuleGuestImage = 1;
inline constexpr std::uint32_t kModuleVmState = 2;  ///< a VM to go on with, whose memory is in place

/// As it lies in memory at boot; a1 holds its physical address, a0 the magic.
struct BootBlock {
    std::uint32_t magic = kBootMagic;
    std::uint32_t version = kBootVersion;
    std::uint32_t ram_bytes = 0;
    std::uint32_t window_base = kWindowBase;
    std::uint32_t module_count = 0;
    std::uint32_t modules_addr = 0;  ///< physical; an array of BootModule
    std::uint32_t cmdline_addr = 0;  ///< physical; NUL-terminated
    std::uint32_t cmdline_len = 0;   ///< without the NUL
};
struct BootModule {
    std::uint32_t addr = 0;  ///< physical
    std::uint32_t size_bytes = 0;
    std::uint32_t kind = 0;
};

/// A named number of the contract; `symbol` is what target code writes after AR_ and the group's name.
struct NamedNumber {
    std::string_view symbol;
    std::uint32_t number;
    std::string_view meaning;
};

inline constexpr std::uint32_t kPortConsoleData = 0x10;
inline constexpr std::uint32_t kPortConsoleStatus = 0x11;
inline constexpr std::uint32_t kPortConsoleIrq = 0x12;
inline constexpr std::uint32_t kPortLog = 0x18;
inline constexpr std::uint32_t kPortTimer = 0x40;
inline constexpr std::uint32_t kPortPower = 0xf0;
inline constexpr NamedNumber kPorts[] = {
    {"CONSOLE_DATA", kPortConsoleData, "out: one byte; in: next input byte, all ones if there is none now"},
    {"CONSOLE_STATUS", kPortConsoleStatus, "in: bit 0 input ready, bit 1 input ended and drained"},
    {"CONSOLE_IRQ", kPortConsoleIrq, "bit 0: raise the console line while input is ready or ended"},
    {"LOG", kPortLog, "out: one byte for the machine's log, which is not the console"},
    {"TIMER", kPortTimer, "out n: due n cycles after this commit (0: disarm); in: cycles left"},
    {"DISK_SECTORS", kPortDiskSectors, "in: the disk's size in sectors; 0: there is no disk"},
    {"DISK_SECTOR", kPortDiskSector, "out: first sector of the next command"},
    {"DISK_ADDRESS", kPortDiskAddress, "out: physical address of the next command's memory, a multiple of 4"},
    {"DISK_COUNT", kPortDiskCount, "out: sectors of the next command, 1 to 128"},
    {"DISK_COMMAND", kPortDiskCommand, "out: 1 read into memory, 2 write from memory, 0 acknowledge the end of either"},
    {"DISK_STATUS", kPortDiskStatus, "in: 0 idle, 1 busy, 2 done, 3 failed"},
    {"DISK_RING", kPortDiskRing, "out: physical address of the ring of requests, a multiple of 4096"},
    {"DISK_KICK", kPortDiskKick, "out: serve what is new in the ring"},
    {"MAILBOX", kPortMailbox, "out: physical address of a monitor's mailbox page; in: what the host asks for, all ones if nothing; the line drops"},
    {"MAILBOX_ANSWER", kPortMailboxAnswer, "out: the answer to it"},
    {"POWER", kPortPower, "out: machine off; bits 7 to 0 are the guest's exit code. With bit 31: whoever writes gives up, the reason is on the log"},
};

inline constexpr std::uint32_t kConsoleReady = 1U << 0;
inline constexpr std::uint32_t kConsoleEnded = 1U << 1;

inline constexpr std::uint32_t kPowerGiveUp = 1U << 31;

inline constexpr unsigned kLineTimer = 0;
inline constexpr unsigned kLineConsole = 1;
inline constexpr unsigned kLineDisk = 2;
inline constexpr NamedNumber kLines[] = {
    {"TIMER", kLineTimer, "the timer is due"},
    {"CONSOLE", kLineConsole, "console input is ready or has ended, and its interrupt is enabled"},
    {"DISK", kLineDisk, "the disk has done, or failed to do, what it was asked, and that is not acknowledged yet"},
    {"MAILBOX", kLineMailbox, "the host asks a monitor for something"},
};

/// What somebody says it is doing; the ledger books cycles by these.
enum class Activity : std::uint8_t {
    kOther = 0, kUser = 1, kKernel = 2, kIdle = 3, kCrossing = 8, kDeclared = 9,
    kBoot = 16, kSwitch = 17, kDecode = 18, kEmulate = 19, kShadowFill = 20, kShadowSync = 21, kInject = 22,
    kDevice = 23, kDispatch = 24, kHypercall = 25, kValidate = 26, kNestedFill = 27, kState = 28,
    kTranslate = 29,
};
inline constexpr std::size_t kActivityLimit = 64;  ///< ids lie below

struct ActivityRow {
    Activity id;
    std::string_view name;    ///< as in tables and JSON
    std::string_view symbol;  ///< as in target code, after AR_MARK_
    std::string_view owner;
    std::string_view meaning;
};
inline constexpr ActivityRow kActivities[] = {
    {Activity::kOther, "other", "OTHER", "nobody", "time that nobody has named"},
    {Activity::kUser, "user", "USER", "guest", "user programs"},
    {Activity::kKernel, "kernel", "KERNEL", "guest", "the guest's kernel"},
    {Activity::kIdle, "idle", "IDLE", "guest", "waiting for an interrupt"},
    {Activity::kCrossing, "crossing", "CROSSING", "machine", "changing rings: pipeline flush and microcode"},
    {Activity::kDeclared, "declared", "DECLARED", "script", "what a function outside the machine says that its work would have taken: said, not measured"},
    {Activity::kBoot, "boot", "BOOT", "monitor", "the monitor starting itself and its VM"},
    {Activity::kSwitch, "switch", "SWITCH", "monitor", "saving and restoring registers"},
    {Activity::kDecode, "decode", "DECODE", "monitor", "finding out what the trapped instruction is"},
    {Activity::kEmulate, "emulate", "EMULATE", "monitor", "doing to the virtual CPU what it asked of the real one"},
    {Activity::kShadowFill, "shadow-fill", "SHADOW_FILL", "monitor", "walking guest tables and filling shadow entries"},
    {Activity::kShadowSync, "shadow-sync", "SHADOW_SYNC", "monitor", "flushing, dropping and switching shadow tables"},
    {Activity::kInject, "inject", "INJECT", "monitor", "delivering traps and interrupts into the guest"},
    {Activity::kDevice, "device", "DEVICE", "monitor", "virtual console, timer and power"},
    {Activity::kDispatch, "dispatch", "DISPATCH", "monitor", "deciding what a trap is"},
    {Activity::kHypercall, "hypercall", "HYPERCALL", "monitor", "answering hypercalls"},
    {Activity::kValidate, "validate", "VALIDATE", "monitor", "checking page-table entries of a paravirtual guest"},
    {Activity::kNestedFill, "nested-fill", "NESTED_FILL", "monitor", "making nested page tables"},
    {Activity::kState, "state", "STATE", "monitor", "saving a VM, or going on with a saved one"},
    {Activity::kTranslate, "translate", "TRANSLATE", "monitor", "translating guest code, and finding and chaining what is translated"},
};
constexpr std::string_view name_of_activity(std::size_t id) {
    for (const ActivityRow& entry : kActivities)
        if (static_cast<std::size_t>(entry.id) == id) return entry.name;
    return "other";
}

}  // namespace anel::spec
