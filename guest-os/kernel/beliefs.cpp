#include "kernel/beliefs.hpp"

#include "kernel/console.hpp"
#include "kernel/privileged.hpp"

namespace anelix {

void believe_ring() {
    const unsigned seen = ops->ring();
    if (seen != ops->kernel_ring)
        panic("I believe that I run in ring %u, but the machine says ring %u", ops->kernel_ring, seen);
}

void believe_interrupts_off() {
    if (ops->interrupts_are_on()) panic("I turned interrupts off, but the status says that they are on");
}

void believe_root(unsigned table_frame) {
    const unsigned seen = ops->space_table();
    if (seen != table_frame) panic("I set the page-table root to 0x%x, but read back 0x%x", table_frame, seen);
}

void let_interrupts_in() {
    ops->interrupts_on();
    if (!ops->interrupts_are_on()) panic("I turned interrupts on, but the status says that they are off");
    ops->interrupts_off();
    believe_interrupts_off();
}

void check_machine() {
    believe_ring();
    ops->set_trap_entry(ops->entry);
    if (ops->trap_entry() != ops->entry)
        panic("I set the trap vector to 0x%x, but read back 0x%x", reinterpret_cast<unsigned>(ops->entry),
              reinterpret_cast<unsigned>(ops->trap_entry()));
    // With no line listened to, nothing can come in; this is about the flag alone.
    ops->listen(0);
    let_interrupts_in();
}

}  // namespace anelix
