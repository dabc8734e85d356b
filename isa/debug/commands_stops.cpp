// Commands about breakpoints and watchpoints.
#include <fmt/format.h>

#include <algorithm>

#include "isa/debug/commands.hpp"
#include "isa/debug/expression.hpp"

namespace anel::debug {

namespace {

/// More would make each look at them long.
constexpr std::size_t kMostStops = 64;

std::string breakpoint_text(const Session& session, const Breakpoint& one) {
    const std::string place = session.name_of(one.address);
    return fmt::format("breakpoint {}: {} at 0x{:08x}{}{}{}\n", one.number, one.name, one.address, place.empty() ? "" : " ", place,
                       one.program.empty() ? "" : fmt::format(", where {} is", one.program));
}

std::string watchpoint_text(const Watchpoint& one) {
    return fmt::format("watchpoint {}: {}, {} byte{} at physical 0x{:08x}, now {}\n", one.number, one.name, one.bytes, one.bytes == 1 ? "" : "s", one.physical,
                       value_text(one.value));
}

std::optional<Reply> too_many(const Session& session) {
    if (session.breakpoints.size() + session.watchpoints.all().size() < kMostStops) return std::nullopt;
    return failed(fmt::format("there are {} breakpoints and watchpoints, and no more can be set; `delete` removes them", kMostStops));
}

}  // namespace

Reply do_break(Session& session, const Arguments& arguments) {
    if (auto full = too_many(session)) return *full;
    const auto address = evaluate(session, arguments.rest);
    if (!address) return failed(address.error());
    if (address->value % 4 != 0) return failed(fmt::format("0x{:08x} is not a multiple of 4, and no instruction can be there", address->value));
    const bool by_memory = address->program != nullptr && address->program->presence == Presence::kByMemory;
    session.breakpoints.push_back({++session.last_number, address->value, std::string(arguments.rest), by_memory ? address->program->name : ""});
    return {true, breakpoint_text(session, session.breakpoints.back())};
}

Reply do_watch(Session& session, const Arguments& arguments) {
    if (auto full = too_many(session)) return *full;
    std::vector<std::string_view> words = arguments.words;
    const bool physical = words.size() > 1 && words.back() == "phys";
    if (physical) words.pop_back();
    std::uint64_t bytes = 4;
    if (words.size() > 1) {
        const auto asked = whole_number(words[1], 1, Watchpoint::kMostBytes, "number of bytes");
        if (!asked) return failed(asked.error());
        bytes = *asked;
    }
    if (words.size() > 2) return failed(fmt::format("'{}' is too much; expected: watch ADDRESS [BYTES] [phys]", words[2]));
    const auto address = evaluate(session, words[0]);
    if (!address) return failed(address.error());
    const auto size = static_cast<std::uint32_t>(bytes);
    if (address->value % kPageBytes + size > kPageBytes) return failed(fmt::format("{} bytes at 0x{:08x} lie in two pages; watch one of them at a time", size, address->value));
    const auto at = paging::physical_of(session.memory(), physical ? paging::Tables{} : session.tables(), address->value, size);
    if (!at) return failed(fmt::format("there is no memory at 0x{:08x} now; `walk` shows how far the tables lead", address->value));
    const Watchpoint& one = session.watchpoints.add(++session.last_number, std::string(words[0]), *at, size, session.memory());
    return {true, watchpoint_text(one)};
}

Reply do_delete(Session& session, const Arguments& arguments) {
    if (arguments.words.empty()) {
        const std::size_t count = session.breakpoints.size() + session.watchpoints.all().size();
        session.breakpoints.clear();
        session.watchpoints = {};
        return {true, fmt::format("{} removed\n", count)};
    }
    const auto asked = whole_number(arguments.words[0], 1, ~0U, "number of a breakpoint or watchpoint");
    if (!asked) return failed(asked.error());
    const auto number = static_cast<unsigned>(*asked);
    const bool was_breakpoint = std::erase_if(session.breakpoints, [number](const Breakpoint& one) { return one.number == number; }) != 0;
    if (!was_breakpoint && !session.watchpoints.remove(number)) return failed(fmt::format("there is neither breakpoint nor watchpoint {}; `info` lists them", number));
    return {true, {}};
}

Reply do_info(Session& session, const Arguments&) {
    std::string text;
    for (const Breakpoint& one : session.breakpoints) text += breakpoint_text(session, one);
    session.watchpoints.look(session.memory());
    for (const Watchpoint& one : session.watchpoints.all()) text += watchpoint_text(one);
    if (text.empty()) text = "neither breakpoints nor watchpoints\n";
    for (const Program& program : session.symbols.programs())
        text += fmt::format("program {}: {} symbols{}{}\n", program.name, program.symbols.size(), program.lines.empty() ? ", no source lines" : "",
                            program.presence == Presence::kByMemory ? ", known by its code" : "");
    const machine::History& history = session.history;
    return {true, text + fmt::format("the run: at cycle {} of {}, {} snapshots with {} KiB, {} inputs\n", session.cycle(), history.end().cycle, history.snapshot_count(),
                                     history.snapshot_bytes() >> 10, history.inputs().size())};
}

}  // namespace anel::debug
