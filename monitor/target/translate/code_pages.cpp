// The guest may write its own code, and the machine's next fetch sees it. So pages of which something is translated are read-only in the
// shadow tables, and the guest's stores to them come here. The first few times the page's units are given up and it may be written: a program is
// being loaded, or code has changed. A page that is written again at once, a few times running, holds code and data: it stays protected, and its
// stores are done in the guest's place; those that keep coming are translated anew as calls.
#include "inject.hpp"
#include "monitor.hpp"
#include "translate/emitter.hpp"
#include "walk.hpp"

namespace anel::monitor {

namespace {

constexpr u32 kAtOnce = 20000;  ///< cycles between two writes of the same code

u8& state_of(Translator& translator, u32 guest_physical) { return translator.frame_state[guest_physical / kPageBytes]; }
u32 writes_of(u8 state) { return state / kOneWrite; }

void give_up_page(Translator& translator, u16 index) {
    Units& units = translator.units;
    CodePage& page = units.page[index];
    if (page.first_unit == kNone) return;
    LookupTable& table = page.realm == Realm::kKernel ? translator.kernel_table : translator.outer_table;
    for (u16 at = page.first_unit; at != kNone; at = units.unit[at].next_of_page) {
        table.remove(units.unit[at].pc, translator.cache.va_of(units.unit[at].entry));
        ++translator.words->invalidated;
    }
    units.give_up_all_of(page);
    u32 kept = 0;
    for (u32 i = 0; i < units.far_chain_count; ++i) {
        const FarChain& chain = units.far_chain[i];
        if (chain.to == index) translator.cache.unsettle(chain.word, Callout::kFarChain);
        else if (chain.from != index) units.far_chain[kept++] = chain;
    }
    units.far_chain_count = kept;
    translator.words->units = units.live;
    ++translator.epoch;
}

bool has_units(const Units& units, u32 frame) {
    for (u16 at = units.first_page_of(frame); at != kNone; at = units.page[at].next_of_bucket)
        if (units.page[at].frame == frame && units.page[at].first_unit != kNone) return true;
    return false;
}

/// Whether this code was given up only a moment ago. Remembers this moment.
bool comes_at_once(Translator& translator, u32 frame) {
    Written& last = translator.written[frame / kPageBytes % Translator::kWritten];
    const u32 now = csr_read<AR_CSR_CYCLE>();
    const bool soon = last.frame == frame && now - last.cycle < kAtOnce;
    last = {frame, now};
    return soon;
}

/// Whether some unit translates the word at this guest-physical address.
bool is_translated(const Units& units, u32 guest_physical) {
    const u32 frame = guest_physical & AR_PTE_FRAME;
    const u32 offset = guest_physical % kPageBytes;
    for (u16 at = units.first_page_of(frame); at != kNone; at = units.page[at].next_of_bucket) {
        if (units.page[at].frame != frame) continue;
        for (u16 unit = units.page[at].first_unit; unit != kNone; unit = units.unit[unit].next_of_page) {
            const u32 first = units.unit[unit].pc % kPageBytes;
            if (offset + 3 >= first && offset < first + units.unit[unit].instructions * sizeof(u32)) return true;
        }
    }
    return false;
}

}  // namespace

void give_up_frame(Translator& translator, u32 frame) {
    for (u16 at = translator.units.first_page_of(frame); at != kNone; at = translator.units.page[at].next_of_bucket)
        if (translator.units.page[at].frame == frame) give_up_page(translator, at);
}

void protect_code(Monitor& monitor, u32 frame) {
    u8& state = state_of(monitor.translator, frame);
    if ((state & kHoldsCode) != 0) return;
    monitor.shadow.forbid_writes(frame);
    state |= kHoldsCode;
}

bool stays_protected(const Translator& translator, u32 frame) {
    return writes_of(translator.frame_state[frame / kPageBytes]) >= kWritesMost && has_units(translator.units, frame);
}

u32 guard_code(Monitor& monitor, u32 frame, u32 entry, bool is_write) {
    Translator& translator = monitor.translator;
    u8& state = state_of(translator, frame);
    if ((entry & AR_PTE_W) == 0 || (state & kHoldsCode) == 0) return entry;
    if (!is_write || stays_protected(translator, frame)) return withheld(entry);
    mark<AR_MARK_TRANSLATE>();
    u32 writes = 0;
    if (has_units(translator.units, frame)) {
        if (comes_at_once(translator, frame)) writes = writes_of(state) + 1;
        give_up_frame(translator, frame);
    }
    state = static_cast<u8>(writes * kOneWrite);
    return entry;
}

void code_written(Monitor& monitor, u32 guest_physical) {
    if (!holds_code(monitor.translator, guest_physical)) return;
    if (is_translated(monitor.translator.units, guest_physical)) give_up_frame(monitor.translator, guest_physical & AR_PTE_FRAME);
}

void forget_code(Monitor& monitor, u32 guest_physical, u32 bytes) {
    for (u32 frame = guest_physical & AR_PTE_FRAME; frame - (guest_physical & AR_PTE_FRAME) < bytes + guest_physical % kPageBytes; frame += kPageBytes)
        if (monitor.memory.holds(frame) && holds_code(monitor.translator, frame)) give_up_frame(monitor.translator, frame);
}

}  // namespace anel::monitor
