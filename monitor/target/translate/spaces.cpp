// What the guest does to its address spaces, and what of the translations in use that ends. Units stay; what goes is the way to them, which is
// found again by walking the guest's new tables.
#include "monitor.hpp"
#include "translate/translator.hpp"

namespace anel::monitor {

namespace {

void drop_everything(Translator& translator) {
    translator.kernel_table.clear();
    translator.outer_table.clear();
    undo_far_chains(translator);
    ++translator.epoch;
}

/// Pages that are not global.
void drop_local(Translator& translator) {
    const bool kernel = translator.kernel_table.drop_local();
    const bool outer = translator.outer_table.drop_local();
    if (kernel || outer) ++translator.epoch;
}

bool is_code_near(const Translator& translator, u32 va) { return (translator.regions[va >> 27] >> (va >> 22 & 31U) & 1U) != 0; }

}  // namespace

void undo_far_chains(Translator& translator) {
    Units& units = translator.units;
    for (u32 i = 0; i < units.far_chain_count; ++i) translator.cache.unsettle(units.far_chain[i].word, Callout::kFarChain);
    units.far_chain_count = 0;
}

void space_changed(Translator& translator, u32 old_root, u32 new_root) {
    if (((old_root ^ new_root) & AR_ROOT_ON) != 0) return drop_everything(translator);
    drop_local(translator);
}

void guest_flushed(Translator& translator, bool all_addresses, u32 va, bool all_spaces) {
    // One address may be one of a superpage, whose parts are all over its 4 MiB.
    if (!all_addresses && !is_code_near(translator, va)) return;
    if (all_spaces) drop_everything(translator);
    else drop_local(translator);
}

}  // namespace anel::monitor
