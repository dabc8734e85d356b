// Commands that show memory, and the way to it.
#include <fmt/format.h>

#include <algorithm>

#include "isa/debug/commands.hpp"
#include "isa/debug/expression.hpp"
#include "isa/debug/walk_text.hpp"

namespace anel::debug {

namespace {

constexpr std::uint32_t kMostUnits = 1024;

struct Format {
    std::uint32_t count = 4;
    std::uint32_t bytes = 4;  ///< of a unit; 0: text
};

Result<Format> parse_format(std::string_view text) {
    Format format;
    if (text.empty()) return format;
    const Error wrong{fmt::format("'{}' is no format; expected a number up to {}, and b, h, w or s behind it: x/16b ADDRESS", text, kMostUnits), ErrorKind::kUsage};
    const char unit = text.back();
    if (unit < '0' || unit > '9') {
        if (unit != 'b' && unit != 'h' && unit != 'w' && unit != 's') return wrong;
        format.bytes = unit == 'b' ? 1 : unit == 'h' ? 2 : unit == 'w' ? 4 : 0;
        text.remove_suffix(1);
    }
    if (text.empty()) {
        format.count = 1;
        return format;
    }
    const auto count = whole_number(text, 1, kMostUnits, "number of units");
    if (!count) return wrong;
    format.count = static_cast<std::uint32_t>(*count);
    return format;
}

/// As much of a text as there is, up to its NUL, with what does not print as \xHH.
std::string quoted(const ReadMemory& read, std::uint32_t address) {
    constexpr std::uint32_t kLongest = 1024;
    std::string text;
    for (std::uint32_t i = 0; i < kLongest; ++i) {
        std::uint8_t byte = 0;
        if (!read(address + i, {&byte, 1}) || byte == 0) break;
        if (byte == '\n') text += "\\n";
        else if (byte < ' ' || byte >= 0x7f) text += fmt::format("\\x{:02x}", byte);
        else text += static_cast<char>(byte);
    }
    return text;
}

/// Takes a word off the end, if it is that one.
bool take_last(std::string_view& text, std::string_view word) {
    if (!text.ends_with(word) || text.size() <= word.size() || text[text.size() - word.size() - 1] != ' ') return false;
    text.remove_suffix(word.size());
    while (text.ends_with(' ')) text.remove_suffix(1);
    return true;
}

}  // namespace

Reply do_examine(Session& session, const Arguments& arguments) {
    const auto format = parse_format(arguments.format);
    if (!format) return failed(format.error());
    std::string_view where = arguments.rest;
    ReadMemory read = session.reader();
    if (take_last(where, "phys")) read = [memory = session.memory()](std::uint32_t at, std::span<std::uint8_t> to) { return paging::read_virtual(memory, {}, at, to); };
    const auto address = evaluate(session, where);
    if (!address) return failed(address.error());
    if (format->bytes == 0) return {true, fmt::format("0x{:08x}  \"{}\"\n", address->value, quoted(read, address->value))};
    const std::uint32_t per_line = 16 / format->bytes;
    std::string text;
    for (std::uint32_t i = 0; i < format->count; ++i) {
        const std::uint32_t at = address->value + i * format->bytes;
        std::uint8_t bytes[4]{};
        if (!read(at, std::span(bytes).first(format->bytes))) {
            if (i == 0) return failed(fmt::format("there is no memory at 0x{:08x}; `walk` shows how far the tables lead", at));
            return {true, text + fmt::format("\n0x{:08x}  (nothing is mapped here)\n", at)};
        }
        if (i % per_line == 0) text += fmt::format("{}0x{:08x} ", i == 0 ? "" : "\n", at);
        text += " " + value_text(std::span(bytes).first(format->bytes)).substr(2);
    }
    return {true, text + "\n"};
}

Reply do_walk(Session& session, const Arguments& arguments) {
    const auto address = evaluate(session, arguments.rest);
    if (!address) return failed(address.error());
    const cpu::CpuState& state = session.state();
    const std::optional<Guest> guest = session.guest();
    const paging::Tables in_force = session.tables();
    std::string text;
    const auto show = [&](std::string_view whose, const paging::Tables& tables, Ring ring) {
        const std::string nested = tables.nested ? fmt::format(", nested table 0x{:08x}", *tables.nested) : "";
        text += fmt::format("0x{:08x} by {}{}{}:\n", address->value, whose, tables.paged ? fmt::format(" (table 0x{:08x})", tables.root) : "", nested);
        text += walk_text(paging::walk_tables(session.memory(), tables, address->value), ring);
    };
    const bool inner = state.ring == Ring::kMinus1;
    const bool shadows = guest && guest->paging == Guest::Paging::kShadow;
    if (inner) show("ring -1's own tables", in_force, state.ring);
    if (guest && guest->paging == Guest::Paging::kNested) {
        show("the guest's tables, and the nested ones behind them", paging::tables_of_root(guest->root, guest->nested_root), inner ? guest->ring : state.ring);
    } else if (shadows) {
        show("the guest's own tables, which the machine does not walk", paging::tables_of_root(guest->root), guest->ring);
        // What the guest ran on before its exit is still in the root register.
        show("the shadow tables, which it walks", inner ? paging::tables_of_root(state.root) : in_force, inner ? Ring::k0 : state.ring);
    } else if (!inner) {
        show(in_force.nested ? "the guest's tables, and the nested ones behind them" : "the tables in force", in_force, state.ring);
    }
    return {true, text};
}

}  // namespace anel::debug
