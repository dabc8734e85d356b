// Counting in detail. The plain way executes an instruction as always; this looks at what was there before and after, adds up what the rules
// of timing.hpp make of it, and holds the sum against the cycles that really passed. So the code that everybody runs knows nothing of it.
// Not here: what the counts mean, and the rule for waits that overlap (isa/cpu/detail.hpp).
#include "isa/base/invariant.hpp"
#include "isa/cpu/engine/cpu.hpp"
#include "isa/spec/access_size.hpp"

namespace anel::cpu {

using spec::InsnClass;
using spec::InsnId;

namespace {

/// Of an instruction that leaves the next one something to wait for.
Reason left_by(InsnId id, bool guessed_wrong) {
    switch (spec::row(id).timing) {
        case spec::Timing::kBranch: return guessed_wrong ? Reason::kMispredict : Reason::kJump;
        case spec::Timing::kJump: return Reason::kJump;
        case spec::Timing::kIndirect: return Reason::kIndirect;
        default: return Reason::kRefetch;
    }
}

}  // namespace

void Cpu::count_in_detail(bool on) {
    detail_ = on ? std::make_unique<Detail>() : nullptr;
    settle_blocks();
}

Cpu::Seen Cpu::seen() const {
    return {counters_.instructions, counters_.icache_misses, counters_.dcache_misses, counters_.mispredicts,
            mmu_.walks(), mmu_.references(), mmu_.reference_misses()};
}

/// The cycles of all walks since then, by the rule for them.
Cycles Cpu::walked_since(const Seen& then) const {
    return (mmu_.references() - then.references) * timing_.walk_ref + (mmu_.reference_misses() - then.reference_misses) * timing_.dcache.miss;
}

/// One instruction, or the trap in its place, booked to the VM and ring that it began in.
void Cpu::execute_counted() {
    DetailedCounters::Cell& cell = detail_->counters.at(state_.vmid, state_.ring);
    const Seen before = seen();
    const Cycles started = cycle_;
    const Cycles left = bubble_ - paid_;
    const Cycles bubble = bubble_;
    const std::uint32_t loaded = loaded_;
    detail_->crossing = 0;
    if (translates_) ++cell.of(Unit::kFetchTlb).accesses;

    DecodedOp op;
    const bool fetched = begin(op);
    const Seen between = seen();
    const Cycles walk = walked_since(before);
    const Cycles icache = (between.icache_misses - before.icache_misses) * timing_.icache.miss;
    const Cycles drain = walk + icache != 0 && timing_.drain > bubble ? timing_.drain - bubble : 0;
    const Cycles stalled = bubble + drain + walk + icache;
    const Cycles hazard = (op.sources & loaded) != 0 ? timing_.load_use : 0;
    const Cycles load_use = hazard > stalled ? hazard - stalled : 0;
    cell.of(detail_->left_by) += left;
    cell.of(Reason::kDrain) += drain;
    cell.of(Reason::kFetchWalk) += walk;
    cell.of(Reason::kIcache) += icache;
    cell.of(Reason::kLoadUse) += load_use;
    cell.of(Unit::kFetchTlb).misses += between.walks - before.walks;
    if (fetched) ++cell.of(Unit::kIcache).accesses;
    cell.of(Unit::kIcache).misses += between.icache_misses - before.icache_misses;
    const Cycles own = fetched ? execute_seen(op, between, cell) : 0;

    const bool committed = counters_.instructions != before.instructions;
    ++cell.of(committed ? Reason::kBase : Reason::kTrapped);
    if (committed) ++cell.of(spec::class_of(op.id));
    DetailedCounters::Uses& references = cell.of(Unit::kDcacheWalks);
    references.accesses += mmu_.references() - before.references;
    references.misses += mmu_.reference_misses() - before.reference_misses;
    if (bubble_ > paid_) detail_->left_by = left_by(op.id, counters_.mispredicts != before.mispredicts);
    invariant(cycle_ - started - detail_->crossing == 1 + left + drain + walk + icache + load_use + own,
              "the reasons of an instruction's cycles sum to them");
}

/// Gives the cycles of the instruction's own work beyond its first.
Cycles Cpu::execute_seen(const DecodedOp& op, const Seen& between, DetailedCounters::Cell& cell) {
    const std::uint32_t bytes = spec::access_bytes(op.id);
    const bool accesses = bytes != 0;
    const bool aligned = accesses && ((state_.x[op.rs1] + op.imm) & (bytes - 1)) == 0;
    const bool translated = aligned && translates_;
    execute(op);

    const bool committed = counters_.instructions != between.instructions;
    const Cycles walk = walked_since(between);
    cell.of(Reason::kDataWalk) += walk;
    if (translated) {
        ++cell.of(Unit::kDataTlb).accesses;
        cell.of(Unit::kDataTlb).misses += mmu_.walks() - between.walks;
    }
    if (!committed) return walk;
    Cycles work = 0;
    switch (spec::class_of(op.id)) {
        case InsnClass::kMul: cell.of(Reason::kMul) += work = timing_.mul - 1; break;
        case InsnClass::kDiv: cell.of(Reason::kDiv) += work = timing_.div - 1; break;
        case InsnClass::kLoad:
        case InsnClass::kStore: {
            // What went through has looked into the cache; a crossing's accesses are not among these.
            const std::uint64_t misses = counters_.dcache_misses - between.dcache_misses;
            cell.of(Reason::kDcache) += work = misses * timing_.dcache.miss;
            ++cell.of(Unit::kDcache).accesses;
            cell.of(Unit::kDcache).misses += misses;
            break;
        }
        case InsnClass::kBranch:
            ++cell.of(Unit::kPredictor).accesses;
            cell.of(Unit::kPredictor).misses += counters_.mispredicts - between.mispredicts;
            break;
        default: break;
    }
    return walk + work;
}

/// Booked as the ledger books it: to the ring whose bank moves.
void Cpu::count_crossing(Cycles moved, Ring bank_ring) {
    DetailedCounters::Cell& cell = detail_->counters.at(state_.vmid, bank_ring);
    cell.of(Reason::kFlush) += timing_.crossing_flush;
    cell.of(Reason::kMicrocode) += moved;
    cell.of(Reason::kSerialize) += timing_.crossing_serialize;
    detail_->crossing += timing_.crossing_flush + moved + timing_.crossing_serialize;
}

/// Between CPU and control block, which ring −1's bank is part of.
void Cpu::count_moved_words(std::uint64_t words, std::uint64_t misses) {
    DetailedCounters::Uses& uses = detail_->counters.at(state_.vmid, Ring::kMinus1).of(Unit::kDcacheMicrocode);
    uses.accesses += words;
    uses.misses += misses;
}

void Cpu::count_waiting(Cycles cycles) { detail_->counters.at(state_.vmid, state_.ring).of(Reason::kWaiting) += cycles; }

}  // namespace anel::cpu
