// Why an instruction was illegal or privileged: what it is not, what it needs, and which rule of the machine makes it trap.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <vector>

#include "isa/cpu/decode.hpp"
#include "isa/explain/reasons.hpp"
#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::explain {

using spec::InsnId;
using spec::Outside;

namespace {

struct CsrUse {
    const spec::Csr* csr = nullptr;  ///< null: no register has the number
    bool reads = false;
    bool writes = false;
};

bool is_csr_instruction(InsnId id) { return id >= InsnId::kCsrrw && id <= InsnId::kCsrrci; }

CsrUse csr_use(const cpu::DecodedOp& op) {
    const bool plain_write = op.id == InsnId::kCsrrw || op.id == InsnId::kCsrrwi;
    return {spec::find_csr(op.imm), !plain_write || op.rd != 0, plain_write || op.rs1 != 0};
}

Sentence why_no_instruction(std::uint32_t word) {
    const std::uint32_t opcode = word & spec::kMaskOpcode;
    if (word == 0) return say<Text::kWordZero>("word"_is = hex(word));
    if ((word & 3U) != 3) return say<Text::kWordShort>("word"_is = hex(word));
    const spec::Insn* nearest = nullptr;
    const auto differing = [word](const spec::Insn& insn) { return (word ^ insn.match) & insn.mask; };
    bool opcode_exists = false;
    for (const spec::Insn& insn : spec::kInsns) {
        if ((insn.match & spec::kMaskOpcode) != opcode) continue;
        opcode_exists = true;
        const bool same_funct3 = ((word ^ insn.match) & insn.mask & spec::kMaskFunct3) == 0;
        if (same_funct3 && (nearest == nullptr || std::popcount(differing(insn)) < std::popcount(differing(*nearest)))) nearest = &insn;
    }
    if (!opcode_exists) return say<Text::kWordOpcode>("word"_is = hex(word), "opcode"_is = fmt::format("0x{:02x}", opcode));
    if (nearest == nullptr)
        return say<Text::kWordFunct3>("word"_is = hex(word), "opcode"_is = fmt::format("0x{:02x}", opcode), "funct3"_is = std::to_string((word >> 12) & 7));
    return say<Text::kWordNearest>("word"_is = hex(word), "insn"_is = nearest->mnemonic, "bits"_is = hex(differing(*nearest)));
}

Sentence why_illegal_vmon(const TrapFacts& facts) {
    const std::string ring = ring_text(facts.event.from);
    if (facts.event.from > Ring::k0) return say<Text::kVmonOutside>("ring"_is = ring);
    if (!facts.has_assist) return say<Text::kVmonAbsent>("ring"_is = ring);
    if (facts.event.from == Ring::kMinus1) return say<Text::kVmonOn>("ring"_is = ring);
    return say<Text::kVmonLocked>("ring"_is = ring);
}

/// What an access does without a right, by one column of rules, where it may read and write at once.
Outside combined(const CsrUse& use, Outside reading, Outside writing) {
    if ((use.reads && reading == Outside::kTrap) || (use.writes && writing == Outside::kTrap)) return Outside::kTrap;
    const bool allowed = (use.reads && reading == Outside::kAllow) || (use.writes && writing == Outside::kAllow);
    return allowed ? Outside::kAllow : Outside::kIgnore;
}

Outside under_policy(const cpu::DecodedOp& op, spec::Policy policy) {
    const auto column = static_cast<std::size_t>(policy);
    if (!is_csr_instruction(op.id)) return spec::row(op.id).outside[column];
    const CsrUse use = csr_use(op);
    return combined(use, use.csr->read_outside[column], use.csr->write_outside[column]);
}

/// Those of these policies that would do `what`, and their verb.
Sentence would_text(const std::vector<std::string_view>& policies, Outside what) {
    const bool ignored = what == Outside::kIgnore;
    if (policies.size() == 1)
        return say<Text::kOnePolicy>("policy"_is = policies[0], "would"_is = ignored ? say<Text::kIgnores>() : say<Text::kAllows>());
    return say<Text::kTwoPolicies>("first"_is = policies[0], "second"_is = policies[1], "would"_is = ignored ? say<Text::kIgnore>() : say<Text::kAllow>());
}

Sentence rule_text(const TrapFacts& facts, const cpu::DecodedOp& op) {
    const std::string_view policy = name_of(facts.policy);
    if (const Outside mine = under_policy(op, facts.policy); mine != Outside::kTrap)
        return say<Text::kOverrideTraps>("others"_is = would_text({policy}, mine));
    // In the tables, those who do not trap at an instruction agree about what they do instead.
    std::vector<std::string_view> others;
    Outside what = Outside::kTrap;
    for (const spec::PolicyRow& row : spec::kPolicies)
        if (const Outside theirs = under_policy(op, row.id); theirs != Outside::kTrap && (what == Outside::kTrap || what == theirs)) {
            others.push_back(row.name);
            what = theirs;
        }
    if (others.empty()) return say<Text::kAlwaysTraps>();
    return say<Text::kPolicyTraps>("policy"_is = policy, "others"_is = would_text(others, what));
}

Sentence grant_text(Ring ring) {
    return ring == Ring::k3 ? say<Text::kNeverGranted>() : say<Text::kNoGrant>("ring"_is = ring_text(ring));
}

Sentence need_of_csr(const TrapFacts& facts, const spec::Csr& csr) {
    const Ring ring = facts.event.from;
    switch (csr.owner) {
        case spec::CsrOwner::kBank: {
            const std::string bank = std::to_string(csr.bank);
            if (facts.state.has_bank(ring)) return say<Text::kCsrOfInnerBank>("csr"_is = csr.name, "bank"_is = bank, "ring"_is = ring_text(ring));
            return say<Text::kCsrOfBank>("csr"_is = csr.name, "bank"_is = bank, "grant"_is = grant_text(ring));
        }
        case spec::CsrOwner::kTime: {
            const std::uint32_t outermost = (facts.state.grant & spec::kGrantTime) >> spec::kGrantTimeShift;
            if (outermost == 0) return say<Text::kCsrOfTimeAlone>("csr"_is = csr.name);
            return say<Text::kCsrOfTime>("csr"_is = csr.name, "outermost"_is = std::to_string(outermost));
        }
        case spec::CsrOwner::kZero:
        case spec::CsrOwner::kAny:
        case spec::CsrOwner::kInner: break;
    }
    return say<Text::kCsrOfZero>("csr"_is = csr.name);
}

Sentence need_of(const TrapFacts& facts, const cpu::DecodedOp& op) {
    if (is_csr_instruction(op.id)) return need_of_csr(facts, *csr_use(op).csr);
    switch (spec::row(op.id).home) {
        case spec::Home::kOwnBank: return say<Text::kNeedsBank>("grant"_is = grant_text(facts.event.from));
        case spec::Home::kMinusOne: return say<Text::kNeedsInner>();
        default: return say<Text::kNeedsZero>();
    }
}

}  // namespace

Sentence why_illegal(const TrapFacts& facts) {
    const cpu::DecodedOp op = cpu::decode(facts.event.value);
    const std::string ring = ring_text(facts.event.from);
    if (op.id == InsnId::kIllegal) return why_no_instruction(op.word);
    if (op.id == InsnId::kHcall) {
        if (of_guest(facts)) return say<Text::kHcallLeft>("ring"_is = ring);
        return say<Text::kHcallNobody>("ring"_is = ring);
    }
    if (op.id == InsnId::kVmon) return why_illegal_vmon(facts);
    if (is_csr_instruction(op.id)) {
        const CsrUse use = csr_use(op);
        if (use.csr == nullptr) return say<Text::kNoCsr>("insn"_is = insn_text(facts), "ring"_is = ring, "number"_is = fmt::format("0x{:03x}", op.imm));
        if (use.csr->owner == spec::CsrOwner::kInner && facts.event.from != Ring::kMinus1)
            return say<Text::kInnerCsr>("insn"_is = insn_text(facts), "ring"_is = ring, "csr"_is = use.csr->name);
        return say<Text::kReadOnlyCsr>("insn"_is = insn_text(facts), "ring"_is = ring, "csr"_is = use.csr->name);
    }
    return say<Text::kInnerInsn>("insn"_is = insn_text(facts), "ring"_is = ring);
}

Sentence why_privileged(const TrapFacts& facts) {
    const cpu::DecodedOp op = cpu::decode(facts.event.value);
    return say<Text::kPrivileged>("insn"_is = insn_text(facts), "ring"_is = ring_text(facts.event.from), "need"_is = need_of(facts, op),
                                  "rule"_is = rule_text(facts, op));
}

}  // namespace anel::explain
