#include "isa/debug/gdb/memory_view.hpp"

#include <algorithm>

#include "isa/paging/page_walk.hpp"
#include "isa/spec/platform.hpp"

namespace anel::gdb {

std::optional<std::uint32_t> physical_address(const machine::Machine& machine, std::uint32_t address) {
    return paging::physical_of(machine.memory(), paging::tables_now(machine.cpu().state()), address);
}

std::optional<std::uint32_t> word_at(const machine::Machine& machine, std::uint32_t address) {
    return paging::read_word(machine.memory(), paging::tables_now(machine.cpu().state()), address);
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
        const std::span<const std::uint8_t> piece = machine_.memory().subspan(range.address, range.bytes);
        text.append(piece.begin(), piece.end());
        bytes -= here;
        address += static_cast<std::uint32_t>(here);
        if (address == 0) break;
    }
    return text;
}

}  // namespace anel::gdb
