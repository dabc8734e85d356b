#include "tests/differential/peek.hpp"

#include <cstring>

#include "isa/asm/disassemble.hpp"
#include "isa/base/types.hpp"
#include "isa/spec/platform.hpp"
#include "tests/differential/observed.hpp"

namespace anel::differential {

namespace {

namespace pte = spec::pte;

std::optional<std::uint32_t> load(std::span<const std::uint8_t> ram, std::uint32_t at) {
    if (at > ram.size() - 4) return std::nullopt;
    std::uint32_t word = 0;
    std::memcpy(&word, &ram[at], sizeof word);
    return word;
}

/// `through`(address of an entry): where that really lies.
template <class Through>
std::optional<std::uint32_t> walk(std::span<const std::uint8_t> ram, std::uint32_t root, std::uint32_t address, Through&& through) {
    std::uint32_t table = root & spec::kRootTable;
    for (const unsigned shift : {22U, 12U}) {
        const auto at = through(table + (address >> shift & 0x3ff) * 4);
        const auto entry = at ? load(ram, *at) : std::nullopt;
        if (!entry || (*entry & pte::kValid) == 0) return std::nullopt;
        const std::uint32_t mask = (1U << shift) - 1;
        if ((*entry & (pte::kRead | pte::kWrite | pte::kExecute)) != 0) return (*entry & ~mask & pte::kFrame) | (address & mask);
        table = *entry & pte::kFrame;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> physical_address(std::span<const std::uint8_t> ram, const cpu::CpuState& state, std::uint32_t address) {
    const bool nested = state.in_guest() && state.assist.nested();
    const auto direct = [](std::uint32_t at) { return std::optional<std::uint32_t>(at); };
    const auto by_nested = [&](std::uint32_t at) { return nested ? walk(ram, state.assist.nested_root, at, direct) : direct(at); };
    const auto own = state.paging() ? walk(ram, state.root_now(), address, by_nested) : direct(address);
    const auto physical = own ? by_nested(*own) : std::nullopt;
    return physical && *physical <= ram.size() - 4 ? physical : std::nullopt;
}

std::optional<std::uint32_t> word_at(std::span<const std::uint8_t> ram, const cpu::CpuState& state, std::uint32_t address) {
    const auto physical = physical_address(ram, state, address);
    return physical ? load(ram, *physical) : std::nullopt;
}

std::string instruction_at(std::span<const std::uint8_t> ram, const cpu::CpuState& state) {
    const auto word = word_at(ram, state, state.pc);
    return hex(state.pc) + (word ? ": " + hex(*word) + "  " + assembler::disassemble(*word, state.pc) : ": the tables lead nowhere");
}

std::string differing_memory(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
    std::string text;
    unsigned found = 0;
    for (std::size_t at = 0; at + 4 <= a.size() && found < 8; at += 4)
        if (std::memcmp(&a[at], &b[at], 4) != 0) {
            ++found;
            text += "  memory at " + hex(at) + ": " + hex(*load(a, static_cast<std::uint32_t>(at))) + " | " + hex(*load(b, static_cast<std::uint32_t>(at))) + "\n";
        }
    return text;
}

}  // namespace anel::differential
