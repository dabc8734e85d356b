// What an explanation says about rules, against machines built by these rules: every instruction of the system, every register, every ring,
// grant and policy.
#include <set>

#include "tests/unit/catch.hpp"
#include "tests/unit/explain/cases.hpp"

namespace {

using namespace anel;
using explain::find;
using explain::Language;
using explain::Text;
using spec::InsnId;
using tests::Bench;
namespace encode = tests::encode;

std::vector<std::uint32_t> system_words() {
    std::vector<std::uint32_t> words;
    for (const spec::Insn& insn : spec::kInsns)
        if (insn.home != spec::Home::kAny) words.push_back(insn.match | (insn.syntax == spec::Syntax::kNone ? 0 : 5U << 7 & ~insn.mask));
    for (const spec::Csr& csr : spec::kCsrs)
        for (const std::uint32_t word : {encode::csr(InsnId::kCsrrs, 10, csr.number, 0), encode::csr(InsnId::kCsrrw, 0, csr.number, 11),
                                         encode::csr(InsnId::kCsrrc, 10, csr.number, 11)})
            words.push_back(word);
    return words;
}

/// Nothing: no privileged-instruction trap.
std::optional<explain::Explanation> privileged(Bench& bench, std::uint32_t word, Ring ring, std::uint32_t grant, spec::Policy policy) {
    bench.code({word});
    cpu::CpuState state;
    state.pc = Bench::kCode;
    state.ring = ring;
    state.grant = grant;
    for (unsigned b = 0; b < spec::kBankCount; ++b) state.bank[b].vector = Bench::kHandler;
    bench.cpu.set_state(state);
    bench.cpu.events().clear();
    bench.cpu.step();
    const auto& events = bench.cpu.events().events();
    if (events.empty() || events[0].kind != cpu::EventKind::kTrap || events[0].cause != static_cast<std::uint32_t>(spec::TrapCause::kPrivileged)) return std::nullopt;
    return explain::explain(tests::facts_of(bench, {}, policy));
}

}  // namespace

TEST_CASE("an explanation names exactly the policies under which a privileged instruction would not have trapped") {
    Bench strict(spec::Policy::kStrict), popf(spec::Policy::kPopf), legacy(spec::Policy::kLegacy);
    const std::array<Bench*, spec::kPolicyCount> machines{&strict, &popf, &legacy};
    unsigned trapped = 0, differ = 0;
    for (const std::uint32_t word : system_words())
        for (const Ring ring : {Ring::k1, Ring::k2, Ring::k3})
            for (const std::uint32_t grant : {0U, spec::grant_bit(1), spec::grant_bit(2), 1U << spec::kGrantTimeShift})
                for (const spec::PolicyRow& policy : spec::kPolicies) {
                    const auto here = privileged(*machines[static_cast<std::size_t>(policy.id)], word, ring, grant, policy.id);
                    if (!here) continue;
                    ++trapped;
                    const std::string text = in(Language::kEnglish, here->why);
                    INFO(text);
                    std::set<std::string> named, free;
                    for (const spec::PolicyRow& other : spec::kPolicies) {
                        const auto behind = text.find("where ");
                        if (behind != std::string::npos && text.find(other.name, behind) != std::string::npos) named.emplace(other.name);
                        if (!privileged(*machines[static_cast<std::size_t>(other.id)], word, ring, grant, other.id)) free.emplace(other.name);
                    }
                    CHECK(named == free);
                    CHECK((find(here->why, Text::kAlwaysTraps) != nullptr) == free.empty());
                    differ += free.empty() ? 0 : 1;
                    // What is said to be missing would have been enough.
                    const bool wants_ring_minus_1 = find(here->why, Text::kNeedsInner) != nullptr;
                    if (!wants_ring_minus_1) CHECK_FALSE(privileged(strict, word, Ring::k0, grant, spec::Policy::kStrict));
                    if (find(here->why, Text::kNoGrant) != nullptr && find(here->why, Text::kNeedsBank) != nullptr)
                        CHECK_FALSE(privileged(strict, word, ring, grant | spec::grant_bit(index(ring)), spec::Policy::kStrict));
                    if (find(here->why, Text::kCsrOfTime) != nullptr || find(here->why, Text::kCsrOfTimeAlone) != nullptr)
                        CHECK_FALSE(privileged(strict, word, ring, index(ring) << spec::kGrantTimeShift, spec::Policy::kStrict));
                }
    CHECK(trapped > 3000);
    CHECK(differ > 100);
}
