// Watchpoints see every hand that changes memory: the program's, the disk's and the hardware's own.
#include <fmt/format.h>

#include "isa/debug/watchpoints.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/debug/small_machine.hpp"

using namespace anel;
using tests::holds;
using tests::SmallMachine;

TEST_CASE("a store is seen behind it, with the old value and the new one") {
    SmallMachine small;
    const std::uint32_t text = small.address("text");
    CHECK(small.says("watch text 1") == fmt::format("watchpoint 1: text, 1 byte at physical 0x{:08x}, now 0x68\n", text));
    CHECK(holds(small.says("continue"), fmt::format("watchpoint 1: text was 0x68, is 0x48; changed by the instruction at 0x{:08x} <small:stored>\n", small.address("stored"))));
    CHECK(small.pc() == small.address("stored") + 4);
    CHECK(holds(small.says("info"), "now 0x48\n"));
    // Once more from before, by single steps.
    small.says("back 1");
    CHECK(holds(small.says("info"), "now 0x68\n"));
    CHECK(holds(small.says("step"), "text was 0x68, is 0x48"));
    CHECK(holds(small.says("continue"), "the machine waits for input"));
}

TEST_CASE("back-continue goes behind the last change") {
    SmallMachine small;
    small.says("watch text 1");
    small.says("goto 100000");
    CHECK(holds(small.says("back-continue"), "watchpoint 1: text was 0x68, is 0x48; changed by the instruction at"));
    CHECK(small.pc() == small.address("stored") + 4);
    CHECK(holds(small.refuses("back-continue"), "none of the breakpoints and watchpoints"));
    CHECK(small.pc() == small.address("stored") + 4);
    small.says("break outer");
    CHECK(holds(small.says("back-continue"), "breakpoint 2: outer\n"));
}

TEST_CASE("the disk is seen") {
    SmallMachine small;
    small.says("type x");
    small.says("watch buffer+508");
    CHECK(holds(small.says("continue"), "watchpoint 1: buffer+508 was 0x00000000, is 0xd5d5d5d5; changed by the disk\n"));
    CHECK(small.machine().memory()[small.address("buffer")] == 0xd5);
}

TEST_CASE("the hardware is seen when it notes an access in a page-table entry") {
    SmallMachine small;
    small.says("type x");
    small.says("break loads");
    small.says("continue");
    small.says("delete");
    small.says("watch leaf_table+4");
    const std::uint32_t open = small.address("open");
    CHECK(holds(small.says("continue"), fmt::format("was 0x{:08x}, is 0x{:08x}; changed by the hardware on a page walk\n", open | 0x37, open | 0x77)));
    CHECK(small.pc() == small.address("stores"));
    // The store writes its own page, and the walk before it the entry.
    CHECK(holds(small.says("continue"), fmt::format("is 0x{:08x}; changed by the hardware on a page walk\n", open | 0xf7)));
    CHECK(small.pc() == small.address("calls"));
}

TEST_CASE("memory is watched by its physical address, by whatever address it is changed") {
    SmallMachine small;
    small.says("type x");
    small.says("break refused");
    small.says("continue");
    // The user's page is mapped at 0x00401000, and at its own address.
    CHECK(holds(small.says("watch 0x00401000"), fmt::format("physical 0x{:08x}", small.address("open"))));
    CHECK(holds(small.says("watch open 4 phys"), fmt::format("physical 0x{:08x}", small.address("open"))));
    CHECK(holds(small.says("continue"), "watchpoint 2: 0x00401000 was 0x00000000, is 0x00000055; changed by the instruction at"));
}

TEST_CASE("what cannot be watched is refused with the reason") {
    SmallMachine small;
    small.says("type x");
    small.says("trap");
    CHECK(holds(small.refuses("watch 0x00402000"), "there is no memory at 0x00402000 now; `walk` shows"));
    CHECK(holds(small.refuses("watch 0x10000000 4 phys"), "there is no memory at 0x10000000"));
    CHECK(holds(small.refuses("watch secret 65"), "'65' is no number of bytes; expected a whole number from 1 to 64"));
    CHECK(holds(small.refuses("watch secret+4090 8"), "lie in two pages"));
}

TEST_CASE("values are written as numbers where they are such") {
    const std::uint8_t bytes[] = {0x12, 0x34, 0x56, 0x78, 0x9a};
    CHECK(debug::value_text(std::span(bytes).first(1)) == "0x12");
    CHECK(debug::value_text(std::span(bytes).first(2)) == "0x3412");
    CHECK(debug::value_text(std::span(bytes).first(4)) == "0x78563412");
    CHECK(debug::value_text(std::span(bytes).first(3)) == "12 34 56");
}
