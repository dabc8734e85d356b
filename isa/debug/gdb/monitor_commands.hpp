// What a person types behind gdb's word `monitor`: questions that the protocol has no packets for, and a few orders. "monitor" is gdb's own name
// for whatever answers at the other end; the monitor under a guest is meant nowhere here.
// Not here: how text comes and goes in packets (stub_queries.cpp).
#pragma once

#include <string>
#include <string_view>

#include "isa/debug/gdb/memory_view.hpp"
#include "isa/machine/history.hpp"

namespace anel::gdb {

/// What a person can set.
struct Preferences {
    bool console = true;       ///< what the machine prints is shown
    bool stays_at_end = false; ///< a machine that powers off is stopped at that moment, and not gone: one can still go back
};

/// Carries out one line; gives what there is to say, with its newlines. Of a line that it does not understand: what is wrong with it.
std::string monitor_command(std::string_view line, machine::History& history, MemoryView& memory, Preferences& preferences);

}  // namespace anel::gdb
