#include "tests/differential/knobs.hpp"

#include <algorithm>

namespace anel::differential {

namespace {

std::uint32_t latency(Choices& choices, std::uint32_t usual, std::uint32_t least = 0) {
    switch (choices.below(7)) {
        case 0: return least;
        case 1: return least + 1;
        case 2: return std::max(least, choices.below(12));
        case 3: return std::max(least, choices.below(60));
        default: return usual;
    }
}

void choose_cache(Choices& choices, cpu::CacheParams& cache) {
    cache.miss = latency(choices, cache.miss);
    if (choices.percent(35)) return;
    cache.line_bytes = choices.of({4U, 8U, 16U, 32U, 32U, 64U, 64U, 64U, 128U, 256U, 4096U});
    cache.ways = choices.of({1U, 1U, 2U, 2U, 4U, 8U});
    cache.size_bytes = std::max(64U, cache.line_bytes * cache.ways * choices.of({1U, 1U, 2U, 2U, 4U, 8U, 64U}));
}

}  // namespace

cpu::TimingParams choose_timing(Choices& choices) {
    cpu::TimingParams timing;
    timing.timed = !choices.percent(6);
    timing.load_use = latency(choices, timing.load_use);
    timing.mul = latency(choices, timing.mul, 1);
    timing.div = latency(choices, timing.div, 1);
    timing.jump = latency(choices, timing.jump);
    timing.mispredict = latency(choices, timing.mispredict);
    timing.indirect = latency(choices, timing.indirect);
    timing.refetch = latency(choices, timing.refetch);
    timing.drain = latency(choices, timing.drain);
    timing.walk_ref = latency(choices, timing.walk_ref);
    timing.crossing_flush = latency(choices, timing.crossing_flush);
    timing.crossing_word = latency(choices, timing.crossing_word);
    timing.crossing_serialize = choices.percent(20) ? choices.below(100) : 0;
    choose_cache(choices, timing.icache);
    choose_cache(choices, timing.dcache);
    timing.tlb_entries = choices.of({4U, 4U, 4U, 5U, 6U, 7U, 8U, 16U, 33U, 64U, 64U});
    timing.predictor = choices.of({cpu::PredictorKind::kBimodal, cpu::PredictorKind::kBimodal, cpu::PredictorKind::kNotTaken,
                                   cpu::PredictorKind::kBackwardTaken});
    timing.predictor_entries = choices.of({1U, 2U, 16U, 512U, 512U, 4096U});
    return timing;
}

}  // namespace anel::differential
