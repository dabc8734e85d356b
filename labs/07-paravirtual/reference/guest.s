# The guest's side: page-table changes wait in a queue and go to the monitor together.

.equ CONSOLE_WRITE, 0
.equ UPDATE, 1
.equ SET_ROOT, 2
.equ UPDATES_MOST, 32
.equ CONSOLE_MOST, 256

pv_unmap:                       # a0: address of an entry, which becomes 0
    li a1, 0
pv_map:                         # a0: address of an entry, a1: the new entry
    la t0, queued
    lw t1, 0(t0)
    la t2, queue
    slli t3, t1, 3
    add t2, t2, t3
    sw a0, 0(t2)
    sw a1, 4(t2)
    addi t1, t1, 1
    sw t1, 0(t0)
    li t2, UPDATES_MOST
    beq t1, t2, pv_commit       # full: it goes at once, and returns to our caller
    ret

pv_commit:                      # hands over what waits
    la t0, queued
    lw a1, 0(t0)
    li a0, 0
    beqz a1, nothing
    sw zero, 0(t0)
    la a0, queue
    li a7, UPDATE
    hcall
nothing:
    ret

pv_switch_root:                 # a0: address of a root table
    addi sp, sp, -16
    sw ra, 0(sp)
    sw a0, 4(sp)
    call pv_commit
    lw a0, 4(sp)
    li a7, SET_ROOT
    hcall
    lw ra, 0(sp)
    addi sp, sp, 16
    ret

pv_console:                     # a0: address, a1: bytes
    mv t0, a0
    mv t1, a1
    li a7, CONSOLE_WRITE
    li t2, CONSOLE_MOST
piece:
    beqz t1, printed
    mv a1, t1
    bleu a1, t2, small
    mv a1, t2
small:
    mv t3, a1
    mv a0, t0
    hcall
    bltz a0, refused
    add t0, t0, t3
    sub t1, t1, t3
    j piece
printed:
    li a0, 0
refused:
    ret

.data
queue:
    .space 256                  # UPDATES_MOST changes of two words
queued:
    .word 0
