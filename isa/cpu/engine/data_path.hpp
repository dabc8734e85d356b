// The data cache, and in front of it a table of what may be accessed without looking any further: a line that is in the cache, through a
// translation that is in the TLB and allows it, and (for stores) that holds no code that has been decoded. One comparison says all of that.
// Whatever ends one of these truths takes the entry out: a line leaves the cache, a TLB slot changes, code appears.
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

    /// Uses the line at `stamp`; what stood for the one that it replaces is forgotten.
    Cache::Touch touch(std::uint32_t physical, Stamp stamp) {
        const Cache::Touch touch = cache_.access(physical, stamp);
        if (!touch.hit) [[unlikely]] forget_line(touch.slot);
        return touch;
    }
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
    void remember(SpaceId space, const Access& access);

    QuickAccess* table(SpaceId space) { return &entries_[std::size_t{space} * kEntries]; }
    void forget_page(std::uint32_t page_slot) { forget_list(page_heads_[page_slot], by_page_); }
    void forget_space(SpaceId space);
    /// Code has appeared in the granule at `physical`: stores must look from now on.
    void forbid_stores(std::uint32_t physical);
    unsigned shift() const { return shift_; }

private:
    using Index = std::uint16_t;
    static constexpr Index kEnd = 0xffff;
    static constexpr std::uint32_t kSlotsMost = 0x10000;
    static_assert(std::size_t{kSpaces} * kEntries < kEnd);
    struct Link {
        Index next = kEnd;
        Index previous = kEnd;
    };
    using Links = std::vector<Link>;

    void forget_line(std::uint32_t line_slot) { forget_list(line_heads_[line_slot], by_line_); }
    void forget_list(Index& head, Links& links);
    void forget(Index index);
    bool remembered(Index index) const { return entries_[index].read_tag != QuickAccess::kNone || entries_[index].write_tag != QuickAccess::kNone; }
    static void link(Index& head, Links& links, Index index);
    static void unlink(Index& head, Links& links, Index index);

    Cache cache_;
    bool timed_;
    bool usable_;
    unsigned shift_;
    std::vector<QuickAccess> entries_;
    Links by_line_;
    Links by_page_;
    std::vector<Index> line_heads_;
    std::vector<Index> page_heads_;
};

}  // namespace anel::cpu
