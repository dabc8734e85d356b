// What a kernel may do and others may not, under each of the machine's policies: where a mode can show a guest what the bare machine does, it must; and where the
// policy makes that impossible, it must not, or the guest has not looked.
#include <algorithm>
#include <cstring>
#include <set>
#include <utility>

#include "isa/spec/target_constants.hpp"
#include "tests/equivalence/conformance_runs.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using enum anel::spec::Policy;
using anel::spec::Policy;

namespace {

/// For a guest that looks at what the policies are about: who cannot be right is wrong.
void agrees_where_it_can(const std::string& name, int exit_code, std::size_t lines) {
    for (const Policy policy : {kStrict, kPopf, kLegacy}) {
        const GuestRun run = conformance_guest(name, policy);
        const Outcome native = native_of(run, exit_code, lines);
        const auto is_one_of = [policy](const std::vector<Policy>& policies) { return std::ranges::find(policies, policy) != policies.end(); };
        for (const Way& way : kWays) {
            if (is_one_of(way.right)) agrees(run, native, way);
            if (!is_one_of(way.wrong)) continue;
            INFO(way.mode << " " << way.options << anel::spec::name_of(policy));
            const Outcome monitored = run_by(run, way);
            CHECK(native.console != monitored.console);
            CHECK(monitored.monitor_intact);
        }
    }
}

}  // namespace

TEST_CASE("every privileged instruction, with every shape of operands, does in every ring what the machine's policy says, or the mode cannot be right") {
    // In ring 0 55 CSRs and eight of them with other registers, in seven other settings 55 again; and what is not about CSRs.
    agrees_where_it_can("privileged", 11, 503);
}

TEST_CASE("the guest that tries every privileged instruction has each of the tables' rows in it, and every CSR in every shape") {
    using namespace anel::spec;
    const std::string image = read_file(conformance_guest("privileged").image);
    std::set<InsnId> instructions;
    std::set<std::pair<InsnId, unsigned>> accesses;
    for (std::size_t at = 0; at + 4 <= image.size(); at += 4) {
        std::uint32_t word = 0;
        std::memcpy(&word, &image[at], sizeof word);
        const InsnId id = identify(word);
        if (id == InsnId::kIllegal || !in_system_half(row(id))) continue;
        instructions.insert(id);
        if (row(id).syntax == Syntax::kRdCsrRs1 || row(id).syntax == Syntax::kRdCsrImm) accesses.insert({id, word >> 20});
    }
    for (const Insn& insn : kInsns) {
        if (!in_system_half(insn)) continue;
        INFO(insn.mnemonic);
        CHECK(instructions.contains(insn.id));
    }
    for (const Csr& csr : kCsrs)
        for (const InsnId id : {InsnId::kCsrrw, InsnId::kCsrrs, InsnId::kCsrrc, InsnId::kCsrrwi, InsnId::kCsrrsi, InsnId::kCsrrci}) {
            INFO(csr.name << " by " << row(id).mnemonic);
            CHECK(accesses.contains({id, csr.number}));
        }
}

TEST_CASE("in para a guest that calls nobody finds every privileged instruction as it is") {
    GuestRun run = conformance_guest("privileged");
    run.command_line = "-";
    agrees(run, native_of(run, 11, 502), kPara);
}

TEST_CASE("the red pill: a program that may look at the machine sees its monitor's, unless it is translated too, or the machine itself hides the monitor") {
    const GuestRun strict = conformance_guest("red_pill");
    const Outcome trapped = native_of(strict, 15, 21);
    for (const Way& way : kWays) agrees(strict, trapped, way);
    const GuestRun open = conformance_guest("red_pill", kLegacy);
    const Outcome native = native_of(open, 15, 21);
    CHECK(native.console.find("ring 00000003 vector1 00001234\n") != std::string::npos);
    for (const Way& way : kWays) {
        INFO(way.mode << " " << way.options);
        const bool hidden = way.mode.starts_with("assist") || way.options == "translate=all ";
        CHECK((run_by(open, way).console == native.console) == hidden);
    }
    // What translation of the kernel alone leaves open is ring 3.
    const std::string translated = run_by(open, {"full-translate", "", {}, {}}).console;
    const std::string difference = first_difference(native.console, translated);
    INFO(difference);
    CHECK(difference.find("native:    ring 00000003 vector0 ") != std::string::npos);
}
