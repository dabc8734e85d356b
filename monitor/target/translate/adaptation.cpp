// A store that keeps faulting, to a page table or to code, is translated anew as a call with the store in its pocket: no fault, no walk by the
// hardware, no second fetch of the instruction. One that has become a call for nothing is translated as it was. Without adaptation (`adapt=no`)
// every such store faults, each time.
#include "monitor.hpp"
#include "page_faults.hpp"

namespace anel::monitor {

namespace {

constexpr u32 kPatience = 8;        ///< faults of one store before it is translated as a call
constexpr u32 kNeedlessMost = 32;   ///< calls running for which there was no need, before it is translated as it was

Faulter& faulter_of(Translator& translator, u32 pc) { return translator.faulter[pc / 4 % Translator::kFaulters]; }

}  // namespace

bool keeps_faulting(const Translator& translator, u32 pc, u32 frame) {
    const Faulter& faulter = translator.faulter[pc / 4 % Translator::kFaulters];
    return faulter.pc == pc && faulter.frame == frame && faulter.count >= kPatience;
}

void note_faulter(Monitor& monitor) {
    Translator& translator = monitor.translator;
    const Vcpu& vcpu = monitor.vcpu;
    if (translator.options.adapts == 0 || !translator.translates(vcpu.ring)) return;
    const u32 frame = guest_walk(monitor, Access::kExecute, vcpu.pc, false).frame;
    Faulter& faulter = faulter_of(translator, vcpu.pc);
    if (faulter.pc != vcpu.pc || faulter.frame != frame) faulter = {vcpu.pc, frame, 0, 0};
    if (++faulter.count != kPatience) return;
    ++translator.words->adaptations;
    give_up_frame(translator, frame);
}

void note_needed(Monitor& monitor) { faulter_of(monitor.translator, monitor.vcpu.pc).needless = 0; }

void note_needless(Monitor& monitor) {
    Faulter& faulter = faulter_of(monitor.translator, monitor.vcpu.pc);
    if (faulter.pc != monitor.vcpu.pc || ++faulter.needless < kNeedlessMost) return;
    const u32 frame = faulter.frame;
    faulter = {};
    give_up_frame(monitor.translator, frame);
}

}  // namespace anel::monitor
