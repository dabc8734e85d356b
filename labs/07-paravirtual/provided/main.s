# The guest's kernel, which runs in ring 1 on page tables of its own, and the script that it follows. Your guest.s is part of it.
# Each line of the script is four words: what to do, and up to three arguments; the result goes into the table of results.

.equ SCRIPT, 0x00208000
.equ RESULTS, 0x0020b000
.equ STACK, 0x0020f000

.org 0x00200000
_start:
    li sp, STACK
    li s0, SCRIPT
    li s1, RESULTS
next_line:
    lw t0, 0(s0)
    lw a0, 4(s0)
    lw a1, 8(s0)
    lw a7, 12(s0)
    addi s0, s0, 16
    slli t0, t0, 2
    la t1, actions
    add t1, t1, t0
    lw t1, 0(t1)
    jalr t1
    sw a0, 0(s1)
    addi s1, s1, 4
    j next_line

actions:
    .word do_end, do_map, do_unmap, pv_commit, pv_switch_root, pv_console, do_load, do_store, do_call

do_end:
    ebreak
do_map:
    addi sp, sp, -16
    sw ra, 0(sp)
    call pv_map
    j no_result
do_unmap:
    addi sp, sp, -16
    sw ra, 0(sp)
    call pv_unmap
no_result:
    li a0, 0
    lw ra, 0(sp)
    addi sp, sp, 16
    ret
do_load:
    mv t0, a0
    lw a0, 0(t0)
    ret
do_store:
    mv t0, a0
    li a0, 0
    sw a1, 0(t0)
    ret
do_call:                        # a hypercall just as it stands in the script: nobody stands between it and the monitor
    hcall
    ret

.include "guest.s"
