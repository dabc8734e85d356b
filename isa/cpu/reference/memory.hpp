// The memory system: RAM, the two caches, the TLB and the page-table walker. It serves in program order, one request after the other, and
// says how many cycles each took beyond the one that every access takes.
// Rules (decisions.md, "Paging" and "Ring -1"): table reads, then marks A and D, then the access; a walk that faults marks nothing and is not
// remembered; a TLB hit without the right faults as it is; a store through an entry without D walks again. With nested tables every
// guest-physical address on the way is translated too, those of the guest's own tables included.
// Not here: when a request is made (pipeline.cpp), whose tables are in force (state.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>

#include "isa/base/types.hpp"
#include "isa/cpu/reference/tags.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/platform.hpp"

namespace anel::cpu::reference {

enum class Access : std::uint8_t { kRead, kWrite, kFetch };

/// The bit of a page-table entry that allows it.
constexpr std::uint32_t right_for(Access access) {
    return access == Access::kRead ? spec::pte::kRead : access == Access::kWrite ? spec::pte::kWrite : spec::pte::kExecute;
}

/// By which tables addresses are translated, and for whom.
struct AddressSpace {
    bool translated = false;  ///< false: an address is a physical address, and nothing below matters
    bool paged = false;       ///< false: a guest's own paging is off, and the nested tables alone translate
    std::uint32_t table = 0;  ///< its level-1 table
    std::optional<std::uint32_t> nested_table;
    TlbKey key;
    Ring ring = Ring::k0;
};

/// The nested tables forbid an access, or the reading of a guest's table on the way to it.
struct NestedFault {
    std::uint32_t guest_physical = 0;
    Access access = Access::kRead;
    bool on_the_way = false;
};

struct Fault {
    spec::TrapCause cause{};
    std::optional<NestedFault> nested;  ///< set: not the guest's fault, but its monitor's business
};

/// Where a request leads, and what it took.
struct Served {
    std::uint32_t physical = 0;
    Cycles cycles = 0;  ///< also of a request that failed
    bool missed = false;  ///< in the cache
    std::optional<Fault> fault;
};

class Memory {
 public:
    Memory(std::span<std::uint8_t> ram, const TimingParams& timing);

    /// An instruction's fetch, or its data access: translation, then the cache.
    Served access(std::uint32_t address, std::uint32_t bytes, Access access, const AddressSpace& space);
    /// The word that a fetch would find at once; none where it would have to wait, or fail. Changes nothing.
    std::optional<std::uint32_t> peek(std::uint32_t address, const AddressSpace& space) const;
    /// May `space.ring` do what `rights` (of a page-table entry) says? Fills no entry and marks nothing. A nested fault may come of looking.
    struct Probed {
        bool allowed = false;
        Cycles cycles = 0;
        std::optional<NestedFault> nested;
    };
    Probed probe(std::uint32_t address, std::uint32_t rights, const AddressSpace& space);
    /// A word that microcode moves: physical, past the TLB. True: it was in the cache.
    bool move_word(std::uint32_t physical) { return dcache_.access(physical); }

    template <class T>
    T read(std::uint32_t physical) const {
        T value{};
        std::memcpy(&value, &ram_[physical], sizeof value);
        return value;
    }
    template <class T>
    void write(std::uint32_t physical, T value) {
        std::memcpy(&ram_[physical], &value, sizeof value);
    }
    bool holds(std::uint32_t physical, std::uint32_t bytes) const { return physical <= ram_.size() - bytes; }

    TlbSlots& tlb() { return tlb_; }
    void show(TimeState& state) const;

 private:
    struct Walk;
    struct Leaf;
    /// Where a guest-physical address lies; without nested tables, there.
    struct Place {
        std::uint32_t physical = 0;
        std::uint32_t leaf = kNoNestedEntry;  ///< the nested tables' entry
        std::uint32_t leaf_address = 0;
        bool superpage = true;
    };
    Served translate(std::uint32_t address, Access access, const AddressSpace& space);
    Served walk(std::uint32_t address, Access access, const AddressSpace& space);
    std::optional<Leaf> find_leaf(std::uint32_t address, Walk& walk);
    std::optional<Place> place_of(std::uint32_t guest_physical, Access access, bool on_the_way, Walk& walk);
    std::uint32_t refer(std::uint32_t physical, Walk& walk);
    void mark(std::uint32_t physical, std::uint32_t bits, Walk& walk);

    std::span<std::uint8_t> ram_;
    std::uint32_t walk_ref_;
    std::uint32_t icache_miss_;
    std::uint32_t dcache_miss_;
    CacheTags icache_;
    CacheTags dcache_;
    TlbSlots tlb_;
    std::uint64_t walks_ = 0;
    std::uint64_t references_ = 0;
};

}  // namespace anel::cpu::reference
