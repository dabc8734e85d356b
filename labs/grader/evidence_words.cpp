#include "labs/grader/evidence_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "isa/asm/disassemble.hpp"
#include "isa/asm/operands.hpp"
#include "isa/cpu/decode.hpp"
#include "isa/explain/explain.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/csrs.hpp"
#include "labs/grader/words.hpp"
#include "labs/runtime/binding_rows.hpp"

namespace anel::labs {

namespace {

using namespace fmt::literals;
using explain::Language;

std::string text_in(const Value& value, const char* key) {
    if (!value.is_object()) return {};
    const auto found = value.find(key);
    return found != value.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_in(const Value& value, const char* key, std::int64_t otherwise = 0) {
    if (!value.is_object()) return otherwise;
    const auto found = value.find(key);
    return found != value.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

const Value& field(const Value& value, const char* key) {
    static const Value kNothing;
    if (!value.is_object()) return kNothing;
    const auto found = value.find(key);
    return found != value.end() ? *found : kNothing;
}

std::string hex(std::int64_t value) { return explain::hex(static_cast<std::uint32_t>(value)); }

/// " at monitor.lua:12:" and that line.
std::string source_at(const Value& evidence, const Teller& teller, Say how = Say::kStoppedAt) {
    const StopPlace place = place_of(evidence, teller.submission);
    return place.line == 0 ? std::string() : say(teller.language, how, "file"_a = place.file, "line"_a = place.line, "text"_a = place.text);
}

std::int64_t budget(const Value& task, const char* which) { return number_in(field(task, "budget"), which); }

/// Whether an instruction is one that can be privileged: evidence comes from where students' code runs, and may say anything.
bool can_be_privileged(std::uint32_t word) {
    const cpu::DecodedOp op = cpu::decode(word);
    if (op.id == spec::InsnId::kIllegal) return false;
    return op.id < spec::InsnId::kCsrrw || op.id > spec::InsnId::kCsrrci || spec::find_csr(op.imm) != nullptr;
}

/// Why a trap was raised whose reason is in the instruction; nothing for the others, which tables or devices have made that are gone.
std::string why_raised(const Value& task, const Value& evidence, const Value& hook, Language language) {
    const std::string cause = text_in(hook, "cause");
    const bool privileged = cause == spec::name_of(spec::TrapCause::kPrivileged);
    if (!privileged && cause != spec::name_of(spec::TrapCause::kIllegal)) return {};
    const auto word = static_cast<std::uint32_t>(number_in(hook, "word"));
    if (privileged && !can_be_privileged(word)) return {};
    const auto config = machine_config(field(task, "machine"));
    const std::int64_t from = number_in(hook, "from", 3);
    if (!config || from < 0 || from > 3) return {};
    explain::TrapFacts facts;
    facts.event.kind = cpu::EventKind::kTrap;
    facts.event.cause = static_cast<std::uint32_t>(privileged ? spec::TrapCause::kPrivileged : spec::TrapCause::kIllegal);
    facts.event.value = word;
    facts.event.pc = static_cast<std::uint32_t>(number_in(hook, "pc"));
    facts.event.from = static_cast<Ring>(from);
    facts.event.to = Ring::k0;
    facts.state.bank[0].value = facts.event.value;
    facts.state.bank[0].epc = facts.event.pc;
    facts.state.bank[0].cause = facts.event.cause;
    facts.state.grant = static_cast<std::uint32_t>(number_in(field(field(evidence, "cpu"), "csrs"), "grant"));
    facts.behaviours = config->behaviours;
    facts.policy = config->policy;
    facts.has_assist = config->assist.present;
    return explain::in(language, explain::explain(facts).why);
}

}  // namespace

StopPlace place_of(const Value& evidence, const Submission& submission) {
    // A file or a line that the submission does not have was made up.
    const std::string file = text_in(evidence, "file");
    const std::int64_t line = number_in(evidence, "line");
    const auto found = submission.files.find(file);
    if (found == submission.files.end() || line < 1) return {};
    std::istringstream lines(found->second);
    std::string text;
    for (std::int64_t i = 0; i < line; ++i)
        if (!std::getline(lines, text)) return {};
    return {file, static_cast<unsigned>(line), text.substr(std::min(text.find_first_not_of(" \t"), text.size()))};
}

std::optional<std::string> why_not_done(const Value& task, const Value& evidence, const Teller& teller) {
    const std::string ended = text_in(evidence, "ended");
    const std::string message = text_in(evidence, "message");
    const std::string source = source_at(evidence, teller);
    const Language language = teller.language;
    if (ended == "error") {
        const StopPlace place = place_of(evidence, teller.submission);
        const bool provided = place.file.starts_with("provided/");
        if (teller.hidden && provided) return say(language, Say::kErrorProvidedHidden, "file"_a = place.file, "line"_a = place.line);
        if (teller.hidden) return say(language, Say::kErrorHidden, "source"_a = source);
        if (provided) return say(language, Say::kErrorProvided, "message"_a = message);
        if (message.starts_with("provided/") && place.line != 0)
            return say(language, Say::kErrorCalled, "message"_a = message, "file"_a = place.file, "line"_a = place.line, "text"_a = place.text);
        return source.empty() ? say(language, Say::kErrorNowhere, "message"_a = message)
                              : say(language, Say::kError, "message"_a = message, "source"_a = source_at(evidence, teller, Say::kLine));
    }
    if (ended == "instructions") return say(language, Say::kInstructions, "budget"_a = budget(task, "instructions"), "source"_a = source);
    if (ended == "memory") return say(language, Say::kMemory, "budget"_a = budget(task, "memory_bytes"), "source"_a = source);
    if (ended == "cycles") {
        const Value& cpu = field(evidence, "cpu");
        return say(language, Say::kCycles, "budget"_a = budget(task, "cycles"), "pc"_a = hex(number_in(cpu, "pc")), "ring"_a = number_in(cpu, "ring"));
    }
    // What does not assemble or cannot be found fails before anything was asked, so its message shows nothing.
    if (ended == "refused") return say(language, Say::kRefused, "message"_a = message, "source"_a = source_at(evidence, teller, Say::kLine));
    return std::nullopt;
}

std::string tell_step(const Value& task, const Value& evidence, std::size_t step, const std::string& explain, const Value& wanted, Language language) {
    const Value& hooks = field(evidence, "hooks");
    const std::int64_t count = number_in(evidence, "hook_count", static_cast<std::int64_t>(hooks.is_array() ? hooks.size() : 0));
    if (!hooks.is_array() || step >= hooks.size()) {
        const std::string head = say(language, Say::kStepOf, "step"_a = step + 1, "count"_a = count);
        return explain.empty() ? head : head + "\n" + explain;
    }
    const Value& hook = hooks[step];
    const Value& word = field(hook, "word");
    const auto pc = static_cast<std::uint32_t>(number_in(hook, "pc"));
    const std::string insn = word.is_number_integer() ? ": " + assembler::disassemble(static_cast<std::uint32_t>(word.get<std::int64_t>()), pc) : std::string();
    std::string told = say(language, Say::kStep, "step"_a = step + 1, "count"_a = count, "cause"_a = text_in(hook, "cause"), "ring"_a = number_in(hook, "from"), "pc"_a = hex(pc), "insn"_a = insn);
    const std::string why = why_raised(task, evidence, hook, language);
    if (!why.empty()) told += "\n" + say(language, Say::kStepWhy, "why"_a = why);
    const Value& after = field(hook, "after");
    if (const std::string action = text_in(hook, "action"); action == "stop") told += "\n" + say(language, Say::kStepStopped);
    else if (!action.empty() && after.is_object())
        told += "\n" + say(language, Say::kStepAnswer, "action"_a = action, "cycles"_a = number_in(hook, "declared"), "pc"_a = hex(number_in(after, "pc")), "after"_a = number_in(after, "ring"));
    if (!explain.empty()) told += "\n" + explain;
    const auto differs = [&](const std::string& name, const Value& is, const Value& should) {
        if (is.is_number_integer() && should.is_number_integer() && is.get<std::int64_t>() != should.get<std::int64_t>())
            told += "\n" + say(language, Say::kDiffers, "name"_a = name, "actual"_a = hex(is.get<std::int64_t>()), "wanted"_a = hex(should.get<std::int64_t>()));
    };
    differs("pc", field(after, "pc"), field(wanted, "pc"));
    differs("ring", field(after, "ring"), field(wanted, "ring"));
    const Value& is = field(after, "x");
    const Value& should = field(wanted, "x");
    if (is.is_array() && should.is_array())
        for (std::size_t i = 0; i < std::min<std::size_t>({is.size(), should.size(), 32}); ++i) differs(std::string(assembler::register_name(static_cast<unsigned>(i))), is[i], should[i]);
    return told;
}

}  // namespace anel::labs
