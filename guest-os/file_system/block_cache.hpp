// The last few sectors of a disk, in memory. What is changed here is on the disk after flush(), and not before: an operation changes what
// it must, then flushes once.
// Not here: what the sectors mean.
#pragma once

#include "file_system/format.hpp"

namespace anelix {

/// Somebody's disk. Both functions move whole sectors, memory is a multiple of 4, and answer whether it went well.
struct Blocks {
    bool (*read)(void* context, unsigned first, unsigned count, void* to) = nullptr;
    bool (*write)(void* context, unsigned first, unsigned count, const void* from) = nullptr;
    void* context = nullptr;
    unsigned sectors = 0;
};

class BlockCache {
public:
    /// Forgets everything, and from now on is about this disk.
    void start(const Blocks& blocks);

    // A sector's bytes, or null where the disk has failed. They stay where they are until the next call.
    void* sector(unsigned number) { return find(number, Want::kContent); }
    void* sector_to_change(unsigned number) { return find(number, Want::kChange); }
    /// All zero, whatever the disk holds: for a sector that gets new content.
    void* blank_sector(unsigned number) { return find(number, Want::kBlank); }
    /// Writes what was changed: sectors of files first, then the table, then the directory, so that nothing on the disk leads to what is
    /// not there yet. False where the disk fails; what was changed is forgotten then.
    bool flush();

    // Many sectors at once, past the cache.
    bool read(unsigned first, unsigned count, void* to);
    bool write(unsigned first, unsigned count, const void* from);

    /// Whether the disk has failed since the last start() or forgive().
    bool failed() const { return failed_; }
    void forgive() { failed_ = false; }

private:
    static constexpr unsigned kSlots = 32;
    static constexpr unsigned kNothing = 0xffffffff;
    enum class Want { kContent, kChange, kBlank };
    struct Slot {
        unsigned sector = kNothing;
        unsigned used = 0;
        bool changed = false;
    };

    void* find(unsigned number, Want want);
    Slot& make_room();
    bool put(Slot& slot);
    unsigned char* bytes(const Slot& slot) { return content_[&slot - slots_]; }
    void forget();

    Blocks blocks_;
    Slot slots_[kSlots];
    alignas(4) unsigned char content_[kSlots][kSectorBytes];
    unsigned latest_ = 0;  ///< slot used last, which is asked for again more often than not
    unsigned clock_ = 0;
    bool failed_ = false;
};

}  // namespace anelix
