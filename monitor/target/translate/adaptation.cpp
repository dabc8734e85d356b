// A store that keeps faulting, to a page table or to code, becomes a call with the store in its pocket: no fault, no walk by the hardware, no second
// look at the instruction. One that has become a call and is one for nothing more often than not becomes a store again. Both are one word, which is
// exchanged where it stands; so neither costs more than a few stores. Without adaptation (`adapt=no`) every such store faults, each time.
// What is noted is the word of the cache that the real machine was stopped at.
#include "monitor.hpp"

namespace anel::monitor {

namespace {

constexpr u32 kPatience = 2;  ///< faults before a store becomes a call
// A call in the place of a fault saves about half of what one in the place of a store costs.
constexpr u32 kOneNeeded = 1, kOneNeedless = 2;
constexpr u32 kNeedlessMost = 4;  ///< of a call, before it becomes a store again

u32 word_stopped_at(const TranslationCache& cache) { return cache.word_at(csr_read<AR_CSR_EPC0>()); }

Faulter& faulter_at(Translator& translator, u32 word) {
    Faulter& faulter = translator.faulter[word % Translator::kFaulters];
    if (faulter.word != word) faulter = {word, 0};
    return faulter;
}

}  // namespace

void note_faulter(Monitor& monitor) {
    Translator& translator = monitor.translator;
    TranslationCache& cache = translator.cache;
    if (translator.options.adapts == 0) return;
    const u32 word = word_stopped_at(cache);
    if (word == kNoWord || code::opcode_of(cache.code[word]) != code::kOpStore) return;
    Faulter& faulter = faulter_at(translator, word);
    if (++faulter.count < kPatience) return;
    faulter.count = 0;
    ++translator.words->adaptations;
    cache.info[word] = cache.code[word];
    cache.unsettle(word, Callout::kStore);
}

void note_needed(Monitor& monitor) {
    Faulter& faulter = faulter_at(monitor.translator, word_stopped_at(monitor.translator.cache));
    if (faulter.count >= kOneNeeded) faulter.count -= kOneNeeded;
}

void note_needless(Monitor& monitor) {
    TranslationCache& cache = monitor.translator.cache;
    const u32 word = word_stopped_at(cache);
    Faulter& faulter = faulter_at(monitor.translator, word);
    faulter.count += kOneNeedless;
    if (faulter.count < kNeedlessMost) return;
    faulter.count = 0;
    if (word != kNoWord && cache.callout(word) == Callout::kStore) cache.settle(word, cache.info[word]);
}

}  // namespace anel::monitor
