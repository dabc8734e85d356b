// Where traps go: every turn that the way outward can take.
#include "tests/unit/catch.hpp"
#include "tests/unit/explain/cases.hpp"

using namespace anel;
using explain::Language;
using tests::Bench;

namespace {

constexpr std::uint32_t kEcall = 1U << static_cast<unsigned>(spec::TrapCause::kEcall);

struct Way {
    Ring from = Ring::k3;
    std::uint32_t grant = 0;
    std::uint32_t delegate0 = 0;
    std::uint32_t delegate1 = 0;
    std::uint32_t delegate2 = 0;
    std::uint32_t pc = Bench::kCode;
};

/// Of an ecall.
std::string where(const Way& way, Language language = Language::kEnglish) {
    Bench bench;
    bench.code({tests::encode::plain(spec::InsnId::kEcall)}, way.pc);
    bench.change([&](cpu::CpuState& state) {
        state.pc = way.pc;
        state.ring = way.from;
        state.grant = way.grant;
        state.bank[0].delegate = way.delegate0;
        state.bank[1].delegate = way.delegate1;
        state.bank[2].delegate = way.delegate2;
    });
    return in(language, run_to_trap(bench).explanation.where);
}

constexpr std::uint32_t kOne = spec::grant_bit(1), kTwo = spec::grant_bit(2);

}  // namespace

TEST_CASE("a trap that is delegated says the way it takes outward, and why it ends there") {
    CHECK(where({.grant = kOne, .delegate0 = kEcall}) == "to ring 1: bank 0 delegates it to ring 1, which is granted; bank 1 does not delegate it");
    CHECK(where({.grant = kOne | kTwo, .delegate0 = kEcall, .delegate1 = kEcall}) ==
          "to ring 2: bank 0 delegates it to ring 1, which is granted; bank 1 delegates it to ring 2, which is granted; bank 2 is the outermost");
    CHECK(where({.grant = kTwo, .delegate0 = kEcall, .delegate2 = kEcall}) == "to ring 2: bank 0 delegates it to ring 2, which is granted; bank 2 is the outermost");
    CHECK(where({.from = Ring::k1, .grant = kOne | kTwo, .delegate0 = kEcall, .delegate1 = kEcall}) ==
          "to ring 1: bank 0 delegates it to ring 1, which is granted; a trap goes no further out than the ring it came from");
}

TEST_CASE("a trap that is delegated to nobody who could take it says so") {
    CHECK(where({.delegate0 = kEcall}) == "to ring 0: bank 0 delegates it, but no ring from 1 to 2 is granted");
    CHECK(where({.from = Ring::k1, .grant = kTwo, .delegate0 = kEcall}) == "to ring 0: bank 0 delegates it, but ring 1 is not granted");
    CHECK(where({.grant = kOne, .delegate0 = kEcall, .delegate1 = kEcall}) ==
          "to ring 1: bank 0 delegates it to ring 1, which is granted; bank 1 delegates it, but ring 2 is not granted");
    CHECK(where({.delegate0 = kEcall}, Language::kPortuguese) == "para o anel 0: o banco 0 o delega, mas nenhum anel de 1 a 2 tem concessão");
    CHECK(where({.from = Ring::k1, .delegate0 = kEcall}, Language::kPortuguese) == "para o anel 0: o banco 0 o delega, mas o anel 1 não tem concessão");
    CHECK(where({.grant = kTwo, .delegate0 = kEcall, .delegate2 = kEcall}, Language::kPortuguese) ==
          "para o anel 2: o banco 0 o delega ao anel 2, que tem concessão; o banco 2 é o mais externo");
}

TEST_CASE("a handler's own first instruction is somebody else's to handle") {
    const std::uint32_t handler = Bench::kHandler + 0x100;
    CHECK(where({.from = Ring::k1, .grant = kOne, .delegate0 = kEcall, .pc = handler}) ==
          "to ring 0: its instruction is the first of ring 1's own handler, which cannot handle itself");
    CHECK(where({.from = Ring::k1, .grant = kOne, .delegate0 = kEcall, .pc = handler}, Language::kPortuguese) ==
          "para o anel 0: sua instrução é a primeira do tratador do próprio anel 1, que não pode tratar a si mesmo");
}
