// The tables against what people rely on, written by hand: words that any RISC-V assembler produces, the numbers of the
// system half, and which rows each ISA policy opens. What the compiler already checks (duplicates, overlaps) is not here.
#include <map>
#include <set>
#include <string>

#include "isa/spec/causes.hpp"
#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"
#include "isa/spec/platform.hpp"
#include "tests/unit/catch.hpp"

namespace anel::spec {
namespace {

std::string mnemonic_of(std::uint32_t word) {
    const InsnId id = identify(word);
    return id == InsnId::kIllegal ? "illegal" : std::string(row(id).mnemonic);
}

TEST_CASE("words of RV32IM, Zicsr and Zifencei are what every RISC-V disassembler calls them") {
    const std::map<std::uint32_t, std::string> words{
        {0x00000013, "addi"},   {0xfff00513, "addi"},   {0x000012b7, "lui"},     {0x00000297, "auipc"},  {0x0000006f, "jal"},
        {0x00008067, "jalr"},   {0x00b50463, "beq"},    {0x00b51463, "bne"},     {0x00b54463, "blt"},    {0x00b55463, "bge"},
        {0x00b56463, "bltu"},   {0x00b57463, "bgeu"},   {0x00050503, "lb"},      {0x00051503, "lh"},     {0x00052503, "lw"},
        {0x00054503, "lbu"},    {0x00055503, "lhu"},    {0x00b50023, "sb"},      {0x00b51023, "sh"},     {0x00b52023, "sw"},
        {0x00151513, "slli"},   {0x00155513, "srli"},   {0x40155513, "srai"},    {0x00b50533, "add"},    {0x40b50533, "sub"},
        {0x40b55533, "sra"},    {0x02b50533, "mul"},    {0x02b51533, "mulh"},    {0x02b52533, "mulhsu"}, {0x02b53533, "mulhu"},
        {0x02b54533, "div"},    {0x02b55533, "divu"},   {0x02b56533, "rem"},     {0x02b57533, "remu"},   {0x0ff0000f, "fence"},
        {0x0000100f, "fence.i"}, {0x00000073, "ecall"}, {0x00100073, "ebreak"},  {0x10500073, "wfi"},    {0x34051573, "csrrw"},
        {0x34052573, "csrrs"},  {0x34053573, "csrrc"},  {0x34055573, "csrrwi"},  {0x34056573, "csrrsi"}, {0x34057573, "csrrci"},
    };
    for (const auto& [word, name] : words) {
        CAPTURE(word);
        CHECK(mnemonic_of(word) == name);
    }
}

TEST_CASE("RISC-V's own privileged instructions are illegal here, as are empty and full words") {
    for (const std::uint32_t word : {0x30200073U, 0x10200073U, 0x12000073U, 0U, 0xffffffffU, 0x0060000bU}) {
        CAPTURE(word);
        CHECK(mnemonic_of(word) == "illegal");
    }
}

TEST_CASE("the system half has its published encodings") {
    const std::map<std::uint32_t, std::string> words{
        {0x0000000b, "tret"}, {0x0010000b, "hcall"}, {0x0020000b, "ei"},  {0x0030000b, "di"},
        {0x00b5100b, "tlbflush"}, {0x0105250b, "in"}, {0x00b5380b, "out"}, {0x00c5c50b, "probe"},
        {0x0040000b, "vmon"}, {0x0050000b, "vmoff"}, {0x0105d50b, "vmenter"}, {0x00b5600b, "vmflush"},
    };
    for (const auto& [word, name] : words) {
        CAPTURE(word);
        CHECK(mnemonic_of(word) == name);
    }
}

TEST_CASE("strict opens nothing; popf silences ei and di; legacy besides opens what x86 left open, and no more") {
    std::map<std::string, std::set<std::string>> by_policy;
    const auto note = [&](const OutsideByPolicy& outside, const std::string& what) {
        for (const PolicyRow& policy : kPolicies) {
            const Outside behaviour = outside[static_cast<std::size_t>(policy.id)];
            if (behaviour != Outside::kTrap)
                by_policy[std::string(policy.name)].insert(what + ":" + std::string(name_of(behaviour)));
        }
    };
    for (const Insn& insn : kInsns) note(insn.outside, std::string(insn.mnemonic));
    for (const Csr& csr : kCsrs) {
        note(csr.read_outside, std::string(csr.name) + ".read");
        note(csr.write_outside, std::string(csr.name) + ".write");
    }
    const std::set<std::string> silent{"ei:ignore", "di:ignore"};
    std::set<std::string> open = silent;
    open.insert({"probe:allow", "ring.read:allow", "root.read:allow"});
    for (const char* bank : {"0", "1", "2"}) {
        open.insert(std::string("vector") + bank + ".read:allow");
        open.insert(std::string("status") + bank + ".read:allow");
    }
    CHECK(by_policy["strict"].empty());
    CHECK(by_policy["popf"] == silent);
    CHECK(by_policy["legacy"] == open);
}

TEST_CASE("every row says what it means") {
    for (const Insn& insn : kInsns) CHECK_FALSE(insn.meaning.empty());
    for (const Csr& csr : kCsrs) CHECK_FALSE(csr.meaning.empty());
    for (const CauseRow& cause : kCauses) CHECK_FALSE(cause.value.empty());
    for (const ActivityRow& activity : kActivities) CHECK_FALSE(activity.meaning.empty());
}

TEST_CASE("names lead back to their rows") {
    REQUIRE(find_csr("delegate1") != nullptr);
    CHECK(find_csr("delegate1")->number == 0x5d6);
    CHECK(find_csr(0x5d6) == find_csr("delegate1"));
    CHECK(find_csr("delegate3") == nullptr);
    CHECK(find_csr(0x300U) == nullptr);
    CHECK(name_of(TrapCause::kPrivileged) == "privileged");
    CHECK(name_of_activity(20) == "shadow-fill");
    CHECK(name_of_activity(63) == "other");
}

TEST_CASE("activities have ids that fit the mark CSR, and none twice") {
    std::set<unsigned> ids;
    std::set<std::string_view> names;
    for (const ActivityRow& activity : kActivities) {
        CHECK(static_cast<std::size_t>(activity.id) < kActivityLimit);
        CHECK(ids.insert(static_cast<unsigned>(activity.id)).second);
        CHECK(names.insert(activity.name).second);
    }
}

}  // namespace
}  // namespace anel::spec
