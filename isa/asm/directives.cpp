// The directives of a pass: sections, data, alignment, symbols.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "isa/asm/pass.hpp"

namespace anel::assembler {
namespace {

constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();

}  // namespace

struct Pass::Directive {
    std::string_view name;
    Handler handler;
    std::size_t fewest;
    std::size_t most;
    std::string_view operands;  ///< as a person would write them
};

// clang-format off
const Pass::Directive* Pass::find_directive(std::string_view name) {
    static constexpr Directive kDirectives[] = {
        {".text",    &Pass::select_section, 0, 0, ""},
        {".rodata",  &Pass::select_section, 0, 0, ""},
        {".data",    &Pass::select_section, 0, 0, ""},
        {".bss",     &Pass::select_section, 0, 0, ""},
        {".section", &Pass::section,        1, 3, "name, \"flags\", @type"},
        {".globl",   &Pass::globl,          1, kAny, "symbol, .."},
        {".global",  &Pass::globl,          1, kAny, "symbol, .."},
        {".align",   &Pass::align_exponent, 1, 2, "exponent, fill"},
        {".p2align", &Pass::align_exponent, 1, 2, "exponent, fill"},
        {".balign",  &Pass::align_bytes,    1, 2, "bytes, fill"},
        {".byte",    &Pass::bytes1,         1, kAny, "number, .."},
        {".half",    &Pass::bytes2,         1, kAny, "number, .."},
        {".short",   &Pass::bytes2,         1, kAny, "number, .."},
        {".word",    &Pass::bytes4,         1, kAny, "number, .."},
        {".long",    &Pass::bytes4,         1, kAny, "number, .."},
        {".ascii",   &Pass::ascii,          1, kAny, "\"text\", .."},
        {".asciz",   &Pass::asciz,          1, kAny, "\"text\", .."},
        {".string",  &Pass::asciz,          1, kAny, "\"text\", .."},
        {".zero",    &Pass::space,          1, 2, "bytes, fill"},
        {".space",   &Pass::space,          1, 2, "bytes, fill"},
        {".skip",    &Pass::space,          1, 2, "bytes, fill"},
        {".incbin",  &Pass::incbin,         1, 3, "\"file\", skip, count"},
        {".org",     &Pass::org,            1, 1, "address"},
        {".equ",     &Pass::equ,            2, 2, "name, number"},
        {".set",     &Pass::set,            2, 2, "name, number"},
        // What compilers write and nothing here needs.
        {".option",  &Pass::ignored, 0, kAny, ""},
        {".type",    &Pass::ignored, 0, kAny, ""},
        {".size",    &Pass::ignored, 0, kAny, ""},
        {".file",    &Pass::ignored, 0, kAny, ""},
        {".ident",   &Pass::ignored, 0, kAny, ""},
        {".attribute", &Pass::ignored, 0, kAny, ""},
    };
    const auto* found = std::find_if(std::begin(kDirectives), std::end(kDirectives), [&](const Directive& d) { return d.name == name; });
    return found == std::end(kDirectives) ? nullptr : found;
}
// clang-format on

void Pass::directive(const Statement& statement) {
    const Directive* found = find_directive(statement.name);
    if (found == nullptr)
        return diagnostics_.add(statement.place, fmt::format("unknown directive `{}`: expected one of .text .data .rodata .bss .section .globl .align .balign "
                                                             ".byte .half .word .ascii .asciz .space .org .equ .set .include .incbin (there are no macros)", statement.name));
    const std::size_t given = statement.operands.size();
    if (given >= found->fewest && given <= found->most) return (this->*found->handler)(statement);
    diagnostics_.add(statement.place, fmt::format("{} with {} operand{}: expected `{}{}{}`", statement.name, given, given == 1 ? "" : "s",
                                                  found->name, found->operands.empty() ? "" : " ", found->operands));
}

void Pass::select_section(const Statement& statement) { sections_.select(section_by_name(statement.name), statement.place); }

void Pass::section(const Statement& statement) {
    const Token& name = statement.operands[0][0];
    if (statement.operands[0].size() != 1 || (name.kind != TokenKind::kName && name.kind != TokenKind::kString) || name.text.empty() ||
        name.text.find('\0') != std::string::npos)
        return diagnostics_.add(name.place, "expected the section's name, as in `.section .text.boot`");
    ImageSection kind = section_by_name(name.text);
    if (statement.operands.size() > 1) {
        const Token& flags = statement.operands[1][0];
        if (flags.kind != TokenKind::kString || statement.operands[1].size() != 1 || flags.text.find_first_not_of("awxMSG") != std::string::npos)
            return diagnostics_.add(flags.place, "expected the section's flags in quotes: \"a\" read only, \"aw\" writable, \"ax\" code");
        kind.executable = flags.text.find('x') != std::string::npos;
        kind.writable = flags.text.find('w') != std::string::npos;
    }
    if (statement.operands.size() > 2) {
        const TokenSpan type = statement.operands[2];
        if (type.size() != 2 || !type[0].is("@") || (type[1].text != "nobits" && type[1].text != "progbits"))
            return diagnostics_.add(type[0].place, "expected the section's type: @progbits, or @nobits for zeros that the file does not hold");
        kind.no_bits = type[1].text == "nobits";
    }
    sections_.select(kind, statement.place);
}

void Pass::globl(const Statement& statement) {
    for (const TokenSpan operand : statement.operands) {
        if (operand.size() != 1 || operand[0].kind != TokenKind::kName)
            diagnostics_.add(operand[0].place, fmt::format("expected a symbol's name, found `{}`", operand[0].text));
        else
            findings_.globals.emplace(operand[0].text, operand[0].place);
    }
}

std::optional<std::uint8_t> Pass::fill_byte(const Statement& statement, std::size_t index) {
    if (statement.operands.size() <= index) return std::nullopt;
    const std::optional<Value> value = value_of(statement.operands[index]);
    if (!value) return std::nullopt;
    if (value->number < -128 || value->number > 255)
        diagnostics_.add(statement.operands[index].front().place, fmt::format("{} is not a byte to fill with: expected -128 to 255", value->number));
    return static_cast<std::uint8_t>(value->number);
}

void Pass::align_exponent(const Statement& statement) {
    const std::optional<Value> value = value_of(statement.operands[0]);
    if (!value) return;
    const Place place = statement.operands[0].front().place;
    if (value->number < 0 || value->number > 24)
        return diagnostics_.add(place, fmt::format("{} {} aligns to a power of two with that exponent: expected 0 to 24, as in `.align 2` for words", statement.name, value->number));
    complain(place, sections_.align(std::int64_t{1} << value->number, fill_byte(statement, 1)));
}

void Pass::align_bytes(const Statement& statement) {
    if (const std::optional<Value> value = value_of(statement.operands[0]))
        complain(statement.operands[0].front().place, sections_.align(value->number, fill_byte(statement, 1)));
}

void Pass::data(const Statement& statement, unsigned size) {
    const std::int64_t high = (std::int64_t{1} << (8 * size)) - 1;
    const std::int64_t low = -(high + 1) / 2;
    for (const TokenSpan operand : statement.operands) {
        const std::optional<Value> value = value_of(operand);
        if (value && (value->number < low || value->number > high))
            diagnostics_.add(operand.front().place, fmt::format("{} does not fit: {} takes {} to {}", value->number, statement.name, low, high));
        emit(operand.front().place, value ? static_cast<std::uint32_t>(value->number) : 0U, size);
    }
}

void Pass::strings(const Statement& statement, bool terminated) {
    for (const TokenSpan operand : statement.operands) {
        if (operand.size() != 1 || operand[0].kind != TokenKind::kString) {
            diagnostics_.add(operand[0].place, fmt::format("expected a text in double quotes, found `{}`", operand[0].text));
            continue;
        }
        std::vector<std::uint8_t> bytes(operand[0].text.begin(), operand[0].text.end());
        if (terminated) bytes.push_back(0);
        complain(operand[0].place, sections_.append(bytes));
    }
}

void Pass::space(const Statement& statement) {
    if (const std::optional<Value> value = value_of(statement.operands[0]))
        complain(statement.operands[0].front().place, sections_.fill(value->number, fill_byte(statement, 1).value_or(0)));
}

void Pass::incbin(const Statement& statement) {
    const std::string& content = *statement.content;
    auto rest = static_cast<std::int64_t>(content.size());
    std::array<std::int64_t, 2> numbers{0, 0};
    for (std::size_t i = 1; i < statement.operands.size(); ++i) {
        const std::optional<Value> value = value_of(statement.operands[i]);
        if (!value) return;
        if (value->number < 0 || value->number > rest)
            return diagnostics_.add(statement.operands[i].front().place, fmt::format("{} {} bytes, and the file has {}{}: expected 0 to {}", i == 1 ? "to skip" : "to take",
                                                                                     value->number, rest, i == 1 ? "" : " left", rest));
        numbers[i - 1] = value->number;
        if (i == 1) rest -= value->number;
    }
    const std::int64_t count = statement.operands.size() > 2 ? numbers[1] : rest;
    const auto* const first = reinterpret_cast<const std::uint8_t*>(content.data()) + numbers[0];
    complain(statement.operands[0].front().place, sections_.append(std::span(first, static_cast<std::size_t>(count))));
}

void Pass::org(const Statement& statement) {
    if (const std::optional<Value> value = value_of(statement.operands[0]))
        complain(statement.operands[0].front().place, sections_.set_origin(value->number));
}

void Pass::define(const Statement& statement, bool variable) {
    const Token& name = statement.operands[0][0];
    if (statement.operands[0].size() != 1 || name.kind != TokenKind::kName || name.text == "." || find_register(name.text))
        return diagnostics_.add(name.place, fmt::format("expected a name to define, found `{}`", name.text));
    const std::optional<Value> value = value_of(statement.operands[1]);
    if (!value) return;
    if (value->number < -0x80000000LL || value->number > 0xffffffffLL)
        return diagnostics_.add(statement.operands[1].front().place, fmt::format("{} does not fit in 32 bits", value->number));
    complain(name.place, symbols_.define(name.text, {*value, kAbsolute, name.place, variable}, diagnostics_));
}

}  // namespace anel::assembler
