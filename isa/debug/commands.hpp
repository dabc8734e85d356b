// The debugger's commands as a table: name, abbreviations, arguments, what help says, and the function that does it.
// Not here: splitting lines (debugger.cpp).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "isa/debug/session.hpp"

namespace anel::debug {

struct Arguments {
    std::string_view format;              ///< behind a slash: `8b` of `x/8b sp`
    std::vector<std::string_view> words;
    std::string_view rest;                ///< all of them, as they stand
};

using CommandFunction = Reply (*)(Session&, const Arguments&);

struct Command {
    std::string_view name;
    std::string_view short_names;  ///< separated by spaces
    std::string_view arguments;    ///< as help writes them
    std::size_t least = 0;         ///< words that it takes
    std::size_t most = 0;
    bool repeats = false;          ///< Enter alone does it again
    std::string_view short_help;
    std::string_view long_help;    ///< whole sentences; may be empty
    CommandFunction function = nullptr;
};

std::span<const Command> commands();
/// By its name, a short name, or the beginning of a name that is no other command's beginning.
Result<const Command*> find_command(std::string_view name);

Reply failed(const Error& error);
Reply failed(std::string sentence);

// commands_forward.cpp
Reply do_step(Session&, const Arguments&);
Reply do_next(Session&, const Arguments&);
Reply do_over(Session&, const Arguments&);
Reply do_finish(Session&, const Arguments&);
Reply do_continue(Session&, const Arguments&);
Reply do_until(Session&, const Arguments&);
Reply do_trap(Session&, const Arguments&);
Reply do_type(Session&, const Arguments&);
Reply do_end_input(Session&, const Arguments&);
// commands_back.cpp
Reply do_back(Session&, const Arguments&);
Reply do_back_continue(Session&, const Arguments&);
Reply do_back_trap(Session&, const Arguments&);
Reply do_goto(Session&, const Arguments&);
Reply do_events(Session&, const Arguments&);
Reply do_why(Session&, const Arguments&);
// commands_stops.cpp
Reply do_break(Session&, const Arguments&);
Reply do_watch(Session&, const Arguments&);
Reply do_delete(Session&, const Arguments&);
Reply do_info(Session&, const Arguments&);
// commands_state.cpp
Reply do_regs(Session&, const Arguments&);
Reply do_csrs(Session&, const Arguments&);
Reply do_ring(Session&, const Arguments&);
Reply do_tlb(Session&, const Arguments&);
// commands_counts.cpp
Reply do_ledger(Session&, const Arguments&);
Reply do_counters(Session&, const Arguments&);
// commands_memory.cpp
Reply do_examine(Session&, const Arguments&);
Reply do_walk(Session&, const Arguments&);
// commands_code.cpp
Reply do_disassemble(Session&, const Arguments&);
Reply do_list(Session&, const Arguments&);
Reply do_where(Session&, const Arguments&);
Reply do_here(Session&, const Arguments&);
Reply do_source(Session&, const Arguments&);
Reply do_symbols(Session&, const Arguments&);
Reply do_console(Session&, const Arguments&);
// command_table.cpp
Reply do_help(Session&, const Arguments&);
Reply do_quit(Session&, const Arguments&);

}  // namespace anel::debug
