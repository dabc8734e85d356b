#include "labs/runtime/hooks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "isa/base/nearest.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"

namespace anel::labs {

namespace {

constexpr std::string_view kInterrupt = "irq";

std::optional<std::uint32_t> whole_number(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string cause_text(std::uint32_t cause, bool exit) {
    if ((cause & spec::kInterruptBit) != 0) return fmt::format("{}{}", kInterrupt, cause & ~spec::kInterruptBit);
    const std::string_view name = exit && cause >= spec::kCauseCount ? spec::name_of(static_cast<spec::ExitReason>(cause)) : spec::name_of(static_cast<spec::TrapCause>(cause));
    return name == "unknown" ? std::to_string(cause) : std::string(name);
}

Result<std::uint32_t> find_cause(std::string_view name) {
    if (const auto number = whole_number(name); number && *number < spec::kExitReasonLimit) return *number;
    if (name.starts_with(kInterrupt))
        if (const auto line = whole_number(name.substr(kInterrupt.size())); line && *line < spec::kLineCount) return spec::kInterruptBit | *line;
    std::vector<std::string> names;
    for (const spec::CauseRow& row : spec::kCauses) {
        if (row.name == name) return static_cast<std::uint32_t>(row.cause);
        names.emplace_back(row.name);
    }
    for (const spec::ExitReasonRow& row : spec::kExitReasons) {
        if (row.name == name) return static_cast<std::uint32_t>(row.id);
        names.emplace_back(row.name);
    }
    const std::string guess = did_you_mean(name, names);
    return Error{fmt::format("'{}' is no cause{} Causes: {}, irq0 to irq{}", name, guess.empty() ? "." : guess, comma_list(names), spec::kLineCount - 1)};
}

Result<std::function<bool(const cpu::Event&)>> causes_wanted(const std::vector<std::string>& names, const std::vector<Ring>& from) {
    std::vector<std::uint32_t> causes;
    bool any = names.empty();
    for (const std::string& name : names) {
        if (name == "any") {
            any = true;
            continue;
        }
        const auto cause = find_cause(name);
        if (!cause) return cause.error();
        causes.push_back(*cause);
    }
    return std::function<bool(const cpu::Event&)>([causes, any, from](const cpu::Event& event) {
        if (!any && std::ranges::find(causes, event.cause) == causes.end()) return false;
        // A number from 16 up is an exit's reason alone; below, exits and traps share theirs.
        return from.empty() || std::ranges::find(from, event.from) != from.end();
    });
}

}  // namespace anel::labs
