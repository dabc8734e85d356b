// The machine's registers in the order in which the protocol knows them by number: general ones, pc, every CSR of the table, and the clock.
// Reading is an onlooker's: rings and policies do not count, and nothing changes by it.
// Not here: what gdb is told about them (target_description.hpp).
#pragma once

#include <cstdint>
#include <string_view>

#include "isa/cpu/state.hpp"
#include "isa/machine/machine.hpp"
#include "isa/spec/csrs.hpp"

namespace anel::gdb {

inline constexpr unsigned kGeneralCount = 32;
inline constexpr unsigned kPcNumber = kGeneralCount;
inline constexpr unsigned kFirstCsrNumber = kPcNumber + 1;
inline constexpr unsigned kClockNumber = kFirstCsrNumber + spec::kCsrCount;  ///< cycles since reset, in one register of 64 bits
inline constexpr unsigned kRegisterCount = kClockNumber + 1;

/// In memory: 4, of the clock 8.
constexpr unsigned register_bytes(unsigned number) { return number == kClockNumber ? 8 : 4; }
std::string_view register_name(unsigned number);

/// `number` < kRegisterCount. Of `pending` registers the bits that software has set; what a mark's CSR was last given.
std::uint64_t read_register(const machine::Machine& machine, unsigned number);
/// Why it cannot be set, as a sentence without a full stop; empty where it can: x0 takes no value, and clock, ring and marks follow from the run.
std::string_view why_fixed(unsigned number);
/// Bits that do not exist stay 0. Only where why_fixed is empty.
void write_register(cpu::CpuState& state, unsigned number, std::uint32_t value);

}  // namespace anel::gdb
