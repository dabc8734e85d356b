// What a person wants to know of a model's memory: which instruction comes next, and where two memories differ.
// Not a model of the MMU: it knows no TLB and no rights.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "isa/cpu/state.hpp"

namespace anel::differential {

/// By the tables as they are now; none where they lead nowhere.
std::optional<std::uint32_t> physical_address(std::span<const std::uint8_t> ram, const cpu::CpuState& state, std::uint32_t address);
std::optional<std::uint32_t> word_at(std::span<const std::uint8_t> ram, const cpu::CpuState& state, std::uint32_t address);
/// Address, word and text of the next instruction.
std::string instruction_at(std::span<const std::uint8_t> ram, const cpu::CpuState& state);
std::string differing_memory(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

}  // namespace anel::differential
