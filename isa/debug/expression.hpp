// Numbers as people write them to a debugger: decimal, 0x…, registers, CSRs, symbols, `*` for the word there, and sums of these.
// Not here: what a symbol is (symbols.hpp).
#pragma once

#include <cstdint>
#include <string_view>

#include "isa/base/result.hpp"
#include "isa/debug/session.hpp"

namespace anel::debug {

/// Sums wrap around, as on the machine. The program is known where the text is a symbol or a line alone.
Result<Address> evaluate(const Session& session, std::string_view text);

/// A whole number in decimal or 0x…, `low` to `high`; `what` it is for, in the message.
Result<std::uint64_t> whole_number(std::string_view text, std::uint64_t low, std::uint64_t high, std::string_view what);

}  // namespace anel::debug
