// The race as a window shows it: the ratio at the progress that both have come to, worked out by hand, and the pane's buttons.
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <algorithm>

#include "gui/models/race_words.hpp"
#include "gui/panes/race_pane.hpp"
#include "tests/gui/drawn_words.hpp"
#include "tests/gui/lone_pane.hpp"
#include "tests/gui/measured_tests.hpp"

using namespace anel;
using namespace anel::gui;
using control::Mode;
using session::RaceShown;

namespace {

constexpr int kPatienceMs = 60'000;

}  // namespace

class RaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_ratio_is_taken_where_both_have_been() {
        RaceShown shown;
        shown.lanes[0].way = {{0, 0}, {100, 300}, {200, 500}};
        shown.lanes[0].now = {200, 500};
        shown.lanes[1].way = {{0, 0}, {0, 900}, {150, 2400}};
        shown.lanes[1].now = {150, 2400};
        QCOMPARE(common_progress(shown), std::uint64_t{150});
        // Half the way from 300 to 500.
        QCOMPARE(*cycles_at(shown.lanes[0], 150), 400.0);
        QCOMPARE(*race_ratio(shown), 6.0);
        QCOMPARE(*cycles_at(shown.lanes[1], 0), 900.0);
        QVERIFY(!cycles_at(shown.lanes[1], 151));
        QVERIFY(!race_ratio(RaceShown{}));
        // What is said of both is of the same place, and the ratio that of the two.
        const QString standing = RaceWords::standing(shown);
        QVERIFY2(standing.contains(QStringLiteral("6.00")) && standing.contains(QStringLiteral(" 400 cycles")) && standing.contains(QStringLiteral("2,400")), qPrintable(standing));
    }

    void the_pane_runs_pauses_and_starts_anew() {
        LoneContext context;
        const auto pane = lone<RacePane>(context);
        auto* const start = pane->findChild<QPushButton*>(QStringLiteral("race_start"));
        const auto at = [&](RaceShown::State state) { return QTest::qWaitFor([&] { return pane->shown() && pane->shown()->state == state; }, kPatienceMs); };
        pane->findChild<QComboBox*>(QStringLiteral("race_workload"))->setCurrentText(QStringLiteral("syscall"));
        auto* const speed = pane->findChild<QComboBox*>(QStringLiteral("race_speed"));
        // So slow that nobody would see the end.
        speed->setCurrentIndex(0);
        QTest::keyClick(start, Qt::Key_Space);
        QVERIFY(at(RaceShown::State::kRunning));
        QCOMPARE(start->text(), QStringLiteral("P&ause"));
        QVERIFY(QTest::qWaitFor([&] { return pane->shown()->lanes[1].now.progress > 1000; }, kPatienceMs));
        start->click();
        QVERIFY(at(RaceShown::State::kPaused));
        const std::uint64_t progress = pane->shown()->lanes[0].now.progress;
        start->click();
        QVERIFY(at(RaceShown::State::kRunning));
        speed->setCurrentIndex(speed->count() - 1);
        QVERIFY(at(RaceShown::State::kEnded));
        const auto parts = pane->findChildren<QWidget*>();
        const QString standing = RaceWords::standing(*pane->shown());
        QVERIFY(std::ranges::any_of(parts, [&](const QWidget* one) { return one->accessibleName() == QStringLiteral("The two lanes") && one->accessibleDescription() == standing; }));
        QVERIFY(pane->shown()->lanes[0].now.progress > progress);
        QVERIFY(pane->shown()->lanes[0].finished && pane->shown()->lanes[1].finished);
        QVERIFY(*race_ratio(*pane->shown()) > 2);
        QVERIFY(pane->table().contains(QStringLiteral("full-trap,%1,%2").arg(pane->shown()->lanes[1].now.progress).arg(pane->shown()->lanes[1].now.cycles)));
        QCOMPARE(WordsDevice(pane->drawing_size().toSize()).cut(*pane, {QStringLiteral("native"), QStringLiteral("full-trap")}), QString());
        pane->findChild<QPushButton*>(QStringLiteral("race_reset"))->click();
        QVERIFY(at(RaceShown::State::kPaused));
        QCOMPARE(pane->shown()->lanes[0].now.cycles, Cycles{0});
    }

    void modes_that_run_another_kernel_are_aligned_by_programs_alone() {
        LoneContext context;
        const auto pane = lone<RacePane>(context);
        auto* const measure = pane->findChild<QComboBox*>(QStringLiteral("race_measure"));
        auto* const second = pane->findChild<QComboBox*>(QStringLiteral("race_second"));
        QVERIFY(measure->isEnabled());
        QCOMPARE(measure->currentIndex(), 0);
        second->setCurrentText(QStringLiteral("full-translate"));
        QVERIFY(!measure->isEnabled());
        QCOMPARE(measure->currentIndex(), 1);
        second->setCurrentText(QStringLiteral("assist-nested"));
        QVERIFY(measure->isEnabled());
    }

    void nobody_looks_and_it_stands_still() {
        LoneContext context;
        const auto pane = lone<RacePane>(context);
        auto* const start = pane->findChild<QPushButton*>(QStringLiteral("race_start"));
        pane->findChild<QComboBox*>(QStringLiteral("race_speed"))->setCurrentIndex(0);
        start->click();
        QVERIFY(QTest::qWaitFor([&] { return pane->shown() && pane->shown()->state == RaceShown::State::kRunning; }, kPatienceMs));
        pane->set_seen(false);
        QVERIFY(QTest::qWaitFor([&] { return pane->shown()->state == RaceShown::State::kPaused; }, kPatienceMs));
    }
};

int run_race_tests(int argc, char** argv) {
    RaceTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "race_test.moc"
