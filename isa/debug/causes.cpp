#include "isa/debug/causes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "isa/base/nearest.hpp"
#include "isa/debug/csr_fields.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "isa/spec/platform.hpp"

namespace anel::debug {

using cpu::Event;
using cpu::EventKind;
using Wanted = std::function<bool(const Event&)>;

namespace {

bool is_trap(const Event& event) { return event.kind == EventKind::kTrap || event.kind == EventKind::kExit || event.kind == EventKind::kInject; }

Wanted cause_is(std::uint32_t cause) {
    return [cause](const Event& event) { return is_trap(event) && event.cause == cause; };
}

}  // namespace

Result<Wanted> traps_of(std::string_view text) {
    if (text.empty()) return Wanted(is_trap);
    if (text == "interrupt") return Wanted([](const Event& event) { return is_trap(event) && (event.cause & spec::kInterruptBit) != 0; });
    if (text == "exit") return Wanted([](const Event& event) { return event.kind == EventKind::kExit; });
    std::uint32_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size() && number < spec::kExitReasonLimit) return cause_is(number);
    std::vector<std::string> names{"interrupt", "exit"};
    for (const spec::CauseRow& row : spec::kCauses) {
        if (row.name == text) return cause_is(static_cast<std::uint32_t>(row.cause));
        names.emplace_back(row.name);
    }
    for (const spec::ExitReasonRow& row : spec::kExitReasons) {
        if (row.name == text) return Wanted([id = static_cast<std::uint32_t>(row.id)](const Event& event) { return event.kind == EventKind::kExit && event.cause == id; });
        names.emplace_back(row.name);
    }
    for (const spec::NamedNumber& row : spec::kLines) {
        names.push_back(line_name(row.number));
        if (names.back() == text) return cause_is(spec::kInterruptBit | row.number);
    }
    return Error{fmt::format("'{}' is no cause{}; expected one of: {}", text, did_you_mean(text, names), comma_list(names)), ErrorKind::kUsage};
}

}  // namespace anel::debug
