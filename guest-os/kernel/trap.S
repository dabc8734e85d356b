# Into the kernel and out of it: the assembly half of the privileged operations, once for each bank that the kernel may have.
# It is bank 0 on a machine of its own, and bank 1 where a monitor lends it ring 1; the two differ in nothing else.
# The bank's scratch register holds the address of the running process's frame while a program runs, and 0 while the kernel does;
# that is how the entry knows where it came from without asking the status register.
#include "anel_target.h"

.macro traps_through bank, scratch, epc, cause, status
.text
.globl trap_entry\bank
.balign 4
trap_entry\bank:
    csrrw sp, \scratch, sp
    beqz sp, from_kernel\bank
    sw x1, 4(sp)
    sw x3, 12(sp)
    sw x4, 16(sp)
    sw x5, 20(sp)
    sw x6, 24(sp)
    sw x7, 28(sp)
    sw x8, 32(sp)
    sw x9, 36(sp)
    sw x10, 40(sp)
    sw x11, 44(sp)
    sw x12, 48(sp)
    sw x13, 52(sp)
    sw x14, 56(sp)
    sw x15, 60(sp)
    sw x16, 64(sp)
    sw x17, 68(sp)
    sw x18, 72(sp)
    sw x19, 76(sp)
    sw x20, 80(sp)
    sw x21, 84(sp)
    sw x22, 88(sp)
    sw x23, 92(sp)
    sw x24, 96(sp)
    sw x25, 100(sp)
    sw x26, 104(sp)
    sw x27, 108(sp)
    sw x28, 112(sp)
    sw x29, 116(sp)
    sw x30, 120(sp)
    sw x31, 124(sp)
    csrrw t0, \scratch, zero # the program's sp; from here on we are the kernel
    sw t0, 8(sp)
    csrr t0, \epc
    sw t0, 0(sp)
    csrr a0, \cause
    la sp, kernel_stack_top
    call user_trap                  # does not come back: it resumes some process

# resume_program0 and resume_program1(frame): on with a program. All that it needs to know is in the frame.
.globl resume_program\bank
resume_program\bank:
    lw t0, 0(a0)
    csrw \epc, t0
    csrw \scratch, a0
    li t0, AR_STATUS_PIE | (3 << AR_STATUS_PRING_SHIFT)
    csrw \status, t0
    lw x1, 4(a0)
    lw x2, 8(a0)
    lw x3, 12(a0)
    lw x4, 16(a0)
    lw x5, 20(a0)
    lw x6, 24(a0)
    lw x7, 28(a0)
    lw x8, 32(a0)
    lw x9, 36(a0)
    lw x11, 44(a0)
    lw x12, 48(a0)
    lw x13, 52(a0)
    lw x14, 56(a0)
    lw x15, 60(a0)
    lw x16, 64(a0)
    lw x17, 68(a0)
    lw x18, 72(a0)
    lw x19, 76(a0)
    lw x20, 80(a0)
    lw x21, 84(a0)
    lw x22, 88(a0)
    lw x23, 92(a0)
    lw x24, 96(a0)
    lw x25, 100(a0)
    lw x26, 104(a0)
    lw x27, 108(a0)
    lw x28, 112(a0)
    lw x29, 116(a0)
    lw x30, 120(a0)
    lw x31, 124(a0)
    lw x10, 40(a0)
    .word AR_WORD_TRET

# An interrupt while the kernel idles, or a fault of its own. Interrupts stay off until the return.
from_kernel\bank:
    csrrw sp, \scratch, sp
    addi sp, sp, -80
    sw ra, 0(sp)
    sw t0, 4(sp)
    sw t1, 8(sp)
    sw t2, 12(sp)
    sw t3, 16(sp)
    sw t4, 20(sp)
    sw t5, 24(sp)
    sw t6, 28(sp)
    sw a0, 32(sp)
    sw a1, 36(sp)
    sw a2, 40(sp)
    sw a3, 44(sp)
    sw a4, 48(sp)
    sw a5, 52(sp)
    sw a6, 56(sp)
    sw a7, 60(sp)
    csrr a0, \cause
    csrr a1, \epc
    call kernel_trap
    lw ra, 0(sp)
    lw t0, 4(sp)
    lw t1, 8(sp)
    lw t2, 12(sp)
    lw t3, 16(sp)
    lw t4, 20(sp)
    lw t5, 24(sp)
    lw t6, 28(sp)
    lw a0, 32(sp)
    lw a1, 36(sp)
    lw a2, 40(sp)
    lw a3, 44(sp)
    lw a4, 48(sp)
    lw a5, 52(sp)
    lw a6, 56(sp)
    lw a7, 60(sp)
    addi sp, sp, 80
    .word AR_WORD_TRET
.endm

traps_through 0, AR_CSR_SCRATCH0, AR_CSR_EPC0, AR_CSR_CAUSE0, AR_CSR_STATUS0
traps_through 1, AR_CSR_SCRATCH1, AR_CSR_EPC1, AR_CSR_CAUSE1, AR_CSR_STATUS1

# ask_for_monitor(): the version of the interface that a monitor offers, or 0. Without one hcall is an illegal instruction,
# and the trap comes back here; nothing but a return address is at stake, and interrupts are off.
.text
.globl ask_for_monitor
ask_for_monitor:
    la t0, nobody_answers
    csrw AR_CSR_VECTOR0, t0
    li a7, AR_HYPERCALL_VERSION
    .word AR_WORD_HCALL
    ret
.balign 4
nobody_answers:
    li a0, 0
    ret
