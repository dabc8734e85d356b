// How the host asks a running monitor for something: one page, two ports, one line. And the state of a VM as it stands in that page, and in a
// boot module when a monitor is to go on with it: the registers and the guest's part of the control block, then the devices.
// Not here: what the host does with it (monitor/control/vm_state.hpp).
#pragma once

#include <cstdint>
#include <string_view>

#include "isa/spec/control_block.hpp"

namespace anel::spec {

inline constexpr std::uint32_t kPortMailbox = 0xe0;
inline constexpr std::uint32_t kPortMailboxAnswer = 0xe1;
inline constexpr unsigned kLineMailbox = 3;

enum class MailboxCommand : std::uint32_t {
    kSave = 1,  ///< the VM's state into the page; then wait
    kGoOn = 2,  ///< after a save: with the VM as it was
};
enum class MailboxAnswer : std::uint32_t {
    kDone = 1,
    kUnknown = 2,  ///< no such command
    kNotNow = 3,   ///< the VM is in no state that other modes know: a paravirtual guest has to leave first
};

inline constexpr std::uint32_t kVmStateMagic = 0x534d5641;  ///< "AVMS"

namespace vm_state {
/// Up to here the words lie as in the control block.
inline constexpr std::uint32_t kGuestBytes = block::kMagic;
inline constexpr std::uint32_t kMagic = kGuestBytes, kTimerLeft = kMagic + 4, kTimerLine = kMagic + 8, kConsoleIrq = kMagic + 12;
inline constexpr std::uint32_t kDiskSector = kMagic + 16, kDiskAddress = kMagic + 20, kDiskCount = kMagic + 24, kDiskRing = kMagic + 28;
inline constexpr std::uint32_t kDiskStatus = kMagic + 32, kDiskLine = kMagic + 36, kBytes = kMagic + 40;
}  // namespace vm_state

struct VmStateField {
    std::string_view symbol;  ///< as in target code, after AR_VM_
    std::uint32_t offset;     ///< bytes, from the state's begin
    std::string_view meaning;
};
// clang-format off
inline constexpr VmStateField kVmStateFields[] = {
    {"MAGIC",        vm_state::kMagic,       "kVmStateMagic"},
    {"TIMER_LEFT",   vm_state::kTimerLeft,   "cycles until the timer is due; 0: not armed"},
    {"TIMER_LINE",   vm_state::kTimerLine,   "1: the timer's line is high"},
    {"CONSOLE_IRQ",  vm_state::kConsoleIrq,  "as the port has it"},
    {"DISK_SECTOR",  vm_state::kDiskSector,  "the disk's registers, as they were last written"},
    {"DISK_ADDRESS", vm_state::kDiskAddress, "likewise"},
    {"DISK_COUNT",   vm_state::kDiskCount,   "likewise"},
    {"DISK_RING",    vm_state::kDiskRing,    "likewise"},
    {"DISK_STATUS",  vm_state::kDiskStatus,  "as the port has it; never busy"},
    {"DISK_LINE",    vm_state::kDiskLine,    "1: the disk's line is high"},
};
// clang-format on

}  // namespace anel::spec
