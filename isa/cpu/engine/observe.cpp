// What an onlooker may know of the engine between runs, in the form that all models share, and how it is put back.
#include "isa/cpu/engine/cpu.hpp"

namespace anel::cpu {

TimeState Cpu::time_state() const {
    TimeState state;
    state.icache = icache_.contents();
    state.dcache = data_.cache().contents();
    state.tlb = mmu_.tlb().contents();
    state.tlb_order = mmu_.tlb().order();
    state.predictor = predictor_.counters();
    state.walks = mmu_.walks();
    state.references = mmu_.references();
    return state;
}

Snapshot Cpu::save() const {
    return {state_, time_state(), {bubble_, paid_, loaded_}, cycle_, ledger_, counters_, triple_fault_, triple_faulted_};
}

void Cpu::restore(const Snapshot& from) {
    // First everything goes that was remembered of another state.
    link_ = nullptr;
    code_.forget_all();
    data_.forget_all();
    data_pages_ = {};
    code_pages_ = {};

    state_ = from.state;
    cycle_ = booked_ = from.cycle;
    bubble_ = from.aftermath.bubble;
    paid_ = from.aftermath.paid;
    loaded_ = from.aftermath.loaded;
    ledger_ = from.ledger;
    counters_ = from.counters;
    counted_ = counters_.instructions;
    triple_fault_ = from.triple_fault;
    triple_faulted_ = from.triple_faulted;
    icache_.restore(from.time.icache, clock_);
    data_.cache().restore(from.time.dcache, clock_);
    mmu_.restore(from.time, clock_);
    std::ranges::copy(from.time.predictor, predictor_.counters().begin());
    // What was counted in detail was of another run.
    if (detail_ != nullptr) count_in_detail(true);
    settle_space();
    refresh_attention();
}

void Cpu::set_breakpoints(std::vector<std::uint32_t> addresses) {
    std::ranges::sort(addresses);
    if (addresses == breakpoints_) return;
    breakpoints_ = std::move(addresses);
    link_ = nullptr;
    code_.forget_all();
}

}  // namespace anel::cpu
