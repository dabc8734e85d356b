// Bars are as long as what was measured, and the pane measures in the background, as the experiment of the command line does.
#include "tests/gui/measured_tests.hpp"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <map>

#include "gui/app/appearance.hpp"
#include "gui/models/overhead.hpp"
#include "gui/models/reference_figures.hpp"
#include "gui/panes/overhead_chart.hpp"
#include "gui/panes/overhead_pane.hpp"
#include "monitor/control/report.hpp"
#include "tests/gui/drawn_words.hpp"
#include "tests/gui/lone_pane.hpp"

using namespace anel;
using namespace anel::gui;
using control::Mode;
using spec::Activity;

namespace {

constexpr int kPatienceMs = 60'000;

control::ComparedMode row(Mode mode, std::initializer_list<std::pair<Activity, Cycles>> booked) {
    control::ComparedMode row;
    row.run.mode = mode;
    row.run.guest_exit = 0;
    row.equivalent = true;
    for (const auto& [activity, cycles] : booked) {
        row.run.ledger.book(0, Ring::k0, activity, cycles);
        row.run.cycles += cycles;
    }
    return row;
}

/// Ten operations; native 150 cycles of which the boot takes 40, full-trap 600 of which the boot takes 100. Para prints something else.
control::Comparison by_hand() {
    control::Comparison comparison;
    comparison.workload = "callret";
    comparison.operations = 10;
    comparison.modes.push_back(row(Mode::kNative, {{Activity::kUser, 100}, {Activity::kKernel, 50}}));
    comparison.modes.push_back(row(Mode::kFullTrap, {{Activity::kUser, 100}, {Activity::kKernel, 60}, {Activity::kCrossing, 200}, {Activity::kEmulate, 240}}));
    comparison.modes.push_back(row(Mode::kPara, {{Activity::kUser, 10}}));
    comparison.modes[0].boot_cycles = {{"user", 30}, {"kernel", 10}};
    comparison.modes[0].per_operation = control::PerOperation{11, {}, {}};
    comparison.modes[1].boot_cycles = {{"user", 30}, {"emulate", 70}};
    comparison.modes[1].per_operation = control::PerOperation{50, 4.5, 120};
    comparison.modes[1].slowdown = 4;
    comparison.modes[2].equivalent = false;
    comparison.modes[2].run.console = "x";
    cpu::Counters& counters = comparison.modes[1].run.counters;
    counters.exceptions[static_cast<std::size_t>(spec::TrapCause::kPrivileged)] = 9;
    counters.inward_exceptions[static_cast<std::size_t>(spec::TrapCause::kPrivileged)] = 7;
    counters.interrupts[spec::kLineTimer] = counters.inward_interrupts[spec::kLineTimer] = 30;
    return comparison;
}

}  // namespace

class OverheadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bars_are_what_the_ledger_says_in_each_unit() {
        const control::Comparison comparison = by_hand();
        const auto cycles = overhead_bars(comparison, OverheadUnit::kCycles);
        QCOMPARE(cycles.size(), std::size_t{3});
        QCOMPARE(cycles[0].total, 150.0);
        QCOMPARE(cycles[1].total, 600.0);
        QCOMPARE(cycles[1].times_native, 4.0);
        QCOMPARE(cycles[1].segments.size(), std::size_t{4});
        // The guest's come first, the monitor's last.
        QVERIFY(cycles[1].segments[0].activity == Activity::kUser && cycles[1].segments[1].activity == Activity::kKernel);
        QVERIFY(cycles[1].segments[3].activity == Activity::kEmulate);
        QCOMPARE(cycles[1].segments[3].amount, 240.0);
        QVERIFY(cycles[2].segments.empty() && !cycles[2].why_not.isEmpty());

        const auto percent = overhead_bars(comparison, OverheadUnit::kPercentOfNative);
        QCOMPARE(percent[0].total, 100.0);
        QCOMPARE(percent[1].total, 400.0);

        const auto each = overhead_bars(comparison, OverheadUnit::kPerOperation);
        QCOMPARE(each[0].total, 11.0);
        QCOMPARE(each[1].total, 50.0);
        QCOMPARE(each[1].segments[0].amount, 7.0);
        QCOMPARE(each[1].segments[3].amount, 17.0);
        double sum = 0;
        for (const OverheadSegment& segment : each[1].segments) sum += segment.amount;
        QCOMPARE(sum, 50.0);
    }

    void exits_and_the_kernels_own_traps_are_told_apart() {
        const auto bars = trap_bars(by_hand());
        QCOMPARE(sum_of(bars[1].exits), std::uint64_t{37});
        QCOMPARE(sum_of(bars[1].traps), std::uint64_t{2});
        // The most frequent first.
        QCOMPARE(bars[1].exits[0].cause, spec::kInterruptBit | spec::kLineTimer);
        QCOMPARE(bars[1].exits[1].cause, static_cast<std::uint32_t>(spec::TrapCause::kPrivileged));
        QCOMPARE(bars[1].exits[1].count, std::uint64_t{7});
    }

    void the_table_is_a_proper_model_and_says_the_same() {
        OverheadModel model;
        const QAbstractItemModelTester tester(&model);
        model.show(std::make_shared<const control::Comparison>(by_hand()));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columnCount(), OverheadModel::kFirstActivity + 4);
        QCOMPARE(model.index(1, OverheadModel::kCycles).data().toString(), QStringLiteral("600"));
        QCOMPARE(model.index(1, OverheadModel::kExits).data().toString(), QStringLiteral("37"));
        QCOMPARE(model.index(1, OverheadModel::kFirstActivity + 3).data().toString(), QStringLiteral("240"));
        model.show(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void published_figures_are_those_of_the_paper_and_none_is_made_up() {
        QCOMPARE(*reference_cycles("pagefault", Mode::kAssistShadow), 11242.0);
        QCOMPARE(*reference_cycles("callret", Mode::kFullTranslate), 51.0);
        QVERIFY(!reference_cycles("syscall", Mode::kNative));
        QVERIFY(!reference_cycles("pagefault", Mode::kAssistNested));
        for (const ReferenceFigure& one : reference_figures()) {
            QVERIFY(control::find_workload(one.workload));
            QVERIFY(reference_cycles(one.workload, Mode::kNative));
        }
    }

    void the_chart_is_walked_with_the_arrow_keys() {
        LoneContext context;
        OverheadChart chart([&]() -> const Theme& { return context.theme(); });
        chart.resize(800, 500);
        chart.show(std::make_shared<const control::Comparison>(by_hand()));
        QVERIFY(chart.chosen_text().isEmpty());
        QTest::keyClick(&chart, Qt::Key_Right);
        QVERIFY2(chart.chosen_text().startsWith(QStringLiteral("native, programs: 100 cycles, 66.7 %")), qPrintable(chart.chosen_text()));
        QTest::keyClick(&chart, Qt::Key_Down);
        QVERIFY(chart.chosen_text().startsWith(QStringLiteral("full-trap, programs: 100")));
        QTest::keyClick(&chart, Qt::Key_End);
        QVERIFY(chart.chosen_text().startsWith(QStringLiteral("full-trap, emulating: 240")));
        QTest::keyClick(&chart, Qt::Key_Up);
        QVERIFY(chart.chosen_text().startsWith(QStringLiteral("native, kernel: 50")));
        QTest::keyClick(&chart, Qt::Key_Escape);
        QVERIFY(chart.chosen_text().isEmpty());
    }

    void a_bar_is_as_long_as_what_was_measured_wherever_one_points() {
        LoneContext context;
        OverheadChart chart([&]() -> const Theme& { return context.theme(); });
        chart.resize(800, 500);
        chart.show(std::make_shared<const control::Comparison>(by_hand()));
        const auto mode_at = [&chart](int x, int y) {
            QTest::mouseClick(&chart, Qt::LeftButton, {}, QPoint(x, y));
            return chart.chosen_text().section(u',', 0, 0);
        };
        constexpr int kApart = 20;  // less than a bar is high, and than native's is long
        std::map<QString, int> rows;
        for (int y = 0; y < chart.height(); y += kApart)
            for (int x = 0; x < chart.width(); x += kApart)
                if (const QString mode = mode_at(x, y); !mode.isEmpty()) rows[mode] = y;
        QCOMPARE(rows.size(), std::size_t{2});
        // Without a hole.
        const auto length = [&](const char* mode) {
            int first = chart.width(), last = -1, pixels = 0;
            for (int x = 0; x < chart.width(); ++x) {
                if (mode_at(x, rows.at(QLatin1String(mode))) != QLatin1String(mode)) continue;
                first = std::min(first, x);
                last = x;
                ++pixels;
            }
            return last - first + 1 == pixels ? pixels : -1;
        };
        // Cycles of each: 150 and 600.
        const int native = length("native"), full_trap = length("full-trap");
        QVERIFY(native > 80);
        QVERIFY2(std::abs(4 * native - full_trap) < 16, qPrintable(QStringLiteral("%1, %2").arg(native).arg(full_trap)));
    }

    void the_pane_measures_in_the_background_and_keeps_what_it_measured() {
        LoneContext context;
        const auto pane = lone<OverheadPane>(context);
        auto* const workload = pane->findChild<QComboBox*>(QStringLiteral("overhead_workload"));
        auto* const start = pane->findChild<QPushButton*>(QStringLiteral("overhead_start"));
        auto* const view = pane->findChild<QComboBox*>(QStringLiteral("overhead_view"));
        for (QCheckBox* const box : pane->findChildren<QCheckBox*>())
            if (box->text() != QStringLiteral("para")) box->setChecked(false);
        workload->setCurrentText(QStringLiteral("exception"));
        QVERIFY(!pane->shown());
        QVERIFY(pane->table().isEmpty());
        QTest::keyClick(start, Qt::Key_Space);
        QVERIFY(QTest::qWaitFor([&] { return pane->shown() && pane->shown()->modes.size() == 2; }, kPatienceMs));
        QVERIFY(QTest::qWaitFor([&] { return start->text() == QStringLiteral("Me&asure"); }, kPatienceMs));
        QCOMPARE(pane->shown()->modes[1].run.mode, Mode::kPara);
        QVERIFY(pane->shown()->all_equivalent());
        QVERIFY(pane->shown()->modes[1].slowdown > 1);
        QCOMPARE(pane->table(), QString::fromStdString(control::to_csv(*pane->shown())));
        const auto kept = pane->shown();
        workload->setCurrentText(QStringLiteral("boot"));
        QVERIFY(!pane->shown());
        workload->setCurrentText(QStringLiteral("exception"));
        QCOMPARE(pane->shown(), kept);
        // Published figures are for one operation, so they bring that unit with them.
        pane->findChild<QCheckBox*>(QStringLiteral("overhead_references"))->setChecked(true);
        QCOMPARE(view->currentIndex(), 2);
        for (int i = 0; i < view->count(); ++i) {
            view->setCurrentIndex(i);
            QCOMPARE(WordsDevice(pane->drawing_size().toSize()).cut(*pane, {QStringLiteral("native"), QStringLiteral("para")}), QString());
        }
        QVERIFY(pane->drawing_size().height() > 100);
    }

    void the_modes_that_are_ticked_are_those_that_a_lesson_has_measured() {
        LoneContext context;
        const auto pane = lone<OverheadPane>(context);
        const auto ticked = [&] {
            QStringList names;
            for (const QCheckBox* const box : pane->findChildren<QCheckBox*>())
                if (box->isChecked()) names << box->text();
            return names;
        };
        QVERIFY(ticked().contains(QStringLiteral("assist-nested")));
        pane->adopt({by_hand()});
        QCOMPARE(ticked(), QStringList({QStringLiteral("native"), QStringLiteral("full-trap"), QStringLiteral("para")}));
        // Of its traps: what went to the monitor and what the kernel took itself; the bare machine has none to go to.
        pane->findChild<QComboBox*>(QStringLiteral("overhead_view"))->setCurrentIndex(3);
        QCOMPARE(WordsDevice(pane->drawing_size().toSize()).cut(*pane, {QStringLiteral("no monitor"), QStringLiteral("exits: 37"), QStringLiteral("taken by the kernel: 2")}), QString());
    }

    void large_words_become_smaller_before_the_picture_is_cut_off_and_no_smaller_than_usual_ones() {
        constexpr int kWidth = 700;
        LoneContext context(200);
        const auto pane = lone<OverheadPane>(context);
        pane->adopt({by_hand()});
        const auto* const chart = pane->findChild<OverheadChart*>();
        const int least = chart->least_height(kWidth);
        QCOMPARE(WordsDevice(QSize(kWidth, least)).cut(*pane, {QStringLiteral("native"), QStringLiteral("full-trap"), tr("Where the cycles go: callret")}), QString());
        LoneContext usual;
        const auto small = lone<OverheadPane>(usual);
        small->adopt({by_hand()});
        // Half as large, were that all that is to be seen to.
        QVERIFY(least >= small->findChild<OverheadChart*>()->least_height(kWidth));
        QVERIFY(least < 2 * small->findChild<OverheadChart*>()->least_height(kWidth));
    }

    void a_piece_is_where_it_is_drawn_also_in_a_picture_that_has_become_smaller() {
        for (const int percent : {100, 200}) {
            LoneContext context(percent);
            const auto pane = lone<OverheadPane>(context);
            pane->adopt({by_hand()});
            auto* const chart = qobject_cast<OverheadChart*>(pane->findChild<QScrollArea*>()->takeWidget());
            chart->resize(700, chart->least_height(700));
            const QImage picture = chart->grab().toImage();
            const QRgb background = context.theme().background().rgb();
            int there = 0, besides = 0;
            for (int x = 0; x < chart->width(); x += 5)
                for (int y = 0; y < chart->height(); y += 5) {
                    QMouseEvent press(QEvent::MouseButtonPress, QPointF(x, y), QPointF(x, y), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
                    QApplication::sendEvent(chart, &press);
                    if (chart->chosen_text().isEmpty()) continue;
                    ++(picture.pixel(x, y) == background ? besides : there);
                }
            QVERIFY2(there > 100 && besides < there / 10, qPrintable(QStringLiteral("at %1 %: %2 and %3").arg(percent).arg(there).arg(besides)));
            delete chart;
        }
    }

    void where_bars_and_choices_have_no_room_for_both_choices_are_behind_a_button() {
        LoneContext context;
        const auto pane = lone<OverheadPane>(context);
        pane->adopt({by_hand()});
        const auto* const policy = pane->findChild<QComboBox*>(QStringLiteral("overhead_policy"));
        auto* const unfold = pane->findChild<QPushButton*>(QStringLiteral("overhead_unfold"));
        QVERIFY(policy->isVisible() && !unfold->isVisible());
        pane->resize(900, 260);
        QVERIFY(!policy->isVisible() && unfold->isVisible());
        // What most people want is still there.
        QVERIFY(pane->findChild<QComboBox*>(QStringLiteral("overhead_workload"))->isVisible() && pane->findChild<QPushButton*>(QStringLiteral("overhead_start"))->isVisible());
        unfold->click();
        QVERIFY(policy->isVisible());
        unfold->click();
        QVERIFY(!policy->isVisible());
        pane->resize(900, 700);
        QVERIFY(policy->isVisible() && !unfold->isVisible());
    }

    /// Whatever ends a test, the next one is in English.
    void cleanup() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void in_another_language_whoever_shows_the_table_is_told() {
        LoneContext context;
        const auto pane = lone<OverheadPane>(context);
        pane->adopt({by_hand()});
        const QAbstractItemModel& table = *pane->findChild<QTableView*>()->model();
        const auto word = [&table] { return table.headerData(OverheadModel::kMode, Qt::Horizontal).toString(); };
        QCOMPARE(word(), QStringLiteral("Mode"));
        QString heard;
        connect(&table, &QAbstractItemModel::modelReset, pane.get(), [&] { heard = word(); });
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        Appearance appearance(settings);
        appearance.set_language(explain::Language::kPortuguese);
        QTRY_COMPARE(heard, QStringLiteral("Modo"));
        appearance.set_language(explain::Language::kEnglish);
        QTRY_COMPARE(heard, QStringLiteral("Mode"));
    }

    void a_measurement_can_be_called_off() {
        LoneContext context;
        const auto pane = lone<OverheadPane>(context);
        auto* const start = pane->findChild<QPushButton*>(QStringLiteral("overhead_start"));
        pane->findChild<QComboBox*>(QStringLiteral("overhead_workload"))->setCurrentText(QStringLiteral("compute"));
        start->click();
        QCOMPARE(start->text(), QStringLiteral("&Cancel"));
        QVERIFY(QTest::qWaitFor([&] { return pane->shown() != nullptr; }, kPatienceMs));
        start->click();
        QVERIFY(QTest::qWaitFor([&] { return start->text() == QStringLiteral("Me&asure"); }, kPatienceMs));
        QVERIFY(pane->shown()->modes.size() < control::built_modes().size());
    }
};

int run_overhead_tests(int argc, char** argv) {
    OverheadTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "overhead_test.moc"
