// The names and numbers that target code sees, each with its AR_ name: one list for the generated header and for the
// assembler, so that C++ and assembly say the same. Not here: what the numbers mean (the tables).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "isa/spec/csrs.hpp"
#include "isa/spec/hypercalls.hpp"
#include "isa/spec/instructions.hpp"
#include "isa/spec/platform.hpp"
#include "isa/spec/translator.hpp"

namespace anel::spec {

/// `fence.i` becomes FENCE_I.
inline std::string macro_name(std::string_view name) {
    std::string out;
    for (const char c : name) out += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

constexpr bool in_system_half(const Insn& insn) { return insn.id >= InsnId::kEcall; }

/// Calls define(std::string name, std::uint32_t number) for every constant.
template <class Define>
void for_each_target_constant(Define&& define) {
    for (const Insn& insn : kInsns) {
        if (!in_system_half(insn)) continue;
        define("AR_MATCH_" + macro_name(insn.mnemonic), insn.match);
        define("AR_MASK_" + macro_name(insn.mnemonic), insn.mask);
        if (insn.mask == kMaskAll) define("AR_WORD_" + macro_name(insn.mnemonic), insn.match);
    }
    for (const Csr& csr : kCsrs) define("AR_CSR_" + macro_name(csr.name), csr.number);
    for (const Csr& csr : kCsrs) define("AR_WRITABLE_" + macro_name(csr.name), csr.writable_bits);
    for (std::uint32_t row = 0; row < kCsrCount; ++row) define("AR_CSR_ROW_" + macro_name(kCsrs[row].name), row);
    define("AR_STATUS_GUEST", kStatusGuest);
    define("AR_ASSIST_PRESENT", kAssistPresent);
    define("AR_ASSIST_LOCKED", kAssistLocked);
    define("AR_STATUS_IE", kStatusIe);
    define("AR_STATUS_PIE", kStatusPie);
    define("AR_STATUS_PRING_SHIFT", kStatusPringShift);
    define("AR_ROOT_ON", kRootOn);
    define("AR_ROOT_ASID_SHIFT", kRootAsidShift);
    define("AR_GRANT_TIME_SHIFT", kGrantTimeShift);
    for (const CauseRow& entry : kCauses) define("AR_CAUSE_" + std::string(entry.symbol), static_cast<std::uint32_t>(entry.cause));
    define("AR_CAUSE_INTERRUPT", kInterruptBit);
    for (const NamedNumber& port : kPorts) define("AR_PORT_" + std::string(port.symbol), port.number);
    for (const NamedNumber& line : kLines) define("AR_LINE_" + std::string(line.symbol), line.number);
    for (const ActivityRow& entry : kActivities) define("AR_MARK_" + std::string(entry.symbol), static_cast<std::uint32_t>(entry.id));
    define("AR_POWER_GIVE_UP", kPowerGiveUp);
    define("AR_CONSOLE_READY", kConsoleReady);
    define("AR_CONSOLE_ENDED", kConsoleEnded);
    define("AR_SECTOR_BYTES", kSectorBytes);
    define("AR_DISK_SECTORS_MOST", kDiskSectorsMost);
    define("AR_DISK_ACKNOWLEDGE", static_cast<std::uint32_t>(DiskCommand::kAcknowledge));
    define("AR_DISK_READ", static_cast<std::uint32_t>(DiskCommand::kRead));
    define("AR_DISK_WRITE", static_cast<std::uint32_t>(DiskCommand::kWrite));
    define("AR_DISK_IDLE", static_cast<std::uint32_t>(DiskStatus::kIdle));
    define("AR_DISK_BUSY", static_cast<std::uint32_t>(DiskStatus::kBusy));
    define("AR_DISK_DONE", static_cast<std::uint32_t>(DiskStatus::kDone));
    define("AR_DISK_FAILED", static_cast<std::uint32_t>(DiskStatus::kFailed));
    define("AR_DISK_RING_SLOTS", kDiskRingSlots);
    for (const HypercallRow& call : kHypercalls) define("AR_HYPERCALL_" + std::string(call.symbol), static_cast<std::uint32_t>(call.id));
    define("AR_HYPERCALL_INTERFACE", kHypercallVersion);
    for (const HypercallErrorRow& error : kHypercallErrors) define("AR_HYPERCALL_" + std::string(error.symbol), static_cast<std::uint32_t>(error.id));
    for (const TableOperationRow& entry : kTableOperations) define("AR_TABLE_" + std::string(entry.symbol), static_cast<std::uint32_t>(entry.id));
    define("AR_PIN_ROOT", kPinRoot);
    define("AR_FLUSH_ALL", kFlushAll);
    define("AR_FLUSH_EVERY_SPACE", kFlushEverySpace);
    define("AR_UPDATES_MOST", kUpdatesMost);
    for (const BlockField& field : kBlockFields) define("AR_BLOCK_" + std::string(field.symbol), field.offset);
    define("AR_BLOCK_BYTES", kBlockBytes);
    define("AR_BLOCK_MAGIC_WORD", kBlockMagic);
    define("AR_INJECT_VALID", kInjectValid);
    define("AR_NESTED_ACCESS_SHIFT", kNestedAccessShift);
    define("AR_NESTED_ON_THE_WAY", kNestedOnTheWay);
    for (const InterceptRow& entry : kIntercepts) define("AR_INTERCEPT_" + std::string(entry.symbol), 1U << static_cast<std::uint32_t>(entry.bit));
    for (const ExitReasonRow& entry : kExitReasons) define("AR_EXIT_" + std::string(entry.symbol), static_cast<std::uint32_t>(entry.id));
    for (const RefusalRow& entry : kRefusals) define("AR_REFUSED_" + std::string(entry.symbol), static_cast<std::uint32_t>(entry.id));
    define("AR_PTE_V", pte::kValid);
    define("AR_PTE_R", pte::kRead);
    define("AR_PTE_W", pte::kWrite);
    define("AR_PTE_X", pte::kExecute);
    define("AR_PTE_A", pte::kAccessed);
    define("AR_PTE_D", pte::kDirty);
    define("AR_PTE_G", pte::kGlobal);
    define("AR_PTE_RING_SHIFT", pte::kRingShift);
    define("AR_PTE_FRAME", pte::kFrame);
    define("AR_PTE_SUPERPAGE_OFFSET", pte::kSuperpageOffset);
    define("AR_BOOT_MAGIC", kBootMagic);
    define("AR_BOOT_VERSION", kBootVersion);
    define("AR_BOOT_BLOCK_ADDR", kBootBlockAddr);
    define("AR_KERNEL_LOAD", kKernelLoad);
    define("AR_WINDOW_BASE", kWindowBase);
    define("AR_MODULE_GUEST_IMAGE", kModuleGuestImage);
    define("AR_MODULE_VM_STATE", kModuleVmState);
    define("AR_MAILBOX_SAVE", static_cast<std::uint32_t>(MailboxCommand::kSave));
    define("AR_MAILBOX_GO_ON", static_cast<std::uint32_t>(MailboxCommand::kGoOn));
    define("AR_MAILBOX_DONE", static_cast<std::uint32_t>(MailboxAnswer::kDone));
    define("AR_MAILBOX_UNKNOWN", static_cast<std::uint32_t>(MailboxAnswer::kUnknown));
    define("AR_MAILBOX_NOT_NOW", static_cast<std::uint32_t>(MailboxAnswer::kNotNow));
    define("AR_VM_STATE_MAGIC", kVmStateMagic);
    define("AR_VM_GUEST_BYTES", vm_state::kGuestBytes);
    define("AR_VM_STATE_BYTES", vm_state::kBytes);
    for (const VmStateField& field : kVmStateFields) define("AR_VM_" + std::string(field.symbol), field.offset);
    define("AR_TRANSLATOR_AT", translator::kAt);
    define("AR_TRANSLATOR_BYTES", translator::kBytes);
    define("AR_TRANSLATOR_MAGIC_WORD", kTranslatorMagic);
    for (const TranslatorField& field : kTranslatorFields) define("AR_TRANSLATOR_" + std::string(field.symbol), field.offset);
    define("AR_DISPLACED_T0", displaced::kT0);
    define("AR_DISPLACED_T1", displaced::kT1);
    define("AR_DISPLACED_T2", displaced::kT2);
    define("AR_GUEST_BOUNDARY", kGuestBoundary);
}

}  // namespace anel::spec
