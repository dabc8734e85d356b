// Every trap of the machine while a guest runs comes here: what is it, who answers it, and back to the guest.
#include "emulate.hpp"
#include "hypercalls.hpp"
#include "inject.hpp"
#include "interrupts.hpp"
#include "page_faults.hpp"
#include "panic.hpp"
#include "para.hpp"

namespace anel::monitor {

namespace {

/// Makes the real machine's return lead to where the virtual CPU is.
void prepare_return(Monitor& monitor) {
    Vcpu& vcpu = monitor.vcpu;
    const u32 view = view_of(vcpu.ring);
    if (view != monitor.shadow.current_view())
        monitor.shadow.select(vcpu.root, view);
    mark<AR_MARK_SWITCH>();
    csr_write<AR_CSR_EPC0>(vcpu.pc);
    const u32 ring = real_ring(vcpu.ring);
    if (ring != monitor.returns_to) {
        monitor.returns_to = ring;
        csr_write<AR_CSR_STATUS0>(ring << AR_STATUS_PRING_SHIFT);
    }
}

}  // namespace

extern "C" void handle_trap(Monitor& monitor) {
    mark<AR_MARK_DISPATCH>();
    Vcpu& vcpu = monitor.vcpu;
    const u32 cause = csr_read<AR_CSR_CAUSE0>();
    vcpu.pc = csr_read<AR_CSR_EPC0>();
    if (__builtin_expect(((csr_read<AR_CSR_STATUS0>() >> AR_STATUS_PRING_SHIFT) & 3U) == 0, 0)) trapped_itself(cause, csr_read<AR_CSR_VALUE0>(), vcpu.pc);
    if (__builtin_expect(monitor.para.entered, 0)) {
        para_trap(monitor, cause);
        if (monitor.para.entered) return para_return(monitor);
    } else if (__builtin_expect(cause == AR_CAUSE_PRIVILEGED, 1)) {
        emulate(monitor, csr_read<AR_CSR_VALUE0>());
    } else if (cause == AR_CAUSE_ECALL) {
        deliver(monitor, AR_CAUSE_ECALL, 0);
    } else if (cause == AR_CAUSE_LOAD_PAGE) {
        page_fault(monitor, Access::kRead, csr_read<AR_CSR_VALUE0>());
    } else if (cause == AR_CAUSE_STORE_PAGE) {
        page_fault(monitor, Access::kWrite, csr_read<AR_CSR_VALUE0>());
    } else if (cause == AR_CAUSE_FETCH_PAGE) {
        page_fault(monitor, Access::kExecute, csr_read<AR_CSR_VALUE0>());
    } else if ((cause & AR_CAUSE_INTERRUPT) != 0) {
        real_interrupt(monitor, cause & ~AR_CAUSE_INTERRUPT);
    } else if (cause == AR_CAUSE_HCALL && vcpu.ring == 0 && monitor.para.offered) {
        hypercall(monitor);
        if (monitor.para.entered) return para_return(monitor);
    } else if (cause == AR_CAUSE_HCALL && vcpu.ring == 0) {
        // Nobody answers hypercalls here, and nobody lies beneath virtual ring 0: as on the bare machine.
        deliver(monitor, AR_CAUSE_ILLEGAL, AR_WORD_HCALL);
    } else {
        deliver(monitor, cause, csr_read<AR_CSR_VALUE0>());
    }
    mark<AR_MARK_DISPATCH>();
    take_interrupts(monitor);
    prepare_return(monitor);
}

/// The first return to the guest, which is its start.
void enter_guest(Monitor& monitor) {
    monitor.returns_to = 0;
    prepare_return(monitor);
}

}  // namespace anel::monitor
