// Address translation: the hardware page-table walk, its faults, its A and D updates, and the TLB in front of it.
// Rules (decisions.md, "Paging"): PTE reads, then the A/D writes, then the access; an invalid entry is never cached; a walk that
// faults sets neither A nor D; a TLB hit whose rights do not suffice faults from the entry; a store through an entry with D clear walks again.
// With nested paging every guest-physical address on the way, those of the guest's tables too, is translated by the nested tables.
// Not here: what a walk's references cost (timing.hpp) beyond adding them up.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "isa/base/types.hpp"
#include "isa/cpu/engine/code_store.hpp"
#include "isa/cpu/engine/data_path.hpp"
#include "isa/cpu/engine/tlb.hpp"
#include "isa/cpu/time_state.hpp"
#include "isa/cpu/written_pages.hpp"
#include "isa/spec/causes.hpp"

namespace anel::cpu {

enum class Access : std::uint8_t { kRead, kWrite, kFetch };

/// The fault that an access of this kind raises where the tables forbid it, and where there is no memory.
spec::TrapCause page_fault(Access access);
spec::TrapCause access_fault(Access access);
/// The bit of a page-table entry that allows it.
constexpr std::uint32_t right_for(Access access) {
    return access == Access::kRead ? spec::pte::kRead : access == Access::kWrite ? spec::pte::kWrite : spec::pte::kExecute;
}
/// Whether an entry gives all these rights (R W X of a page-table entry) to the ring.
bool permits(std::uint32_t entry, std::uint32_t rights, Ring ring);

/// From where, by whom: what a translation depends on beside the address.
struct Space {
    std::uint32_t table = 0;  ///< physical (of a guest: guest-physical) address of the level-1 table
    std::uint8_t asid = 0;
    Ring ring = Ring::k0;     ///< −1 may what ring 0 may
    bool paged = true;        ///< false, of a guest with nested tables: its own paging is off
    std::uint8_t tag = 0;     ///< the VM's, 0: the host
    std::optional<std::uint32_t> nested_table;  ///< physical address of the nested level-1 table

    TlbKey key() const { return {paged ? std::uint16_t{asid} : kUntranslated, tag}; }
};

/// The nested tables do not allow an access, on the way or at its end.
struct NestedFault {
    GuestPhys address;
    Access access = Access::kRead;
    bool on_the_way = false;  ///< to an entry of the guest's tables
    bool operator==(const NestedFault&) const = default;
};

struct Translation {
    std::uint32_t physical = 0;
    std::uint32_t cycles = 0;                ///< of the walk, also where it faulted
    std::optional<spec::TrapCause> fault;
    std::optional<NestedFault> nested_fault;  ///< set: `fault` is what it would be without nested tables, and does not count
    int slot = Tlb::kMiss;                   ///< of the TLB entry used
};

class Mmu {
public:
    /// All of these outlive the Mmu.
    Mmu(std::span<std::uint8_t> ram, DataPath& data, CodeStore& code, WrittenPages& pages, StampClock& clock, const TimingParams& timing)
        : ram_(ram), data_(data), code_(code), pages_(pages), clock_(clock), walk_ref_(timing.walk_ref), dcache_miss_(timing.dcache.miss), tlb_(timing.tlb_entries) {}

    Translation translate(VirtAddr address, Access access, const Space& space);

    /// For `probe`: may `space.ring` do all that `rights` (R W X bits of a PTE) says? Changes no A, no D and no TLB entry. Asks the guest's own
    /// tables alone; the nested ones only for where these lie.
    struct Probe {
        bool allowed = false;
        std::uint32_t cycles = 0;
        std::optional<NestedFault> nested_fault;
    };
    Probe probe(VirtAddr address, std::uint32_t rights, const Space& space);

    void restore(const TimeState& from, StampClock& clock) {
        tlb_.restore(from.tlb, from.tlb_order, clock);
        walks_ = from.walks;
        references_ = from.references;
    }

    Tlb& tlb() { return tlb_; }
    const Tlb& tlb() const { return tlb_; }
    /// PTE references of all walks so far, reads and A/D writes, of both kinds of tables.
    std::uint64_t references() const { return references_; }
    /// Those of them that missed the data cache.
    std::uint64_t reference_misses() const { return reference_misses_; }
    std::uint64_t walks() const { return walks_; }

private:
    struct Walk;
    struct Stage;
    void walk(VirtAddr address, const Space& space, Walk& out);
    bool step(std::uint32_t entry_address, const Space& space, Walk& out, std::uint32_t& entry);
    Stage stage(std::uint32_t guest_physical, Access access, const Space& space, Walk& out, bool on_the_way);
    Translation finish(VirtAddr address, Access access, const Space& space, Walk& walked);
    void update(std::uint32_t physical, std::uint32_t bits, std::uint32_t& cycles);
    std::uint32_t reference(std::uint32_t physical);
    bool in_ram(std::uint32_t physical) const { return physical <= ram_.size() - 4; }
    std::uint32_t read_word(std::uint32_t physical) const;

    std::span<std::uint8_t> ram_;
    DataPath& data_;
    CodeStore& code_;      ///< for entries that are written
    WrittenPages& pages_;  ///< likewise
    StampClock& clock_;
    std::uint32_t walk_ref_;
    std::uint32_t dcache_miss_;
    Tlb tlb_;
    std::uint64_t references_ = 0;
    std::uint64_t reference_misses_ = 0;
    std::uint64_t walks_ = 0;
};

}  // namespace anel::cpu
