#include "translate/emitter.hpp"

namespace anel::monitor {

using namespace code;

static_assert(AR_DISPLACED_T0 == 1U << 0 && AR_DISPLACED_T1 == 1U << (kT1 - kT0) && AR_DISPLACED_T2 == 1U << (kT2 - kT0));

void Emitter::constant(u32 rd, u32 value) {
    const int low = static_cast<int>(value << 20) >> 20;
    const u32 high = value - static_cast<u32>(low);
    if (high == 0) return emit(addi(rd, kZero, low));
    emit(lui(rd, high));
    if (low != 0) emit(addi(rd, rd, low));
}

u32 Emitter::known(u32 target) const {
    const u32 here = inside(target);
    if (here != kNoWord) return here;
    const u16 unit = translator_.units.find(target, page_);
    return unit == kNone ? kNoWord : translator_.units.unit[unit].entry + kEntryWords;
}

void Emitter::exit_to(u32 target) {
    begin(target);
    if (in_page(target)) {
        const u32 to = known(target);
        if (to != kNoWord) emit(jal(kZero, cache_.distance(cache_.used, to)));
        else call(Callout::kChain, chain_info(page_, 0));
        return;
    }
    // Until it is chained, the first word calls; where it cannot be chained, the words behind it ask the table.
    if (translator_.units.page[page_].global) call(Callout::kFarChain, chain_info(page_, 0));
    else emit(sw(kT0, kSlotT0, kZero));
    displaced_ |= AR_DISPLACED_T0;
    displace(kT1);
    constant(kT0, target);
    emit(jal(kZero, cache_.distance(cache_.used, translator_.table_of(realm() == Realm::kKernel ? 0 : 1).routine())));
}

void Emitter::branch_to_stub(u32 insn, const Stub& stub) {
    stub_[stubs_] = stub;
    stub_[stubs_++].branch = cache_.used;
    emit(insn);
}

void Emitter::finish() {
    for (u32 i = 0; i < stubs_; ++i) {
        const Stub& stub = stub_[i];
        const u32 here = cache_.used;
        if (stub.kind == Stub::Kind::kExit && in_page(stub.pc)) {
            // Forward in this unit, mostly: then the branch needs no stub.
            const u32 to = known(stub.pc);
            const u32 distance = cache_.distance(stub.branch, to);
            if (to != kNoWord && branch_reaches(distance)) {
                cache_.code[stub.branch] |= branch_offset(distance);
                continue;
            }
        }
        cache_.code[stub.branch] |= branch_offset(cache_.distance(stub.branch, here));
        if (stub.kind == Stub::Kind::kExit) {
            exit_to(stub.pc);
            // A taken branch may lead there by itself, once that is known.
            if (cache_.callout(here) == Callout::kChain) cache_.info[here] = chain_info(page_, stub.branch);
            continue;
        }
        if (stub.kind == Stub::Kind::kMisaligned) {
            begin(stub.pc);
            call(Callout::kMisaligned, stub.about);
            continue;
        }
        pc_ = stub.pc;
        first_ = false;
        displaced_ = stub.displaced;
        for (u32 reg = kT0; reg <= kT2; ++reg)
            if ((stub.displaced & bit_of(reg)) != 0) reload(reg);
        // The guest is between two instructions again: before this one, or, where events wait, behind it.
        begin(stub.calls == Callout::kEvents ? stub.pc + 4 : stub.pc);
        call(stub.calls, stub.about);
        if (stub.back != kNoWord) {
            begin(stub.pc + 4);
            emit(jal(kZero, cache_.distance(cache_.used, stub.back)));
        }
    }
}

}  // namespace anel::monitor
