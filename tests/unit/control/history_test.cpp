// A run can be moved in: what is at a moment is what was there when the run first came by, in every mode, with the timer ticking and the disk at work.
#include "isa/machine/history.hpp"

#include <fmt/format.h>

#include <memory>
#include <random>

#include "monitor/control/boot.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::control;
using machine::History;
using machine::MachineSnapshot;
using machine::Moment;

namespace {

constexpr char kLine[] = "tick=30000 run=hello;forkwait 2;sysloop 20;pingpong 4;faults;files 1;nano batchio 16 -q;sh";
constexpr machine::HistoryLimits kSmall{.spacing = 150'000, .bytes = 64U << 20, .snapshots = 12};

struct Images {
    Kernel kernel = *load_kernel(tests::bundled_file("anelix.elf").string());
    machine::ElfImage monitor = *load_monitor(tests::bundled_file("monitor.elf").string());
    std::string disk = tests::read_file(tests::bundled_file("anelix.disk"));
};
const Images& images() {
    static const Images images;
    return images;
}

/// Anelix in some mode, whose shell is typed at.
class Run {
public:
    explicit Run(Mode mode, const machine::HistoryLimits& limits = kSmall, bool timed = true) {
        machine::MachineConfig config;
        config.ram_bytes = 4U << 20;
        config.timing.timed = timed;
        machine_ = std::make_unique<machine::Machine>(config, real_ram_bytes(config, mode));
        REQUIRE(boot(*machine_, config, mode, images().kernel, &images().monitor, kLine));
        machine_->devices().insert_disk({images().disk.begin(), images().disk.end()});
        history_ = std::make_unique<History>(*machine_, limits);
    }
    History& history() { return *history_; }
    machine::Machine& machine() { return *machine_; }
    cpu::Cpu& cpu() { return machine_->cpu(); }

    /// To where the shell waits for what is never typed, with `seen` called at random moments.
    template <class Seen>
    void go(std::mt19937& random, Seen seen) {
        for (int lines = 0; lines < 4;) {
            const cpu::Stop stop = history_->run(history_->now().cycle + 1 + random() % 400'000);
            if (stop == cpu::Stop::kIdle) {
                ++lines;
                if (lines == 1) history_->type("echo one\necho t");
                if (lines == 2) history_->type("wo\n");
                if (lines == 3) history_->end_input();
            }
            seen();
            if (stop != cpu::Stop::kIdle && stop != cpu::Stop::kCycleReached) return;
        }
    }

private:
    std::unique_ptr<machine::Machine> machine_;
    std::unique_ptr<History> history_;
};

struct Seen {
    Moment moment;
    MachineSnapshot snapshot;
    std::string console;
};

}  // namespace

TEST_CASE("a seek comes to the state of the first time, byte for byte, in every mode") {
    for (const Mode mode : built_modes()) {
        std::mt19937 random(static_cast<unsigned>(mode) + 1);
        Run run(mode);
        std::vector<Seen> seen;
        unsigned transfers = 0;
        run.go(random, [&] {
            seen.push_back({run.history().now(), run.machine().save(seen.empty() ? nullptr : &seen.back().snapshot), std::string(run.history().console())});
            transfers += run.machine().devices().disk().state().status == spec::DiskStatus::kBusy ? 1 : 0;
        });
        INFO(name_of(mode) << ", " << seen.size() << " moments, " << run.history().snapshot_count() << " snapshots");
        REQUIRE(run.machine().devices().state().exit_code == 0);
        REQUIRE(seen.size() > 15);
        CHECK(run.history().snapshot_count() <= kSmall.snapshots);
        std::ranges::shuffle(seen, random);
        for (const Seen& at : seen) {
            INFO("cycle " << at.moment.cycle);
            run.history().seek(at.moment);
            REQUIRE(run.history().now() == at.moment);
            REQUIRE((run.machine().save() == at.snapshot));
            REQUIRE(run.history().console() == at.console);
        }
    }
}

TEST_CASE("a snapshot that shares what was not written since another is the one that shares nothing, in every mode, there and back") {
    for (const Mode mode : built_modes()) {
        for (const bool timed : {true, false}) {
            std::mt19937 random(static_cast<unsigned>(mode) + 100);
            Run run(mode, kSmall, timed);
            std::vector<MachineSnapshot> taken{run.machine().save()};
            std::size_t compared = 0;
            const auto look = [&] {
                MachineSnapshot sharing = run.machine().save(&taken[random() % taken.size()]);
                REQUIRE((run.machine().save() == sharing));
                if (taken.size() < 8) taken.push_back(std::move(sharing));
                else taken[random() % taken.size()] = std::move(sharing);
                ++compared;
            };
            INFO(name_of(mode) << (timed ? ", timed" : ", without time"));
            run.go(random, look);
            for (int i = 0; i < 12; ++i) {
                // Past the history: back to any of them, and on from there.
                const MachineSnapshot back = taken[random() % taken.size()];
                run.machine().restore(back);
                REQUIRE((run.machine().save() == back));
                run.machine().run(run.cpu().cycle() + random() % 200'000);
                look();
            }
            CHECK(compared > 20);
            // A few instructions at a time, so that a page is hardly written twice; counted in detail, each of them goes the plain way.
            for (int i = 0; i < 120; ++i) {
                if (i % 20 == 0) {
                    run.machine().restore(taken[random() % taken.size()]);
                    run.cpu().count_in_detail(i >= 60);
                    run.machine().run(run.cpu().cycle() + random() % 20'000);
                }
                const MachineSnapshot before = run.machine().save();
                // What the hardware itself writes at an exit is alone where the guest has run between two snapshots.
                if (random() % 2 == 0) run.cpu().run_to_crossing(run.cpu().cycle() + 50'000);
                else run.machine().run(run.cpu().cycle() + 1 + random() % 60);
                const MachineSnapshot sharing = run.machine().save(&before);
                REQUIRE((run.machine().save() == sharing));
            }
        }
    }
}

TEST_CASE("back and forth by instructions, crossings and cycles, across interrupts, transfers and into the monitor") {
    for (const Mode mode : {Mode::kNative, Mode::kFullTrap, Mode::kAssistNested}) {
        INFO(name_of(mode));
        std::mt19937 random(7);
        Run run(mode);
        run.go(random, [] {});
        History& history = run.history();
        const Cycles length = history.end().cycle;
        for (int i = 0; i < 6; ++i) {
            history.seek(random() % length);
            // One after another, with what each looked like.
            std::vector<std::pair<Moment, cpu::Snapshot>> steps;
            for (int step = 0; step < 200; ++step) {
                steps.emplace_back(history.now(), run.cpu().save());
                history.step();
            }
            const std::size_t back_to = steps.size() - 40;
            for (std::size_t step = steps.size(); step-- > back_to;) {
                REQUIRE(history.step_back());
                REQUIRE(history.now() == steps[step].first);
                REQUIRE((run.cpu().save() == steps[step].second));
            }
        }
        // Crossings, once forward and once back.
        history.seek(length / 2);
        std::vector<Moment> crossings;
        for (int i = 0; i < 30; ++i) {
            if (history.run_to_crossing(length) == cpu::Stop::kCrossed) crossings.push_back(history.now());
        }
        REQUIRE(crossings.size() == 30);
        for (std::size_t i = crossings.size() - 1; i-- > 0;) {
            REQUIRE(history.back_to_crossing());
            REQUIRE(history.now() == crossings[i]);
        }
        history.seek(Cycles{0});
        REQUIRE_FALSE(history.step_back());
        REQUIRE_FALSE(history.back_to_crossing());
        REQUIRE(history.now() == Moment{});
    }
}

TEST_CASE("events of an old window come back by replay, and the machine stays where it was") {
    Run run(Mode::kFullTrap);
    std::mt19937 random(3);
    run.cpu().watch(1U << 22);
    std::vector<cpu::Event> all;
    run.go(random, [&] {
        const auto& events = run.cpu().events().events();
        all.insert(all.end(), events.begin(), events.end());
        run.cpu().events().clear();
    });
    REQUIRE(run.cpu().events().lost() == 0);
    const Moment here = run.history().now();
    for (int i = 0; i < 10; ++i) {
        const Cycles from = random() % here.cycle, to = from + random() % 300'000;
        std::vector<cpu::Event> wanted;
        for (const cpu::Event& event : all)
            if (event.cycle > from && event.cycle <= to) wanted.push_back(event);
        CHECK((run.history().events(from, to, all.size()) == wanted));
        REQUIRE(run.history().now() == here);
    }
    CHECK((run.history().events(0, here.cycle, all.size()) == all));
    CHECK(run.history().events(0, here.cycle, 10).size() == 10);
}

TEST_CASE("breakpoints stop a run in front of their instruction, forward and backward, and change nothing that is computed") {
    for (const Mode mode : {Mode::kNative, Mode::kAssistShadow}) {
        INFO(name_of(mode));
        std::mt19937 random(5);
        Run run(mode);
        run.go(random, [] {});
        History& history = run.history();
        const Moment end = history.end();
        const MachineSnapshot last = run.machine().save();
        // Some places that a stretch of it comes by, and when stepping meets them.
        const Cycles from = end.cycle / 3, to = from + 60'000;
        history.seek(from);
        std::vector<std::pair<Moment, std::uint32_t>> stretch;
        for (; history.now().cycle < to; history.step()) stretch.emplace_back(history.now(), run.cpu().state().pc);
        // Where an interrupt comes in front of an instruction, a run goes by it once without a stop.
        std::vector<std::uint32_t> trapped;
        for (std::size_t i = 1; i < stretch.size(); ++i)
            if (stretch[i].first.instructions == stretch[i - 1].first.instructions) trapped.push_back(stretch[i - 1].second);
        std::vector<std::uint32_t> breakpoints;
        while (breakpoints.size() < 12) {
            const std::uint32_t pc = stretch[random() % stretch.size()].second;
            if (std::ranges::find(trapped, pc) == trapped.end()) breakpoints.push_back(pc);
        }
        std::ranges::sort(breakpoints);
        // Where an interrupt came in the place of the instruction, a run does not stop in front of it.
        for (std::size_t i = 0; i + 1 < stretch.size(); ++i)
            if (stretch[i].first.traps != stretch[i + 1].first.traps) std::erase(breakpoints, stretch[i].second);
        std::vector<Moment> wanted;
        for (std::size_t i = 1; i < stretch.size(); ++i)
            if (std::ranges::binary_search(breakpoints, stretch[i].second)) wanted.push_back(stretch[i].first);
        REQUIRE(wanted.size() > 3);
        history.seek(from);
        run.cpu().set_breakpoints(breakpoints);
        for (const Moment& at : wanted) {
            REQUIRE(history.run(end.cycle) == cpu::Stop::kBreakpoint);
            REQUIRE(history.now() == at);
        }
        for (std::size_t i = wanted.size() - 1; i-- > 0 && wanted.size() - i < 30;) {
            REQUIRE(history.back_to_breakpoint());
            REQUIRE(history.now() == wanted[i]);
        }
        // Through all of them to the end: the same end.
        while (history.run(end.cycle + 1) == cpu::Stop::kBreakpoint) {}
        CHECK(history.now() == end);
        CHECK((run.machine().save() == last));
    }
}

TEST_CASE("what is typed in the past makes another future, and the old one is forgotten") {
    Run run(Mode::kNative);
    std::mt19937 random(9);
    std::vector<Moment> moments;
    run.go(random, [&] { moments.push_back(run.history().now()); });
    History& history = run.history();
    REQUIRE(history.inputs().size() == 3);
    const Moment first = history.inputs()[0].at;
    history.seek(first.cycle - 1000);
    REQUIRE(history.in_the_past());
    history.type("echo other\n");
    REQUIRE_FALSE(history.in_the_past());
    REQUIRE(history.inputs().size() == 1);
    history.end_input();
    while (history.run(history.now().cycle + 1'000'000) == cpu::Stop::kCycleReached) {}
    CHECK(run.machine().devices().state().exit_code == 0);
    CHECK(history.console().find("other\n") != std::string::npos);
    CHECK(history.console().find("two") == std::string::npos);
    // And this one can be moved in as well.
    const MachineSnapshot end = run.machine().save();
    history.seek(first.cycle);
    history.seek(history.end());
    CHECK((run.machine().save() == end));
}

namespace {

/// The widest way between two snapshots, in parts of `spacing` and its distance to `here`.
double widest_beyond(const History& history, Cycles here, Cycles spacing) {
    const std::vector<Cycles> at = history.snapshot_cycles();
    double widest = 0;
    for (std::size_t i = 1; i < at.size(); ++i) {
        const auto away = [here](Cycles cycle) { return cycle > here ? cycle - here : here - cycle; };
        const Cycles distance = at[i - 1] <= here && here <= at[i] ? 0 : std::min(away(at[i - 1]), away(at[i]));
        widest = std::max(widest, static_cast<double>(at[i] - at[i - 1]) / static_cast<double>(spacing + distance));
    }
    return widest;
}

}  // namespace

TEST_CASE("snapshots stay within their number and their budget, close to each other where the run ends, and nowhere far from each other") {
    constexpr machine::HistoryLimits kLimits[] = {{.spacing = 20'000, .bytes = 3U << 20, .snapshots = 1000}, {.spacing = 2'000, .bytes = 64U << 20, .snapshots = 60}};
    for (const machine::HistoryLimits& limits : kLimits) {
        Run run(Mode::kNative, limits);
        std::mt19937 random(11);
        run.go(random, [&] {
            const History& history = run.history();
            REQUIRE(history.snapshot_count() <= limits.snapshots);
            // Beside the first one, which holds everything.
            REQUIRE(history.snapshot_bytes() < limits.bytes + (5U << 20) + images().disk.size());
        });
        const History& history = run.history();
        const Cycles end = history.end().cycle;
        INFO(history.snapshot_count() << " snapshots, " << history.snapshot_bytes() << " bytes, end " << end << ", at " << fmt::format("{}", fmt::join(history.snapshot_cycles(), " ")));
        CHECK(history.snapshot_count() > 10);
        CHECK(history.snapshot_cycles().front() == 0);
        // A piece may end a little behind where a snapshot was due.
        CHECK(end - history.snapshot_cycles().back() < 2 * limits.spacing);
        CHECK(widest_beyond(history, end, 2 * limits.spacing) < 1);
        CHECK(widest_beyond(history, end, end) * static_cast<double>(history.snapshot_count()) < 2.5);
    }
}

TEST_CASE("where snapshots are so large that there are few of them, one is taken no more often for that") {
    Run run(Mode::kNative, {.spacing = 20'000, .bytes = 1U << 20, .snapshots = 1000});
    std::mt19937 random(19);
    run.go(random, [] {});
    History& history = run.history();
    REQUIRE(history.snapshot_count() < 10);
    for (int i = 0; i < 40; ++i) {
        history.seek(random() % history.end().cycle);
        std::vector<Cycles> before = history.snapshot_cycles();
        CHECK(history.now().cycle - *std::prev(std::ranges::upper_bound(before, history.now().cycle)) <= 40'000);
        unsigned taken = 0;
        for (int step = 0; step < 300; ++step) {
            history.step();
            std::vector<Cycles> now = history.snapshot_cycles();
            if (now != before) ++taken;
            before = std::move(now);
        }
        CHECK(taken <= 1);
    }
}

TEST_CASE("who goes a long way leaves a snapshot shortly before where he comes to") {
    Run run(Mode::kNative, {});
    std::mt19937 random(17);
    run.go(random, [] {});
    History& history = run.history();
    REQUIRE(history.snapshot_count() == 1);
    const Cycles there = history.end().cycle - 400'000;
    history.seek(there);
    REQUIRE(history.snapshot_count() == 2);
    CHECK(history.snapshot_cycles().back() > there - 200'000);
    CHECK(history.snapshot_cycles().back() < there - 100'000);
    // From there on, ways are short.
    history.step_back();
    history.back_to_crossing();
    CHECK(history.snapshot_count() == 2);
}

TEST_CASE("who has gone far back finds snapshots close to each other there, and goes on by short ways") {
    constexpr machine::HistoryLimits kLimits{.spacing = 2'000, .bytes = 64U << 20, .snapshots = 60};
    Run run(Mode::kNative, kLimits);
    std::mt19937 random(13);
    run.go(random, [] {});
    History& history = run.history();
    const Cycles end = history.end().cycle;
    for (const Cycles there : {end / 3, end / 7, end / 2}) {
        history.seek(there);
        CHECK(history.snapshot_count() <= kLimits.snapshots);
        const std::vector<Cycles> at = history.snapshot_cycles();
        const auto behind = std::ranges::upper_bound(at, there);
        CHECK(there - *std::prev(behind) <= 2 * kLimits.spacing);
        // And behind that one, another.
        CHECK(there - *std::prev(behind, 4) <= 16 * kLimits.spacing);
        // Where the run ends they are no fewer for it.
        CHECK(widest_beyond(history, end, 2 * kLimits.spacing) < 1);
    }
    history.seek(history.end());
    CHECK(history.now().cycle == end);
}
