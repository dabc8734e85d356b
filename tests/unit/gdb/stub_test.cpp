// Conversations with the stub, packet by packet: what is looked at, what is changed, what is refused.
// Not here: moving (travel_test.cpp), stock gdb (session_test.cpp).
#include "tests/unit/gdb/stub_bench.hpp"

#include "isa/debug/gdb/target_description.hpp"
#include "isa/spec/csrs.hpp"

using namespace anel;
using namespace anel::tests;

namespace {

unsigned csr_number(std::string_view name) {
    for (unsigned i = 0; i < spec::kCsrCount; ++i)
        if (spec::kCsrs[i].name == name) return gdb::kFirstCsrNumber + i;
    FAIL("no such CSR");
    return 0;
}
std::string number_text(unsigned number) { return StubBench::hex(number).substr(5); }

}  // namespace

TEST_CASE("a client hears that time runs backward here, and which breakpoints it may be told of if it knows of any") {
    StubBench bench;
    const std::string plain = bench.ask("qSupported");
    CHECK(plain.find("ReverseStep+;ReverseContinue+") != std::string::npos);
    CHECK(plain.find("PacketSize=4000") == 0);
    CHECK(plain.find("swbreak") == std::string::npos);
    CHECK(bench.ask("qSupported:multiprocess+;swbreak+;hwbreak+").find("swbreak+;hwbreak+") != std::string::npos);
}

TEST_CASE("packets are acknowledged, asked for again when damaged and sent again when asked for, until both sides agree not to") {
    StubBench bench;
    CHECK(bench.exchange("$qC#b4") == "+$QC1#c5");
    CHECK(bench.exchange("-") == "$QC1#c5");
    CHECK(bench.exchange("$qC#00") == "-");
    CHECK(bench.exchange("+") == "");
    CHECK(bench.exchange(gdb::framed("QStartNoAckMode")) == "+$OK#9a");
    CHECK(bench.exchange("$qC#b4") == "$QC1#c5");
    CHECK(bench.exchange("-") == "");
}

TEST_CASE("what is not understood gets an empty answer, and what is understood but makes no sense an error") {
    StubBench bench;
    for (const char* unknown : {"vMustReplyEmpty", "QNonStop:1", "qTStatus", "jThreadsInfo", "vFile:open:61,0,0", "A", "bx", "Z5,0,4", "_"}) CHECK(bench.ask(unknown).empty());
    for (const char* wrong : {"m", "mx,4", "m0", "m0,4,", "m100000000,4", "M0,4:00", "M0,1:0", "M0,1:zz", "X0,2:a", "p", "pzz", "p999", "P1", "P1=00", "P1=0000000x", "G0", "G00", "Z0,0",
                              "Z0,x,4", "Z0,0,4;X3,000000", "vCont;", "vCont;x", "vCont;r1", "cx", "c1,", "S", "S05;", "qXfer:features:read:target.xml:0", "qRcmd,0", "H", "Hx1"})
        CHECK(bench.ask(wrong) == "E22");
    CHECK(bench.ask("Hg2") == "E03");
    CHECK(bench.ask("T7") == "E03");
    CHECK(bench.ask("qXfer:features:read:other.xml:0,10") == "E00");
    CHECK(bench.history().now() == machine::Moment{});
}

TEST_CASE("the target description holds every CSR of the table once, with the number that p and P take, and arrives in parts") {
    StubBench bench;
    std::string text;
    for (std::string part = "m"; part.front() == 'm';) {
        part = bench.ask("qXfer:features:read:target.xml:" + StubBench::hex(static_cast<std::uint32_t>(text.size())) + ",100");
        text += part.substr(1);
        REQUIRE(part.size() <= 0x101);
    }
    CHECK(text == gdb::target_description());
    for (unsigned i = 0; i < spec::kCsrCount; ++i) {
        const std::string line = "<reg name=\"" + std::string(spec::kCsrs[i].name) + "\" ";
        REQUIRE(text.find(line) != std::string::npos);
        CHECK(text.find(line) == text.rfind(line));
        CHECK(text.find("regnum=\"" + std::to_string(gdb::kFirstCsrNumber + i) + "\"", text.find(line)) < text.find('\n', text.find(line)));
    }
    CHECK(text.find("<architecture>riscv:rv32</architecture>") != std::string::npos);
}

TEST_CASE("registers are read and set one by one and all at once; clock, ring and marks are not to be set, and say why") {
    StubBench bench;
    const std::uint32_t entry = bench.at("_start");
    CHECK(bench.ask("p20") == gdb::hex_of(entry, 4));
    CHECK(bench.ask("P5=78563412") == "OK");
    CHECK(bench.machine().cpu().state().x[5] == 0x12345678);
    CHECK(bench.ask("p5") == "78563412");
    CHECK(bench.ask("P" + number_text(csr_number("scratch1")) + "=01020304") == "OK");
    CHECK(bench.machine().cpu().state().bank[1].scratch == 0x04030201);
    // Bits that do not exist stay 0: of status there are five, of which ring −1 has one alone.
    CHECK(bench.ask("P" + number_text(csr_number("status0")) + "=ffffffff") == "OK");
    CHECK(bench.machine().cpu().state().bank[0].status == 0xf);
    CHECK(bench.ask("P" + number_text(csr_number("ring")) + "=03000000") == "E.the ring changes by traps and returns alone");
    for (const char* fixed : {"cycle", "timeh", "mark", "vmid", "assist"}) CHECK(bench.ask("P" + number_text(csr_number(fixed)) + "=03000000").starts_with("E."));
    CHECK(bench.ask("P0=03000000") == "E.x0 is 0, always");

    std::string all = bench.ask("g");
    REQUIRE(all.size() == 2 * (4 * (33 + spec::kCsrCount) + 8));
    CHECK(all.substr(5 * 8, 8) == "78563412");
    all.replace(6 * 8, 8, "efbeadde");
    all.replace(0, 8, "ffffffff");
    CHECK(bench.ask("G" + all) == "OK");
    CHECK(bench.machine().cpu().state().x[6] == 0xdeadbeef);
    CHECK(bench.machine().cpu().state().x[0] == 0);
    CHECK(bench.ask("G" + all + "00") == "E22");
    CHECK(bench.history().inputs().size() == 4);
}

TEST_CASE("memory is read and written, as far as there is any, and no further") {
    StubBench bench;
    CHECK(bench.ask("M2000,4:01020304") == "OK");
    CHECK(bench.word(kData) == 0x04030201);
    CHECK(bench.ask("m2001,2") == "0203");
    CHECK(bench.ask("X2000,2:}\x03z") == "E22");  // an escape is one byte
    CHECK(bench.exchange(gdb::framed("X2000,2:#$")) == "+$OK#9a");
    CHECK((bench.word(kData) & 0xffff) == 0x2423);
    // The last bytes, and what lies beyond.
    CHECK(bench.ask("m1ffffe,2") == "0000");
    CHECK(bench.ask("m200000,4") == "E14");
    CHECK(bench.ask("mffffffff,2") == "E14");
    CHECK(bench.ask("M1ffffe,4:00000000") == "E14");
    // A thousand million bytes are as many as fit into a packet.
    CHECK(bench.ask("m0,40000000").size() == gdb::kPacketMost);
    CHECK(bench.ask("m2000,0").empty());
}

TEST_CASE("memory is seen by the tables in force, whatever the ring may do, and physical memory on request; looking changes nothing") {
    StubBench bench;
    // A level-1 table at 0x4000: 0x80400000 is a table at 0x5000, whose page 3 is frame 0x6000 for ring 0 without any right to write; 4 MiB from 0 as they are.
    const auto put = [&](const std::string& address, std::uint32_t value) { CHECK(bench.ask("M" + address + ",4:" + gdb::hex_of(value, 4)) == "OK"); };
    put("4804", 0x5000 | spec::pte::kValid);
    put("500c", 0x6000 | spec::pte::kValid | spec::pte::kExecute);
    put("4000", spec::pte::kValid | spec::pte::kRead | spec::pte::kWrite);
    put("6ffc", 0x11223344);
    put("2ffc", 0x55667788);
    CHECK(bench.ask("P" + number_text(csr_number("root")) + "=" + gdb::hex_of(0x4000 | spec::kRootOn, 4)) == "OK");
    const cpu::Snapshot before = bench.machine().cpu().save();
    CHECK(bench.ask("m80403ffc,4") == "44332211");
    // The page behind it is not there: what is there comes.
    CHECK(bench.ask("m80403ffc,8") == "44332211");
    CHECK(bench.ask("m80404000,4") == "E14");
    CHECK(bench.ask("m2ffc,4") == "88776655");
    CHECK(bench.ask("m80c00000,4") == "E14");
    CHECK(bench.order("page 0x80403ffc") == "0x80403ffc is physical 0x00006ffc\n");
    CHECK(bench.ask("M80403ff8,4:01000000") == "OK");
    CHECK(bench.word(0x6ff8) == 1);
    CHECK(bench.order("phys on") == "OK");
    CHECK(bench.ask("m80403ffc,4") == "E14");
    CHECK(bench.ask("m6ffc,4") == "44332211");
    CHECK((bench.machine().cpu().save() == before));
    CHECK(bench.word(0x500c) == (0x6000 | spec::pte::kValid | spec::pte::kExecute));
}

TEST_CASE("where the tables lead nowhere, a loaded program is seen where it was loaded, and only there") {
    StubBench bench;
    CHECK(bench.ask("M90000ffe,2:0102") == "OK");
    CHECK(bench.ask("m2ffe,2") == "0102");
    CHECK(bench.ask("m90000ffe,4") == "0102");
    CHECK(bench.ask("m8fffffff,1") == "E14");
    CHECK(bench.ask("Z2,90000000,4") == "OK");
    CHECK(bench.ask("c").starts_with("T05watch:90000000;"));
    // Tables that lead somewhere come first: 0x90000000 is physical 0x6000 by a table at 0x4000 and one at 0x5000.
    CHECK(bench.ask("M4900,4:" + gdb::hex_of(0x5000 | spec::pte::kValid, 4)) == "OK");
    CHECK(bench.ask("M5000,4:" + gdb::hex_of(0x6000 | spec::pte::kValid | spec::pte::kRead, 4)) == "OK");
    CHECK(bench.ask("P" + number_text(csr_number("root")) + "=" + gdb::hex_of(0x4000 | spec::kRootOn, 4)) == "OK");
    CHECK(bench.ask("m90000ffe,2") == "0000");
}

TEST_CASE("orders say where the machine is, what trapped and what is wrong with them") {
    StubBench bench;
    CHECK(bench.order("ring") == "ring 0, VM 0, paging off\n");
    CHECK(bench.order("why") == "no ring has taken a trap yet\n");
    CHECK(bench.order("cycle") == "cycle 0, 0 instructions, 0 traps\n");
    bench.ask("Z1," + StubBench::hex(bench.at("handler")) + ",4");
    bench.ask("c");
    CHECK(bench.order("why") == "into ring 0: ecall at pc 0x" + StubBench::hex(bench.at("calls")) + ", value 0x00000000\n");
    CHECK(bench.order("lines") == "none\n");
    CHECK(bench.order("goto 0").starts_with("cycle 0, 0 instructions"));
    CHECK(bench.pc() == bench.at("_start"));
    CHECK(bench.order("goto 99999999").starts_with("goto: the run has come to cycle"));
    for (const char* wrong : {"goto x", "goto", "page", "page 0xx", "phys", "phys maybe", "console", "at-exit 3"}) CHECK(bench.order(wrong).find("expected") != std::string::npos);
    CHECK(bench.order("nonsense").starts_with("unknown command 'nonsense'; there are:\n"));
    CHECK(bench.order("help").find("goto CYCLE") != std::string::npos);
}

TEST_CASE("a client leaves, is killed off, or begins again, and the next one finds the machine as it is and no breakpoint") {
    for (const char* farewell : {"D", "D;1", "vKill;1"}) {
        StubBench bench;
        CHECK(bench.ask(farewell) == "OK");
        CHECK(bench.stub().done());
    }
    StubBench bench;
    CHECK(bench.exchange(gdb::framed("QStartNoAckMode")) == "+$OK#9a");
    bench.ask("Z0," + StubBench::hex(bench.at("behind")) + ",4");
    bench.ask("c");
    CHECK(bench.order("at-exit stop") == "OK");
    CHECK(bench.exchange("$k#6b") == "");
    CHECK(bench.stub().done());
    bench.stub().start_over();
    CHECK_FALSE(bench.stub().done());
    CHECK(bench.pc() == bench.at("behind"));
    CHECK(bench.exchange("$qC#b4") == "+$QC1#c5");
    CHECK(bench.ask("c") == "W05");
    CHECK(bench.ask("vRun;").starts_with("T05"));
    CHECK(bench.history().now() == machine::Moment{});
}
