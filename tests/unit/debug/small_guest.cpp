#include "tests/unit/debug/small_guest.hpp"

namespace anel::tests {

const char kSmallGuest[] = R"(
    .text
    .globl _start
_start:
    csrwi mark, AR_MARK_KERNEL
    la sp, stack_top
    la t0, handler
    csrw vector0, t0
    la t0, root_table
    li t1, 0x3f             # V R W X, rings 0 to 3: 4 MiB at 0
    sw t1, 0(t0)
    la t2, leaf_table
    ori t1, t2, 1
    sw t1, 4(t0)
    la t1, secret
    ori t1, t1, 0x07        # V R W, ring 0 alone
    sw t1, 0(t2)
    la t1, open
    ori t1, t1, 0x37        # V R W, rings 0 to 3
    sw t1, 4(t2)
    la t0, root_table
    ori t0, t0, 1
    csrw root, t0
    call outer
    li t0, 1
    out t0, AR_PORT_CONSOLE_IRQ(zero)
    li t0, 1 << AR_LINE_CONSOLE
    csrw imask0, t0
waits:
    wfi
    in a0, AR_PORT_CONSOLE_DATA(zero)
    out a0, AR_PORT_CONSOLE_DATA(zero)
    csrw imask0, zero
    out zero, AR_PORT_DISK_SECTOR(zero)
    la t0, buffer
    out t0, AR_PORT_DISK_ADDRESS(zero)
    li t0, 1
    out t0, AR_PORT_DISK_COUNT(zero)
asks_disk:
    out t0, AR_PORT_DISK_COMMAND(zero)
still_busy:
    in t0, AR_PORT_DISK_STATUS(zero)
    li t1, 1
    beq t0, t1, still_busy
    out zero, AR_PORT_DISK_COMMAND(zero)
    li t0, 3 << AR_STATUS_PRING_SHIFT
    csrw status0, t0
    la t0, user
    csrw epc0, t0
    tret
outer:
    addi sp, sp, -16
    sw ra, 12(sp)
    li a0, 5
    call inner
    lw ra, 12(sp)
    addi sp, sp, 16
    ret
inner:
    addi a0, a0, -1
    bnez a0, inner
    la t0, text
    li t1, 'H'
stored:
    sb t1, 0(t0)
    ret
user:
    csrwi mark, AR_MARK_USER
    lui t0, 0x400
    lui t2, 0x401
    li t1, 0x55
refused:
    sw t1, 0(t0)
loads:
    lw t3, 0(t2)
stores:
    sw t1, 0(t2)
calls:
    ecall
ends:
    ebreak
handler:
    csrr t4, cause0
    li t5, AR_CAUSE_STORE_PAGE
    beq t4, t5, skip
    li t5, AR_CAUSE_ECALL
    bne t4, t5, off
    li t5, '!'
    out t5, AR_PORT_CONSOLE_DATA(zero)
skip:
    csrr t4, epc0
    addi t4, t4, 4
    csrw epc0, t4
    tret
off:
    out t4, AR_PORT_POWER(zero)

    .data
text:
    .asciz "hello\n"
    .balign 4
numbers:
    .word 0x11223344, 0x55667788
buffer:
    .space 512
    .balign 4096
root_table:
    .space 4096
leaf_table:
    .space 4096
secret:
    .space 4096
open:
    .space 4096
stack:
    .space 256
stack_top:
)";

}  // namespace anel::tests
