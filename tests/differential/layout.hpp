// Where things lie in a scenario's memory. Virtual addresses are the same ones, as far as the tables do not say otherwise.
// Not here: the page contents (tables.cpp, handlers.cpp, program.cpp).
#pragma once

#include <cstdint>

#include "isa/spec/control_block.hpp"

namespace anel::differential::layout {

inline constexpr std::uint32_t kRamBytes = 256 * 1024;
// Page 0: what handlers keep.
inline constexpr std::uint32_t kRecover = 0x400;       ///< 16 addresses at which a program can go on
inline constexpr std::uint32_t kRecoverIndex = 0x440;  ///< of the last one used, in bytes
inline constexpr std::uint32_t kHandlers = 0x1000;     ///< of bank b: kHandlers + b * 0x100
inline constexpr std::uint32_t kInnerHandler = 0x1400;
inline constexpr std::uint32_t kCode = 0x2000, kCodeEnd = 0x6000;
inline constexpr std::uint32_t kFunctions = 0x6000, kFunctionsEnd = 0x8000;
inline constexpr std::uint32_t kData = 0x8000, kDataEnd = 0x10000;
inline constexpr std::uint32_t kRoots = 0x10000;  ///< of three address spaces
inline constexpr std::uint32_t kSpaces = 3;
inline constexpr std::uint32_t kLower = 0x13000;       ///< of addresses 0 to 4 MiB, for each space
inline constexpr std::uint32_t kAliasLower = 0x16000;  ///< of the 4 MiB after that
inline constexpr std::uint32_t kNestedRoots = 0x20000, kNestedLower = 0x22000;  ///< two of each
inline constexpr std::uint32_t kBlocks = 0x24000;                               ///< two control blocks
inline constexpr std::uint32_t kBlockCount = 2;
// In a block's page, behind what the machine knows of it.
inline constexpr std::uint32_t kExitsLeft = 0x300, kInjections = 0x380, kPreemptions = 0x400;  ///< 32 words each, from which exits choose
static_assert(kExitsLeft >= spec::kBlockBytes);
// Virtual windows.
inline constexpr std::uint32_t kAliases = 0x00400000, kSuperpage = 0x00800000, kBeyond = 0x00c00000, kCrooked = 0x01000000;
inline constexpr std::uint32_t kNoTable = 0x01400000, kOwnTable = 0x01800000, kNothing = 0x02000000, kTop = 0xffc00000;

// Ports of the bus.
inline constexpr std::uint16_t kPortTimer = 0x40, kPortLower = 0x41, kPortDma = 0x42, kPortPower = 0xf0;
inline constexpr std::uint32_t kTimerLine = 0;

}  // namespace anel::differential::layout
