#include "isa/asm/symbols.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "isa/base/nearest.hpp"
#include "isa/spec/target_constants.hpp"

namespace anel::assembler {

bool looks_like(std::string_view a, std::string_view b) {
    constexpr std::size_t kLongest = 40;
    if (a.size() > kLongest || b.size() > kLongest) return false;
    const std::size_t distance = edit_distance(a, b);
    return distance <= 2 && distance * 2 < std::max(a.size(), b.size());
}

Symbols::Symbols() {
    spec::for_each_target_constant([this](std::string name, std::uint32_t number) { platform_.emplace(std::move(name), number); });
}

std::optional<Value> Symbols::find(std::string_view name) const {
    if (const auto it = now_.find(name); it != now_.end()) return it->second.value;
    if (const auto it = before_.find(name); it != before_.end()) return Value{it->second.value.number, false};
    if (const auto it = platform_.find(name); it != platform_.end()) return Value{it->second, true};
    return std::nullopt;
}

std::string_view Symbols::similar(std::string_view name) const {
    for (const auto& [known, symbol] : now_)
        if (looks_like(name, known)) return known;
    for (const auto& [known, number] : platform_)
        if (looks_like(name, known)) return known;
    return {};
}

std::optional<std::string> Symbols::define(const std::string& name, Symbol symbol, const Diagnostics& files) {
    if (platform_.contains(name)) return fmt::format("`{}` is a constant of the platform: choose another name", name);
    const auto it = now_.find(name);
    if (it == now_.end()) {
        now_.emplace(name, symbol);
        return std::nullopt;
    }
    if (!it->second.variable || !symbol.variable) {
        const Place first = it->second.place;
        const std::string of = first.file == symbol.place.file ? "" : fmt::format(" of {}", files.name_of(first.file));
        return fmt::format("`{}` is already defined in line {}{}: choose another name", name, first.line, of);
    }
    it->second = symbol;
    return std::nullopt;
}

void Symbols::begin_pass() {
    before_ = std::move(now_);
    now_.clear();
}

bool Symbols::settled() const {
    return std::equal(now_.begin(), now_.end(), before_.begin(), before_.end(), [](const auto& a, const auto& b) {
        return a.first == b.first && a.second.value.number == b.second.value.number;
    });
}

}  // namespace anel::assembler
