// Guests that try the machine's rules one by one and say a digest of each step: under the monitor, in every way of running an unmodified guest, every step
// must be what it is on the bare machine; and where the machine's policy makes that impossible, it must not be, or the guest has not looked.
#include <algorithm>
#include <cstring>
#include <set>
#include <utility>

#include "isa/spec/target_constants.hpp"
#include "tests/equivalence/both_machines.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using anel::cpu::Stop;
using anel::spec::Policy;
using namespace anel::tests;

namespace {

/// A mode, and what its monitor is told.
struct Way {
    std::string mode, options;
    std::vector<Policy> right, wrong;  ///< under which policies it shows every guest what the bare machine does, and cannot
};
using enum Policy;
/// Every way is tried under `strict`; under the others those that differ from each other in what the policy is about.
const std::vector<Way> kWays{
    {"full-trap", "", {kStrict}, {kPopf, kLegacy}},
    {"full-translate", "", {kStrict, kPopf}, {kLegacy}},
    {"full-translate", "translate=all ", {kStrict, kLegacy}, {}},
    {"assist-shadow", "", {kStrict, kLegacy}, {}},
    {"assist-nested", "", {kStrict, kPopf}, {}},
};
/// Until its guest calls it, it is as full-trap.
const Way kPara{"para", "", {kStrict}, {}};
/// With hardly room for what it translates.
const Way kNarrow{"full-translate", "translate=all cache_bytes=16384 ", {kStrict}, {}};

GuestRun conformance_guest(const std::string& name, Policy policy = kStrict) {
    GuestRun run;
    run.image = bundled_file("../../tests/guests/" + name + ".elf");
    run.config.policy = policy;
    run.config.behaviours = anel::cpu::Behaviours::of(policy);
    // No guest's machine has hardware assist.
    run.config.assist.present = false;
    return run;
}

Outcome native_of(const GuestRun& run, int exit_code, std::size_t lines) {
    Outcome native = run_native(run);
    REQUIRE(native.stop == Stop::kPoweredOff);
    REQUIRE(native.exit_code == exit_code);
    CHECK(static_cast<std::size_t>(std::ranges::count(native.console, '\n')) == lines);
    return native;
}

Outcome run_by(GuestRun run, const Way& way) {
    run.monitor_options = way.options;
    run.config.assist.present = true;
    return run_under_monitor(run, way.mode);
}

Outcome agrees(const GuestRun& run, const Outcome& native, const Way& way) {
    Outcome monitored = run_by(run, way);
    INFO(way.mode << " " << way.options << anel::spec::name_of(run.config.policy));
    CHECK(monitored.log == "");
    CHECK(first_difference(native.console, monitored.console) == "");
    CHECK(monitored.stop == Stop::kPoweredOff);
    CHECK(monitored.exit_code == native.exit_code);
    CHECK(monitored.monitor_intact);
    return monitored;
}

void agrees_in_every_mode(const std::string& name, int exit_code, std::size_t lines, const std::vector<Way>& more = {}) {
    const GuestRun run = conformance_guest(name);
    const Outcome native = native_of(run, exit_code, lines);
    for (const Way& way : kWays) agrees(run, native, way);
    for (const Way& way : more) agrees(run, native, way);
}

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

TEST_CASE("every page-table entry admits and marks under the monitor what it does on the bare machine, in every ring") {
    // For small pages and superpages two without V, and seven rights x four rings x four states of A and D; then four more.
    agrees_in_every_mode("page_matrix", 7, 2 * (2 + 7 * 4 * 4) + 4);
}

TEST_CASE("pages with several names, shared tables, tables as data, spaces and superpages are the same under the monitor") {
    // Thirty of them are those of six rounds in two spaces.
    agrees_in_every_mode("table_tricks", 9, 30 + 21);
}

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

TEST_CASE("system calls from every ring, handlers that cannot begin, interrupts upon interrupts and waits are the same under the monitor") {
    agrees_in_every_mode("trap_delivery", 12, 65, {kPara, kNarrow});
}

TEST_CASE("code that patches itself, crosses pages, jumps into its middle and looks at its return addresses is the same under the monitor") {
    agrees_in_every_mode("code_tricks", 13, 48, {kPara, kNarrow});
}

TEST_CASE("a kernel that flushes what it must, and no more, finds its pages where its tables say") { agrees_in_every_mode("flush_rules", 14, 33, {kPara, kNarrow}); }

TEST_CASE("more code than the translation cache holds, entered again after its eviction, by calls, returns, traps and interrupts, is the same code") {
    const GuestRun run = conformance_guest("much_code");
    const Outcome native = native_of(run, 16, 13);
    for (const Way& way : kWays) agrees(run, native, way);
    for (const std::string what : {"", "translate=all "})
        for (const std::string bytes : {"16384", "65536"}) {
            const Way way{"full-translate", what + "cache_bytes=" + bytes + " ", {kStrict}, {}};
            CHECK(agrees(run, native, way).translator_word(anel::spec::translator::kEvictions) > 3);
        }
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
