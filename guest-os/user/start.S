# Where a program begins: the stack holds argc, then argv, as Linux lays it out.
.globl _start
_start:
    lw a0, 0(sp)
    addi a1, sp, 4
    andi sp, sp, -16
    call main
    li a7, 93
    ecall
