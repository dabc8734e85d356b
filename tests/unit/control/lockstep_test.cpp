// The parts of a lockstep, with guests of a few lines: the devices that do as they are told, jumps that translated code has no place for, entries that
// are marked a moment ahead.
#include "monitor/control/lockstep/lockstep.hpp"

#include <cstring>

#include "isa/asm/assemble.hpp"
#include "isa/machine/files.hpp"
#include "isa/spec/platform.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::control::lockstep;

namespace {

control::Kernel assembled(const std::string& text) {
    const auto program = assembler::assemble(text, "guest.s");
    INFO((program ? "" : program.error().message));
    REQUIRE(program);
    const std::string file(program->elf.begin(), program->elf.end());
    auto kernel = control::parse_image(file, "guest.elf");
    REQUIRE(kernel);
    return std::move(*kernel);
}

machine::ElfImage monitor() {
    const auto image = control::load_monitor(tests::bundled_file("monitor.elf").string());
    REQUIRE(image);
    return *image;
}

Outcome in_lockstep(const std::string& text, control::Mode mode) {
    const control::Kernel kernel = assembled(text);
    const machine::ElfImage image = monitor();
    Request request;
    request.run.mode = mode;
    request.run.kernel = &kernel;
    request.run.monitor = &image;
    request.run.max_cycles = 3'000'000;
    const auto outcome = run_lockstep(request);
    REQUIRE(outcome);
    return *outcome;
}

/// Its trap vector holds nothing but jumps, one of them far; it takes an exception and an interrupt there, and falls off into code that is not there.
const std::string kJumpy = R"(
    .text
    .globl _start
_start:
    la t0, vector
    csrw vector0, t0
    ebreak
    li t0, 1 << AR_LINE_TIMER
    csrw imask0, t0
    li t0, 500
    out t0, AR_PORT_TIMER(zero)
    ei
waits:
    addi s1, s1, 1
    j over
    .word 0
over:
    beqz s2, waits
    j first
first:
    j second
second:
    la t1, nowhere
    jr t1
    .balign 4
vector:
    j stop
stop:
    la t1, handler
    jr t1
handler:
    csrr t0, cause0
    bltz t0, interrupt
    li t2, 1
    beq t0, t2, lost
    csrr t0, epc0
    addi t0, t0, 4
    csrw epc0, t0
    tret
interrupt:
    out zero, AR_PORT_TIMER(zero)
    li s2, 1
    tret
lost:
    csrr a0, epc0
    srli a0, a0, 28
    out a0, AR_PORT_POWER(zero)
    .equ nowhere, 0x70000000
)";

}  // namespace

TEST_CASE("jumps without a link, at the trap vector and to where nothing is, are followed in every mode") {
    for (const control::Mode mode : {control::Mode::kNative, control::Mode::kFullTrap, control::Mode::kFullTranslate, control::Mode::kAssistShadow, control::Mode::kAssistNested}) {
        const Outcome outcome = in_lockstep(kJumpy, mode);
        INFO(control::name_of(mode));
        INFO((outcome.divergence && !outcome.divergence->differences.empty() ? outcome.divergence->differences.front().what + " at " + outcome.divergence->at.text : ""));
        CHECK(outcome.ending == Ending::kEnded);
        CHECK(outcome.guest_exit == 7);
        CHECK(outcome.counts.interrupts == 1);
        CHECK((outcome.counts.jumps > 3) == (mode == control::Mode::kFullTranslate));
    }
}

TEST_CASE("a guest that waits for what cannot come is at its end in both machines") {
    for (const control::Mode mode : {control::Mode::kNative, control::Mode::kFullTrap, control::Mode::kFullTranslate, control::Mode::kAssistNested}) {
        INFO(control::name_of(mode));
        CHECK(in_lockstep("_start:\n    wfi\n    j _start\n", mode).ending == Ending::kEnded);
    }
}

TEST_CASE("a page that a translator has marked as used ahead of the guest's own fetch is no difference, unless it stays one") {
    // The jump through the table leads to a page that nobody has used.
    const control::Kernel kernel = assembled(R"(
    .text
    .globl _start
_start:
    la t0, table
    la t1, leaves
    ori t1, t1, 1
    sw t1, 0(t0)
    la t1, leaves
    li t2, 0x100
1:  slli t3, t2, 12
    ori t3, t3, 0x3f
    slli t4, t2, 2
    add t4, t4, t1
    sw t3, 0(t4)
    addi t2, t2, 1
    li t3, 0x120
    bne t2, t3, 1b
    ori t0, t0, 1
    csrw root, t0
    la t1, far
    jr t1
    .balign 4096
far:
    nop
    nop
    out zero, AR_PORT_POWER(zero)
    .data
    .balign 4096
table:
    .space 4096
leaves:
    .space 4096
)");
    const machine::ElfImage image = monitor();
    control::RunRequest run;
    run.config.ram_bytes = 2U << 20;
    run.mode = control::Mode::kFullTranslate;
    run.kernel = &kernel;
    run.monitor = &image;
    auto leading = control::boot_for(run);
    REQUIRE(leading);
    Leader leader(std::move(*leading), run);
    run.mode = control::Mode::kNative;
    auto bare = control::boot_for(run);
    REQUIRE(bare);
    Follower follower(run.config, **bare);
    REQUIRE(leader.start());
    Pair pair(leader, follower, run.config.ram_bytes);
    std::uint64_t ahead = 0;
    Verdict verdict = Verdict::kAgree;
    for (; verdict == Verdict::kAgree; verdict = pair.advance()) {
        const bool differs = std::memcmp(leader.machine().memory().data(), follower.memory().data(), run.config.ram_bytes) != 0;
        ahead += differs ? 1 : 0;
        CHECK(pair.compare_memory());
        // If nobody catches up, it is one.
        if (differs) CHECK_FALSE(pair.compare_memory());
        if (differs) CHECK(pair.suspects().size() == 1);
    }
    CHECK(verdict == Verdict::kEnded);
    CHECK(ahead > 0);
}

TEST_CASE("what a disk writes into the ring that it serves is held back, and what it moves over that ring is not") {
    std::vector<std::uint8_t> ram(64 << 10);
    std::vector<std::uint8_t> disk(16 * spec::kSectorBytes);
    for (std::size_t i = 0; i < disk.size(); ++i) disk[i] = static_cast<std::uint8_t>(i * 7 + 1);
    PuppetBus bus(ram, disk);
    constexpr std::uint32_t kRing = 0x4000;
    const bool over_itself = GENERATE(false, true);
    spec::DiskRing ring;
    ring.produced = 1;
    ring.request[0] = {1, 0, over_itself ? kRing : 0x8000, 8, 0, {}};
    std::memcpy(&ram[kRing], &ring, sizeof ring);
    bus.write_port(spec::kPortDiskRing, kRing, 0);
    bus.write_port(spec::kPortDiskKick, 0, 0);
    REQUIRE(bus.disk_is_busy());
    const PuppetBus::Served served = bus.serve_disk();
    CHECK(served.into_memory);
    REQUIRE(bus.held().size() == 2);
    CHECK(bus.held()[0].value == 2);
    CHECK(bus.held()[1].ends_request);
    const std::uint32_t consumed = kRing + 4, status = bus.held()[0].address;
    for (const std::uint32_t at : {consumed, status}) {
        std::uint32_t seen = 0, moved = 0;
        std::memcpy(&seen, &ram[at], sizeof seen);
        std::memcpy(&moved, &disk[at - kRing], sizeof moved);
        CHECK(seen == (over_itself ? moved : 0));
    }
    bus.release(2);
    CHECK(bus.held().empty());
    CHECK(ram[status] == 2);
}

TEST_CASE("differences are named as registers are, with what a system register's value means") {
    GuestState one, other;
    other.pc = 4;
    other.x[10] = 0xffffffff;
    other.bank[1].status = spec::kStatusIe;
    other.grant = 2;
    const std::vector<Difference> found = differences(one, other);
    REQUIRE(found.size() == 4);
    CHECK(found[0].what == "pc");
    CHECK(found[1].what == "a0");
    CHECK(found[1].native == "0xffffffff");
    CHECK(found[2].what == "status1");
    CHECK(found[2].native.find("interrupts on") != std::string::npos);
    CHECK(found[3].what == "grant");
    CHECK(differences(one, one).empty());
}
