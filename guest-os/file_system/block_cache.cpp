#include "file_system/block_cache.hpp"

namespace anelix {

void BlockCache::start(const Blocks& blocks) {
    blocks_ = blocks;
    failed_ = false;
    forget();
}

void BlockCache::forget() {
    for (Slot& slot : slots_) slot = Slot{};
}

bool BlockCache::put(Slot& slot) {
    slot.changed = false;
    if (blocks_.write(blocks_.context, slot.sector, 1, bytes(slot))) return true;
    failed_ = true;
    return false;
}

/// The slot that was not used for the longest time, free again.
BlockCache::Slot& BlockCache::make_room() {
    Slot* oldest = &slots_[0];
    for (Slot& slot : slots_) {
        if (slot.sector == kNothing) return slot;
        if (clock_ - slot.used > clock_ - oldest->used) oldest = &slot;
    }
    if (oldest->changed) put(*oldest);
    oldest->sector = kNothing;
    return *oldest;
}

void* BlockCache::find(unsigned number, Want want) {
    if (number >= blocks_.sectors) return nullptr;
    Slot* found = &slots_[latest_];
    if (found->sector != number) {
        found = nullptr;
        for (Slot& slot : slots_)
            if (slot.sector == number) found = &slot;
    }
    if (found == nullptr) {
        Slot& slot = make_room();
        if (want != Want::kBlank && !blocks_.read(blocks_.context, number, 1, bytes(slot))) {
            failed_ = true;
            return nullptr;
        }
        slot = {number, 0, false};
        found = &slot;
    }
    if (want == Want::kBlank) __builtin_memset(bytes(*found), 0, kSectorBytes);
    if (want != Want::kContent) found->changed = true;
    found->used = ++clock_;
    latest_ = static_cast<unsigned>(found - slots_);
    return bytes(*found);
}

bool BlockCache::flush() {
    // The higher a sector, the sooner: format.hpp lays them out so.
    while (!failed_) {
        Slot* highest = nullptr;
        for (Slot& slot : slots_)
            if (slot.changed && (highest == nullptr || slot.sector > highest->sector)) highest = &slot;
        if (highest == nullptr) return true;
        put(*highest);
    }
    // Whatever is on the disk now is what there is.
    forget();
    return false;
}

bool BlockCache::read(unsigned first, unsigned count, void* to) {
    for (Slot& slot : slots_)
        if (slot.changed && slot.sector - first < count && !put(slot)) return false;
    if (blocks_.read(blocks_.context, first, count, to)) return true;
    failed_ = true;
    return false;
}

bool BlockCache::write(unsigned first, unsigned count, const void* from) {
    for (Slot& slot : slots_)
        if (slot.sector - first < count) slot = Slot{};
    if (blocks_.write(blocks_.context, first, count, from)) return true;
    failed_ = true;
    return false;
}

}  // namespace anelix
