#include "isa/debug/gdb/memory_view.hpp"

#include <algorithm>
#include <cstring>
#include <span>

#include "isa/spec/platform.hpp"

namespace anel::gdb {

namespace {

namespace pte = spec::pte;
using Memory = std::span<const std::uint8_t>;

std::optional<std::uint32_t> load(Memory memory, std::uint32_t at) {
    if (memory.size() < 4 || at > memory.size() - 4) return std::nullopt;
    std::uint32_t word = 0;
    std::memcpy(&word, &memory[at], sizeof word);
    return word;
}

/// `through`(address of an entry): where that really lies.
template <class Through>
std::optional<std::uint32_t> walk(Memory memory, std::uint32_t root, std::uint32_t address, Through&& through) {
    std::uint32_t table = root & spec::kRootTable;
    for (const unsigned shift : {22U, 12U}) {
        const auto at = through(table + (address >> shift & 0x3ff) * 4);
        const auto entry = at ? load(memory, *at) : std::nullopt;
        if (!entry || (*entry & pte::kValid) == 0) return std::nullopt;
        const std::uint32_t offset = (1U << shift) - 1;
        if ((*entry & (pte::kRead | pte::kWrite | pte::kExecute)) != 0) return (*entry & ~offset & pte::kFrame) | (address & offset);
        table = *entry & pte::kFrame;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> physical_address(const machine::Machine& machine, std::uint32_t address) {
    const cpu::CpuState& state = machine.cpu().state();
    const Memory memory = machine.memory();
    const bool nested = state.in_guest() && state.assist.nested();
    const auto direct = [](std::uint32_t at) { return std::optional<std::uint32_t>(at); };
    const auto by_nested = [&](std::uint32_t at) { return nested ? walk(memory, state.assist.nested_root, at, direct) : direct(at); };
    const auto own = state.paging() ? walk(memory, state.root_now(), address, by_nested) : direct(address);
    const auto real = own ? by_nested(*own) : std::nullopt;
    return real && *real < memory.size() ? real : std::nullopt;
}

std::optional<std::uint32_t> word_at(const machine::Machine& machine, std::uint32_t address) {
    const auto real = physical_address(machine, address);
    return real ? load(machine.memory(), *real) : std::nullopt;
}

std::optional<std::uint32_t> MemoryView::translated(std::uint32_t address) const {
    if (physical_) return address;
    if (const auto real = physical_address(machine_, address)) return real;
    for (const LoadedPart& part : loaded_)
        if (address >= part.linked && address - part.linked < part.bytes) return part.physical + (address - part.linked);
    return std::nullopt;
}

std::optional<std::vector<cpu::MemoryRange>> MemoryView::where(std::uint32_t address, std::size_t bytes) const {
    const std::size_t size = machine_.memory().size();
    std::vector<cpu::MemoryRange> ranges;
    while (bytes > 0) {
        const auto here = static_cast<std::uint32_t>(std::min<std::size_t>(bytes, kPageBytes - address % kPageBytes));
        const auto real = translated(address);
        if (!real || *real > size || here > size - *real) return std::nullopt;
        ranges.push_back({*real, here});
        bytes -= here;
        address += here;
        // Behind the last address comes nothing.
        if (address == 0 && bytes > 0) return std::nullopt;
    }
    return ranges;
}

std::string MemoryView::read(std::uint32_t address, std::size_t bytes) const {
    std::string text;
    while (bytes > 0) {
        std::size_t here = std::min<std::size_t>(bytes, kPageBytes - address % kPageBytes);
        auto ranges = where(address, here);
        if (!ranges) break;
        const cpu::MemoryRange& range = ranges->front();
        const Memory piece = machine_.memory().subspan(range.address, range.bytes);
        text.append(piece.begin(), piece.end());
        bytes -= here;
        address += static_cast<std::uint32_t>(here);
        if (address == 0) break;
    }
    return text;
}

}  // namespace anel::gdb
