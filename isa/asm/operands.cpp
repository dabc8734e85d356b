#include "isa/asm/operands.hpp"

#include <array>
#include <cstddef>

namespace anel::assembler {
namespace {

using spec::Syntax;

/// `width` bits of a value, from bit `value_low` up, lie in the word from bit `word_low` up.
struct Slice {
    unsigned word_low;
    unsigned width;
    unsigned value_low;
};

struct FieldRow {
    Field field;
    bool is_signed;
    unsigned low_bit;  ///< bits below it are not stored and must be 0
    unsigned bits;     ///< of the whole value
    std::size_t slice_count;
    std::array<Slice, 4> slices;
};

// clang-format off
constexpr FieldRow kFields[] = {
    {Field::kRd,    false, 0,  5, 1, {{{7, 5, 0}}}},
    {Field::kRs1,   false, 0,  5, 1, {{{15, 5, 0}}}},
    {Field::kRs2,   false, 0,  5, 1, {{{20, 5, 0}}}},
    {Field::kImmI,  true,  0, 12, 1, {{{20, 12, 0}}}},
    {Field::kImmS,  true,  0, 12, 2, {{{7, 5, 0}, {25, 7, 5}}}},
    {Field::kImmB,  true,  1, 13, 4, {{{8, 4, 1}, {25, 6, 5}, {7, 1, 11}, {31, 1, 12}}}},
    {Field::kImmJ,  true,  1, 21, 4, {{{21, 10, 1}, {20, 1, 11}, {12, 8, 12}, {31, 1, 20}}}},
    {Field::kImmU,  false, 0, 20, 1, {{{12, 20, 0}}}},
    {Field::kShamt, false, 0,  5, 1, {{{20, 5, 0}}}},
    {Field::kCsr,   false, 0, 12, 1, {{{20, 12, 0}}}},
    {Field::kUimm,  false, 0,  5, 1, {{{15, 5, 0}}}},
    {Field::kPred,  false, 0,  4, 1, {{{24, 4, 0}}}},
    {Field::kSucc,  false, 0,  4, 1, {{{20, 4, 0}}}},
};

struct SyntaxRow {
    Syntax syntax;
    std::string_view text;
    std::size_t count;
    std::array<OperandShape, 3> operands;
};

constexpr OperandShape kRd{OperandKind::kRegister, Field::kRd};
constexpr OperandShape kRs1{OperandKind::kRegister, Field::kRs1};
constexpr OperandShape kRs2{OperandKind::kRegister, Field::kRs2};
constexpr OperandShape kCsr{OperandKind::kCsr, Field::kCsr};

constexpr SyntaxRow kSyntaxes[] = {
    {Syntax::kNone,       "",                   0, {}},
    {Syntax::kRdUpper,    "rd, imm20",          2, {{kRd, {OperandKind::kNumber, Field::kImmU}}}},
    {Syntax::kRdJump,     "rd, target",         2, {{kRd, {OperandKind::kTarget, Field::kImmJ}}}},
    {Syntax::kRdMem,      "rd, imm(rs1)",       2, {{kRd, {OperandKind::kMemory, Field::kImmI}}}},
    {Syntax::kRs2Mem,     "rs2, imm(rs1)",      2, {{kRs2, {OperandKind::kMemory, Field::kImmS}}}},
    {Syntax::kBranch,     "rs1, rs2, target",   3, {{kRs1, kRs2, {OperandKind::kTarget, Field::kImmB}}}},
    {Syntax::kRdRs1Imm,   "rd, rs1, imm12",     3, {{kRd, kRs1, {OperandKind::kNumber, Field::kImmI}}}},
    {Syntax::kRdRs1Shift, "rd, rs1, shamt",     3, {{kRd, kRs1, {OperandKind::kNumber, Field::kShamt}}}},
    {Syntax::kRdRs1Rs2,   "rd, rs1, rs2",       3, {{kRd, kRs1, kRs2}}},
    {Syntax::kRs1Rs2,     "rs1, rs2",           2, {{kRs1, kRs2}}},
    {Syntax::kRdCsrRs1,   "rd, csr, rs1",       3, {{kRd, kCsr, kRs1}}},
    {Syntax::kRdCsrImm,   "rd, csr, uimm5",     3, {{kRd, kCsr, {OperandKind::kNumber, Field::kUimm}}}},
    {Syntax::kFence,      "pred, succ",         2, {{{OperandKind::kFenceSet, Field::kPred}, {OperandKind::kFenceSet, Field::kSucc}}}},
};
// clang-format on

consteval bool tables_in_order() {
    std::size_t at = 0;
    for (const FieldRow& row : kFields)
        if (static_cast<std::size_t>(row.field) != at++) return false;
    if (at != static_cast<std::size_t>(Field::kSucc) + 1) return false;
    at = 0;
    for (const SyntaxRow& row : kSyntaxes)
        if (static_cast<std::size_t>(row.syntax) != at++) return false;
    return at == static_cast<std::size_t>(Syntax::kFence) + 1;
}
static_assert(tables_in_order(), "every field and every syntax has its row, in the order of its enumeration");

constexpr const FieldRow& row_of(Field field) { return kFields[static_cast<std::size_t>(field)]; }
constexpr const SyntaxRow& row_of(Syntax syntax) { return kSyntaxes[static_cast<std::size_t>(syntax)]; }
constexpr std::uint32_t low_bits(unsigned count) { return (1U << count) - 1U; }

/// Every bit of a word is either in the mask or in some operand, or the disassembler would lose it. Fences excepted:
/// their other bits are reserved, and the disassembler falls back to `.word` for them.
consteval bool operands_fill_words() {
    for (const spec::Insn& insn : spec::kInsns) {
        if (insn.id == spec::InsnId::kFence || insn.id == spec::InsnId::kFenceI) continue;
        std::uint32_t covered = insn.mask;
        const SyntaxRow& syntax = row_of(insn.syntax);
        for (std::size_t i = 0; i < syntax.count; ++i) {
            if (syntax.operands[i].kind == OperandKind::kMemory) covered |= low_bits(5) << 15;
            const FieldRow& field = row_of(syntax.operands[i].field);
            for (std::size_t s = 0; s < field.slice_count; ++s)
                covered |= low_bits(field.slices[s].width) << field.slices[s].word_low;
        }
        if (covered != 0xffffffff) return false;
    }
    return true;
}
static_assert(operands_fill_words(), "the operands of every instruction and its mask make up the whole word");

constexpr std::string_view kRegisterNames[32] = {
    "zero", "ra", "sp", "gp", "tp",  "t0",  "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5",
    "a6",   "a7", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6",
};

}  // namespace

FieldRange range_of(Field field) {
    const FieldRow& row = row_of(field);
    const std::int64_t span = std::int64_t{1} << row.bits;
    if (!row.is_signed) return {0, span - 1};
    return {-span / 2, span / 2 - (std::int64_t{1} << row.low_bit)};
}

std::int32_t extract(Field field, std::uint32_t word) {
    const FieldRow& row = row_of(field);
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < row.slice_count; ++i) {
        const Slice& slice = row.slices[i];
        value |= (word >> slice.word_low & low_bits(slice.width)) << slice.value_low;
    }
    const std::uint32_t sign = 1U << (row.bits - 1);
    if (row.is_signed && (value & sign) != 0) value |= ~low_bits(row.bits);
    return static_cast<std::int32_t>(value);
}

std::uint32_t insert(Field field, std::int32_t value) {
    const FieldRow& row = row_of(field);
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < row.slice_count; ++i) {
        const Slice& slice = row.slices[i];
        word |= (static_cast<std::uint32_t>(value) >> slice.value_low & low_bits(slice.width)) << slice.word_low;
    }
    return word;
}

std::span<const OperandShape> operands_of(Syntax syntax) {
    const SyntaxRow& row = row_of(syntax);
    return std::span(row.operands).first(row.count);
}

std::string_view text_of(Syntax syntax) { return row_of(syntax).text; }

std::string_view register_name(unsigned number) { return kRegisterNames[number & 31U]; }

std::optional<unsigned> find_register(std::string_view name) {
    for (unsigned i = 0; i < 32; ++i)
        if (kRegisterNames[i] == name) return i;
    if (name == "fp") return 8U;
    if (name.size() < 2 || name.size() > 3 || name[0] != 'x' || (name[1] == '0' && name.size() > 2)) return std::nullopt;
    unsigned number = 0;
    for (const char c : name.substr(1)) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + static_cast<unsigned>(c - '0');
    }
    return number < 32 ? std::optional(number) : std::nullopt;
}

const spec::Insn* find_instruction(std::string_view mnemonic) {
    for (const spec::Insn& insn : spec::kInsns)
        if (insn.mnemonic == mnemonic) return &insn;
    return nullptr;
}

}  // namespace anel::assembler
