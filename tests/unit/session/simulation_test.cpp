// Every command of a session does what its comment says, forward and back, and frames add up to what the machine did.
#include <fstream>
#include <map>

#include "isa/spec/causes.hpp"
#include "tests/unit/session/session_bench.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::session;
using control::Mode;

namespace {

std::uint64_t total(const Frame& frame) {
    std::uint64_t sum = 0;
    for (const CrossingCount& one : frame.crossings) sum += one.total;
    return sum;
}

std::map<std::tuple<Ring, Ring, cpu::EventKind, std::uint32_t>, std::uint64_t> by_kind(const Frame& frame) {
    std::map<std::tuple<Ring, Ring, cpu::EventKind, std::uint32_t>, std::uint64_t> counts;
    for (const CrossingCount& one : frame.crossings) counts[{one.from, one.to, one.kind, one.cause}] = one.total;
    return counts;
}

/// Of the whole run.
std::vector<cpu::Event> all_events(const Configuration& configuration) {
    Driven driven(configuration);
    const Cycles end = driven.after(Run{}).now.cycle;
    return std::get<std::vector<cpu::Event>>(driven.after(Ask{1, EventsIn{0, end, 200'000}}).answers.front().second);
}

}  // namespace

TEST_CASE("a machine comes up paused at reset, runs to its end, and says how it ended") {
    Driven driven(configured(Mode::kNative, "run=hello"));
    CHECK(driven.last().stop == StopReason::kReset);
    CHECK(driven.last().now.cycle == 0);
    CHECK(driven.last().residents[lane(Ring::k0)] == Resident::kKernel);
    const Frame& end = driven.after(Run{});
    CHECK(end.phase == Phase::kEnded);
    CHECK(end.stop == StopReason::kPoweredOff);
    CHECK(end.exit_code == 0);
    CHECK(driven.console().find("Hello from ring 3.") != std::string::npos);
    CHECK(end.ledger.total() == end.now.cycle);
    CHECK(end.now == end.end);
}

TEST_CASE("in each mode the monitor lives where the mode says, and the crossings that are counted are the CPU's own") {
    for (const Mode mode : control::built_modes()) {
        Driven driven(configured(mode, "run=hello"));
        const Frame& end = driven.after(Run{});
        INFO(control::name_of(mode));
        REQUIRE(end.stop == StopReason::kPoweredOff);
        if (const auto ring = control::monitor_ring(mode)) CHECK(end.residents[lane(*ring)] == Resident::kMonitor);
        std::uint64_t ecalls = 0, exits = 0, entries = 0;
        for (const CrossingCount& one : end.crossings) {
            if (one.kind == cpu::EventKind::kTrap && one.cause == static_cast<std::uint32_t>(spec::TrapCause::kEcall)) ecalls += one.total;
            if (one.kind == cpu::EventKind::kExit) exits += one.total;
            if (one.kind == cpu::EventKind::kEntry) entries += one.total;
        }
        CHECK(ecalls == end.counters.exceptions[static_cast<std::size_t>(spec::TrapCause::kEcall)]);
        CHECK(entries == end.counters.entries);
        std::uint64_t counted = 0;
        for (const std::uint64_t one : end.counters.exits) counted += one;
        for (const std::uint64_t one : end.counters.exit_interrupts) counted += one;
        CHECK(exits == counted);
        CHECK(end.events_lost == 0);
        CHECK(end.events.size() <= Frame::kMostEvents);
        CHECK(end.events.back().cycle <= end.now.cycle);
    }
}

TEST_CASE("steps count instructions, and a step back undoes a step") {
    Driven driven(configured(Mode::kFullTrap, "run=hello"));
    driven.after(GoTo{1'000'000});
    const FramePtr before = driven.last_shared();
    const Frame& after = driven.after(Step{1});
    CHECK(after.stop == StopReason::kStepped);
    CHECK(after.now > before->now);
    CHECK(after.now.instructions + after.now.traps - before->now.instructions - before->now.traps == 1);
    const Frame& back = driven.after(StepBack{});
    CHECK(back.now == before->now);
    CHECK(back.cpu == before->cpu);
    CHECK(by_kind(back) == by_kind(*before));
    CHECK(back.jumps == before->jumps + 1);
    driven.after(GoTo{0});
    CHECK(driven.after(StepBack{}).stop == StopReason::kBeginning);
}

TEST_CASE("wherever one goes, back or forward, the counts and the console are those of the first time there") {
    Driven driven(configured(Mode::kFullTrap, "run=hello;sysloop 100;hello"));
    std::vector<FramePtr> seen;
    std::vector<std::string> consoles;
    for (const Cycles cycle : {500'000, 900'000, 1'300'000, 2'000'000}) {
        driven.after(GoTo{static_cast<Cycles>(cycle)});
        seen.push_back(driven.last_shared());
        consoles.push_back(driven.console());
    }
    CHECK(total(*seen[1]) > total(*seen[0]));
    CHECK(consoles[3].size() > consoles[0].size());
    for (const std::size_t at : {1U, 3U, 0U, 2U}) {
        const Frame& again = driven.after(GoTo{seen[at]->now.cycle});
        INFO(seen[at]->now.cycle);
        CHECK(again.now == seen[at]->now);
        CHECK(again.cpu == seen[at]->cpu);
        CHECK(by_kind(again) == by_kind(*seen[at]));
        // What lies between two moments has not happened again, nor been undone.
        CHECK(std::ranges::all_of(again.crossings, [](const CrossingCount& one) { return one.fresh == 0; }));
        CHECK(driven.console() == consoles[at]);
    }
    // And forward again from the past, piece by piece.
    driven.after(GoTo{seen[0]->now.cycle});
    driven.run_until([&](const Frame& frame) { return frame.now.cycle >= seen[3]->now.cycle; });
    driven.after(Pause{});
    driven.after(GoTo{seen[3]->now.cycle});
    CHECK(by_kind(driven.last()) == by_kind(*seen[3]));
}

TEST_CASE("next and previous trap stand right behind one, and say why it was raised in both languages") {
    Driven driven(configured(Mode::kFullTrap, "run=hello"));
    driven.after(GoTo{1'000'000});
    const Frame& next = driven.after(NextCrossing{});
    REQUIRE(next.crossing);
    CHECK(next.stop == StopReason::kCrossing);
    CHECK(is_trap(next.crossing->kind));
    CHECK(next.crossing->cycle == next.now.cycle);
    REQUIRE(next.why);
    CHECK_FALSE((*next.why)[0].empty());
    CHECK((*next.why)[0] != (*next.why)[1]);
    const machine::Moment first = next.now;
    driven.after(NextCrossing{});
    CHECK(driven.last().now > first);
    CHECK(driven.after(PreviousCrossing{}).now == first);
    driven.after(GoTo{0});
    CHECK(driven.after(PreviousCrossing{}).stop == StopReason::kNotFound);
}

TEST_CASE("a step over a trap ends behind the instruction, in its own ring, with all the monitor's work done") {
    Driven driven(configured(Mode::kFullTrap, "run=hello"));
    driven.after(GoTo{1'000'000});
    driven.after(NextCrossing{});
    driven.after(StepBack{});
    const FramePtr before = driven.last_shared();
    const Frame& over = driven.after(StepOverTrap{});
    CHECK(over.stop == StopReason::kStepped);
    CHECK(over.cpu.ring == before->cpu.ring);
    CHECK(over.cpu.pc == before->cpu.pc + 4);
    CHECK(over.now.instructions > before->now.instructions + 10);
}

TEST_CASE("a step over a trap comes back to the program that made it, and not to another one at the same address") {
    // Three processes of one program wait in the same call, each for what the one before it will write.
    Driven driven(configured(Mode::kNative, "run=sh"));
    driven.run_until([](const Frame& frame) { return frame.phase == Phase::kWaiting; });
    const Cycles typed = driven.last().now.cycle;
    driven.simulation().obey(Type{"echo one | cat | cat | cat\n"});
    const Cycles end = driven.run_until([](const Frame& frame) { return frame.phase == Phase::kWaiting; }).now.cycle;
    std::vector<cpu::Event> calls = std::get<std::vector<cpu::Event>>(driven.after(Ask{1, EventsIn{typed, end, 200'000}}).answers.front().second);
    const Alike call{cpu::EventKind::kTrap, static_cast<std::uint32_t>(spec::TrapCause::kEcall), Ring::k3, Ring::k0};
    std::erase_if(calls, [&](const cpu::Event& event) { return !(Alike::of(event) == call); });
    unsigned past_another = 0;
    for (std::size_t i = calls.size() / 2; i < calls.size(); ++i) {
        driven.after(GoTo{calls[i].cycle});
        driven.after(StepBack{});
        const FramePtr before = driven.last_shared();
        const Frame& over = driven.after(StepOverTrap{});
        if (over.stop != StopReason::kStepped) continue;  // of who ends, or waits for a person
        CHECK(over.cpu.ring == Ring::k3);
        CHECK(over.cpu.pc == before->cpu.pc + 4);
        REQUIRE(over.cpu.root_now() == before->cpu.root_now());
        const auto returned = [&](const cpu::Event& event) { return event.cycle > before->now.cycle && event.kind == cpu::EventKind::kReturn && event.to == Ring::k3; };
        past_another += std::ranges::count_if(over.events, returned) > 1 ? 1U : 0U;
    }
    CHECK(past_another > 0);
}

TEST_CASE("of a trap's kind is only what has its cause, too") {
    const Configuration configuration = configured(Mode::kNative, "tick=30000 run=faults;sysloop 50");
    std::vector<cpu::Event> traps = all_events(configuration);
    std::erase_if(traps, [](const cpu::Event& event) { return event.kind != cpu::EventKind::kTrap || event.from != Ring::k3; });
    Driven driven(configuration);
    unsigned checked = 0;
    for (std::size_t i = 0; i + 1 < traps.size() && checked < 5; ++i) {
        const Alike kind = Alike::of(traps[i]);
        if (traps[i + 1].to != traps[i].to || traps[i + 1].cause == traps[i].cause) continue;
        const auto next = std::find_if(traps.begin() + static_cast<std::ptrdiff_t>(i) + 1, traps.end(), [&](const cpu::Event& event) { return Alike::of(event) == kind && event.cause == traps[i].cause; });
        if (next == traps.end()) continue;
        ++checked;
        driven.after(GoTo{traps[i].cycle});
        CHECK(driven.after(NextCrossing{false, kind}).crossing == *next);
        CHECK(driven.after(PreviousCrossing{false, kind}).crossing == traps[i]);
    }
    CHECK(checked > 1);
}

TEST_CASE("breakpoints stop a run wherever its pieces end, slow motion stops behind each crossing, and a cycle is gone to past both") {
    Driven driven(configured(Mode::kNative, "run=sysloop 1000"));
    driven.after(GoTo{600'000});
    driven.after(NextCrossing{});
    const std::uint32_t handler = driven.last().cpu.pc;
    driven.after(SetBreakpoints{{handler, handler}});
    CHECK(driven.last().breakpoints == std::vector<std::uint32_t>{handler});
    for (int i = 0; i < 5; ++i) {
        const Frame& stopped = driven.after(Run{});
        CHECK(stopped.stop == StopReason::kBreakpoint);
        CHECK(stopped.cpu.pc == handler);
    }
    const Cycles target = driven.last().now.cycle + 100'000;
    CHECK(driven.after(GoTo{target}).stop == StopReason::kCycle);
    CHECK(driven.last().now.cycle >= target);
    driven.after(SetBreakpoints{{}});
    driven.after(StopAtCrossings{true});
    const std::uint64_t before = total(driven.last());
    CHECK(driven.after(Run{}).stop == StopReason::kCrossing);
    CHECK(total(driven.last()) == before + 1);
    CHECK(driven.last().slow_motion);
}

TEST_CASE("what is typed reaches the guest, is shown where it was typed, and in the past begins a new future") {
    Driven driven;
    driven.run_until([](const Frame& frame) { return frame.phase == Phase::kWaiting; });
    REQUIRE(driven.last().phase == Phase::kWaiting);
    const std::size_t printed = driven.console().size();
    driven.simulation().obey(Type{"echo one two\n"});
    driven.run_until([](const Frame& frame) { return frame.phase == Phase::kWaiting; });
    CHECK(driven.console().substr(printed).find("one two") != std::string::npos);
    REQUIRE(driven.last().typed.size() == 1);
    CHECK(driven.last().typed[0] == Typed{printed, "echo one two\n"});
    const Frame end = driven.last();

    driven.after(GoTo{end.now.cycle / 2});
    CHECK(driven.last().typed.empty());
    CHECK(driven.last().end == end.end);
    driven.after(Type{"echo three\n"});
    CHECK(driven.last().end == driven.last().now);
    driven.run_until([](const Frame& frame) { return frame.phase == Phase::kWaiting; });
    CHECK(driven.console().find("three") != std::string::npos);
    CHECK(driven.console().find("one two") == std::string::npos);
    CHECK(driven.last().typed.size() == 1);

    driven.after(EndInput{});
    driven.after(Run{});
    CHECK(driven.last().phase == Phase::kEnded);
    CHECK(driven.after(Type{"ls\n"}).error.has_value());
}

TEST_CASE("a reset brings the same machine from the beginning, and a load another one") {
    Driven driven(configured(Mode::kNative, "run=hello"));
    driven.after(Run{});
    const std::uint64_t machine = driven.last().machine;
    const Frame& reset = driven.after(Reset{});
    CHECK(reset.machine == machine + 1);
    CHECK(reset.now.cycle == 0);
    CHECK(driven.console().empty());
    CHECK(total(reset) == 0);
    driven.after(NextCrossing{});
    const std::uint32_t handler = driven.last().cpu.pc;
    driven.after(SetBreakpoints{{handler}});
    CHECK(driven.after(Reset{}).breakpoints == std::vector<std::uint32_t>{handler});
    CHECK(driven.after(Run{}).stop == StopReason::kBreakpoint);
    CHECK(driven.last().cpu.pc == handler);
    driven.after(Load{configured(Mode::kPara, "run=hello")});
    CHECK(driven.last().configuration.mode == Mode::kPara);
    CHECK(driven.after(Run{}).stop == StopReason::kPoweredOff);
}

TEST_CASE("what a person hands in wrong is one message, and the old machine stays") {
    Driven driven(configured(Mode::kNative, "run=hello"));
    const tests::TemporaryFolder folder;
    Configuration wrong;
    wrong.machine_file = (folder.path() / "none.yaml").string();
    REQUIRE(driven.after(Load{wrong}).error.has_value());
    CHECK(driven.last().error->why.find("none.yaml") != std::string::npos);
    CHECK_FALSE(driven.take().error.has_value());  // it is said once
    CHECK(driven.last().machine == 1);
    wrong = {};
    wrong.workload = "mixx";
    driven.simulation().obey(Load{wrong});
    REQUIRE(driven.take().error.has_value());
    CHECK(driven.last().error->why.find("mix") != std::string::npos);
    CHECK(driven.after(Run{}).stop == StopReason::kPoweredOff);
}

TEST_CASE("a guest that panics under a policy that betrays its monitor ends the run with words on the console") {
    Configuration configuration = configured(Mode::kFullTrap, "run=hello");
    configuration.policy = spec::Policy::kPopf;
    Driven driven(configuration);
    const Frame& end = driven.after(Run{});
    CHECK(end.phase == Phase::kEnded);
    CHECK(driven.console().find("panic") != std::string::npos);
    CHECK(driven.after(StepBack{}).phase == Phase::kPaused);
}

TEST_CASE("a frame that was taken stays as it is while the machine goes on") {
    Driven driven(configured(Mode::kNative, "run=hello"));
    driven.after(GoTo{500'000});
    const FramePtr kept = driven.last_shared();
    const Frame copy = *kept;
    driven.after(Run{});
    CHECK(kept->now == copy.now);
    CHECK(kept->cpu == copy.cpu);
    CHECK(kept->ledger == copy.ledger);
    CHECK(kept->events == copy.events);
    CHECK(driven.last().number > kept->number);
}

TEST_CASE("a slow speed runs no more instructions than the time allows") {
    Driven driven(configured(Mode::kNative, "run=hello"));
    driven.after(SetSpeed{1000});
    driven.simulation().obey(Run{});
    const Pace::Time start = Pace::Clock::now();
    const std::uint64_t before = driven.last().counters.instructions;
    // A tenth of a second, told and not waited for.
    for (int ms = 0; ms <= 100; ms += 5) driven.simulation().go_on(start + std::chrono::milliseconds(ms));
    const std::uint64_t done = driven.take().counters.instructions - before;
    CHECK(done >= 95);
    CHECK(done <= 105);
    CHECK(driven.last().phase == Phase::kRunning);
    driven.after(SetSpeed{0});
}

TEST_CASE("a run to wanted crossings stops behind the one that is counted, whatever else would stop a run") {
    const Configuration configuration = configured(Mode::kNative, "run=sysloop 50");
    const auto is_call = [](const cpu::Event& event) {
        return event.kind == cpu::EventKind::kTrap && event.from == Ring::k3 && event.cause == static_cast<std::uint32_t>(spec::TrapCause::kEcall);
    };
    std::vector<cpu::Event> calls = all_events(configuration);
    std::erase_if(calls, [&](const cpu::Event& event) { return !is_call(event); });
    REQUIRE(calls.size() > 60);

    Driven driven(configuration);
    driven.after(SetSpeed{1});
    driven.after(StopAtCrossings{true});
    driven.after(SetBreakpoints{{calls[3].pc}});
    const CrossingFilter wanted{cpu::EventKind::kTrap, Ring::k3, Ring::k0, static_cast<std::uint32_t>(spec::TrapCause::kEcall), 0, false};
    const Frame& at = driven.after(RunToCrossing{wanted, 40});
    CHECK(at.stop == StopReason::kCrossing);
    CHECK(at.crossing == calls[39]);
    CHECK(driven.after(RunToCrossing{wanted}).crossing == calls[40]);
    CHECK(driven.after(RunToCrossing{wanted, 1000}).phase == Phase::kEnded);
    CHECK(driven.last().breakpoints == std::vector<std::uint32_t>{calls[3].pc});
}

TEST_CASE("of crossings on another page each page counts once") {
    const auto load_fault = static_cast<std::uint32_t>(spec::TrapCause::kLoadPage);
    const Configuration configuration = configured(Mode::kFullTrap, "run=nano pagefault 60 -q");
    std::vector<cpu::Event> faults = all_events(configuration);
    std::erase_if(faults, [&](const cpu::Event& event) { return event.kind != cpu::EventKind::kTrap || event.cause != load_fault || event.from != Ring::k3; });
    std::vector<cpu::Event> first_on_page;
    for (std::size_t i = 0; i < faults.size(); ++i)
        if (i == 0 || faults[i].value / 4096 != faults[i - 1].value / 4096) first_on_page.push_back(faults[i]);
    REQUIRE(first_on_page.size() > 50);
    REQUIRE(faults.size() > first_on_page.size());
    Driven driven(configuration);
    CHECK(driven.after(RunToCrossing{{{}, Ring::k3, {}, load_fault, {}, true}, 50}).crossing == first_on_page[49]);
}

TEST_CASE("an operating system in assembly text is assembled, and what is wrong with the text is said with its place") {
    const tests::TemporaryFolder folder;
    const std::string good = folder.path() / "good.s", bad = folder.path() / "bad.s";
    std::ofstream(good) << "li a0, 7\nout a0, AR_PORT_POWER(x0)\n";
    std::ofstream(bad) << "li a0, 7\nnonsense a0\n";
    Configuration configuration;
    configuration.kernel_file = good;
    Driven driven(configuration);
    CHECK(driven.after(Run{}).exit_code == 7);
    configuration.kernel_file = bad;
    const Frame& wrong = driven.after(Load{configuration});
    REQUIRE(wrong.error.has_value());
    CHECK(wrong.error->why.find("bad.s:2:1") != std::string::npos);
    CHECK(wrong.configuration.kernel_file == good);
}

TEST_CASE("who executes vmon lives in ring -1 until vmoff") {
    const tests::TemporaryFolder folder;
    Configuration configuration;
    configuration.kernel_file = folder.path() / "intruder.s";
    std::ofstream(configuration.kernel_file) << "vmon\nvmoff\n";
    Driven driven(configuration);
    for (const Resident resident : {Resident::kIntruder, Resident::kNobody}) CHECK(driven.after(Step{1}).residents[lane(Ring::kMinus1)] == resident);
}

TEST_CASE("what is counted behind a step back, and behind a question about events, is what happened") {
    const Configuration configuration = configured(Mode::kFullTrap, "run=sysloop 50");
    Driven straight(configuration);
    straight.after(RunToCrossing{{}, 4000});
    const FramePtr there = straight.last_shared();
    const auto once_more = by_kind(straight.after(RunToCrossing{{}, 3}));
    Driven driven(configuration);
    driven.after(RunToCrossing{{}, 4000});
    driven.after(StepBack{});
    driven.after(NextCrossing{true});
    CHECK(driven.last().now == there->now);
    CHECK(by_kind(driven.last()) == by_kind(*there));
    driven.after(Ask{1, EventsIn{0, 400'000, 100}});
    driven.after(RunToCrossing{{}, 3});
    CHECK(by_kind(driven.last()) == once_more);
}
