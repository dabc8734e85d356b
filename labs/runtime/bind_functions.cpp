// Global functions: assembling, reading instructions, classifying, and what scripts say.
#include <fmt/format.h>

#include <algorithm>

#include "isa/asm/assemble.hpp"
#include "isa/asm/disassemble.hpp"
#include "isa/asm/operands.hpp"
#include "isa/base/nearest.hpp"
#include "isa/cpu/decode.hpp"
#include "labs/runtime/binding_rows.hpp"
#include "labs/runtime/both.hpp"
#include "labs/runtime/plot.hpp"
#include "labs/runtime/programs.hpp"
#include "monitor/control/classify/classify.hpp"

namespace anel::labs {

using lua::Answer;
using lua::Call;

namespace {

Answer assemble(Call& call) {
    const std::string text = call.text(1, "the assembly text");
    const std::string name = call.text_or(2, "the name", "assembly");
    if (call.wrong()) return {};
    auto program = assembled_value(text, name);
    return program ? Answer(std::move(*program)) : Answer(program.error());
}

Answer disassemble(Call& call) {
    const std::uint32_t word = call.word(1, "the word");
    const std::uint32_t pc = call.has(2) ? call.word(2, "pc") : 0;
    return Value(assembler::disassemble(word, pc));
}

Answer decode(Call& call) {
    const cpu::DecodedOp op = cpu::decode(call.word(1, "the word"));
    Value decoded{{"mnemonic", "illegal"}};
    for (const spec::Insn& insn : spec::kInsns)
        if (insn.id == op.id) decoded["mnemonic"] = insn.mnemonic;
    decoded["rd"] = static_cast<int>(op.rd);
    decoded["rs1"] = static_cast<int>(op.rs1);
    decoded["rs2"] = static_cast<int>(op.rs2);
    decoded["imm"] = static_cast<std::int64_t>(static_cast<std::int32_t>(op.imm));
    if (op.id >= spec::InsnId::kCsrrw && op.id <= spec::InsnId::kCsrrci)
        if (const spec::Csr* const csr = spec::find_csr(op.imm)) decoded["csr"] = csr->name;
    return decoded;
}

/// All of them, or those with the names that are asked for.
Result<std::vector<control::classify::Subject>> chosen_subjects(const Value& names) {
    std::vector<control::classify::Subject> all = control::classify::subjects();
    if (names.is_null()) return all;
    std::vector<std::string> known;
    for (const control::classify::Subject& subject : all) known.push_back(subject.name());
    std::vector<control::classify::Subject> chosen;
    for (const Value& name : names) {
        const auto found = name.is_string() ? std::ranges::find(known, name.get_ref<const std::string&>()) : known.end();
        if (found == known.end()) return Error{"classify: " + shown(name) + " is no instruction's name" + (name.is_string() ? did_you_mean(name.get<std::string>(), known) : std::string())};
        chosen.push_back(all[static_cast<std::size_t>(found - known.begin())]);
    }
    return chosen;
}

Answer classify(Call& call) {
    const Value machine = call.value(1, "the machine");
    const Value names = call.has(2) ? call.value(2, "the names of instructions") : Value();
    if (call.wrong()) return {};
    const auto config = machine_config(machine);
    if (!config) return config.error();
    const auto subjects = chosen_subjects(names);
    if (!subjects) return subjects.error();
    control::classify::World world(*config);
    control::classify::Verdict verdict;
    for (const control::classify::Subject& subject : *subjects) verdict.findings.push_back(control::classify::classify(world, subject, verdict.executions));
    lua::Record result{Value::array(), {{"theorem1", verdict.theorem1()}, {"theorem3", verdict.theorem3()}}};
    for (const control::classify::Finding& finding : verdict.findings)
        result.list.push_back({{"name", finding.subject.name()}, {"class", control::classify::name_of(finding.classified())}, {"control", finding.control_sensitive},
                               {"behaviour", finding.behaviour_sensitive}, {"user", finding.user_sensitive}});
    return result;
}

Answer log_line(Call& call) {
    std::string line;
    for (int argument = 1; argument <= call.count(); ++argument) {
        if (argument > 1) line += '\t';
        line += call.is_text(argument) ? call.text(argument, "text") : shown_value(call, argument);
    }
    if (!call.wrong() && surroundings_of(call).log) surroundings_of(call).log(line);
    return {};
}

Answer choose_text(Call& call) {
    const Value texts = call.value(1, "the texts");
    if (call.wrong()) return {};
    return Value(text_in(texts, surroundings_of(call).language));
}

Answer to_be_written(Call& call) {
    const std::string what = call.text(1, "what is to be written");
    if (call.wrong()) return {};
    return Error{in(surroundings_of(call).language, {"to be written: {}. What it has to do is said above it, and in the lab's text",
                                                     "por escrever: {}. O que se espera está dito logo acima, e no texto do lab"}, what)};
}

Answer plot(Call& call) {
    const Value wanted = call.value(1, "the plot");
    if (call.wrong()) return {};
    auto picture = read_plot(wanted);
    if (!picture) return picture.error();
    const Status status = write_plot(*picture, surroundings_of(call).plots);
    return status ? Answer(Value(picture->file)) : Answer(status.error());
}

constexpr lua::FunctionRow kGlobalFunctions[] = {
    {"assemble", "text [, name]", "program", "Assembles AR32 assembly: `{entry=, symbols={name=address}, sections={{address=, bytes=}…}, lines={{address=, line=}…}}`. What is wrong with it is an error with `name:line:column`.",
     kFullOnly, assemble},
    {"disassemble", "word [, pc]", "text", "The instruction that a word is, as assembly.", kStudents, disassemble},
    {"decode", "word", "parts", "`{mnemonic=, rd=, rs1=, rs2=, imm=, csr=}`; the mnemonic of a word that is no instruction is `illegal`.", kFullOnly, decode},
    {"classify", "[config [, names]]", "rows", "Popek and Goldberg's classification of a machine by experiment: `{name=, class=, control=, behaviour=, user=}` for each instruction, or for those of these names, as if "
     "there were no others, and `theorem1=`, `theorem3=`. For all of them it takes a second.", kFullOnly, classify},
    {"log", "…", "", "A line, of whatever values.", kStudents, log_line},
    {"text", "{en=, [\"pt-BR\"]=}", "text", "The one in the run's language.", kStudents, choose_text},
    {"to_be_written", "what", "", "Ends with an error that says so in the run's language: what a lab's starter has in its gaps.", kStudents, to_be_written},
    {"plot", "{title=, x=, y=, series={{name=, points={{x, y}…}}…}, file=}", "file", "Writes a chart as SVG.", kFullOnly, plot},
};

}  // namespace

const lua::ModuleRow kFunctionsModule{"", "Global functions, beside Lua's own.", kGlobalFunctions};

}  // namespace anel::labs
