// The few instructions that the translator writes by itself, as words. Names are those of the assembler; registers are numbers.
// Not here: what is written with them (translate.cpp, sequences.cpp, lookup.cpp).
#pragma once

#include "hardware.hpp"

namespace anel::monitor::code {

inline constexpr u32 kZero = 0, kT0 = 5, kT1 = 6, kT2 = 7;

inline constexpr u32 kOpLoad = 0x03, kOpImmediate = 0x13, kOpAuipc = 0x17, kOpStore = 0x23, kOpRegister = 0x33, kOpLui = 0x37;
inline constexpr u32 kOpBranch = 0x63, kOpJalr = 0x67, kOpJal = 0x6f, kOpSystem = 0x73, kOpCustom0 = 0x0b;
inline constexpr u32 opcode_of(u32 word) { return word & 0x7fU; }

inline constexpr u32 i_word(u32 opcode, u32 funct3, u32 rd, u32 rs1, int imm) {
    return static_cast<u32>(imm) << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | opcode;
}
inline constexpr u32 lw(u32 rd, int imm, u32 rs1) { return i_word(kOpLoad, 2, rd, rs1, imm); }
inline constexpr u32 sw(u32 rs2, int imm, u32 rs1) {
    const u32 bits = static_cast<u32>(imm);
    return (bits & 0xfe0U) << 20 | rs2 << 20 | rs1 << 15 | 2U << 12 | (bits & 0x1fU) << 7 | kOpStore;
}
inline constexpr u32 addi(u32 rd, u32 rs1, int imm) { return i_word(kOpImmediate, 0, rd, rs1, imm); }
inline constexpr u32 andi(u32 rd, u32 rs1, int imm) { return i_word(kOpImmediate, 7, rd, rs1, imm); }
inline constexpr u32 slli(u32 rd, u32 rs1, int by) { return i_word(kOpImmediate, 1, rd, rs1, by); }
inline constexpr u32 srli(u32 rd, u32 rs1, int by) { return i_word(kOpImmediate, 5, rd, rs1, by); }
inline constexpr u32 lui(u32 rd, u32 value) { return (value & 0xfffff000U) | rd << 7 | kOpLui; }
inline constexpr u32 add(u32 rd, u32 rs1, u32 rs2) { return rs2 << 20 | rs1 << 15 | rd << 7 | kOpRegister; }
inline constexpr u32 or_(u32 rd, u32 rs1, u32 rs2) { return rs2 << 20 | rs1 << 15 | 6U << 12 | rd << 7 | kOpRegister; }
inline constexpr u32 jalr(u32 rd, int imm, u32 rs1) { return i_word(kOpJalr, 0, rd, rs1, imm); }

/// The bits of a jump's or a branch's word that hold its distance in bytes.
inline constexpr u32 jal_offset(u32 distance) {
    return (distance & 0x100000U) << 11 | (distance & 0x7feU) << 20 | (distance & 0x800U) << 9 | (distance & 0xff000U);
}
inline constexpr u32 branch_offset(u32 distance) {
    return (distance & 0x1000U) << 19 | (distance & 0x7e0U) << 20 | (distance & 0x1eU) << 7 | (distance & 0x800U) >> 4;
}
inline constexpr u32 kBranchOffsetBits = 0xfe000f80;
inline constexpr u32 jal(u32 rd, u32 distance) { return jal_offset(distance) | rd << 7 | kOpJal; }
inline constexpr u32 bne(u32 rs1, u32 rs2, u32 distance) { return branch_offset(distance) | rs2 << 20 | rs1 << 15 | 1U << 12 | kOpBranch; }
inline constexpr bool branch_reaches(u32 distance) { return distance + 0x1000U < 0x2000U; }

/// And what stands in the distance of a word that somebody else has written, sign-extended.
inline constexpr u32 jal_distance(u32 word) {
    const u32 sign = static_cast<u32>(static_cast<int>(word) >> 11) & 0xfff00000U;
    return sign | (word & 0xff000U) | (word >> 9 & 0x800U) | (word >> 20 & 0x7feU);
}
inline constexpr u32 branch_distance(u32 word) {
    const u32 sign = static_cast<u32>(static_cast<int>(word) >> 19) & 0xfffff000U;
    return sign | (word << 4 & 0x800U) | (word >> 20 & 0x7e0U) | (word >> 7 & 0x1eU);
}
static_assert(jal_distance(jal(1, 0xfffff7f4U)) == 0xfffff7f4U && jal_distance(jal(0, 0x000ab2cU)) == 0x000ab2cU);
static_assert(branch_distance(bne(1, 2, 0xfffff0e8U)) == 0xfffff0e8U && branch_distance(bne(1, 2, 0xf5cU)) == 0xf5cU);

}  // namespace anel::monitor::code
