// The words for system registers' bits.
#include "isa/debug/csr_fields.hpp"

#include "tests/unit/catch.hpp"

using namespace anel;
using debug::csr_fields;

namespace {
std::string fields(std::string_view name, std::uint32_t value) { return csr_fields(*spec::find_csr(name), value); }
}  // namespace

TEST_CASE("each register with fields says them in words") {
    CHECK(fields("status1", 0xd) == "interrupts on (ie 1), before the trap off (pie 0), ring before it 3 (pring)");
    CHECK(fields("statusm", 0x12) == "interrupts off (ie 0), before the trap on (pie 1), the trap was an exit of the guest");
    CHECK(fields("cause0", 0x80000000) == "interrupt timer");
    CHECK(fields("cause2", 0x80000009) == "interrupt line 9");
    CHECK(fields("cause1", 10) == "privileged");
    CHECK(fields("cause1", 11) == "cause 11");
    CHECK(fields("delegate0", 0x00040108) == "causes: breakpoint, ecall; lines: disk");
    CHECK(fields("delegate0", 0xf7ff) == "causes: all; lines: none");
    CHECK(fields("imask0", 0x8003) == "timer, console, line 15");
    CHECK(fields("pending1", 0) == "none");
    CHECK(fields("root", 0x00123051) == "paging on, table 0x00123000, asid 5");
    CHECK(fields("rootm", 0x00123050) == "paging off");
    CHECK(fields("grant", 0x206) == "rings with a bank: 1, 2; time is read by rings 0 to 2");
    CHECK(fields("assist", 3) == "hardware assist there, locked");
    CHECK(fields("ring", 0xffffffff) == "ring -1");
    CHECK(fields("epc0", 0x1000).empty());
}

TEST_CASE("exits have reasons of their own") {
    CHECK(debug::cause_name(16, true) == "nested-fault");
    CHECK(debug::cause_name(15, true) == "store-page");
    CHECK(debug::cause_name(0x80000001, true) == "interrupt console");
}

TEST_CASE("a register's value is the state's, and marks have none") {
    cpu::CpuState state;
    state.bank[2].scratch = 7;
    state.bank[spec::kInnerBank].vector = 0x40;
    state.grant = 2;
    const auto value = [&](std::string_view name) { return debug::csr_value(state, *spec::find_csr(name), 0x500000007, true); };
    CHECK(value("scratch2") == 7U);
    CHECK(value("vectorm") == 0x40U);
    CHECK(value("grant") == 2U);
    CHECK(value("cycle") == 7U);
    CHECK(value("timeh") == 5U);
    CHECK(value("assist") == 1U);
    CHECK_FALSE(value("mark"));
    CHECK_FALSE(value("vmid"));
}
