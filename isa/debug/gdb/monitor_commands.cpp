#include "isa/debug/gdb/monitor_commands.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "isa/spec/causes.hpp"
#include "isa/spec/platform.hpp"

namespace anel::gdb {

namespace {

constexpr std::string_view kHelp =
    "ring                   which ring the machine is in, for which VM, and by which tables addresses go\n"
    "cycle                  the moment, and how far the run has come\n"
    "why                    the last trap of each ring's bank, in words\n"
    "lines                  device lines that are high\n"
    "page ADDRESS           where a virtual address leads now\n"
    "phys on|off            memory commands and watchpoints take physical addresses\n"
    "goto CYCLE             to that cycle; then tell gdb: maintenance flush register-cache\n"
    "type TEXT              a line of console input, now (in the past: a new future)\n"
    "end-input              console input ends, now\n"
    "console on|off         whether what the machine prints is shown\n"
    "at-exit stop|leave     whether a machine that powers off can still be looked at and gone back in\n";

struct Context {
    machine::History& history;
    MemoryView& memory;
    Preferences& preferences;
    const machine::Machine& machine() const { return history.machine(); }
    const cpu::CpuState& state() const { return machine().cpu().state(); }
};

std::string tell_ring(const Context& context) {
    const cpu::CpuState& state = context.state();
    std::string text = fmt::format("ring {}{}, VM {}, {}", number(state.ring), state.in_guest() ? " of a guest of ring -1" : "", state.vmid,
                                   state.paging() ? fmt::format("paging by the tables at physical 0x{:08x}", state.root_now() & spec::kRootTable) : "paging off");
    if (state.in_guest() && state.assist.nested())
        text += fmt::format(" (guest-physical), nested tables at 0x{:08x}", state.assist.nested_root & spec::kRootTable);
    if (state.waiting) text += "; it waits for an interrupt";
    return text + "\n";
}

std::string tell_cycle(const Context& context) {
    const machine::Moment now = context.history.now();
    std::string text = fmt::format("cycle {}, {} instructions, {} traps", now.cycle, now.instructions, now.traps);
    if (context.history.in_the_past()) text += fmt::format("; in the past: the run has come to cycle {}", context.history.end().cycle);
    return text + "\n";
}

std::string cause_text(std::uint32_t cause) {
    if ((cause & spec::kInterruptBit) == 0) return std::string(spec::name_of(static_cast<spec::TrapCause>(cause)));
    const std::uint32_t line = cause & ~spec::kInterruptBit;
    for (const spec::NamedNumber& known : spec::kLines)
        if (known.number == line) return fmt::format("interrupt of line {} ({})", line, known.symbol);
    return fmt::format("interrupt of line {}", line);
}

std::string tell_why(const Context& context) {
    constexpr std::array<std::string_view, spec::kBankCount + 1> kRings{"0", "1", "2", "-1"};
    std::string text;
    for (std::size_t bank = 0; bank < kRings.size(); ++bank) {
        const cpu::Bank& of = context.state().bank[bank];
        if (of.vector == 0 && of.cause == 0 && of.epc == 0) continue;
        text += fmt::format("into ring {}: {} at pc 0x{:08x}, value 0x{:08x}\n", kRings[bank], cause_text(of.cause), of.epc, of.value);
    }
    return text.empty() ? "no ring has taken a trap yet\n" : text;
}

std::string tell_lines(const Context& context) {
    const std::uint32_t lines = context.machine().devices().lines();
    std::string text;
    for (const spec::NamedNumber& known : spec::kLines)
        if ((lines >> known.number & 1U) != 0) text += fmt::format("{} {}: {}\n", known.number, known.symbol, known.meaning);
    return text.empty() ? "none\n" : text;
}

template <class Number>
std::optional<Number> parse(std::string_view text, int base) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string tell_page(const Context& context, std::string_view word) {
    if (word.starts_with("0x")) word.remove_prefix(2);
    const auto address = parse<std::uint32_t>(word, 16);
    if (!address) return "page: expected an address in hexadecimal, such as 0x80100000\n";
    const auto real = physical_address(context.machine(), *address);
    return real ? fmt::format("0x{:08x} is physical 0x{:08x}\n", *address, *real) : fmt::format("0x{:08x}: the tables in force lead nowhere\n", *address);
}

std::string go_to(Context& context, std::string_view word) {
    const auto cycle = parse<Cycles>(word, 10);
    if (!cycle) return "goto: expected a cycle, a decimal number\n";
    if (*cycle > context.history.end().cycle) return fmt::format("goto: the run has come to cycle {} only; `continue` goes further\n", context.history.end().cycle);
    context.history.seek(*cycle);
    return tell_cycle(context) + "now tell gdb: maintenance flush register-cache\n";
}

std::string choose(std::string_view word, std::string_view yes, std::string_view no, bool& value) {
    if (word != yes && word != no) return fmt::format("expected {} or {}; it is {}\n", yes, no, value ? yes : no);
    value = word == yes;
    return {};
}

}  // namespace

std::string monitor_command(std::string_view line, machine::History& history, MemoryView& memory, Preferences& preferences) {
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    const std::size_t space = line.find(' ');
    const std::string_view name = line.substr(0, space);
    const std::string_view rest = space == std::string_view::npos ? std::string_view{} : line.substr(space + 1);
    Context context{history, memory, preferences};
    if (name == "help" || name.empty()) return std::string(kHelp);
    if (name == "ring") return tell_ring(context);
    if (name == "cycle") return tell_cycle(context);
    if (name == "why") return tell_why(context);
    if (name == "lines") return tell_lines(context);
    if (name == "page") return tell_page(context, rest);
    if (name == "goto") return go_to(context, rest);
    if (name == "type") return history.type(std::string(rest) + "\n"), std::string();
    if (name == "end-input") return history.end_input(), std::string();
    if (name == "console") return choose(rest, "on", "off", preferences.console);
    if (name == "at-exit") return choose(rest, "stop", "leave", preferences.stays_at_end);
    if (name == "phys") {
        bool on = memory.physical();
        std::string wrong = choose(rest, "on", "off", on);
        memory.set_physical(on);
        return wrong;
    }
    return fmt::format("unknown command '{}'; there are:\n{}", name.substr(0, 40), kHelp);
}

}  // namespace anel::gdb
