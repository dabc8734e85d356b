// The machine's time, stated once. Five stages (IF ID EX MEM WB), in order, single issue, full forwarding.
//
// The memory system serves strictly in program order: an instruction's fetch, then its data access. A fetch that misses waits
// until every older instruction has left MEM. Time is therefore a sum, and
//     commit(j) = commit(j-1) + 1 + front + execute + memory
//   front   = max(fetch, load_use if j uses what a load just before it loads)
//   fetch   = with a fetch stall of L cycles (TLB walk, I-cache miss): max(bubble, drain) + L; without: bubble
//   bubble  = what the instruction before left: jump, mispredict, indirect, refetch, or the flush of a crossing
//   execute = (mul | div latency) - 1
//   memory  = D-TLB walk + D-cache miss
//   walk    = per reference to a page-table entry: walk_ref + D-cache miss
// A crossing takes flush + word x (state words moved) + serialize cycles, booked to `crossing`; the flush is the bubble that the
// next instruction finds, and is paid once. An instruction that traps takes its time up to the fault, then the crossing.
// Into a guest of ring -1 and out of it, the words are those of the control block (isa/spec/control_block.hpp), in the table's order; each
// goes to memory or comes from it, physically and past the TLB, and takes its D-cache miss besides. A refused vmenter takes its own time alone.
// With nested tables a walk makes the references of both kinds of tables. vmon and vmoff move one word, the root.
// A machine without time (timed = false) takes a cycle for each instruction and none for anything else: no stalls, no bubbles, no walks, no
// crossings. Its caches and predictor are not modelled and stay as they were at reset; its TLB is, for software can tell.
// Not here: what changes caches, TLB and predictor (their own files); they change in program order and know no time.
#pragma once

#include <cstdint>

namespace anel::cpu {

struct CacheParams {
    std::uint32_t size_bytes = 16 * 1024;
    std::uint32_t ways = 4;
    std::uint32_t line_bytes = 64;
    std::uint32_t miss = 20;  ///< cycles
    bool operator==(const CacheParams&) const = default;
};

enum class PredictorKind : std::uint8_t { kNotTaken, kBackwardTaken, kBimodal };

/// All in cycles unless the name says otherwise.
struct TimingParams {
    bool timed = true;
    std::uint32_t load_use = 1;
    std::uint32_t mul = 3;
    std::uint32_t div = 34;
    std::uint32_t jump = 1;        ///< jal, or a branch rightly predicted taken: its target is known in ID
    std::uint32_t mispredict = 2;  ///< a branch resolved in EX against the prediction
    std::uint32_t indirect = 2;    ///< jalr: its target is known in EX
    std::uint32_t refetch = 4;     ///< fence.i, tlbflush, and CSR writes that change how later instructions execute
    std::uint32_t drain = 2;       ///< a stalled fetch waits for older instructions to leave MEM
    std::uint32_t walk_ref = 1;
    std::uint32_t crossing_flush = 4;
    std::uint32_t crossing_word = 1;
    std::uint32_t crossing_serialize = 0;
    CacheParams icache;
    CacheParams dcache;
    std::uint32_t tlb_entries = 64;
    PredictorKind predictor = PredictorKind::kBimodal;
    std::uint32_t predictor_entries = 512;
    /// These, or without time what the rules above come to then.
    TimingParams in_force() const {
        if (timed) return *this;
        TimingParams none = *this;
        none.load_use = none.jump = none.mispredict = none.indirect = none.refetch = none.drain = none.walk_ref = 0;
        none.crossing_flush = none.crossing_word = none.crossing_serialize = none.icache.miss = none.dcache.miss = 0;
        none.mul = none.div = 1;
        return none;
    }
    bool operator==(const TimingParams&) const = default;
};

}  // namespace anel::cpu
