# Lab 1: down to ring 3, and back by a system call.

.include "provided/places.s"

.globl _start
_start:
    la   t0, handler
    csrw vector0, t0
    la   t0, user
    csrw epc0, t0
    li   t0, 3 << 2             # previous ring: 3
    csrw status0, t0
    tret

user:
    ecall
    sw   a0, 0(a1)
    j    user_rest

handler:
    csrr t0, cause0
    li   t1, AR_CAUSE_ECALL
    bne  t0, t1, unknown
    csrr t0, scratch0
    add  a0, a0, t0
    csrr t0, epc0
    addi t0, t0, 4              # behind the ecall
    csrw epc0, t0
    tret

unknown:
    j    kernel_panic
