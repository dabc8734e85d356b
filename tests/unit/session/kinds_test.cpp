// Going to traps of one kind, to the end of a story and to an address; stories within stories; what a translation cache stands for.
#include "tests/unit/session/session_bench.hpp"

using namespace anel;
using namespace anel::session;
using control::Mode;

namespace {

StoryTold story_here(Driven& driven) {
    driven.simulation().obey(Ask{1, StoryAt{driven.last().now.cycle}});
    return std::get<StoryTold>(driven.take().answers.at(0).second);
}

}  // namespace

TEST_CASE("the next trap of a kind is the first one of that kind, past all others also in slow motion, and the previous one is back") {
    Driven driven(configured(Mode::kFullTrap, "run=hello;sysloop 50"));
    driven.after(GoTo{1'200'000});
    const cpu::Event trap = *driven.after(NextCrossing{}).crossing;
    const machine::Moment first = driven.last().now;
    // All of them, one by one.
    cpu::Event other = trap;
    while (other == trap || !(Alike::of(other) == Alike::of(trap))) other = *driven.after(NextCrossing{}).crossing;
    const machine::Moment second = driven.last().now;
    driven.after(PreviousCrossing{false, Alike::of(trap)});
    CHECK(driven.last().now == first);
    driven.simulation().obey(StopAtCrossings{true});
    driven.after(NextCrossing{false, Alike::of(trap)});
    CHECK(driven.last().now == second);
    CHECK(driven.last().crossing == other);
}

TEST_CASE("a story's end is behind the return from its handler, from anywhere in it, past what is told within it") {
    for (const Mode mode : {Mode::kFullTrap, Mode::kAssistShadow, Mode::kNative}) {
        INFO(control::name_of(mode));
        Driven driven(configured(mode, "run=hello;sysloop 50"));
        driven.after(GoTo{mode == Mode::kNative ? 400'000U : 1'200'000U});
        for (int i = 0; i < 20; ++i) {
            const cpu::Event trap = *driven.after(NextCrossing{}).crossing;
            const machine::Moment behind_trap = driven.last().now;
            driven.after(Step{3});
            if (driven.last().phase != Phase::kPaused) break;
            driven.after(EndOfStory{});
            const Cycles end = driven.last().now.cycle;
            REQUIRE(driven.last().crossing);
            // As the story itself says, asked from the trap.
            driven.after(GoTo{behind_trap.cycle});
            const StoryTold told = story_here(driven);
            REQUIRE(told.story.event == trap);
            CHECK(told.story.end != control::StoryEnd::kOpen);
            CHECK(told.story.began + told.story.cycles == end);
            CHECK(told.before.pc == trap.pc);
            driven.after(GoTo{end});
            CHECK(told.after.pc == driven.last().cpu.pc);
            CHECK(told.after.x == driven.last().cpu.x);
        }
    }
}

TEST_CASE("what was told within a story comes with it") {
    Driven driven(configured(Mode::kAssistShadow, "run=hello;sysloop 50"));
    driven.after(GoTo{1'200'000});
    bool nested = false;
    for (int i = 0; i < 200 && !nested; ++i) {
        if (driven.after(NextCrossing{}).phase != Phase::kPaused) break;
        const machine::Moment trap = driven.last().now;
        driven.after(EndOfStory{});
        driven.after(GoTo{trap.cycle});
        const StoryTold told = story_here(driven);
        for (const control::StoryStep& step : told.story.steps) {
            if (step.kind != control::StoryStep::Kind::kTrap) continue;
            nested = true;
            const auto inner = std::ranges::find(told.inside, step.story, &control::Story::number);
            REQUIRE(inner != told.inside.end());
            CHECK(inner->cycles == step.cycles);
        }
        driven.after(GoTo{driven.last().end.cycle});
    }
    CHECK(nested);
}

TEST_CASE("a run to an address stops in front of it, and leaves no breakpoint behind") {
    Driven driven(configured(Mode::kFullTrap, "run=hello;sysloop 50"));
    driven.after(GoTo{1'200'000});
    driven.after(NextCrossing{});
    const std::uint32_t handler = driven.last().cpu.pc;
    driven.after(RunTo{handler + 8});
    CHECK(driven.last().cpu.pc == handler + 8);
    CHECK(driven.last().stop == StopReason::kBreakpoint);
    CHECK(driven.last().breakpoints.empty());
    const machine::Moment here = driven.last().now;
    driven.after(RunTo{handler + 8});
    CHECK(driven.last().now > here);
    driven.simulation().obey(SetBreakpoints{{4}});
    driven.after(RunTo{handler + 12});
    CHECK(driven.last().cpu.pc == handler + 12);
    // A breakpoint on the way counts, and the place that was to be run to is forgotten.
    driven.simulation().obey(SetBreakpoints{{handler}});
    driven.after(RunTo{handler + 8});
    CHECK(driven.last().cpu.pc == handler);
    driven.after(Run{});
    CHECK(driven.last().cpu.pc == handler);
}

TEST_CASE("a breakpoint that is set or taken away while it runs counts for that run") {
    Driven driven(configured(Mode::kNative, "run=sysloop 1000"));
    driven.after(GoTo{600'000});
    const std::uint32_t handler = driven.after(NextCrossing{}).cpu.pc;
    driven.simulation().obey(Run{});
    driven.after(SetBreakpoints{{handler}});
    CHECK(driven.last().stop == StopReason::kBreakpoint);
    CHECK(driven.last().cpu.pc == handler);
    driven.simulation().obey(Run{});
    CHECK(driven.after(SetBreakpoints{{}}).phase == Phase::kEnded);
}

TEST_CASE("the words of a translation cache say which instruction of the guest they stand for") {
    Driven driven(configured(Mode::kFullTranslate, "run=hello;sysloop 50"));
    driven.after(GoTo{1'300'000});
    unsigned found = 0, copies = 0, alone = 0;
    for (int i = 0; i < 60; ++i) {
        if (driven.after(NextCrossing{true}).phase != Phase::kPaused) break;
        const std::uint32_t pc = driven.last().cpu.pc;
        driven.simulation().obey(Show{1, CodeView{pc, 0, 1}});
        const CodeLine line = std::get<CodeShown>(driven.take().views.at(1)).lines.front();
        // The monitor and the guest's programs run as they are.
        if (driven.last().cpu.ring != Ring::k1) CHECK_FALSE(line.translated);
        if (!line.translated) continue;
        ++found;
        driven.simulation().obey(Show{1, CodeView{line.translated->address, 0, 1}});
        const CodeLine guest = std::get<CodeShown>(driven.take().views.at(1)).lines.front();
        CHECK(guest.text == line.translated->text);
        CHECK(guest.source == line.source);
        CHECK(guest.sensitivity == line.sensitivity);
        CHECK_FALSE(guest.translated);
        // Most instructions that are one word are copies of themselves.
        driven.simulation().obey(Show{1, CodeView{pc, 0, 100}});
        const auto lines = std::get<CodeShown>(driven.take().views.at(1)).lines;
        for (std::size_t at = 0; at + 1 < lines.size(); ++at) {
            const auto &here = lines[at].translated, &next = lines[at + 1].translated;
            if (!here || !next || !here->begins || !next->begins || here->text.starts_with("j") || here->text.starts_with("b")) continue;
            ++alone;
            copies += here->text == lines[at].text ? 1U : 0U;
        }
    }
    CHECK(found > 3);
    CHECK(alone > 100);
    CHECK(copies * 2 > alone);
}
