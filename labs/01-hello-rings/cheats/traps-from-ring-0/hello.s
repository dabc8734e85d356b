# Makes the trap in ring 0, where it needs no way down, and answers from there.
.include "provided/places.s"
_start:
    la   t0, handler
    csrw vector0, t0
user:
    ecall
    sw   a0, 0(a1)
    j    user_rest
handler:
    csrr t0, scratch0
    add  a0, a0, t0
    csrr t0, epc0
    addi t0, t0, 4
    csrw epc0, t0
    tret
