// Where IF goes on, and when a fetch counts.
// In a pipeline of this shape a jump costs 1 cycle, an indirect jump or a misprediction 2, a refetch 4, because that is how far the stage that knows
// the target is from IF. A machine may be configured to take longer: then IF delivers nothing for a while. Or shorter: then it knew the
// target in advance, and the instruction gets a head start: the stages before run for it while the clock stands still.
// Not here: the stages (pipeline.cpp).
#include <algorithm>

#include "isa/cpu/reference/reference.hpp"

namespace anel::cpu {

namespace {

/// The bubble behind which the next instruction is in IF in this very cycle.
constexpr Cycles kBubbleFromFetch = 3;

}  // namespace

/// From ID or EX: IF goes to `pc`, and delivers from there in `ticks` more ticks than this one; -1: it has delivered already.
void Reference::redirect(std::uint32_t pc, std::int64_t ticks) {
    if_id_.valid = false;
    fetch_pc_ = pc;
    fetch_waits_ = false;
    settled_.reset();
    fetch_hold_ = ticks > 0 ? static_cast<Cycles>(ticks) : 0;
    if (ticks < 0) fetch_stage();
}

/// Between two instructions: nothing in the pipeline counts any more, and the next instruction commits `bubble` + 1 cycles from now, which is
/// when it is in WB. With a bubble of 3 it is in IF now; what is missing to that is a head start.
void Reference::restart(std::uint32_t pc, Cycles bubble) {
    if_id_.valid = id_ex_.valid = ex_mem_.valid = false;
    fetch_pc_ = pc;
    fetch_waits_ = false;
    fetch_hold_ = bubble > kBubbleFromFetch ? bubble - kBubbleFromFetch : 0;
    for (Cycles head_start = bubble; head_start < kBubbleFromFetch; ++head_start) {
        execute_stage();
        decode_stage();
        fetch_stage();
    }
}

/// The instruction whose turn it is, where it has come out of IF.
const reference::InFlight* Reference::oldest() const {
    for (const InFlight* latch : {&ex_mem_, &id_ex_, &if_id_})
        if (latch->valid) return latch;
    return nullptr;
}

/// All before the next instruction is done: its fetch takes place. Wherever it stands in the pipeline, this is when TLB and I-cache change.
void Reference::settle() {
    const reference::Served served = memory_.access(state_.pc, 4, reference::Access::kFetch, space_of(state_.ring));
    if (served.missed) ++counters_.icache_misses;
    Settled settled{0, served.fault};
    if (!served.fault) settled.word = memory_.read<std::uint32_t>(served.physical);

    const std::uint32_t sources = settled.fault ? 0 : decoded(settled.word).sources;
    const std::uint32_t hazard = (sources & left_.loaded) != 0 ? timing_.load_use : 0;

    if (served.cycles > 0) {
        // Memory could not serve it before everybody older had left MEM. A bubble, or the refilling after a crossing, has passed meanwhile.
        settled_ = settled;
        const Cycles stalled = Cycles{std::max(left_.bubble, timing_.drain)} + served.cycles;
        return restart(state_.pc, std::max<Cycles>(stalled, hazard) - left_.paid);
    }
    const InFlight* const there = oldest();
    const bool as_peeked = there == nullptr ? fetch_pc_ == state_.pc && !fetch_waits_
                                            : there->pc == state_.pc && !settled.fault && there->word == settled.word;
    if (as_peeked) {
        if (there == nullptr) settled_ = settled;
        return;
    }
    // It is not what the pipeline thought, or the pipeline did not dare to think; memory needed no time for it, so none is lost.
    ++restarts_;
    settled_ = settled;
    restart(state_.pc, std::max(left_.bubble, hazard) - left_.paid);
}

}  // namespace anel::cpu
