# The first instructions of Anelix: paging off, at the physical address where the image was loaded.
# Maps low memory onto itself and all of RAM at 0x80000000 with superpages, turns paging on, and goes on at the high address.
# At the end, the way back to there: the last steps of a reboot (reboot.cpp has the first ones).
# Not here: the final page tables (address_space.cpp), which replace these at once.
#include "anel_target.h"

#define PAGE_BITS (AR_PTE_V | AR_PTE_R | AR_PTE_W | AR_PTE_X | AR_PTE_A | AR_PTE_D)

.section .boot, "ax"
.globl _start
_start:
    csrwi AR_CSR_MARK, AR_MARK_KERNEL
    li t0, AR_BOOT_MAGIC
    bne a0, t0, not_booted_right
    lw t1, 0(a1)                    # the boot block says so itself, too
    bne t1, t0, not_booted_right
    lw s0, 8(a1)                    # bytes of RAM
    mv s1, a1

    la t1, boot_table               # pc-relative: a physical address still
    li t2, PAGE_BITS
    sw t2, 0(t1)                    # the superpage under our feet
    addi t3, t1, 1024
    addi t3, t3, 1024               # entry 512: 0x80000000
    li t4, 0x400000
    mv t5, zero
1:  or t6, t5, t2
    sw t6, 0(t3)
    addi t3, t3, 4
    add t5, t5, t4
    bltu t5, s0, 1b

    ori t1, t1, AR_ROOT_ON
    csrw AR_CSR_ROOT, t1
    li t0, 0x80000000
    la t1, high
    add t1, t1, t0
    jr t1
high:
    la sp, kernel_stack_top
    li t0, 0x80000000
    add a0, s1, t0                  # the boot block, through the direct map
    call kernel_main

not_booted_right:                   # nobody to tell but the power switch
    li t0, 102
    li t1, AR_PORT_POWER
    .insn s 0x0B, 3, t0, 0(t1)
    j not_booted_right

# start_over(boot block): from the high address with paging on to the first instruction with paging off, in a kernel and a machine that
# are as they were at power-on. Interrupts are off and devices quiet. Who ran in ring 1 has left it.
.globl start_over
start_over:
    li t0, 0x80000000
    la t1, boot_table
    sub t1, t1, t0                  # maps low memory onto itself still
    ori t1, t1, AR_ROOT_ON
    csrw AR_CSR_ROOT, t1
    la t1, low
    sub t1, t1, t0
    jr t1
low:
    csrw AR_CSR_ROOT, zero
    .insn r 0x0B, 1, 0, x0, x0, x0  # of every space, the kernel's global pages too
    csrw AR_CSR_VECTOR0, zero
    csrw AR_CSR_SCRATCH0, zero
    csrw AR_CSR_STATUS0, zero

    la t0, data_begin               # pc-relative: physical addresses, as for the first instructions
    la t1, data_end
    la t2, data_at_power_on
1:  lw t3, 0(t2)
    sw t3, 0(t0)
    addi t0, t0, 4
    addi t2, t2, 4
    bltu t0, t1, 1b
    la t0, bss_begin                # the stack and the page tables lie there; nobody needs them now
    la t1, bss_end
2:  sw zero, 0(t0)
    addi t0, t0, 4
    bltu t0, t1, 2b

    mv a1, a0
    li a0, AR_BOOT_MAGIC
    j _start

.section .bss
.balign 4096
.globl boot_table
boot_table:
    .space 4096
.globl kernel_stack_top
kernel_stack:
    .space 8192
kernel_stack_top:
