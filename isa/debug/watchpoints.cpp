#include "isa/debug/watchpoints.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace anel::debug {

const Watchpoint& Watchpoints::add(unsigned number, std::string name, std::uint32_t physical, std::uint32_t bytes, std::span<const std::uint8_t> memory) {
    const auto value = memory.subspan(physical, bytes);
    all_.push_back({number, std::move(name), physical, bytes, {value.begin(), value.end()}});
    return all_.back();
}

void Watchpoints::look(std::span<const std::uint8_t> memory) {
    for (Watchpoint& one : all_) std::ranges::copy(memory.subspan(one.physical, one.bytes), one.value.begin());
}

std::optional<Change> Watchpoints::changed(std::span<const std::uint8_t> memory) {
    std::optional<Change> first;
    for (Watchpoint& one : all_) {
        const auto now = memory.subspan(one.physical, one.bytes);
        if (std::ranges::equal(now, one.value)) continue;
        if (!first) first = Change{&one, one.value};
        std::ranges::copy(now, one.value.begin());
    }
    return first;
}

std::string value_text(std::span<const std::uint8_t> bytes) {
    if (bytes.size() == 1 || bytes.size() == 2 || bytes.size() == 4) {
        std::uint32_t value = 0;
        for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | bytes[i];
        return fmt::format("0x{:0{}x}", value, bytes.size() * 2);
    }
    std::string text;
    for (const std::uint8_t byte : bytes) text += fmt::format("{}{:02x}", text.empty() ? "" : " ", byte);
    return text;
}

}  // namespace anel::debug
