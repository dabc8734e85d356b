// What trap_delivery.cpp and interrupt_delivery.cpp run in the rings.
#include "anel_target.h"

  .option norelax
  .text

  // A trap of each kind, then home, to which a handler that is lost finds by ra.
  .globl some_calls
some_calls:
  mv s1, ra
  lla ra, way_home
  ebreak
  li a7, 1
  ecall
  .word 0
  .word AR_WORD_DI
way_home:
  mv ra, s1
  li a7, 99
  ecall
  ret

  // A handler of a bank further out: says so to ring 0, by what is not delegated, and goes home.
  .globl break_twice
break_twice:
  ebreak
  ebreak
  j leave_ring

  .globl stay_a_while, enable_a_while
stay_a_while:
  nop
  nop
  j leave_ring
enable_a_while:
  .word AR_WORD_EI
  nop
  .word AR_WORD_DI
  nop
  j leave_ring

  // wait_here() -> 6
  .globl wait_here, waited
wait_here:
  li a0, 5
  .word AR_WORD_WFI
waited:
  addi a0, a0, 1
  ret

  // busy_jumps(rounds) -> a sum that no interrupt may change: jumps by every register that a translator might want for itself.
  .globl busy_jumps
busy_jumps:
  addi sp, sp, -16
  sw ra, 0(sp)
  sw s0, 4(sp)
  sw s1, 8(sp)
  mv s0, a0
  li s1, 0
1:
  li t0, 0x01020304
  li t1, 0x11223344
  li t2, 0x55667788
  lla a1, 2f
  jalr a2, 0(a1)
3:
  addi s1, s1, 77
2:
  lla a3, 3b
  sub a4, a2, a3
  add s1, s1, a4
  add s1, s1, t0
  add s1, s1, t1
  xor s1, s1, t2
  lla t0, 4f
  jalr t0, 0(t0)
5:
  addi s1, s1, 99
4:
  lla a3, 5b
  sub a4, t0, a3
  add s1, s1, a4
  xor s1, s1, t1
  lla t2, 6f
  jalr t1, 4(t2)
6:
  addi s1, s1, 55
  lla a3, 6b
  sub a4, t1, a3
  add s1, s1, a4
  jal ra, 7f
  lla t1, 7f
  jalr ra, 0(t1)
  slli a4, s1, 5
  sub s1, a4, s1
  addi s0, s0, -1
  bnez s0, 1b
  mv a0, s1
  lw ra, 0(sp)
  lw s0, 4(sp)
  lw s1, 8(sp)
  addi sp, sp, 16
  ret
7:
  addi s1, s1, 3
  ret
