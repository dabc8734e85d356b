// From an instruction word to its operands. A pure function of the word, so that it can be remembered by word alone.
// Not here: what the instruction does (execute.cpp).
#pragma once

#include <cstdint>

#include "isa/spec/instructions.hpp"

namespace anel::cpu {

struct DecodedOp {
    std::uint32_t word = 0;
    spec::InsnId id = spec::InsnId::kIllegal;  ///< the word 0 is illegal, so a fresh entry is right
    std::uint8_t rd = 0;
    std::uint8_t rs1 = 0;
    std::uint8_t rs2 = 0;
    std::uint32_t imm = 0;      ///< sign-extended; the CSR number of a csrr*, with rs1 as register or immediate
    std::uint32_t sources = 0;  ///< bit r: reads register r (x0 never)
};

DecodedOp decode(std::uint32_t word);

}  // namespace anel::cpu
