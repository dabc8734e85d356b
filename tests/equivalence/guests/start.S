// Entry, trap entry and ring changes of the test guests.
#include "anel_target.h"

  .option norelax
  .section .text.start, "ax"
  .globl _start
_start:
  csrwi AR_CSR_MARK, AR_MARK_KERNEL
  lla sp, stack_top
  call guest_main
1:  j 1b

  // Saves all registers in a frame on the trap stack: x1 to x31, then epc and the bank; on_trap(frame).
  .macro trap_entry_of bank, epc, scratch, cause, value, status
  .balign 64
  .globl trap_entry\bank
trap_entry\bank:
  csrrw sp, \scratch, sp
  addi sp, sp, -160
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
  csrr t0, \scratch
  sw t0, 8(sp)
  csrr t0, \epc
  sw t0, 128(sp)
  csrr t0, \cause
  sw t0, 132(sp)
  csrr t0, \value
  sw t0, 136(sp)
  csrr t0, \status
  sw t0, 140(sp)
  li t0, \bank
  sw t0, 144(sp)
  addi t0, sp, 160
  csrw \scratch, t0
  mv a0, sp
  call on_trap
  lw t0, 128(sp)
  csrw \epc, t0
  lw t0, 140(sp)
  csrw \status, t0
  lw x1, 4(sp)
  lw x3, 12(sp)
  lw x4, 16(sp)
  lw x5, 20(sp)
  lw x6, 24(sp)
  lw x7, 28(sp)
  lw x8, 32(sp)
  lw x9, 36(sp)
  lw x10, 40(sp)
  lw x11, 44(sp)
  lw x12, 48(sp)
  lw x13, 52(sp)
  lw x14, 56(sp)
  lw x15, 60(sp)
  lw x16, 64(sp)
  lw x17, 68(sp)
  lw x18, 72(sp)
  lw x19, 76(sp)
  lw x20, 80(sp)
  lw x21, 84(sp)
  lw x22, 88(sp)
  lw x23, 92(sp)
  lw x24, 96(sp)
  lw x25, 100(sp)
  lw x26, 104(sp)
  lw x27, 108(sp)
  lw x28, 112(sp)
  lw x29, 116(sp)
  lw x30, 120(sp)
  lw x31, 124(sp)
  lw sp, 8(sp)
  .word AR_WORD_TRET
  .endm

  .text
  trap_entry_of 0, AR_CSR_EPC0, AR_CSR_SCRATCH0, AR_CSR_CAUSE0, AR_CSR_VALUE0, AR_CSR_STATUS0
  trap_entry_of 1, AR_CSR_EPC1, AR_CSR_SCRATCH1, AR_CSR_CAUSE1, AR_CSR_VALUE1, AR_CSR_STATUS1
  trap_entry_of 2, AR_CSR_EPC2, AR_CSR_SCRATCH2, AR_CSR_CAUSE2, AR_CSR_VALUE2, AR_CSR_STATUS2

  // run_in_ring(ring, function): the function runs there on its own stack and comes back by `leave_ring`.
  // run_outside(ring, function): the same from ring 1, by its own bank.
  // With _by_status in its name: (status, function), whatever status that is.
  .macro runs_in_ring name, status, epc
  .globl \name
  .globl \name\()_by_status
\name:
  slli a0, a0, AR_STATUS_PRING_SHIFT
\name\()_by_status:
  addi sp, sp, -64
  sw ra, 0(sp)
  sw s0, 4(sp)
  sw s1, 8(sp)
  sw s2, 12(sp)
  sw s3, 16(sp)
  sw s4, 20(sp)
  sw s5, 24(sp)
  sw s6, 28(sp)
  sw s7, 32(sp)
  sw s8, 36(sp)
  sw s9, 40(sp)
  sw s10, 44(sp)
  sw s11, 48(sp)
  lla t0, saved_sp
  sw sp, 0(t0)
  csrw \status, a0
  csrw \epc, a1
  lla sp, outer_stack_top
  lla ra, leave_ring
  .word AR_WORD_TRET
  .endm
  runs_in_ring run_in_ring, AR_CSR_STATUS0, AR_CSR_EPC0
  runs_in_ring run_outside, AR_CSR_STATUS1, AR_CSR_EPC1

  .globl leave_ring
leave_ring:
  li a7, 99
  ecall
  // on_trap sends a call 99 here, in ring 0.
  .globl back_in_ring_0
back_in_ring_0:
  lla t0, saved_sp
  lw sp, 0(t0)
  lw ra, 0(sp)
  lw s0, 4(sp)
  lw s1, 8(sp)
  lw s2, 12(sp)
  lw s3, 16(sp)
  lw s4, 20(sp)
  lw s5, 24(sp)
  lw s6, 28(sp)
  lw s7, 32(sp)
  lw s8, 36(sp)
  lw s9, 40(sp)
  lw s10, 44(sp)
  lw s11, 48(sp)
  addi sp, sp, 64
  ret

  .bss
  .balign 16
saved_sp:
  .space 16
  .space 8192
stack_top:
  .space 8192
outer_stack_top:
  .globl trap_stack_top0
  .space 8192
trap_stack_top0:
  .globl trap_stack_top1
  .space 8192
trap_stack_top1:
  .globl trap_stack_top2
  .space 8192
trap_stack_top2:
