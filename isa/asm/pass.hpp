// One reading of the statements, in order: it fills the sections and defines the symbols. assemble.cpp repeats it until
// nothing moves. Instructions are in encode.cpp, directives in directives.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "isa/asm/diagnostics.hpp"
#include "isa/asm/expression.hpp"
#include "isa/asm/image.hpp"
#include "isa/asm/operands.hpp"
#include "isa/asm/parse.hpp"
#include "isa/asm/pseudo.hpp"
#include "isa/asm/sections.hpp"
#include "isa/asm/symbols.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::assembler {

/// How each `li` came out when it was first read; it keeps its length, or the passes might never settle.
using LoadChoices = std::map<const Statement*, const Pseudo*>;

/// What a reading leaves behind.
struct Findings {
    std::vector<SourceLine> lines;
    std::map<std::string, Place, std::less<>> globals;
};

class Pass {
public:
    Pass(const Source& source, Sections& sections, Symbols& symbols, LoadChoices& choices, Diagnostics& diagnostics)
        : source_(source), sections_(sections), symbols_(symbols), choices_(choices), diagnostics_(diagnostics) {}

    Findings run();

private:
    using Handler = void (Pass::*)(const Statement&);
    struct Directive;
    static const Directive* find_directive(std::string_view name);

    void statement(const Statement& statement);
    void label(const Statement& statement);

    // encode.cpp
    void instruction(const Statement& statement);
    void load_immediate(const Statement& statement);
    void expand(const Pseudo& pseudo, const Statement& statement);
    void encode(const spec::Insn& insn, Place place, const std::vector<TokenSpan>& operands);
    std::optional<std::uint32_t> operand_bits(const OperandShape& shape, const spec::Insn& insn, TokenSpan tokens);
    std::optional<std::uint32_t> register_operand(TokenSpan tokens, Field field);
    std::optional<std::uint32_t> number_operand(TokenSpan tokens, Field field, const spec::Insn& insn);
    std::optional<std::uint32_t> memory_operand(TokenSpan tokens, Field field, const spec::Insn& insn);
    std::optional<std::uint32_t> target_operand(TokenSpan tokens, Field field, const spec::Insn& insn);
    std::optional<std::uint32_t> fence_operand(TokenSpan tokens, Field field);
    std::optional<std::uint32_t> in_range(std::int64_t number, Field field, const spec::Insn& insn, Place place);
    void unknown_instruction(const Statement& statement);

    // directives.cpp
    void directive(const Statement& statement);
    void select_section(const Statement& statement);
    void section(const Statement& statement);
    void globl(const Statement& statement);
    void align_exponent(const Statement& statement);
    void align_bytes(const Statement& statement);
    void bytes1(const Statement& statement) { data(statement, 1); }
    void bytes2(const Statement& statement) { data(statement, 2); }
    void bytes4(const Statement& statement) { data(statement, 4); }
    void data(const Statement& statement, unsigned size);
    void ascii(const Statement& statement) { strings(statement, false); }
    void asciz(const Statement& statement) { strings(statement, true); }
    void strings(const Statement& statement, bool terminated);
    void space(const Statement& statement);
    void incbin(const Statement& statement);
    void org(const Statement& statement);
    void equ(const Statement& statement) { define(statement, false); }
    void set(const Statement& statement) { define(statement, true); }
    void define(const Statement& statement, bool variable);
    void ignored(const Statement&) {}
    std::optional<std::uint8_t> fill_byte(const Statement& statement, std::size_t index);

    ExpressionContext context();
    std::optional<Value> value_of(TokenSpan tokens) { return whole_expression(tokens, context()); }
    void complain(Place place, const std::optional<std::string>& why) {
        if (why) diagnostics_.add(place, *why);
    }
    void emit(Place place, std::uint32_t value, unsigned size);

    const Source& source_;
    Sections& sections_;
    Symbols& symbols_;
    LoadChoices& choices_;
    Diagnostics& diagnostics_;
    std::map<std::uint32_t, std::uint32_t> pcrel_targets_;
    const Statement* current_ = nullptr;
    Findings findings_;
};

}  // namespace anel::assembler
