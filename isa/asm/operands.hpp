// How operands are written and where they lie in the word: one table of bit slices, one table of syntaxes.
// Assembler and disassembler both read it, so they cannot disagree. Not here: the instructions (isa/spec/instructions.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "isa/spec/instructions.hpp"

namespace anel::assembler {

enum class Field : std::uint8_t {
    kRd, kRs1, kRs2, kImmI, kImmS, kImmB, kImmJ, kImmU, kShamt, kCsr, kUimm, kPred, kSucc,
};

/// The numbers that a field can hold.
struct FieldRange {
    std::int64_t low;
    std::int64_t high;
};
FieldRange range_of(Field field);

/// The field's bits of `word`, put together and sign-extended where the field is signed.
std::int32_t extract(Field field, std::uint32_t word);

/// `value` laid out in the bits of a word; what does not fit the field is cut off.
std::uint32_t insert(Field field, std::int32_t value);

enum class OperandKind : std::uint8_t {
    kRegister,
    kNumber,
    kMemory,    ///< number(rs1)
    kTarget,    ///< an address; the field holds its distance from the instruction
    kCsr,       ///< a CSR's name or number
    kFenceSet,  ///< letters of `iorw`, or 0
};

struct OperandShape {
    OperandKind kind;
    Field field;
};

std::span<const OperandShape> operands_of(spec::Syntax syntax);

/// As a person would write it: "rd, imm(rs1)"; empty for an instruction without operands.
std::string_view text_of(spec::Syntax syntax);

/// The ABI name of register 0 to 31.
std::string_view register_name(unsigned number);

/// The number behind an ABI name, `fp`, or x0 to x31.
std::optional<unsigned> find_register(std::string_view name);

/// The row of a mnemonic; null where there is none.
const spec::Insn* find_instruction(std::string_view mnemonic);

}  // namespace anel::assembler
