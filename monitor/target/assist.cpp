#include "assist.hpp"

#include "decode.hpp"
#include "inject.hpp"
#include "interrupts.hpp"
#include "panic.hpp"
#include "walk.hpp"

extern "C" [[gnu::visibility("hidden")]] void exit_entry();

namespace anel::monitor {

namespace {

alignas(kPageBytes) u32 nested_root[kEntries];
/// For the end of guest RAM where that is no multiple of a superpage.
alignas(kPageBytes) u32 nested_leaves[kEntries];

constexpr u32 kSuperpageBytes = kPageBytes * kEntries;
constexpr u32 kNestedRights = AR_PTE_V | AR_PTE_R | AR_PTE_W | AR_PTE_X | AR_PTE_A | AR_PTE_D;
constexpr u32 kPageFaults = 1U << AR_CAUSE_FETCH_PAGE | 1U << AR_CAUSE_LOAD_PAGE | 1U << AR_CAUSE_STORE_PAGE;
constexpr u32 kEveryCause = 0xffff;

void intercept_csr(u32 (&mask)[2], u32 row) { mask[row / 32] |= 1U << (row % 32); }

u32 physical(const Monitor& monitor, const void* pointer) {
    return static_cast<u32>(reinterpret_cast<uintptr_t>(pointer)) + monitor.to_physical;
}

void enter_ring_minus_1() {
    const u32 assist = csr_read<AR_CSR_ASSIST>();
    if (assist != AR_ASSIST_PRESENT) panic("no hardware assist to be had: the assist register says", assist);
    asm volatile(".word %0" : : "i"(AR_WORD_VMON) : "memory");
}

}  // namespace

void start_assist(Monitor& monitor) {
    Vcpu& vcpu = monitor.vcpu;
    enter_ring_minus_1();
    csr_write<AR_CSR_VECTORM>(static_cast<u32>(reinterpret_cast<uintptr_t>(&exit_entry)));
    csr_write<AR_CSR_SCRATCHM>(static_cast<u32>(reinterpret_cast<uintptr_t>(&monitor)));
    listen_as_usual(monitor);
    vcpu.block_physical = physical(monitor, &vcpu);
    vcpu.magic = AR_BLOCK_MAGIC_WORD;
    vcpu.tag = kVmId;
    // Whose time it is, is not the guest's to say.
    intercept_csr(vcpu.csr_writes, AR_CSR_ROW_VMID);
    if (monitor.shadows()) {
        // The guest's translations are ours to make: all that changes or asks them comes here.
        csr_write<AR_CSR_DELEGATEM>(kEveryCause & ~kPageFaults);
        vcpu.intercepts = AR_INTERCEPT_WFI | AR_INTERCEPT_PORT | AR_INTERCEPT_TLBFLUSH | AR_INTERCEPT_PROBE;
        intercept_csr(vcpu.csr_reads, AR_CSR_ROW_ROOT);
        intercept_csr(vcpu.csr_writes, AR_CSR_ROW_ROOT);
    } else {
        csr_write<AR_CSR_DELEGATEM>(kEveryCause);
        vcpu.intercepts = AR_INTERCEPT_WFI | AR_INTERCEPT_PORT;
        vcpu.nested_root = physical(monitor, nested_root) | AR_ROOT_ON;
    }
}

void prepare_entry(Monitor& monitor) {
    Vcpu& vcpu = monitor.vcpu;
    if ((real_lines(monitor) | vcpu.timer_line | vcpu.disk_line | monitor.console_masked | vcpu.lines) != 0) vcpu.lines = update_lines(monitor);
    if (monitor.shadows()) {
        monitor.guest_root = vcpu.root;
        vcpu.root = monitor.shadow.real_root();
    }
    mark<AR_MARK_SWITCH>();
}

void nested_fault(Monitor& monitor) {
    mark<AR_MARK_NESTED_FILL>();
    Vcpu& vcpu = monitor.vcpu;
    const u32 at = vcpu.guest_physical;
    if (!monitor.memory.holds(at)) {
        if (vcpu.instruction != 0) {
            // A probe through tables that lie nowhere: the answer is no, as on the bare machine.
            vcpu.set_x(rd_of(vcpu.instruction), 0);
            vcpu.pc += 4;
            return;
        }
        const u32 own = (vcpu.qualification >> AR_NESTED_ACCESS_SHIFT) & (AR_PTE_R | AR_PTE_W | AR_PTE_X);
        // The bare machine's walk has ended well before it finds no memory there, and has noted that in the entry.
        if ((vcpu.root & AR_ROOT_ON) != 0) walk(monitor.memory, vcpu.root, vcpu.guest_virtual, own, vcpu.ring, true);
        return deliver(monitor, access_fault_cause(static_cast<Access>(own)), vcpu.guest_virtual);
    }
    const u32 begin = at & ~(kSuperpageBytes - 1);
    if (monitor.memory.holds(begin + (kSuperpageBytes - 1))) {
        nested_root[at >> 22] = monitor.memory.host_physical(begin) | kNestedRights;
        return;
    }
    nested_root[at >> 22] = physical(monitor, nested_leaves) | AR_PTE_V;
    nested_leaves[(at >> 12) % kEntries] = (monitor.memory.host_physical(at) & AR_PTE_FRAME) | kNestedRights;
}

}  // namespace anel::monitor
