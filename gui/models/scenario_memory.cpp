// Lessons about memory, hardware assist, and what it all costs.
#include <QCoreApplication>

#include "gui/models/scenario_parts.hpp"
#include "isa/spec/causes.hpp"
#include "monitor/control/images.hpp"

namespace anel::gui {

using control::Mode;
using namespace scenario_parts;

namespace {

struct MoreLessons {
    Q_DECLARE_TR_FUNCTIONS(MoreLessons)

public:
    static Scenario shadow_page_fault();
    static Scenario ring_minus_one();
    static Scenario hyperjacking();
    static Scenario who_pays_what();
};

Scenario MoreLessons::shadow_page_fault() {
    Scenario lesson;
    lesson.name = "shadow-page-fault";
    lesson.title = tr("Page fault with shadow tables");
    lesson.description = tr("A program touches a new page. The hardware walks tables that the kernel has never seen. Whose page fault is it?");
    lesson.panes = {{"memory", kLeft}, {"story", kLeft, true}, {"overhead", kLeft, true}, {"console", kLeft, true}, {"rings", kRight}, {"cpu", kRight}};
    const session::Configuration machine = running("run=nano pagefault 256 -q", Mode::kFullTrap);
    session::CrossingFilter touch;
    touch.from = Ring::k3;
    touch.cause = static_cast<std::uint32_t>(spec::TrapCause::kLoadPage);
    touch.on_another_page = true;
    const session::RunToCrossing to_it{touch, 150};

    ScenarioStep first;
    first.question = tr("A program touches a page of its heap for the first time: “{instruction}”. Who hears of it first?");
    first.guesses = {{tr("nobody: it just reads"), 3, 3}, {tr("its kernel, in ring 1"), 1, 1}, {tr("the monitor, in ring 0"), 0, 0}};
    first.judged = QStringLiteral("to");
    first.prepare = {session::Load{machine}, to_it, session::StepBack{}};
    first.reveal = {session::NextCrossing{}};
    first.pane = "memory";
    first.sentence = tr("From ring {from} to ring {to}: {why}.");
    first.explanation = tr("The tables that the hardware walks are the monitor's, shadows of the kernel's. So every fault is the monitor's first, and it has to find out whose it really is.");
    lesson.steps.push_back(first);

    ScenarioStep whole;
    whole.question = tr("How many ring crossings until the program has its page and goes on?");
    whole.guesses = {{tr("2"), 0, 2}, {tr("4"), 3, 5}, {tr("about 10"), 6, 15}, {tr("more than 15"), 16, kMany}};
    whole.judged = QStringLiteral("crossings");
    whole.prepare = {session::Load{machine}, to_it, session::StepBack{}};
    whole.reveal = {session::StepOverTrap{}};
    whole.pane = "story";
    whole.sentence = tr("Crossings: {crossings}. Cycles: {cycles}, of them {cycles-kernel} the kernel's and {monitor} the monitor's; page faults on the way: {traps-load-page}.");
    whole.explanation = tr("The first fault is handed to the kernel, which enters the page into its own table. The second one is for the shadow, which does not have it yet; of that one the kernel never hears.");
    lesson.steps.push_back(whole);

    ScenarioStep all;
    all.question = tr("With nested tables the hardware walks the kernel's tables and the monitor's as well. How much dearer than on the bare machine is a page fault then?");
    all.guesses = {{tr("about the same"), 0, 1.15}, {tr("1.5 times"), 1.15, 2}, {tr("3 times"), 2, 6}, {tr("10 times"), 6, kMany}};
    all.judged = QStringLiteral("pagefault.assist-nested.slowdown");
    all.experiment.comparing = {{"pagefault"}, control::built_modes(), {}};
    all.pane = "overhead";
    all.sentence = tr("{pagefault.assist-nested.slowdown:2} times: {pagefault.assist-nested.cycles:0} cycles against {pagefault.native.cycles:0}. With shadows {pagefault.full-trap.cycles:0} under trap-and-emulate and {pagefault.assist-shadow.cycles:0} with hardware assist.");
    all.explanation = tr("The fault goes straight to the kernel, and nobody keeps a second table up to date. What nesting costs comes later, with each TLB miss.");
    lesson.steps.push_back(all);
    return lesson;
}

Scenario MoreLessons::ring_minus_one() {
    Scenario lesson;
    lesson.name = "ring-minus-one";
    lesson.title = tr("Ring −1");
    lesson.description = tr("If hardware could help: what would you ask it for? The kernel is back in ring 0, and the monitor lies beneath it.");
    lesson.panes = usual_panes();

    ScenarioStep call;
    call.question = tr("The monitor has a ring of its own below ring 0, and the kernel has its ring 0 back. A program calls its kernel. How often is the monitor entered?");
    call.guesses = {{tr("never"), 0, 0}, {tr("once"), 1, 1}, {tr("as often as with trap-and-emulate"), 2, kMany}};
    call.judged = QStringLiteral("exits");
    call.prepare = {session::Load{calls_in(Mode::kAssistNested)}, to_a_call()};
    call.reveal = {one_call()};
    call.slowly = true;
    call.pane = "rings";
    call.sentence = tr("Exits to ring −1: {exits}. Crossings: {crossings}, cycles: {cycles}; on the bare machine {native.cycles}.");
    call.experiment.stretch = {{calls_in(Mode::kNative)}, {to_a_call()}, {one_call()}};
    call.explanation = tr("The processor keeps two worlds apart, each with rings 0 to 3 of its own. Inside its world the guest needs nobody.");
    lesson.steps.push_back(call);

    ScenarioStep run;
    run.question = tr("A whole run: boot, list the files, power off. What does the monitor still hear of, and how much rarer than with trap-and-emulate?");
    run.guesses = {{tr("2 times rarer"), 0, 3}, {tr("5 times rarer"), 3, 8}, {tr("20 times rarer"), 8, 60}, {tr("of nothing at all"), 60, kMany}};
    run.judged = QStringLiteral("full-trap.exits/exits");
    run.prepare = {session::Load{running("run=ls", Mode::kAssistNested)}};
    run.reveal = {to_the_end()};
    run.experiment.stretch = {{running("run=ls", Mode::kFullTrap)}, {}, {to_the_end()}};
    run.pane = "rings";
    run.sentence = tr("{exits} exits, of them {traps-port} for ports, that is, devices, and {traps-nested-fault} for nested tables. With trap-and-emulate there were {full-trap.exits}.");
    run.explanation = tr("Devices are what is left: the guest's console and disk are not the machine's own. A control block in memory says what is to be heard of.");
    lesson.steps.push_back(run);

    ScenarioStep swap;
    swap.question = tr("Two kinds of work: one changes page tables all the time, the other walks through much memory and misses the TLB. Are nested tables better than shadows for both?");
    swap.guesses = {{tr("yes, for both"), 1, 1}, {tr("no, each wins one"), 2, 2}};
    swap.judged = QStringLiteral("winners");
    swap.experiment.comparing = {{"ptwrite", "chase"}, {Mode::kNative, Mode::kAssistShadow, Mode::kAssistNested}, {}};
    swap.pane = "overhead";
    swap.sentence = tr("A change of a page table: {ptwrite.assist-shadow.cycles:0} cycles with shadows, {ptwrite.assist-nested.cycles:0} nested. A load that misses the TLB: {chase.assist-shadow.cycles:1} with shadows, {chase.assist-nested.cycles:1} nested.");
    swap.explanation = tr("A shadow is one table, quick to walk and dear to keep. Nested tables cost nothing to keep, and each miss walks two of them, one inside the other.");
    lesson.steps.push_back(swap);
    return lesson;
}

Scenario MoreLessons::hyperjacking() {
    Scenario lesson;
    lesson.name = "hyperjacking";
    lesson.title = tr("Hyperjacking and the lock bit");
    lesson.description = tr("Who guards the guard? A driver slides a monitor beneath a running system, and one bit would have stopped it.");
    lesson.panes = {{"console", kLeft}, {"code", kLeft, true}, {"rings", kRight}, {"timeline", kRight}, {"cpu", kRight, true}};
    // Where a file is not there, its machine says so when it is to be made.
    const auto example = [](const char* name) {
        const auto found = control::bundled_file(std::string("examples/") + name);
        return found ? *found : std::string(name);
    };
    const auto machine = [&](const char* letter, bool locked) {
        session::Configuration configuration = running(letter, Mode::kNative);
        configuration.kernel_file = example("hyperjack.s");
        if (locked) configuration.machine_file = example("locked.yaml");
        return configuration;
    };
    session::CrossingFilter taken_over;
    taken_over.kind = cpu::EventKind::kVmon;

    ScenarioStep attack;
    attack.question = tr("A small system has loaded a driver, and a driver runs in ring 0. Its next instruction is “{instruction}”. What will the system notice, if it looks up all that it believes about its machine?");
    attack.guesses = {{tr("nothing"), 1, 1}, {tr("that something is different"), 2, kMany}};
    attack.judged = QStringLiteral("distinct(victim: ring)");
    attack.prepare = {session::Load{machine("", false)}, session::RunToCrossing{taken_over, 1}, session::StepBack{}};
    attack.reveal = {to_the_end()};
    attack.pane = "console";
    attack.sentence = tr("Before and afterwards it sees the same: “{line(victim: ring)}”. Beneath it, {exits} exits to ring −1; and in the log of whoever is there: “{logged(my PIN)}”.");
    attack.explanation = tr("From one instruction to the next the whole system has become a guest. It is in ring 0, as ever; there is just something below.");
    lesson.steps.push_back(attack);

    ScenarioStep time;
    time.question = tr("It sees nothing. But can it measure something? It writes bytes to its console and looks at the clock. How much longer does each byte take now?");
    time.guesses = {{tr("as long as before"), 0, 1.5}, {tr("3 times as long"), 1.5, 10}, {tr("100 times as long"), 10, kMany}};
    time.judged = QStringLiteral("1.number(cycles each)/0.number(cycles each)");
    time.experiment.stretch = {{machine("h", false), machine("", false), machine("t", false)}, {}, {to_the_end()}};
    time.pane = "console";
    time.sentence = tr("{1.number(cycles each)/0.number(cycles each):0} times: {1.number(cycles each)} cycles in the place of {0.number(cycles each)}. If the intruder turns the clock back as well: “{2.line(cycles each)}”, and “{2.line(by the timer)}”.");
    time.explanation = tr("The clock can be made to lie. Only a clock that the suspect does not control gives it away; here it is the timer, which is a device.");
    lesson.steps.push_back(time);

    ScenarioStep lock;
    lock.question = tr("The same system and the same driver on a machine whose lock bit was set at reset. What happens at “vmon”?");
    lock.guesses = {{tr("it works as before"), 0, 0}, {tr("the driver is trapped"), 1, kMany}};
    lock.judged = QStringLiteral("distinct(victim: cause)");
    lock.prepare = {session::Load{machine("", true)}};
    lock.reveal = {to_the_end()};
    lock.pane = "console";
    lock.sentence = tr("“{line(victim: cause)}”. Exits to ring −1: {exits}.");
    lock.explanation = tr("The bit can be set by anyone in ring 0 and cleared by nobody until the next reset. The other defence is to be there first: under an honest monitor the driver fails as well.");
    lesson.steps.push_back(lock);
    return lesson;
}

Scenario MoreLessons::who_pays_what() {
    Scenario lesson;
    lesson.name = "who-pays-what";
    lesson.title = tr("Who pays what");
    lesson.description = tr("Three kinds of work in all six modes, measured while you wait. Put the modes in order first.");
    lesson.panes = {{"overhead", kLeft}, {"race", kLeft, true}, {"console", kLeft, true}, {"rings", kRight}, {"cpu", kRight, true}};
    const auto dearest = [](const char* workload, const QString& question) {
        ScenarioStep step;
        step.question = question;
        for (const Mode mode : {Mode::kFullTrap, Mode::kFullTranslate, Mode::kPara, Mode::kAssistShadow})
            step.guesses.push_back({QString::fromUtf8(control::name_of(mode).data(), static_cast<qsizetype>(control::name_of(mode).size())), static_cast<double>(mode), static_cast<double>(mode)});
        step.judged = QLatin1String(workload) + QStringLiteral(".dearest");
        step.experiment.comparing = {{workload}, control::built_modes(), {}};
        step.pane = "overhead";
        return step;
    };

    ScenarioStep calls = dearest("syscall", tr("A program that does nothing but call its kernel. Put the modes in order. Which one is the dearest?"));
    calls.prepare = {session::Load{calls_in(Mode::kFullTrap)}, to_a_call()};
    calls.sentence = tr("{syscall.order}.");
    calls.explanation = tr("Where the call goes straight to the kernel it costs what it always did: {syscall.native.cycles:0} cycles. Where each privileged step of the kernel is caught: {syscall.full-trap.cycles:0}.");
    lesson.steps.push_back(calls);

    ScenarioStep tables = dearest("ptwrite", tr("A kernel that does nothing but change page-table entries. Which mode is the dearest now?"));
    tables.sentence = tr("{ptwrite.order}.");
    tables.explanation = tr("Whoever keeps shadows has to hear of every change. Nested tables need not: {ptwrite.assist-nested.cycles:0} cycles against {ptwrite.assist-shadow.cycles:0} with shadows on the same hardware.");
    lesson.steps.push_back(tables);

    ScenarioStep compute;
    compute.question = tr("A program that only calculates. How much dearer than on the bare machine is trap-and-emulate?");
    compute.guesses = {{tr("as good as nothing"), 0, 1.02}, {tr("a tenth"), 1.02, 1.5}, {tr("twice as dear"), 1.5, 5}, {tr("12 times"), 5, kMany}};
    compute.judged = QStringLiteral("compute.full-trap.slowdown");
    compute.experiment.comparing = {{"compute"}, control::built_modes(), {}};
    compute.pane = "overhead";
    compute.sentence = tr("{compute.full-trap.slowdown:3} times as dear: {compute.full-trap.cycles:1} cycles for each round in the place of {compute.native.cycles:1}.");
    compute.explanation = tr("Ordinary instructions run on the processor itself, whoever is beneath. That is Popek and Goldberg's second condition: efficiency.");
    lesson.steps.push_back(compute);

    ScenarioStep all;
    all.question = tr("Three kinds of work, six modes. How many different orders are there?");
    all.guesses = {{tr("one: there is a best mode"), 1, 1}, {tr("two"), 2, 2}, {tr("three: it depends"), 3, 3}};
    all.judged = QStringLiteral("orders");
    all.experiment.comparing = {{"syscall", "ptwrite", "compute"}, control::built_modes(), {}};
    all.pane = "overhead";
    all.sentence = tr("Different orders: {orders}. Arithmetic: {compute.order}.");
    all.explanation = tr("There is no best mode; there are workloads. Which one would you choose for a cloud, for a phone, to take malware apart?");
    lesson.steps.push_back(all);
    return lesson;
}

}  // namespace

Scenario shadow_page_fault() { return MoreLessons::shadow_page_fault(); }
Scenario ring_minus_one() { return MoreLessons::ring_minus_one(); }
Scenario hyperjacking() { return MoreLessons::hyperjacking(); }
Scenario who_pays_what() { return MoreLessons::who_pays_what(); }

}  // namespace anel::gui
