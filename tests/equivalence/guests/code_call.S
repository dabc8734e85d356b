// call_freely(address, a0, a1) -> a0: calls what may do with all registers as it likes. It comes back by ra, a6 or a7, whichever it still has.
#include "anel_target.h"

  .option norelax
  .text
  .globl call_freely
call_freely:
  lla t0, kept
  sw ra, 0(t0)
  sw sp, 4(t0)
  sw gp, 8(t0)
  sw tp, 12(t0)
  sw s0, 16(t0)
  sw s1, 20(t0)
  sw s2, 24(t0)
  sw s3, 28(t0)
  sw s4, 32(t0)
  sw s5, 36(t0)
  sw s6, 40(t0)
  sw s7, 44(t0)
  sw s8, 48(t0)
  sw s9, 52(t0)
  sw s10, 56(t0)
  sw s11, 60(t0)
  mv t0, a0
  mv a0, a1
  mv a1, a2
  lla ra, 1f
  mv a6, ra
  mv a7, ra
  li a2, 0
  li a3, 0
  li a4, 0
  li a5, 0
  jr t0
1:
  lla t0, kept
  lw ra, 0(t0)
  lw sp, 4(t0)
  lw gp, 8(t0)
  lw tp, 12(t0)
  lw s0, 16(t0)
  lw s1, 20(t0)
  lw s2, 24(t0)
  lw s3, 28(t0)
  lw s4, 32(t0)
  lw s5, 36(t0)
  lw s6, 40(t0)
  lw s7, 44(t0)
  lw s8, 48(t0)
  lw s9, 52(t0)
  lw s10, 56(t0)
  lw s11, 60(t0)
  ret

  .bss
  .balign 16
kept:
  .space 64
