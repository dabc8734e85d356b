// The table, and the commands about commands.
#include <fmt/format.h>

#include <algorithm>

#include "isa/base/nearest.hpp"
#include "isa/debug/commands.hpp"

namespace anel::debug {

namespace {

constexpr std::size_t kAny = 1000;

// clang-format off
constexpr Command kCommands[] = {
    // Forward.
    {"step", "s", "[N]", 0, 1, true, "one instruction, or N",
     "A trap, an interrupt and a wait for the next device are steps, too.", do_step},
    {"next", "n", "", 0, 0, true, "one instruction; a call as a whole",
     "What is called may trap and be interrupted. Breakpoints in it stop.", do_next},
    {"over", "o", "", 0, 0, true, "one instruction; if it traps, all until it is done",
     "Runs on to where the same ring goes on behind the instruction, with the same page tables. Breakpoints on the way stop.", do_over},
    {"finish", "fin", "", 0, 0, true, "to where this function returns to", "", do_finish},
    {"continue", "c", "[CYCLES]", 0, 1, true, "run on, to a breakpoint, a watchpoint or the end; CYCLES at most",
     "With a watchpoint the machine goes step by step, which is some twenty times slower.", do_continue},
    {"until", "u", "CYCLE", 1, 1, false, "run on to that cycle", "Breakpoints and watchpoints stop on the way.", do_until},
    {"trap", "t", "[CAUSE]", 0, 1, true, "run on to behind the next trap",
     "Traps, exits of a guest and injected traps count. CAUSE: a name as `events` prints it, its number, `interrupt` for any, a line's name (timer), `exit` for any exit.", do_trap},
    // Back.
    {"back", "b", "[N]", 0, 1, true, "back by one step, or N", "The state is that of the first time, byte for byte, caches and devices included.", do_back},
    {"back-continue", "bc", "", 0, 0, true, "back to the last breakpoint, or behind the last change of a watchpoint",
     "With a watchpoint the machine goes step by step, from ever earlier moments, which in a long run takes a while.", do_back_continue},
    {"back-trap", "bt", "[CAUSE]", 0, 1, true, "back to behind the last trap before this moment", "CAUSE: as of `trap`.", do_back_trap},
    {"goto", "g", "CYCLE", 1, 1, false, "to that cycle, back or on", "Breakpoints and watchpoints do not stop.", do_goto},
    // Stops.
    {"break", "br", "PLACE", 1, kAny, false, "stop in front of the instruction there",
     "PLACE: an address, SYMBOL, PROGRAM:SYMBOL or FILE:LINE. Addresses are virtual, in whatever space. Programs that share addresses are told apart by their code in memory.", do_break},
    {"watch", "w", "ADDRESS [BYTES] [phys]", 1, 3, false, "stop behind whatever changes that memory",
     "4 bytes, or 1 to 64. The address is translated now, by the tables in force; from then on the physical memory is watched, whoever changes it and by whatever address: "
     "a store, the disk, a page walk. With `phys` the address is physical.", do_watch},
    {"delete", "d", "[N]", 0, 1, false, "remove breakpoint or watchpoint N, or all", "", do_delete},
    {"info", "i", "", 0, 0, false, "breakpoints, watchpoints, programs, and how far the run has come", "", do_info},
    // State.
    {"here", "h", "", 0, 0, false, "the moment, the ring, the place, the next instruction", "", do_here},
    {"regs", "r", "", 0, 0, false, "general registers and pc", "", do_regs},
    {"csrs", "cs", "[RING|NAME]", 0, 1, false, "system registers by field: all, a ring's bank, or one",
     "RING: 0, 1, 2 or -1. Of pending registers the bits that software has set are shown.", do_csrs},
    {"ring", "ri", "", 0, 0, false, "who is where: the ring, the banks, where traps go, the root in force", "", do_ring},
    {"why", "y", "", 0, 0, false, "the last trap, and why it was taken", "", do_why},
    {"events", "e", "[N]", 0, 1, false, "the last N ring crossings and marks; 10", "", do_events},
    {"walk", "wa", "ADDRESS", 1, kAny, false, "the way of an address through the page tables, entry by entry",
     "Under a monitor both ways: by the guest's own tables and by the shadow tables that the machine walks, or through the guest's and the nested tables at once. "
     "It changes neither A and D bits nor the TLB.", do_walk},
    {"tlb", "", "", 0, 0, false, "what the TLB holds", "", do_tlb},
    {"ledger", "l", "", 0, 0, false, "cycles by VM, ring and activity", "", do_ledger},
    {"counters", "co", "", 0, 0, false, "instructions, traps, exits, misses", "", do_counters},
    // Memory and code.
    {"x", "", "[/N[bhws]] ADDRESS [phys]", 1, kAny, false, "memory: N words, bytes (b), halfwords (h), or a text (s)", "With `phys` the address is physical.", do_examine},
    {"dis", "di", "[ADDRESS [N]]", 0, kAny, false, "disassemble N instructions, 8, there or here", "", do_disassemble},
    {"list", "li", "[PLACE]", 0, kAny, false, "source lines there or here", "", do_list},
    {"where", "wh", "", 0, 0, false, "who called whom, as far as the stack shows", "Best effort: it reads what functions do to the stack, and hand-written code may hide it.", do_where},
    {"source", "so", "on|off", 1, 1, false, "source lines beside code, or none", "", do_source},
    {"symbols", "sy", "[FILE]", 0, kAny, false, "the programs whose symbols are known; FILE: one more, an ELF file",
     "It counts where its code is in memory.", do_symbols},
    // Console.
    {"type", "ty", "TEXT", 1, kAny, false, "type at the machine's console, now",
     "\\n, \\t, \\r, \\0, \\\\ and \\xHH are understood. Typed in the past, it makes a new future: what had been known of the old one is forgotten.", do_type},
    {"end-input", "en", "", 0, 0, false, "the console's input ends, now", "", do_end_input},
    {"console", "con", "[N]", 0, 1, false, "the last N lines that the guest has printed; 20", "", do_console},
    {"help", "?", "[COMMAND]", 0, 1, false, "this, or more about one", "", do_help},
    {"quit", "q", "", 0, 0, false, "leave", "", do_quit},
};
// clang-format on

bool is_short_name(const Command& command, std::string_view name) {
    for (std::string_view rest = command.short_names; !rest.empty();) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (rest.substr(0, end) == name) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

constexpr std::string_view kNumbers =
    "A number is decimal, 0x…, a register (a0, pc), a system register (epc0), a symbol, *NUMBER for the word there, or a sum of these: sp+16.\n";

}  // namespace

std::span<const Command> commands() { return kCommands; }

Result<const Command*> find_command(std::string_view name) {
    std::vector<std::string> begin_so, names;
    const Command* only = nullptr;
    for (const Command& command : kCommands) {
        if (command.name == name || is_short_name(command, name)) return &command;
        names.emplace_back(command.name);
        if (!command.name.starts_with(name)) continue;
        only = &command;
        begin_so.emplace_back(command.name);
    }
    if (begin_so.size() == 1) return only;
    if (begin_so.size() > 1) return Error{fmt::format("'{}' may be any of: {}", name, comma_list(begin_so)), ErrorKind::kUsage};
    return Error{fmt::format("there is no command '{}'{}; `help` lists them", name, did_you_mean(name, names)), ErrorKind::kUsage};
}

Reply failed(std::string sentence) { return {false, std::move(sentence), false}; }
Reply failed(const Error& error) { return failed(error.message); }

Reply do_help(Session&, const Arguments& arguments) {
    if (arguments.words.empty()) {
        std::string text;
        for (const Command& command : kCommands)
            text += fmt::format("{:<3} {:<40} {}\n", command.short_names, fmt::format("{} {}", command.name, command.arguments), command.short_help);
        return {true, text + std::string(kNumbers)};
    }
    const auto command = find_command(arguments.words[0]);
    if (!command) return failed(command.error());
    const Command& it = **command;
    std::string text = fmt::format("{}{}{}: {}\n", it.name, it.arguments.empty() ? "" : " ", it.arguments, it.short_help);
    if (!it.long_help.empty()) text += fmt::format("{}\n", it.long_help);
    if (!it.short_names.empty()) text += fmt::format("short: {}\n", it.short_names);
    return {true, text};
}

Reply do_quit(Session&, const Arguments&) { return {true, {}, true}; }

}  // namespace anel::debug
