// All blocks: found by space and pc, taken out of use when their cache line or their translation goes, dropped when their code changes.
// Not here: making them (block_builder.cpp), running them (threaded.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "isa/cpu/engine/block.hpp"

namespace anel::cpu {

class CodeStore {
public:
    static constexpr std::uint32_t kGranuleBytes = 64;  ///< no block reaches beyond one
    static constexpr unsigned kMost = kGranuleBytes / 4;

    /// `leave`: what the first operation of a block that may not be entered does.
    CodeStore(std::size_t ram_bytes, std::uint32_t line_slots, std::uint32_t page_slots, Handler leave);

    Block* find(SpaceId space, std::uint32_t pc) {
        Block*& quick = quick_[hash(pc)];
        if (quick->pc == pc && quick->space == space) return quick;
        for (Block* block = chains_[hash(pc)]; block != nullptr; block = block->next_in_chain)
            if (block->pc == pc && block->space == space) return quick = block;
        return nullptr;
    }
    /// For the threaded code: the block most likely found; look whether it is the right one.
    Block* likely(std::uint32_t pc) const { return quick_[hash(pc)]; }

    /// Room for a block of `count` instructions; its edges lead to the stand-in. Drops everything where there is no more room.
    Block* make(unsigned count);
    /// Takes in what make gave, filled. True: the first code in this granule, or (ask `first_in_page`) page.
    struct Added {
        bool first_in_granule = false;
        bool first_in_page = false;
    };
    Added add(Block& block);

    void drop(Block& block) { kill(block); }
    /// The block may be entered: its line is in this slot of the cache, its page in this one of the TLB.
    void arm(Block& block, std::uint32_t line_slot, Stamp* line_stamp, std::uint32_t page_slot, Stamp* page_stamp);
    void line_left(std::uint32_t line_slot) { disarm_all(lines_[line_slot]); }
    void page_left(std::uint32_t page_slot) { disarm_all(pages_[page_slot]); }

    bool has_code(std::uint32_t physical) const {
        const auto& page = granules_[physical / kPageBytes];
        return page != nullptr && (*page)[physical % kPageBytes / kGranuleBytes] != nullptr;
    }
    bool page_has_code(std::uint32_t physical) const { return granules_[physical / kPageBytes] != nullptr; }
    /// Memory has been written: blocks with code in it die.
    void written(std::uint32_t physical, std::uint32_t bytes) {
        for (std::uint64_t at = physical / kGranuleBytes; at * kGranuleBytes < std::uint64_t{physical} + bytes; ++at)
            if (has_code(static_cast<std::uint32_t>(at * kGranuleBytes))) kill_granule(static_cast<std::uint32_t>(at * kGranuleBytes));
    }
    void forget_space(SpaceId space);
    void forget_all();

    /// Where stamps go that nobody asks for.
    Stamp* nobodys() { return &nobodys_; }
    /// Grows when everything is dropped, edges with it.
    std::uint64_t epoch() const { return epoch_; }

private:
    using Page = std::array<Block*, kPageBytes / kGranuleBytes>;
    static constexpr std::size_t kHashes = 1U << 13;
    // Machines that execute little must not pay for room that they do not use.
    static constexpr std::size_t kChunkBytes = std::size_t{256} << 10;
    static constexpr std::size_t kChunksMost = 32;
    using Chunk = std::unique_ptr<std::byte[]>;
    static std::size_t hash(std::uint32_t pc) { return (pc >> 2 ^ pc >> 15) % kHashes; }

    void kill_granule(std::uint32_t physical);
    void kill(Block& block);
    void disarm(Block& block);
    void disarm_all(Block*& head) {
        while (head != nullptr) disarm(*head);
    }
    Block* place(unsigned count);

    Handler leave_;
    std::vector<Chunk> chunks_;
    std::size_t chunk_ = 0;  ///< the one that is being filled, and
    std::size_t used_ = 0;   ///< how far
    std::uint64_t epoch_ = 0;
    Block* stand_in_ = nullptr;
    Stamp nobodys_ = 0;  ///< where the stamps of blocks that are not armed go
    std::vector<Block*> quick_;
    std::vector<Block*> chains_;
    std::vector<Block*> lines_;  ///< by slot of the I-cache: the armed ones
    std::vector<Block*> pages_;  ///< by slot of the TLB, likewise
    std::vector<std::unique_ptr<Page>> granules_;
    std::vector<Block*> all_;
};

}  // namespace anel::cpu
