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

constexpr u32 kPatience = 8;  ///< faults of one store before it is translated anew

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

void give_up_frame(Translator& translator, u32 frame) {
    for (u16 at = translator.units.first_page_of(frame); at != kNone; at = translator.units.page[at].next_of_bucket)
        if (translator.units.page[at].frame == frame) give_up_page(translator, at);
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

void note_faulter(Monitor& monitor) {
    Translator& translator = monitor.translator;
    const Vcpu& vcpu = monitor.vcpu;
    if (translator.options.adapts == 0 || !translator.translates(vcpu.ring)) return;
    Walk code{WalkResult::kDone, vcpu.pc & AR_PTE_FRAME, 0, false};
    if ((vcpu.root & AR_ROOT_ON) != 0) code = walk(monitor.memory, vcpu.root, vcpu.pc, AR_PTE_X, vcpu.ring, false);
    Faulter& faulter = translator.faulter[vcpu.pc / 4 % Translator::kFaulters];
    if (faulter.pc != vcpu.pc || faulter.frame != code.frame) faulter = {vcpu.pc, code.frame, 0};
    if (++faulter.count != kPatience) return;
    ++translator.words->adaptations;
    give_up_frame(translator, code.frame);
}

/// The guest's word at its pc.
u32 instruction_at_pc(Monitor& monitor) {
    const Vcpu& vcpu = monitor.vcpu;
    u32 at = vcpu.pc;
    if ((vcpu.root & AR_ROOT_ON) != 0) at = walk(monitor.memory, vcpu.root, vcpu.pc, AR_PTE_X, vcpu.ring, false).frame | vcpu.pc % kPageBytes;
    const volatile u32* const word = monitor.memory.word(at);
    return word != nullptr ? *word : 0;
}

/// The bytes of the store go where it leads; it is known to be allowed and aligned.
void store(Monitor& monitor, u32 word, u32 guest_physical) {
    Translator& translator = monitor.translator;
    if (is_translated(translator.units, guest_physical)) give_up_frame(translator, guest_physical & AR_PTE_FRAME);
    volatile u32* const place = monitor.memory.word(guest_physical);
    const u32 bits = 8U << (funct3_of(word) & 3U);
    const u32 shift = guest_physical % sizeof(u32) * 8;
    const u32 mask = (bits == 32 ? 0xffffffffU : (1U << bits) - 1) << shift;
    *place = (*place & ~mask) | ((monitor.vcpu.x[rs2_of(word)] << shift) & mask);
    monitor.vcpu.pc += 4;
}

}  // namespace

bool keeps_faulting(const Translator& translator, u32 pc, u32 frame) {
    const Faulter& faulter = translator.faulter[pc / 4 % Translator::kFaulters];
    return faulter.pc == pc && faulter.frame == frame && faulter.count >= kPatience;
}

void protect_code(Monitor& monitor, u32 frame) {
    u8& state = state_of(monitor.translator, frame);
    if ((state & kMayBeWritable) != 0) monitor.shadow.forbid_writes(monitor.memory.host_physical(frame));
    state = static_cast<u8>((state | kHoldsCode) & ~kMayBeWritable);
}

u32 guard_code(Monitor& monitor, u32 va, u32 frame, u32 entry, bool is_write) {
    if ((entry & AR_PTE_W) == 0) return entry;
    Translator& translator = monitor.translator;
    u8& state = state_of(translator, frame);
    if ((state & kHoldsCode) != 0) {
        if (!is_write) return entry & ~static_cast<u32>(AR_PTE_W);
        mark<AR_MARK_TRANSLATE>();
        u32 writes = 0;
        if (has_units(translator.units, frame)) {
            if (writes_of(state) >= kWritesMost) {
                note_faulter(monitor);
                store(monitor, instruction_at_pc(monitor), frame | va % kPageBytes);
                return 0;
            }
            if (comes_at_once(translator, frame)) writes = writes_of(state) + 1;
            give_up_frame(translator, frame);
        }
        state = static_cast<u8>(writes * kOneWrite);
    }
    state |= kMayBeWritable;
    return entry;
}

void forget_code(Monitor& monitor, u32 guest_physical, u32 bytes) {
    for (u32 frame = guest_physical & AR_PTE_FRAME; frame - (guest_physical & AR_PTE_FRAME) < bytes + guest_physical % kPageBytes; frame += kPageBytes)
        if (monitor.memory.holds(frame) && (state_of(monitor.translator, frame) & kHoldsCode) != 0) give_up_frame(monitor.translator, frame);
}

void emulate_store(Monitor& monitor, u32 word) {
    Vcpu& vcpu = monitor.vcpu;
    const u32 va = vcpu.x[rs1_of(word)] + s_immediate(word);
    if ((va & ((1U << (funct3_of(word) & 3U)) - 1)) != 0) return deliver(monitor, AR_CAUSE_STORE_MISALIGNED, va);
    Walk found{WalkResult::kDone, va & AR_PTE_FRAME, 0, false};
    if ((vcpu.root & AR_ROOT_ON) != 0) found = walk(monitor.memory, vcpu.root, va, AR_PTE_W, vcpu.ring, true);
    if (found.result == WalkResult::kPageFault) return deliver(monitor, AR_CAUSE_STORE_PAGE, va);
    if (found.result == WalkResult::kAccessFault || va >= monitor.window_base || !monitor.memory.holds(found.frame))
        return deliver(monitor, AR_CAUSE_STORE_ACCESS, va);
    store(monitor, word, found.frame | va % kPageBytes);
}

}  // namespace anel::monitor
