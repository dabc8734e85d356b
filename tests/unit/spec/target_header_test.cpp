// anel_target.h, the header that programs for the machine are compiled with, agrees with the tables in every row. The few
// numbers that are checked by hand are those that images on disk depend on.
#include "anel_target.h"

#include <cstdint>
#include <map>
#include <string>

#include "isa/spec/causes.hpp"
#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"
#include "isa/spec/platform.hpp"
#include "tests/unit/catch.hpp"

namespace anel::spec {
namespace {

struct Encoding {
    std::uint32_t match, mask;
};
struct Register {
    std::uint32_t number;
    unsigned bank, offset;
};

std::string symbol_of(std::string_view mnemonic) {
    std::string symbol;
    for (const char letter : mnemonic) symbol += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    return symbol;
}

TEST_CASE("the header lists every instruction of the system half, encoded as in the table") {
#define ANEL_ROW(name, match, mask) {#name, Encoding{match, mask}},
    const std::map<std::string, Encoding> header{AR_SYSTEM_INSNS(ANEL_ROW)};
#undef ANEL_ROW
    std::size_t expected = 0;
    for (const Insn& insn : kInsns) {
        if (insn.timing != Timing::kSystem && insn.timing != Timing::kProbe && insn.id != InsnId::kTlbflush && insn.id != InsnId::kVmflush) continue;
        ++expected;
        CAPTURE(insn.mnemonic);
        const auto found = header.find(symbol_of(insn.mnemonic));
        REQUIRE(found != header.end());
        CHECK(found->second.match == insn.match);
        CHECK(found->second.mask == insn.mask);
    }
    CHECK(header.size() == expected);
}

TEST_CASE("the header lists every CSR, with its bank and its place in it") {
#define ANEL_ROW(name, number, bank, offset) {#name, Register{number, bank, offset}},
    const std::map<std::string, Register> header{AR_CSRS(ANEL_ROW)};
#undef ANEL_ROW
    CHECK(header.size() == kCsrCount);
    for (const Csr& csr : kCsrs) {
        CAPTURE(csr.name);
        const auto found = header.find(symbol_of(csr.name));
        REQUIRE(found != header.end());
        CHECK(found->second.number == csr.number);
        CHECK(found->second.bank == csr.bank);
        if (csr.bank != kNoBank) CHECK(found->second.offset == (csr.number & 0xfU));
    }
}

TEST_CASE("numbers that images depend on are the published ones") {
    CHECK(AR_BOOT_MAGIC == 0x4c454e41);
    CHECK(AR_BOOT_BLOCK_ADDR == 0x1000);
    CHECK(AR_WINDOW_BASE == 0xffc00000);
    CHECK(AR_CSR_VECTOR0 == 0x5c0);
    CHECK(AR_CSR_PENDING2 == 0x5e8);
    CHECK(AR_CSR_ROOT == 0x7c0);
    CHECK(AR_CSR_MARK == 0x8c0);
    CHECK(AR_WORD_TRET == 0x0000000b);
    CHECK(AR_WORD_WFI == 0x10500073);
    CHECK(AR_CAUSE_ECALL == 8);
    CHECK(AR_CAUSE_HCALL == 9);
    CHECK(AR_CAUSE_PRIVILEGED == 10);
    CHECK(AR_CAUSE_STORE_PAGE == 15);
    CHECK(AR_CAUSE_INTERRUPT == 0x80000000);
    CHECK(AR_PORT_CONSOLE_DATA == 0x10);
    CHECK(AR_PORT_TIMER == 0x40);
    CHECK(AR_PORT_POWER == 0xf0);
    CHECK(AR_PTE_V == 1);
    CHECK(AR_PTE_RING_SHIFT == 4);
    CHECK(AR_MARK_SHADOW_FILL == 20);
    CHECK(AR_MARK_DISPATCH == 24);
}

}  // namespace
}  // namespace anel::spec
