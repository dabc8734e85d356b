// Whether a ring may make an access, by page tables and TLB, and what stands in its way: for explanations and onlookers. It changes nothing.
// With nested tables every guest-physical address on the way is walked in its turn.
// Not here: the walk itself (isa/paging/page_walk.hpp); what the hardware does on its own, and its time (isa/cpu/engine/mmu.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "isa/base/types.hpp"
#include "isa/cpu/state.hpp"
#include "isa/cpu/tlb_entry.hpp"
#include "isa/paging/page_walk.hpp"

namespace anel::explain {

enum class Access : std::uint8_t { kLoad, kStore, kFetch };

/// The bit of an entry that allows it (R, W or X).
std::uint32_t right_for(Access access);

/// By which tables an address is translated, and under which key the TLB holds what came of it.
struct Space {
    paging::Tables tables;
    cpu::TlbKey key;
};

/// That in force for `ring` of a machine in this state. `guest`: the ring is a guest's.
Space space_of(const cpu::CpuState& state, Ring ring, bool guest);

/// Why a walk does not get through, or kNone.
enum class Obstacle : std::uint8_t {
    kNone,
    kForm,     ///< the last entry is none to go on with; its verdict says why
    kRing,     ///< the page is not for this ring; its right may be missing besides
    kRight,    ///< the right itself
    kOutside,  ///< the next entry would lie outside memory
    kNested,   ///< the nested tables refuse the way to the next entry
};

/// Through one dimension.
struct TableWalk {
    Obstacle obstacle = Obstacle::kNone;
    std::vector<paging::WalkStep> entries;  ///< its own, in the walk's order; the last one is the obstacle's
    std::uint32_t address = 0;              ///< where there is no obstacle: physical, or guest-physical where there are nested tables
};

/// Whether entry `value` lets `ring` make the access. Nested tables ask no ring: there, no ring is given.
Obstacle judge_leaf(std::uint32_t value, Access access, std::optional<Ring> ring);

/// By the guest's or the machine's own tables. The place that the address leads to need not exist.
TableWalk walk(std::span<const std::uint8_t> memory, const paging::Tables& tables, std::uint32_t address, Access access, Ring ring);
/// By the nested tables, which there are.
TableWalk walk_nested(std::span<const std::uint8_t> memory, const paging::Tables& tables, std::uint32_t guest_physical, Access access);

/// The word at an address as an instruction fetch would get it, by TLB (may be empty) and tables; nothing where it would get none.
std::optional<std::uint32_t> fetch_word(std::span<const std::uint8_t> memory, std::span<const cpu::TlbEntry> tlb, const Space& space,
                                        std::uint32_t address, Ring ring);

/// The entry that the TLB translates an address by; null where it holds none.
const cpu::TlbEntry* find_in_tlb(std::span<const cpu::TlbEntry> tlb, const cpu::TlbKey& key, std::uint32_t address);

}  // namespace anel::explain
