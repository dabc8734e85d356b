#include "translate/lookup.hpp"

#include "translate/shared_page.hpp"

namespace anel::monitor {

using namespace code;

void LookupTable::init(LookupEntry* entries, u32 bits, u32 va, u16* log) {
    entries_ = entries;
    bits_ = bits;
    mask_ = (1U << bits) - 1;
    va_ = va;
    log_ = log;
    entries_[0].pc = nobody(0);
}

void LookupTable::write_routine(TranslationCache& cache) {
    constexpr u32 kTwo = AR_DISPLACED_T0 | AR_DISPLACED_T1;
    constexpr u32 kThree = kTwo | AR_DISPLACED_T2;
    const auto put = [&cache](u32 insn, u32 displaced) { cache.put(insn, 0, displaced, Callout::kNone, 0); };
    routine_ = cache.used;
    put(sw(kT2, kSlotT0 + 8, kZero), kTwo);
    // The address of the entry: the index is made of the pc's bits from 2 on, and an entry has 8 bytes.
    put(slli(kT1, kT0, static_cast<int>(30 - bits_)), kThree);
    put(srli(kT1, kT1, static_cast<int>(29 - bits_)), kThree);
    put(lui(kT2, va_), kThree);
    put(add(kT1, kT1, kT2), kThree);
    put(lw(kT2, 0, kT1), kThree);
    put(bne(kT2, kT0, 4 * sizeof(u32)), kThree);
    put(lw(kT1, 4, kT1), kThree);
    put(lw(kT2, kSlotT0 + 8, kZero), kThree);
    put(jalr(kZero, 0, kT1), kTwo);
    put(lw(kT2, kSlotT0 + 8, kZero), kThree);
    cache.put(AR_WORD_ECALL, 0, kTwo, Callout::kIndirect, 0);
}

void LookupTable::enter(u32 pc, u32 target, bool global) {
    const u32 index = pc / 4 & mask_;
    entries_[index] = {pc, target};
    if (global) return;
    if (logged_ < kLog) log_[logged_++] = static_cast<u16>(index);
    else logged_ = kLog + 1;
}

void LookupTable::remove(u32 pc, u32 target) {
    LookupEntry& entry = entries_[pc / 4 & mask_];
    if (entry.pc == pc && entry.target == target) entry.pc = nobody(pc / 4 & mask_);
}

void LookupTable::clear() {
    for (u32 i = 0; i <= mask_; ++i) entries_[i].pc = nobody(i);
    logged_ = 0;
}

bool LookupTable::drop_local() {
    if (logged_ == 0) return false;
    if (logged_ > kLog) {
        clear();
        return true;
    }
    // A global entry may have taken a logged one's place; it goes with it, and comes back when it is asked for.
    for (u32 i = 0; i < logged_; ++i) entries_[log_[i]].pc = nobody(log_[i]);
    logged_ = 0;
    return true;
}

}  // namespace anel::monitor
