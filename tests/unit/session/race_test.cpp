// A race measures both lanes by what is the same in both: held against each other, and against whole runs of the same workload.
#include "gui/session/race.hpp"

#include <condition_variable>
#include <mutex>

#include "gui/session/parts.hpp"
#include "gui/session/racer.hpp"
#include "monitor/control/workloads.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::session;
using control::Mode;

namespace {

constexpr Cycles kPatience = 1'000'000'000;

RaceWish wish_of(std::string workload, Mode a, Mode b, RaceMeasure measure) {
    RaceWish wish;
    wish.workload = std::move(workload);
    wish.modes = {a, b};
    wish.measure = measure;
    return wish;
}

Race raced(const RaceWish& wish) {
    auto race = Race::make(wish);
    REQUIRE(race);
    while (!race->ended()) race->go_on(kPatience, kPatience);
    return std::move(*race);
}

control::RunResult run_of(std::string_view name, Mode mode) {
    const auto parts = load_parts({}, true);
    REQUIRE(parts);
    const auto workload = control::find_workload(name);
    control::TextInput input{std::string(workload->input)};
    control::RunRequest request;
    request.config = parts->config;
    request.mode = mode;
    request.kernel = &parts->kernel;
    request.monitor = &parts->monitor->elf;
    request.cmdline = workload->cmdline;
    request.disk = parts->disk;
    request.input = &input;
    const auto result = control::run(request);
    REQUIRE(result);
    return *result;
}

std::uint64_t apart(std::uint64_t a, std::uint64_t b) { return a < b ? b - a : a - b; }

}  // namespace

TEST_CASE("each lane of a race takes the cycles that a run by itself takes, and they are divided among the same activities") {
    const Race race = raced(wish_of("boot", Mode::kNative, Mode::kAssistNested, RaceMeasure::kGuest));
    for (std::size_t i = 0; i < 2; ++i) {
        const RaceLane& lane = race.lane(i);
        const control::RunResult alone = run_of("boot", lane.mode);
        REQUIRE(lane.finished);
        REQUIRE(lane.ending == control::describe_ending(alone));
        REQUIRE(lane.now.cycles == alone.cycles);
        Cycles sum = 0;
        for (std::size_t activity = 0; activity < lane.by_activity.size(); ++activity) {
            REQUIRE(lane.by_activity[activity] == alone.ledger.of_activity(static_cast<spec::Activity>(activity)));
            sum += lane.by_activity[activity];
        }
        REQUIRE(sum == lane.now.cycles);
        REQUIRE(lane.way.back().cycles == lane.now.cycles);
    }
}

TEST_CASE("programs execute the same instructions in every mode, but for what they do while they wait") {
    std::optional<std::uint64_t> programs;
    for (const Mode mode : control::built_modes()) {
        const Race race = raced(wish_of("syscall", Mode::kNative, mode, RaceMeasure::kPrograms));
        INFO(control::name_of(mode));
        REQUIRE(race.lane(1).finished);
        if (!programs) programs = race.lane(0).now.progress;
        REQUIRE(race.lane(0).now.progress == *programs);
        REQUIRE(race.lane(1).now.progress == *programs);
    }
}

TEST_CASE("the guest's instructions are as many in every mode that runs its kernel as it is, but for more timer interrupts in the slower ones") {
    for (const Mode mode : {Mode::kFullTrap, Mode::kAssistShadow, Mode::kAssistNested}) {
        const Race race = raced(wish_of("irqflag", Mode::kNative, mode, RaceMeasure::kGuest));
        const std::uint64_t native = race.lane(0).now.progress, other = race.lane(1).now.progress;
        const control::RunResult alone = run_of("irqflag", Mode::kNative);
        INFO(control::name_of(mode) << ": " << other << " against " << native);
        REQUIRE(race.lane(1).finished);
        // Of the bare machine all instructions are the guest's.
        REQUIRE(native == alone.counters.instructions);
        // 200,000 of the instructions are emulated one by one in full-trap: left out, they would be missed.
        REQUIRE(apart(native, other) * 100 < native);
    }
    REQUIRE_FALSE(Race::make(wish_of("boot", Mode::kNative, Mode::kPara, RaceMeasure::kGuest)));
}

TEST_CASE("both lanes are brought to the same progress, little past it, whatever it costs the slower one") {
    auto race = Race::make(wish_of("mix", Mode::kNative, Mode::kFullTrap, RaceMeasure::kGuest));
    REQUIRE(race);
    for (std::uint64_t progress = 50'000; progress <= 1'000'000; progress += 50'000) {
        while (!race->go_on(progress, 300'000)) {}
        for (std::size_t i = 0; i < 2; ++i) {
            REQUIRE(race->lane(i).now.progress >= progress);
            REQUIRE(race->lane(i).now.progress < progress + 201);
        }
        REQUIRE(race->lane(1).now.cycles > race->lane(0).now.cycles);
    }
    for (std::size_t i = 0; i < 2; ++i) {
        const std::vector<RacePoint>& way = race->lane(i).way;
        REQUIRE(way.front().cycles == 0);
        REQUIRE(way.size() <= RaceLane::kMostPoints);
        for (std::size_t at = 1; at < way.size(); ++at) {
            REQUIRE(way[at].progress >= way[at - 1].progress);
            REQUIRE(way[at].cycles > way[at - 1].cycles);
        }
    }
}

TEST_CASE("a race in its own thread runs, stands still when told, goes on, and starts anew") {
    std::mutex mutex;
    std::condition_variable changed;
    int there = 0;
    Racer racer([&] {
        const std::lock_guard lock(mutex);
        ++there;
        changed.notify_one();
    });
    RaceShownPtr last;
    const auto wait_for = [&](const std::function<bool(const RaceShown&)>& holds) {
        for (;;) {
            std::unique_lock lock(mutex);
            REQUIRE(changed.wait_for(lock, std::chrono::seconds(120), [&] { return there > 0; }));
            --there;
            lock.unlock();
            if (RaceShownPtr taken = racer.take()) {
                last = std::move(taken);
                if (holds(*last)) return last;
            }
        }
    };
    racer.set(wish_of("syscall", Mode::kNative, Mode::kFullTrap, RaceMeasure::kPrograms));
    const RaceShownPtr at_reset = wait_for([](const RaceShown& shown) { return shown.number == 1; });
    REQUIRE(at_reset->state == RaceShown::State::kPaused);
    REQUIRE(at_reset->lanes[1].now.cycles == 0);
    racer.set_speed(100'000);
    racer.run();
    wait_for([](const RaceShown& shown) { return shown.lanes[0].now.progress > 5'000; });
    racer.pause();
    const RaceShownPtr paused = wait_for([](const RaceShown& shown) { return shown.state == RaceShown::State::kPaused; });
    REQUIRE(paused->lanes[0].now.progress < 100'000);
    racer.set_speed(0);
    racer.run();
    const RaceShownPtr end = wait_for([](const RaceShown& shown) { return shown.state == RaceShown::State::kEnded; });
    REQUIRE(end->lanes[0].finished);
    REQUIRE(end->lanes[1].now.cycles > 2 * end->lanes[0].now.cycles);
    REQUIRE(end->lanes[0].now.cycles == run_of("syscall", Mode::kNative).cycles);
    racer.set(wish_of("no such workload", Mode::kNative, Mode::kFullTrap, RaceMeasure::kPrograms));
    REQUIRE(wait_for([](const RaceShown& shown) { return shown.number == 2; })->state == RaceShown::State::kFailed);
    racer.set(wish_of("compute", Mode::kNative, Mode::kFullTrap, RaceMeasure::kPrograms));
    racer.run();
    wait_for([](const RaceShown& shown) { return shown.number == 3 && shown.state == RaceShown::State::kRunning; });
    // And ends in the middle of it.
}
