// Where does the guest go on? Found in the table that the cache itself asks, else by a walk of the guest's tables, as a fetch would make it,
// and in what is translated of the page that the walk ends at.
#include "inject.hpp"
#include "monitor.hpp"
#include "page_faults.hpp"
#include "panic.hpp"
#include "translate/emitter.hpp"

namespace anel::monitor {

namespace {

/// The guest's fetch at its pc: the leaf that allows it, or 0 with the fault delivered. As page_fault, without a shadow to fill.
u32 fetch_leaf(Monitor& monitor, u32& frame) {
    Vcpu& vcpu = monitor.vcpu;
    const Walk found = guest_walk(monitor, Access::kExecute, vcpu.pc, true);
    frame = found.frame;
    if (found.result == WalkResult::kPageFault) {
        deliver(monitor, AR_CAUSE_FETCH_PAGE, vcpu.pc);
        return 0;
    }
    if (found.result == WalkResult::kAccessFault || vcpu.pc >= monitor.window_base || !monitor.memory.holds(frame)) {
        deliver(monitor, AR_CAUSE_FETCH_ACCESS, vcpu.pc);
        return 0;
    }
    return found.leaf;
}

}  // namespace

u16 unit_at(Monitor& monitor, u32 pc, u16 page) {
    const u16 unit = monitor.translator.units.find(pc, page);
    return unit != kNone ? unit : translate(monitor, pc, page);
}

u16 find_unit(Monitor& monitor) {
    mark<AR_MARK_TRANSLATE>();
    Translator& translator = monitor.translator;
    const Vcpu& vcpu = monitor.vcpu;
    if (vcpu.ring != 0) claim_outer_table(translator, vcpu.ring);
    u32 frame = 0;
    const u32 leaf = fetch_leaf(monitor, frame);
    if (leaf == 0) return kNone;
    translator.regions[vcpu.pc >> 27] |= 1U << (vcpu.pc >> 22 & 31U);
    const bool global = (leaf & AR_PTE_G) != 0 && vcpu.ring == 0;
    if (translator.units.is_full()) evict(translator);
    const u16 page = translator.units.find_or_add_page(vcpu.pc & AR_PTE_FRAME, frame, realm_of(vcpu.ring), global);
    const u16 unit = unit_at(monitor, vcpu.pc, page);
    if (unit != kNone) translator.table_of(vcpu.ring).enter(vcpu.pc, translator.cache.va_of(translator.units.unit[unit].entry), global);
    return unit;
}

u32 resolve(Monitor& monitor) {
    Translator& translator = monitor.translator;
    const Vcpu& vcpu = monitor.vcpu;
    for (;;) {
        if (!translator.translates(vcpu.ring)) return vcpu.pc;
        constexpr u32 kBehindEntry = kEntryWords * sizeof(u32);
        if (vcpu.ring == 0 || vcpu.ring == translator.outer_ring) {
            const u32 known = translator.table_of(vcpu.ring).find(vcpu.pc);
            if (known != 0) return known + kBehindEntry;
        }
        const u16 unit = find_unit(monitor);
        if (unit != kNone) return translator.cache.va_of(translator.units.unit[unit].entry) + kBehindEntry;
    }
}

void claim_outer_table(Translator& translator, u32 ring) {
    if (translator.outer_ring == ring) return;
    translator.outer_ring = ring;
    translator.outer_table.clear();
}

}  // namespace anel::monitor
