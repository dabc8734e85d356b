# A small operating system, and a driver that takes it over without its noticing: hyperjacking.
# See course-notes/en/hyperjacking.md. Assemble and run:
#
#   anel asm course-notes/examples/hyperjack.s -o hyperjack.elf
#   anel run --kernel hyperjack.elf --input ''
#
# The first letter of the command line (--append) says what happens:
#   (none)  the driver is loaded, and takes over
#   h       honest: the driver is not loaded
#   t       as with none, and the rootkit hides the time that it takes from the clock
#
# It has two halves: the victim, which is an ordinary kernel in ring 0 with one program in ring 3; and the rootkit, which is the driver.
# Paging is off throughout, because nothing here would be different with it on.

# ------------------------------------------------------------------------------------------------------------ the victim

_start:
    csrwi mark, AR_MARK_KERNEL      # the ledger is to know whose cycles these are
    la   sp, stack_top
    lw   t0, 24(a1)                 # the boot block: where the command line is
    lbu  s0, 0(t0)                  # s0: its first letter, for the rest of the boot
    la   t0, trap_entry
    csrw vector0, t0
    la   t0, trap_stack_top
    csrw scratch0, t0

    la   a0, text_hello
    call say
    call check

    li   t0, 'h'
    beq  s0, t0, no_driver
    la   a0, text_loading
    call say
    mv   a0, s0
    call driver                     # a driver runs in ring 0, like everything that a kernel trusts
    la   a0, text_back
    call say
    call check                      # looks once more at all that it can look at
no_driver:
    call measure
    call two_clocks

    la   a0, text_program           # the program, in ring 3
    call say
    csrw epc0, zero
    la   t0, program
    csrw epc0, t0
    li   t0, 3 << AR_STATUS_PRING_SHIFT
    csrw status0, t0
    tret

# What the victim believes about its machine, looked up in the machine.
check:
    addi sp, sp, -16
    sw   ra, 0(sp)
    la   a0, text_ring
    call say
    csrr a0, ring
    call say_number
    la   a0, text_assist
    call say
    csrr a0, assist                 # 1: there is a ring -1, and nobody has locked it
    call say_number
    la   a0, text_vector
    call say
    csrr a0, vector0
    la   t0, trap_entry
    sub  a0, a0, t0                 # 0: traps go where this kernel said
    call say_number
    la   a0, text_newline
    call say
    lw   ra, 0(sp)
    addi sp, sp, 16
    ret

# How long a byte to the console takes, eight times: the best, and the worst of all but the first, which meets cold caches.
measure:
    addi sp, sp, -16
    sw   ra, 0(sp)
    sw   s1, 4(sp)
    la   a0, text_measure
    call say
    li   a0, 1 << 20
    li   s1, 0
    li   t2, 8
    li   t3, '.'
1:  rdcycle t0
    out  t3, AR_PORT_CONSOLE_DATA(zero)
    rdcycle t1
    sub  t1, t1, t0
    bgeu t1, a0, 2f
    mv   a0, t1
2:  li   t4, 8
    beq  t2, t4, 3f
    bgeu s1, t1, 3f
    mv   s1, t1
3:  addi t2, t2, -1
    bnez t2, 1b
    call say_number
    la   a0, text_to
    call say
    mv   a0, s1
    call say_number
    la   a0, text_each
    call say
    lw   ra, 0(sp)
    lw   s1, 4(sp)
    addi sp, sp, 16
    ret

# The same eight bytes once more, by the clock and by the timer, which is a device and has a clock of its own.
two_clocks:
    addi sp, sp, -16
    sw   ra, 0(sp)
    sw   s1, 4(sp)
    la   a0, text_measure
    call say
    li   s1, 1 << 24
    li   t2, 8
    li   t3, '.'
    out  s1, AR_PORT_TIMER(zero)
    rdcycle t0
1:  out  t3, AR_PORT_CONSOLE_DATA(zero)
    addi t2, t2, -1
    bnez t2, 1b
    rdcycle t1
    in   t4, AR_PORT_TIMER(zero)    # what is left of it
    out  zero, AR_PORT_TIMER(zero)
    sub  a0, t1, t0
    sub  s1, s1, t4
    call say_number
    la   a0, text_timer
    call say
    mv   a0, s1
    call say_number
    la   a0, text_cycles
    call say
    lw   ra, 0(sp)
    lw   s1, 4(sp)
    addi sp, sp, 16
    ret

# say(a0: text that ends with a zero byte)
say:
    lbu  t0, 0(a0)
    beqz t0, 1f
    out  t0, AR_PORT_CONSOLE_DATA(zero)
    addi a0, a0, 1
    j    say
1:  ret

# say_number(a0), in decimal. The rootkit has a copy of its own, for its own port.
say_number:
    la   t0, digits_end
    li   t1, 10
1:  remu t2, a0, t1
    addi t2, t2, '0'
    addi t0, t0, -1
    sb   t2, 0(t0)
    divu a0, a0, t1
    bnez a0, 1b
    mv   a0, t0
    j    say

# Traps into ring 0. A system call is served; anything else is somebody's mistake, which is told, and its caller goes on.
    .balign 4
trap_entry:
    csrrw sp, scratch0, sp
    addi sp, sp, -32
    sw   ra, 0(sp)
    sw   a0, 4(sp)
    sw   t0, 8(sp)
    sw   t1, 12(sp)
    sw   t2, 16(sp)
    csrr t0, cause0
    li   t1, AR_CAUSE_ECALL
    bne  t0, t1, mistake
    csrr t0, epc0
    addi t0, t0, 4
    csrw epc0, t0
    li   t1, 93                     # exit(a0)
    beq  a7, t1, off
    call say                        # write(a0)
trap_return:
    lw   ra, 0(sp)
    lw   a0, 4(sp)
    lw   t0, 8(sp)
    lw   t1, 12(sp)
    lw   t2, 16(sp)
    addi sp, sp, 32
    csrrw sp, scratch0, sp
    tret
mistake:
    la   a0, text_mistake
    call say
    csrr a0, cause0
    call say_number
    la   a0, text_refused
    call say
    lw   t0, 0(sp)                  # back to who called the function that made the mistake
    csrw epc0, t0
    j    trap_return
off:
    la   a0, text_bye
    call say
    out  zero, AR_PORT_POWER(zero)

# The program. It knows nothing of any of this.
program:
    la   a0, text_one
    li   a7, 64                     # write
    ecall
    la   a0, text_two
    ecall
    la   a0, text_three
    ecall
    li   a7, 93                     # exit
    ecall

# ----------------------------------------------------------------------------------------------------------- the rootkit

# driver(a0: first letter of the command line). When it returns, its caller is a guest.
driver:
    # From ring 0 into ring -1. On a locked machine this is an illegal instruction, and the story ends here.
    vmon

    # The victim's machine state, as it is now, goes into a control block. Whoever runs by it goes on as if nothing had been:
    # same pc (where driver returns to), same ring, same trap bank.
    la   t0, block
    sw   ra, AR_BLOCK_PC(t0)
    sw   zero, AR_BLOCK_RING(t0)
    csrr t1, root
    sw   t1, AR_BLOCK_ROOT(t0)
    csrr t1, grant
    sw   t1, AR_BLOCK_GRANT(t0)
    csrr t1, vector0
    sw   t1, AR_BLOCK_BANK0+0(t0)
    csrr t1, status0
    sw   t1, AR_BLOCK_BANK0+16(t0)
    csrr t1, scratch0
    sw   t1, AR_BLOCK_BANK0+20(t0)
    csrr t1, imask0
    sw   t1, AR_BLOCK_BANK0+28(t0)
    li   t1, AR_BLOCK_MAGIC_WORD
    sw   t1, AR_BLOCK_MAGIC(t0)
    li   t1, 1
    sw   t1, AR_BLOCK_TAG(t0)

    # What the rootkit wants to hear of. Two ports: the console's data, and the power switch, to write its summary in time.
    li   t1, 1 << (AR_PORT_CONSOLE_DATA % 32)
    sw   t1, AR_BLOCK_PORT_MAP + AR_PORT_CONSOLE_DATA/32*4(t0)
    li   t1, 1 << (AR_PORT_POWER % 32)
    sw   t1, AR_BLOCK_PORT_MAP + AR_PORT_POWER/32*4(t0)
    # Reads of the assist register, which would tell a guest that there is no ring -1 any more.
    li   t1, 1 << (AR_CSR_ROW_ASSIST % 32)
    sw   t1, AR_BLOCK_CSR_READS + AR_CSR_ROW_ASSIST/32*4(t0)
    # All exceptions and interrupts stay with the victim, except for its system calls.
    li   t1, ~(1 << AR_CAUSE_ECALL)
    csrw delegatem, t1
    la   t1, exit_entry
    csrw vectorm, t1
    csrw scratchm, t0
    la   t1, hides_time
    addi a0, a0, -'t'
    seqz a0, a0
    sw   a0, 0(t1)

    # The first entry. Registers are where they were; vmenter loads only the one that held the block's address.
    sw   zero, AR_BLOCK_X + 5*4(t0)
    vmenter t1, 0(t0)
    # Only a block that the hardware refuses gets here; t1 says why.
    vmoff
    ret

# Every exit of the victim comes here, in ring -1. The block holds its pc and why it is here; its registers are still in the CPU.
    .balign 4
exit_entry:
    csrrw sp, scratchm, sp
    sw   x1, 4(sp)
    sw   x3, 12(sp)
    sw   x4, 16(sp)
    sw   x5, 20(sp)
    sw   x6, 24(sp)
    sw   x7, 28(sp)
    sw   x8, 32(sp)
    sw   x9, 36(sp)
    sw   x10, 40(sp)
    sw   x11, 44(sp)
    sw   x12, 48(sp)
    sw   x13, 52(sp)
    sw   x14, 56(sp)
    sw   x15, 60(sp)
    sw   x16, 64(sp)
    sw   x17, 68(sp)
    sw   x18, 72(sp)
    sw   x19, 76(sp)
    sw   x20, 80(sp)
    sw   x21, 84(sp)
    sw   x22, 88(sp)
    sw   x23, 92(sp)
    sw   x24, 96(sp)
    sw   x25, 100(sp)
    sw   x26, 104(sp)
    sw   x27, 108(sp)
    sw   x28, 112(sp)
    sw   x29, 116(sp)
    sw   x30, 120(sp)
    sw   x31, 124(sp)
    csrrw t0, scratchm, sp
    sw   t0, 8(sp)
    rdcycle s0                      # s0: when this exit began, or nearly
    mv   s1, sp                     # s1: the block, whose first words are the registers by number
    la   sp, rootkit_stack_top

    lw   t0, AR_BLOCK_REASON(s1)
    li   t1, AR_CAUSE_ECALL
    beq  t0, t1, exit_call
    li   t1, AR_EXIT_PORT
    beq  t0, t1, exit_port
    li   t1, AR_EXIT_CSR
    beq  t0, t1, exit_assist
    li   t1, AR_EXIT_EXTENSION
    beq  t0, t1, exit_extension
    li   t0, AR_POWER_GIVE_UP       # the victim has brought itself down
    out  t0, AR_PORT_POWER(zero)

# A system call: counted, then handed to the victim's kernel as if the hardware had delivered it.
exit_call:
    la   t0, calls
    lw   t1, 0(t0)
    addi t1, t1, 1
    sw   t1, 0(t0)
    li   t0, AR_INJECT_VALID | AR_CAUSE_ECALL
    sw   t0, AR_BLOCK_INJECT(s1)
    sw   zero, AR_BLOCK_INJECT_VALUE(s1)
    j    go_back

# A port. The victim writes to its console: the byte is read over its shoulder, and then written, as it wanted.
exit_port:
    lw   t2, AR_BLOCK_INSTRUCTION(s1)
    srli t0, t2, 12
    andi t0, t0, 7
    li   t1, 2                      # funct3: 2 for in, 3 for out
    beq  t0, t1, port_in
    srli t0, t2, 20                 # the register that it writes
    andi t0, t0, 31
    slli t0, t0, 2
    add  t0, t0, s1
    lw   a0, 0(t0)
    lw   t0, AR_BLOCK_QUALIFICATION(s1)
    li   t1, AR_PORT_POWER
    beq  t0, t1, power
    out  a0, AR_PORT_LOG(zero)
    out  a0, AR_PORT_CONSOLE_DATA(zero)
    la   t0, bytes
    lw   t1, 0(t0)
    addi t1, t1, 1
    sw   t1, 0(t0)
    j    next_instruction
port_in:
    in   a0, AR_PORT_CONSOLE_DATA(zero)
    j    give_a0
power:
    mv   s2, a0
    la   a0, text_rootkit
    call log
    la   t0, calls
    lw   a0, 0(t0)
    call log_number
    la   a0, text_calls
    call log
    la   t0, bytes
    lw   a0, 0(t0)
    call log_number
    la   a0, text_bytes
    call log
    out  s2, AR_PORT_POWER(zero)

# The lie: there is a ring -1, it is not locked, and nobody is in it.
exit_assist:
    li   a0, AR_ASSIST_PRESENT
    lw   t2, AR_BLOCK_INSTRUCTION(s1)
# The instruction's destination register gets a0; x0 stays what it is, for nobody reads its place.
give_a0:
    srli t0, t2, 7
    andi t0, t0, 31
    slli t0, t0, 2
    add  t0, t0, s1
    sw   a0, 0(t0)
next_instruction:
    lw   t0, AR_BLOCK_PC(s1)
    addi t0, t0, 4
    sw   t0, AR_BLOCK_PC(s1)
    j    go_back

# The victim's own vmon, or another of these: on its machine they do not exist.
exit_extension:
    li   t0, AR_INJECT_VALID | AR_CAUSE_ILLEGAL
    sw   t0, AR_BLOCK_INJECT(s1)
    lw   t0, AR_BLOCK_INSTRUCTION(s1)
    sw   t0, AR_BLOCK_INJECT_VALUE(s1)

# Whether or not its time is to be seen: what the guest reads as time is the clock plus TIME_OFFSET, 64 bits of it.
go_back:
    la   t0, hides_time
    lw   t0, 0(t0)
    beqz t0, enter
    rdcycle t0
    sub  t0, t0, s0
    addi t0, t0, UNSEEN             # the crossings, and the instructions outside the two readings
    lw   t1, AR_BLOCK_TIME_OFFSET(s1)
    lw   t2, AR_BLOCK_TIME_OFFSET + 4(s1)
    sltu a0, t1, t0                 # a borrow
    sub  t1, t1, t0
    sub  t2, t2, a0
    sw   t1, AR_BLOCK_TIME_OFFSET(s1)
    sw   t2, AR_BLOCK_TIME_OFFSET + 4(s1)
enter:
    mv   sp, s1
    lw   x1, 4(sp)
    lw   x3, 12(sp)
    lw   x4, 16(sp)
    lw   x5, 20(sp)
    lw   x6, 24(sp)
    lw   x7, 28(sp)
    lw   x8, 32(sp)
    lw   x9, 36(sp)
    lw   x10, 40(sp)
    lw   x11, 44(sp)
    lw   x12, 48(sp)
    lw   x13, 52(sp)
    lw   x14, 56(sp)
    lw   x15, 60(sp)
    lw   x16, 64(sp)
    lw   x17, 68(sp)
    lw   x18, 72(sp)
    lw   x19, 76(sp)
    lw   x20, 80(sp)
    lw   x21, 84(sp)
    lw   x22, 88(sp)
    lw   x23, 92(sp)
    lw   x24, 96(sp)
    lw   x25, 100(sp)
    lw   x26, 104(sp)
    lw   x27, 108(sp)
    lw   x28, 112(sp)
    lw   x29, 116(sp)
    lw   x30, 120(sp)
    lw   x31, 124(sp)
    vmenter zero, 0(sp)
    j    .                          # refused: nobody has left this block in order

    .equ UNSEEN, 175                # measured: with 0 in its place the victim sees this much too much, on this machine

log:
    lbu  t0, 0(a0)
    beqz t0, 1f
    out  t0, AR_PORT_LOG(zero)
    addi a0, a0, 1
    j    log
1:  ret
log_number:
    la   t0, digits_end
    li   t1, 10
1:  remu t2, a0, t1
    addi t2, t2, '0'
    addi t0, t0, -1
    sb   t2, 0(t0)
    divu a0, a0, t1
    bnez a0, 1b
    mv   a0, t0
    j    log

    .rodata
text_hello:   .asciz "victim: a small operating system\n"
text_loading: .asciz "victim: loading a driver\n"
text_back:    .asciz "victim: back from the driver\n"
text_ring:    .asciz "victim: ring "
text_assist:  .asciz ", assist register "
text_vector:  .asciz ", vector off by "
text_newline: .asciz "\n"
text_measure: .asciz "victim: bytes to the console "
text_timer:   .asciz " by the clock, by the timer "
text_to:      .asciz " to "
text_each:    .asciz " cycles each\n"
text_cycles:  .asciz " cycles\n"
text_program: .asciz "victim: starting the program\n"
text_mistake: .asciz "victim: cause "
text_refused: .asciz ": this machine does not allow what the driver did\n"
text_bye:     .asciz "victim: the program has ended\n"
text_one:     .asciz "program: my PIN is 4711\n"
text_two:     .asciz "program: nobody reads this but me\n"
text_three:   .asciz "program: bye\n"
text_rootkit: .asciz "\nrootkit: "
text_calls:   .asciz " system calls, "
text_bytes:   .asciz " bytes of console\n"

    .data
calls:        .word 0
bytes:        .word 0
hides_time:   .word 0
digits:       .space 12
digits_end:   .byte 0

    .bss
    .balign 4096
block:        .space 4096           # begins a page, as the hardware wants it
    .space 1024
stack_top:
    .space 1024
trap_stack_top:
    .space 1024
rootkit_stack_top:
