// Code that a translator may get wrong, a function for each thing. What each returns can be said by hand.
#include "anel_target.h"

  .option norelax
  .text

// link_NAME() -> the link register's value minus the address behind the jump: 0 wherever the code runs.
  .macro link name, rd, rs1
  .globl link_\name
link_\name:
  mv a3, ra
  mv a4, sp
  lla \rs1, 1f
  jalr \rd, 0(\rs1)
2:
  j 3f
1:
  lla a1, 2b
  sub a0, \rd, a1
3:
  mv sp, a4
  mv ra, a3
  ret
  .endm
  link ra_ra, ra, ra
  link t0_t0, t0, t0
  link t1_t1, t1, t1
  link t2_t2, t2, t2
  link t0_t1, t0, t1
  link t1_t0, t1, t0
  link sp_t0, sp, t0
  link t0_a5, t0, a5
  link s0_free, a6, t2

// kept_over_jump() -> 0: t0 to t2 are what they were, across an indirect jump, a call and a return.
  .globl kept_over_jump
kept_over_jump:
  mv a3, ra
  li t0, 0x11111111
  li t1, 0x22222222
  li t2, 0x33333333
  lla a1, 1f
  jr a1
  nop
1:
  jal nothing
  lla a1, nothing
  jalr a1
  li a0, 0
  li a2, 0x11111111
  sub a2, a2, t0
  or a0, a0, a2
  li a2, 0x22222222
  sub a2, a2, t1
  or a0, a0, a2
  li a2, 0x33333333
  sub a2, a2, t2
  or a0, a0, a2
  mv ra, a3
  ret
nothing:
  ret

// own_address() -> auipc's result minus where it stands.
  .globl own_address
own_address:
1: auipc a0, 0
  lla a1, 1b
  sub a0, a0, a1
  ret

// odd_target() -> 5: bit 0 of an indirect jump's target does not count.
  .globl odd_target
odd_target:
  mv a3, ra
  li a0, 0
  lla a1, 1f + 1
  jalr ra, 0(a1)
2:
  addi a0, a0, 1
  mv ra, a3
  ret
1:
  addi a0, a0, 4
  jr ra

// Each jumps to where no instruction can be; the trap's handler goes on behind it. What a1 holds is not changed by a link that is not made.
  .globl misaligned_jalr, misaligned_jalr_place, misaligned_jal, misaligned_branch
misaligned_jalr:
  li a1, 7
  lla a0, 1f + 2
misaligned_jalr_place:
  jalr a1, 0(a0)
1: mv a0, a1
  ret
misaligned_jal:
  li a1, 7
  .word 0x00a005ef                // jal a1, .+10
  mv a0, a1
  ret
misaligned_branch:                // not taken, then taken
  li a0, 1
  li a1, 1
  .word 0x00059563                // bne a1, x0, .+10 : taken, to nowhere
  addi a0, a0, 1
  .word 0x00b01563                // bne x0, a1, .+10 : taken too
  addi a0, a0, 1
  .word 0x00001563                // bne x0, x0, .+10 : not taken, and fine
  addi a0, a0, 1
  ret

// fault_in_the_middle(address) -> t0 + t1 + t2 after a load from there, in the middle of a block.
  .globl fault_in_the_middle, fault_place
fault_in_the_middle:
  li t0, 1
  li t1, 2
  li t2, 3
  addi t0, t0, 100
fault_place:
  lw t1, 0(a0)
  addi t2, t2, 1000
  add a0, t0, t1
  add a0, a0, t2
  ret

// many_entries: one, two or three, by where it is entered.
  .globl many_entries
many_entries:
  addi a0, a0, 1
  addi a0, a0, 1
  addi a0, a0, 1
  ret

// patches_itself(word): stores the word over the instruction behind the store, and runs it. a0 is 0 before.
  .globl patches_itself, patches_itself_fenced
patches_itself:
  lla a1, 1f
  mv a2, a0
  li a0, 0
  sw a2, 0(a1)
1: addi a0, a0, 1
  ret
patches_itself_fenced:
  lla a1, 1f
  mv a2, a0
  li a0, 0
  sw a2, 0(a1)
  fence.i
1: addi a0, a0, 1
  ret

// patched_loop(count) -> the sum of 0 to count-1: each round writes the number that the next instruction adds.
  .globl patched_loop
patched_loop:
  mv a3, a0
  li a0, 0
  li a4, 0
  lla a1, 1f
  lw a5, 0(a1)
  slli a5, a5, 12
  srli a5, a5, 12
2: slli a2, a4, 20
  or a2, a2, a5
  sw a2, 0(a1)
1: addi a0, a0, 0
  addi a4, a4, 1
  blt a4, a3, 2b
  ret

// stores_beside_code(count) -> count: each round stores into the page that the code is in.
  .globl stores_beside_code
  .balign 64
stores_beside_code:
  lla a1, beside
  li a2, 0
1: addi a2, a2, 1
  sw a2, 0(a1)
  blt a2, a0, 1b
  lw a0, 0(a1)
  ret
  .balign 4
beside:
  .word 0

// many_sequences(rounds): instructions that become sequences, again and again, with registers that must keep their values. Interrupts come in between.
// Returns 0, or a number that says what was wrong.
  .globl many_sequences, many_sequences_end
many_sequences:
  addi sp, sp, -16
  sw ra, 0(sp)
  sw s0, 4(sp)
  sw s1, 8(sp)
  mv s0, a0
  li t0, 0x0f0f0f0f
  li t1, 0x1e1e1e1e
  li t2, 0x2d2d2d2d
1:
  .word AR_WORD_EI
  csrr a1, AR_CSR_STATUS0
  andi a1, a1, AR_STATUS_IE
  li a0, 1
  beqz a1, 9f
  jal 8f
  lla a2, 8f
  jalr a2
  .word AR_WORD_DI
  csrr a1, AR_CSR_STATUS0
  andi a1, a1, AR_STATUS_IE
  li a0, 2
  bnez a1, 9f
  csrw AR_CSR_EPC0, t0
  csrr a1, AR_CSR_EPC0
  li a2, 0x0f0f0f0c
  li a0, 3
  bne a1, a2, 9f
  csrr a3, AR_CSR_SCRATCH0
  mv a4, t1
  csrw AR_CSR_SCRATCH0, a4
  csrrw a4, AR_CSR_SCRATCH0, a4
  li a0, 4
  bne a4, t1, 9f
  csrrw a4, AR_CSR_SCRATCH0, a3
  li a0, 5
  bne a4, t1, 9f
  csrr t1, AR_CSR_STATUS0
  csrr t0, AR_CSR_STATUS0
  csrr t2, AR_CSR_STATUS0
  li a0, 6
  bne t0, t1, 9f
  bne t0, t2, 9f
  li t0, 0x0f0f0f0f
  li t1, 0x1e1e1e1e
  li t2, 0x2d2d2d2d
  addi s0, s0, -1
  bnez s0, 1b
  li a0, 0
9:
  .word AR_WORD_DI
  lw ra, 0(sp)
  lw s0, 4(sp)
  lw s1, 8(sp)
  addi sp, sp, 16
  ret
8:
  li a1, 0x0f0f0f0f
  bne a1, t0, 7f
  li a1, 0x1e1e1e1e
  bne a1, t1, 7f
  li a1, 0x2d2d2d2d
  bne a1, t2, 7f
  ret
7:
  li a0, 7
  lla ra, 9b
  ret
many_sequences_end:
  nop

// red_pill() in ring 3: what it reads as ring 0's trap vector.
  .globl red_pill
red_pill:
  csrr a0, AR_CSR_VECTOR0
  ret

// Each reads something that belongs to ring 0, or tries its flag: 77 where it trapped.
  .macro outside name, word:vararg
  .globl outside_\name
outside_\name:
  li a0, 77
  \word
  ret
  .endm
  outside vector, csrr a0, AR_CSR_VECTOR0
  outside ring, csrr a0, AR_CSR_RING
  outside root, csrr a0, AR_CSR_ROOT
  outside cause, csrr a0, AR_CSR_CAUSE0
  outside status, csrr a0, AR_CSR_STATUS1
  outside flag, .word AR_WORD_EI
  .globl outside_probe
outside_probe:
  li a0, 77
  li a1, 0x00100000
  li a2, 1
  .insn r 0x0b, 4, 0, a0, a1, a2
  ret
