// Where a client's machine stops, forward and backward: at breakpoints, watchpoints, the ends; and what a change in the past comes to.
#include <algorithm>
#include <random>

#include "tests/unit/gdb/stub_bench.hpp"

using namespace anel;
using namespace anel::tests;
using machine::Moment;

namespace {

std::string at(const StubBench& bench, const std::string& symbol) { return StubBench::hex(bench.at(symbol)); }
/// What the stop reply says beside the registers.
std::string why(const std::string& reply) { return reply.substr(0, reply.find("thread:")); }

}  // namespace

TEST_CASE("breakpoints stop the machine in front of their instruction, and its end gives the exit code") {
    StubBench bench;
    bench.ask("qSupported:swbreak+;hwbreak+");
    CHECK(bench.ask("Z0," + at(bench, "calls") + ",4") == "OK");
    CHECK(bench.ask("Z1," + at(bench, "behind") + ",4") == "OK");
    const std::string first = bench.ask("c");
    CHECK(why(first) == "T05swbreak:;");
    CHECK(first.ends_with("20:" + gdb::hex_of(bench.at("calls"), 4) + ";"));
    CHECK(why(bench.ask("vCont;c:1")) == "T05hwbreak:;");
    CHECK(bench.pc() == bench.at("behind"));
    CHECK(bench.ask("z0," + at(bench, "calls") + ",4") == "OK");
    CHECK(why(bench.ask("c")) == "T05hwbreak:;");
    CHECK(bench.machine().cpu().state().x[9] == 2);
    CHECK(bench.ask("z1," + at(bench, "behind") + ",4") == "OK");
    CHECK(bench.ask("c") == "W05");
    CHECK(bench.ask("?") == "W05");
    CHECK(bench.printed() == "!");
}

TEST_CASE("a step over a call goes into the trap handler, and a step back comes out of it again") {
    StubBench bench;
    bench.ask("Z0," + at(bench, "calls") + ",4");
    bench.ask("c");
    const cpu::Snapshot before = bench.machine().cpu().save();
    CHECK(why(bench.ask("s")) == "T05");
    CHECK(bench.pc() == bench.at("handler"));
    CHECK(bench.machine().cpu().state().bank[0].epc == bench.at("calls"));
    CHECK(why(bench.ask("bs")) == "T05");
    CHECK((bench.machine().cpu().save() == before));
    CHECK(why(bench.ask("vCont;s:1;c")) == "T05");
    CHECK(bench.pc() == bench.at("handler"));
}

TEST_CASE("a range is left at the first instruction outside it") {
    StubBench bench;
    bench.ask("Z0," + at(bench, "loop") + ",4");
    bench.ask("c");
    bench.ask("z0," + at(bench, "loop") + ",4");
    CHECK(why(bench.ask("vCont;r" + at(bench, "loop") + "," + at(bench, "calls") + ":1")) == "T05");
    CHECK(bench.pc() == bench.at("calls"));
}

TEST_CASE("a watchpoint stops behind what wrote its bytes, and backward in front of it") {
    StubBench bench;
    CHECK(bench.ask("Z2,2000,4") == "OK");
    for (std::uint32_t round = 1; round <= 3; ++round) {
        CHECK(why(bench.ask("c", 7)) == "T05watch:2000;");
        CHECK(bench.pc() == bench.at("loads"));
        CHECK(bench.word(kData) == round);
    }
    for (std::uint32_t round = 3; round >= 1; --round) {
        CHECK(why(bench.ask("bc", 7)) == "T05watch:2000;");
        CHECK(bench.pc() == bench.at("stores"));
        CHECK(bench.word(kData) == round - 1);
    }
    CHECK(why(bench.ask("bc")) == "T05replaylog:begin;");
    CHECK(bench.pc() == bench.at("_start"));
    // Steps notice it, too.
    bench.ask("Z0," + at(bench, "stores") + ",4");
    bench.ask("c");
    CHECK(why(bench.ask("s")) == "T05watch:2000;");
    CHECK(why(bench.ask("bs")) == "T05watch:2000;");
    CHECK(bench.pc() == bench.at("stores"));
}

TEST_CASE("a watchpoint for reads stops behind a load, one for accesses behind loads and stores, and neither for its neighbour") {
    StubBench bench;
    CHECK(bench.ask("Z3,2004,1") == "OK");
    CHECK(why(bench.ask("c")) == "T05rwatch:2004;");
    CHECK(bench.pc() == bench.at("calls"));
    CHECK(why(bench.ask("bs")) == "T05rwatch:2004;");
    CHECK(bench.pc() == bench.at("loads"));
    CHECK(bench.ask("z3,2004,1") == "OK");
    CHECK(bench.ask("Z3,2000,4") == "OK");  // stored to alone
    CHECK(bench.ask("Z4,2003,1") == "OK");  // the last byte of the store: always 0
    CHECK(why(bench.ask("c")) == "T05awatch:2003;");
    CHECK(bench.pc() == bench.at("loads"));
    CHECK(bench.ask("z4,2003,1") == "OK");
    CHECK(bench.ask("c") == "W05");
}

TEST_CASE("an access counts for the bytes that it has, and not at all where it traps instead") {
    const std::string program = R"(
    .text
    .globl _start
_start:
    la t0, handler
    csrw vector0, t0
    li s0, 0x2000
    lb s2, 0(s0)
    lw s2, 2(s0)         # misaligned
    sb s2, 4(s0)
    out zero, AR_PORT_POWER(zero)
handler:
    csrr t0, epc0
    addi t0, t0, 4
    csrw epc0, t0
    tret
)";
    StubBench beside(program);
    for (const char* watch : {"Z3,2001,1", "Z3,2002,2", "Z4,2005,3"}) CHECK(beside.ask(watch) == "OK");
    CHECK(beside.ask("c") == "W00");
    StubBench right(program);
    CHECK(right.ask("Z4,2004,1") == "OK");
    CHECK(why(right.ask("c")) == "T05awatch:2004;");
}

TEST_CASE("the walker's own write of a page-table entry is noticed") {
    StubBench bench(R"(
    .text
    .globl _start
_start:
    li t0, 0x4000
    li t1, 0x0f          # 4 MiB from 0: V R W X, neither A nor D
    sw t1, 0(t0)
    ori t0, t0, 1
turns:
    csrw root, t0
    nop                  # its fetch sets A
behind:
    sw t1, 0x100(zero)
    j behind
)");
    bench.ask("Z0," + at(bench, "turns") + ",4");
    bench.ask("c");
    CHECK(bench.ask("Z2,4000,4") == "OK");
    CHECK(why(bench.ask("c")) == "T05watch:4000;");
    CHECK(bench.word(0x4000) == (0x0f | spec::pte::kAccessed));
    CHECK(why(bench.ask("c")) == "T05watch:4000;");
    CHECK(bench.word(0x4000) == (0x0f | spec::pte::kAccessed | spec::pte::kDirty));
    CHECK(bench.word(0x100) == 0x0f);
    CHECK(why(bench.ask("bc")) == "T05watch:4000;");
    CHECK(bench.word(0x4000) == (0x0f | spec::pte::kAccessed));
}

TEST_CASE("a watchpoint that is put back where its address leads nowhere now stays where it was; a new one there is refused") {
    StubBench bench;
    CHECK(bench.ask("Z2,80000000,4") == "E14");
    CHECK(bench.ask("Z2,2000,4") == "OK");
    CHECK(bench.ask("z2,2000,4") == "OK");
    // An empty table at 0x4000.
    const unsigned root = gdb::kFirstCsrNumber + static_cast<unsigned>(spec::find_csr("root") - spec::kCsrs);
    CHECK(bench.ask("P" + StubBench::hex(root) + "=01400000") == "OK");
    CHECK(bench.ask("m2000,4") == "E14");
    CHECK(bench.ask("Z2,2000,4") == "OK");
    CHECK(bench.ask("Z2,2004,4") == "E14");
    for (int i = 0; i < 63; ++i) bench.ask("Z2,0,1"), bench.order("phys on"), bench.ask("Z2," + StubBench::hex(0x1000 + 4U * static_cast<unsigned>(i)) + ",4");
    CHECK(bench.ask("Z2,1800,4") == "E12");
    CHECK(bench.ask("z2,1000,4") == "OK");
    CHECK(bench.ask("Z2,1800,1001") == "E12");
    CHECK(bench.ask("Z2,1800,0") == "E12");
}

TEST_CASE("in portions of any length runs and searches stop where plain stepping says") {
    std::mt19937 random(4);
    for (int round = 0; round < 60; ++round) {
        StubBench bench;
        std::vector<std::pair<Moment, std::uint32_t>> steps;
        for (;;) {
            steps.emplace_back(bench.history().now(), bench.pc());
            if (bench.history().step() == cpu::Stop::kPoweredOff) break;
        }
        const Moment end = bench.history().now();
        std::vector<std::uint32_t> breakpoints;
        for (const char* symbol : {"loop", "stores", "loads", "calls", "behind", "handler"})
            if (random() % 3 == 0) {
                breakpoints.push_back(bench.at(symbol));
                CHECK(bench.ask("Z" + std::to_string(random() % 2) + "," + at(bench, symbol) + ",4") == "OK");
            }
        // A watchpoint that is never hit makes it go by steps.
        if (random() % 2 == 0) CHECK(bench.ask("Z3,3000,4") == "OK");
        std::vector<Moment> wanted;
        for (const auto& [moment, pc] : steps)
            if (std::ranges::find(breakpoints, pc) != breakpoints.end()) wanted.push_back(moment);
        const Cycles portion = 1 + random() % 40;
        bench.history().seek(Cycles{0});
        for (const Moment& moment : wanted) {
            REQUIRE(why(bench.ask("c", portion)) == "T05");
            REQUIRE(bench.history().now() == moment);
        }
        REQUIRE(bench.ask("c", portion) == "W05");
        REQUIRE(bench.history().now() == end);
        for (std::size_t i = wanted.size(); i-- > 0;) {
            REQUIRE(why(bench.ask("bc", portion)) == "T05");
            REQUIRE(bench.history().now() == wanted[i]);
        }
        REQUIRE(why(bench.ask("bc", portion)) == "T05replaylog:begin;");
        REQUIRE(bench.history().now() == Moment{});
    }
}

TEST_CASE("Ctrl-C stops a machine that would never stop, forward and backward") {
    StubBench bench("    .text\n    .globl _start\n_start:\n    addi t0, t0, 1\n    j _start\n");
    bench.send(gdb::framed("c"));
    for (int i = 0; i < 50; ++i) {
        REQUIRE(bench.stub().moving());
        bench.stub().pump(20'000);
    }
    // Whoever cannot wait is told so.
    bench.stub().take_output();
    CHECK(bench.exchange("$qC#b4\x03").starts_with("+$E16#ac$T02"));
    const Moment here = bench.history().now();
    CHECK(here.cycle >= 1'000'000);
    bench.ask("Z0,100,4");
    bench.send(gdb::framed("bc"));
    for (int i = 0; i < 10; ++i) bench.stub().pump(20'000);
    REQUIRE(bench.stub().moving());
    CHECK(bench.exchange("\x03").find("$T02") != std::string::npos);
    CHECK(bench.history().now() < here);
    // Not in the middle of what it was looking through, but behind it: the first 65,536 cycles back are done.
    CHECK(here.cycle - bench.history().now().cycle <= 65'536);
    CHECK_FALSE(bench.stub().moving());
    CHECK(bench.exchange("\x03").empty());
}

TEST_CASE("what is changed in the past makes another future, which can be moved in like the first") {
    StubBench bench;
    bench.ask("Z0," + at(bench, "stores") + ",4");
    for (int i = 0; i < 4; ++i) bench.ask("c");
    CHECK(bench.machine().cpu().state().x[9] == 4);
    bench.ask("bc");
    bench.ask("bc");
    CHECK(bench.machine().cpu().state().x[9] == 2);
    const Moment there = bench.history().now();
    CHECK(bench.ask("P9=04000000") == "OK");
    CHECK(bench.ask("M2004,4:07000000") == "OK");
    CHECK_FALSE(bench.history().in_the_past());
    CHECK(why(bench.ask("c")) == "T05");
    CHECK(bench.machine().cpu().state().x[9] == 5);
    CHECK(bench.machine().cpu().state().x[18] == 7);
    const auto end = bench.machine().save();
    const Moment last = bench.history().now();
    CHECK(why(bench.ask("bc")) == "T05");
    CHECK(bench.history().now() == there);
    CHECK(bench.machine().cpu().state().x[9] == 4);
    bench.ask("bc");
    CHECK(bench.machine().cpu().state().x[9] == 1);
    CHECK(bench.word(kData + 4) == 0);
    bench.ask("c");
    bench.ask("c");
    CHECK(bench.history().now() == last);
    CHECK((bench.machine().save() == end));
    bench.ask("z0," + at(bench, "stores") + ",4");
    CHECK(bench.ask("c") == "W05");
}

TEST_CASE("a machine that powers off can be kept, and gone back in") {
    StubBench bench;
    CHECK(bench.order("at-exit stop") == "OK");
    CHECK(why(bench.ask("c")) == "T05");
    CHECK(bench.printed().starts_with("!The machine has powered off."));
    CHECK(why(bench.ask("bs")) == "T05");
    CHECK(bench.machine().cpu().state().x[9] == 5);
    CHECK_FALSE(bench.machine().devices().powered_off());
}

TEST_CASE("a machine that cannot go on says why, and is where it happened") {
    StubBench waits("    .text\n    .globl _start\n_start:\n    wfi\nbehind:\n    j _start\n");
    waits.ask("Z0," + at(waits, "behind") + ",4");
    CHECK(why(waits.ask("c")) == "T05");
    CHECK(waits.printed() == "The machine waits for an interrupt, and none can come.\n");
    StubBench faults("    .text\n    .globl _start\n_start:\n    li t0, 0x800000\n    csrw vector0, t0\n    ecall\n");
    CHECK(why(faults.ask("c")) == "T0b");
    CHECK(faults.printed().starts_with("The machine has stopped with a triple fault"));
    CHECK(why(faults.ask("bc")) == "T05replaylog:begin;");
}
