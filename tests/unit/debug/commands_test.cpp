// Every command, and what each says of a wrong line, on a small guest whose every instruction is known.
#include <fmt/format.h>

#include "isa/debug/commands.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/debug/small_machine.hpp"

using namespace anel;
using tests::holds;
using tests::SmallMachine;

namespace {

std::string hex(std::uint32_t value) { return fmt::format("0x{:08x}", value); }

}  // namespace

TEST_CASE("it begins in front of the first instruction, and says so") {
    SmallMachine small;
    const std::string here = small.says("here");
    CHECK(holds(here, "cycle 0, ring 0, other\n<small:_start>\n"));
    CHECK(holds(here, "csrrwi zero, mark, 2"));
    CHECK(small.debugger().here() == here);
}

TEST_CASE("a step is one instruction, and back is where it came from") {
    SmallMachine small;
    const machine::MachineSnapshot begin = small.machine().save();
    CHECK(holds(small.says("step"), "<small:_start+0x4>"));
    CHECK(holds(small.says("s 2"), "<small:_start+0xc>"));
    CHECK(holds(small.says("back 2"), "<small:_start+0x4>"));
    CHECK(holds(small.says("b"), "<small:_start>"));
    CHECK(small.machine().save() == begin);
    CHECK(small.refuses("back") == "this is the beginning; there is nothing before it");
    small.says("step 3");
    CHECK(holds(small.says("back 5"), "the beginning\ncycle 0,"));
}

TEST_CASE("a breakpoint stops in front of its instruction, every time") {
    SmallMachine small;
    CHECK(small.says("break inner") == fmt::format("breakpoint 1: inner at {0} <small:inner>\n", hex(small.address("inner"))));
    // Its loop goes round five times.
    for (std::uint32_t left = 5; left >= 1; --left) {
        CHECK(holds(small.says("continue"), "breakpoint 1: inner\n"));
        CHECK(small.machine().cpu().state().x[10] == left);
    }
    CHECK(holds(small.says("back-continue"), "breakpoint 1: inner\n"));
    CHECK(small.machine().cpu().state().x[10] == 2);
    CHECK(holds(small.says("info"), "breakpoint 1: inner at"));
    small.says("delete 1");
    CHECK(holds(small.says("info"), "neither breakpoints nor watchpoints\n"));
    CHECK(holds(small.says("continue"), "the machine waits for input"));
}

TEST_CASE("next makes a call as a whole, and finish goes to its end") {
    SmallMachine small;
    small.says("break outer+16");
    small.says("continue");
    small.says("delete");
    CHECK(holds(small.says("dis pc 1"), "jalr ra"));
    CHECK(holds(small.says("next"), "<small:outer+0x14>"));
    CHECK(small.machine().cpu().state().x[10] == 0);
    small.says("goto 0");
    small.says("break inner");
    small.says("continue");
    const std::string where = small.says("where");
    CHECK(holds(where, "<small:inner>"));
    CHECK(holds(where, "<small:outer+0x10>"));
    CHECK(holds(where, "<small:_start+0x"));
    small.says("delete");
    CHECK(holds(small.says("finish"), "<small:outer+0x14>"));
    CHECK(holds(small.says("finish"), "<small:_start+0x"));
    CHECK(holds(small.refuses("finish"), "no caller is known here"));
}

TEST_CASE("next on what is no call is a step") {
    SmallMachine small;
    CHECK(holds(small.says("next"), "<small:_start+0x4>"));
}

TEST_CASE("what is typed is read, and typed in the past it makes a new future") {
    SmallMachine small;
    CHECK(holds(small.says("continue"), "the machine waits for input: `type TEXT` types, `end-input` ends it\n"));
    const Cycles waits = small.history().now().cycle;
    CHECK(small.says("type x").empty());
    CHECK(holds(small.says("trap ecall"), "trap ecall, value 0x00000000, ring 3 to ring 0"));
    CHECK(small.debugger().new_console() == "x");
    CHECK(small.says("console") == "x\n");
    // With the moment comes what was typed at it, so a new future begins before.
    small.says("goto " + std::to_string(waits));
    small.says("back");
    CHECK(small.debugger().new_console().empty());
    CHECK(holds(small.says("type \\x79\\n"), "is forgotten"));
    small.says("continue");
    CHECK(small.says("console") == "y!\n");
    CHECK(holds(small.refuses("type a\\q"), "type: unknown escape '\\q' at character 2"));
    CHECK(small.says("end-input").empty());
    CHECK(holds(small.refuses("end-input"), "has ended already"));
    CHECK(holds(small.refuses("type z"), "has ended"));
}

TEST_CASE("the end of a machine is said, and nothing goes on behind it") {
    SmallMachine small;
    small.says("type x");
    // The handler switches off with the cause, 3: a breakpoint.
    CHECK(holds(small.says("continue"), "the machine is off, exit code 3\n"));
    CHECK(small.refuses("step") == "the machine is off, exit code 3");
    CHECK(small.refuses("over") == "the machine is off, exit code 3");
    CHECK(holds(small.says("back"), "the run has come to"));
}

TEST_CASE("traps are gone to by their cause, forward and back, and over them") {
    SmallMachine small;
    small.says("type x");
    const std::string first = small.says("trap");
    CHECK(holds(first, fmt::format("trap store-page, value 0x00400000, ring 3 to ring 0, at {} <small:refused>", hex(small.address("refused")))));
    CHECK(small.pc() == small.address("handler"));
    CHECK(holds(small.says("trap 8"), "trap ecall"));
    CHECK(holds(small.says("back-trap store-page"), "trap store-page"));
    CHECK(holds(small.says("why"), "trap store-page"));
    small.says("back");
    CHECK(small.pc() == small.address("refused"));
    CHECK(holds(small.refuses("why"), "no trap has been taken"));
    CHECK(holds(small.says("over"), "<small:loads>"));
    CHECK(number(small.machine().cpu().state().ring) == 3);
    // It was a trap, and why tells of it later, too.
    small.says("step");
    CHECK(holds(small.says("why"), "trap store-page"));
    CHECK(holds(small.refuses("back-trap illegal"), "there was no such trap"));
    CHECK(holds(small.refuses("trap store-pag"), "'store-pag' is no cause; did you mean 'store-page'?"));
    CHECK(holds(small.says("trap illegal"), "the machine is off"));
}

TEST_CASE("why asks whoever can say it, with the machine right behind the trap") {
    debug::DebuggerOptions options;
    options.explain = [](const machine::Machine& machine, const cpu::Event& event) { return fmt::format("ring {} was refused, now {:x}", number(event.from), machine.cpu().state().pc); };
    SmallMachine small(std::move(options));
    small.says("type x");
    const std::string because = fmt::format("  because: ring 3 was refused, now {:x}\n", small.address("handler"));
    CHECK(holds(small.says("trap"), because));
    small.says("step 3");
    const machine::MachineSnapshot before = small.machine().save();
    CHECK(holds(small.says("why"), because));
    CHECK(small.machine().save() == before);
}

TEST_CASE("there is no why before the first trap") {
    SmallMachine small;
    small.says("step 4");
    CHECK(small.refuses("why") == "no trap has been taken before this moment");
    CHECK(small.refuses("back-continue") == "there is neither breakpoint nor watchpoint to go back to; set one with `break` or `watch`");
    small.says("break ends");
    CHECK(small.refuses("bc") == "none of the breakpoints and watchpoints was come by before this moment");
}

TEST_CASE("until and continue stop at a cycle, and goto goes there from both sides") {
    SmallMachine small;
    small.says("until 40");
    const Cycles at = small.history().now().cycle;
    CHECK(at >= 40);
    const machine::MachineSnapshot there = small.machine().save();
    small.says("continue 30");
    CHECK(small.history().now().cycle >= at + 30);
    CHECK(holds(small.says("goto 40"), "; the run has come to"));
    CHECK(small.machine().save() == there);
    CHECK(holds(small.refuses("until 3"), "cycle 3 lies behind"));
    small.says("goto 100");
    CHECK(small.history().now().cycle >= 100);
}

TEST_CASE("registers, memory and code are shown") {
    SmallMachine small;
    small.says("type x");
    small.says("break refused");
    small.says("continue");
    const std::string regs = small.says("regs");
    CHECK(holds(regs, "t0   0x00400000"));
    CHECK(holds(regs, "t1   0x00000055"));
    CHECK(holds(regs, "pc   " + hex(small.address("refused")) + " <small:refused>"));
    CHECK(small.says("x/2 numbers") == hex(small.address("numbers")) + "  11223344 55667788\n");
    CHECK(small.says("x/h numbers") == hex(small.address("numbers")) + "  3344\n");
    CHECK(small.says("x/3b numbers+1") == hex(small.address("numbers") + 1) + "  33 22 11\n");
    CHECK(small.says("x/s text") == hex(small.address("text")) + "  \"Hello\\n\"\n");
    CHECK(small.says("x/1 0x400000") == "0x00400000  00000000\n");
    CHECK(small.says("x/1 numbers phys") == small.says("x/1w numbers"));
    CHECK(holds(small.refuses("x 0x00402000"), "there is no memory at 0x00402000"));
    CHECK(holds(small.says("x/2 0x00401ffc"), "(nothing is mapped here)"));
    CHECK(holds(small.refuses("x/5z pc"), "'5z' is no format"));
    CHECK(holds(small.refuses("x/2000 pc"), "'2000' is no format"));
    const std::string code = small.says("dis refused 2");
    CHECK(holds(code, "<small:refused>\n=> " + hex(small.address("refused")) + "  0062a023  sw t1, 0(t0)\n<small:loads>\n   "));
    CHECK(holds(small.refuses("dis refused x"), "'x' is no number of instructions"));
    CHECK(holds(small.refuses("dis refused+2"), "is not a multiple of 4"));
    CHECK(holds(small.refuses("dis 0x00402000"), "there is no code at 0x00402000"));
    CHECK(holds(small.refuses("list"), "no program says which source"));
}

TEST_CASE("numbers are decimal, hexadecimal, registers, symbols, words there, and sums") {
    SmallMachine small;
    small.says("step 3");
    const std::uint32_t sp = small.machine().cpu().state().x[2];
    const auto at = [&](const std::string& number) { return small.says("x/b " + number).substr(0, 10); };
    CHECK(at("1048576") == "0x00100000");
    CHECK(at("0x100004") == "0x00100004");
    CHECK(at("sp-16") == hex(sp - 16));
    CHECK(at("x2 - 16 + 4") == hex(sp - 12));
    CHECK(at("_start + 8") == "0x00100008");
    CHECK(at("small:_start") == "0x00100000");
    CHECK(at("vector0") == "0x00000000");
    CHECK(at("pc+_start-_start") == hex(small.pc()));
    small.says("until 200");
    CHECK(at("*numbers-0x11123344") == "0x00100000");
}

TEST_CASE("a wrong number gets a sentence that says what was expected") {
    SmallMachine small;
    CHECK(holds(small.refuses("x 12q"), "'12q' is not a number; expected decimal digits, or 0x"));
    CHECK(holds(small.refuses("x 0x"), "'0x' is not a number"));
    CHECK(holds(small.refuses("x 0x123456789"), "has more than 32 bits"));
    CHECK(holds(small.refuses("x sp+"), "a number is missing"));
    CHECK(holds(small.refuses("x handlr"), "there is no symbol 'handlr'; did you mean 'handler'?"));
    CHECK(holds(small.refuses("x tiny:handler"), "there is no program 'tiny'"));
    CHECK(holds(small.refuses("x small.s:12"), "no program has code of 'small.s'"));
    CHECK(holds(small.refuses("x small:"), "is no place; expected SYMBOL"));
    CHECK(holds(small.refuses("x mark"), "mark cannot be read"));
    CHECK(holds(small.refuses("x *0x10000000"), "there is no word at 0x10000000"));
    CHECK(holds(small.refuses("step 0"), "'0' is no number of steps; expected a whole number from 1 to"));
    CHECK(holds(small.refuses("continue -5"), "is no number of cycles"));
    CHECK(holds(small.refuses("until soon"), "'soon' is no cycle"));
    CHECK(holds(small.refuses("goto x"), "'x' is no cycle"));
    CHECK(holds(small.refuses("events 0"), "is no number of events"));
    CHECK(holds(small.refuses("console 0"), "is no number of lines"));
    CHECK(holds(small.refuses("back 1000000"), "is no number of steps back"));
    CHECK(holds(small.refuses("delete q"), "is no number of a breakpoint"));
}

TEST_CASE("system registers are shown by field, with what they mean") {
    SmallMachine small;
    small.says("type x");
    small.says("trap");
    const std::string bank = small.says("csrs 0");
    CHECK(holds(bank, "cause0    0x0000000f  store-page\n"));
    CHECK(holds(bank, "value0    0x00400000\n"));
    CHECK(holds(bank, "status0   0x0000000c  interrupts off (ie 0), before the trap off (pie 0), ring before it 3 (pring)\n"));
    CHECK_FALSE(bank.find("root") != std::string::npos);
    CHECK(holds(small.says("csrs root"), "paging on, table " + hex(small.address("root_table")) + ", asid 0\n"));
    const std::string all = small.says("csrs");
    CHECK(holds(all, "grant     0x00000000  rings with a bank: none but 0; time is read by rings 0 to 0\n"));
    CHECK(all.find("vectorm") == std::string::npos);
    CHECK(holds(small.refuses("csrs cause"), "'cause' is neither a ring with a bank (0, 1, 2, -1) nor a system register; did you mean 'cause0'?"));
    CHECK(holds(small.refuses("csrs mark"), "mark cannot be read: it is a mark"));
    const std::string ring = small.says("ring");
    CHECK(holds(ring, "ring 0, kernel\n"));
    CHECK(holds(ring, fmt::format("ring  0: traps go to {} <small:handler>, interrupts off, last trap store-page\n", hex(small.address("handler")))));
    CHECK(holds(ring, "ring  1: no bank granted\n"));
}

TEST_CASE("what was counted is shown, and sums up") {
    SmallMachine small;
    small.says("type x");
    small.says("continue");
    const std::string ledger = small.says("ledger");
    CHECK(holds(ledger, " 0     3  user "));
    CHECK(holds(ledger, fmt::format("{:<24} {:>14}\n", "sum", small.history().now().cycle)));
    const std::string counters = small.says("counters");
    CHECK(holds(counters, fmt::format("{:<28} {:>16}\n", "traps store-page", 1)));
    CHECK(holds(counters, fmt::format("{:<28} {:>16}\n", "instructions", small.machine().cpu().counters().instructions)));
    const std::string tlb = small.says("tlb");
    CHECK(holds(tlb, "0x00401000 -> " + hex(small.address("open")) + "  4 KiB  RW-, rings 0 to 3, AD-, asid 0\n"));
    CHECK(holds(tlb, "0x00000000 -> 0x00000000  4 MiB  RWX, rings 0 to 3, A"));
}

TEST_CASE("events are told in order, the last ones last") {
    SmallMachine small;
    CHECK(small.says("events") == "nothing has happened yet\n");
    small.says("type x");
    small.says("continue");
    const std::string last = small.says("events 3");
    CHECK(std::ranges::count(last, '\n') == 3);
    CHECK(last.find("trap ecall") < last.find("return, ring 0 to ring 3"));
    CHECK(last.find("return, ring 0 to ring 3") < last.find("trap breakpoint"));
    CHECK(holds(small.says("events 1000"), "mark kernel, ring 0"));
}

TEST_CASE("help names every command, and tells more of each") {
    SmallMachine small;
    const std::string all = small.says("help");
    for (const debug::Command& command : debug::commands()) {
        CHECK(holds(all, std::string(command.name)));
        CHECK(holds(small.says("help " + std::string(command.name)), std::string(command.short_help)));
        CHECK_FALSE(command.short_help.empty());
    }
    CHECK(small.refuses("help stepp") == "there is no command 'stepp'; did you mean 'step'?; `help` lists them");
}

TEST_CASE("no two commands have one name") {
    std::vector<std::string> names;
    for (const debug::Command& command : debug::commands()) {
        names.emplace_back(command.name);
        if (!command.short_names.empty()) names.emplace_back(command.short_names);
    }
    std::ranges::sort(names);
    CHECK(std::ranges::adjacent_find(names) == names.end());
}

TEST_CASE("a line that is no command gets one sentence") {
    SmallMachine small;
    CHECK(small.says("").empty());
    CHECK(small.says("  # a remark").empty());
    CHECK(small.refuses("frob") == "there is no command 'frob'; `help` lists them");
    CHECK(small.refuses("back-") == "'back-' may be any of: back-continue, back-trap");
    CHECK(small.refuses("break") == "an argument is missing; expected: break PLACE");
    CHECK(small.refuses("regs now") == "'now' is too much; expected: regs");
    CHECK(small.refuses("step/2") == "step takes nothing behind a slash; expected: step [N]");
    CHECK(small.refuses("watch pc 4 phys x") == "'x' is too much; expected: watch ADDRESS [BYTES] [phys]");
    CHECK(holds(small.refuses(std::string(2000, 'x')), "a line of 2000 characters is too long"));
    CHECK(small.refuses("source maybe") == "'maybe' is neither on nor off");
    CHECK(small.refuses("delete 7") == "there is neither breakpoint nor watchpoint 7; `info` lists them");
    CHECK(holds(small.refuses("break _start+1"), "is not a multiple of 4"));
    CHECK(small.refuses("symbols some.elf") == "files cannot be read here");
    CHECK(small.says("symbols") == "small: " + std::to_string(small.debugger().symbols().programs()[0].symbols.size()) + " symbols\n");
    CHECK(small.says("source off").empty());
    CHECK(small.debugger().run("quit").quit);
    CHECK(small.debugger().run("q").quit);
    for (int i = 0; i < 64; ++i) small.says("break _start");
    CHECK(holds(small.refuses("break _start"), "no more can be set"));
    CHECK(holds(small.refuses("watch text"), "no more can be set"));
}

TEST_CASE("Enter alone repeats what moves, and nothing else") {
    CHECK(debug::Debugger::repeats("s"));
    CHECK(debug::Debugger::repeats("back-trap ecall"));
    CHECK_FALSE(debug::Debugger::repeats("goto 5"));
    CHECK_FALSE(debug::Debugger::repeats("type x"));
    CHECK_FALSE(debug::Debugger::repeats("nothing"));
}

TEST_CASE("one command runs no longer than it may, and a person can stop it") {
    debug::DebuggerOptions options;
    options.most_cycles = 50;
    SmallMachine small(std::move(options));
    CHECK(holds(small.says("continue"), "stopped after 50 cycles, the most that one command may run\n"));
    CHECK(small.history().now().cycle < 100);
    CHECK(holds(small.says("step 1000000"), "the most that one command may run"));
    std::atomic<bool> stop = true;
    debug::DebuggerOptions stopped;
    stopped.stop = &stop;
    SmallMachine other(std::move(stopped));
    CHECK(holds(other.says("continue"), "stopped by hand\ncycle 0,"));
    CHECK(holds(other.says("step 5"), "stopped by hand\ncycle 0,"));
}
