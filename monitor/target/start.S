// Where the monitor begins, and the door between it and its guest: every trap of the guest comes in through trap_entry
// and goes out through resume_guest, or, under hardware assist, through exit_entry and resume_assisted. The rest is C++.
// The mark `switch` is set before the guest goes on, so the saving below is booked to it from its first instruction.
#include "anel_target.h"

  .option norelax
  .section .text.start, "ax"
  .globl _start
_start:
  csrwi AR_CSR_MARK, AR_MARK_BOOT
  lla sp, stack_top
  lla a2, image_start
  call boot_physical            // (magic, boot block, load address) -> a0: real root, a1: window minus load address
  lla t0, in_window
  add t0, t0, a1
  csrw AR_CSR_VECTOR0, t0
  add sp, sp, a1
  // With paging on, the next instruction is not mapped. The fetch fault is what takes us into the window.
  csrw AR_CSR_ROOT, a0
  ebreak
  .balign 4
in_window:
  lla t0, trap_entry
  csrw AR_CSR_VECTOR0, t0
  call start_vm                 // -> a0: the virtual CPU, registers first; a1: whether it runs by hardware assist
  bnez a1, resume_assisted
  csrw AR_CSR_SCRATCH0, a0
  j resume_guest

// The guest's registers into the virtual CPU that `scratch` points at, but for sp, which `scratch` holds afterwards; sp is that pointer.
.macro SAVE_GUEST scratch
  csrrw sp, \scratch, sp
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
  csrrw t0, \scratch, sp        // the guest's sp out, our own pointer back, ready for the next time
  sw t0, 8(sp)
  mv a0, sp
  lla sp, stack_top
.endm

// Of the guest's registers, those that no function keeps; but for sp, which points at the virtual CPU.
.macro LOAD_GUEST_SCRATCH
  lw x1, 4(sp)
  lw x5, 20(sp)
  lw x6, 24(sp)
  lw x7, 28(sp)
  lw x10, 40(sp)
  lw x11, 44(sp)
  lw x12, 48(sp)
  lw x13, 52(sp)
  lw x14, 56(sp)
  lw x15, 60(sp)
  lw x16, 64(sp)
  lw x17, 68(sp)
  lw x28, 112(sp)
  lw x29, 116(sp)
  lw x30, 120(sp)
  lw x31, 124(sp)
.endm

// All of them but sp.
.macro LOAD_GUEST
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
.endm

  .balign 64
  .globl trap_entry
trap_entry:
  SAVE_GUEST AR_CSR_SCRATCH0
  call handle_trap
resume_guest:
  csrr sp, AR_CSR_SCRATCH0
  LOAD_GUEST
  lw sp, 8(sp)
  .word AR_WORD_TRET

// The same for a guest that runs translated.
  .balign 64
  .globl translated_entry
translated_entry:
  SAVE_GUEST AR_CSR_SCRATCH0
  call handle_translated_trap   // -> a0: whether the registers are as they were, but for those that a C++ function may use
  beqz a0, resume_guest
  csrr sp, AR_CSR_SCRATCH0
  LOAD_GUEST_SCRATCH
  lw sp, 8(sp)
  .word AR_WORD_TRET

// try_in_ring_3(address, a0) -> what a0 is at the first trap there, and its cause. Ring 3 changes no register that a call keeps but ra and sp.
  .balign 4
  .globl try_in_ring_3
try_in_ring_3:
  addi sp, sp, -16
  sw ra, 0(sp)
  csrr t0, AR_CSR_VECTOR0
  sw t0, 4(sp)
  csrr t0, AR_CSR_SCRATCH0
  sw t0, 8(sp)
  csrw AR_CSR_SCRATCH0, sp
  lla t0, tried
  csrw AR_CSR_VECTOR0, t0
  csrw AR_CSR_EPC0, a0
  li t0, AR_STATUS_PIE | (3 << AR_STATUS_PRING_SHIFT)
  csrw AR_CSR_STATUS0, t0
  mv a0, a1
  .word AR_WORD_TRET
  .balign 4
tried:
  csrr sp, AR_CSR_SCRATCH0
  lw t0, 8(sp)
  csrw AR_CSR_SCRATCH0, t0
  lw t0, 4(sp)
  csrw AR_CSR_VECTOR0, t0
  lw ra, 0(sp)
  addi sp, sp, 16
  csrr a1, AR_CSR_CAUSE0
  ret

// The same as trap_entry in ring −1, where the way back is an entry by the control block, which loads sp itself.
  .balign 64
  .globl exit_entry
exit_entry:
  SAVE_GUEST AR_CSR_SCRATCHM
  call handle_exit
resume_assisted:
  csrr sp, AR_CSR_SCRATCHM
  LOAD_GUEST
  lw sp, AR_BLOCK_BYTES(sp)
  .word AR_MATCH_VMENTER | (10 << 7) | (2 << 15) // vmenter a0, 0(sp)
  lla sp, stack_top
  j entry_refused

  .section .bss.stack, "aw", @nobits
  .balign 16
  .space 8192
stack_top:
