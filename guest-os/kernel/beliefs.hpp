// What the kernel believes about its machine, and says when it turns out to be wrong. A kernel is written for a machine of its own;
// where that does not hold, it is not alone, and has no business going on: every check below panics with what was believed and
// what was seen. On an honest machine, and on a good imitation of one, they all hold for ever.
#pragma once

namespace anelix {

/// At boot, once: the ring, the trap vector, and that the interrupt flag does what it is told.
void check_machine();
void believe_ring();
void believe_interrupts_off();
void believe_root(unsigned table_frame);
/// Turns interrupts on for as long as it takes to be interrupted, and makes sure that they really were on.
void let_interrupts_in();

}  // namespace anelix
