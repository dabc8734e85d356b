#include "isa/debug/expression.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "isa/asm/operands.hpp"
#include "isa/debug/csr_fields.hpp"

namespace anel::debug {

namespace {

std::optional<std::uint64_t> parse_number(std::string_view text) {
    const bool hex = text.starts_with("0x") || text.starts_with("0X");
    if (hex) text.remove_prefix(2);
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number, hex ? 16 : 10);
    if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// Nothing: it is no single term.
Result<std::optional<Address>> term(const Session& session, std::string_view text) {
    using Found = std::optional<Address>;
    if (text.empty()) return Error{"a number is missing; expected a number, a register, a symbol, or a sum of them", ErrorKind::kUsage};
    if (text.front() >= '0' && text.front() <= '9') {
        const std::optional<std::uint64_t> number = parse_number(text);
        if (!number) return Found{};
        if (*number > std::numeric_limits<std::uint32_t>::max())
            return Error{fmt::format("{} has more than 32 bits; expected a number up to 0xffffffff", text), ErrorKind::kUsage};
        return Found{{static_cast<std::uint32_t>(*number), nullptr}};
    }
    if (text == "pc") return Found{{session.state().pc, nullptr}};
    if (const auto number = assembler::find_register(text)) return Found{{session.state().x[*number], nullptr}};
    if (const spec::Csr* const csr = spec::find_csr(text)) {
        const auto value = csr_value(session.state(), *csr, session.cycle(), session.options.has_assist);
        if (!value) return Error{fmt::format("{} cannot be read: it is a mark", text), ErrorKind::kUsage};
        return Found{{*value, nullptr}};
    }
    return session.symbols.look_up(text);
}

Result<std::optional<Address>> pointed_at(const Session& session, std::string_view text) {
    const auto at = term(session, trimmed(text));
    if (!at || !*at) return at;
    const auto word = paging::read_word(session.memory(), session.tables(), (*at)->value);
    if (!word) return Error{fmt::format("there is no word at 0x{:08x}: nothing is mapped there", (*at)->value), ErrorKind::kUsage};
    return std::optional<Address>{{*word, nullptr}};
}

Result<std::optional<Address>> term_or_pointed_at(const Session& session, std::string_view text) {
    text = trimmed(text);
    return text.starts_with("*") ? pointed_at(session, text.substr(1)) : term(session, text);
}

Error no_such_term(const Session& session, std::string_view text) {
    if (text.front() == '*') text.remove_prefix(1);
    if (text.empty() || (text.front() >= '0' && text.front() <= '9'))
        return {fmt::format("'{}' is not a number; expected decimal digits, or 0x and hexadecimal ones", text), ErrorKind::kUsage};
    return session.symbols.find(text).error();
}

}  // namespace

Result<Address> evaluate(const Session& session, std::string_view text) {
    text = trimmed(text);
    // From the right, because a name may hold + and - itself: the longest beginning that is something counts.
    std::uint32_t behind = 0;
    for (std::string_view rest = text;;) {
        const auto whole = term_or_pointed_at(session, rest);
        if (!whole) return whole.error();
        if (*whole) return rest.size() == text.size() ? **whole : Address{(*whole)->value + behind, nullptr};
        const std::size_t sign = rest.find_last_of("+-");
        if (sign == std::string_view::npos) return no_such_term(session, rest);
        const auto right = term_or_pointed_at(session, rest.substr(sign + 1));
        if (!right) return right.error();
        if (!*right) return no_such_term(session, trimmed(rest.substr(sign + 1)));
        behind += rest[sign] == '+' ? (*right)->value : -(*right)->value;
        rest = trimmed(rest.substr(0, sign));
    }
}

Result<std::uint64_t> whole_number(std::string_view text, std::uint64_t low, std::uint64_t high, std::string_view what) {
    const std::optional<std::uint64_t> number = parse_number(text);
    if (!number || *number < low || *number > high)
        return Error{fmt::format("'{}' is no {}; expected a whole number from {} to {}", text, what, low, high), ErrorKind::kUsage};
    return *number;
}

}  // namespace anel::debug
