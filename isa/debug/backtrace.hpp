// Who called whom, as far as code and stack show: functions are found by their symbols, frames by what a function's first instructions do
// to the stack. Best effort: hand-written code may hide its frames.
// Not here: printing it (commands_code.cpp).
#pragma once

#include <cstdint>
#include <vector>

#include "isa/debug/session.hpp"

namespace anel::debug {

struct Frame {
    std::uint32_t pc = 0;  ///< of callers: where they go on
    std::uint32_t sp = 0;  ///< there
};

/// The first one is where the CPU is.
std::vector<Frame> backtrace(const Session& session, std::size_t most = 64);

}  // namespace anel::debug
