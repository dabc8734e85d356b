// Strong types for what gets mixed up: rings, addresses and cycles.
// Not here: anything that does work. These are names with a number inside.
#pragma once

#include <compare>
#include <cstdint>

namespace anel {

/// A privilege ring: 0 (the most privileged that every machine has) to 3, and −1 beneath them where hardware assist is in force.
enum class Ring : std::int8_t { kMinus1 = -1, k0 = 0, k1 = 1, k2 = 2, k3 = 3 };
inline constexpr unsigned kRingCount = 4;  ///< rings 0 to 3
inline constexpr unsigned kLaneCount = 5;  ///< and −1
constexpr int number(Ring ring) { return static_cast<int>(ring); }
/// Of rings 0 to 3 alone.
constexpr unsigned index(Ring ring) { return static_cast<unsigned>(ring); }
constexpr Ring ring_from(unsigned value) { return static_cast<Ring>(value & 3U); }
/// A place for each ring, −1 first.
constexpr unsigned lane(Ring ring) { return static_cast<unsigned>(number(ring) + 1); }
constexpr Ring ring_of_lane(unsigned place) { return static_cast<Ring>(static_cast<int>(place) - 1); }

/// Ticks of the machine's clock since reset.
using Cycles = std::uint64_t;

/// A number of bytes or an address that must say which address space it belongs to.
template <class Tag>
struct Address {
    std::uint32_t value = 0;
    constexpr auto operator<=>(const Address&) const = default;
    constexpr Address operator+(std::uint32_t bytes) const { return {value + bytes}; }
};
using PhysAddr = Address<struct PhysTag>;
using VirtAddr = Address<struct VirtTag>;
using GuestPhys = Address<struct GuestPhysTag>;

inline constexpr std::uint32_t kPageBytes = 4096;
inline constexpr std::uint32_t kSuperpageBytes = 4U << 20;

}  // namespace anel
