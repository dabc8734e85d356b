// Entries hang in two lists, by cache line and by TLB slot, so that what ends a truth finds all that stood on it.
#include "isa/cpu/engine/data_path.hpp"

namespace anel::cpu {

DataPath::DataPath(const TimingParams& timing, std::uint32_t tlb_slots)
    : cache_(timing.dcache, timing.timed), timed_(timing.timed), usable_(!timing.timed || (timing.dcache.line_bytes >= 1U << kLineShift && cache_.slots() <= kSlotsMost)),
      shift_(timing.timed ? kLineShift : kPageShift), entries_(std::size_t{kSpaces} * kEntries), by_line_(entries_.size()),
      by_page_(entries_.size()), line_heads_(cache_.slots(), kEnd), page_heads_(tlb_slots + 1, kEnd) {}

void DataPath::link(Index& head, Links& links, Index index) {
    links[index] = {head, kEnd};
    if (head != kEnd) links[head].previous = index;
    head = index;
}

void DataPath::unlink(Index& head, Links& links, Index index) {
    const Link link = links[index];
    if (link.previous == kEnd) head = link.next;
    else links[link.previous].next = link.next;
    if (link.next != kEnd) links[link.next].previous = link.previous;
}

void DataPath::forget(Index index) {
    QuickAccess& entry = entries_[index];
    unlink(line_heads_[entry.line], by_line_, index);
    unlink(page_heads_[entry.page], by_page_, index);
    entry.read_tag = entry.write_tag = QuickAccess::kNone;
}

void DataPath::forget_list(Index& head, Links& links) {
    for (Index index = head; index != kEnd;) {
        const Index next = links[index].next;
        forget(index);
        index = next;
    }
}

void DataPath::remember(SpaceId space, const Access& access) {
    if (!usable_ || (!access.may_read && !access.may_write)) return;
    const std::uint32_t granule = access.virtual_address >> shift_;
    const auto index = static_cast<Index>(std::size_t{space} * kEntries + granule % kEntries);
    if (remembered(index)) forget(index);
    const std::uint32_t tag = granule << shift_;
    entries_[index] = {access.may_read ? tag : QuickAccess::kNone, access.may_write ? tag : QuickAccess::kNone,
                       access.physical_address - access.virtual_address, static_cast<std::uint16_t>(access.line_slot),
                       static_cast<std::uint16_t>(access.page_slot)};
    link(line_heads_[access.line_slot], by_line_, index);
    link(page_heads_[access.page_slot], by_page_, index);
}

void DataPath::forget_space(SpaceId space) {
    const std::size_t first = std::size_t{space} * kEntries;
    for (std::size_t index = first; index < first + kEntries; ++index)
        if (remembered(static_cast<Index>(index))) forget(static_cast<Index>(index));
}

void DataPath::forbid_stores(std::uint32_t physical) {
    if (timed_) {
        const std::uint32_t slot = cache_.find(physical);
        if (slot == Cache::kNowhere) return;
        for (Index index = line_heads_[slot]; index != kEnd;) {
            const Index next = by_line_[index].next;
            if (entries_[index].read_tag == QuickAccess::kNone) forget(index);
            else entries_[index].write_tag = QuickAccess::kNone;
            index = next;
        }
        return;
    }
    for (std::size_t index = 0; index < entries_.size(); ++index) {
        QuickAccess& entry = entries_[index];
        if (entry.write_tag == QuickAccess::kNone || (entry.write_tag + entry.delta) >> shift_ != physical >> shift_) continue;
        if (entry.read_tag == QuickAccess::kNone) forget(static_cast<Index>(index));
        else entry.write_tag = QuickAccess::kNone;
    }
}

}  // namespace anel::cpu
