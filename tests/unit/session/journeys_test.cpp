// A journey in time that is given up, wherever on its way, has never been: the machine, the counts and the console are as before it.
#include <map>

#include "tests/unit/session/session_bench.hpp"

using namespace anel;
using namespace anel::session;
using control::Mode;

namespace {

/// Says where journeys are, and gives up the one that is asked for the time that was told.
struct Traveller {
    unsigned gives_up_at = 0;  ///< 0: never
    unsigned asked = 0;
    unsigned counting = 0;     ///< of these, while it was counted
    std::vector<Journey> way;

    bool operator()(const Journey& journey) {
        way.push_back(journey);
        counting += journey.counts ? 1 : 0;
        return ++asked != gives_up_at;
    }
    void begin(unsigned give_up_at) { *this = {give_up_at, 0, 0, {}}; }
};

using Counts = std::map<std::tuple<Ring, Ring, cpu::EventKind, std::uint32_t>, std::uint64_t>;

Counts counts_of(const Frame& frame) {
    Counts counts;
    for (const CrossingCount& one : frame.crossings) counts[{one.from, one.to, one.kind, one.cause}] = one.total;
    return counts;
}

void check_same(const Frame& after, const Frame& before) {
    CHECK(after.now == before.now);
    CHECK(after.end == before.end);
    CHECK(after.cpu == before.cpu);
    CHECK(after.ledger == before.ledger);
    CHECK(after.counters == before.counters);
    CHECK(counts_of(after) == counts_of(before));
    CHECK(after.events == before.events);
    CHECK(after.jumps == before.jumps);
    CHECK(after.events_lost == 0);
}

constexpr Cycles kFar = 14'000'000;
/// Of which there is none.
constexpr Alike kNone{cpu::EventKind::kExit, 1, Ring::k0, Ring::kMinus1};

}  // namespace

TEST_CASE("a journey that is given up anywhere on its way leaves everything as it was, and can be made again") {
    Traveller traveller;
    Driven driven(configured(Mode::kFullTrap, "run=hello;sysloop 100000"), [&](const Journey& journey) { return traveller(journey); });
    driven.after(GoTo{kFar});
    REQUIRE(driven.last().now.cycle >= kFar);
    const std::string console = driven.console();
    const Command commands[] = {GoTo{7'900'000}, GoTo{3'000'000}, PreviousCrossing{false, kNone}};
    for (const Command& command : commands) {
        INFO("command " << command.index());
        const FramePtr before = driven.last_shared();
        traveller.begin(0);
        driven.after(command);
        const unsigned asked = traveller.asked;
        REQUIRE(asked > 2);
        for (const Journey& one : traveller.way) CHECK((one.done > 0 && one.done <= one.of));
        const FramePtr there = driven.last_shared();
        driven.after(GoTo{before->now.cycle});
        REQUIRE(driven.last().now == before->now);
        const FramePtr here = driven.last_shared();
        // Each time it may begin at snapshots that the time before has left, and be asked less often.
        unsigned given_up = 0;
        for (unsigned at = 1; at <= asked; ++at) {
            INFO("given up when asked for the " << at << "th time");
            traveller.begin(at);
            const Frame& after = driven.after(command);
            CHECK(after.phase == Phase::kPaused);
            if (traveller.asked < at) {
                CHECK(after.now == there->now);
                break;
            }
            ++given_up;
            CHECK(after.stop == StopReason::kAsked);
            check_same(after, *here);
            CHECK(driven.console() == console);
            // Nobody is asked any more once he has said so.
            CHECK(traveller.asked == at);
        }
        CHECK(given_up > 1);
        traveller.begin(0);
        CHECK(driven.after(command).now == there->now);
        CHECK(counts_of(driven.last()) == counts_of(*there));
        driven.after(GoTo{before->now.cycle});
    }
    // The run goes on as one that has never been elsewhere.
    Driven straight(configured(Mode::kFullTrap, "run=hello;sysloop 100000"));
    straight.after(GoTo{kFar});
    straight.after(GoTo{kFar + 500'000});
    driven.after(GoTo{kFar + 500'000});
    CHECK(driven.last().now == straight.last().now);
    CHECK(driven.last().cpu == straight.last().cpu);
    CHECK(counts_of(driven.last()) == counts_of(straight.last()));
}

TEST_CASE("a count that is given up is a journey that is given up") {
    Traveller traveller;
    Driven driven(configured(Mode::kNative, "run=sysloop 100000"), [&](const Journey& journey) { return traveller(journey); });
    driven.after(GoTo{kFar});
    const FramePtr before = driven.last_shared();
    const std::uint64_t jumps = before->jumps;
    unsigned last = 0;
    {
        Driven twin(configured(Mode::kNative, "run=sysloop 100000"), [&](const Journey& journey) { return traveller(journey); });
        twin.after(GoTo{kFar});
        traveller.begin(0);
        twin.after(GoTo{kFar - 3'500'000});
        REQUIRE(traveller.counting > 1);
        last = traveller.asked;
    }
    traveller.begin(last);
    driven.after(GoTo{kFar - 3'500'000});
    CHECK(traveller.counting >= 1);
    CHECK(driven.last().now == before->now);
    CHECK(counts_of(driven.last()) == counts_of(*before));
    CHECK(driven.last().jumps == jumps);
}

TEST_CASE("a machine that has ended, and whose journey is given up, has ended; a goal ahead is not run to") {
    Traveller traveller;
    Driven driven(configured(Mode::kNative, "run=sysloop 6000"), [&](const Journey& journey) { return traveller(journey); });
    driven.after(Run{});
    REQUIRE(driven.last().phase == Phase::kEnded);
    traveller.begin(1);
    driven.after(PreviousCrossing{false, kNone});
    CHECK(traveller.asked == 1);
    CHECK(driven.last().phase == Phase::kEnded);
    CHECK(driven.last().stop == StopReason::kPoweredOff);

    Driven other(configured(Mode::kNative, "run=sysloop 100000"), [&](const Journey& journey) { return traveller(journey); });
    traveller.begin(0);
    other.after(GoTo{kFar});
    other.after(GoTo{1'000});
    const machine::Moment here = other.last().now;
    traveller.begin(1);
    other.after(GoTo{kFar + 1'000'000});
    CHECK(other.last().now == here);
    CHECK(other.last().phase == Phase::kPaused);
    CHECK(other.last().end.cycle < kFar + 1'000'000);
}

TEST_CASE("what is typed in the past is not typed where the count for it is given up, and the future stays") {
    Traveller traveller;
    Driven driven(configured(Mode::kNative, "run=sysloop 20000;sh"), [&](const Journey& journey) { return traveller(journey); });
    driven.run_until([](const Frame& frame) { return frame.phase == Phase::kWaiting; });
    const Cycles end = driven.last().end.cycle;
    REQUIRE(end > 4'000'000);
    driven.after(GoTo{end - 500'000});
    const FramePtr before = driven.last_shared();
    traveller.begin(2);
    driven.after(Type{"echo one\n"});
    CHECK(driven.last().error);
    CHECK(driven.last().typed.empty());
    check_same(driven.last(), *before);
    traveller.begin(0);
    CHECK_FALSE(driven.after(Type{"echo one\n"}).error);
    CHECK(traveller.counting > 2);
    CHECK(driven.last().end == driven.last().now);
    CHECK(driven.last().typed.size() == 1);
    CHECK(counts_of(driven.last()) == counts_of(*before));
    driven.run_until([](const Frame& frame) { return frame.phase == Phase::kWaiting; });
    CHECK(driven.console().find("one\n") != std::string::npos);
}

TEST_CASE("an answer that is given up anywhere on its way leaves everything as it was, and is the same when it is asked for again") {
    Driven driven(configured(Mode::kFullTrap, "run=hello;sysloop 100000"));
    driven.after(GoTo{kFar});
    const Query queries[] = {StoryAt{kFar - 1'000'000}, StoryAt{kFar}, EventsIn{3'000'000, 6'500'000, 100'000}};
    for (const Query& query : queries) {
        INFO("query " << query.index());
        const FramePtr before = driven.last_shared();
        for (unsigned at = 1;; ++at) {
            unsigned asked = 0;
            const bool answered = driven.simulation().answer({at, query}, [&] { return ++asked != at; });
            const Frame& after = driven.take();
            INFO("given up when asked for the " << at << "th time");
            CHECK(after.phase == Phase::kPaused);
            check_same(after, *before);
            CHECK(after.answers.size() == (answered ? 1 : 0));
            if (answered) {
                CHECK(at > 3);
                break;
            }
            // Nobody is asked any more once he has said so.
            CHECK(asked == at);
        }
        const Answer& at_last = driven.last().answers.front().second;
        REQUIRE_FALSE(std::holds_alternative<NoAnswer>(at_last));
        Driven straight(configured(Mode::kFullTrap, "run=hello;sysloop 100000"));
        straight.after(GoTo{kFar});
        const Frame& wanted = straight.after(Ask{1, query});
        if (const auto* const events = std::get_if<std::vector<cpu::Event>>(&at_last)) CHECK(*events == std::get<std::vector<cpu::Event>>(wanted.answers.front().second));
        if (const auto* const told = std::get_if<StoryTold>(&at_last)) {
            const StoryTold& wanted_story = std::get<StoryTold>(wanted.answers.front().second);
            CHECK(told->story.event == wanted_story.story.event);
            CHECK(told->story.cycles == wanted_story.story.cycles);
            CHECK(told->before == wanted_story.before);
            CHECK(told->after == wanted_story.after);
        }
    }
}
