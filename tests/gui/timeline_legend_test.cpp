// What a timeline draws and names: a return hides no trap, a rare crossing is seen among many, and all that is drawn is named, or it is said that it is not.
// Not here: the timeline in a window, by mouse and keyboard (rings_test.cpp).
#include <QHelpEvent>
#include <QImage>
#include <QTest>
#include <QToolTip>
#include <QTranslator>
#include <algorithm>
#include <set>

#include "gui/app/style.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/timeline_pane.hpp"
#include "gui/panes/timeline_picture.hpp"
#include "gui/theme/fitting.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "tests/gui/drawn_words.hpp"
#include "tests/gui/lone_pane.hpp"

using namespace anel;
using namespace anel::gui;
using cpu::EventKind;
using session::Resident;
using spec::Activity;

namespace {

constexpr Cycles kEnd = 1'000'000;
constexpr QSize kPicture(560, 420);
constexpr auto kEcall = static_cast<std::uint32_t>(spec::TrapCause::kEcall);
constexpr auto kIllegal = static_cast<std::uint32_t>(spec::TrapCause::kIllegal);
constexpr auto kPrivileged = static_cast<std::uint32_t>(spec::TrapCause::kPrivileged);

cpu::Event crossed(Cycles cycle, EventKind kind, std::uint32_t why, Ring from, Ring to) { return {cycle, 0x80000000, why, 0, kind, from, to, 1, 4}; }

/// A pane whose scene is made by hand, of lanes −1 to 3.
std::unique_ptr<TimelinePane> of_a_run(LoneContext& context) {
    auto pane = lone<TimelinePane>(context);
    TimelineScene& scene = pane->canvas().scene();
    scene.lanes = {{Ring::k3, Resident::kGuestPrograms}, {Ring::k2, Resident::kNobody}, {Ring::k1, Resident::kNobody}, {Ring::k0, Resident::kGuestKernel}, {Ring::kMinus1, Resident::kMonitor}};
    scene.axis.set_run(kEnd, kEnd);
    scene.empty.clear();
    return pane;
}

/// So much that words are many: these activities, in the first half of the run in VM 0 and then in VM 1, and a crossing of each group.
machine::Pyramid::Window counts(const std::vector<Activity>& activities) {
    constexpr std::size_t kBins = 100;
    machine::Pyramid::Window window{0, kEnd / kBins, kBins, {}};
    for (std::size_t i = 0; i < activities.size(); ++i)
        for (std::size_t bin = 0; bin < kBins; ++bin) {
            const std::uint8_t vm = bin < kBins / 2 ? 0 : 1;
            const Ring ring = i % 2 == 0 ? Ring::k0 : Ring::k3;
            auto& counts = window.series[{machine::Series::What::kCycles, vm, ring, EventKind::kTrap, static_cast<std::uint32_t>(activities[i])}];
            counts.resize(kBins);
            counts[bin] = window.width / activities.size();
        }
    for (std::size_t i = 0; i < kCrossingGroups; ++i) {
        const auto [kind, cause] = example_of(static_cast<CrossingGroup>(i));
        window.series[{machine::Series::What::kCrossings, 1, Ring::k0, kind, cause}] = std::vector<std::uint64_t>(kBins, i + 1);
    }
    return window;
}

const std::vector<Activity> kMany{Activity::kBoot, Activity::kKernel, Activity::kShadowFill, Activity::kSwitch, Activity::kDecode, Activity::kDispatch, Activity::kIdle,
                                  Activity::kEmulate, Activity::kDevice, Activity::kShadowSync, Activity::kCrossing, Activity::kUser, Activity::kInject, Activity::kOther};

struct Picture {
    QImage image;
    TimelineLayout layout;

    Picture(const TimelinePane& pane, const Theme& theme, const QSize& size) : image(size, QImage::Format_ARGB32) {
        QPainter painter(&image);
        const TimelineCanvas& canvas = const_cast<TimelinePane&>(pane).canvas();
        canvas.draw(painter, size);
        layout = lay_out(canvas.scene(), size, theme.font(), theme.least_scale());
    }
    /// Columns of an area in which some pixel has exactly this colour.
    int columns(const QRectF& area, const QColor& colour) const {
        int count = 0;
        const QRect pixels = area.toAlignedRect().intersected(image.rect());
        for (int x = pixels.left(); x <= pixels.right(); ++x) {
            bool has = false;
            for (int y = pixels.top(); y <= pixels.bottom() && !has; ++y) has = image.pixel(x, y) == colour.rgb();
            count += has ? 1 : 0;
        }
        return count;
    }
};

Look look_of(CrossingGroup group) {
    const auto [kind, cause] = example_of(group);
    return look_of_crossing(kind, cause, false);
}

}  // namespace

class TimelineLegendTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void among_as_many_returns_every_trap_is_seen() {
        LoneContext context;
        const auto pane = of_a_run(context);
        TimelineScene& scene = pane->canvas().scene();
        for (const bool return_first : {false, true}) {
            std::vector<cpu::Event> events;
            constexpr Cycles kFrom = 800'000, kStep = 220, kCalls = 500;
            for (Cycles call = 0; call < kCalls; ++call) {
                const Cycles at = kFrom + call * kStep;
                const cpu::Event in = crossed(at + (return_first ? 100 : 0), EventKind::kTrap, kEcall, Ring::k3, Ring::k0), out = crossed(at + (return_first ? 0 : 100), EventKind::kReturn, 0, Ring::k0, Ring::k3);
                events.push_back(return_first ? out : in);
                events.push_back(return_first ? in : out);
            }
            scene.data.take(0, kEnd, events, true, kEnd);
            QVERIFY(scene.near());
            const Picture picture(*pane, context.theme(), kPicture);
            QRectF dense = picture.layout.crossings;
            dense.setLeft(picture.layout.x_of(scene.axis, kFrom));
            dense.setRight(picture.layout.x_of(scene.axis, kFrom + kCalls * kStep));
            const int wide = static_cast<int>(dense.width()) - 3;
            QVERIFY(wide > 25);
            const QRectF in(dense.left(), dense.top(), dense.width(), dense.height() / 2 - 1), out = in.translated(0, dense.height() / 2 + 1);
            for (const auto& [half, group, other] : {std::tuple(in, CrossingGroup::kSystemCall, CrossingGroup::kReturn), {out, CrossingGroup::kReturn, CrossingGroup::kSystemCall}}) {
                // Above the marks there are lines only.
                const QRectF edge(half.left(), half.top(), half.width(), 2);
                QVERIFY(picture.columns(edge, line_of(look_of(group), false)) >= wide);
                QCOMPARE(picture.columns(half, line_of(look_of(other), false)), 0);
                QVERIFY(picture.columns(half, look_of(group).colour) > wide / 3);
                QCOMPARE(picture.columns(half, look_of(other).colour), 0);
            }
        }
    }

    void among_frequent_crossings_a_rare_one_has_its_mark_and_each_kind_has_some() {
        LoneContext context;
        const auto pane = of_a_run(context);
        TimelineScene& scene = pane->canvas().scene();
        std::vector<cpu::Event> events;
        for (Cycles i = 0; i < 400; ++i) {
            events.push_back(crossed(500'000 + i * 300, EventKind::kTrap, i == 150 ? kIllegal : i % 2 == 0 ? kEcall : kPrivileged, Ring::k3, Ring::k0));
            events.push_back(crossed(500'000 + i * 300 + 150, EventKind::kReturn, 0, Ring::k0, Ring::k3));
        }
        scene.data.take(0, kEnd, events, true, kEnd);
        const Picture picture(*pane, context.theme(), kPicture);
        for (const CrossingGroup group : {CrossingGroup::kSystemCall, CrossingGroup::kPrivileged, CrossingGroup::kIllegal, CrossingGroup::kReturn})
            QVERIFY2(picture.columns(picture.layout.crossings, look_of(group).colour) >= 2, qPrintable(CrossingGroupWords::name(group)));
    }

    void a_crossing_has_the_look_by_which_it_is_named() {
        LoneContext context;
        const auto pane = of_a_run(context);
        TimelineScene& scene = pane->canvas().scene();
        for (const spec::ExitReason reason : {spec::ExitReason::kNestedFault, spec::ExitReason::kPreempted, spec::ExitReason::kPort}) {
            const cpu::Event event = crossed(500'000, EventKind::kExit, static_cast<std::uint32_t>(reason), Ring::k0, Ring::kMinus1);
            scene.data.take(0, kEnd, {event}, true, kEnd);
            const Picture picture(*pane, context.theme(), kPicture);
            const QColor wanted = look_of(group_of(event.kind, event.cause)).colour;
            QVERIFY(scene.near() && picture.columns(picture.layout.crossing_names.area, wanted) > 0);
            QVERIFY(picture.columns(picture.layout.crossings, wanted) > 0);
        }
    }

    void places_apart_are_shared_in_turn() {
        std::vector<double> many;
        for (int i = 0; i < 200; ++i) many.push_back(i * 0.5);
        constexpr double kBy = 7;
        const std::vector<std::vector<double>> rows{{50.2}, many, {}, many};
        const auto places = apart(rows, kBy);
        QCOMPARE(places[0], std::vector<double>{50.2});
        QVERIFY(places[2].empty() && places[1].size() >= 5 && places[3].size() >= 5);
        std::vector<double> all;
        for (const auto& row : places) all.insert(all.end(), row.begin(), row.end());
        std::ranges::sort(all);
        for (std::size_t i = 1; i < all.size(); ++i) QVERIFY(all[i] - all[i - 1] >= kBy);
        // And nothing else would have had room.
        for (const double place : many) QVERIFY(std::ranges::any_of(all, [place](double one) { return std::abs(one - place) < kBy; }));
    }

    void what_is_out_of_sight_is_not_named() {
        LoneContext context;
        const auto pane = of_a_run(context);
        TimelineScene& scene = pane->canvas().scene();
        machine::Pyramid::Window window{0, 1000, 1000, {}};
        const auto once = [&window](Activity activity, std::size_t bin) {
            auto& counts = window.series[{machine::Series::What::kCycles, 0, Ring::k0, EventKind::kTrap, static_cast<std::uint32_t>(activity)}];
            counts.resize(1000);
            counts[bin] = 1000;
        };
        for (std::size_t bin = 0; bin < 1000; ++bin) once(bin < 600 ? Activity::kKernel : Activity::kUser, bin);
        window.series[{machine::Series::What::kCrossings, 0, Ring::k0, EventKind::kTrap, kEcall}] = std::vector<std::uint64_t>(1000, 0);
        window.series[{machine::Series::What::kCrossings, 0, Ring::k0, EventKind::kTrap, kEcall}][700] = 5;
        window.series[{machine::Series::What::kCrossings, 0, Ring::k0, EventKind::kTrap, kIllegal}] = std::vector<std::uint64_t>(1000, 0);
        window.series[{machine::Series::What::kCrossings, 0, Ring::k0, EventKind::kTrap, kIllegal}][20] = 1;
        scene.data.take(window);
        using Groups = std::vector<CrossingGroup>;
        using Activities = std::vector<Activity>;
        QVERIFY((scene.crossings_seen() == Groups{CrossingGroup::kSystemCall, CrossingGroup::kIllegal}));
        QVERIFY((scene.activities_seen() == Activities{Activity::kKernel, Activity::kUser}));
        scene.axis.show(100'000, 600'000);
        QVERIFY(scene.crossings_seen().empty());
        QCOMPARE(scene.activities_seen(), Activities{Activity::kKernel});
        scene.axis.show(590'000, 701'000);
        QCOMPARE(scene.crossings_seen(), Groups{CrossingGroup::kSystemCall});
        QVERIFY((scene.activities_seen() == Activities{Activity::kUser, Activity::kKernel}));
        // From near the same by events.
        scene.data.take(0, kEnd, {crossed(20'000, EventKind::kTrap, kIllegal, Ring::k0, Ring::k0), crossed(600'000, EventKind::kMark, static_cast<std::uint32_t>(Activity::kUser), Ring::k0, Ring::k0),
                                  crossed(700'000, EventKind::kTrap, kEcall, Ring::k3, Ring::k0)}, true, kEnd);
        QVERIFY(scene.near());
        QCOMPARE(scene.crossings_seen(), Groups{CrossingGroup::kSystemCall});
        scene.axis.show(10'000, 30'000);
        QCOMPARE(scene.crossings_seen(), Groups{CrossingGroup::kIllegal});
    }

    void all_that_is_drawn_is_named_where_there_is_room_and_counted_elsewhere_data() {
        QTest::addColumn<int>("percent");
        QTest::addColumn<bool>("portuguese");
        for (const int percent : {100, 200, 300})
            for (const bool portuguese : {false, true}) QTest::addRow("%d %s", percent, portuguese ? "pt" : "en") << percent << portuguese;
    }
    void all_that_is_drawn_is_named_where_there_is_room_and_counted_elsewhere() {
        QFETCH(int, percent);
        QFETCH(bool, portuguese);
        std::vector<std::unique_ptr<QTranslator>> translators;
        for (const char* const source : {"crossing_group", "words", "timeline_picture"}) {
            translators.push_back(std::make_unique<QTranslator>());
            QVERIFY(translators.back()->load(QStringLiteral(":/i18n/%1_pt_BR.qm").arg(QLatin1String(source))));
            if (portuguese) QCoreApplication::installTranslator(translators.back().get());
        }
        LoneContext context(percent);
        const auto pane = of_a_run(context);
        TimelineScene& scene = pane->canvas().scene();
        scene.data.take(counts(kMany));
        QVERIFY(!scene.near());
        const QStringList crossings = names_of(scene.crossings_seen()), activities = names_of(scene.activities_seen());
        QCOMPARE(crossings.size(), static_cast<int>(kCrossingGroups));
        QCOMPARE(static_cast<std::size_t>(activities.size()), kMany.size());
        const double usual = context.theme().font().pointSizeF();
        std::set<int> named;
        for (int height = 84; height <= 1200; height += 62)
            for (int width = 240; width <= 1400; width += 232) {
                const QSize size(width, height);
                const TimelineLayout layout = lay_out(scene, size, context.theme().font(), context.theme().least_scale());
                QStringList wanted;
                for (const auto& [names, all] : {std::pair(layout.crossing_names, crossings), std::pair(layout.activity_names, activities)}) {
                    const auto count = static_cast<int>(names.places.size());
                    if (names.area.isEmpty()) {
                        QCOMPARE(count, 0);
                        continue;
                    }
                    wanted << all.mid(0, count);
                    QVERIFY2(count == all.size() || !names.more.isEmpty(), qPrintable(QStringLiteral("%1x%2: %3 of %4 named").arg(width).arg(height).arg(count).arg(all.size())));
                    if (!names.more.isEmpty()) wanted << TimelinePicture::and_more(static_cast<std::size_t>(all.size() - count));
                    QVERIFY(names.font.pointSizeF() >= context.theme().least_scale() * usual - 0.01);
                    std::vector<QRectF> boxes = names.places;
                    if (!names.more.isEmpty()) boxes.push_back(names.more);
                    for (QRectF& box : boxes) box.adjust(0.01, 0.01, -0.01, -0.01);
                    for (std::size_t i = 0; i < boxes.size(); ++i) {
                        QVERIFY(boxes[i].left() >= 0 && boxes[i].right() <= width && boxes[i].top() >= names.area.top() && boxes[i].bottom() <= names.area.bottom());
                        for (std::size_t j = 0; j < i; ++j) QVERIFY(!boxes[i].intersects(boxes[j]));
                        for (const QRectF& row : {layout.crossings, layout.activities, layout.vms, layout.strip}) QVERIFY(!row.intersects(boxes[i]));
                    }
                }
                // Of as many as there are in sight at once in a lesson, all in a pane of the size that it has there.
                if (width >= 480 * percent / 100 && height >= 365 * percent / 100) QVERIFY(layout.crossing_names.more.isEmpty() && layout.activity_names.more.isEmpty() && !layout.activity_names.area.isEmpty());
                named.insert(static_cast<int>(layout.activity_names.places.size()));
                const QString cut = WordsDevice(size).cut(*pane, wanted);
                QVERIFY2(!wanted.contains(cut), qPrintable(QStringLiteral("%1x%2: %3").arg(width).arg(height).arg(cut)));
            }
        // Every case has been seen: none, some, all.
        QVERIFY(named.contains(0) && named.contains(static_cast<int>(kMany.size())) && named.size() > 2);
    }

    void names_without_room_are_told_where_one_points() {
        LoneContext context;
        const auto pane = of_a_run(context);
        TimelineCanvas& canvas = pane->canvas();
        canvas.scene().data.take(counts(kMany));
        const QStringList all = names_of(canvas.scene().activities_seen());
        bool some = false, none = false;
        for (int height = 84; height < 500; height += 10) {
            canvas.resize(300, height);
            QResizeEvent resized(canvas.size(), canvas.size());
            QCoreApplication::sendEvent(&canvas, &resized);
            const TimelineLayout& layout = canvas.layout_now();
            const auto named = static_cast<int>(layout.activity_names.places.size());
            const QString others = all.mid(named).join(QStringLiteral(", "));
            QCOMPARE(canvas.names_at(QPointF(5, layout.activities.center().y())), others);
            QVERIFY(canvas.names_at(layout.plot.center()).isEmpty() && canvas.names_at(layout.ticks.center()).isEmpty());
            if (!layout.activity_names.more.isEmpty()) {
                some = true;
                const QPoint at = layout.activity_names.more.center().toPoint();
                QHelpEvent points(QEvent::ToolTip, at, canvas.mapToGlobal(at));
                QCoreApplication::sendEvent(&canvas, &points);
                QCOMPARE(QToolTip::text(), others);
            }
            none = none || layout.activity_names.area.isEmpty();
            // Where nothing is named it is said where to read it.
            WordsDevice device(canvas.size());
            device.cut(*pane, {});
            const bool told = std::ranges::any_of(device.texts(), [](const DrawnText& one) { return one.text.startsWith(QStringLiteral("Point at the name of a row")); });
            QCOMPARE(told, layout.activity_names.area.isEmpty() && !layout.strip.isEmpty());
        }
        QVERIFY(some && none);
    }

    void in_a_low_pane_rows_keep_their_names_and_vms_their_numbers() {
        LoneContext context;
        const auto pane = of_a_run(context);
        TimelineScene& scene = pane->canvas().scene();
        machine::Pyramid::Window window = counts({Activity::kUser, Activity::kKernel, Activity::kCrossing});
        scene.data.take(window);
        const auto cut = [&](const QSize& size, QStringList wanted) {
            return WordsDevice(size).cut(*pane, wanted << TimelinePicture::crossings_word() << TimelinePicture::activities_word());
        };
        QCOMPARE(cut({980, 255}, {QStringLiteral("VM"), Words::resident(Resident::kNobody)}), QString());
        WordsDevice device({980, 255});
        QCOMPARE(device.cut(*pane, {}), QString());
        const TimelineLayout layout = lay_out(scene, {980, 255}, context.theme().font(), context.theme().least_scale());
        // A VM's half of the row, and whether its number stands there.
        const auto is_named = [&](const WordsDevice& drawn, int vm) {
            QRectF half = layout.vms;
            half.setLeft(layout.x_of(scene.axis, vm == 0 ? 0 : kEnd / 2));
            half.setRight(layout.x_of(scene.axis, vm == 0 ? kEnd / 2 : kEnd));
            return std::ranges::any_of(drawn.texts(), [&](const DrawnText& one) { return one.text == QString::number(vm) && half.contains(one.box.center()); });
        };
        QVERIFY(is_named(device, 0) && is_named(device, 1));
        // From near it is events that say so.
        cpu::Event call = crossed(kEnd / 4, EventKind::kTrap, kEcall, Ring::k3, Ring::k0), change = crossed(kEnd / 2, EventKind::kVm, 1, Ring::k0, Ring::k0);
        call.vm = change.vm = 0;
        change.took = 0;
        scene.data.take(0, kEnd, {call, change, crossed(kEnd / 4 * 3, EventKind::kReturn, 0, Ring::k0, Ring::k3)}, true, kEnd);
        QVERIFY(scene.near());
        WordsDevice near({980, 255});
        QCOMPARE(near.cut(*pane, {}), QString());
        QVERIFY(is_named(near, 0) && is_named(near, 1));
        scene.data.drop_events();
        // One VM, as in a pane below another one in a lesson.
        std::erase_if(window.series, [](const auto& one) { return one.first.vm == 0; });
        scene.data.take(window);
        QCOMPARE(cut({440, 110}, {Words::ring(Ring::k3), Words::ring(Ring::k0), Words::ring(Ring::kMinus1)}), QString());
    }

    void no_word_is_smaller_than_words_may_become_and_none_is_cut_off_at_an_edge() {
        bool elided = false;
        for (const int percent : {100, 150, 300}) {
            LoneContext context(percent);
            const auto pane = of_a_run(context);
            TimelineScene& scene = pane->canvas().scene();
            scene.data.take(counts(kMany));
            const double least = QFontMetricsF(scaled_font(context.theme().font(), context.theme().least_scale())).height();
            for (const bool near : {false, true}) {
                if (near) scene.data.take(0, kEnd, {crossed(200'000, EventKind::kTrap, kEcall, Ring::k3, Ring::k0), crossed(230'000, EventKind::kReturn, 0, Ring::k0, Ring::k3)}, true, kEnd);
                for (const int height : {84, 100, 130, 170, 255, 420})
                    for (const int width : {120, 240, 440, 980}) {
                        const QSize size(width, height);
                        const TimelineLayout layout = lay_out(scene, size, context.theme().font(), context.theme().least_scale());
                        WordsDevice device(size);
                        device.cut(*pane, {});
                        for (const DrawnText& one : device.texts()) {
                            // Sentences may become smaller still, and have what room there is.
                            if (one.box.center().y() > layout.strip.top()) continue;
                            const QByteArray where = QStringLiteral("%1 at %2x%3, %4 %").arg(one.text).arg(width).arg(height).arg(percent).toUtf8();
                            QVERIFY2(one.box.height() > least - 2, where);
                            // In a pane that is narrow for its words the cycle where the machine stands is longer than there is room.
                            const bool moment = one.box.bottom() <= layout.ticks.bottom() && width < 240 * percent / 100;
                            QVERIFY2(moment || (one.box.left() >= -1 && one.box.right() <= width + 1), where);
                            elided = elided || one.text.contains(u'\u2026');
                        }
                    }
            }
        }
        // Also where there was too little room.
        QVERIFY(elided);
    }
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setStyle(new Style);
    TimelineLegendTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "timeline_legend_test.moc"
