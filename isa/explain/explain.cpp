// From a cause to who explains it.
#include "isa/explain/explain.hpp"

#include <fmt/format.h>

#include "isa/asm/disassemble.hpp"
#include "isa/explain/reasons.hpp"
#include "isa/spec/hypercalls.hpp"
#include "isa/spec/platform.hpp"

namespace anel::explain {

namespace {

Sentence why_hcall(const TrapFacts& facts) {
    const std::uint32_t wanted = facts.state.x[17];
    for (const spec::HypercallRow& row : spec::kHypercalls)
        if (static_cast<std::uint32_t>(row.id) == wanted)
            return say<Text::kHcallNamed>("ring"_is = ring_text(facts.event.from), "number"_is = std::to_string(wanted), "name"_is = row.symbol);
    return say<Text::kHcall>("ring"_is = ring_text(facts.event.from), "number"_is = std::to_string(wanted));
}

/// Of an exception, whoever takes it.
Sentence why_exception(const TrapFacts& facts) {
    const Ring ring = facts.event.from;
    switch (static_cast<spec::TrapCause>(facts.event.cause)) {
        case spec::TrapCause::kFetchMisaligned: return why_misaligned_target(facts);
        case spec::TrapCause::kFetchAccess: return why_access_fault(facts, Access::kFetch);
        case spec::TrapCause::kIllegal: return why_illegal(facts);
        case spec::TrapCause::kBreakpoint: return say<Text::kBreakpoint>("ring"_is = ring_text(ring));
        case spec::TrapCause::kLoadMisaligned: return why_misaligned(facts, Access::kLoad);
        case spec::TrapCause::kLoadAccess: return why_access_fault(facts, Access::kLoad);
        case spec::TrapCause::kStoreMisaligned: return why_misaligned(facts, Access::kStore);
        case spec::TrapCause::kStoreAccess: return why_access_fault(facts, Access::kStore);
        case spec::TrapCause::kEcall: {
            const std::string a7 = std::to_string(facts.state.x[17]);
            return ring == Ring::k3 ? say<Text::kEcall>("ring"_is = ring_text(ring), "number"_is = a7) : say<Text::kEcallInner>("ring"_is = ring_text(ring), "number"_is = a7);
        }
        case spec::TrapCause::kHcall: return why_hcall(facts);
        case spec::TrapCause::kPrivileged: return why_privileged(facts);
        case spec::TrapCause::kFetchPage: return why_page_fault(facts, Access::kFetch);
        case spec::TrapCause::kLoadPage: return why_page_fault(facts, Access::kLoad);
        case spec::TrapCause::kStorePage: return why_page_fault(facts, Access::kStore);
    }
    return why_exit(facts);
}

Sentence why(const TrapFacts& facts) {
    const cpu::Event& event = facts.event;
    if (event.kind == cpu::EventKind::kInject)
        return say<Text::kInjected>("cause"_is = name_of_cause(event.cause), "value"_is = hex(event.value));
    if ((event.cause & spec::kInterruptBit) != 0) return why_interrupt(facts);
    Sentence reason = why_exception(facts);
    if (!facts.triple_fault) return reason;
    return say<Text::kTripleFault>("why"_is = std::move(reason), "pc"_is = hex(event.pc), "ring"_is = ring_text(event.from));
}

}  // namespace

std::string line_text(std::uint32_t line) {
    for (const spec::NamedNumber& row : spec::kLines)
        if (row.number == line) return fmt::format("{} ({})", line, row.symbol);
    return std::to_string(line);
}

std::string name_of_cause(std::uint32_t cause, bool exit) {
    if ((cause & spec::kInterruptBit) != 0) return "interrupt " + line_text(cause & ~spec::kInterruptBit);
    if (exit && cause >= spec::kCauseCount) return std::string(spec::name_of(static_cast<spec::ExitReason>(cause)));
    return std::string(spec::name_of(static_cast<spec::TrapCause>(cause)));
}

std::string insn_text(const TrapFacts& facts) {
    const auto word = instruction_of(facts);
    return word ? assembler::disassemble(*word, facts.event.pc) : "?";
}

Sentence access_text(Access access, std::uint32_t address, Ring ring) {
    if (access == Access::kLoad) return say<Text::kLoad>("address"_is = hex(address), "ring"_is = ring_text(ring));
    if (access == Access::kStore) return say<Text::kStore>("address"_is = hex(address), "ring"_is = ring_text(ring));
    return say<Text::kFetch>("address"_is = hex(address), "ring"_is = ring_text(ring));
}

std::optional<std::uint32_t> instruction_of(const TrapFacts& facts) {
    const cpu::Event& event = facts.event;
    if (event.cause == static_cast<std::uint32_t>(spec::TrapCause::kIllegal) || event.cause == static_cast<std::uint32_t>(spec::TrapCause::kPrivileged))
        if (event.kind != cpu::EventKind::kInject) return event.value;
    return fetch_word(facts.memory, facts.tlb, space_before(facts), event.pc, event.from);
}

Explanation explain(const TrapFacts& facts) { return {why(facts), where(facts)}; }

std::string explain(const TrapFacts& facts, Language language) {
    const Explanation explanation = explain(facts);
    return in(language, explanation.why) + "; " + in(language, explanation.where);
}

}  // namespace anel::explain
