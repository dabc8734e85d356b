# The supervisor's entry, its way into ring 3 and back. Not here: what it does in between (supervisor.cpp).
#include "anel_target.h"

.section .text.start, "ax"
.globl _start
_start:
    csrwi AR_CSR_MARK, AR_MARK_KERNEL
    la sp, stack_top
    mv a0, a1
    call supervise

# enter_ring_3(entry): the program begins with interrupts off; it has a stack of its own.
.globl enter_ring_3
enter_ring_3:
    la t0, trap_entry
    csrw AR_CSR_VECTOR0, t0
    csrw AR_CSR_EPC0, a0
    li t0, 3 << AR_STATUS_PRING_SHIFT
    csrw AR_CSR_STATUS0, t0
    .word AR_WORD_TRET

# A program's calls keep all registers but a0, as Linux does. answer(a0, a1, a2, call's number) gives the new a0.
.balign 4
trap_entry:
    csrw AR_CSR_SCRATCH0, sp
    la sp, stack_top
    addi sp, sp, -80
    sw ra, 0(sp)
    sw t0, 4(sp)
    sw t1, 8(sp)
    sw t2, 12(sp)
    sw t3, 16(sp)
    sw t4, 20(sp)
    sw t5, 24(sp)
    sw t6, 28(sp)
    sw a1, 32(sp)
    sw a2, 36(sp)
    sw a3, 40(sp)
    sw a4, 44(sp)
    sw a5, 48(sp)
    sw a6, 52(sp)
    sw a7, 56(sp)
    mv a3, a7
    call answer
    csrr t0, AR_CSR_EPC0
    addi t0, t0, 4
    csrw AR_CSR_EPC0, t0
    lw ra, 0(sp)
    lw t0, 4(sp)
    lw t1, 8(sp)
    lw t2, 12(sp)
    lw t3, 16(sp)
    lw t4, 20(sp)
    lw t5, 24(sp)
    lw t6, 28(sp)
    lw a1, 32(sp)
    lw a2, 36(sp)
    lw a3, 40(sp)
    lw a4, 44(sp)
    lw a5, 48(sp)
    lw a6, 52(sp)
    lw a7, 56(sp)
    csrr sp, AR_CSR_SCRATCH0
    .word AR_WORD_TRET

.section .bss
.balign 16
    .space 4096
stack_top:
