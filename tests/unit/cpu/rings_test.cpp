// Every instruction and CSR access, in every ring, under every policy, against the table written by hand (tests/golden/rings.csv).
#include <sstream>
#include <string>

#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/bench_machine.hpp"
#include "tests/unit/support.hpp"

namespace {

using namespace anel;
using tests::Bench;

constexpr unsigned kRd = 6, kRs1 = 5, kRs2 = 7;
constexpr std::uint32_t kData = 0x2000;

std::uint32_t word_of(const std::string& what) {
    if (what.rfind("word-", 0) == 0) return static_cast<std::uint32_t>(std::stoul(what.substr(5), nullptr, 16));
    if (const auto dot = what.rfind('.'); dot != std::string::npos && what != "fence.i") {
        const std::string name = what.substr(0, dot);
        const bool read = what.substr(dot) == ".read";
        std::uint32_t number = 0;
        if (name.rfind("csr-", 0) == 0) number = static_cast<std::uint32_t>(std::stoul(name.substr(4), nullptr, 16));
        else if (const spec::Csr* csr = spec::find_csr(name)) number = csr->number;
        REQUIRE(number != 0);
        return read ? tests::encode::csr(spec::InsnId::kCsrrs, kRd, number, 0)
                    : tests::encode::csr(spec::InsnId::kCsrrw, 0, number, kRs2);
    }
    for (const spec::Insn& insn : spec::kInsns) {
        if (insn.mnemonic != what) continue;
        switch (insn.syntax) {
            case spec::Syntax::kNone:
            case spec::Syntax::kFence: return insn.match;
            case spec::Syntax::kRdUpper: return insn.match | kRd << 7;
            case spec::Syntax::kRdJump: return insn.match | kRd << 7 | 8U << 20;
            case spec::Syntax::kBranch: return tests::encode::b(insn.id, kRs1, kRs2, 2);
            case spec::Syntax::kRs2Mem: return tests::encode::s(insn.id, kRs2, kRs1, 0);
            case spec::Syntax::kRs1Rs2: return tests::encode::r(insn.id, 0, kRs1, kRs2);
            default: return insn.match | kRd << 7 | kRs1 << 15 | (insn.syntax == spec::Syntax::kRdRs1Rs2 ? kRs2 << 20 : 0);
        }
    }
    FAIL("no such instruction: " << what);
    return 0;
}

std::string observe(const std::string& what, spec::Policy policy, Ring ring, std::uint32_t grant) {
    Bench bench(policy);
    const bool flag_off = what == "di" || what == "ei";
    bench.change([&](cpu::CpuState& state) {
        state.ring = ring;
        state.grant = grant;
        state.x[kRs1] = kData;
        // ei starts from off and di from on, so that an effect shows.
        for (auto& bank : state.bank) bank.status = what == "di" ? spec::kStatusIe : 0;
    });
    bench.put(Bench::kCode, word_of(what));
    const cpu::CpuState before = bench.cpu.state();
    bench.cpu.step();
    const cpu::Counters& counters = bench.cpu.counters();
    for (unsigned cause = 0; cause < spec::kCauseCount; ++cause)
        if (counters.exceptions[cause] != 0) return std::string(name_of(static_cast<spec::TrapCause>(cause)));
    REQUIRE(counters.instructions == 1);
    if (flag_off && bench.cpu.state().bank == before.bank) return "ignored";
    return "done";
}

}  // namespace

TEST_CASE("every instruction and CSR access does in every ring under every policy what the hand-written table says") {
    std::istringstream table(tests::read_file(tests::source_file("tests/golden/rings.csv")));
    std::string line;
    unsigned rows = 0;
    while (std::getline(table, line)) {
        if (line.empty() || line[0] == '#' || line.rfind("what,", 0) == 0) continue;
        ++rows;
        std::istringstream cells(line);
        std::string what, policy_name, cell;
        std::getline(cells, what, ',');
        std::getline(cells, policy_name, ',');
        for (unsigned column = 0; column < 6; ++column) {
            REQUIRE(std::getline(cells, cell, ','));
            const Ring ring = column < 4 ? ring_from(column) : ring_from(column - 3);
            const std::uint32_t grant = column < 4 ? 0 : spec::grant_bit(column - 3);
            for (const spec::PolicyRow& policy : spec::kPolicies) {
                if (policy_name != "any" && policy.name != policy_name) continue;
                INFO(what << " under " << policy.name << ", column " << column);
                CHECK(observe(what, policy.id, ring, grant) == cell);
            }
        }
    }
    CHECK(rows > 150);
}

TEST_CASE("the hand-written table leaves out no instruction and no CSR") {
    const std::string table = tests::read_file(tests::source_file("tests/golden/rings.csv"));
    for (const spec::Insn& insn : spec::kInsns) {
        // The CSR instructions are exercised through the CSRs.
        if (insn.syntax == spec::Syntax::kRdCsrRs1 || insn.syntax == spec::Syntax::kRdCsrImm) continue;
        INFO(insn.mnemonic);
        CHECK(table.find("\n" + std::string(insn.mnemonic) + ",") != std::string::npos);
    }
    for (const spec::Csr& csr : spec::kCsrs) {
        INFO(csr.name);
        CHECK(table.find("\n" + std::string(csr.name) + ".read,") != std::string::npos);
        CHECK(table.find("\n" + std::string(csr.name) + ".write,") != std::string::npos);
    }
}

TEST_CASE("under legacy a deprivileged reader sees the real machine's values") {
    Bench bench(spec::Policy::kLegacy);
    bench.change([](cpu::CpuState& state) { state.ring = Ring::k1; });
    bench.code({tests::encode::csr(spec::InsnId::kCsrrs, 6, spec::find_csr("ring")->number, 0),
                tests::encode::csr(spec::InsnId::kCsrrs, 7, spec::find_csr("vector0")->number, 0)});
    bench.cpu.step();
    bench.cpu.step();
    CHECK(bench.cpu.state().x[6] == 1);
    CHECK(bench.cpu.state().x[7] == Bench::kHandler);
}

TEST_CASE("a granted time field opens the clock to the rings it names and to no other") {
    for (unsigned granted = 0; granted < kRingCount; ++granted)
        for (unsigned ring = 0; ring < kRingCount; ++ring) {
            Bench bench;
            bench.change([&](cpu::CpuState& state) {
                state.ring = ring_from(ring);
                state.grant = granted << spec::kGrantTimeShift;
            });
            bench.put(Bench::kCode, tests::encode::csr(spec::InsnId::kCsrrs, 6, spec::find_csr("time")->number, 0));
            bench.cpu.step();
            INFO("ring " << ring << ", granted up to " << granted);
            CHECK((bench.cpu.counters().exceptions[10] == 0) == (ring <= granted));
        }
}
