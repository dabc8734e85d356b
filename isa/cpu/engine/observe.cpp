// What an onlooker may know of the engine between runs, in the form that all models share.
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

}  // namespace anel::cpu
