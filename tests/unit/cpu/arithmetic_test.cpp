// RV32IM at the corners that conformance suites are known for; results worked out by hand.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/bench_machine.hpp"

namespace {

using namespace anel;
using tests::Bench;
using spec::InsnId;

std::uint32_t apply(InsnId id, std::uint32_t a, std::uint32_t b) {
    Bench bench;
    bench.put(Bench::kCode, tests::encode::r(id, 7, 5, 6));
    bench.change([&](cpu::CpuState& state) { state.x[5] = a, state.x[6] = b; });
    bench.cpu.step();
    return bench.cpu.state().x[7];
}
std::uint32_t apply_imm(InsnId id, std::uint32_t a, int imm) {
    Bench bench;
    bench.put(Bench::kCode, tests::encode::i(id, 7, 5, imm));
    bench.change([&](cpu::CpuState& state) { state.x[5] = a; });
    bench.cpu.step();
    return bench.cpu.state().x[7];
}
constexpr std::uint32_t kMin = 0x80000000, kMinusOne = 0xffffffff;

}  // namespace

TEST_CASE("division by zero and overflow give what the manual says, without a trap") {
    CHECK(apply(InsnId::kDiv, 7, 0) == kMinusOne);
    CHECK(apply(InsnId::kDivu, 7, 0) == kMinusOne);
    CHECK(apply(InsnId::kRem, 7, 0) == 7);
    CHECK(apply(InsnId::kRemu, 7, 0) == 7);
    CHECK(apply(InsnId::kDiv, kMin, kMinusOne) == kMin);
    CHECK(apply(InsnId::kRem, kMin, kMinusOne) == 0);
    CHECK(apply(InsnId::kDiv, static_cast<std::uint32_t>(-7), 2) == static_cast<std::uint32_t>(-3));
    CHECK(apply(InsnId::kRem, static_cast<std::uint32_t>(-7), 2) == kMinusOne);
}

TEST_CASE("the high halves of products have the right signs") {
    CHECK(apply(InsnId::kMulh, kMinusOne, kMinusOne) == 0);
    CHECK(apply(InsnId::kMulhu, kMinusOne, kMinusOne) == 0xfffffffe);
    CHECK(apply(InsnId::kMulhsu, kMinusOne, kMinusOne) == kMinusOne);
    CHECK(apply(InsnId::kMulh, kMin, kMin) == 0x40000000);
    CHECK(apply(InsnId::kMul, 0x10001, 0x10001) == 0x20001);
}

TEST_CASE("shifts use five bits, and the arithmetic one keeps the sign") {
    CHECK(apply(InsnId::kSll, 1, 33) == 2);
    CHECK(apply(InsnId::kSrl, kMin, 31) == 1);
    CHECK(apply(InsnId::kSra, kMin, 31) == kMinusOne);
    CHECK(apply_imm(InsnId::kSlli, 1, 31) == kMin);
}

TEST_CASE("comparisons know signed from unsigned, and immediates are sign-extended first") {
    CHECK(apply(InsnId::kSlt, kMinusOne, 0) == 1);
    CHECK(apply(InsnId::kSltu, kMinusOne, 0) == 0);
    CHECK(apply_imm(InsnId::kSltiu, 5, -1) == 1);
    CHECK(apply_imm(InsnId::kSlti, 5, -1) == 0);
    CHECK(apply_imm(InsnId::kXori, 0, -1) == kMinusOne);
}

TEST_CASE("x0 stays zero") {
    Bench bench;
    bench.put(Bench::kCode, tests::encode::i(InsnId::kAddi, 0, 0, 5));
    bench.cpu.step();
    CHECK(bench.cpu.state().x[0] == 0);
}

TEST_CASE("loads extend, stores keep to their bytes, misaligned ones trap with the address") {
    Bench bench;
    bench.put(0x2000, 0x8281ff7f);
    bench.change([](cpu::CpuState& state) { state.x[5] = 0x2000; });
    bench.code({tests::encode::i(InsnId::kLb, 6, 5, 1), tests::encode::i(InsnId::kLbu, 7, 5, 1),
                tests::encode::i(InsnId::kLh, 8, 5, 2), tests::encode::i(InsnId::kLhu, 9, 5, 2),
                tests::encode::s(InsnId::kSb, 0, 5, 3), tests::encode::i(InsnId::kLw, 10, 5, 2)});
    for (int i = 0; i < 6; ++i) bench.cpu.step();
    const auto& state = bench.cpu.state();
    CHECK(state.x[6] == kMinusOne);
    CHECK(state.x[7] == 0xff);
    CHECK(state.x[8] == 0xffff8281);
    CHECK(state.x[9] == 0x8281);
    CHECK(bench.word(0x2000) == 0x0081ff7f);
    CHECK(state.bank[0].cause == 4);
    CHECK(state.bank[0].value == 0x2002);
}

TEST_CASE("jalr with the same register for link and base jumps to the old value") {
    Bench bench;
    bench.put(Bench::kCode, tests::encode::i(InsnId::kJalr, 5, 5, 1));
    bench.change([](cpu::CpuState& state) { state.x[5] = 0x3000; });
    bench.cpu.step();
    CHECK(bench.cpu.state().pc == 0x3000);
    CHECK(bench.cpu.state().x[5] == Bench::kCode + 4);
}

TEST_CASE("a jump to a misaligned target traps at the jump, with nothing linked") {
    Bench bench;
    bench.put(Bench::kCode, tests::encode::i(InsnId::kJalr, 1, 5, 2));
    bench.change([](cpu::CpuState& state) { state.x[5] = 0x3000; });
    bench.cpu.step();
    CHECK(bench.cpu.state().bank[0].cause == 0);
    CHECK(bench.cpu.state().bank[0].epc == Bench::kCode);
    CHECK(bench.cpu.state().bank[0].value == 0x3002);
    CHECK(bench.cpu.state().x[1] == 0);
}

TEST_CASE("code that was just stored is what is fetched") {
    Bench bench;
    bench.change([](cpu::CpuState& state) {
        state.x[5] = Bench::kCode + 4;
        state.x[6] = tests::encode::i(InsnId::kAddi, 7, 0, 42);
    });
    bench.code({tests::encode::s(InsnId::kSw, 6, 5, 0), tests::encode::kNop});
    bench.cpu.step();
    bench.cpu.step();
    CHECK(bench.cpu.state().x[7] == 42);
}
