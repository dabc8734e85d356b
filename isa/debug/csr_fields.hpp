// What the bits of a system register mean, in words.
// Not here: the registers themselves (isa/spec/csrs.hpp), page-table entries (walk_text.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "isa/cpu/state.hpp"
#include "isa/spec/csrs.hpp"

namespace anel::debug {

/// What a read of it from its own ring would give, device lines aside; nothing for those that cannot be read (marks).
std::optional<std::uint32_t> csr_value(const cpu::CpuState& state, const spec::Csr& csr, Cycles now, bool has_assist);

/// "ie 1, pie 0, pring 3": the fields of that value; empty where it has none but itself.
std::string csr_fields(const spec::Csr& csr, std::uint32_t value);

/// "store-page", "interrupt timer", "nested-fault"; `exit`: it is a reason for which a guest exits.
std::string cause_name(std::uint32_t cause, bool exit = false);
/// "timer" for a line that has a name, else "line 7".
std::string line_name(unsigned line);

}  // namespace anel::debug
