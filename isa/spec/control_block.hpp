// The control block of the hardware-assist extension, word by word, and the reasons for which a guest exits to ring −1. Its registers and
// its guest part together are the canonical state of a VM, whichever mode runs it: what is saved, restored and moved.
// Not here: what entering and exiting do (isa/cpu/engine/assist.cpp). Source: our own; the ideas are those of Intel SDM volume 3, chapter 25.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace anel::spec {

inline constexpr std::uint32_t kBlockMagic = 0x4b4c4241;  ///< "ABLK"
inline constexpr std::uint32_t kBlockBytes = 0x300;       ///< a block begins a page; beyond these bytes the page is software's

/// Who reads and writes a word.
enum class BlockPart : std::uint8_t {
    kRegisters,  ///< software alone: the machine leaves general registers where they are
    kGuest,      ///< loaded at entry, stored at exit
    kControl,    ///< loaded at entry
    kExit,       ///< stored at exit
    kBoth,       ///< loaded at entry, stored at exit, and no part of a VM's state
};

struct BlockField {
    std::string_view symbol;  ///< as in target code, after AR_BLOCK_
    std::uint32_t offset;     ///< bytes, from the block's begin
    std::uint32_t words;
    BlockPart part;
    std::string_view meaning;
};

namespace block {
inline constexpr std::uint32_t kX = 0x000, kPc = 0x080, kRing = 0x084, kRoot = 0x088, kGrant = 0x08c;
inline constexpr std::uint32_t kBank0 = 0x0c0, kBank1 = 0x100, kBank2 = 0x140;
inline constexpr std::uint32_t kMagic = 0x180, kTag = 0x184, kNestedRoot = 0x188, kIntercepts = 0x18c;
inline constexpr std::uint32_t kCsrReads = 0x190, kCsrWrites = 0x198, kTimeOffset = 0x1a0, kLines = 0x1a8;
inline constexpr std::uint32_t kPortMap = 0x1c0;
inline constexpr std::uint32_t kInject = 0x1e0, kInjectValue = 0x1e4, kPreempt = 0x1e8;
inline constexpr std::uint32_t kReason = 0x200, kQualification = 0x204, kGuestPhysical = 0x208, kInstruction = 0x20c, kGuestVirtual = 0x210;
}  // namespace block

// clang-format off
/// In the order in which microcode moves them.
inline constexpr BlockField kBlockFields[] = {
    {"X",              block::kX,             32, BlockPart::kRegisters, "general registers, x0 first; vmenter loads the one that held the block's address, no other"},
    {"PC",             block::kPc,             1, BlockPart::kGuest,     "address of the guest's next instruction"},
    {"RING",           block::kRing,           1, BlockPart::kGuest,     "the guest's ring, 0 to 3"},
    {"ROOT",           block::kRoot,           1, BlockPart::kGuest,     "its page-table root, with the address-space id"},
    {"GRANT",          block::kGrant,          1, BlockPart::kGuest,     "its grant register"},
    {"BANK0",          block::kBank0,          9, BlockPart::kGuest,     "its bank 0, in the order of the CSR numbers; of pending the software bits"},
    {"BANK1",          block::kBank1,          9, BlockPart::kGuest,     "its bank 1"},
    {"BANK2",          block::kBank2,          9, BlockPart::kGuest,     "its bank 2"},
    {"MAGIC",          block::kMagic,          1, BlockPart::kControl,   "AR_BLOCK_MAGIC_WORD"},
    {"TAG",            block::kTag,            1, BlockPart::kControl,   "tags the guest's translations in the TLB, 1 to 15; 0 is the host's own"},
    {"NESTED_ROOT",    block::kNestedRoot,     1, BlockPart::kControl,   "root of the nested page tables; bit 0 on. Off: guest-physical is physical"},
    {"INTERCEPTS",     block::kIntercepts,     1, BlockPart::kControl,   "instructions that exit, a bit each"},
    {"CSR_READS",      block::kCsrReads,       2, BlockPart::kControl,   "CSRs whose reading exits: bit n is row n of the CSR table"},
    {"CSR_WRITES",     block::kCsrWrites,      2, BlockPart::kControl,   "CSRs whose writing exits"},
    {"TIME_OFFSET",    block::kTimeOffset,     2, BlockPart::kControl,   "added to what the guest reads as time, low word first"},
    {"LINES",          block::kLines,          1, BlockPart::kControl,   "interrupt lines that are high for the guest, besides those that ring -1 delegates"},
    {"PORT_MAP",       block::kPortMap,        8, BlockPart::kControl,   "ports 0 to 255 that exit, a bit each; ports above always do"},
    {"INJECT",         block::kInject,         1, BlockPart::kBoth,      "a trap to deliver at entry: bit 30 valid, bit 31 interrupt, below them the cause; cleared by the delivery"},
    {"INJECT_VALUE",   block::kInjectValue,    1, BlockPart::kControl,   "its value"},
    {"PREEMPT",        block::kPreempt,        1, BlockPart::kBoth,      "cycles after which the guest exits, 0: none; at exit what was left of them, 0 where they are up"},
    {"REASON",         block::kReason,         1, BlockPart::kExit,      "why it exited"},
    {"QUALIFICATION",  block::kQualification,  1, BlockPart::kExit,      "the value that goes with an exception or its address; of a nested fault the right that was missing (R W X as in an entry), the guest's own access in bits 8 up, and bit 31: on the way through the guest's tables"},
    {"GUEST_PHYSICAL", block::kGuestPhysical,  1, BlockPart::kExit,      "of a nested fault the guest-physical address"},
    {"INSTRUCTION",    block::kInstruction,    1, BlockPart::kExit,      "the word of an instruction that exited, or of the probe that met a nested fault; of a triple fault the cause that nobody could take; else 0"},
    {"GUEST_VIRTUAL",  block::kGuestVirtual,   1, BlockPart::kExit,      "of a nested fault the address that the guest accessed"},
};

/// Bits of INTERCEPTS.
enum class Intercept : std::uint32_t { kWfi = 0, kTlbflush = 1, kProbe = 2, kTret = 3, kFlag = 4, kPort = 5 };
struct InterceptRow { Intercept bit; std::string_view symbol; std::string_view meaning; };
inline constexpr InterceptRow kIntercepts[] = {
    {Intercept::kWfi,      "WFI",      "wfi"},
    {Intercept::kTlbflush, "TLBFLUSH", "tlbflush"},
    {Intercept::kProbe,    "PROBE",    "probe"},
    {Intercept::kTret,     "TRET",     "tret"},
    {Intercept::kFlag,     "FLAG",     "ei and di"},
    {Intercept::kPort,     "PORT",     "in and out of every port; without it PORT_MAP decides"},
};

/// Exceptions exit with their cause (0 to 15), interrupts with bit 31 and the line; the rest are these.
enum class ExitReason : std::uint32_t {
    kNestedFault = 16, kCsr = 17, kPort = 18, kInstruction = 19, kExtension = 20, kPreempted = 21, kTripleFault = 22,
};
inline constexpr std::size_t kExitReasonLimit = 24;
struct ExitReasonRow { ExitReason id; std::string_view name; std::string_view symbol; std::string_view meaning; };
inline constexpr ExitReasonRow kExitReasons[] = {
    {ExitReason::kNestedFault, "nested-fault", "NESTED_FAULT", "the nested page tables do not allow an access"},
    {ExitReason::kCsr,         "csr",          "CSR",          "an intercepted read or write of a CSR"},
    {ExitReason::kPort,        "port",         "PORT",         "an intercepted port"},
    {ExitReason::kInstruction, "instruction",  "INSTRUCTION",  "an intercepted wfi, tlbflush, probe, tret, ei or di"},
    {ExitReason::kExtension,   "extension",    "EXTENSION",    "an instruction of the extension itself, in the guest's ring 0"},
    {ExitReason::kPreempted,   "preempted",    "PREEMPTED",    "the preemption timer has run out"},
    {ExitReason::kTripleFault, "triple-fault", "TRIPLE_FAULT", "the guest can no longer take its own traps"},
};

/// Why `vmenter` refuses a block. It then changes nothing but its destination register.
enum class Refusal : std::uint32_t {
    kNone = 0, kMisaligned = 1, kOutsideMemory = 2, kMagic = 3, kRing = 4, kTag = 5, kNestedRoot = 6, kInsideItself = 7, kInjection = 8,
};
struct RefusalRow { Refusal id; std::string_view symbol; std::string_view meaning; };
inline constexpr RefusalRow kRefusals[] = {
    {Refusal::kMisaligned,    "MISALIGNED",     "the block does not begin a page"},
    {Refusal::kOutsideMemory, "OUTSIDE_MEMORY", "the block lies outside memory"},
    {Refusal::kMagic,         "MAGIC",          "the block's magic is wrong"},
    {Refusal::kRing,          "RING",           "the guest's ring is not 0 to 3"},
    {Refusal::kTag,           "TAG",            "the tag is not 1 to 15"},
    {Refusal::kNestedRoot,    "NESTED_ROOT",    "the nested root lies outside memory, or has bits that do not exist"},
    {Refusal::kInsideItself,  "INSIDE_ITSELF",  "the nested root is the block's own page"},
    {Refusal::kInjection,     "INJECTION",      "the trap to inject does not exist"},
};
// clang-format on

inline constexpr unsigned kNestedAccessShift = 8;
inline constexpr std::uint32_t kNestedOnTheWay = 1U << 31;
inline constexpr std::uint32_t kInjectValid = 1U << 30;
inline constexpr std::uint32_t kTagMost = 15;

constexpr std::string_view name_of(ExitReason reason) {
    for (const ExitReasonRow& entry : kExitReasons)
        if (entry.id == reason) return entry.name;
    return "unknown";
}

namespace checks {
consteval bool block_fields_apart() {
    for (const BlockField& a : kBlockFields) {
        if (a.offset % 4 != 0 || a.offset + a.words * 4 > kBlockBytes) return false;
        for (const BlockField& b : kBlockFields)
            if (a.symbol != b.symbol && a.offset < b.offset + b.words * 4 && b.offset < a.offset + a.words * 4) return false;
    }
    return true;
}
static_assert(block_fields_apart(), "no two fields of the control block overlap");
}  // namespace checks

}  // namespace anel::spec
