// What the kernel does about a trap, from a program or from its own idle loop.
// Not here: getting in and out (trap.S).
#include "anel_target.h"
#include "kernel/console.hpp"
#include "kernel/misaligned.hpp"
#include "kernel/privileged.hpp"
#include "kernel/process.hpp"
#include "kernel/system_calls.hpp"
#include "kernel/ticks.hpp"
#include "kernel/user_memory.hpp"
#include "lib/syscall_numbers.hpp"

namespace anelix {

namespace {

void interrupt(unsigned line) {
    switch (line) {
        case AR_LINE_TIMER: tick(); return;
        case AR_LINE_CONSOLE:
            ops->port_out(AR_PORT_CONSOLE_IRQ, 0);
            wake_all();
            return;
        default: panic("an interrupt on line %u, which nobody uses", line);
    }
}

const char* describe(unsigned cause) {
    switch (cause) {
        case AR_CAUSE_FETCH_MISALIGNED: return "jumped to a misaligned address";
        case AR_CAUSE_FETCH_ACCESS:
        case AR_CAUSE_FETCH_PAGE: return "jumped to where it may not";
        case AR_CAUSE_ILLEGAL: return "executed an illegal instruction";
        case AR_CAUSE_BREAKPOINT: return "hit a breakpoint";
        case AR_CAUSE_LOAD_MISALIGNED: return "loaded from a misaligned address";
        case AR_CAUSE_LOAD_ACCESS:
        case AR_CAUSE_LOAD_PAGE: return "loaded from where it may not";
        case AR_CAUSE_STORE_MISALIGNED: return "stored to a misaligned address";
        case AR_CAUSE_STORE_ACCESS:
        case AR_CAUSE_STORE_PAGE: return "stored to where it may not";
        case AR_CAUSE_HCALL: return "called a monitor, which is the kernel's business";
        case AR_CAUSE_PRIVILEGED: return "executed a privileged instruction";
        default: return "trapped for no known reason";
    }
}

/// The first touch of a page of heap or stack is no offence.
bool is_first_touch(unsigned cause, unsigned value) {
    return (cause == AR_CAUSE_LOAD_PAGE || cause == AR_CAUSE_STORE_PAGE) && provide_page(value);
}

void end_offender(unsigned cause, unsigned value) {
    print("anelix: %s (pid %d) ended: it %s (0x%x)\n", current->name, current->pid, describe(cause), value);
    log("anelix: pid %d ended at pc 0x%x, sp 0x%x\n", current->pid, current->frame.pc, current->frame.sp());
    end_process(*current, kKilledStatus + static_cast<int>(cause));
}

}  // namespace

/// From a program; interrupts are off. Its registers are in its frame.
extern "C" [[noreturn]] void user_trap(unsigned cause) {
    if ((cause & AR_CAUSE_INTERRUPT) != 0) {
        interrupt(cause & ~AR_CAUSE_INTERRUPT);
        schedule();
    }
    if (cause == AR_CAUSE_ECALL) {
        const bool yields = current->frame.a(7) == static_cast<unsigned>(SystemCall::kYield);
        system_call();
        if (current->state == Process::State::kReady && !yields) go_on();
        schedule();
    }
    const unsigned value = ops->trap_value();
    if (is_first_touch(cause, value)) go_on();
    if (cause == AR_CAUSE_LOAD_MISALIGNED && load_misaligned(value)) go_on();
    end_offender(cause, value);
    schedule();
}

/// From the kernel itself: an interrupt while idle, or a mistake of ours.
extern "C" void kernel_trap(unsigned cause, unsigned pc) {
    if ((cause & AR_CAUSE_INTERRUPT) == 0) panic("the kernel %s (pc 0x%x, value 0x%x)", describe(cause), pc, ops->trap_value());
    interrupt(cause & ~AR_CAUSE_INTERRUPT);
}

}  // namespace anelix
