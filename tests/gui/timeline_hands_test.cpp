// A timeline by wheel and keys, what it tells of what one points at and measures, and what of it is written as a table.
// Not here: clicks and journeys in a window (rings_test.cpp), what is drawn and named (timeline_test.cpp, timeline_legend_test.cpp).
#include <QLabel>
#include <QTest>
#include <QWheelEvent>
#include <algorithm>

#include "gui/app/style.hpp"
#include "gui/panes/rings_pane.hpp"
#include "gui/panes/timeline_pane.hpp"
#include "isa/spec/causes.hpp"
#include "tests/gui/lone_pane.hpp"

using namespace anel;
using namespace anel::gui;
using cpu::EventKind;
using session::Resident;

namespace {

constexpr Cycles kEnd = 10'000'000, kNow = 4'000'000;
constexpr auto kEcall = static_cast<std::uint32_t>(spec::TrapCause::kEcall);
constexpr auto kIllegal = static_cast<std::uint32_t>(spec::TrapCause::kIllegal);

/// Two ways into the kernel, of which the second takes longer, and one back.
const std::vector<cpu::Event> kEvents{{300'000, 0x80001000, kEcall, 0, EventKind::kTrap, Ring::k3, Ring::k0, 1, 4},
                                      {600'000, 0x80002000, 0, 0, EventKind::kReturn, Ring::k0, Ring::k3, 1, 5},
                                      {800'000, 0x80001004, kIllegal, 0x77, EventKind::kTrap, Ring::k3, Ring::k0, 1, 6}};

machine::Pyramid::Window counts() {
    machine::Pyramid::Window window{0, kEnd / 2, 2, {}};
    const auto cycles = [](Ring ring) { return machine::Series{machine::Series::What::kCycles, 0, ring, EventKind::kTrap, static_cast<std::uint32_t>(spec::Activity::kOther)}; };
    window.series[cycles(Ring::k3)] = {kEnd / 2 / 4, 0};
    window.series[cycles(Ring::k0)] = {kEnd / 2 / 4 * 3, kEnd / 2};
    window.series[{machine::Series::What::kCrossings, 0, Ring::k0, EventKind::kTrap, kEcall}] = {7, 0};
    return window;
}

}  // namespace

class TimelineHandsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        context_ = std::make_unique<LoneContext>();
        pane_ = lone<TimelinePane>(*context_);
        scene().lanes = {{Ring::k3, Resident::kPrograms}, {Ring::k0, Resident::kKernel}};
        scene().axis.set_run(kEnd, kNow);
        scene().empty.clear();
        canvas().ground_changed();
    }
    void cleanup() {
        pane_.reset();
        context_.reset();
    }

    void the_wheel_brings_nearer_what_is_under_the_pointer() {
        const QRectF plot = canvas().layout_now().plot;
        const QPointF point(plot.left() + plot.width() * 0.75, plot.center().y());
        const double meant = cycle_at(point), span = axis().span();
        turn(point, 120);
        QVERIFY(std::abs(axis().span() * TimelineCanvas::kZoomStep - span) < 1);
        QVERIFY2(std::abs(cycle_at(point) - meant) < 1, qPrintable(QString::number(cycle_at(point) - meant)));
        turn(point, 120);
        turn(point, -120);
        QVERIFY(std::abs(axis().span() * TimelineCanvas::kZoomStep - span) < 1);
        QVERIFY(std::abs(cycle_at(point) - meant) < 1);
    }

    void with_shift_or_sideways_the_wheel_moves_along() {
        const QPointF point = canvas().layout_now().plot.center();
        for (const bool sideways : {false, true}) {
            axis().show(4'000'000, 5'000'000);
            turn(point, sideways ? QPoint(120, 0) : QPoint(0, 120), sideways ? Qt::NoModifier : Qt::ShiftModifier);
            QCOMPARE(axis().span(), 1e6);
            QCOMPARE(axis().from(), 3.9e6);
        }
    }

    void keys_go_along_and_nearer() {
        constexpr double kFrom = 4e6, kSpan = 1e6;
        const auto from_behind = [&](Qt::Key key) {
            axis().show(kFrom, kFrom + kSpan);
            QTest::keyClick(&canvas(), key);
            return axis().from();
        };
        QCOMPARE(from_behind(Qt::Key_Left), kFrom - kSpan / 10);
        QCOMPARE(from_behind(Qt::Key_Right), kFrom + kSpan / 10);
        QCOMPARE(from_behind(Qt::Key_PageUp), kFrom - kSpan);
        QCOMPARE(from_behind(Qt::Key_PageDown), kFrom + kSpan);
        QCOMPARE(from_behind(Qt::Key_Home), 0.0);
        QCOMPARE(axis().span(), kSpan);
        QVERIFY(from_behind(Qt::Key_End) > kFrom && axis().contains(kEnd));
        QCOMPARE(axis().span(), kSpan);
        for (const Qt::Key nearer : {Qt::Key_Plus, Qt::Key_Equal, Qt::Key_Up}) {
            from_behind(nearer);
            QCOMPARE(axis().span() * TimelineCanvas::kZoomStep, kSpan);
        }
        for (const Qt::Key farther : {Qt::Key_Minus, Qt::Key_Down}) {
            from_behind(farther);
            QCOMPARE(axis().span(), kSpan * TimelineCanvas::kZoomStep);
        }
        // The present, from elsewhere; and all of it.
        axis().show(8e6, 9e6);
        QTest::keyClick(&canvas(), Qt::Key_N);
        QVERIFY(axis().contains(kNow));
        QTest::keyClick(&canvas(), Qt::Key_0);
        QVERIFY(axis().whole());
    }

    void escape_takes_back_range_then_cursor_then_filter() {
        Q_EMIT canvas().measures(std::pair(1e6, 2e6));
        context_->selection().set_cursor(Cycles{500'000});
        context_->selection().set_filter({Ring::k3, {}, {}});
        const auto left = [this] { return (scene().range ? 1 : 0) + (context_->selection().cursor() ? 2 : 0) + (context_->selection().filter().everything() ? 0 : 4); };
        QCOMPARE(left(), 7);
        for (const int wanted : {6, 4, 0}) {
            QTest::keyClick(&canvas(), Qt::Key_Escape);
            QCOMPARE(left(), wanted);
        }
    }

    void what_one_points_at_is_told_from_near_and_from_afar() {
        scene().data.take(counts());
        canvas().ground_changed();
        point_at(2'000'000);
        QCOMPARE(scene().strip, QStringLiteral("Cycle 2,000,000: ring 3 25 %, ring 0 75 %; 7 crossings in 5,000,000 cycles."));
        scene().data.take(0, 1'000'000, kEvents, true, kEnd);
        axis().show(0, 1'000'000);
        canvas().ground_changed();
        QVERIFY(scene().near());
        point_at(500'000);
        QCOMPARE(scene().strip, QStringLiteral("Cycle 500,000: ring 0, the kernel, other; 299,995 cycles, from 300,000 to 599,995."));
        point_at(300'050);
        QVERIFY2(scene().strip.endsWith(QStringLiteral(" At 300,000: trap from ring 3 to ring 0: system call.")), qPrintable(scene().strip));
        // What is measured goes before, and behind it is what was pointed at; away from the picture there is nothing.
        Q_EMIT canvas().measures(std::pair(1e5, 9e5));
        QCOMPARE(scene().strip, QStringLiteral("Counting\u2026"));
        Q_EMIT canvas().measures(std::nullopt);
        QVERIFY(scene().strip.startsWith(QStringLiteral("Cycle")));
        QEvent leaves(QEvent::Leave);
        QCoreApplication::sendEvent(&canvas(), &leaves);
        QVERIFY(scene().strip.isEmpty());
    }

    void a_stretch_is_counted_event_by_event_and_a_long_one_is_said_to_be_about_so_many() {
        measure(250'000, 700'000, kEvents);
        QVERIFY(std::holds_alternative<session::EventsIn>(context_->asked.back().first));
        QCOMPARE(scene().strip, QStringLiteral("450,000 cycles, from 250,000 to 700,000: 2 crossings (system call 1, return 1)."));
        measure(0, 9'000'000, counts());
        QVERIFY(std::holds_alternative<session::CountsIn>(context_->asked.back().first));
        QCOMPARE(scene().strip, QStringLiteral("9,000,000 cycles, from 0 to 9,000,000: about 7 crossings (system call 7)."));
    }

    void the_table_has_the_events_that_are_seen_and_let_through() {
        scene().data.take(0, 1'000'000, kEvents, true, kEnd);
        axis().show(250'000, 900'000);
        const QString header = QStringLiteral("cycle,pc,event,from ring,to ring,cause,value,VM,cycles that it took\r\n");
        const QString call = QStringLiteral("300000,0x80001000,trap,3,0,system call,0x00000000,1,4\r\n"), back = QStringLiteral("600000,0x80002000,return,0,3,,0x00000000,1,5\r\n"),
                      illegal = QStringLiteral("800000,0x80001004,trap,3,0,illegal instruction,0x00000077,1,6\r\n");
        QCOMPARE(pane_->table(), header + call + back + illegal);
        axis().show(250'000, 700'000);
        QCOMPARE(pane_->table(), header + call + back);
        context_->selection().set_filter({Ring::k3, {}, {}});
        QCOMPARE(pane_->table(), header + call);
    }

    void from_afar_the_table_has_what_the_bins_count() {
        scene().data.take(counts());
        QCOMPARE(pane_->table(), QStringLiteral("from cycle,cycles,ring 3,ring 0,system call to ring 0\r\n0,5000000,1250000,3750000,7\r\n5000000,5000000,0,5000000,0\r\n"));
    }

    void events_that_were_lost_are_said_by_timeline_and_rings() {
        const auto rings = lone<RingsPane>(*context_);
        session::Frame frame;
        frame.machine = 1;
        frame.phase = session::Phase::kPaused;
        frame.end.cycle = frame.now.cycle = kEnd;
        const auto told = [this] {
            const auto labels = pane_->findChildren<QLabel*>();
            return std::ranges::any_of(labels, [](const QLabel* one) { return one->isVisible() && one->text() == QStringLiteral("1,234 events were lost"); });
        };
        for (const std::uint64_t lost : {0, 1234}) {
            frame.events_lost = lost;
            context_->show(*pane_, frame);
            context_->show(*rings, frame);
            QCOMPARE(told(), lost != 0);
            QCOMPARE(rings->sentence().contains(QStringLiteral("1,234 events were lost")), lost != 0);
        }
    }

private:
    TimelineCanvas& canvas() { return pane_->canvas(); }
    TimelineScene& scene() { return canvas().scene(); }
    TimeAxis& axis() { return scene().axis; }
    double cycle_at(const QPointF& point) { return canvas().layout_now().cycle_at(axis(), point.x()); }
    void turn(const QPointF& point, int up) { turn(point, QPoint(0, up), Qt::NoModifier); }
    void turn(const QPointF& point, QPoint by, Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(point, canvas().mapToGlobal(point), {}, by, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&canvas(), &event);
    }
    void point_at(double cycle) { Q_EMIT canvas().points(cycle); }
    /// And gives the answer for which the pane asks.
    void measure(double from, double to, const session::Answer& answer) {
        Q_EMIT canvas().measures(std::pair(from, to));
        context_->asked.back().second(answer);
    }

    std::unique_ptr<LoneContext> context_;
    std::unique_ptr<TimelinePane> pane_;
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication::setStyle(new Style);
    TimelineHandsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "timeline_hands_test.moc"
