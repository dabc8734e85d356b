// Rings and timeline in a window: they show what the frame says, mouse and keyboard do what is promised, single crossings fade and nothing moves
// behind that, and a click on the timeline travels in time.
#include <QApplication>
#include <QDockWidget>
#include <QTest>
#include <QToolButton>

#include "gui/app/appearance.hpp"
#include "gui/app/docks.hpp"
#include "gui/app/exporting.hpp"
#include "gui/app/main_window.hpp"
#include "gui/models/selection.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/rings_pane.hpp"
#include "gui/panes/timeline_pane.hpp"
#include "gui/panes/timeline_picture.hpp"
#include "gui/session/goal.hpp"
#include "isa/spec/causes.hpp"
#include "tests/gui/drawn_words.hpp"
#include "tests/gui/window_bench.hpp"

using namespace anel;
using namespace anel::gui;

namespace {

constexpr int kPatienceMs = 30'000;

}  // namespace

class RingsTest : public WindowBench {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        session::Configuration configuration;
        configuration.command_line = "run=hello";
        open_on(configuration, {1400, 1000});
        rings_ = static_cast<RingsPane*>(window_->docks().pane(QStringLiteral("rings")));
        timeline_ = static_cast<TimelinePane*>(window_->docks().pane(QStringLiteral("timeline")));
        for (const Docks::One& one : window_->docks().all()) one.dock->setVisible(one.pane == rings_ || one.pane == timeline_);
        QVERIFY(waits([](const session::Frame& frame) { return frame.machine != 0; }));
        QVERIFY(QTest::qWaitFor([this] { return rings_->seen() && timeline_->seen(); }, kPatienceMs));
    }
    void cleanup() {
        tear_down();
    }

    void at_reset_both_say_what_to_do() {
        QVERIFY(rings_->traffic().arrows().empty());
        QVERIFY(rings_->sentence().contains(QStringLiteral("Nothing has crossed")));
        QVERIFY(timeline_->canvas().scene().empty.contains(QStringLiteral("Run the machine")));
        QVERIFY(!rings_->animates());
    }

    void rings_show_what_the_frame_says_there_and_back_in_time() {
        go_to(1'200'000);
        QVERIFY(shows_the_frame());
        const std::uint64_t later = rings_->traffic().crossings();
        go_to(900'000);
        QVERIFY(shows_the_frame());
        QVERIFY(rings_->traffic().crossings() < later);
        QCOMPARE(rings_->flights(), std::size_t{0});
        go_to(0);
        QVERIFY(rings_->traffic().arrows().empty());
    }

    void a_single_crossing_flies_fades_and_then_nothing_moves() {
        go_to(1'200'000);
        QVERIFY(!rings_->animates());
        window_->send(session::NextCrossing{});
        QVERIFY(waits([](const session::Frame& frame) { return frame.stop == session::StopReason::kCrossing; }));
        QVERIFY(rings_->flights() >= 1 && rings_->animates());
        QVERIFY(rings_->sentence().contains(RingTraffic::sentence(*window_->frame()->crossing)));
        QVERIFY(QTest::qWaitFor([this] { return rings_->flights() == 0; }, kPatienceMs));
        QVERIFY(!rings_->animates());
        // Who looks away and back has seen it.
        rings_->set_seen(false);
        rings_->set_seen(true);
        QCOMPARE(rings_->flights(), std::size_t{0});
    }

    void the_keyboard_goes_from_arrow_to_arrow_and_filters() {
        go_to(1'200'000);
        const auto& arrows = rings_->traffic().arrows();
        QVERIFY(arrows.size() > 3);
        QTest::keyClick(rings_, Qt::Key_Right);
        QTest::keyClick(rings_, Qt::Key_Right);
        QVERIFY(rings_->sentence().contains(Words::number(arrows[1].total)) && rings_->sentence().contains(QStringLiteral("since reset")));
        QVERIFY(rings_->accessibleDescription() == rings_->sentence());
        QTest::keyClick(rings_, Qt::Key_Return);
        QVERIFY(window_->selection().filter() == arrows[1].filter());
        QVERIFY(timeline_->canvas().scene().filter == arrows[1].filter());
        QTest::keyClick(rings_, Qt::Key_Return);
        QVERIFY(window_->selection().filter().everything());
        QTest::keyClick(rings_, Qt::Key_Left);
        QTest::keyClick(rings_, Qt::Key_Left);
        QTest::keyClick(rings_, Qt::Key_Return);
        QVERIFY(window_->selection().filter() == arrows.back().filter());
        QTest::keyClick(rings_, Qt::Key_Escape);
        QVERIFY(window_->selection().filter().everything());
    }

    void the_mouse_points_at_arrows_words_and_rings() {
        go_to(1'200'000);
        const auto& arrows = rings_->traffic().arrows();
        const RingsLayout& layout = rings_->layout_now();
        for (std::size_t i = 0; i < arrows.size(); ++i) {
            QCOMPARE(layout.arrow_at(layout.arrows[i].words.center(), 5), static_cast<int>(i));
            QCOMPARE(layout.arrow_at(layout.arrows[i].tail, 5), static_cast<int>(i));
        }
        QTest::mouseClick(rings_, Qt::LeftButton, {}, layout.arrows[0].words.center().toPoint());
        QVERIFY(window_->selection().filter() == arrows[0].filter());
        QVERIFY(rings_->sentence().startsWith(rings_->traffic().sentence(arrows[0])));
        // The screen's own pointer may come between, and docks may still be moving.
        QVERIFY(QTest::qWaitFor([this, &layout] {
            QTest::mouseMove(rings_, layout.on_circle((layout.bands.back().inner + layout.bands.back().outer) / 2, 330).toPoint());
            return rings_->sentence().contains(QStringLiteral("In ring 3 lives the guest's programs"));
        }, kPatienceMs));
    }

    void words_never_overlap_and_stay_in_the_picture() {
        go_to(1'200'000);
        for (const QSizeF size : {QSizeF(1200, 500), QSizeF(700, 560), QSizeF(400, 700), QSizeF(520, 260)}) {
            const RingsLayout layout = lay_out(rings_->traffic(), size, window_->theme().font(), 0.75);
            for (std::size_t i = 0; i < layout.arrows.size(); ++i) {
                QVERIFY(QRectF(QPointF(-1, -1), size + QSizeF(2, 2)).contains(layout.arrows[i].words));
                for (std::size_t k = 0; k < i; ++k) QVERIFY(!layout.arrows[i].words.adjusted(1, 1, -1, -1).intersects(layout.arrows[k].words.adjusted(1, 1, -1, -1)));
            }
            QVERIFY(layout.radius > 30);
        }
    }

    void words_beside_the_rings_make_room_for_each_other_however_many_and_however_low() {
        unsigned beside = 0, moved = 0;
        for (const std::size_t count : {4U, 8U, 12U, 16U, 20U}) {
            const RingTraffic traffic = crossed_by(count);
            QCOMPARE(traffic.arrows().size(), count);
            for (double height = 160; height < 900; height += 10) {
                const RingsLayout layout = lay_out(traffic, {1400, height}, window_->theme().font(), 0.75);
                if (!layout.beside) continue;
                ++beside;
                for (std::size_t i = 0; i < count; ++i) {
                    const QRectF& words = layout.arrows[i].words;
                    if (words.isEmpty()) continue;
                    QVERIFY2(words.top() > -0.5 && words.bottom() < layout.strip.top() + 0.5, qPrintable(QStringLiteral("%1 arrows, height %2").arg(count).arg(height)));
                    for (std::size_t k = 0; k < i; ++k)
                        QVERIFY2(!words.adjusted(1, 1, -1, -1).intersects(layout.arrows[k].words.adjusted(1, 1, -1, -1)), qPrintable(QStringLiteral("%1 arrows, height %2").arg(count).arg(height)));
                    // Its leader leaves the circle where its arrow is.
                    const double wanted = layout.arrows[i].leader[1].y();
                    moved += std::abs(words.center().y() - wanted) > 3 ? 1 : 0;
                }
            }
        }
        QVERIFY(beside > 50);
        QVERIFY(moved > 50);
    }

    void no_word_of_either_is_cut_data() {
        QTest::addColumn<control::Mode>("mode");
        for (const control::Mode mode : {control::Mode::kNative, control::Mode::kFullTrap, control::Mode::kAssistNested}) QTest::newRow(std::string(control::name_of(mode)).c_str()) << mode;
    }
    /// As they are exported, with all that there is to say, and as large as in a window of a usual size.
    void no_word_of_either_is_cut() {
        QFETCH(control::Mode, mode);
        session::Configuration configuration;
        configuration.mode = mode;
        // So many crossings are bins: a stretch that is seen from near has its name as far as there is room.
        configuration.command_line = "run=hello;sysloop 12000";
        window_->load(configuration);
        QVERIFY(waits([](const session::Frame& frame) { return frame.machine == 2; }));
        window_->send(session::Run{});
        QVERIFY(waits([](const session::Frame& frame) { return frame.phase == session::Phase::kEnded; }));
        const TimelineScene& scene = timeline_->canvas().scene();
        QVERIFY(QTest::qWaitFor([&] { return scene.data.bins().end() >= window_->frame()->end.cycle && !scene.near(); }, kPatienceMs));
        window_->resize(1280, 800);
        window_->docks().reset_layout();
        for (const int percent : {100, 200, 300})
            for (const explain::Language language : {explain::Language::kEnglish, explain::Language::kPortuguese}) {
                appearance_->set_percent(percent);
                appearance_->set_language(language);
                QCoreApplication::processEvents();
                QStringList in_rings{rings_->sentence()}, in_timeline{scene.strip};
                for (const RingArrow& arrow : rings_->traffic().arrows()) in_rings << arrow_name(arrow) + arrow_count(arrow);
                for (const RingNow& ring : rings_->traffic().rings()) in_rings << Words::ring(ring.ring);
                QStringList all_rings = in_rings, all_timeline{TimelinePicture::crossings_word(), TimelinePicture::activities_word()};
                for (const RingNow& ring : rings_->traffic().rings()) all_rings << Words::resident(ring.resident) << (ring.share > 0 ? RingTraffic::percent(ring.share) : QString());
                for (const TimelineLane& lane : scene.lanes)
                    (lane.resident == session::Resident::kNobody ? all_timeline : in_timeline) << Words::ring(lane.ring) << Words::resident(lane.resident);
                all_timeline << in_timeline;
                for (const auto& [pane, wanted, all] : {std::tuple<Pane*, QStringList, QStringList>(rings_, in_rings, all_rings), {timeline_, in_timeline, all_timeline}}) {
                    window_->show_pane(pane == rings_ ? QStringLiteral("rings") : QStringLiteral("timeline"));
                    QTest::qWait(50);
                    for (const auto& [size, words] : {std::pair(pane->drawing_size(), all), std::pair(QSizeF(pane->size()), wanted)}) {
                        const QString cut = WordsDevice(size.toSize()).cut(*pane, words);
                        QVERIFY2(cut.isEmpty(), qPrintable(QStringLiteral("%1, %2x%3 at %4 %: %5").arg(pane->title()).arg(size.width()).arg(size.height()).arg(percent).arg(cut)));
                    }
                }
            }
    }

    void a_timeline_shows_the_run_from_afar_and_events_from_near() {
        go_to(1'250'000);
        const TimelineScene& scene = timeline_->canvas().scene();
        QVERIFY(QTest::qWaitFor([&] { return scene.data.bins().bins > 0 && scene.data.bins().end() >= window_->frame()->end.cycle; }, kPatienceMs));
        QVERIFY(scene.axis.whole() && scene.lanes.size() == 4);
        Cycles cycles = 0;
        for (const std::uint64_t one : scene.data.bins().cycles) cycles += one;
        QCOMPARE(cycles, window_->frame()->ledger.total());
        timeline_->canvas().setFocus();
        for (int i = 0; i < 20; ++i) QTest::keyClick(&timeline_->canvas(), Qt::Key_Plus);
        QVERIFY(scene.axis.contains(static_cast<double>(window_->frame()->now.cycle)));
        QVERIFY(scene.axis.span() < 2000);
        QVERIFY(QTest::qWaitFor([&] { return scene.near(); }, kPatienceMs));
        const TimelineSpan* const here = scene.data.span_at(static_cast<double>(window_->frame()->now.cycle) - 0.5);
        QVERIFY(here != nullptr);
        QCOMPARE(here->ring, window_->frame()->cpu.ring);
        QTest::keyClick(&timeline_->canvas(), Qt::Key_0);
        QVERIFY(scene.axis.whole());
    }

    void a_click_travels_right_behind_the_crossing_that_it_means() {
        const cpu::Event crossing = show_a_crossing();
        TimelineCanvas& canvas = timeline_->canvas();
        const double x = canvas.layout_now().x_of(canvas.scene().axis, static_cast<double>(crossing.cycle));
        const QPoint point(static_cast<int>(std::lround(x)), static_cast<int>(canvas.layout_now().crossings.center().y()));
        // The cursor first, which goes nowhere.
        QTest::mouseClick(&canvas, Qt::LeftButton, Qt::ControlModifier, point);
        QVERIFY(window_->selection().cursor() == crossing.cycle);
        QCOMPARE(window_->frame()->now.cycle, window_->frame()->end.cycle);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, point);
        QVERIFY(waits([&](const session::Frame& frame) { return frame.now.cycle == crossing.cycle; }));
        QVERIFY(window_->frame()->crossing == crossing);
        QVERIFY(!window_->selection().cursor());
        QVERIFY(canvas.scene().axis.contains(static_cast<double>(crossing.cycle)));
    }

    void the_keyboard_moves_the_cursor_travels_and_measures() {
        const cpu::Event crossing = show_a_crossing();
        TimelineCanvas& canvas = timeline_->canvas();
        window_->selection().set_cursor(crossing.cycle - 1);
        QTest::keyClick(&canvas, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(window_->selection().cursor() == crossing.cycle);
        QTest::keyClick(&canvas, Qt::Key_Right, Qt::ShiftModifier);
        const auto next = std::ranges::find_if(canvas.scene().data.events(), [&](const cpu::Event& one) { return one.cycle > crossing.cycle && cpu::is_crossing(one.kind); });
        QVERIFY(next != canvas.scene().data.events().end());
        QVERIFY(QTest::qWaitFor([this] { return timeline_->measure().has_value(); }, kPatienceMs));
        QCOMPARE(timeline_->measure()->from, crossing.cycle);
        QCOMPARE(timeline_->measure()->to, next->cycle);
        QCOMPARE(timeline_->measure()->total(), std::uint64_t{1});
        QVERIFY(timeline_->canvas().scene().strip.contains(Words::number(next->cycle - crossing.cycle)));
        QTest::keyClick(&canvas, Qt::Key_Escape);
        QVERIFY(!timeline_->measure() && !canvas.scene().range);
        QTest::keyClick(&canvas, Qt::Key_Return);
        QVERIFY(waits([&](const session::Frame& frame) { return frame.now.cycle == next->cycle; }));
    }

    void shift_and_dragging_measures_and_dragging_moves() {
        show_a_crossing();
        TimelineCanvas& canvas = timeline_->canvas();
        const QRectF plot = canvas.layout_now().plot;
        const QPoint from(static_cast<int>(plot.left() + plot.width() * 0.2), static_cast<int>(plot.center().y()));
        const QPoint to = from + QPoint(static_cast<int>(plot.width() * 0.4), 0);
        QTest::mousePress(&canvas, Qt::LeftButton, Qt::ShiftModifier, from);
        QTest::mouseMove(&canvas, to);
        QTest::mouseRelease(&canvas, Qt::LeftButton, Qt::ShiftModifier, to);
        QVERIFY(QTest::qWaitFor([this] { return timeline_->measure().has_value(); }, kPatienceMs));
        const TimelineMeasure measure = *timeline_->measure();
        std::uint64_t crossings = 0;
        for (const cpu::Event& event : canvas.scene().data.events()) crossings += cpu::is_crossing(event.kind) && event.cycle > measure.from && event.cycle <= measure.to ? 1 : 0;
        QVERIFY(crossings > 0 && measure.exact);
        QCOMPARE(measure.total(), crossings);
        const double before = canvas.scene().axis.from();
        QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
        QTest::mouseMove(&canvas, to);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, to);
        QVERIFY(canvas.scene().axis.from() < before);
        QCOMPARE(window_->frame()->now.cycle, window_->frame()->end.cycle);
    }

    void a_filter_is_a_chip_that_takes_it_back() {
        go_to(1'200'000);
        window_->selection().set_filter({Ring::k1, Ring::k0, CrossingGroup::kPrivileged});
        QToolButton* chip = nullptr;
        for (QToolButton* const button : timeline_->findChildren<QToolButton*>())
            if (button->text().contains(QStringLiteral("privileged instruction from ring 1 to ring 0"))) chip = button;
        QVERIFY(chip != nullptr && chip->isVisible());
        chip->click();
        QVERIFY(window_->selection().filter().everything() && !chip->isVisible());
    }

    void another_machine_is_another_run() {
        show_a_crossing();
        window_->selection().set_filter({Ring::k1, {}, {}});
        window_->send(session::Reset{});
        QVERIFY(waits([](const session::Frame& frame) { return frame.machine == 2; }));
        QVERIFY(timeline_->canvas().scene().axis.whole() && timeline_->canvas().scene().data.events().empty() && timeline_->canvas().scene().data.bins().bins == 0);
        QVERIFY(window_->selection().filter().everything() && rings_->traffic().arrows().empty());
        go_to(1'200'000);
        QVERIFY(QTest::qWaitFor([this] { return timeline_->canvas().scene().data.bins().bins > 0; }, kPatienceMs));
    }

    void at_full_speed_it_is_counts_and_it_keeps_up() {
        window_->send(session::Run{});
        QVERIFY(waits([](const session::Frame& frame) { return frame.phase == session::Phase::kEnded; }));
        QVERIFY(shows_the_frame());
        const TimelineScene& scene = timeline_->canvas().scene();
        QVERIFY(QTest::qWaitFor([&] { return scene.data.bins().bins > 0 && scene.data.bins().end() >= window_->frame()->end.cycle; }, kPatienceMs));
        QVERIFY(scene.axis.whole() && !scene.near());
        // Counts do not know where crossings come from, and it is said.
        window_->selection().set_filter({Ring::k1, Ring::k0, CrossingGroup::kPrivileged});
        QVERIFY(std::ranges::any_of(timeline_->findChildren<QToolButton*>(), [](const QToolButton* chip) { return chip->text().contains(QStringLiteral("from afar")); }));
    }

    void both_are_drawings_with_tables_in_both_languages() {
        show_a_crossing();
        for (Pane* const pane : {static_cast<Pane*>(rings_), static_cast<Pane*>(timeline_)})
            for (const char* const end : {"svg", "png", "csv"}) {
                const QString file = folder_->filePath(pane->objectName() + u'.' + QLatin1String(end));
                QCOMPARE(export_pane(*pane, file), QString());
                QVERIFY2(QFile(file).size() > 300, qPrintable(file));
            }
        QVERIFY(timeline_->table().count(u'\n') > 2 && timeline_->table().startsWith(QStringLiteral("cycle,pc,")));
        for (const RingArrow& arrow : rings_->traffic().arrows())
            for (const session::CrossingCount& one : arrow.causes) QVERIFY(rings_->table().contains(Words::cause(one.kind, one.cause) + QStringLiteral(",%1\r\n").arg(one.total)) || !session::is_trap(one.kind));
        appearance_->set_language(explain::Language::kPortuguese);
        QCoreApplication::processEvents();
        QVERIFY(rings_->title() == QStringLiteral("Anéis") && rings_->table().contains(QStringLiteral("instrução privilegiada")));
        QVERIFY(timeline_->table().startsWith(QStringLiteral("ciclo,")));
    }

private:
    bool waits(const std::function<bool(const session::Frame&)>& holds) {
        return QTest::qWaitFor([&] { return holds(*window_->frame()); }, kPatienceMs);
    }
    /// So many arrows, at most 20.
    static RingTraffic crossed_by(std::size_t count) {
        session::Frame frame;
        frame.number = frame.machine = 1;
        frame.phase = session::Phase::kPaused;
        frame.monitor_ring = Ring::k0;
        frame.residents = {session::Resident::kNobody, session::Resident::kMonitor, session::Resident::kGuestKernel, session::Resident::kNobody, session::Resident::kGuestPrograms};
        const auto cause = [](spec::TrapCause one) { return static_cast<std::uint32_t>(one); };
        const std::uint32_t causes[] = {cause(spec::TrapCause::kEcall), cause(spec::TrapCause::kPrivileged), cause(spec::TrapCause::kLoadPage), cause(spec::TrapCause::kIllegal), spec::kInterruptBit};
        for (const Ring from : {Ring::k3, Ring::k2, Ring::k1, Ring::k0})
            for (const std::uint32_t one : causes)
                if (frame.crossings.size() < count) frame.crossings.push_back({from, Ring::k0, cpu::EventKind::kTrap, one, 100, 0});
        RingTraffic traffic;
        traffic.show(frame);
        return traffic;
    }
    void go_to(Cycles cycle) {
        window_->send(session::GoTo{cycle});
        QVERIFY(waits([cycle](const session::Frame& frame) { return frame.phase == session::Phase::kPaused && frame.now.cycle >= cycle && frame.now.cycle < cycle + 5000; }));
    }
    /// Counts by hand: every way that the frame knows is in an arrow, and nothing else is.
    bool shows_the_frame() const {
        const session::Frame& frame = *window_->frame();
        std::uint64_t all = 0;
        std::map<std::pair<Ring, Ring>, std::uint64_t> ways, shown;
        for (const session::CrossingCount& one : frame.crossings) {
            ways[{one.from, one.to}] += one.total;
            all += one.total;
        }
        for (const RingArrow& arrow : rings_->traffic().arrows()) shown[{arrow.from, arrow.to}] += arrow.total;
        Cycles cycles = 0;
        for (const RingNow& ring : rings_->traffic().rings()) cycles += ring.cycles;
        return ways == shown && all == rings_->traffic().crossings() && cycles == frame.now.cycle && all > 0;
    }
    /// Near enough that crossings are seen one by one; gives one in the middle of what is seen, apart from its neighbours.
    cpu::Event show_a_crossing() {
        go_to(1'200'000);
        TimelineCanvas& canvas = timeline_->canvas();
        const auto now = static_cast<double>(window_->frame()->now.cycle);
        canvas.scene().axis.show(now - 20'000, now + 100);
        Q_EMIT canvas.moved();
        if (!QTest::qWaitFor([&canvas] { return canvas.scene().near(); }, kPatienceMs)) return {};
        const std::vector<cpu::Event>& events = canvas.scene().data.events();
        std::vector<cpu::Event> crossings;
        std::ranges::copy_if(events, std::back_inserter(crossings), [](const cpu::Event& one) { return cpu::is_crossing(one.kind); });
        for (std::size_t i = 1; i + 1 < crossings.size(); ++i) {
            const bool apart = crossings[i].cycle - crossings[i - 1].cycle > 300 && crossings[i + 1].cycle - crossings[i].cycle > 300;
            if (apart && canvas.scene().axis.contains(static_cast<double>(crossings[i].cycle))) return crossings[i];
        }
        return {};
    }

    RingsPane* rings_ = nullptr;
    TimelinePane* timeline_ = nullptr;
};

int main(int argc, char** argv) { return run_test<RingsTest>(argc, argv); }

#include "rings_test.moc"
