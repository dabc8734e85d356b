// What trap_delivery.cpp runs in the rings.
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
