// The instructions of a pass: from operands to words, by the syntax of the instruction's row; and pseudo-instructions.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "isa/asm/pass.hpp"
#include "isa/spec/csrs.hpp"

namespace anel::assembler {
namespace {

/// Names from RISC-V's privileged half, which AR32 does not have.
struct Foreign {
    std::string_view name;
    std::string_view advice;
};
constexpr Foreign kForeign[] = {
    {"mret", "AR32 returns from traps with `tret`"},
    {"sret", "AR32 returns from traps with `tret`"},
    {"uret", "AR32 returns from traps with `tret`"},
    {"sfence.vma", "AR32 has `tlbflush rs1, rs2`"},
};

std::string usage(std::string_view name, std::string_view operands) {
    return operands.empty() ? fmt::format("`{}`", name) : fmt::format("`{} {}`", name, operands);
}

std::string_view advice_for(OperandKind kind, Field field) {
    if (kind == OperandKind::kMemory) return "; compute the address with add first";
    if (field == Field::kImmI) return "; load it with li first";
    if (field == Field::kUimm) return "; load it with li first, and use the form with a register";
    if (field == Field::kImmU) return "; %hi(..) takes the upper part of a larger number";
    return "";
}

}  // namespace

void Pass::instruction(const Statement& statement) {
    const spec::Insn* insn = find_instruction(statement.name);
    const std::size_t given = statement.operands.size();
    if (insn != nullptr && operands_of(insn->syntax).size() == given) return encode(*insn, statement.place, statement.operands);
    if (statement.name == kLoadBoth.name && given == kLoadBoth.operand_count) return load_immediate(statement);
    std::string forms = insn != nullptr ? usage(insn->mnemonic, text_of(insn->syntax)) : "";
    const auto allow = [&](const Pseudo& pseudo) {
        if (pseudo.name == statement.name) forms += (forms.empty() ? "" : " or ") + usage(pseudo.name, pseudo.operands);
    };
    for (const Pseudo& pseudo : kPseudos) {
        if (pseudo.name == statement.name && pseudo.operand_count == given) return expand(pseudo, statement);
        allow(pseudo);
    }
    allow(kLoadBoth);
    if (forms.empty()) return unknown_instruction(statement);
    diagnostics_.add(statement.place, fmt::format("{} with {} operand{}: expected {}", statement.name, given, given == 1 ? "" : "s", forms));
    emit(statement.place, 0, 4);
}

void Pass::unknown_instruction(const Statement& statement) {
    std::string advice = "see `anel spec` for those that there are";
    const auto suggest = [&](std::string_view known) {
        if (looks_like(statement.name, known)) advice = fmt::format("did you mean `{}`?", known);
    };
    // Where there are very many, looking for the nearest of each takes longer than everything else.
    if (!diagnostics_.full()) {
        for (const Pseudo& pseudo : kPseudos) suggest(pseudo.name);
        for (const spec::Insn& insn : spec::kInsns) suggest(insn.mnemonic);
    }
    for (const Foreign& foreign : kForeign)
        if (foreign.name == statement.name) advice = foreign.advice;
    diagnostics_.add(statement.place, fmt::format("unknown instruction `{}`: {}", statement.name, advice));
    emit(statement.place, 0, 4);
}

void Pass::load_immediate(const Statement& statement) {
    const std::optional<Value> value = value_of(statement.operands[1]);
    const Pseudo* choice = &kLoadBoth;
    if (value && value->fixed) {
        const auto word = static_cast<std::uint32_t>(value->number);
        if (word + 0x800U < 0x1000U)
            choice = &kLoadSmall;
        else if ((word & 0xfffU) == 0)
            choice = &kLoadUpper;
    }
    choice = choices_.try_emplace(&statement, choice).first->second;
    if (value && (value->number < -0x80000000LL || value->number > 0xffffffffLL))
        diagnostics_.add(statement.operands[1].front().place, fmt::format("{} does not fit in 32 bits: li takes -2147483648 to 4294967295", value->number));
    expand(*choice, statement);
}

void Pass::expand(const Pseudo& pseudo, const Statement& statement) {
    const std::vector<Token> tokens = tokenize(pseudo.expansion, statement.place.file, diagnostics_);
    std::vector<Token> line;
    for (const Token& token : tokens) {
        if (token.kind == TokenKind::kEnd) {
            encode(*find_instruction(line[0].text), statement.place, split_operands(TokenSpan(line).subspan(1), diagnostics_));
            line.clear();
        } else if (token.text[0] == '$') {
            const TokenSpan operand = statement.operands[static_cast<std::size_t>(token.text[1] - '0')];
            line.insert(line.end(), operand.begin(), operand.end());
        } else {
            line.push_back(token);
            line.back().place = statement.place;
        }
    }
}

void Pass::encode(const spec::Insn& insn, Place place, const std::vector<TokenSpan>& operands) {
    const std::span<const OperandShape> shapes = operands_of(insn.syntax);
    std::uint32_t word = insn.match;
    for (std::size_t i = 0; i < shapes.size() && i < operands.size(); ++i)
        word |= operand_bits(shapes[i], insn, operands[i]).value_or(0);
    if (!sections_.current().executable)
        diagnostics_.add(place, fmt::format("an instruction in section {}, which cannot be executed: put `.text` before it", sections_.current().name));
    else if (sections_.here() % 4 != 0)
        diagnostics_.add(place, fmt::format("an instruction at 0x{:08x}, which is no multiple of 4: put `.balign 4` before it", sections_.here()));
    emit(place, word, 4);
}

std::optional<std::uint32_t> Pass::operand_bits(const OperandShape& shape, const spec::Insn& insn, TokenSpan tokens) {
    switch (shape.kind) {
        case OperandKind::kRegister: return register_operand(tokens, shape.field);
        case OperandKind::kMemory: return memory_operand(tokens, shape.field, insn);
        case OperandKind::kTarget: return target_operand(tokens, shape.field, insn);
        case OperandKind::kFenceSet: return fence_operand(tokens, shape.field);
        case OperandKind::kCsr:
            if (tokens.size() == 1 && tokens[0].kind == TokenKind::kName)
                if (const spec::Csr* csr = spec::find_csr(tokens[0].text)) return insert(shape.field, csr->number);
            return number_operand(tokens, shape.field, insn);
        case OperandKind::kNumber: return number_operand(tokens, shape.field, insn);
    }
    return std::nullopt;
}

std::optional<std::uint32_t> Pass::register_operand(TokenSpan tokens, Field field) {
    if (tokens.size() == 1 && tokens[0].kind == TokenKind::kName)
        if (const auto number = find_register(tokens[0].text)) return insert(field, static_cast<std::int32_t>(*number));
    diagnostics_.add(tokens[0].place, fmt::format("expected a register, found `{}`: the registers are zero, ra, sp, gp, tp, t0 to t6, s0 to s11, a0 to a7, and x0 to x31", tokens[0].text));
    return std::nullopt;
}

std::optional<std::uint32_t> Pass::in_range(std::int64_t number, Field field, const spec::Insn& insn, Place place) {
    const FieldRange range = range_of(field);
    if (number >= range.low && number <= range.high) return insert(field, static_cast<std::int32_t>(number));
    const std::span<const OperandShape> shapes = operands_of(insn.syntax);
    const auto shape = std::find_if(shapes.begin(), shapes.end(), [&](const OperandShape& s) { return s.field == field; });
    diagnostics_.add(place, fmt::format("{} is out of range: {} takes {} to {} here{}", number, insn.mnemonic, range.low, range.high, advice_for(shape->kind, field)));
    return std::nullopt;
}

std::optional<std::uint32_t> Pass::number_operand(TokenSpan tokens, Field field, const spec::Insn& insn) {
    const std::optional<Value> value = value_of(tokens);
    return value ? in_range(value->number, field, insn, tokens.front().place) : std::nullopt;
}

std::optional<std::uint32_t> Pass::memory_operand(TokenSpan tokens, Field field, const spec::Insn& insn) {
    const std::size_t count = tokens.size();
    if (count < 3 || !tokens[count - 1].is(")") || !tokens[count - 3].is("(") || !find_register(tokens[count - 2].text)) {
        diagnostics_.add(tokens[0].place, fmt::format("expected a number and a register in parentheses, as in `{} a0, 8(sp)`", insn.mnemonic));
        return std::nullopt;
    }
    const std::optional<std::uint32_t> base = register_operand(tokens.subspan(count - 2, 1), Field::kRs1);
    if (count == 3) return base;
    const std::optional<std::uint32_t> offset = number_operand(tokens.first(count - 3), field, insn);
    return base && offset ? std::optional(*base | *offset) : std::nullopt;
}

std::optional<std::uint32_t> Pass::target_operand(TokenSpan tokens, Field field, const spec::Insn& insn) {
    const std::optional<Value> value = value_of(tokens);
    if (!value) return std::nullopt;
    const Place place = tokens.front().place;
    if (value->number < -0x80000000LL || value->number > 0xffffffffLL) {
        diagnostics_.add(place, fmt::format("{} is not an address", value->number));
        return std::nullopt;
    }
    const auto target = static_cast<std::uint32_t>(value->number);
    const auto distance = static_cast<std::int32_t>(target - sections_.here());
    const FieldRange range = range_of(field);
    if (distance % 2 != 0) {
        diagnostics_.add(place, fmt::format("target 0x{:08x} is odd: instructions stand at multiples of 4", target));
    } else if (distance < range.low || distance > range.high) {
        diagnostics_.add(place, fmt::format("target 0x{:08x} is {} bytes away: {} reaches {} to {}; {}", target, distance, insn.mnemonic, range.low, range.high,
                                            field == Field::kImmB ? "branch around a `j` with the opposite condition" : "use `call`, `tail`, or `la` and `jr`"));
    } else {
        return insert(field, distance);
    }
    return std::nullopt;
}

std::optional<std::uint32_t> Pass::fence_operand(TokenSpan tokens, Field field) {
    constexpr std::string_view kLetters = "iorw";
    const std::string& text = tokens[0].text;
    std::int32_t set = 0;
    bool right = tokens.size() == 1 && (tokens[0].kind == TokenKind::kName || text == "0");
    if (text != "0")
        for (std::size_t i = 0, next = 0; right && i < text.size(); ++i, ++next) {
            next = kLetters.find(text[i], next);
            right = next != std::string_view::npos;
            if (!right) break;
            set |= 8 >> next;
        }
    if (right) return insert(field, set);
    diagnostics_.add(tokens[0].place, fmt::format("expected letters of `iorw` in that order, or 0, found `{}`", text));
    return std::nullopt;
}

}  // namespace anel::assembler
