// A walk goes down two levels of tables and reads one entry in each. Under nested tables each of those entries, and what it leads to, lies
// at a guest-physical address that takes a walk of its own: that is the square in "two-dimensional".
#include "isa/cpu/reference/memory.hpp"

namespace anel::cpu::reference {

namespace pte = spec::pte;

namespace {

bool is_sound(std::uint32_t entry) {
    const bool write_without_read = (entry & (pte::kWrite | pte::kRead)) == pte::kWrite;
    return (entry & pte::kValid) != 0 && !write_without_read;
}
bool is_leaf(std::uint32_t entry) { return (entry & (pte::kRead | pte::kWrite | pte::kExecute)) != 0; }
/// Ring -1 may what ring 0 may.
bool admits(std::uint32_t entry, std::uint32_t rights, Ring ring) {
    const auto outermost = static_cast<int>((entry & pte::kRing) >> pte::kRingShift);
    return (entry & rights) == rights && number(ring) <= outermost;
}
/// Level 1 is the upper one: its entries are of 4 MiB.
std::uint32_t entry_address(std::uint32_t table, std::uint32_t address, unsigned level) {
    return table + ((address >> (level == 1 ? 22 : 12)) & 0x3ff) * 4;
}
std::uint32_t frame_of(std::uint32_t entry, std::uint32_t address, bool superpage) {
    const std::uint32_t offset = TlbEntry::offset_mask(superpage);
    return (entry & ~offset) | (address & offset);
}
spec::TrapCause page_fault(Access access) {
    return access == Access::kRead    ? spec::TrapCause::kLoadPage
           : access == Access::kWrite ? spec::TrapCause::kStorePage
                                      : spec::TrapCause::kFetchPage;
}
/// There is no memory.
spec::TrapCause access_fault(Access access) {
    return access == Access::kRead    ? spec::TrapCause::kLoadAccess
           : access == Access::kWrite ? spec::TrapCause::kStoreAccess
                                      : spec::TrapCause::kFetchAccess;
}

/// The guest's own entry, while it has no paging: everything is allowed to everybody.
constexpr std::uint32_t kOpenEntry = pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kRing | pte::kAccessed | pte::kDirty;

}  // namespace

/// What a walk has come upon. Marks wait until nothing can fault any more.
struct Memory::Walk {
    explicit Walk(const AddressSpace& whose) : space(whose) {}
    struct Mark {
        std::uint32_t physical;
        std::uint32_t bits;
    };
    const AddressSpace& space;
    Cycles cycles = 0;
    std::optional<NestedFault> nested_fault;
    bool outside_memory = false;
    std::array<Mark, 5> marks{};  ///< under nested tables: where two table entries and the page lie, the guest's leaf, and D of where that lies
    std::size_t mark_count = 0;

    void note(std::uint32_t physical, std::uint32_t bits) { marks[mark_count++] = {physical, bits}; }
};

/// The entry of the guest's (or the host's only) tables that maps an address.
struct Memory::Leaf {
    std::uint32_t entry = 0;
    bool superpage = false;
    std::uint32_t address = 0;  ///< of the entry, guest-physical
    Place place;                ///< and where that lies
};

Memory::Memory(std::span<std::uint8_t> ram, const TimingParams& timing)
    : ram_(ram), walk_ref_(timing.walk_ref), icache_miss_(timing.icache.miss), dcache_miss_(timing.dcache.miss), icache_(timing.icache, timing.timed),
      dcache_(timing.dcache, timing.timed), tlb_(timing.tlb_entries) {}

Served Memory::access(std::uint32_t address, std::uint32_t bytes, Access access, const AddressSpace& space) {
    Served served = translate(address, access, space);
    if (served.fault) return served;
    if (!holds(served.physical, bytes)) {
        served.fault = Fault{access_fault(access), {}};
        return served;
    }
    const bool fetch = access == Access::kFetch;
    served.missed = !(fetch ? icache_ : dcache_).access(served.physical);
    if (served.missed) served.cycles += fetch ? icache_miss_ : dcache_miss_;
    return served;
}

std::optional<std::uint32_t> Memory::peek(std::uint32_t address, const AddressSpace& space) const {
    std::uint32_t physical = address;
    if (space.translated) {
        const auto slot = tlb_.find(address, space.key);
        if (!slot) return std::nullopt;
        const TlbEntry& entry = tlb_.at(*slot);
        if (!admits(entry.pte, pte::kExecute, space.ring) || (entry.nested & pte::kExecute) == 0) return std::nullopt;
        physical = entry.physical(address);
    }
    if (!holds(physical, 4) || !icache_.holds(physical)) return std::nullopt;
    return read<std::uint32_t>(physical);
}

Served Memory::translate(std::uint32_t address, Access access, const AddressSpace& space) {
    Served served;
    served.physical = address;
    if (!space.translated) return served;
    const auto slot = tlb_.find(address, space.key);
    if (!slot) return walk(address, access, space);
    const TlbEntry& entry = tlb_.at(*slot);
    if (!admits(entry.pte, right_for(access), space.ring)) {
        served.fault = Fault{page_fault(access), {}};
    } else if ((entry.nested & right_for(access)) == 0) {
        served.fault = Fault{page_fault(access), NestedFault{entry.guest_physical(address), access, false}};
    } else if (access == Access::kWrite && (entry.pte & entry.nested & pte::kDirty) == 0) {
        tlb_.drop(*slot);
        return walk(address, access, space);
    } else {
        served.physical = entry.physical(address);
        tlb_.touch(*slot);
    }
    return served;
}

/// Reads a table entry, and counts that.
std::uint32_t Memory::refer(std::uint32_t physical, Walk& walk) {
    ++references_;
    walk.cycles += walk_ref_ + (dcache_.access(physical) ? 0 : dcache_miss_);
    return read<std::uint32_t>(physical);
}

/// Sets bits in a table entry; a reference only where they are not set yet (two marks of a walk may mean one entry).
void Memory::mark(std::uint32_t physical, std::uint32_t bits, Walk& walk) {
    const auto entry = read<std::uint32_t>(physical);
    if ((entry & bits) == bits) return;
    refer(physical, walk);
    write(physical, entry | bits);
}

std::optional<Memory::Place> Memory::place_of(std::uint32_t guest_physical, Access access, bool on_the_way, Walk& walk) {
    if (!walk.space.nested_table) return Place{guest_physical, kNoNestedEntry, 0, true};
    const auto refuse = [&] {
        walk.nested_fault = NestedFault{guest_physical, access, on_the_way};
        return std::nullopt;
    };
    std::uint32_t table = *walk.space.nested_table;
    for (unsigned level : {1U, 0U}) {
        const std::uint32_t at = entry_address(table, guest_physical, level);
        if (!holds(at, 4)) return refuse();
        const std::uint32_t entry = refer(at, walk);
        if (!is_sound(entry)) return refuse();
        if (!is_leaf(entry)) {
            table = entry & pte::kFrame;
            continue;
        }
        const bool superpage = level == 1;
        if (superpage && (entry & pte::kSuperpageOffset) != 0) return refuse();
        if ((entry & right_for(access)) == 0) return refuse();
        const std::uint32_t bits = pte::kAccessed | (access == Access::kWrite ? pte::kDirty : 0);
        walk.note(at, bits);
        return Place{frame_of(entry, guest_physical, superpage), entry | bits, at, superpage};
    }
    return refuse();
}

std::optional<Memory::Leaf> Memory::find_leaf(std::uint32_t address, Walk& walk) {
    ++walks_;
    if (!walk.space.paged) return Leaf{kOpenEntry, true, 0, {}};
    std::uint32_t table = walk.space.table;
    for (unsigned level : {1U, 0U}) {
        const std::uint32_t at = entry_address(table, address, level);
        const std::optional<Place> place = place_of(at, Access::kRead, true, walk);
        if (!place) return std::nullopt;
        if (!holds(place->physical, 4)) {
            walk.outside_memory = true;
            return std::nullopt;
        }
        const std::uint32_t entry = refer(place->physical, walk);
        if (!is_sound(entry)) return std::nullopt;
        if (is_leaf(entry)) {
            if (level == 1 && (entry & pte::kSuperpageOffset) != 0) return std::nullopt;
            return Leaf{entry, level == 1, at, *place};
        }
        table = entry & pte::kFrame;
    }
    return std::nullopt;
}

Served Memory::walk(std::uint32_t address, Access access, const AddressSpace& space) {
    Walk walk(space);
    const auto fail = [&](spec::TrapCause cause) { return Served{0, walk.cycles, false, Fault{cause, walk.nested_fault}}; };
    const std::optional<Leaf> leaf = find_leaf(address, walk);
    if (walk.outside_memory) return fail(access_fault(access));
    if (!leaf || !admits(leaf->entry, right_for(access), space.ring)) return fail(page_fault(access));

    const std::uint32_t marked = leaf->entry | pte::kAccessed | (access == Access::kWrite ? pte::kDirty : 0);
    const std::uint32_t guest_physical = space.paged ? frame_of(leaf->entry, address, leaf->superpage) : address;
    if (marked != leaf->entry && space.nested_table) {
        // To mark the guest's entry is a write like any other: the nested tables must allow it, and D is set there.
        if ((leaf->place.leaf & pte::kWrite) == 0) {
            walk.nested_fault = NestedFault{leaf->address, Access::kWrite, true};
            return fail(page_fault(access));
        }
        walk.note(leaf->place.leaf_address, pte::kDirty);
    }
    const std::optional<Place> page = place_of(guest_physical, access, false, walk);
    if (!page) return fail(page_fault(access));
    if (marked != leaf->entry) walk.note(leaf->place.physical, marked & (pte::kAccessed | pte::kDirty));
    for (std::size_t i = 0; i < walk.mark_count; ++i) mark(walk.marks[i].physical, walk.marks[i].bits, walk);

    // An entry translates as much as both kinds of tables have in one piece.
    const bool superpage = leaf->superpage && page->superpage;
    const std::uint32_t offset = TlbEntry::offset_mask(superpage);
    tlb_.insert({.page = address & ~offset, .frame = page->physical & ~offset, .pte = marked, .nested = page->leaf,
                 .guest_frame = guest_physical & ~offset, .key = space.key, .superpage = superpage, .superpage_leaf = leaf->superpage && space.paged,
                 .superpage_nested = page->superpage && space.nested_table.has_value()});
    return Served{page->physical, walk.cycles, false, {}};
}

Memory::Probed Memory::probe(std::uint32_t address, std::uint32_t rights, const AddressSpace& space) {
    if (const auto slot = tlb_.find(address, space.key)) return {admits(tlb_.at(*slot).pte, rights, space.ring), 0, {}};
    Walk walk(space);
    const std::optional<Leaf> leaf = find_leaf(address, walk);
    return {leaf && admits(leaf->entry, rights, space.ring), walk.cycles, walk.nested_fault};
}

void Memory::show(TimeState& state) const {
    state.icache = icache_.sets();
    state.dcache = dcache_.sets();
    state.tlb = tlb_.slots();
    state.tlb_order = tlb_.order();
    state.walks = walks_;
    state.references = references_;
}

}  // namespace anel::cpu::reference
