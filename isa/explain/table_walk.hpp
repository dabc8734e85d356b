// A page-table walk that changes nothing and says where it ended and why: for explanations and onlookers. With nested tables every
// guest-physical address on the way is walked in its turn.
// Not here: what the hardware does on its walk, and its time (isa/cpu/engine/mmu.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "isa/base/types.hpp"
#include "isa/cpu/state.hpp"
#include "isa/cpu/tlb_entry.hpp"

namespace anel::explain {

enum class Access : std::uint8_t { kLoad, kStore, kFetch };

/// The bit of an entry that allows it (R, W or X).
std::uint32_t right_for(Access access);

/// By which tables an address is translated.
struct Tables {
    bool paged = false;                  ///< false: the address is (guest-)physical
    std::uint32_t table = 0;             ///< physical address of the level-1 table; of a guest with nested tables guest-physical
    std::optional<std::uint32_t> nested; ///< physical address of the nested level-1 table
    cpu::TlbKey key;                     ///< of its entries in the TLB
};

/// Those in force for `ring` of a machine in this state. `guest`: the ring is a guest's.
Tables tables_of(const cpu::CpuState& state, Ring ring, bool guest);

/// Why a walk does not get through, or kNone.
enum class Obstacle : std::uint8_t {
    kNone,
    kNotValid,         ///< V is clear
    kWriteWithoutRead, ///< which makes an entry invalid
    kNoLeaf,           ///< none of R, W, X in a level-0 entry
    kSuperpageBits,    ///< bits that a superpage's entry must not have
    kRing,             ///< the page is not for this ring; its right may be missing besides
    kRight,            ///< the right itself
    kOutside,          ///< the next entry would lie outside memory
    kNested,           ///< the nested tables refuse the way to the next entry
};

struct WalkedEntry {
    unsigned level = 1;
    std::uint32_t address = 0;   ///< physical; of a guest with nested tables guest-physical
    std::uint32_t physical = 0;
    std::uint32_t value = 0;     ///< 0 where it could not be read
    bool leaf = false;
};

struct TableWalk {
    Obstacle obstacle = Obstacle::kNone;
    std::vector<WalkedEntry> entries;  ///< in the walk's order; the last one is the obstacle's
    std::uint32_t address = 0;         ///< where there is no obstacle: physical, or guest-physical where there are nested tables
};

/// Whether entry `value` lets `ring` make the access. Nested tables ask no ring: there, no ring is given.
Obstacle judge_leaf(std::uint32_t value, Access access, std::optional<Ring> ring);

/// By the guest's or the machine's own tables. The place that the address leads to need not exist.
TableWalk walk(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t address, Access access, Ring ring);
/// By the nested tables, which there are.
TableWalk walk_nested(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t guest_physical, Access access);

/// The word at an address as an instruction fetch would get it, by TLB (may be empty) and tables; nothing where it would get none.
std::optional<std::uint32_t> fetch_word(std::span<const std::uint8_t> memory, std::span<const cpu::TlbEntry> tlb, const Tables& tables,
                                        std::uint32_t address, Ring ring);

/// The entry that the TLB translates an address by; null where it holds none.
const cpu::TlbEntry* find_in_tlb(std::span<const cpu::TlbEntry> tlb, const cpu::TlbKey& key, std::uint32_t address);

/// Nothing where memory has no such word.
std::optional<std::uint32_t> word_at(std::span<const std::uint8_t> memory, std::uint32_t physical);

}  // namespace anel::explain
