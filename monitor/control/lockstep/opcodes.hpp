// Opcodes (the low seven bits of an instruction) that a lockstep has to tell apart. What is in them is in isa/spec/instructions.hpp.
#pragma once

#include <cstdint>

namespace anel::control::lockstep {

inline constexpr std::uint32_t kOpcode = 0x7f, kStore = 0x23, kSystem = 0x73, kCustom0 = 0x0b;

}  // namespace anel::control::lockstep
