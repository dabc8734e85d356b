// Blocks that die stay where they are until everything is dropped: an edge that still leads to one finds a first operation that leaves.
#include "isa/cpu/engine/code_store.hpp"

#include <algorithm>
#include <new>

namespace anel::cpu {

CodeStore::CodeStore(std::size_t ram_bytes, std::uint32_t line_slots, std::uint32_t page_slots, Handler leave)
    : leave_(leave), quick_(kHashes), chains_(kHashes), lines_(line_slots), pages_(page_slots), granules_((ram_bytes + kPageBytes - 1) / kPageBytes) {
    forget_all();
}

/// Null where there is no more room.
Block* CodeStore::place(unsigned count) {
    constexpr std::size_t kHostLine = 64;
    const std::size_t bytes = sizeof(Block) + (count + 1) * sizeof(Op) + (count + 1) * sizeof(std::uint32_t);
    if (used_ + kHostLine + bytes > kChunkBytes) {
        if (chunk_ + 1 == kChunksMost) return nullptr;
        ++chunk_;
        used_ = 0;
    }
    if (chunk_ == chunks_.size()) chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(kChunkBytes));
    std::byte* const chunk = chunks_[chunk_].get();
    void* at = chunk + used_;
    std::size_t room = kChunkBytes - used_;
    at = std::align(kHostLine, bytes, at, room);
    used_ = static_cast<std::size_t>(static_cast<std::byte*>(at) - chunk) + bytes;
    Block* const block = new (at) Block;
    block->count = static_cast<std::uint8_t>(count);
    for (unsigned i = 0; i <= count; ++i) new (block->ops() + i) Op;
    std::fill_n(block->before(), count + 1, 0U);
    block->line_stamp = block->page_stamp = &nobodys_;
    return block;
}

Block* CodeStore::make(unsigned count) {
    Block* block = place(count);
    if (block == nullptr) {
        forget_all();
        block = place(count);
    }
    block->through().to = block->taken().to = stand_in_;
    return block;
}

CodeStore::Added CodeStore::add(Block& block) {
    Block*& chain = chains_[hash(block.pc)];
    block.next_in_chain = chain;
    chain = &block;
    quick_[hash(block.pc)] = &block;
    all_.push_back(&block);

    Added added;
    auto& page = granules_[block.physical / kPageBytes];
    if (page == nullptr) {
        page = std::make_unique<Page>();
        added.first_in_page = true;
    }
    Block*& granule = (*page)[block.physical % kPageBytes / kGranuleBytes];
    added.first_in_granule = granule == nullptr;
    block.next_in_granule = granule;
    granule = &block;
    block.first = block.ops()[0].handler;
    block.ops()[0].handler = leave_;
    return added;
}

namespace {

void enter_list(Block*& head, Block& block, Block::Place Block::*place) {
    block.*place = {head, nullptr};
    if (head != nullptr) (head->*place).previous = &block;
    head = &block;
}

void leave_list(Block*& head, Block& block, Block::Place Block::*place) {
    const Block::Place at = block.*place;
    if (at.previous == nullptr) head = at.next;
    else (at.previous->*place).next = at.next;
    if (at.next != nullptr) (at.next->*place).previous = at.previous;
}

}  // namespace

void CodeStore::arm(Block& block, std::uint32_t line_slot, Stamp* line_stamp, std::uint32_t page_slot, Stamp* page_stamp) {
    if (block.armed) disarm(block);
    block.armed = true;
    block.line_slot = line_slot;
    block.page_slot = page_slot;
    block.line_stamp = line_stamp;
    block.page_stamp = page_stamp;
    block.ops()[0].handler = block.first;
    enter_list(lines_[line_slot], block, &Block::in_line);
    enter_list(pages_[page_slot], block, &Block::in_page);
}

void CodeStore::disarm(Block& block) {
    if (!block.armed) return;
    leave_list(lines_[block.line_slot], block, &Block::in_line);
    leave_list(pages_[block.page_slot], block, &Block::in_page);
    block.armed = false;
    block.ops()[0].handler = leave_;
    block.line_stamp = block.page_stamp = &nobodys_;
}

void CodeStore::kill(Block& block) {
    disarm(block);
    block.dead = true;
    Block** link = &chains_[hash(block.pc)];
    while (*link != &block) link = &(*link)->next_in_chain;
    *link = block.next_in_chain;
    if (quick_[hash(block.pc)] == &block) quick_[hash(block.pc)] = stand_in_;
}

void CodeStore::kill_granule(std::uint32_t physical) {
    Block*& head = (*granules_[physical / kPageBytes])[physical % kPageBytes / kGranuleBytes];
    for (Block* block = head; block != nullptr; block = block->next_in_granule)
        if (!block->dead) kill(*block);
    head = nullptr;
}

void CodeStore::forget_space(SpaceId space) {
    // They stay in their granule's list, dead, until it goes.
    for (Block* block : all_)
        if (!block->dead && block->space == space) kill(*block);
}

void CodeStore::forget_all() {
    if (stand_in_ != nullptr && all_.empty()) return;
    chunk_ = used_ = 0;
    ++epoch_;
    all_.clear();
    std::ranges::fill(chains_, nullptr);
    std::ranges::fill(lines_, nullptr);
    std::ranges::fill(pages_, nullptr);
    for (auto& page : granules_) page.reset();
    stand_in_ = place(0);
    stand_in_->space = kSpaces;  // nobody's
    stand_in_->ops()[0].handler = leave_;
    stand_in_->through().to = stand_in_->taken().to = stand_in_;
    std::ranges::fill(quick_, stand_in_);
}

}  // namespace anel::cpu
