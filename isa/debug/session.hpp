// What all commands of a debugger share: the run, what is known of its programs, what one stops at, and how places and events are written.
// Not here: moving (motion.hpp), the commands (commands.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isa/debug/debugger.hpp"
#include "isa/paging/page_walk.hpp"
#include "isa/debug/watchpoints.hpp"

namespace anel::debug {

struct Breakpoint {
    unsigned number = 0;
    std::uint32_t address = 0;
    std::string name;     ///< as a person wrote it
    std::string program;  ///< it counts only where this one is; empty: everywhere
};

class Session {
public:
    Session(machine::History& run, DebuggerOptions chosen);

    machine::History& history;
    DebuggerOptions options;
    Symbols symbols;
    SourceFiles sources;
    std::vector<Breakpoint> breakpoints;
    Watchpoints watchpoints;
    unsigned last_number = 0;  ///< of a breakpoint or a watchpoint
    bool shows_source = true;
    std::size_t console_shown = 0;
    std::size_t log_shown = 0;

    cpu::Cpu& cpu() { return history.machine().cpu(); }
    const cpu::CpuState& state() const { return history.machine().cpu().state(); }
    std::span<const std::uint8_t> memory() const { return history.machine().memory(); }
    paging::Tables tables() const { return paging::tables_now(state()); }
    Cycles cycle() const { return history.now().cycle; }
    std::optional<Guest> guest() const { return options.guest ? options.guest(history.machine()) : std::nullopt; }

    ReadMemory reader() const;
    std::optional<Place> place_of(std::uint32_t address) const;
    /// "<kernel:anelix::main+0x10>", or nothing where no program has it.
    std::string name_of(std::uint32_t address) const;
    /// "guest-os/kernel/main.cpp:40", or nothing.
    std::string source_of(std::uint32_t address) const;
    /// Its number, name and text, as a line; or nothing, also while sources are not to be shown.
    std::string source_line(std::uint32_t address);
    /// One line: address, word, text; `mark` in front.
    std::string code_line(std::uint32_t address, std::string_view mark) const;

    /// The breakpoint at the pc that counts now; null where none does.
    const Breakpoint* breakpoint_here() const;
    std::string event_text(const cpu::Event& event) const;
    /// The event, and why it happened where somebody says; the machine is right behind it.
    std::string trap_text(const cpu::Event& event) const;
    /// Moment, ring, place and the next instruction.
    std::string here();
};

/// "-1" to "3".
std::string ring_text(Ring ring);

}  // namespace anel::debug
