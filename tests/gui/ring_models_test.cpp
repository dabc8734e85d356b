// What rings and timeline are made of: arrows are the frame's counts put together, what is new in a frame is shown once, and a timeline's stretches
// and bins are the ledger's cycles and the run's crossings.
#include <QCoreApplication>
#include <QLocale>
#include <QTest>

#include "gui/models/ring_traffic.hpp"
#include "gui/models/time_axis.hpp"
#include "gui/models/timeline_data.hpp"
#include "gui/session/simulation.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"

using namespace anel;
using namespace anel::gui;
using cpu::EventKind;
using session::Resident;

namespace {

constexpr std::uint32_t cause(spec::TrapCause one) { return static_cast<std::uint32_t>(one); }
constexpr std::uint32_t kEcall = cause(spec::TrapCause::kEcall), kLoad = cause(spec::TrapCause::kLoadPage), kStore = cause(spec::TrapCause::kStorePage);

cpu::Event crossed(Cycles cycle, EventKind kind, std::uint32_t why, Ring from, Ring to) { return {cycle, 0x80000000, why, 0, kind, from, to, 1, 4}; }

session::Frame made(std::uint64_t number, Cycles now) {
    session::Frame frame;
    frame.number = number;
    frame.machine = 1;
    frame.phase = session::Phase::kPaused;
    frame.monitor_ring = Ring::k0;
    frame.residents = {Resident::kNobody, Resident::kMonitor, Resident::kGuestKernel, Resident::kNobody, Resident::kGuestPrograms};
    frame.now = frame.end = machine::Moment{now, now, 0};
    return frame;
}

/// A real machine, and the frame where it has come to.
struct Run {
    session::Simulation simulation;
    session::FramePtr frame;

    explicit Run(control::Mode mode) {
        session::Configuration configuration;
        configuration.mode = mode;
        configuration.command_line = "run=hello";
        simulation.obey(session::Load{configuration});
        frame = simulation.frame(session::Pace::Clock::now());
    }
    void after(const session::Command& command) {
        simulation.obey(command);
        while (simulation.running()) simulation.go_on(std::max(session::Pace::Clock::now(), simulation.not_before()));
        frame = simulation.frame(session::Pace::Clock::now());
    }
    template <class Kind>
    Kind ask(const session::Query& query) {
        after(session::Ask{1, query});
        return std::get<Kind>(frame->answers.at(0).second);
    }
};

using Booked = std::map<std::tuple<int, int, int>, Cycles>;

Booked booked(const cpu::Ledger& ledger) {
    Booked cycles;
    for (std::uint8_t vm = 0; vm < cpu::kVmLimit; ++vm)
        for (int ring = -1; ring <= 3; ++ring)
            for (int activity = 0; activity < static_cast<int>(spec::kActivityLimit); ++activity)
                if (const Cycles one = ledger.at(vm, static_cast<Ring>(ring), static_cast<spec::Activity>(activity)); one != 0) cycles[{vm, ring, activity}] = one;
    return cycles;
}

}  // namespace

class RingModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void arrows_are_the_counts_put_together_by_way_and_sort() {
        session::Frame frame = made(1, 1000);
        frame.crossings = {
            {Ring::k0, Ring::k3, EventKind::kReturn, 0, 50, 0},      {Ring::k3, Ring::k0, EventKind::kTrap, kEcall, 30, 0},  {Ring::k3, Ring::k0, EventKind::kTrap, kLoad, 7, 0},
            {Ring::k3, Ring::k0, EventKind::kTrap, kStore, 8, 0},    {Ring::k0, Ring::k0, EventKind::kTrap, kLoad, 1, 0},    {Ring::k1, Ring::k0, EventKind::kTrap, kLoad, 4, 0},
        };
        RingTraffic traffic;
        traffic.show(frame);
        QCOMPARE(traffic.crossings(), std::uint64_t{100});
        QCOMPARE(traffic.arrows().size(), std::size_t{5});
        // Inward from the outermost, then within a ring, then outward.
        const auto& arrows = traffic.arrows();
        QVERIFY(arrows[0].from == Ring::k3 && arrows[0].group == CrossingGroup::kSystemCall && arrows[0].total == 30);
        QVERIFY(arrows[1].from == Ring::k3 && arrows[1].group == CrossingGroup::kPageFault && arrows[1].total == 15);
        QVERIFY(arrows[1].causes.size() == 2 && arrows[1].causes[0].cause == kStore);
        QCOMPARE(arrows[1].share, 0.15);
        QVERIFY(arrows[2].from == Ring::k1 && arrows[2].total == 4);
        QVERIFY(arrows[3].from == Ring::k0 && arrows[3].to == Ring::k0);
        QVERIFY(arrows[4].outward() && arrows[4].group == CrossingGroup::kReturn);
        QCOMPARE(traffic.sentence(arrows[0]), QStringLiteral("trap from ring 3 to ring 0: system call; 30 since reset, 30 % of all crossings. A program asks its kernel for something."));
    }

    void shares_of_time_are_the_ledgers_of_all_vms() {
        session::Frame frame = made(1, 1000);
        frame.ledger.book(0, Ring::k0, spec::Activity::kBoot, 100);
        frame.ledger.book(1, Ring::k0, spec::Activity::kEmulate, 150);
        frame.ledger.book(1, Ring::k1, spec::Activity::kKernel, 250);
        frame.ledger.book(2, Ring::k3, spec::Activity::kUser, 500);
        frame.cpu.ring = Ring::k1;
        RingTraffic traffic;
        traffic.show(frame);
        QCOMPARE(traffic.rings().size(), std::size_t{4});
        QCOMPARE(traffic.ring(Ring::k0)->share, 0.25);
        QCOMPARE(traffic.ring(Ring::k1)->cycles, Cycles{250});
        QCOMPARE(traffic.ring(Ring::k3)->share, 0.5);
        QVERIFY(traffic.ring(Ring::k1)->current && traffic.ring(Ring::k1)->lately == 1 && traffic.ring(Ring::k3)->lately == 0);
        QCOMPARE(RingTraffic::percent(0.25), QStringLiteral("25 %"));
        QCOMPARE(RingTraffic::percent(0.012), QStringLiteral("1.2 %"));
        QCOMPARE(RingTraffic::percent(0.0001), QStringLiteral("less than 0.1 %"));
    }

    void ring_minus_1_is_there_while_hardware_assist_is_on() {
        session::Frame frame = made(1, 10);
        frame.monitor_ring = Ring::kMinus1;
        frame.residents = {Resident::kMonitor, Resident::kGuestKernel, Resident::kNobody, Resident::kNobody, Resident::kGuestPrograms};
        RingTraffic traffic;
        traffic.show(frame);
        QVERIFY(traffic.ring(Ring::kMinus1) == nullptr);
        // Who will be the monitor still boots in ring 0.
        QCOMPARE(traffic.ring(Ring::k0)->resident, Resident::kMonitor);
        frame.number = 2;
        frame.cpu.assist.on = true;
        traffic.show(frame);
        QCOMPARE(traffic.ring(Ring::kMinus1)->resident, Resident::kMonitor);
        QCOMPARE(traffic.ring(Ring::k0)->resident, Resident::kGuestKernel);
        QCOMPARE(traffic.rings().front().ring, Ring::kMinus1);
    }

    void what_is_new_in_a_frame_is_new_once() {
        session::Frame frame = made(1, 100);
        frame.events = {crossed(50, EventKind::kTrap, kEcall, Ring::k3, Ring::k0)};
        RingTraffic traffic;
        traffic.show(frame);
        QVERIFY(traffic.fresh().empty() && traffic.began_anew());
        frame.number = 2;
        frame.now.cycle = frame.end.cycle = 200;
        frame.events.push_back(crossed(150, EventKind::kMark, 1, Ring::k0, Ring::k0));
        frame.events.push_back(crossed(160, EventKind::kReturn, 0, Ring::k0, Ring::k3));
        traffic.show(frame);
        QVERIFY(traffic.fresh().size() == 1 && traffic.fresh()[0].cycle == 160 && !traffic.began_anew());
        traffic.show(frame);
        QVERIFY(traffic.fresh().empty());
        // The oldest ones fall out of a frame; that makes nothing new.
        frame.number = 3;
        frame.events.erase(frame.events.begin());
        frame.events_before = 1;
        traffic.show(frame);
        QVERIFY(traffic.fresh().empty());
        frame.number = 5;
        frame.events = {crossed(170, EventKind::kTrap, kEcall, Ring::k3, Ring::k0)};
        frame.events_before = 3;
        traffic.show(frame);
        QVERIFY(traffic.fresh().size() == 1 && traffic.fresh()[0].cycle == 170);
    }

    void a_jump_begins_anew_and_full_speed_shows_none_one_by_one() {
        session::Frame frame = made(1, 100);
        RingTraffic traffic;
        traffic.show(frame);
        frame.number = 2;
        frame.jumps = 1;
        frame.events = {crossed(50, EventKind::kTrap, kEcall, Ring::k3, Ring::k0)};
        traffic.show(frame);
        QVERIFY(traffic.began_anew() && traffic.fresh().empty());
        frame.number = 3;
        frame.phase = session::Phase::kRunning;
        frame.events.push_back(crossed(160, EventKind::kReturn, 0, Ring::k0, Ring::k3));
        frame.ledger.book(0, Ring::k3, spec::Activity::kUser, 300);
        frame.ledger.book(0, Ring::k0, spec::Activity::kKernel, 100);
        traffic.show(frame);
        QVERIFY(traffic.fast() && traffic.fresh().empty());
        const double lately = traffic.ring(Ring::k3)->lately;
        QVERIFY(lately > 0 && lately < 0.75);  // on its way to three quarters
        frame.number = 4;
        frame.speed_wanted = 1;
        frame.events.push_back(crossed(170, EventKind::kTrap, kEcall, Ring::k3, Ring::k0));
        traffic.show(frame);
        QVERIFY(!traffic.fast() && traffic.fresh().size() == 1 && traffic.fresh()[0].cycle == 170);
    }

    void in_every_mode_arrows_add_up_to_what_the_machine_counted() {
        for (const control::Mode mode : {control::Mode::kNative, control::Mode::kFullTrap, control::Mode::kPara, control::Mode::kAssistNested}) {
            Run run(mode);
            run.after(session::Run{});
            RingTraffic traffic;
            traffic.show(*run.frame);
            std::uint64_t system_calls = 0, returns = 0;
            double shares = 0;
            for (const RingArrow& arrow : traffic.arrows()) {
                if (arrow.group == CrossingGroup::kSystemCall) system_calls += arrow.total;
                if (arrow.group == CrossingGroup::kReturn) returns += arrow.total;
            }
            for (const RingNow& ring : traffic.rings()) shares += ring.share;
            // Those that leave a guest at once are exits.
            std::uint64_t exits = 0;
            for (const session::CrossingCount& one : run.frame->crossings)
                if (one.kind != EventKind::kTrap && one.cause == kEcall) exits += one.total;
            QCOMPARE(system_calls - exits, run.frame->counters.exceptions[kEcall]);
            QVERIFY(returns > 0 && std::abs(shares - 1) < 1e-9);
            QCOMPARE(traffic.ring(Ring::k3)->cycles, [&] {
                Cycles sum = 0;
                for (const auto& [what, cycles] : booked(run.frame->ledger))
                    if (std::get<1>(what) == 3) sum += cycles;
                return sum;
            }());
        }
    }

    void exits_are_grouped_by_what_they_are_about() {
        const auto exit = [](spec::ExitReason reason) { return group_of(EventKind::kExit, static_cast<std::uint32_t>(reason)); };
        QCOMPARE(exit(spec::ExitReason::kNestedFault), CrossingGroup::kPageFault);
        QCOMPARE(exit(spec::ExitReason::kPort), CrossingGroup::kIntercepted);
        QCOMPARE(exit(spec::ExitReason::kPreempted), CrossingGroup::kInterrupt);
        QCOMPARE(group_of(EventKind::kExit, kEcall), CrossingGroup::kSystemCall);
        QCOMPARE(group_of(EventKind::kInject, kStore), CrossingGroup::kPageFault);
        QCOMPARE(group_of(EventKind::kTrap, spec::kInterruptBit), CrossingGroup::kInterrupt);
        for (std::size_t i = 0; i < kCrossingGroups; ++i) {
            const auto group = static_cast<CrossingGroup>(i);
            const auto [kind, why] = example_of(group);
            QCOMPARE(group_of(kind, why), group);
            QVERIFY(!CrossingGroupWords::name(group).isEmpty() && !CrossingGroupWords::meaning(group, Ring::k3).isEmpty());
        }
    }

    void a_filter_lets_through_what_it_says_and_the_selection_forgets_in_time() {
        const cpu::Event call = crossed(5, EventKind::kTrap, kEcall, Ring::k3, Ring::k0);
        const cpu::Event mark = crossed(6, EventKind::kMark, 1, Ring::k0, Ring::k0);
        QVERIFY(Filter().matches(call) && Filter().matches(mark));
        QVERIFY((Filter{Ring::k3, Ring::k0, CrossingGroup::kSystemCall}.matches(call)));
        QVERIFY((!Filter{Ring::k1, {}, {}}.matches(call) && !Filter{{}, Ring::k1, {}}.matches(call) && !Filter{{}, {}, CrossingGroup::kReturn}.matches(call)));
        QVERIFY((!Filter{Ring::k0, {}, {}}.matches(mark)));
        Selection selection;
        session::Frame frame = made(1, 10);
        selection.follow(frame);
        selection.set_cursor(7);
        selection.set_filter({Ring::k3, {}, {}});
        selection.follow(frame);
        QVERIFY(selection.cursor_or(9) == 7 && !selection.filter().everything());
        frame.jumps = 1;
        selection.follow(frame);
        QVERIFY(selection.cursor_or(9) == 9 && !selection.filter().everything());
        frame.machine = 2;
        selection.follow(frame);
        QVERIFY(selection.filter().everything());
    }

    void an_axis_zooms_about_a_point_and_stays_within_the_run() {
        TimeAxis axis;
        axis.set_run(1'000'000, 1'000'000);
        QVERIFY(axis.whole() && axis.from() == 0 && axis.to() >= 1'000'000);
        axis.zoom(4, 250'000);
        QVERIFY(!axis.whole());
        QVERIFY(std::abs((250'000 - axis.from()) / axis.span() - 250'000 / (1'000'000 * TimeAxis::kBeyond)) < 1e-9);
        for (int i = 0; i < 60; ++i) axis.zoom(2, 250'000);
        QCOMPARE(axis.span(), TimeAxis::kNearest);
        QVERIFY(axis.contains(250'000));
        axis.pan(-1e9);
        QCOMPARE(axis.from(), 0.0);
        axis.pan(1e9);
        QVERIFY(axis.to() <= 1'000'000 * TimeAxis::kBeyond + 1e-6);
        axis.bring_in(10);
        QVERIFY(axis.contains(10));
        for (int i = 0; i < 60; ++i) axis.zoom(0.5, 10);
        QVERIFY(axis.whole());
        axis.set_run(2'000'000, 2'000'000);
        QVERIFY(axis.to() >= 2'000'000);
    }

    void an_axis_goes_with_the_machine_if_it_saw_it_and_stays_otherwise() {
        TimeAxis axis;
        axis.set_run(10'000, 10'000);
        axis.show(9'000, 10'100);
        axis.set_run(12'000, 12'000);
        QVERIFY(axis.contains(12'000));
        axis.show(1'000, 2'000);
        axis.set_run(14'000, 14'000);
        QCOMPARE(axis.from(), 1'000.0);
        // Another future, that is shorter, or much shorter.
        axis.show(13'000, 14'100);
        axis.set_run(13'500, 13'500);
        QVERIFY(!axis.whole() && axis.to() <= 13'500 * TimeAxis::kBeyond + 1e-6);
        axis.set_run(500, 500);
        QVERIFY(axis.whole());
    }

    void ticks_are_round_and_not_too_many() {
        TimeAxis axis;
        axis.set_run(40'000'000, 0);
        for (const std::size_t most : {1U, 3U, 7U, 20U}) {
            const std::vector<Cycles> ticks = axis.ticks(most);
            QVERIFY(!ticks.empty() && ticks.size() <= most + 1);
            for (std::size_t i = 1; i < ticks.size(); ++i) {
                Cycles step = ticks[i] - ticks[i - 1];
                while (step % 10 == 0) step /= 10;
                QVERIFY(step == 1 || step == 2 || step == 5);
            }
        }
    }

    void the_stretches_between_events_are_the_ledger() {
        for (const control::Mode mode : {control::Mode::kNative, control::Mode::kFullTrap, control::Mode::kAssistNested}) {
            Run run(mode);
            run.after(session::GoTo{1'500'000});
            const Cycles end = run.frame->now.cycle;
            const auto events = run.ask<std::vector<cpu::Event>>(session::EventsIn{0, end, 200'000});
            TimelineData data;
            data.take(0, end, events, true, end);
            Booked cycles;
            for (const TimelineSpan& span : data.spans()) {
                QVERIFY(span.activity.has_value());
                cycles[{span.vm, number(span.ring), static_cast<int>(*span.activity)}] += span.end - span.begin;
            }
            QVERIFY(cycles == booked(run.frame->ledger));
            QVERIFY(data.near(0, static_cast<double>(end), end));
            // Half of them, and the rest from a frame, are the same.
            const Cycles half = end / 2;
            const auto middle = std::ranges::upper_bound(events, half, {}, &cpu::Event::cycle);
            TimelineData grown;
            grown.take(0, end, {events.begin(), middle}, true, half);
            const bool fits = events.size() <= TimelineData::kMostEvents;
            grown.go_on({std::prev(middle), events.end()}, false, end);
            QCOMPARE(grown.near(0, static_cast<double>(end), end), fits);
            if (fits) QCOMPARE(grown.events().size(), events.size());
            // Events that do not reach back leave a hole: then nothing is known.
            grown.take(0, end, {events.begin(), middle}, true, half);
            grown.go_on({middle + 1, events.end()}, false, end);
            QVERIFY(!grown.near(0, static_cast<double>(half), end) || events[0].cycle > half);
        }
    }

    void what_a_ring_did_before_its_first_mark_is_taken_from_the_counts() {
        Run run(control::Mode::kNative);
        run.after(session::Run{});
        const Cycles end = run.frame->now.cycle;
        const Cycles from = end - 3000;
        TimelineData data;
        data.take(from, end, run.ask<std::vector<cpu::Event>>(session::EventsIn{from, end, 20'000}), true, end);
        const auto unknown = [&data] { return std::ranges::count_if(data.spans(), [](const TimelineSpan& span) { return !span.activity; }); };
        QVERIFY(unknown() > 0);
        data.take(run.ask<machine::Pyramid::Window>(session::CountsIn{from, end + 1, 4096}));
        data.take(from, end, run.ask<std::vector<cpu::Event>>(session::EventsIn{from, end, 20'000}), true, end);
        QCOMPARE(unknown(), 0);
    }

    void bins_and_measures_count_what_the_run_counted() {
        Run run(control::Mode::kFullTrap);
        run.after(session::GoTo{1'500'000});
        const Cycles end = run.frame->now.cycle;
        TimelineData data;
        const auto window = run.ask<machine::Pyramid::Window>(session::CountsIn{0, end + 1, 300});
        data.take(window);
        const TimelineBins& bins = data.bins();
        QVERIFY(bins.bins > 50 && bins.bins <= 300);
        std::uint64_t cycles = 0, counted = 0;
        for (std::size_t bin = 0; bin < bins.bins; ++bin) {
            cycles += bins.cycles[bin];
            counted += bins.crossings_at(bin, {});
        }
        std::uint64_t crossings = 0, privileged = 0;
        for (const session::CrossingCount& one : run.frame->crossings) {
            crossings += one.total;
            if (one.kind == EventKind::kTrap && one.cause == cause(spec::TrapCause::kPrivileged)) privileged += one.total;
        }
        QCOMPARE(cycles, end);
        QCOMPARE(counted, crossings);
        std::uint64_t filtered = 0;
        for (std::size_t bin = 0; bin < bins.bins; ++bin) filtered += bins.crossings_at(bin, {{}, Ring::k0, CrossingGroup::kPrivileged});
        QVERIFY(privileged > 0);
        QCOMPARE(filtered, privileged);
        const auto events = run.ask<std::vector<cpu::Event>>(session::EventsIn{0, end, 200'000});
        const TimelineMeasure exact = TimelineData::measure(0, end, events);
        const TimelineMeasure about = TimelineData::measure(0, end, window);
        QVERIFY(exact.exact && !about.exact);
        // Right behind `from` up to and with `to`, as everywhere; marks do not count.
        const std::vector<cpu::Event> few{crossed(10, EventKind::kTrap, kEcall, Ring::k3, Ring::k0), crossed(20, EventKind::kMark, 1, Ring::k0, Ring::k0),
                                          crossed(25, EventKind::kReturn, 0, Ring::k0, Ring::k3), crossed(30, EventKind::kTrap, kEcall, Ring::k3, Ring::k0)};
        QCOMPARE(TimelineData::measure(10, 30, few).total(), std::uint64_t{2});
        QCOMPARE(TimelineData::measure(10, 29, few).total(), std::uint64_t{1});
        QCOMPARE(exact.total(), crossings);
        QCOMPARE(about.total(), crossings);
        QCOMPARE(exact.crossings[static_cast<std::size_t>(CrossingGroup::kPrivileged)], privileged);
        QVERIFY(data.could_be_near(0, static_cast<double>(end)) == (crossings <= TimelineData::kMostNear) && !data.could_be_near(0, 1e9));
    }
};

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RingModelsTest test;
    QLocale::setDefault(QLocale(QLocale::English));
    return QTest::qExec(&test, argc, argv);
}

#include "ring_models_test.moc"
