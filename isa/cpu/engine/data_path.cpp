// What happens rarely: making the table, and forgetting much of it at once.
#include "isa/cpu/engine/data_path.hpp"

#include <algorithm>

#include "isa/base/invariant.hpp"

namespace anel::cpu {

DataPath::DataPath(const TimingParams& timing, std::uint32_t tlb_slots)
    : cache_(timing.dcache, timing.timed), timed_(timing.timed), usable_(!timing.timed || (timing.dcache.line_bytes >= 1U << kLineShift && cache_.slots() <= kSlotsMost)),
      shift_(timing.timed ? kLineShift : kPageShift), usual_(cache_.has_ways(kUsualWays) && timing.dcache.line_bytes == 1U << kLineShift),
      parts_(std::max(timing.dcache.line_bytes >> kLineShift, 1U)),
      entries_(std::size_t{kSpaces} * kEntries), part_(entries_.size()), by_page_(kHeads + tlb_slots + 1),
      owners_(std::size_t{cache_.slots()} * parts_, kEnd) {
    invariant(tlb_slots < kPagesMost, "an index names every TLB slot");
    for (std::size_t head = kHeads; head < by_page_.size(); ++head) by_page_[head] = {static_cast<Index>(head), static_cast<Index>(head)};
}

void DataPath::forget_space(SpaceId space) {
    const std::size_t first = std::size_t{space} * kEntries;
    for (std::size_t index = first; index < first + kEntries; ++index)
        if (by_page_[index].next != kEnd) forget(static_cast<Index>(index));
}

void DataPath::forbid_stores(std::uint32_t physical) {
    if (timed_) {
        const std::uint32_t slot = cache_.find(physical);
        if (slot == Cache::kNowhere) return;
        const Index owner = owners_[slot * parts_ + (physical >> kLineShift) % parts_];
        if (owner != kEnd) entries_[owner].write_tag = QuickAccess::kNone;
        return;
    }
    for (QuickAccess& entry : entries_)
        if (entry.write_tag != QuickAccess::kNone && (entry.write_tag + entry.delta) >> shift_ == physical >> shift_) entry.write_tag = QuickAccess::kNone;
}

}  // namespace anel::cpu
