// Hyperjacking: on a machine whose hardware assist nobody has locked, a program that reaches ring 0 once can slip beneath the
// system, which runs on and cannot tell. A lock before that moment is all it takes.
#include <cstring>
#include <string>

#include "isa/asm/assemble.hpp"
#include "isa/machine/elf.hpp"
#include "isa/machine/machine.hpp"
#include "tests/unit/catch.hpp"

namespace {

using namespace anel;

/// A small system: it waits for its timer, then runs a program in ring 3 whose five calls print a letter each; whatever else traps
/// ends it, with the cause as exit code. `intruder` runs in its ring 0 at boot.
std::string system_with(const std::string& intruder) {
    return R"(
    .text
    .globl _start
_start:
    la t0, handler
    csrw vector0, t0
)" + intruder + R"(
    li t0, 1000
    out t0, AR_PORT_TIMER(zero)
    li t0, 1 << AR_LINE_TIMER
    csrw imask0, t0
    wfi
    csrr t0, pending0
    addi t0, t0, '0'
    out t0, AR_PORT_CONSOLE_DATA(zero)
    out zero, AR_PORT_TIMER(zero)
    li t0, 3 << AR_STATUS_PRING_SHIFT
    csrw status0, t0
    la t0, user
    csrw epc0, t0
    tret
handler:
    csrr t0, cause0
    li t1, AR_CAUSE_ECALL
    bne t0, t1, over
    out a0, AR_PORT_CONSOLE_DATA(zero)
    csrr t0, epc0
    addi t0, t0, 4
    csrw epc0, t0
    tret
over:
    out t0, AR_PORT_POWER(zero)
user:
    li s2, 5
    li a0, 'a'
again:
    ecall
    addi a0, a0, 1
    addi s2, s2, -1
    bnez s2, again
    ebreak

implant:
    vmon
    la t0, block
    csrw scratchm, t0
    la t1, exits
    csrw vectorm, t1
    # Everything stays with the system but its calls, which are counted.
    li t1, ~(1 << AR_CAUSE_ECALL)
    csrw delegatem, t1
    li t1, AR_BLOCK_MAGIC_WORD
    sw t1, AR_BLOCK_MAGIC(t0)
    li t1, 1
    sw t1, AR_BLOCK_TAG(t0)
    sw ra, AR_BLOCK_PC(t0)
    csrr t1, root
    sw t1, AR_BLOCK_ROOT(t0)
    csrr t1, vector0
    sw t1, AR_BLOCK_BANK0(t0)
    vmenter t1, 0(t0)
    li t1, 99
    out t1, AR_PORT_POWER(zero)
exits:
    csrrw t0, scratchm, t0
    sw t1, AR_BLOCK_X + 24(t0)
    csrr t1, scratchm
    sw t1, AR_BLOCK_X + 20(t0)
    csrw scratchm, t0
    lw t1, AR_BLOCK_BYTES(t0)
    addi t1, t1, 1
    sw t1, AR_BLOCK_BYTES(t0)
    li t1, AR_INJECT_VALID + AR_CAUSE_ECALL
    sw t1, AR_BLOCK_INJECT(t0)
    lw t1, AR_BLOCK_X + 24(t0)
    vmenter zero, 0(t0)

    .bss
    .balign 4096
block:
    .space 4096
)";
}

struct Seen {
    std::string console;
    int exit_code = -1;
    std::uint32_t counted = 0;  ///< by the intruder
    cpu::Counters counters;
    bool in_ring_minus_1 = false;
};

Seen run(const std::string& intruder, cpu::AssistParams assist) {
    auto program = assembler::assemble(system_with(intruder), "system.s");
    if (!program) FAIL(program.error().message);
    const auto image = machine::parse_elf(program->elf, "system");
    if (!image) FAIL(image.error().message);
    machine::MachineConfig config;
    config.assist = assist;
    machine::Machine machine(config, config.ram_bytes);
    for (const machine::ElfSegment& segment : image->segments) REQUIRE(machine.write_memory({segment.paddr}, segment.bytes));
    machine.reset_to({image->entry}, {0});
    REQUIRE(machine.run(1000000) == cpu::Stop::kPoweredOff);
    Seen result{machine.devices().take_console(), *machine.devices().state().exit_code, 0, machine.cpu().counters(), machine.cpu().state().assist.on};
    for (const assembler::ImageSymbol& symbol : program->symbols)
        if (symbol.name == "block") std::memcpy(&result.counted, &machine.memory()[symbol.value + spec::kBlockBytes], sizeof result.counted);
    return result;
}

constexpr cpu::AssistParams kOpen{true, false}, kLocked{true, true}, kAbsent{false, false};
constexpr auto kEcall = static_cast<std::size_t>(spec::TrapCause::kEcall);

}  // namespace

TEST_CASE("on an unlocked machine an intruder in ring 0 makes the system its guest, which works as before while its calls are counted") {
    const Seen alone = run("", kOpen);
    CHECK(alone.console == "1abcde");
    CHECK(alone.exit_code == 3);
    CHECK_FALSE(alone.in_ring_minus_1);

    const Seen hijacked = run("call implant", kOpen);
    CHECK(hijacked.console == alone.console);
    CHECK(hijacked.exit_code == alone.exit_code);
    CHECK(hijacked.in_ring_minus_1);
    CHECK(hijacked.counted == 5);
    CHECK(hijacked.counters.exits[kEcall] == 5);
    CHECK(hijacked.counters.exceptions[kEcall] == 0);  // each was injected again
    CHECK(hijacked.counters.entries == 6);
}

TEST_CASE("the hijacked system asks for hardware assist and is told that there is none") {
    const std::string show = "csrr t0, assist\n addi t0, t0, '0'\n out t0, AR_PORT_CONSOLE_DATA(zero)\n";
    CHECK(run(show, kOpen).console == "11abcde");
    CHECK(run("call implant\n" + show, kOpen).console == "01abcde");
    CHECK(run(show, kAbsent).console == "01abcde");
}

TEST_CASE("on a locked machine, by its profile or by the system itself, and on one without assist, vmon is an illegal instruction") {
    constexpr int kIllegal = 2;
    for (const Seen& result : {run("call implant", kLocked), run("call implant", kAbsent), run("li t0, AR_ASSIST_LOCKED\n csrw assist, t0\n call implant", kOpen)}) {
        CHECK(result.exit_code == kIllegal);
        CHECK(result.console.empty());
        CHECK_FALSE(result.in_ring_minus_1);
        CHECK(result.counters.entries == 0);
    }
    // A system that locks and is not attacked runs as ever.
    CHECK(run("li t0, AR_ASSIST_LOCKED\n csrw assist, t0\n", kOpen).console == "1abcde");
}
