// A kernel of a page that computes, waits, takes its timer's, console's and disk's interrupts, and moves sectors about: much happens in few cycles.
// It echoes what is typed, and powers off when the input has ended. Not here: tests.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "isa/asm/assemble.hpp"
#include "isa/machine/elf.hpp"
#include "isa/machine/machine.hpp"
#include "tests/unit/catch.hpp"

namespace anel::tests {

inline constexpr char kBusyGuest[] = R"(
_start:
    csrwi mark, AR_MARK_KERNEL
    la t0, handler
    csrw vector0, t0
    li t0, 7
    csrw imask0, t0
    li t0, 1
    out t0, AR_PORT_CONSOLE_IRQ(zero)
    li s0, 1
    li s1, 0x180000
    li s2, 3
    li t0, 301
    out t0, AR_PORT_TIMER(zero)
    ei
loop:
    li t1, 1103515245
    mul s0, s0, t1
    addi s0, s0, 1234
    srli t2, s0, 20
    slli t2, t2, 2
    add t2, t2, s1
    lw t3, 0(t2)
    add t3, t3, s0
    sw t3, 0(t2)
    srli t3, s0, 24
    andi t3, t3, 15
    bnez t3, on
    csrwi mark, AR_MARK_IDLE
    wfi
    csrwi mark, AR_MARK_KERNEL
    ecall
    # A sector to memory or back, unless the disk is at work.
    andi t3, s0, 2
    srli t3, t3, 1
    out t3, AR_PORT_DISK_SECTOR(zero)
    out s1, AR_PORT_DISK_ADDRESS(zero)
    li t4, 1
    out t4, AR_PORT_DISK_COUNT(zero)
    add t4, t4, t3
    out t4, AR_PORT_DISK_COMMAND(zero)
on:
    j loop
handler:
    csrr s6, cause0
    bgez s6, called
    andi s6, s6, 15
    beqz s6, timer
    li s7, 1
    beq s6, s7, console
    out zero, AR_PORT_DISK_COMMAND(zero)
    tret
called:
    csrr s6, epc0
    addi s6, s6, 4
    csrw epc0, s6
    tret
timer:
    li s7, 301
    out s7, AR_PORT_TIMER(zero)
    tret
console:
    in s7, AR_PORT_CONSOLE_STATUS(zero)
    andi s8, s7, 1
    beqz s8, ended
    in s7, AR_PORT_CONSOLE_DATA(zero)
    out s7, AR_PORT_CONSOLE_DATA(zero)
    tret
ended:
    out s2, AR_PORT_POWER(zero)
    tret
)";

/// With a disk of two sectors. `config.ram_bytes` is its memory.
inline std::unique_ptr<machine::Machine> busy_machine(const machine::MachineConfig& config) {
    const auto assembled = assembler::assemble(kBusyGuest, "busy.s");
    INFO((assembled ? std::string() : assembled.error().message));
    REQUIRE(assembled);
    const auto elf = machine::parse_elf(assembled->elf, "busy.elf");
    REQUIRE(elf);
    auto machine = std::make_unique<machine::Machine>(config, config.ram_bytes);
    for (const machine::ElfSegment& segment : elf->segments) REQUIRE(machine->write_memory({segment.paddr}, segment.bytes));
    machine->reset_to({elf->entry}, {0});
    machine->devices().insert_disk(std::vector<std::uint8_t>(1024, 0x5a));
    return machine;
}

}  // namespace anel::tests
