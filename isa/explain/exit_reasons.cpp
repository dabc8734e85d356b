// Why a guest of hardware assist exited, where no exception or interrupt says it: what the control block intercepts, and the rest.
#include "isa/cpu/decode.hpp"
#include "isa/explain/reasons.hpp"
#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::explain {

using spec::ExitReason;
using spec::InsnId;

namespace {

Sentence why_csr(const TrapFacts& facts, const std::string& insn) {
    const spec::Csr* csr = spec::find_csr(facts.event.value);
    if (csr == nullptr) return say<Text::kExitCsrBoth>("insn"_is = insn, "ring"_is = ring_text(facts.event.from), "csr"_is = hex(facts.event.value));
    const cpu::DecodedOp op = cpu::decode(block_word(facts, spec::block::kInstruction));
    const bool plain_write = op.id == InsnId::kCsrrw || op.id == InsnId::kCsrrwi;
    const auto listed = [row = csr - spec::kCsrs](std::uint64_t bits) { return ((bits >> row) & 1U) != 0; };
    const bool reads = (!plain_write || op.rd != 0) && listed(facts.state.assist.csr_reads);
    const bool writes = (plain_write || op.rs1 != 0) && listed(facts.state.assist.csr_writes);
    const std::string ring = ring_text(facts.event.from);
    if (reads && writes) return say<Text::kExitCsrBoth>("insn"_is = insn, "ring"_is = ring, "csr"_is = csr->name);
    if (reads) return say<Text::kExitCsrRead>("insn"_is = insn, "ring"_is = ring, "csr"_is = csr->name);
    return say<Text::kExitCsrWrite>("insn"_is = insn, "ring"_is = ring, "csr"_is = csr->name);
}

Sentence why_port(const TrapFacts& facts, const std::string& insn) {
    const std::uint32_t port = facts.event.value;
    const std::string ring = ring_text(facts.event.from);
    const std::string port_text = "0x" + hex(port).substr(port > 0xff ? 6 : 8);
    const bool all = ((facts.state.assist.intercepts >> static_cast<unsigned>(spec::Intercept::kPort)) & 1U) != 0;
    if (port > 0xff) return say<Text::kExitHighPort>("insn"_is = insn, "ring"_is = ring, "port"_is = port_text);
    if (all) return say<Text::kExitAllPorts>("insn"_is = insn, "ring"_is = ring, "port"_is = port_text);
    return say<Text::kExitPort>("insn"_is = insn, "ring"_is = ring, "port"_is = port_text);
}

std::string_view intercept_of(InsnId id) {
    const auto symbol = [](spec::Intercept bit) { return spec::kIntercepts[static_cast<std::size_t>(bit)].symbol; };
    switch (id) {
        case InsnId::kWfi: return symbol(spec::Intercept::kWfi);
        case InsnId::kTlbflush: return symbol(spec::Intercept::kTlbflush);
        case InsnId::kProbe: return symbol(spec::Intercept::kProbe);
        case InsnId::kTret: return symbol(spec::Intercept::kTret);
        default: return symbol(spec::Intercept::kFlag);
    }
}

}  // namespace

Sentence why_exit(const TrapFacts& facts) {
    namespace block = spec::block;
    const cpu::Event& event = facts.event;
    const std::string ring = ring_text(event.from);
    switch (static_cast<ExitReason>(event.cause)) {
        case ExitReason::kNestedFault: return why_nested_fault(facts);
        case ExitReason::kCsr: return why_csr(facts, insn_text(facts));
        case ExitReason::kPort: return why_port(facts, insn_text(facts));
        case ExitReason::kInstruction: {
            const InsnId id = spec::identify(block_word(facts, block::kInstruction));
            return say<Text::kExitInsn>("insn"_is = insn_text(facts), "ring"_is = ring, "bit"_is = intercept_of(id));
        }
        case ExitReason::kExtension: return say<Text::kExitExtension>("insn"_is = insn_text(facts), "ring"_is = ring);
        case ExitReason::kPreempted: return say<Text::kExitPreempted>();
        case ExitReason::kTripleFault: break;
    }
    return say<Text::kExitTriple>("cause"_is = name_of_cause(block_word(facts, block::kInstruction)), "value"_is = hex(event.value),
                                  "pc"_is = hex(event.pc));
}

}  // namespace anel::explain
