// Popek and Goldberg's classes as they must come out, by hand, and against what the tables say about every row.
#include "monitor/control/classify/classify.hpp"

#include <algorithm>
#include <set>

#include "monitor/control/classify/report.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::control::classify;
using spec::Outside;
using spec::Policy;

namespace {

machine::MachineConfig machine_under(Policy policy) {
    machine::MachineConfig config;
    config.policy = policy;
    config.behaviours = cpu::Behaviours::of(policy);
    return config;
}

using Names = std::set<std::string>;
Names of_class(const Verdict& verdict, Class wanted) {
    Names names;
    for (const Finding& finding : verdict.findings)
        if (finding.classified() == wanted) names.insert(finding.subject.name());
    return names;
}

/// The four that read a CSR without writing it, when their operand is zero.
Names readers_of(const Names& csrs) {
    Names names;
    for (const char* insn : {"csrrs", "csrrc", "csrrsi", "csrrci"})
        for (const std::string& csr : csrs) names.insert(std::string(insn) + "/" + csr);
    return names;
}

const Subject& subject(const std::string& name) {
    static const std::vector<Subject> all = subjects();
    const auto found = std::ranges::find(all, name, &Subject::name);
    REQUIRE(found != all.end());
    return *found;
}

Finding find(const machine::MachineConfig& config, const std::string& name) {
    World world(config);
    std::uint64_t executions = 0;
    return classify(world, subject(name), executions);
}

std::size_t row_of(const char* csr) { return static_cast<std::size_t>(spec::find_csr(csr) - spec::kCsrs); }

/// Some shape may run in an outer ring that nothing has been granted, if the tables say the truth.
bool should_be_silent(const Subject& subject, const cpu::Behaviours& behaviours) {
    const spec::Insn& row = spec::row(subject.insn);
    if (!subject.csr) {
        static const std::set<spec::InsnId> kTrapAnywhere{spec::InsnId::kEcall, spec::InsnId::kEbreak, spec::InsnId::kHcall};
        if (kTrapAnywhere.contains(subject.insn)) return false;
        return row.home == spec::Home::kAny || behaviours.insn[static_cast<std::size_t>(subject.insn)] != Outside::kTrap;
    }
    const spec::Csr& csr = spec::kCsrs[*subject.csr];
    if (csr.owner == spec::CsrOwner::kInner) return false;
    const bool writes_always = subject.insn == spec::InsnId::kCsrrw || subject.insn == spec::InsnId::kCsrrwi;
    if (csr.access == spec::CsrAccess::kReadOnly && writes_always) return false;
    if (csr.owner == spec::CsrOwner::kAny) return true;
    return (writes_always ? behaviours.csr_write : behaviours.csr_read)[*subject.csr] != Outside::kTrap;
}

}  // namespace

TEST_CASE("strict has no hole, popf the interrupt flag's, legacy those that read the machine as well; and the tables say so, too") {
    const Names read_by_users = readers_of({"vector0", "status0", "vector1", "status1", "vector2", "status2", "root"});
    Names of_legacy = readers_of({"ring"});
    of_legacy.insert({"ei", "di", "probe"});
    struct Wanted {
        Policy policy;
        Names sensitive, user_sensitive;
    };
    for (const auto& [policy, sensitive, user_sensitive] : {Wanted{Policy::kStrict, {}, {}}, Wanted{Policy::kPopf, {"ei", "di"}, {}}, Wanted{Policy::kLegacy, of_legacy, read_by_users}}) {
        INFO(spec::name_of(policy));
        const machine::MachineConfig config = machine_under(policy);
        const Verdict verdict = classify(config);
        CHECK(of_class(verdict, Class::kSensitive) == sensitive);
        CHECK(of_class(verdict, Class::kUserSensitive) == user_sensitive);
        CHECK(verdict.theorem1() == (policy == Policy::kStrict));
        CHECK(verdict.theorem3() == (policy != Policy::kLegacy));
        for (const Finding& finding : verdict.findings) {
            INFO(finding.subject.name());
            CHECK(finding.silence.has_value() == should_be_silent(finding.subject, config.behaviours));
        }
        const nlohmann::ordered_json json = to_json(verdict, config);
        CHECK(json["theorem1"] == verdict.theorem1());
        CHECK(json["instructions"].size() == subjects().size());
    }
}

TEST_CASE("what computes is innocuous, what changes who may do what is privileged where it traps") {
    const machine::MachineConfig strict = machine_under(Policy::kStrict);
    for (const char* name : {"add", "mul", "lw", "sw", "beq", "jal", "jalr", "fence.i", "ecall", "ebreak", "hcall", "csrrs/mark", "csrrs/vectorm", "vmoff"}) {
        INFO(name);
        const Finding finding = find(strict, name);
        CHECK(finding.classified() == Class::kInnocuous);
        CHECK_FALSE(finding.sensitive());
    }
    for (const char* name : {"wfi", "tret", "ei", "di", "tlbflush", "out", "csrrw/root", "csrrw/grant", "csrrs/delegate0", "vmon"}) {
        INFO(name);
        const Finding finding = find(strict, name);
        CHECK(finding.classified() == Class::kPrivileged);
        CHECK(finding.control_sensitive);
    }
    for (const char* name : {"in", "csrrs/ring", "csrrs/root", "csrrs/pending0", "csrrs/assist", "probe"}) {
        INFO(name);
        const Finding finding = find(strict, name);
        CHECK(finding.classified() == Class::kPrivileged);
        // Where only ring 0 runs it, `ring` reads nothing but 0.
        CHECK(finding.behaviour_sensitive == (std::string(name) != "csrrs/ring"));
    }
    // Who reads the time is told what it is; that is no field of Z.
    CHECK_FALSE(find(strict, "csrrs/cycle").sensitive());
    CHECK(find(strict, "csrrs/cycle").privileged());
}

TEST_CASE("one row that is overridden changes the verdict for that row") {
    machine::MachineConfig config = machine_under(Policy::kStrict);
    config.behaviours.insn[static_cast<std::size_t>(spec::InsnId::kDi)] = Outside::kIgnore;
    config.behaviours.csr_read[row_of("scratch0")] = Outside::kAllow;
    config.behaviours.csr_read[row_of("cause0")] = Outside::kIgnore;
    CHECK(find(config, "ei").classified() == Class::kPrivileged);
    CHECK(find(config, "di").classified() == Class::kSensitive);
    CHECK(find(config, "csrrs/scratch0").classified() == Class::kUserSensitive);
    CHECK(find(config, "csrrw/scratch0").classified() == Class::kPrivileged);
    // A zero in the place of the cause: programs cannot see what it is, but a kernel sees another one than in ring 0.
    CHECK(find(config, "csrrs/cause0").classified() == Class::kSensitive);

    machine::MachineConfig mended = machine_under(Policy::kPopf);
    for (const spec::InsnId insn : {spec::InsnId::kEi, spec::InsnId::kDi}) mended.behaviours.insn[static_cast<std::size_t>(insn)] = Outside::kTrap;
    for (const char* name : {"ei", "di"}) CHECK(find(mended, name).classified() == Class::kPrivileged);
}

TEST_CASE("a witness is tried again and tells what was seen") {
    const machine::MachineConfig legacy = machine_under(Policy::kLegacy);
    const auto vector = replay_witness(legacy, "csrrs/vector0");
    REQUIRE(vector);
    CHECK(vector->find("csrrs/vector0 under policy legacy: user-sensitive") == 0);
    CHECK(vector->find("`csrrs a0, vector0, zero` in ring 3, in two states that differ in one thing:\n    vector0: 0x00010800, 0x00010840\n") != std::string::npos);
    CHECK(vector->find("Neither traps, and afterwards they differ:\n    a0: 0x00010800, 0x00010840\n") != std::string::npos);
    const auto flag = replay_witness(machine_under(Policy::kPopf), "ei");
    REQUIRE(flag);
    CHECK(flag->find("`ei` in ring 0 does not trap, and changes\n    status0: 0x0000000a, 0x0000000b\n") != std::string::npos);
    CHECK(flag->find("It is not privileged: `ei` in ring 3 does not trap.") != std::string::npos);
    CHECK(replay_witness(legacy, "add")->find("It is not sensitive") != std::string::npos);
    const auto unknown = replay_witness(legacy, "prob");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().message.starts_with("--witness prob: there is no such instruction; did you mean 'probe'?"));
}

TEST_CASE("names of subjects are unique, and every shape is a word of its instruction") {
    Names names;
    for (const Subject& subject : subjects()) {
        CHECK(names.insert(subject.name()).second);
        const std::vector<std::uint32_t> words = shapes(subject);
        CHECK_FALSE(words.empty());
        for (const std::uint32_t word : words) CHECK(spec::identify(word) == subject.insn);
    }
    CHECK(names.size() == spec::kInsnCount - 6 + 6 * spec::kCsrCount);
}
