// Every exit of a guest to ring −1 comes here: what is it, who answers it, and back to the guest. The twin of traps.cpp.
#include "assist.hpp"
#include "emulate.hpp"
#include "inject.hpp"
#include "interrupts.hpp"
#include "page_faults.hpp"
#include "panic.hpp"

namespace anel::monitor {

extern "C" void handle_exit(Monitor& monitor) {
    mark<AR_MARK_DISPATCH>();
    Vcpu& vcpu = monitor.vcpu;
    if (__builtin_expect((csr_read<AR_CSR_STATUSM>() & AR_STATUS_GUEST) == 0, 0))
        trapped_itself(csr_read<AR_CSR_CAUSEM>(), csr_read<AR_CSR_VALUEM>(), csr_read<AR_CSR_EPCM>());
    if (monitor.shadows()) vcpu.root = monitor.guest_root;
    const u32 reason = vcpu.reason;
    if (reason == AR_EXIT_PORT || reason == AR_EXIT_INSTRUCTION || reason == AR_EXIT_CSR) {
        emulate_allowed(monitor, vcpu.instruction);
    } else if ((reason & AR_CAUSE_INTERRUPT) != 0) {
        real_interrupt(monitor, reason & ~AR_CAUSE_INTERRUPT);
    } else if (reason == AR_CAUSE_LOAD_PAGE) {
        page_fault(monitor, Access::kRead, vcpu.qualification);
    } else if (reason == AR_CAUSE_STORE_PAGE) {
        page_fault(monitor, Access::kWrite, vcpu.qualification);
    } else if (reason == AR_CAUSE_FETCH_PAGE) {
        page_fault(monitor, Access::kExecute, vcpu.qualification);
    } else if (reason == AR_EXIT_NESTED_FAULT) {
        nested_fault(monitor);
    } else if (reason == AR_EXIT_EXTENSION) {
        // A guest's machine has no hardware assist of its own.
        deliver(monitor, AR_CAUSE_ILLEGAL, vcpu.instruction);
    } else if (reason == AR_EXIT_TRIPLE_FAULT) {
        triple_fault(vcpu, vcpu.instruction, vcpu.qualification);
    } else {
        panic("an exit that nobody asked for", reason);
    }
    mark<AR_MARK_DISPATCH>();
    prepare_entry(monitor);
}

extern "C" [[noreturn]] void entry_refused(u32 why) { panic("the hardware refuses the control block", why); }

}  // namespace anel::monitor
