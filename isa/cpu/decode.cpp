// Operand extraction by syntax class, as the RISC-V manual lays out the I, S, B, U and J immediates.
#include "isa/cpu/decode.hpp"

namespace anel::cpu {

namespace {

constexpr std::uint32_t bits(std::uint32_t word, unsigned high, unsigned low) {
    return (word >> low) & ((1U << (high - low + 1)) - 1U);
}
constexpr std::uint32_t sign_extend(std::uint32_t value, unsigned width) {
    const std::uint32_t sign = 1U << (width - 1);
    return (value ^ sign) - sign;
}
constexpr std::uint32_t imm_i(std::uint32_t w) { return sign_extend(bits(w, 31, 20), 12); }
constexpr std::uint32_t imm_s(std::uint32_t w) { return sign_extend(bits(w, 31, 25) << 5 | bits(w, 11, 7), 12); }
constexpr std::uint32_t imm_b(std::uint32_t w) {
    return sign_extend(bits(w, 31, 31) << 12 | bits(w, 7, 7) << 11 | bits(w, 30, 25) << 5 | bits(w, 11, 8) << 1, 13);
}
constexpr std::uint32_t imm_j(std::uint32_t w) {
    return sign_extend(bits(w, 31, 31) << 20 | bits(w, 19, 12) << 12 | bits(w, 20, 20) << 11 | bits(w, 30, 21) << 1, 21);
}

}  // namespace

DecodedOp decode(std::uint32_t word) {
    DecodedOp op;
    op.word = word;
    op.id = spec::identify(word);
    if (op.id == spec::InsnId::kIllegal) return op;
    const auto rd = static_cast<std::uint8_t>(bits(word, 11, 7));
    const auto rs1 = static_cast<std::uint8_t>(bits(word, 19, 15));
    const auto rs2 = static_cast<std::uint8_t>(bits(word, 24, 20));
    const auto reads = [&op](unsigned reg) { op.sources |= (1U << reg) & ~1U; };
    switch (spec::row(op.id).syntax) {
        case spec::Syntax::kNone:
        case spec::Syntax::kFence: break;
        case spec::Syntax::kRdUpper: op.rd = rd; op.imm = word & 0xfffff000; break;
        case spec::Syntax::kRdJump: op.rd = rd; op.imm = imm_j(word); break;
        case spec::Syntax::kRdMem:
        case spec::Syntax::kRdRs1Imm: op.rd = rd; op.rs1 = rs1; op.imm = imm_i(word); reads(rs1); break;
        case spec::Syntax::kRs2Mem: op.rs1 = rs1; op.rs2 = rs2; op.imm = imm_s(word); reads(rs1); reads(rs2); break;
        case spec::Syntax::kBranch: op.rs1 = rs1; op.rs2 = rs2; op.imm = imm_b(word); reads(rs1); reads(rs2); break;
        case spec::Syntax::kRdRs1Shift: op.rd = rd; op.rs1 = rs1; op.imm = rs2; reads(rs1); break;
        case spec::Syntax::kRdRs1Rs2: op.rd = rd; op.rs1 = rs1; op.rs2 = rs2; reads(rs1); reads(rs2); break;
        case spec::Syntax::kRs1Rs2: op.rs1 = rs1; op.rs2 = rs2; reads(rs1); reads(rs2); break;
        case spec::Syntax::kRdCsrRs1: op.rd = rd; op.rs1 = rs1; op.imm = bits(word, 31, 20); reads(rs1); break;
        case spec::Syntax::kRdCsrImm: op.rd = rd; op.rs1 = rs1; op.imm = bits(word, 31, 20); break;
    }
    return op;
}

}  // namespace anel::cpu
