// The instruction table: all there is to know about an instruction stands in its row.
// Sources: RV32IM, Zicsr, Zifencei: The RISC-V Instruction Set Manual, Volume I, 20191213; the system half: Anel's own, decisions.md.
// Not here: how an instruction computes (isa/cpu/engine/execute.cpp, which does not build if a row has no executor).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "isa/spec/privilege.hpp"

namespace anel::spec {

enum class InsnId : std::uint8_t {
    kLui, kAuipc, kJal, kJalr,
    kBeq, kBne, kBlt, kBge, kBltu, kBgeu,
    kLb, kLh, kLw, kLbu, kLhu, kSb, kSh, kSw,
    kAddi, kSlti, kSltiu, kXori, kOri, kAndi, kSlli, kSrli, kSrai,
    kAdd, kSub, kSll, kSlt, kSltu, kXor, kSrl, kSra, kOr, kAnd,
    kMul, kMulh, kMulhsu, kMulhu, kDiv, kDivu, kRem, kRemu,
    kFence, kFenceI, kEcall, kEbreak,
    kCsrrw, kCsrrs, kCsrrc, kCsrrwi, kCsrrsi, kCsrrci,
    kWfi, kTret, kHcall, kEi, kDi, kTlbflush, kIn, kOut, kProbe,
    kVmon, kVmoff, kVmenter, kVmflush,
    kIllegal,  ///< what no row matches; has no row
};
inline constexpr std::size_t kInsnCount = static_cast<std::size_t>(InsnId::kIllegal);

/// Where the operands are in the word (names as in the RISC-V manual) and how they are written.
enum class Syntax : std::uint8_t {
    kNone,       ///< mnemonic alone
    kRdUpper,    ///< rd, imm20
    kRdJump,     ///< rd, target
    kRdMem,      ///< rd, imm(rs1)
    kRs2Mem,     ///< rs2, imm(rs1)
    kBranch,     ///< rs1, rs2, target
    kRdRs1Imm,   ///< rd, rs1, imm12
    kRdRs1Shift, ///< rd, rs1, shamt
    kRdRs1Rs2,   ///< rd, rs1, rs2
    kRs1Rs2,     ///< rs1, rs2
    kRdCsrRs1,   ///< rd, csr, rs1
    kRdCsrImm,   ///< rd, csr, uimm5
    kFence,      ///< pred, succ
};

/// Which rule of isa/cpu/timing.hpp prices it.
enum class Timing : std::uint8_t { kAlu, kLoad, kStore, kBranch, kJump, kIndirect, kMul, kDiv, kSystem, kRefetch, kProbe };

struct Insn {
    InsnId id;
    std::string_view mnemonic;
    Syntax syntax;
    std::uint32_t match;
    std::uint32_t mask;
    Timing timing;
    Home home;
    OutsideByPolicy outside;
    std::string_view meaning;
};

inline constexpr std::uint32_t kMaskOpcode = 0x0000007f;
inline constexpr std::uint32_t kMaskFunct3 = 0x0000707f;
inline constexpr std::uint32_t kMaskFunct7 = 0xfe00707f;
inline constexpr std::uint32_t kMaskAll = 0xffffffff;
inline constexpr std::uint32_t kMaskFunct7NoRd = 0xfe007fff;

// clang-format off
inline constexpr Insn kInsns[] = {
    {InsnId::kLui,   "lui",   Syntax::kRdUpper, 0x00000037, kMaskOpcode, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = imm20 << 12"},
    {InsnId::kAuipc, "auipc", Syntax::kRdUpper, 0x00000017, kMaskOpcode, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = pc + (imm20 << 12)"},
    {InsnId::kJal,   "jal",   Syntax::kRdJump,  0x0000006f, kMaskOpcode, Timing::kJump, Home::kAny, kAlwaysTraps, "rd = pc + 4; jump to target"},
    {InsnId::kJalr,  "jalr",  Syntax::kRdMem,   0x00000067, kMaskFunct3, Timing::kIndirect, Home::kAny, kAlwaysTraps, "rd = pc + 4; jump to (rs1 + imm) with bit 0 cleared"},
    {InsnId::kBeq,   "beq",   Syntax::kBranch,  0x00000063, kMaskFunct3, Timing::kBranch, Home::kAny, kAlwaysTraps, "branch if rs1 == rs2"},
    {InsnId::kBne,   "bne",   Syntax::kBranch,  0x00001063, kMaskFunct3, Timing::kBranch, Home::kAny, kAlwaysTraps, "branch if rs1 != rs2"},
    {InsnId::kBlt,   "blt",   Syntax::kBranch,  0x00004063, kMaskFunct3, Timing::kBranch, Home::kAny, kAlwaysTraps, "branch if rs1 < rs2, signed"},
    {InsnId::kBge,   "bge",   Syntax::kBranch,  0x00005063, kMaskFunct3, Timing::kBranch, Home::kAny, kAlwaysTraps, "branch if rs1 >= rs2, signed"},
    {InsnId::kBltu,  "bltu",  Syntax::kBranch,  0x00006063, kMaskFunct3, Timing::kBranch, Home::kAny, kAlwaysTraps, "branch if rs1 < rs2, unsigned"},
    {InsnId::kBgeu,  "bgeu",  Syntax::kBranch,  0x00007063, kMaskFunct3, Timing::kBranch, Home::kAny, kAlwaysTraps, "branch if rs1 >= rs2, unsigned"},
    {InsnId::kLb,    "lb",    Syntax::kRdMem,   0x00000003, kMaskFunct3, Timing::kLoad, Home::kAny, kAlwaysTraps, "rd = byte at rs1 + imm, sign-extended"},
    {InsnId::kLh,    "lh",    Syntax::kRdMem,   0x00001003, kMaskFunct3, Timing::kLoad, Home::kAny, kAlwaysTraps, "rd = halfword at rs1 + imm, sign-extended"},
    {InsnId::kLw,    "lw",    Syntax::kRdMem,   0x00002003, kMaskFunct3, Timing::kLoad, Home::kAny, kAlwaysTraps, "rd = word at rs1 + imm"},
    {InsnId::kLbu,   "lbu",   Syntax::kRdMem,   0x00004003, kMaskFunct3, Timing::kLoad, Home::kAny, kAlwaysTraps, "rd = byte at rs1 + imm, zero-extended"},
    {InsnId::kLhu,   "lhu",   Syntax::kRdMem,   0x00005003, kMaskFunct3, Timing::kLoad, Home::kAny, kAlwaysTraps, "rd = halfword at rs1 + imm, zero-extended"},
    {InsnId::kSb,    "sb",    Syntax::kRs2Mem,  0x00000023, kMaskFunct3, Timing::kStore, Home::kAny, kAlwaysTraps, "store low byte of rs2 at rs1 + imm"},
    {InsnId::kSh,    "sh",    Syntax::kRs2Mem,  0x00001023, kMaskFunct3, Timing::kStore, Home::kAny, kAlwaysTraps, "store low halfword of rs2 at rs1 + imm"},
    {InsnId::kSw,    "sw",    Syntax::kRs2Mem,  0x00002023, kMaskFunct3, Timing::kStore, Home::kAny, kAlwaysTraps, "store rs2 at rs1 + imm"},
    {InsnId::kAddi,  "addi",  Syntax::kRdRs1Imm, 0x00000013, kMaskFunct3, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 + imm"},
    {InsnId::kSlti,  "slti",  Syntax::kRdRs1Imm, 0x00002013, kMaskFunct3, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 < imm, signed"},
    {InsnId::kSltiu, "sltiu", Syntax::kRdRs1Imm, 0x00003013, kMaskFunct3, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 < imm, unsigned"},
    {InsnId::kXori,  "xori",  Syntax::kRdRs1Imm, 0x00004013, kMaskFunct3, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 ^ imm"},
    {InsnId::kOri,   "ori",   Syntax::kRdRs1Imm, 0x00006013, kMaskFunct3, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 | imm"},
    {InsnId::kAndi,  "andi",  Syntax::kRdRs1Imm, 0x00007013, kMaskFunct3, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 & imm"},
    {InsnId::kSlli,  "slli",  Syntax::kRdRs1Shift, 0x00001013, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 << shamt"},
    {InsnId::kSrli,  "srli",  Syntax::kRdRs1Shift, 0x00005013, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 >> shamt, zeros shifted in"},
    {InsnId::kSrai,  "srai",  Syntax::kRdRs1Shift, 0x40005013, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 >> shamt, sign shifted in"},
    {InsnId::kAdd,   "add",   Syntax::kRdRs1Rs2, 0x00000033, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 + rs2"},
    {InsnId::kSub,   "sub",   Syntax::kRdRs1Rs2, 0x40000033, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 - rs2"},
    {InsnId::kSll,   "sll",   Syntax::kRdRs1Rs2, 0x00001033, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 << (rs2 & 31)"},
    {InsnId::kSlt,   "slt",   Syntax::kRdRs1Rs2, 0x00002033, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 < rs2, signed"},
    {InsnId::kSltu,  "sltu",  Syntax::kRdRs1Rs2, 0x00003033, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 < rs2, unsigned"},
    {InsnId::kXor,   "xor",   Syntax::kRdRs1Rs2, 0x00004033, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 ^ rs2"},
    {InsnId::kSrl,   "srl",   Syntax::kRdRs1Rs2, 0x00005033, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 >> (rs2 & 31), zeros shifted in"},
    {InsnId::kSra,   "sra",   Syntax::kRdRs1Rs2, 0x40005033, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 >> (rs2 & 31), sign shifted in"},
    {InsnId::kOr,    "or",    Syntax::kRdRs1Rs2, 0x00006033, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 | rs2"},
    {InsnId::kAnd,   "and",   Syntax::kRdRs1Rs2, 0x00007033, kMaskFunct7, Timing::kAlu, Home::kAny, kAlwaysTraps, "rd = rs1 & rs2"},
    {InsnId::kMul,   "mul",   Syntax::kRdRs1Rs2, 0x02000033, kMaskFunct7, Timing::kMul, Home::kAny, kAlwaysTraps, "rd = low half of rs1 * rs2"},
    {InsnId::kMulh,  "mulh",  Syntax::kRdRs1Rs2, 0x02001033, kMaskFunct7, Timing::kMul, Home::kAny, kAlwaysTraps, "rd = high half of rs1 * rs2, both signed"},
    {InsnId::kMulhsu,"mulhsu",Syntax::kRdRs1Rs2, 0x02002033, kMaskFunct7, Timing::kMul, Home::kAny, kAlwaysTraps, "rd = high half of signed rs1 * unsigned rs2"},
    {InsnId::kMulhu, "mulhu", Syntax::kRdRs1Rs2, 0x02003033, kMaskFunct7, Timing::kMul, Home::kAny, kAlwaysTraps, "rd = high half of rs1 * rs2, both unsigned"},
    {InsnId::kDiv,   "div",   Syntax::kRdRs1Rs2, 0x02004033, kMaskFunct7, Timing::kDiv, Home::kAny, kAlwaysTraps, "rd = rs1 / rs2, signed; by zero: -1"},
    {InsnId::kDivu,  "divu",  Syntax::kRdRs1Rs2, 0x02005033, kMaskFunct7, Timing::kDiv, Home::kAny, kAlwaysTraps, "rd = rs1 / rs2, unsigned; by zero: all ones"},
    {InsnId::kRem,   "rem",   Syntax::kRdRs1Rs2, 0x02006033, kMaskFunct7, Timing::kDiv, Home::kAny, kAlwaysTraps, "rd = rs1 mod rs2, signed; by zero: rs1"},
    {InsnId::kRemu,  "remu",  Syntax::kRdRs1Rs2, 0x02007033, kMaskFunct7, Timing::kDiv, Home::kAny, kAlwaysTraps, "rd = rs1 mod rs2, unsigned; by zero: rs1"},
    {InsnId::kFence, "fence", Syntax::kFence,    0x0000000f, kMaskFunct3, Timing::kAlu, Home::kAny, kAlwaysTraps, "orders memory accesses; one in-order core needs nothing"},
    {InsnId::kFenceI,"fence.i",Syntax::kNone,    0x0000100f, kMaskFunct3, Timing::kRefetch, Home::kAny, kAlwaysTraps, "later fetches see earlier stores; costs a refetch"},
    {InsnId::kEcall, "ecall", Syntax::kNone,     0x00000073, kMaskAll, Timing::kSystem, Home::kAny, kAlwaysTraps, "call the kernel: traps"},
    {InsnId::kEbreak,"ebreak",Syntax::kNone,     0x00100073, kMaskAll, Timing::kSystem, Home::kAny, kAlwaysTraps, "breakpoint: traps"},
    {InsnId::kCsrrw, "csrrw", Syntax::kRdCsrRs1, 0x00001073, kMaskFunct3, Timing::kSystem, Home::kAny, kAlwaysTraps, "rd = csr; csr = rs1 (rd = x0: no read)"},
    {InsnId::kCsrrs, "csrrs", Syntax::kRdCsrRs1, 0x00002073, kMaskFunct3, Timing::kSystem, Home::kAny, kAlwaysTraps, "rd = csr; csr = csr | rs1 (rs1 = x0: no write)"},
    {InsnId::kCsrrc, "csrrc", Syntax::kRdCsrRs1, 0x00003073, kMaskFunct3, Timing::kSystem, Home::kAny, kAlwaysTraps, "rd = csr; csr = csr & ~rs1 (rs1 = x0: no write)"},
    {InsnId::kCsrrwi,"csrrwi",Syntax::kRdCsrImm, 0x00005073, kMaskFunct3, Timing::kSystem, Home::kAny, kAlwaysTraps, "rd = csr; csr = uimm (rd = x0: no read)"},
    {InsnId::kCsrrsi,"csrrsi",Syntax::kRdCsrImm, 0x00006073, kMaskFunct3, Timing::kSystem, Home::kAny, kAlwaysTraps, "rd = csr; csr = csr | uimm (uimm = 0: no write)"},
    {InsnId::kCsrrci,"csrrci",Syntax::kRdCsrImm, 0x00007073, kMaskFunct3, Timing::kSystem, Home::kAny, kAlwaysTraps, "rd = csr; csr = csr & ~uimm (uimm = 0: no write)"},
    {InsnId::kWfi,   "wfi",   Syntax::kNone,     0x10500073, kMaskAll, Timing::kSystem, Home::kZero, kAlwaysTraps, "wait until an unmasked interrupt is pending"},
    {InsnId::kTret,  "tret",  Syntax::kNone,     0x0000000b, kMaskAll, Timing::kSystem, Home::kOwnBank, kAlwaysTraps, "return from a trap through the current ring's bank"},
    {InsnId::kHcall, "hcall", Syntax::kNone,     0x0010000b, kMaskAll, Timing::kSystem, Home::kInnerCall, kAlwaysTraps, "call the monitor: traps with a cause of its own; illegal where no ring lies inside"},
    {InsnId::kEi,    "ei",    Syntax::kNone,     0x0020000b, kMaskAll, Timing::kSystem, Home::kOwnBank, kSilentInPopf, "enable interrupts of the current ring's bank"},
    {InsnId::kDi,    "di",    Syntax::kNone,     0x0030000b, kMaskAll, Timing::kSystem, Home::kOwnBank, kSilentInPopf, "disable interrupts of the current ring's bank"},
    {InsnId::kTlbflush,"tlbflush",Syntax::kRs1Rs2, 0x0000100b, kMaskFunct7NoRd, Timing::kRefetch, Home::kZero, kAlwaysTraps, "forget translations of address rs1 (x0: all) in space rs2 (x0: all, global ones too)"},
    {InsnId::kIn,    "in",    Syntax::kRdMem,    0x0000200b, kMaskFunct3, Timing::kSystem, Home::kZero, kAlwaysTraps, "rd = port (rs1 + imm) & 0xffff"},
    {InsnId::kOut,   "out",   Syntax::kRs2Mem,   0x0000300b, kMaskFunct3, Timing::kSystem, Home::kZero, kAlwaysTraps, "port (rs1 + imm) & 0xffff = rs2"},
    {InsnId::kProbe, "probe", Syntax::kRdRs1Rs2, 0x0000400b, kMaskFunct7, Timing::kProbe, Home::kZero, kOpenInLegacy, "rd = may ring max(current, rs2[5:4]) access address rs1 as rs2[2:0] (R W X) says"},
    {InsnId::kVmon,  "vmon",  Syntax::kNone,     0x0040000b, kMaskAll, Timing::kSystem, Home::kUnlocked, kAlwaysTraps, "enter ring -1, which takes over the page-table root; illegal where there is no hardware assist, or it is on or locked"},
    {InsnId::kVmoff, "vmoff", Syntax::kNone,     0x0050000b, kMaskAll, Timing::kSystem, Home::kMinusOne, kAlwaysTraps, "leave ring -1 for ring 0, which takes over the page-table root"},
    {InsnId::kVmenter,"vmenter",Syntax::kRdMem,  0x0000500b, kMaskFunct3, Timing::kSystem, Home::kMinusOne, kAlwaysTraps, "run the guest of the control block at physical address rs1 + imm, from which rs1 itself is loaded; rd = why the block is refused"},
    {InsnId::kVmflush,"vmflush",Syntax::kRs1Rs2, 0x0000600b, kMaskFunct7NoRd, Timing::kRefetch, Home::kMinusOne, kAlwaysTraps, "forget translations that lead to guest-physical address rs1 (x0: all) of tag rs2 (x0: all tags)"},
};
// clang-format on

constexpr const Insn& row(InsnId id) { return kInsns[static_cast<std::size_t>(id)]; }

constexpr InsnId identify(std::uint32_t word) {
    for (const Insn& insn : kInsns)
        if ((word & insn.mask) == insn.match) return insn.id;
    return InsnId::kIllegal;
}

namespace checks {
consteval bool rows_in_id_order() {
    std::size_t at = 0;
    for (const Insn& insn : kInsns)
        if (static_cast<std::size_t>(insn.id) != at++) return false;
    return at == kInsnCount;
}
consteval bool encodings_disjoint() {
    for (std::size_t a = 0; a < kInsnCount; ++a)
        for (std::size_t b = a + 1; b < kInsnCount; ++b)
            if (((kInsns[a].match ^ kInsns[b].match) & kInsns[a].mask & kInsns[b].mask) == 0) return false;
    return true;
}
consteval bool matches_within_masks() {
    for (const Insn& insn : kInsns)
        if ((insn.match & ~insn.mask) != 0) return false;
    return true;
}
consteval bool mnemonics_unique() {
    for (std::size_t a = 0; a < kInsnCount; ++a)
        for (std::size_t b = a + 1; b < kInsnCount; ++b)
            if (kInsns[a].mnemonic == kInsns[b].mnemonic) return false;
    return true;
}
static_assert(rows_in_id_order(), "every InsnId has exactly one row, in the order of the enumeration");
static_assert(encodings_disjoint(), "no word is matched by two rows");
static_assert(matches_within_masks(), "a row's match lies within its mask");
static_assert(mnemonics_unique(), "every mnemonic stands once");
}  // namespace checks

}  // namespace anel::spec
