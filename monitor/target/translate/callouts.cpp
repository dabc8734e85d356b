// What translated code calls for. The registers are the guest's, and its pc stands at the instruction that called.
#include "emulate.hpp"
#include "guest_store.hpp"
#include "inject.hpp"
#include "monitor.hpp"
#include "translate/emitter.hpp"

namespace anel::monitor {

using namespace code;

namespace {

/// A jump within the page, from now on made directly; by the branch itself where that reaches. The page is the one that runs, so it is mapped.
u32 chain(Monitor& monitor, u32 word) {
    mark<AR_MARK_TRANSLATE>();
    Translator& translator = monitor.translator;
    TranslationCache& cache = translator.cache;
    const u32 info = cache.info[word];
    const u32 epoch = translator.epoch;
    const u16 unit = unit_at(monitor, monitor.vcpu.pc, static_cast<u16>(page_of_chain(info)));
    if (unit == kNone || translator.epoch != epoch) return kNoWord;
    const u32 to = translator.units.unit[unit].entry + kEntryWords;
    ++translator.words->chains;
    const u32 branch = branch_of_chain(info);
    const u32 distance = cache.distance(branch, to);
    if (branch != 0 && branch_reaches(distance)) cache.code[branch] = (cache.code[branch] & ~kBranchOffsetBits) | branch_offset(distance);
    cache.settle(word, jal(kZero, cache.distance(word, to)));
    return to;
}

/// A jump to another page: directly where both pages are global, and remembered; else by the words that ask the table.
u32 far_chain(Monitor& monitor, u32 word) {
    Translator& translator = monitor.translator;
    TranslationCache& cache = translator.cache;
    Units& units = translator.units;
    const u16 from = static_cast<u16>(page_of_chain(cache.info[word]));
    const u32 epoch = translator.epoch;
    const u16 unit = find_unit(monitor);
    if (unit == kNone || translator.epoch != epoch) return kNoWord;
    const Unit& target = units.unit[unit];
    if (!units.page[target.page].global || units.far_chain_count == Units::kFarChains) {
        cache.settle(word, sw(kT0, kSlotT0, kZero));
        return kNoWord;
    }
    const u32 to = target.entry + kEntryWords;
    ++translator.words->chains;
    units.far_chain[units.far_chain_count++] = {word, from, target.page};
    cache.settle(word, jal(kZero, cache.distance(word, to)));
    return to;
}

/// An indirect jump to an address that is odd, or no instruction's.
void jump_to_odd(Monitor& monitor, u32 word) {
    Vcpu& vcpu = monitor.vcpu;
    const u32 target = (vcpu.x[rs1_of(word)] + i_immediate(word)) & ~1U;
    if ((target & 3U) != 0) return deliver(monitor, AR_CAUSE_FETCH_MISALIGNED, target);
    vcpu.set_x(rd_of(word), vcpu.pc + 4);
    vcpu.pc = target;
}

void operate(Monitor& monitor, Op op, u32 word) {
    Vcpu& vcpu = monitor.vcpu;
    switch (op) {
        case Op::kECALL: return deliver(monitor, AR_CAUSE_ECALL, 0);
        case Op::kEBREAK: return deliver(monitor, AR_CAUSE_BREAKPOINT, vcpu.pc);
        case Op::kHCALL:
            // Nobody answers hypercalls here, and nobody lies beneath virtual ring 0: as on the bare machine.
            if (vcpu.ring == 0) return deliver(monitor, AR_CAUSE_ILLEGAL, word);
            return deliver(monitor, AR_CAUSE_HCALL, 0);
        case Op::kCSRRW: case Op::kCSRRS: case Op::kCSRRC: case Op::kCSRRWI: case Op::kCSRRSI: case Op::kCSRRCI: {
            const u32 root = vcpu.root;
            emulate(monitor, op, word);
            if (vcpu.root != root) space_changed(monitor.translator, root, vcpu.root);
            return csrs_changed(monitor);
        }
        default:
            break;
    }
    emulate(monitor, op, word);
}

}  // namespace

u32 call_out(Monitor& monitor, u32 word) {
    Translator& translator = monitor.translator;
    const u32 info = translator.cache.info[word];
    const Callout what = translator.cache.callout(word);
    const u32 pc = monitor.vcpu.pc;
    const u32 ring = monitor.vcpu.ring;
    const u32 epoch = translator.epoch;
    switch (what) {
        case Callout::kChain: return chain(monitor, word);
        case Callout::kFarChain: return far_chain(monitor, word);
        case Callout::kJalr: jump_to_odd(monitor, info); return kNoWord;
        case Callout::kMisaligned: deliver(monitor, AR_CAUSE_FETCH_MISALIGNED, info); return kNoWord;
        case Callout::kEvents: return word + 1;
        case Callout::kStore: emulate_store(monitor, info); break;
        case Callout::kNone: case Callout::kIndirect: case Callout::kRoot: case Callout::kReturn: case Callout::kFlush: case Callout::kEnd: return kNoWord;
        default: operate(monitor, static_cast<Op>(static_cast<u32>(what) - 1), info); break;
    }
    // The word behind a call is the next instruction's, unless the unit ends here. Is that where the guest goes on, in the same ring?
    const Vcpu& vcpu = monitor.vcpu;
    const bool goes_on = vcpu.pc == pc + 4 && vcpu.ring == ring && translator.epoch == epoch;
    return goes_on && translator.cache.pc_map[word + 1] == (vcpu.pc | AR_GUEST_BOUNDARY) ? word + 1 : kNoWord;
}

}  // namespace anel::monitor
