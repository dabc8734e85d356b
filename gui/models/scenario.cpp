// Lessons about traps: the system call, the privileged instruction, and the one that does not trap.
#include "gui/models/scenario.hpp"

#include <QCoreApplication>
#include <limits>

#include "gui/models/scenario_parts.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::gui {

using control::Mode;
using namespace scenario_parts;

namespace {

struct Lessons {
    Q_DECLARE_TR_FUNCTIONS(Lessons)

public:
    static Scenario system_call();
    static Scenario privileged_instruction();
    static Scenario silent_instruction();
};

Scenario Lessons::system_call() {
    Scenario lesson;
    lesson.name = "system-call";
    lesson.title = tr("A system call");
    lesson.description = tr("A program asks its kernel for nothing at all. Which rings does it cross, under each way to run the kernel, and where do the cycles go?");
    lesson.panes = usual_panes();

    ScenarioStep into;
    into.question = tr("The program runs in ring 3, and its next instruction is “{instruction}”. In which ring does the machine go on?");
    into.guesses = {{tr("ring 3: it stays there"), 3, 3}, {tr("ring 1"), 1, 1}, {tr("ring 0"), 0, 0}};
    into.judged = QStringLiteral("to");
    into.prepare = {session::Load{calls_in(Mode::kNative)}, to_a_call(), session::StepBack{}};
    into.reveal = {session::NextCrossing{}};
    into.pane = "rings";
    into.sentence = tr("From ring {from} to ring {to}; the crossing itself took {took} cycles.");
    into.explanation = tr("A program cannot jump into the kernel. It can only trap, and the hardware chooses the ring and the place.");
    lesson.steps.push_back(into);

    ScenarioStep bare;
    bare.question = tr("The program calls again and again. How many ring crossings does one whole call take on the bare machine?");
    bare.guesses = {{tr("1"), 1, 1}, {tr("2"), 2, 2}, {tr("4"), 3, 6}, {tr("more"), 7, kMany}};
    bare.judged = QStringLiteral("crossings");
    bare.prepare = {session::Load{calls_in(Mode::kNative)}, to_a_call()};
    bare.reveal = {one_call()};
    bare.slowly = true;
    bare.pane = "rings";
    bare.sentence = tr("Crossings: {crossings}. Cycles: {cycles}, of them {cycles-user} the program's, {cycles-kernel} the kernel's, {cycles-crossing} the crossings' own.");
    bare.explanation = tr("One trap in, one return out.");
    lesson.steps.push_back(bare);

    ScenarioStep trapped;
    trapped.question = tr("The same call, the same kernel. But now the kernel runs in ring 1, above a monitor that catches what it may not do. How many crossings now?");
    trapped.guesses = {{tr("still 2"), 0, 2}, {tr("4"), 3, 5}, {tr("about 10"), 6, 14}, {tr("about 20"), 15, kMany}};
    trapped.judged = QStringLiteral("crossings");
    trapped.prepare = {session::Load{calls_in(Mode::kFullTrap)}, to_a_call()};
    trapped.reveal = {one_call()};
    trapped.slowly = true;
    trapped.pane = "timeline";
    trapped.sentence = tr("Crossings: {crossings}, and {exits} times the monitor was entered. Cycles: {cycles}, of them {cycles-kernel} the kernel's and {monitor} the monitor's.");
    trapped.explanation = tr("The call itself, and then each thing that the kernel thinks it does by itself: read the cause, read the address, set the status, return.");
    lesson.steps.push_back(trapped);

    ScenarioStep all;
    all.question = tr("The same call under each of the six modes. How many times dearer than on the bare machine is the dearest one?");
    all.guesses = {{tr("about 2 times"), 0, 3}, {tr("about 5 times"), 3, 8}, {tr("about 12 times"), 8, 20}, {tr("about 50 times"), 20, kMany}};
    all.judged = QStringLiteral("syscall.dearest.slowdown");
    all.experiment.comparing = {{"syscall"}, control::built_modes(), {}};
    all.pane = "overhead";
    all.sentence = tr("{syscall.dearest.name} takes {syscall.dearest.cycles:0} cycles, {syscall.dearest.slowdown:1} times as many; para {syscall.para.cycles:0}, assist-nested {syscall.assist-nested.cycles:0}, the bare machine {syscall.native.cycles:0}.");
    all.explanation = tr("Where calls go straight from program to kernel, a monitor costs them nothing. The bars say where the cycles went.");
    lesson.steps.push_back(all);
    return lesson;
}

Scenario Lessons::privileged_instruction() {
    Scenario lesson;
    lesson.name = "privileged-instruction";
    lesson.title = tr("A privileged instruction");
    lesson.description = tr("The kernel turns interrupts off. It is not in ring 0 any more, and does not know. Who does it for the kernel, how, and for how much?");
    lesson.panes = {{"story", kLeft}, {"code", kLeft, true}, {"console", kLeft, true}, {"rings", kRight}, {"overhead", kRight, true}, {"cpu", kRight, true}};
    const session::Configuration machine = running("run=nano irqflag 400 -q", Mode::kFullTrap);
    session::CrossingFilter wanted;
    wanted.cause = static_cast<std::uint32_t>(spec::TrapCause::kPrivileged);
    wanted.value = spec::row(spec::InsnId::kDi).match;
    const session::RunToCrossing to_it{wanted, 100};

    ScenarioStep trap;
    trap.question = tr("The kernel believes that it is in ring 0, and is in ring 1. It is about to turn interrupts off: “{instruction}”. What will happen?");
    trap.guesses = {{tr("it is done, as always"), 1, 1}, {tr("it traps into ring 0"), 0, 0}, {tr("the program is told"), 3, 3}};
    trap.judged = QStringLiteral("to");
    trap.prepare = {session::Load{machine}, to_it, session::StepBack{}};
    trap.reveal = {session::NextCrossing{}};
    trap.pane = "story";
    trap.sentence = tr("A trap from ring {from} to ring {to}, in {took} cycles: {why}.");
    trap.explanation = tr("The monitor is in ring 0. It now has to find out what the kernel wanted, and do that to a processor that exists only in its memory.");
    lesson.steps.push_back(trap);

    ScenarioStep whole;
    whole.question = tr("How many cycles pass until the kernel goes on behind this one instruction?");
    whole.guesses = {{tr("1"), 0, 1}, {tr("about 30"), 2, 100}, {tr("about 400"), 101, 1500}, {tr("about 10,000"), 1501, kMany}};
    whole.judged = QStringLiteral("cycles");
    whole.prepare = {session::Load{machine}, to_it, session::StepBack{}};
    whole.reveal = {session::StepOverTrap{}};
    whole.pane = "story";
    whole.sentence = tr("{cycles} cycles and {instructions} instructions. Crossing {cycles-crossing}, saving and restoring {cycles-switch}, deciding {cycles-dispatch}, decoding {cycles-decode}, emulating {cycles-emulate}.");
    whole.explanation = tr("The thing itself, one bit in memory, is a small part of it. Most is finding out what is wanted, and keeping the guest's registers safe meanwhile.");
    lesson.steps.push_back(whole);

    ScenarioStep pair;
    pair.question = tr("A kernel turns interrupts off and on many thousand times a second. How many times dearer is that than on the bare machine?");
    pair.guesses = {{tr("2 times"), 0, 4}, {tr("10 times"), 4, 16}, {tr("30 times"), 16, 60}, {tr("100 times"), 60, kMany}};
    pair.judged = QStringLiteral("irqflag.full-trap.slowdown");
    pair.experiment.comparing = {{"irqflag"}, control::built_modes(), {}};
    pair.pane = "overhead";
    pair.sentence = tr("{irqflag.native.cycles:0} cycles on the bare machine, {irqflag.full-trap.cycles:0} with trap-and-emulate: {irqflag.full-trap.slowdown:1} times. Translated {irqflag.full-translate.cycles:0}, paravirtual {irqflag.para.cycles:0}.");
    pair.explanation = tr("A translated kernel has a few instructions in place of the trap; a paravirtual one has a flag of its own, and hardware assist gives it back its own ring 0.");
    lesson.steps.push_back(pair);

    ScenarioStep run;
    run.question = tr("A whole run: boot, one word printed, power off. How often does the monitor have to step in?");
    run.guesses = {{tr("about 10 times"), 0, 50}, {tr("about 100 times"), 51, 350}, {tr("about 1,000 times"), 351, 3000}, {tr("about 100,000 times"), 3001, kMany}};
    run.judged = QStringLiteral("exits");
    run.prepare = {session::Load{running("run=echo hello", Mode::kFullTrap)}};
    run.reveal = {to_the_end()};
    run.pane = "rings";
    run.sentence = tr("{exits} times: {traps-privileged} privileged instructions, {traps-ecall} system calls, {traps-load-page} page faults on loads, {traps-store-page} on stores, and the rest.");
    run.explanation = tr("Of {cycles} cycles the monitor took {monitor}, {cycles-boot} of them for its own start, once. The rest is what trap-and-emulate costs; how it hurts depends on how often the kernel is needed.");
    lesson.steps.push_back(run);
    return lesson;
}

Scenario Lessons::silent_instruction() {
    Scenario lesson;
    lesson.name = "silent-instruction";
    lesson.title = tr("The instruction that does not trap");
    lesson.description = tr("The same kernel and the same monitor on another processor, one that ignores some instructions instead of trapping. Why x86 was thought impossible.");
    lesson.panes = {{"console", kLeft}, {"code", kLeft, true}, {"rings", kRight}, {"cpu", kRight}};
    const auto machine = [](Mode mode) {
        session::Configuration configuration = running("run=hello", mode);
        configuration.policy = spec::Policy::kPopf;
        return configuration;
    };

    ScenarioStep lied_to;
    lied_to.question = tr("On this processor “di” and “ei”, interrupts off and on, do nothing outside ring 0, silently. The kernel runs in ring 1 above a trap-and-emulate monitor. What comes of it?");
    lied_to.guesses = {{tr("it works as before"), 0, 0}, {tr("the kernel notices, and stops"), 1, kMany}, {tr("the machine hangs"), -1, -1}};
    lied_to.judged = QStringLiteral("exit-code");
    lied_to.prepare = {session::Load{machine(Mode::kFullTrap)}};
    lied_to.reveal = {to_the_end()};
    lied_to.pane = "console";
    lied_to.sentence = tr("After {cycles} cycles the kernel says: “{line(panic)}”. Its exit code is {exit-code}.");
    lied_to.explanation = tr("What does not trap the monitor never hears of. Popek and Goldberg's condition of 1974: every sensitive instruction must trap.");
    lesson.steps.push_back(lied_to);

    ScenarioStep translated;
    translated.question = tr("Now the monitor translates the kernel's code before it runs. The processor is the same. Does the kernel notice?");
    translated.guesses = {{tr("yes, it stops again"), 1, kMany}, {tr("no, all is well"), 0, 0}, {tr("the machine hangs"), -1, -1}};
    translated.judged = QStringLiteral("exit-code");
    translated.prepare = {session::Load{machine(Mode::kFullTranslate)}};
    translated.reveal = {to_the_end()};
    translated.pane = "console";
    translated.sentence = tr("It ends with exit code {exit-code} after {cycles} cycles; {cycles-translate} of them went into translating. The program said: “{line(Hello)}”.");
    translated.explanation = tr("In the translation “di” is another instruction, one that does to the virtual processor what was meant. Nothing is left to a trap that does not come.");
    lesson.steps.push_back(translated);

    ScenarioStep all;
    all.question = tr("Six ways to run this kernel on this processor. In how many of them does something go wrong?");
    all.guesses = {{tr("in none"), 0, 0}, {tr("in one"), 1, 1}, {tr("in three"), 2, 4}, {tr("in all but the bare machine"), 5, 6}};
    all.judged = QStringLiteral("wrong");
    all.experiment.comparing = {{"boot"}, control::built_modes(), spec::Policy::kPopf};
    all.table = ScenarioStep::Table::kEndings;
    all.sentence = tr("In {wrong}: {wrong-names}.");
    all.explanation = tr("A guest that asks its monitor does not need the trap, and hardware assist gives the kernel a ring 0 in which the instruction does what it should.");
    lesson.steps.push_back(all);
    return lesson;
}

}  // namespace

std::vector<Scenario> scenarios() {
    return {Lessons::system_call(), Lessons::privileged_instruction(), Lessons::silent_instruction(), shadow_page_fault(), ring_minus_one(), hyperjacking(), who_pays_what()};
}

}  // namespace anel::gui
