// A witness is told from executions made for the telling, so it cannot say what did not happen.
#include "monitor/control/classify/report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "isa/asm/disassemble.hpp"
#include "isa/base/invariant.hpp"
#include "isa/base/nearest.hpp"

namespace anel::control::classify {

namespace {

std::string text_of(const World& world, std::uint32_t word) { return assembler::disassemble(word, world.program(word).pc); }

/// What was seen, in parts that a line or a story is made of.
struct Seen {
    std::string instruction;
    std::string where;
    std::vector<std::string> before;  ///< in which the two states differ; empty: there is one
    std::vector<std::string> after;
};

Seen see(World& world, const Sensitivity& sensitivity) {
    Seen seen;
    seen.instruction = text_of(world, sensitivity.word);
    const Program program = world.program(sensitivity.word);
    const Resources usual = world.usual(sensitivity.ring);
    Resources other = sensitivity.field == "ring" ? world.usual(sensitivity.other_ring) : usual;
    for (const Variation& variation : world.variations())
        if (variation.field == sensitivity.field) variation.change(other);
    seen.where = fmt::format("in ring {}", number(sensitivity.ring));
    if (sensitivity.control) {
        if (!sensitivity.field.empty()) seen.where += fmt::format(" ({})", sensitivity.field);
        const Outcome outcome = world.execute(program, other);
        invariant(!outcome.trapped, "a witness repeats itself");
        seen.after = differences(other, outcome.resources);
        return seen;
    }
    if (sensitivity.field == "ring") seen.where = fmt::format("in rings {} and {}", number(sensitivity.ring), number(sensitivity.other_ring));
    const Outcome one = world.execute(program, usual), two = world.execute(program, other);
    invariant(!one.trapped && !two.trapped, "a witness repeats itself");
    seen.before = differences(usual, other);
    seen.after = differences(one.program, two.program);
    return seen;
}

std::string witness_line(World& world, const Finding& finding) {
    const Seen seen = see(world, *finding.sensitivity);
    std::string line = seen.before.empty() ? fmt::format("`{}` {} changes {}", seen.instruction, seen.where, fmt::join(seen.after, "; "))
                                           : fmt::format("`{}` {} with {} leaves {}", seen.instruction, seen.where, fmt::join(seen.before, "; "), fmt::join(seen.after, "; "));
    if (finding.hole() && !finding.user_sensitive)
        line += fmt::format("; `{}` in ring {} does not trap", text_of(world, finding.silence->word), number(finding.silence->ring));
    return line;
}

std::string policy_text(const machine::MachineConfig& config) {
    const bool as_it_stands = config.behaviours == cpu::Behaviours::of(config.policy);
    return fmt::format("{}{}", spec::name_of(config.policy), as_it_stands ? "" : " with overrides");
}

}  // namespace

std::string verdict_text(const Verdict& verdict, const machine::MachineConfig& config, bool all) {
    std::map<Class, std::size_t> count;
    for (const Finding& finding : verdict.findings) ++count[finding.classified()];
    std::string text = fmt::format("machine '{}', policy {}: {} instructions, those on CSRs once for each; {} executions\n", verdict.machine, policy_text(config),
                                   verdict.findings.size(), verdict.executions);
    for (const Class c : {Class::kInnocuous, Class::kPrivileged, Class::kSensitive, Class::kUserSensitive}) text += fmt::format("  {:<14} {:>4}\n", name_of(c), count[c]);
    World world(config);
    for (const Finding& finding : verdict.findings) {
        if (!all && !finding.hole()) continue;
        text += fmt::format("\n{:<18} {}", finding.subject.name(), name_of(finding.classified()));
        if (finding.sensitivity) text += fmt::format("\n    {}", witness_line(world, finding));
    }
    if (all || !verdict.theorem1()) text += "\n";
    text += fmt::format("\nTheorem 1 {}\n", verdict.theorem1() ? "holds: every sensitive instruction is privileged. Trap-and-emulate can run any guest."
                                                             : "fails: what is listed is sensitive and does not trap. Trap-and-emulate cannot run every guest.");
    text += fmt::format("Theorem 3 {}\n", verdict.theorem3() ? "holds: every user-sensitive instruction is privileged. A monitor that interprets or translates the guest's kernel alone can run any guest."
                                                             : "fails: some of it is sensitive even in ring 3. User code, too, must be interpreted or translated.");
    return text;
}

nlohmann::ordered_json to_json(const Verdict& verdict, const machine::MachineConfig& config) {
    World world(config);
    nlohmann::ordered_json object;
    object["machine"] = verdict.machine;
    object["policy"] = spec::name_of(config.policy);
    object["overrides"] = !(config.behaviours == cpu::Behaviours::of(config.policy));
    object["theorem1"] = verdict.theorem1();
    object["theorem3"] = verdict.theorem3();
    object["executions"] = verdict.executions;
    object["instructions"] = nlohmann::ordered_json::array();
    for (const Finding& finding : verdict.findings) {
        nlohmann::ordered_json row;
        row["name"] = finding.subject.name();
        row["class"] = name_of(finding.classified());
        row["privileged"] = finding.privileged();
        row["control_sensitive"] = finding.control_sensitive;
        row["behaviour_sensitive"] = finding.behaviour_sensitive;
        row["user_sensitive"] = finding.user_sensitive;
        row["witness"] = finding.sensitivity ? nlohmann::ordered_json(witness_line(world, finding)) : nlohmann::ordered_json(nullptr);
        object["instructions"].push_back(std::move(row));
    }
    return object;
}

Result<std::string> replay_witness(const machine::MachineConfig& config, const std::string& name) {
    const std::vector<Subject> all = subjects();
    const auto subject = std::ranges::find(all, name, &Subject::name);
    if (subject == all.end()) {
        std::vector<std::string> names;
        for (const Subject& known : all) names.push_back(known.name());
        const std::string meant = did_you_mean(name, names);
        return Error{fmt::format("--witness {}: there is no such instruction{} Names are those of anel classify --all, such as ei or csrrs/status0", name,
                                 meant.empty() ? "." : meant), ErrorKind::kUsage};
    }
    World world(config);
    std::uint64_t executions = 0;
    const Finding finding = classify(world, *subject, executions);
    std::string text = fmt::format("{} under policy {}: {} ({} executions)\n", name, policy_text(config), name_of(finding.classified()), executions);
    if (finding.sensitivity) {
        const Seen seen = see(world, *finding.sensitivity);
        if (seen.before.empty()) {
            text += fmt::format("It is control-sensitive: `{}` {} does not trap, and changes\n", seen.instruction, seen.where);
        } else {
            text += fmt::format("It is behaviour-sensitive: `{}` {}, in two states that differ in one thing:\n", seen.instruction, seen.where);
            for (const std::string& line : seen.before) text += fmt::format("    {}\n", line);
            text += "  Registers, pc and memory are the same. Neither traps, and afterwards they differ:\n";
        }
        for (const std::string& line : seen.after) text += fmt::format("    {}\n", line);
    } else {
        text += "It is not sensitive: no execution changed more than registers, pc and memory, and none depended on more.\n";
    }
    if (!finding.runs_in_ring_0) text += "It is not privileged: it traps in every ring.\n";
    else if (finding.silence) text += fmt::format("It is not privileged: `{}` in ring {} does not trap.\n", text_of(world, finding.silence->word), number(finding.silence->ring));
    else text += "It is privileged: it runs in ring 0, and traps in rings 1 to 3.\n";
    if (finding.hole())
        text += finding.user_sensitive ? "A guest's program that executes it sees or changes the real machine, and no monitor is asked.\n"
                                       : "A guest's kernel that executes it outside ring 0 sees or changes something else than it believes, and no monitor is asked.\n";
    return text;
}

}  // namespace anel::control::classify
