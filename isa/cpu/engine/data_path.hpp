// The data cache, and in front of it a table of what may be accessed without looking any further: a line that is in the cache, through a
// translation that is in the TLB and allows it, and (for stores) that holds no code that has been decoded. One comparison says all of that.
// Whatever ends one of these truths takes the entry out: a line leaves the cache, a TLB slot changes, code appears. A line has one entry at a
// time, be it reached by several ways.
// Not here: the accesses (memory_access.cpp, threaded code), what a miss costs (timing.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "isa/cpu/engine/cache.hpp"
#include "isa/cpu/engine/spaces.hpp"
#include "isa/cpu/timing.hpp"

namespace anel::cpu {

/// One entry: the addresses of one granule, in one space.
struct QuickAccess {
    static constexpr std::uint32_t kNone = 0xffffffff;  ///< equal to no key: of every key one of the last bits is clear
    std::uint32_t read_tag = kNone;   ///< the granule's first address, where loads may
    std::uint32_t write_tag = kNone;  ///< likewise, stores
    std::uint32_t delta = 0;          ///< physical minus virtual address
    std::uint16_t line = 0;           ///< slot in the data cache
    std::uint16_t page = 0;           ///< slot in the TLB
};

class DataPath {
public:
    /// Timed, a granule lies within a cache line; without time, it is a page.
    static constexpr unsigned kLineShift = 6;
    static constexpr unsigned kPageShift = 12;
    static constexpr std::uint32_t kEntries = 512;  ///< of each space

    DataPath(const TimingParams& timing, std::uint32_t tlb_slots);

    /// Where a granule has its entry. What lies a power of two apart should not meet in one place.
    static constexpr std::uint32_t place(std::uint32_t granule) { return (granule ^ granule >> 9) % kEntries; }

    /// Uses the line at `stamp`; what stood for the one that it replaces is forgotten.
    Cache::Touch touch(std::uint32_t physical, Stamp stamp) {
        const Cache::Touch touch = cache_.access(physical, stamp);
        if (!touch.hit)
            for (std::uint32_t part = 0; part < parts_; ++part) forget_owner(touch.slot * parts_ + part);
        return touch;
    }
    /// The same in two steps, where the cache is usual().
    [[gnu::always_inline]] std::uint32_t use_usual(std::uint32_t physical, Stamp stamp) { return cache_.use<kUsualWays>(physical, stamp); }
    [[gnu::always_inline]] std::uint32_t replace_usual(std::uint32_t physical, Stamp stamp) {
        const std::uint32_t slot = cache_.replace<kUsualWays>(physical, stamp);
        forget_owner(slot);
        return slot;
    }
    static constexpr std::uint32_t kUsualWays = 4;
    bool usual() const { return usual_; }
    Cache& cache() { return cache_; }
    const Cache& cache() const { return cache_; }

    /// Remembers an access that has just been made. Does nothing where lines are smaller than a granule, or more than an entry can name: such a
    /// machine runs as exactly, and slower.
    struct Access {
        std::uint32_t virtual_address = 0;
        std::uint32_t physical_address = 0;
        std::uint32_t line_slot = 0;
        std::uint32_t page_slot = 0;
        bool may_read = false;
        bool may_write = false;
    };
    [[gnu::always_inline]] void remember(SpaceId space, const Access& access) {
        if (!usable_ || (!access.may_read && !access.may_write)) return;
        const std::uint32_t granule = access.virtual_address >> shift_;
        const auto index = static_cast<Index>(std::size_t{space} * kEntries + place(granule));
        const std::uint32_t owned = access.line_slot * parts_ + (access.physical_address >> kLineShift) % parts_;
        if (by_page_[index].next != kEnd) forget(index);
        if (timed_) {
            forget_owner(owned);
            owners_[owned] = index;
        }
        const std::uint32_t tag = granule << shift_;
        entries_[index] = {access.may_read ? tag : QuickAccess::kNone, access.may_write ? tag : QuickAccess::kNone,
                           access.physical_address - access.virtual_address, static_cast<std::uint16_t>(access.line_slot),
                           static_cast<std::uint16_t>(access.page_slot)};
        part_[index] = static_cast<std::uint8_t>(owned % parts_);
        const auto head = static_cast<Index>(kHeads + access.page_slot);
        const Index next = by_page_[head].next;
        by_page_[index] = {next, head};
        by_page_[next].previous = index;
        by_page_[head].next = index;
    }

    QuickAccess* table(SpaceId space) { return &entries_[std::size_t{space} * kEntries]; }
    void forget_page(std::uint32_t page_slot) {
        const auto head = static_cast<Index>(kHeads + page_slot);
        while (by_page_[head].next != head) forget(by_page_[head].next);
    }
    void forget_space(SpaceId space);
    void forget_all() {
        for (std::size_t page = 0; page + kHeads < by_page_.size(); ++page) forget_page(static_cast<std::uint32_t>(page));
    }
    /// All stores must look from now on: the next one to each granule.
    void forget_stores() {
        for (QuickAccess& entry : entries_) entry.write_tag = QuickAccess::kNone;
    }
    /// Code has appeared in the granule at `physical`: stores must look from now on.
    void forbid_stores(std::uint32_t physical);
    unsigned shift() const { return shift_; }

private:
    using Index = std::uint16_t;
    static constexpr Index kEnd = 0xffff;
    static constexpr std::uint32_t kSlotsMost = 0x10000;
    static constexpr std::size_t kHeads = std::size_t{kSpaces} * kEntries;  ///< behind the entries' own links
    static constexpr std::size_t kPagesMost = kEnd - kHeads;
    struct Link {
        Index next = kEnd;  ///< of an entry that remembers nothing
        Index previous = kEnd;
    };

    [[gnu::always_inline]] void forget_owner(std::uint32_t owned) {
        if (owners_[owned] != kEnd) forget(owners_[owned]);
    }
    [[gnu::always_inline]] void forget(Index index) {
        QuickAccess& entry = entries_[index];
        entry.read_tag = entry.write_tag = QuickAccess::kNone;
        const Link link = by_page_[index];
        by_page_[link.previous].next = link.next;
        by_page_[link.next].previous = link.previous;
        by_page_[index].next = kEnd;
        if (timed_) owners_[entry.line * parts_ + part_[index]] = kEnd;
    }

    Cache cache_;
    bool timed_;
    bool usable_;
    unsigned shift_;
    bool usual_;  ///< four ways, and a line is a granule
    std::uint32_t parts_ = 1;  ///< granules in a cache line
    std::vector<QuickAccess> entries_;
    std::vector<std::uint8_t> part_;   ///< by entry: which granule of its cache line
    std::vector<Link> by_page_;        ///< by entry, then by TLB slot: rings of the entries that stand on the same slot
    std::vector<Index> owners_;        ///< by granule in the cache: the entry that stands for it, or kEnd
};

}  // namespace anel::cpu
