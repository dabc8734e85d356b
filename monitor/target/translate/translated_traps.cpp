// Every trap of the machine while a guest is run by translation comes here: the twin of traps.cpp. What is new is that the machine's pc is
// not the guest's. On the way in, the maps say where the guest is; on the way out, it is found where in the cache that is.
#include "emulate.hpp"
#include "guest_store.hpp"
#include "inject.hpp"
#include "interrupts.hpp"
#include "monitor.hpp"
#include "page_faults.hpp"
#include "panic.hpp"
#include "translate/translator.hpp"

namespace anel::monitor {

namespace {

/// What the guest's ring 0 has changed on its page, as its CSRs would have taken it.
void read_page(Monitor& monitor) {
    Vcpu& vcpu = monitor.vcpu;
    const SharedPage& page = *monitor.translator.kernel_page;
    vcpu.reg(0, kStatus) = (page.status_rest & AR_WRITABLE_STATUS0 & ~AR_STATUS_IE) | (page.enabled != 0 ? AR_STATUS_IE : 0U);
    vcpu.reg(0, kEpc) = page.epc & AR_WRITABLE_EPC0;
    vcpu.reg(0, kScratch) = page.scratch;
}

/// What a trap or a return changes, and whether an interrupt waits. The rest of the page changes by CSR instructions alone.
void write_page(Monitor& monitor, u32 event) {
    Vcpu& vcpu = monitor.vcpu;
    SharedPage& page = *monitor.translator.kernel_page;
    const u32 status = vcpu.reg(0, kStatus);
    page.enabled = status & AR_STATUS_IE;
    page.status_rest = status & ~static_cast<u32>(AR_STATUS_IE);
    page.event = event;
    page.epc = vcpu.reg(0, kEpc);
    page.cause = vcpu.reg(0, kCause);
    page.value = vcpu.reg(0, kValue);
    page.scratch = vcpu.reg(0, kScratch);
}

/// The virtual CPU page of the ring that is about to run stands at the top.
void show_page(Translator& translator, u32 real, u32 to_physical) {
    if (translator.page_in_sight == real || translator.options.translates_user == 0) return;
    translator.page_in_sight = real;
    const SharedPage& page = translator.page_of(real == 3 ? 3 : 0);
    u32& entry = translator.window_table[kEntries - 1];
    entry = ((static_cast<u32>(reinterpret_cast<uintptr_t>(&page)) + to_physical) & AR_PTE_FRAME) | (entry & ~(AR_PTE_FRAME | 3U << AR_PTE_RING_SHIFT)) |
            real << AR_PTE_RING_SHIFT;
    tlb_flush_page_everywhere(kSharedVa);
}

/// Makes the real machine's return lead on at `at`. `event`: see the page.
void prepare(Monitor& monitor, u32 at, u32 event) {
    const Vcpu& vcpu = monitor.vcpu;
    const u32 view = view_of(vcpu.ring);
    if (__builtin_expect(view != monitor.shadow.current_view(), 0))
        monitor.shadow.select(vcpu.root, view);
    mark<AR_MARK_SWITCH>();
    csr_write<AR_CSR_EPC0>(at);
    if (vcpu.ring == 0) write_page(monitor, event);
    // Virtual rings 1 and 2 can reach the page, too. What they left there is not to be what ring 0 reads.
    if (__builtin_expect(view == 0 && monitor.translator.page_is_doubtful != 0, 0)) csrs_changed(monitor);
    const u32 ring = real_ring(vcpu.ring);
    if (ring != monitor.returns_to) {
        monitor.returns_to = ring;
        csr_write<AR_CSR_STATUS0>(ring << AR_STATUS_PRING_SHIFT);
        show_page(monitor.translator, ring, monitor.to_physical);
    }
    if (view != 0) monitor.translator.page_is_doubtful = 1;
}

/// What is no callout. `store`: the word of the instruction, if it may be a store in the cache; else 0.
[[gnu::noinline]] void answer(Monitor& monitor, u32 cause, u32 store) {
    const u32 value = csr_read<AR_CSR_VALUE0>();
    if (cause == AR_CAUSE_LOAD_PAGE) page_fault(monitor, Access::kRead, value);
    else if (cause == AR_CAUSE_STORE_PAGE) page_fault(monitor, Access::kWrite, value, store);
    else if (cause == AR_CAUSE_FETCH_PAGE) page_fault(monitor, Access::kExecute, value);
    else if (cause == AR_CAUSE_PRIVILEGED) emulate(monitor, value);
    else if ((cause & AR_CAUSE_INTERRUPT) != 0) real_interrupt(monitor, cause & ~AR_CAUSE_INTERRUPT);
    else deliver(monitor, cause, cause == AR_CAUSE_BREAKPOINT ? monitor.vcpu.pc : value);
}

/// The guest was stopped in the middle of an instruction. The word where it is after that, or kNoWord where only its pc says.
[[gnu::noinline]] u32 leave_the_middle(Monitor& monitor, u32 word, u32 cause) {
    if ((cause & AR_CAUSE_INTERRUPT) != 0) {
        ++monitor.translator.words->rolled_forward;
        return roll_forward(monitor, word);
    }
    // A lookup that has found nothing: the guest is where it jumped to.
    if (cause == AR_CAUSE_ECALL) return roll_forward(monitor, word);
    // Sequences do not fault. This is a guest that went into the cache by itself.
    stand_before(monitor, word);
    return kNoWord;
}

void write_root(Monitor& monitor, u32 insn) {
    Translator& translator = monitor.translator;
    Vcpu& vcpu = monitor.vcpu;
    const u32 old = vcpu.root;
    vcpu.root = vcpu.x[rs1_of(insn)] & AR_WRITABLE_ROOT;
    translator.kernel_page->root = vcpu.root;
    vcpu.pc += 4;
    monitor.shadow.select(vcpu.root, 0);
    const bool other = ((old ^ vcpu.root) & AR_ROOT_ON) != 0 || translator.kernel_table.has_local() || translator.outer_table.has_local();
    if (other) space_changed(translator, old, vcpu.root);
}

void flush(Monitor& monitor, u32 insn) {
    monitor.shadow.flushed();
    guest_flushed(monitor.translator, rs1_of(insn) == 0, monitor.vcpu.x[rs1_of(insn)], rs2_of(insn) == 0);
    monitor.vcpu.pc += 4;
}

void return_from_trap(Vcpu& vcpu) {
    mark<AR_MARK_EMULATE>();
    u32& status = vcpu.reg(0, kStatus);
    const u32 pie = (status & AR_STATUS_PIE) != 0 ? AR_STATUS_IE : 0U;
    vcpu.ring = (status >> AR_STATUS_PRING_SHIFT) & 3U;
    vcpu.pc = vcpu.reg(0, kEpc);
    status = (status & ~static_cast<u32>(AR_STATUS_IE)) | pie;
}

/// Translated code has called, from between two instructions of the guest.
u32 called(Monitor& monitor, u32 word) {
    Translator& translator = monitor.translator;
    ++translator.words->callouts;
    // A guest's outer ring may have gone by itself into what was made for its ring 0.
    if (__builtin_expect(monitor.vcpu.ring != 0, 0)) return call_out(monitor, word);
    read_page(monitor);
    return call_out(monitor, word);
}

/// A trap in translated code. The word to go on at, or kNoWord where it is to be found by the guest's pc.
u32 trap_in_cache(Monitor& monitor, u32 cause) {
    Translator& translator = monitor.translator;
    TranslationCache& cache = translator.cache;
    Vcpu& vcpu = monitor.vcpu;
    u32 word = (vcpu.pc - cache.va) / sizeof(u32);
    if (__builtin_expect(word >= cache.used, 0)) {
        // A guest that lives in ring 1 by a trick of its own is taken at its word, and goes on translated.
        word = kNoWord;
    } else if (__builtin_expect(cache.is_boundary(word), 1)) {
        vcpu.pc = cache.pc_of(word);
        if (cause == AR_CAUSE_ECALL) return called(monitor, word);
    } else {
        word = leave_the_middle(monitor, word, cause);
    }
    const u32 ring = vcpu.ring;
    if (ring == 0) read_page(monitor);
    if (cause == AR_CAUSE_ECALL) {
        ++translator.words->lookup_misses;
        return kNoWord;
    }
    if (word == kNoWord && (cause & AR_CAUSE_INTERRUPT) == 0) return kNoWord;
    const u32 epoch = translator.epoch;
    const u32 pc = vcpu.pc;
    // A store is one word, the copy of itself.
    const u32 store = word != kNoWord && code::opcode_of(cache.code[word]) == code::kOpStore ? cache.code[word] : 0;
    answer(monitor, cause, store);
    if (vcpu.ring != ring || translator.epoch != epoch) return kNoWord;
    if (vcpu.pc == pc) return word;
    // Behind a store that was done in the guest's place.
    return store != 0 && vcpu.pc == pc + 4 && cache.pc_map[word + 1] == (vcpu.pc | AR_GUEST_BOUNDARY) ? word + 1 : kNoWord;
}

/// Whether an interrupt might be delivered now. Where that is all there is to know, it is known without a detour: lines that are up for
/// the guest, and that nobody listens to, or that wait for its ring 0 to turn interrupts on (`event`). `on`: whether they are.
inline bool may_interrupt(const Monitor& monitor, u32& event, bool on) {
    const Vcpu& vcpu = monitor.vcpu;
    const u32 real = csr_read<AR_CSR_PENDING0>();
    if (((real & ~kConsoleBit) | monitor.console_masked | (vcpu.grant & kGrantRings)) != 0) return true;
    event = (real | vcpu.timer_line | vcpu.disk_line | vcpu.reg(0, kPending)) & vcpu.reg(0, kImask);
    return event != 0 && on;
}

/// Takes an interrupt if the guest's enables let one in. False: the guest is where it was.
[[gnu::noinline]] bool take_interrupt(Monitor& monitor, u32& event) {
    const u32 pc = monitor.vcpu.pc;
    const u32 ring = monitor.vcpu.ring;
    event = take_what_is_up(monitor);
    const bool taken = monitor.vcpu.pc != pc || monitor.vcpu.ring != ring;
    // Behind a delivery more may wait.
    if (taken || (monitor.vcpu.grant & kGrantRings) != 0) event = waiting_for_kernel(monitor);
    return taken;
}

/// resolve, for those who are found at once: programs, and what the kernel's table has.
inline u32 where_now(Monitor& monitor) {
    const Translator& translator = monitor.translator;
    const Vcpu& vcpu = monitor.vcpu;
    if (!translator.translates(vcpu.ring)) return vcpu.pc;
    const u32 known = vcpu.ring == 0 ? translator.kernel_table.find(vcpu.pc) : 0;
    return known != 0 ? known + kEntryWords * sizeof(u32) : resolve(monitor);
}

/// What comes behind every answer: an interrupt, or on at this word; kNoWord: where the guest's pc says.
[[gnu::always_inline]] inline void go_on(Monitor& monitor, u32 word) {
    mark<AR_MARK_DISPATCH>();
    const Vcpu& vcpu = monitor.vcpu;
    u32 event = 0;
    const bool on = vcpu.ring != 0 || (vcpu.reg(0, kStatus) & AR_STATUS_IE) != 0;
    if (__builtin_expect(may_interrupt(monitor, event, on), 0) && take_interrupt(monitor, event)) word = kNoWord;
    prepare(monitor, word != kNoWord ? monitor.translator.cache.va_of(word) : where_now(monitor), event);
}

/// The same for those who have hoped for less.
[[gnu::noinline]] bool go_on_otherwise(Monitor& monitor, u32 word) {
    go_on(monitor, word);
    return false;
}

/// Any trap. False: the guest's general registers may have changed.
[[gnu::noinline]] bool answer_any(Monitor& monitor, u32 cause) {
    u32 word = kNoWord;
    if (monitor.translator.translates(monitor.vcpu.ring)) word = trap_in_cache(monitor, cause);
    else if (cause == AR_CAUSE_ECALL) deliver(monitor, AR_CAUSE_ECALL, 0);
    else answer(monitor, cause, 0);
    go_on(monitor, word);
    return false;
}

/// Back to a program, which runs directly. All that is left to do where nothing else is the matter.
[[gnu::noinline]] bool return_at_once(Monitor& monitor, u32 word) {
    Vcpu& vcpu = monitor.vcpu;
    vcpu.pc = monitor.translator.cache.pc_of(word);
    ++monitor.translator.words->callouts;
    read_page(monitor);
    return_from_trap(vcpu);
    u32 event = 0;
    const bool direct = !monitor.translator.translates(vcpu.ring) && monitor.translator.page_is_doubtful == 0;
    if (__builtin_expect(!direct || may_interrupt(monitor, event, true), 0)) return go_on_otherwise(monitor, kNoWord);
    mark<AR_MARK_SWITCH>();
    csr_write<AR_CSR_EPC0>(vcpu.pc);
    monitor.returns_to = 3;
    csr_write<AR_CSR_STATUS0>(3U << AR_STATUS_PRING_SHIFT);
    return true;
}

/// What only the monitor can do and the guest's ring 0 does most often: into another address space, a flush, a store to a table. It leaves the
/// guest's bank on its page, and mostly the guest goes on behind it; so all the rest is left out. True: its general registers are as they were.
[[gnu::noinline]] bool answer_at_once(Monitor& monitor, u32 word, Callout what) {
    Vcpu& vcpu = monitor.vcpu;
    Translator& translator = monitor.translator;
    const u32 epoch = translator.epoch;
    const u32 in_cache = vcpu.pc;
    const u32 insn = translator.cache.info[word];
    vcpu.pc = translator.cache.pc_of(word);
    if (what == Callout::kRoot) {
        write_root(monitor, insn);
    } else if (what == Callout::kFlush) {
        flush(monitor, insn);
    } else if (!store_at_once(monitor, insn)) {
        vcpu.pc = in_cache;
        return answer_any(monitor, AR_CAUSE_ECALL);
    }
    ++translator.words->callouts;
    u32 event = 0;
    const bool more = may_interrupt(monitor, event, translator.kernel_page->enabled != 0);
    if (__builtin_expect(more || translator.epoch != epoch || translator.page_is_doubtful != 0, 0)) {
        read_page(monitor);
        return go_on_otherwise(monitor, translator.epoch != epoch ? kNoWord : word + 1);
    }
    mark<AR_MARK_SWITCH>();
    csr_write<AR_CSR_EPC0>(in_cache + sizeof(u32));
    translator.kernel_page->event = event;
    return true;
}

}  // namespace

/// True: the guest's general registers are as they were.
extern "C" bool handle_translated_trap(Monitor& monitor) {
    mark<AR_MARK_DISPATCH>();
    Vcpu& vcpu = monitor.vcpu;
    const TranslationCache& cache = monitor.translator.cache;
    const u32 cause = csr_read<AR_CSR_CAUSE0>();
    const u32 at = csr_read<AR_CSR_EPC0>();
    vcpu.pc = at;
    if (__builtin_expect(((csr_read<AR_CSR_STATUS0>() >> AR_STATUS_PRING_SHIFT) & 3U) == 0, 0)) trapped_itself(cause, csr_read<AR_CSR_VALUE0>(), at);
    if (cause == AR_CAUSE_ECALL && vcpu.ring == 0) {
        const u32 word = (at - cache.va) / sizeof(u32);
        if (word < cache.used && cache.callout(word) >= Callout::kReturn && cache.is_boundary(word)) {
            const Callout what = cache.callout(word);
            if (what == Callout::kReturn) return return_at_once(monitor, word);
            if (is_answered_at_once(what)) return answer_at_once(monitor, word, what);
        }
    }
    return answer_any(monitor, cause);
}

void enter_translated(Monitor& monitor) {
    monitor.returns_to = 0;
    csrs_changed(monitor);
    const u32 at = resolve(monitor);
    prepare(monitor, at, waiting_for_kernel(monitor));
}

void csrs_changed(Monitor& monitor) {
    Vcpu& vcpu = monitor.vcpu;
    SharedPage& page = *monitor.translator.kernel_page;
    page.vector = vcpu.reg(0, kVector);
    page.delegate = vcpu.reg(0, kDelegate);
    page.imask = vcpu.reg(0, kImask);
    page.root = vcpu.root;
    page.grant = vcpu.grant;
    monitor.translator.page_is_doubtful = 0;
    const u32 reads_time = (vcpu.grant >> AR_GRANT_TIME_SHIFT) & 3U;
    csr_write<AR_CSR_GRANT>((reads_time == 3 ? 3U : 1U) << AR_GRANT_TIME_SHIFT);
}

}  // namespace anel::monitor
