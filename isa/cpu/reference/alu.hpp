// What EX computes: arithmetic, addresses, and whether a branch is taken. Pure functions of the operands.
// Not here: how long it takes (timing.hpp), loads, stores, CSR and system instructions, which act in MEM.
#pragma once

#include <cstdint>

#include "isa/cpu/decode.hpp"
#include "isa/cpu/timing.hpp"

namespace anel::cpu::reference {

/// Ticks in EX.
std::uint32_t latency(const DecodedOp& op, const TimingParams& timing);

/// For rd, where EX can know it. `a`, `b`: what rs1 and rs2 hold.
std::uint32_t compute(const DecodedOp& op, std::uint32_t pc, std::uint32_t a, std::uint32_t b);

bool is_branch(const DecodedOp& op);
bool branch_taken(const DecodedOp& op, std::uint32_t a, std::uint32_t b);

}  // namespace anel::cpu::reference
