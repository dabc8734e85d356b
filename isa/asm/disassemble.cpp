#include "isa/asm/disassemble.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <vector>

#include "isa/asm/operands.hpp"
#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::assembler {
namespace {

std::string fence_set_text(std::uint32_t set) {
    constexpr std::string_view kLetters = "iorw";
    std::string text;
    for (unsigned i = 0; i < 4; ++i)
        if ((set >> (3 - i) & 1U) != 0) text += kLetters[i];
    return text.empty() ? "0" : text;
}

std::string csr_text(std::uint32_t number) {
    const spec::Csr* csr = spec::find_csr(number);
    return csr != nullptr ? std::string(csr->name) : fmt::format("0x{:03x}", number);
}

std::string operand_text(const OperandShape& shape, std::uint32_t word, std::uint32_t pc) {
    const std::int32_t value = extract(shape.field, word);
    const auto bits = static_cast<std::uint32_t>(value);
    switch (shape.kind) {
        case OperandKind::kRegister: return std::string(register_name(bits));
        case OperandKind::kNumber: return shape.field == Field::kImmU ? fmt::format("0x{:x}", bits) : fmt::format("{}", value);
        case OperandKind::kMemory:
            return fmt::format("{}({})", value, register_name(static_cast<unsigned>(extract(Field::kRs1, word))));
        case OperandKind::kTarget: return fmt::format("0x{:08x}", pc + bits);
        case OperandKind::kCsr: return csr_text(bits);
        case OperandKind::kFenceSet: return fence_set_text(bits);
    }
    return {};
}

}  // namespace

std::string disassemble(std::uint32_t word, std::uint32_t pc) {
    const spec::InsnId id = spec::identify(word);
    if (id == spec::InsnId::kIllegal) return fmt::format(".word 0x{:08x}", word);
    const spec::Insn& insn = spec::row(id);
    std::string text(insn.mnemonic);
    std::uint32_t again = insn.match;
    std::string_view separator = " ";
    for (const OperandShape& shape : operands_of(insn.syntax)) {
        text += separator;
        text += operand_text(shape, word, pc);
        separator = ", ";
        again |= insert(shape.field, extract(shape.field, word));
        if (shape.kind == OperandKind::kMemory) again |= insert(Field::kRs1, extract(Field::kRs1, word));
    }
    // The machine executes a fence whose reserved bits are set, but no operand says them.
    if (again != word) return fmt::format(".word 0x{:08x}  # {}", word, text);
    return text;
}

std::string listing(std::span<const std::uint8_t> bytes, std::uint32_t address, std::span<const ImageSymbol> symbols) {
    std::multimap<std::uint32_t, std::string_view> names;
    for (const ImageSymbol& symbol : symbols)
        if (symbol.section != kAbsolute) names.emplace(symbol.value, symbol.name);
    std::string out;
    std::size_t at = 0;
    const auto write_names = [&](std::uint32_t here) {
        for (auto [name, last] = names.equal_range(here); name != last; ++name)
            out += fmt::format("{:08x} <{}>:\n", here, name->second);
    };
    for (; at + 4 <= bytes.size(); at += 4) {
        const std::uint32_t here = address + static_cast<std::uint32_t>(at);
        std::uint32_t word = 0;
        for (unsigned i = 0; i < 4; ++i) word |= std::uint32_t{bytes[at + i]} << (8 * i);
        for (std::uint32_t i = 0; i < 4; ++i) write_names(here + i);
        out += fmt::format("{:08x}:  {:08x}  {}\n", here, word, disassemble(word, here));
    }
    for (; at < bytes.size(); ++at) {
        write_names(address + static_cast<std::uint32_t>(at));
        out += fmt::format("{:08x}:  {:02x}        .byte 0x{:02x}\n", address + static_cast<std::uint32_t>(at), bytes[at], bytes[at]);
    }
    return out;
}

}  // namespace anel::assembler
