#include "isa/debug/session.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "isa/asm/disassemble.hpp"
#include "isa/debug/csr_fields.hpp"
#include "isa/spec/platform.hpp"

namespace anel::debug {

using cpu::EventKind;

std::string ring_text(Ring ring) { return std::to_string(number(ring)); }

Session::Session(machine::History& run, DebuggerOptions chosen) : history(run), options(std::move(chosen)), sources(options.read_source) {}

ReadMemory Session::reader() const {
    // What the tables in force do not have, those of the monitor's guest may: shadows are filled late, and ring -1 has tables of its own.
    return [memory = memory(), tables = tables(), seen = guest()](std::uint32_t address, std::span<std::uint8_t> to) {
        return paging::read_virtual(memory, tables, address, to) || (seen && paging::read_virtual(memory, paging::tables_of_root(seen->root, seen->nested_root), address, to));
    };
}

std::optional<Place> Session::place_of(std::uint32_t address) const { return symbols.at(address, tables().paged, reader()); }

std::string Session::name_of(std::uint32_t address) const {
    const std::optional<Place> place = place_of(address);
    if (!place || place->symbol == nullptr) return {};
    return fmt::format("<{}:{}{}>", place->program->name, place->symbol->name, place->offset == 0 ? "" : fmt::format("+0x{:x}", place->offset));
}

std::string Session::source_of(std::uint32_t address) const {
    const std::optional<Place> place = place_of(address);
    const std::optional<SourceLine> line = place ? place->program->lines.at(place->link_address) : std::nullopt;
    return line ? fmt::format("{}:{}", line->file->shown, line->line) : std::string();
}

std::string Session::source_line(std::uint32_t address) {
    if (!shows_source) return {};
    const std::optional<Place> place = place_of(address);
    const std::optional<SourceLine> line = place ? place->program->lines.at(place->link_address) : std::nullopt;
    if (!line) return {};
    const std::string* const text = sources.line(*line->file, line->line);
    return text != nullptr ? fmt::format("{:6}  {}\n", line->line, *text) : std::string();
}

std::string Session::code_line(std::uint32_t address, std::string_view mark) const {
    std::optional<std::uint32_t> word = paging::read_word(memory(), tables(), address);
    std::string_view remark;
    if (!word) {
        // What shadow tables do not have yet, the guest's own have.
        if (const std::optional<Guest> seen = guest()) word = paging::read_word(memory(), paging::tables_of_root(seen->root, seen->nested_root), address);
        remark = "  (by the guest's own tables; those in force have nothing here)";
    }
    if (!word) return fmt::format("{}0x{:08x}  (nothing is mapped here)\n", mark, address);
    return fmt::format("{}0x{:08x}  {:08x}  {}{}\n", mark, address, *word, assembler::disassemble(*word, address), remark);
}

const Breakpoint* Session::breakpoint_here() const {
    const std::uint32_t pc = state().pc;
    for (const Breakpoint& one : breakpoints) {
        if (one.address != pc) continue;
        if (one.program.empty()) return &one;
        const auto program = std::ranges::find(symbols.programs(), one.program, &Program::name);
        if (program == symbols.programs().end() || symbols.is_there(*program, pc, reader())) return &one;
    }
    return nullptr;
}

std::string Session::event_text(const cpu::Event& event) const {
    const std::string place = name_of(event.pc);
    const std::string at = fmt::format("at 0x{:08x}{}{}", event.pc, place.empty() ? "" : " ", place);
    const std::string rings = fmt::format("ring {} to ring {}", ring_text(event.from), ring_text(event.to));
    const std::string when = fmt::format("cycle {}", event.cycle);
    const std::string value = (event.cause & spec::kInterruptBit) != 0 ? "" : fmt::format(", value 0x{:08x}", event.value);
    switch (event.kind) {
        case EventKind::kTrap: return fmt::format("{}: trap {}{}, {}, {}", when, cause_name(event.cause), value, rings, at);
        case EventKind::kExit: return fmt::format("{}: exit {}{}, {}, {}", when, cause_name(event.cause, true), value, rings, at);
        case EventKind::kInject: return fmt::format("{}: injected {}{}, {}, {}", when, cause_name(event.cause), value, rings, at);
        case EventKind::kReturn: return fmt::format("{}: return, {}, {}", when, rings, at);
        case EventKind::kEntry: return fmt::format("{}: entry, {}, {}", when, rings, at);
        case EventKind::kVmon: return fmt::format("{}: vmon, {}, {}", when, rings, at);
        case EventKind::kVmoff: return fmt::format("{}: vmoff, {}, {}", when, rings, at);
        case EventKind::kMark: return fmt::format("{}: mark {}, ring {}, {}", when, spec::name_of_activity(event.cause), ring_text(event.from), at);
        case EventKind::kVm: return fmt::format("{}: VM {}, ring {}, {}", when, event.cause, ring_text(event.from), at);
    }
    return {};
}

std::string Session::trap_text(const cpu::Event& event) const {
    std::string text = event_text(event) + "\n";
    if (options.explain)
        if (const std::string why = options.explain(history.machine(), event); !why.empty()) text += "  because: " + why + "\n";
    return text;
}

std::string Session::here() {
    const cpu::CpuState& now = state();
    std::string text = fmt::format("cycle {}, ring {}", cycle(), ring_text(now.ring));
    if (const std::optional<Guest> seen = guest(); seen && now.vmid != 0) text += fmt::format(" (VM {}: its guest is in ring {})", now.vmid, ring_text(seen->ring));
    else if (now.in_guest()) text += " of a guest";
    text += fmt::format(", {}", spec::name_of_activity(static_cast<std::size_t>(now.mark[lane(now.ring)])));
    if (now.waiting) text += ", waiting";
    if (history.in_the_past()) text += fmt::format("; the run has come to {}", history.end().cycle);
    text += "\n";
    const std::string name = name_of(now.pc), source = source_of(now.pc);
    if (!name.empty()) text += name + (source.empty() ? "" : " " + source) + "\n";
    text += source_line(now.pc);
    return text + code_line(now.pc, "=> ");
}

}  // namespace anel::debug
