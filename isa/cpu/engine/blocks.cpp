// Making blocks, and the ways between the threaded code and the plain one.
// Not here: what operations do (threaded.cpp), how blocks are found and dropped (code_store.hpp).
#include <algorithm>
#include <array>
#include <cstring>

#include "isa/cpu/engine/cpu.hpp"
#include "isa/cpu/engine/threaded.hpp"

namespace anel::cpu {

using spec::InsnId;

namespace {

bool is_branch(InsnId id) { return id >= InsnId::kBeq && id <= InsnId::kBgeu; }
bool is_load(InsnId id) { return id >= InsnId::kLb && id <= InsnId::kLhu; }
bool is_store(InsnId id) { return id >= InsnId::kSb && id <= InsnId::kSw; }
bool multiplies(InsnId id) { return id >= InsnId::kMul && id <= InsnId::kMulhu; }
bool divides(InsnId id) { return id >= InsnId::kDiv && id <= InsnId::kRemu; }

/// What no block takes in: the plain code executes it.
bool is_plain(const DecodedOp& op, std::uint32_t pc) {
    if (op.id == InsnId::kIllegal) return true;
    switch (spec::row(op.id).timing) {
        case spec::Timing::kSystem:
        case spec::Timing::kRefetch:
        case spec::Timing::kProbe: return true;
        default: break;
    }
    // A target that is not aligned traps, if it is taken.
    return (op.id == InsnId::kJal || is_branch(op.id)) && ((pc + op.imm) & 3U) != 0;
}

bool ends_block(InsnId id) { return is_branch(id) || id == InsnId::kJal || id == InsnId::kJalr; }

}  // namespace

/// With fewer translations than this a block's own accesses could throw out that of its code. Who counts in detail goes without blocks.
void Cpu::settle_blocks() {
    constexpr std::uint32_t kTlbLeast = 4;
    blocks_usable_ = timing_.tlb_entries >= kTlbLeast && detail_ == nullptr;
}

/// The block that begins with the instruction just fetched, ready to be entered.
Block* Cpu::block_here() {
    Block* block = code_.find(space_, state_.pc);
    if (block != nullptr && block->physical != fetched_from_) {
        code_.drop(*block);
        block = nullptr;
    }
    if (block == nullptr) block = build_block(fetched_from_);
    code_.arm(*block, fetched_line_, timing_.timed ? icache_.stamps() + fetched_line_ : code_.nobodys(), fetched_page_,
              page_stamps_ + fetched_page_);
    return block;
}

Block* Cpu::build_block(std::uint32_t physical) {
    struct Taken {
        DecodedOp op;
        std::uint32_t own = 1;
    };
    std::array<Taken, CodeStore::kMost> run{};
    const std::uint32_t granule = timing_.timed ? std::min(timing_.icache.line_bytes, CodeStore::kGranuleBytes) : CodeStore::kGranuleBytes;
    unsigned count = 0;
    std::uint32_t first_sources = 0;
    bool ended = false;
    bool plain = false;
    bool stops = false;
    for (std::uint32_t at = physical; !ended && !plain && at - physical < granule - physical % granule && at <= ram_.size() - 4; at += 4) {
        std::uint32_t word = 0;
        std::memcpy(&word, &ram_[at], sizeof word);
        const DecodedOp op = decode(word);
        if (count == 0) first_sources = op.sources;
        plain = is_plain(op, state_.pc + count * 4);
        stops = is_breakpoint(state_.pc + count * 4);
        if (plain || stops) break;
        ended = ends_block(op.id);
        const bool waits = count != 0 && is_load(run[count - 1].op.id) && (op.sources >> run[count - 1].op.rd & 1U) != 0;
        std::uint32_t own = 1 + (waits ? timing_.load_use : 0);
        if (multiplies(op.id)) own += timing_.mul - 1;
        if (divides(op.id)) own += timing_.div - 1;
        run[count++] = {op, own};
    }

    // A branch or jump is its block's last operation; behind other instructions comes one that is none, and leads on.
    Block& block = *code_.make(count);
    block.pc = state_.pc;
    block.physical = physical;
    block.space = space_;
    block.ticks = 2 * count;
    const std::uint32_t loaded = count != 0 && is_load(run[count - 1].op.id) ? 1U << run[count - 1].op.rd & ~1U : 0;
    block.through().pc = block.pc_of(count);
    block.through().loaded = (plain && !stops) || ended ? 0 : loaded;
    for (unsigned i = 0; i < count; ++i) {
        const DecodedOp& op = run[i].op;
        Op& out = block.ops()[i];
        const Handler pair = i + 1 < count ? Threaded::pair(op, run[i + 1].op, timing_) : nullptr;
        out = {pair != nullptr ? pair : Threaded::handler(op, timing_), op.rd, op.rs1, op.rs2, static_cast<std::uint8_t>(i), op.imm};
        const auto rest = static_cast<std::uint8_t>(2 * (count - 1 - i));
        if (is_load(op.id)) out.rs2 = rest;
        if (is_store(op.id)) out.rd = rest;
        if (op.id == InsnId::kAuipc) out.imm = block.pc_of(i) + op.imm;
        if (op.id == InsnId::kJal || is_branch(op.id)) block.taken().pc = block.pc_of(i) + op.imm;
        if (op.id == InsnId::kJal) out.imm = block.pc_of(i + 1);
        if (is_branch(op.id)) {
            out.imm = predictor_.counter_of(block.pc_of(i));
            out.rd = (op.imm >> 31) != 0 && timing_.predictor == PredictorKind::kBackwardTaken ? 1 : 0;
        }
        block.before()[i + 1] = block.before()[i] + run[i].own;
    }
    block.sources = first_sources;
    block.cost = block.before()[count];
    // In front of a breakpoint the block leads on; one that begins with it only leads out.
    const Handler last = stops && count == 0 ? Threaded::refused() : plain && !stops ? Threaded::plain() : Threaded::through();
    block.ops()[count] = {last, 0, 0, 0, static_cast<std::uint8_t>(count), loaded};
    const CodeStore::Added added = code_.add(block);
    if (timing_.timed ? added.first_in_granule : added.first_in_page) data_.forbid_stores(physical);
    return &block;
}

void Cpu::connect(Edge* edge, Block& block) {
    if (edge == nullptr || edge->pc != block.pc) return;
    edge->to = &block;
    edge->front = (edge->loaded & block.sources) != 0 ? timing_.load_use : 0;
}

/// The members as they are when `done` instructions of the block have been executed.
void Cpu::become_plain(const Block& block, unsigned done, Cycles cycle, Stamp clock) {
    cycle_ = cycle - (block.cost - block.before()[done]);
    clock_.now = clock;
    state_.pc = block.pc_of(done);
    counters_.instructions = (clock - count_base_) / 2 - (block.count - done);
    trapped_ = false;
    bubble_ = paid_ = loaded_ = 0;
}

/// An access that must look: for all that it does the instruction becomes a plain one. Then it may go on in its block, with what `slow_` says.
/// `rest`: twice the number of instructions behind it. False: it has trapped.
bool Cpu::access_from_block(const Op& op, unsigned rest, std::uint32_t size, Access access, Cycles cycle, Stamp clock) {
    Block& block = *block_of(&op);
    become_plain(block, op.index, cycle, clock);
    cost_ = block.own(op.index);
    // Its fetch is the last thing that has used a translation.
    *block.page_stamp = clock - rest - 1;
    const std::uint32_t address = state_.x[op.rs1] + op.imm;
    if (!data_address(address, size, access, slow_.physical)) return false;
    slow_.cycle = cycle + cost_ - block.own(op.index);
    // Stamps have been given out that are later than those reserved for the rest of the block: reserve others.
    slow_.clock = clock_.now + 1 + rest;
    count_base_ += slow_.clock - clock;
    page_stamps_[accessed_page_] = slow_.clock - rest;
    if (timing_.timed) line_stamps_[accessed_line_] = slow_.clock - rest;
    return true;
}

}  // namespace anel::cpu
