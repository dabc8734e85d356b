// Pseudo-instructions: names for one or two real instructions, written as text with $0, $1, $2 for the operands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace anel::assembler {

struct Pseudo {
    std::string_view name;
    std::size_t operand_count;
    std::string_view operands;   ///< as a person would write them
    std::string_view expansion;  ///< instructions with a semicolon between them
};

// %pcrel_rest is what %pcrel_hi of the instruction before left over.
// clang-format off
inline constexpr Pseudo kPseudos[] = {
    {"nop",  0, "",           "addi zero, zero, 0"},
    {"la",   2, "rd, symbol", "auipc $0, %pcrel_hi($1); addi $0, $0, %pcrel_rest($1)"},
    {"mv",   2, "rd, rs",     "addi $0, $1, 0"},
    {"not",  2, "rd, rs",     "xori $0, $1, -1"},
    {"neg",  2, "rd, rs",     "sub $0, zero, $1"},
    {"seqz", 2, "rd, rs",     "sltiu $0, $1, 1"},
    {"snez", 2, "rd, rs",     "sltu $0, zero, $1"},
    {"sltz", 2, "rd, rs",     "slt $0, $1, zero"},
    {"sgtz", 2, "rd, rs",     "slt $0, zero, $1"},
    {"beqz", 2, "rs, target", "beq $0, zero, $1"},
    {"bnez", 2, "rs, target", "bne $0, zero, $1"},
    {"blez", 2, "rs, target", "bge zero, $0, $1"},
    {"bgez", 2, "rs, target", "bge $0, zero, $1"},
    {"bltz", 2, "rs, target", "blt $0, zero, $1"},
    {"bgtz", 2, "rs, target", "blt zero, $0, $1"},
    {"bgt",  3, "rs, rt, target", "blt $1, $0, $2"},
    {"ble",  3, "rs, rt, target", "bge $1, $0, $2"},
    {"bgtu", 3, "rs, rt, target", "bltu $1, $0, $2"},
    {"bleu", 3, "rs, rt, target", "bgeu $1, $0, $2"},
    {"j",    1, "target",     "jal zero, $0"},
    {"jal",  1, "target",     "jal ra, $0"},
    {"jr",   1, "rs",         "jalr zero, 0($0)"},
    {"jalr", 1, "rs",         "jalr ra, 0($0)"},
    {"jalr", 3, "rd, rs, imm12", "jalr $0, $2($1)"},
    {"ret",  0, "",           "jalr zero, 0(ra)"},
    {"call", 1, "symbol",     "auipc ra, %pcrel_hi($0); jalr ra, %pcrel_rest($0)(ra)"},
    {"tail", 1, "symbol",     "auipc t1, %pcrel_hi($0); jalr zero, %pcrel_rest($0)(t1)"},
    {"csrr", 2, "rd, csr",    "csrrs $0, $1, zero"},
    {"csrw", 2, "csr, rs",    "csrrw zero, $0, $1"},
    {"csrs", 2, "csr, rs",    "csrrs zero, $0, $1"},
    {"csrc", 2, "csr, rs",    "csrrc zero, $0, $1"},
    {"csrwi", 2, "csr, uimm5", "csrrwi zero, $0, $1"},
    {"csrsi", 2, "csr, uimm5", "csrrsi zero, $0, $1"},
    {"csrci", 2, "csr, uimm5", "csrrci zero, $0, $1"},
    {"rdcycle",  1, "rd",     "csrrs $0, cycle, zero"},
    {"rdcycleh", 1, "rd",     "csrrs $0, cycleh, zero"},
    {"rdtime",   1, "rd",     "csrrs $0, time, zero"},
    {"rdtimeh",  1, "rd",     "csrrs $0, timeh, zero"},
    {"fence", 0, "",          "fence iorw, iorw"},
};
// clang-format on

// `li rd, number` takes one instruction or two, by the number; so it has three expansions.
inline constexpr Pseudo kLoadSmall{"li", 2, "rd, number", "addi $0, zero, %lo($1)"};
inline constexpr Pseudo kLoadUpper{"li", 2, "rd, number", "lui $0, %hi($1)"};
inline constexpr Pseudo kLoadBoth{"li", 2, "rd, number", "lui $0, %hi($1); addi $0, $0, %lo($1)"};

}  // namespace anel::assembler
