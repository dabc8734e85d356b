// Every CSR instruction and every other instruction of the system half, with every shape of operands, as straight code: a function
// block(0, 0, results, first, second) for each CSR and for each group of the others. Before each instruction its destination holds `first` and its
// source `second` (or what stands here); after it both are stored. Where one traps, the handler goes on behind it.
// Not here: in which rings the blocks are run, and what is made of the results (privileged.cpp).
#include "anel_target.h"

  .option norelax
  .text

  .macro keep d, s
  sw \d, kept(a2)
  sw \s, kept+4(a2)
  .set kept, kept + 8
  .endm
  .macro step d, s, insn:vararg
  mv \d, a3
  mv \s, a4
  \insn
  keep \d, \s
  .endm

  // Each a line of a table: the block's address and what is to be known of it.
  .set kTime, 1
  .set kRoot, 2
  .macro entry_of table, block, about
  .pushsection .rodata.\table, "a"
  .word \block, \about
  .popsection
  .endm
  .macro begins table
  .pushsection .rodata.\table, "a"
  .balign 4
  .globl \table
\table:
  .popsection
  .endm
  .macro ends table
  .pushsection .rodata.\table, "a"
  .word 0, 0
  .popsection
  .endm

  // All shapes.
  .macro more_csr_block d, s, csr, about=0, u=21
  csr_block \d, \s, \csr, \about, \u, more_csr_blocks
  .endm
  .macro csr_block d, s, csr, about=0, u=21, table=csr_blocks
  .balign 4
csr_block_\@:
  .set kept, 0
  entry_of \table, csr_block_\@, \about
  step \d, \s, csrrw \d, \csr, \s
  step \d, \s, csrrw x0, \csr, \s
  step \d, \s, csrrs \d, \csr, x0
  step \d, \s, csrrw \d, \csr, \d
  step \d, \s, csrrw \d, \csr, x0
  step \d, \s, csrrw x0, \csr, x0
  step \d, \s, csrrs \d, \csr, \s
  step \d, \s, csrrs \d, \csr, \d
  step \d, \s, csrrs \d, \csr, x0
  step \d, \s, csrrs x0, \csr, \s
  step \d, \s, csrrs x0, \csr, x0
  step \d, \s, csrrc \d, \csr, \s
  step \d, \s, csrrc \d, \csr, \d
  step \d, \s, csrrc \d, \csr, x0
  step \d, \s, csrrc x0, \csr, \s
  step \d, \s, csrrc x0, \csr, x0
  step \d, \s, csrrwi \d, \csr, \u
  step \d, \s, csrrwi x0, \csr, \u
  step \d, \s, csrrwi \d, \csr, 0
  step \d, \s, csrrsi \d, \csr, \u
  step \d, \s, csrrsi x0, \csr, \u
  step \d, \s, csrrsi \d, \csr, 0
  step \d, \s, csrrsi x0, \csr, 0
  step \d, \s, csrrci \d, \csr, \u
  step \d, \s, csrrci x0, \csr, \u
  step \d, \s, csrrci \d, \csr, 0
  ret
  .endm
  // Those that differ where rights are asked for: with a read, with a write, with both.
  .macro short_csr_block d, s, csr, about=0, u=21
  .balign 4
short_csr_block_\@:
  .set kept, 0
  entry_of short_csr_blocks, short_csr_block_\@, \about
  step \d, \s, csrrs \d, \csr, x0
  step \d, \s, csrrs x0, \csr, x0
  step \d, \s, csrrw \d, \csr, \s
  step \d, \s, csrrw x0, \csr, \s
  step \d, \s, csrrs \d, \csr, \s
  step \d, \s, csrrc \d, \csr, \d
  step \d, \s, csrrwi \d, \csr, \u
  step \d, \s, csrrsi \d, \csr, 0
  step \d, \s, csrrci x0, \csr, \u
  ret
  .endm

  .macro each_csr kind, d, s
  .irp csr, AR_CSR_VECTOR0, AR_CSR_EPC0, AR_CSR_CAUSE0, AR_CSR_VALUE0, AR_CSR_STATUS0, AR_CSR_SCRATCH0, AR_CSR_DELEGATE0, AR_CSR_IMASK0, AR_CSR_PENDING0
  \kind \d, \s, \csr
  .endr
  .irp csr, AR_CSR_VECTOR1, AR_CSR_EPC1, AR_CSR_CAUSE1, AR_CSR_VALUE1, AR_CSR_STATUS1, AR_CSR_SCRATCH1, AR_CSR_DELEGATE1, AR_CSR_IMASK1, AR_CSR_PENDING1
  \kind \d, \s, \csr
  .endr
  .irp csr, AR_CSR_VECTOR2, AR_CSR_EPC2, AR_CSR_CAUSE2, AR_CSR_VALUE2, AR_CSR_STATUS2, AR_CSR_SCRATCH2, AR_CSR_DELEGATE2, AR_CSR_IMASK2, AR_CSR_PENDING2
  \kind \d, \s, \csr
  .endr
  .irp csr, AR_CSR_GRANT, AR_CSR_RING, AR_CSR_VMID, AR_CSR_MARK, AR_CSR_ASSIST, AR_CSR_ROOTM
  \kind \d, \s, \csr
  .endr
  .irp csr, AR_CSR_VECTORM, AR_CSR_EPCM, AR_CSR_CAUSEM, AR_CSR_VALUEM, AR_CSR_STATUSM, AR_CSR_SCRATCHM, AR_CSR_DELEGATEM, AR_CSR_IMASKM, AR_CSR_PENDINGM
  \kind \d, \s, \csr
  .endr
  // None of these exists.
  .irp csr, 0x000, 0x123, 0x5c9, 0x5cf, 0x5f9, 0x7c6, 0x8c1, 0xc02, 0xfff
  \kind \d, \s, \csr
  .endr
  .irp csr, AR_CSR_CYCLE, AR_CSR_TIME, AR_CSR_CYCLEH, AR_CSR_TIMEH
  \kind \d, \s, \csr, kTime
  .endr
  \kind \d, \s, AR_CSR_ROOT, kRoot, 20
  .endm

  begins csr_blocks
  each_csr csr_block, t0, t1
  ends csr_blocks
  begins more_csr_blocks
  more_csr_block t2, t0, AR_CSR_STATUS0
  more_csr_block a0, a1, AR_CSR_STATUS0
  more_csr_block t2, t0, AR_CSR_SCRATCH0
  more_csr_block a0, a1, AR_CSR_SCRATCH0
  more_csr_block t1, t2, AR_CSR_EPC0
  more_csr_block a0, a1, AR_CSR_EPC0
  more_csr_block t1, a1, AR_CSR_CAUSE0
  more_csr_block a0, t2, AR_CSR_VECTOR0
  ends more_csr_blocks
  begins short_csr_blocks
  each_csr short_csr_block, a0, a1
  ends short_csr_blocks

  // The others. `with`: first what the source holds.
  .macro with d, s, value, insn:vararg
  mv \d, a3
  li \s, \value
  \insn
  keep \d, \s
  .endm
  .macro in_ d, s, value, imm=0
  with \d, \s, \value, .insn i 0x0b, 2, \d, \imm(\s)
  .endm
  .macro others d, s, table=other_blocks
  .balign 4
others_\@:
  .set kept, 0
  entry_of \table, others_\@, 0
  .irp port, AR_PORT_CONSOLE_DATA, AR_PORT_CONSOLE_STATUS, AR_PORT_CONSOLE_IRQ, AR_PORT_LOG, AR_PORT_TIMER, AR_PORT_DISK_SECTORS, AR_PORT_DISK_SECTOR
  in_ \d, \s, \port
  .endr
  .irp port, AR_PORT_DISK_ADDRESS, AR_PORT_DISK_COUNT, AR_PORT_DISK_STATUS, AR_PORT_DISK_RING, AR_PORT_POWER, 0, 0x99, 0xffff, 0x10011, 0xffff0099
  in_ \d, \s, \port
  .endr
  in_ \d, \s, AR_PORT_CONSOLE_STATUS + 1, -1
  in_ \d, \s, AR_PORT_CONSOLE_STATUS - 2047, 2047
  in_ \d, \s, AR_PORT_CONSOLE_STATUS + 2048, -2048
  with \d, \s, 0x99, .insn i 0x0b, 2, x0, 0(\s)
  with \d, \s, 0x99, .insn i 0x0b, 2, \s, 0(\s)
  with \d, \s, 7, .insn i 0x0b, 2, \d, AR_PORT_CONSOLE_STATUS(x0)
  with \d, \s, 0x99, .insn s 0x0b, 3, \d, 0(\s)
  with \d, \s, 0x99, .insn s 0x0b, 3, \s, 0(\s)
  with \d, \s, 0x1009a, .insn s 0x0b, 3, \s, -1(\s)
  with \d, \s, '.', .insn s 0x0b, 3, \s, AR_PORT_CONSOLE_DATA(x0)
  with \d, \s, 1, .insn s 0x0b, 3, \s, AR_PORT_CONSOLE_IRQ(x0)
  in_ \d, \s, AR_PORT_CONSOLE_IRQ
  with \d, \s, AR_PORT_CONSOLE_IRQ + 2047, .insn s 0x0b, 3, x0, -2047(\s)
  in_ \d, \s, AR_PORT_CONSOLE_IRQ
  with \d, \s, AR_PORT_TIMER - 2047, .insn s 0x0b, 3, x0, 2047(\s)
  with \d, \s, 0, .insn s 0x0b, 3, \s, AR_PORT_DISK_COMMAND(x0)
  with \d, \s, 3, .insn s 0x0b, 3, \s, AR_PORT_DISK_COMMAND(x0)
  in_ \d, \s, AR_PORT_DISK_STATUS
  with \d, \s, 0, .insn s 0x0b, 3, \s, AR_PORT_DISK_COMMAND(x0)
  step \d, \s, .word AR_WORD_EI
  step \d, \s, .word AR_WORD_EI
  step \d, \s, .word AR_WORD_DI
  step \d, \s, .word AR_WORD_DI
  step \d, \s, .word AR_WORD_EI
  step \d, \s, .word AR_WORD_EBREAK
  li a7, 1
  step \d, \s, .word AR_WORD_ECALL
  step \d, \s, .word AR_WORD_EBREAK
  step \d, \s, .insn r 0x0b, 1, 0, x0, x0, x0
  with \d, \s, 0x400123, .insn r 0x0b, 1, 0, x0, \s, x0
  with \d, \s, 5, .insn r 0x0b, 1, 0, x0, x0, \s
  with \d, \s, 5, .insn r 0x0b, 1, 0, x0, \s, \s
  with \d, \s, 0x12345, .insn r 0x0b, 1, 0, x0, \d, \s
  .irp rights, 0, 1, 2, 3, 4, 7, 0x11, 0x22, 0x31, 0x37, 0xffffffc1
  with \d, \s, \rights, .insn r 0x0b, 4, 0, \d, \d, \s
  .endr
  .irp page, 0x100000, 0x40000000, 0x40001000, 0x40002ffc, 0x40003000, 0x7ffffffc
  with \d, \s, \page, .insn r 0x0b, 4, 0, \d, \s, \d
  with \d, \s, \page, .insn r 0x0b, 4, 0, \d, \s, \s
  with \d, \s, \page, .insn r 0x0b, 4, 0, x0, \s, \d
  with \d, \s, \page, .insn r 0x0b, 4, 0, \s, \s, x0
  .endr
  step \d, \s, .word AR_WORD_VMON
  step \d, \s, .word AR_WORD_VMOFF
  step \d, \s, .insn i 0x0b, 5, \d, 0(\s)
  step \d, \s, .insn i 0x0b, 5, x0, -4(x0)
  step \d, \s, .insn r 0x0b, 6, 0, x0, \s, \d
  step \d, \s, .insn r 0x0b, 6, 0, x0, x0, x0
  step \d, \s, fence
  step \d, \s, fence.i
  step \d, \s, .word 0x0000018f   // fence, with a destination
  // No rows of the tables match these.
  .irp word, 0, 0xffffffff, 0x0000008b, 0x0060000b, 0x0000700b, 0x0200100b, 0x0000108b, 0x0200400b, 0x0200600b, 0x0000608b, 0x0010008b
  step \d, \s, .word \word
  .endr
  .irp word, 0x00004073, 0x00200073, 0x105000f3, 0x30200073, 0x00100173, 0x00002063, 0x00003063, 0x00001067, 0x00003003, 0x00006003, 0x00003023
  step \d, \s, .word \word
  .endr
  .irp word, 0x40001033, 0x04000033, 0x02001013, 0x80005013, 0x0000200f, 0x0000002b, 0x0000005b, 0x0000007b, 0x0000001b
  step \d, \s, .word \word
  .endr
  ret
  .endm
  begins other_blocks
  others a0, a1
  ends other_blocks
  // With registers that a translator may want for itself.
  begins more_other_blocks
  others t1, t2, more_other_blocks
  ends more_other_blocks

  // hcall, and wfi: not everywhere.
  .globl one_hcall, one_wfi
one_hcall:
  .word AR_WORD_HCALL
  ret
one_wfi:
  .word AR_WORD_WFI
  ret

  // A return through the current ring's bank, which leads on to its landing; or traps. In ring 0 its bank is set up first, as a0 says.
  .globl return_here, return_here_0, return_landing
return_here_0:
  csrw AR_CSR_STATUS0, a0
  lla a1, return_landing
  csrw AR_CSR_EPC0, a1
return_here:
  li s1, 1
  .word AR_WORD_TRET
  li s1, 2
return_landing:
  ebreak
  j leave_ring
