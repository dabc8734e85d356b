// What happens outside the ring: the three behaviours, the three ISA policies, and rings rows may name.
// The rows themselves are in instructions.hpp and csrs.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace anel::spec {

/// What an instruction or a CSR access does when the current ring has no right to it.
enum class Outside : std::uint8_t {
    kTrap,    ///< privileged-instruction trap
    kIgnore,  ///< nothing happens (a destination register reads 0): the way of x86's POPF
    kAllow,   ///< it executes with the real machine's state: the way of x86's SIDT
};

enum class Policy : std::uint8_t { kStrict, kPopf, kLegacy };
inline constexpr std::size_t kPolicyCount = 3;

/// Indexed by Policy.
using OutsideByPolicy = std::array<Outside, kPolicyCount>;
inline constexpr OutsideByPolicy kAlwaysTraps{Outside::kTrap, Outside::kTrap, Outside::kTrap};
inline constexpr OutsideByPolicy kSilentInPopf{Outside::kTrap, Outside::kIgnore, Outside::kIgnore};
inline constexpr OutsideByPolicy kOpenInLegacy{Outside::kTrap, Outside::kTrap, Outside::kAllow};

struct PolicyRow {
    Policy id;
    std::string_view name;
    std::string_view meaning;
};
inline constexpr PolicyRow kPolicies[] = {
    {Policy::kStrict, "strict", "every sensitive instruction traps outside its ring: theorem 1 of Popek and Goldberg holds"},
    {Policy::kPopf, "popf", "ei and di outside their ring are silently ignored: theorem 1 fails, theorem 3 holds"},
    {Policy::kLegacy, "legacy",
     "besides, the ring, trap vectors, status and root are readable from anywhere and probe answers by the real ring: "
     "theorem 3 fails too"},
};

constexpr std::string_view name_of(Outside behaviour) {
    return behaviour == Outside::kTrap ? "trap" : behaviour == Outside::kIgnore ? "ignore" : "allow";
}
constexpr std::string_view name_of(Policy policy) { return kPolicies[static_cast<std::size_t>(policy)].name; }

/// Outermost ring in which an instruction may run without asking the policy.
enum class Home : std::uint8_t {
    kAny,       ///< every ring
    kOwnBank,   ///< a ring that has a trap bank: 0, or 1 and 2 when granted
    kZero,      ///< ring 0
    kInnerCall, ///< only where some ring lies inside the current one (hcall)
    kUnlocked,  ///< ring 0 of a machine whose hardware assist is there, off and not locked (vmon)
    kMinusOne,  ///< ring −1
};

}  // namespace anel::spec
