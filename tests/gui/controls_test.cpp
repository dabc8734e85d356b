// Each control by the door that a person uses, its key or its widget, and what the machine and the window then show.
// Not here: that keys do not clash (keys_test.cpp), languages, themes, consoles (window_test.cpp).
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QRegularExpression>
#include <QStatusBar>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "gui/app/banner.hpp"
#include "gui/app/docks.hpp"
#include "gui/panes/console_pane.hpp"
#include "gui/session/goal.hpp"
#include "tests/gui/little_room.hpp"
#include "tests/gui/window_bench.hpp"

using namespace anel;
using namespace anel::gui;
using session::Phase;
using session::StopReason;

namespace {

constexpr int kPatienceMs = 30'000;

}  // namespace

class ControlsTest : public WindowBench {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        session::Configuration configuration;
        configuration.command_line = "run=hello;sysloop 1000000";
        open_on(configuration);
        QVERIFY(paused([](const session::Frame& frame) { return frame.machine == 1; }));
    }
    void cleanup() { tear_down(); }

    void run_and_pause_are_one_key() {
        QAction& run = action("run");
        QCOMPARE(run.text(), QStringLiteral("&Run"));
        press(Qt::Key_F8);
        QVERIFY(comes([](const session::Frame& frame) { return frame.phase == Phase::kRunning && frame.now.cycle > 0; }));
        QCOMPARE(run.text(), QStringLiteral("&Pause"));
        QVERIFY(!action("step").isEnabled() && !action("next_trap").isEnabled() && !action("step_back").isEnabled());
        // The read-out says how fast it is.
        QVERIFY(comes([](const session::Frame& frame) { return frame.mips >= 0.01; }));
        QVERIFY2(status().contains(QRegularExpression(QStringLiteral("running.* cycle .*(\\d\\.\\d\\d|\\d\\d\\.\\d) MIPS"))), qPrintable(status()));
        QCOMPARE(run.toolTip(), QStringLiteral("Pause (F8)"));
        press(Qt::Key_F8);
        QVERIFY(paused([](const session::Frame& frame) { return frame.stop == StopReason::kAsked; }));
        QCOMPARE(run.text(), QStringLiteral("&Run"));
        QVERIFY(action("step").isEnabled() && action("step_back").isEnabled());
        QVERIFY(!status().contains(QStringLiteral("MIPS")) && status().contains(QStringLiteral("paused")));
    }

    void a_step_is_one_instruction_and_a_step_back_undoes_it() {
        QVERIFY(!action("step_back").isEnabled() && !action("previous_trap").isEnabled());
        press(Qt::Key_F5);
        QVERIFY(paused([](const session::Frame& frame) { return frame.now.instructions + frame.now.traps == 1; }));
        const session::FramePtr one = frame_shared();
        press(Qt::Key_F5);
        QVERIFY(paused([](const session::Frame& frame) { return frame.now.instructions + frame.now.traps == 2; }));
        press(Qt::Key_F4);
        QVERIFY(paused([&](const session::Frame& frame) { return frame.now == one->now; }));
        QVERIFY(frame().cpu == one->cpu);
        press(Qt::Key_F4);
        QVERIFY(paused([](const session::Frame& frame) { return frame.now.cycle == 0; }));
        QVERIFY(!action("step_back").isEnabled());
    }

    void next_and_previous_trap_and_over_one() {
        go_to(1'200'000);
        press(Qt::Key_F9);
        QVERIFY(paused([](const session::Frame& frame) { return frame.crossing && frame.stop == StopReason::kCrossing; }));
        QVERIFY(session::is_trap(frame().crossing->kind));
        const session::FramePtr first = frame_shared();
        press(Qt::Key_F9);
        QVERIFY(paused([&](const session::Frame& frame) { return frame.now > first->now && frame.crossing; }));
        press(Qt::Key_F9, Qt::ShiftModifier);
        QVERIFY(paused([&](const session::Frame& frame) { return frame.now == first->now; }));
        QVERIFY(frame().crossing == first->crossing);
        // In front of it, and over it: behind the instruction, in its ring, with what the monitor did for it.
        press(Qt::Key_F4);
        QVERIFY(paused([&](const session::Frame& frame) { return frame.now < first->now; }));
        const session::FramePtr before = frame_shared();
        QVERIFY2(before->cpu.vmid != 0 && status().contains(QStringLiteral("VM %1").arg(before->cpu.vmid)), qPrintable(status()));
        press(Qt::Key_F7);
        QVERIFY(paused([&](const session::Frame& frame) { return frame.now > first->now; }));
        QCOMPARE(frame().cpu.pc, before->cpu.pc + 4);
        QCOMPARE(frame().cpu.ring, before->cpu.ring);
        QVERIFY(frame().now.instructions > before->now.instructions + 10);
        // The next ring crossing is no trap where a handler returns.
        go_to(first->now.cycle);
        press(Qt::Key_F9, Qt::ControlModifier);
        QVERIFY(paused([&](const session::Frame& frame) { return frame.now > first->now && frame.crossing; }));
        QVERIFY(!session::is_trap(frame().crossing->kind));
    }

    void a_cycle_is_asked_for_and_gone_to_there_and_back() {
        const auto ask = [this](const QString& text) {
            answer([text](QWidget& dialog) {
                auto* const edit = dialog.findChild<QLineEdit*>();
                edit->setText(text);
                QTest::keyClick(edit, Qt::Key_Return);
            });
            press(Qt::Key_G, Qt::ControlModifier);
        };
        ask(QStringLiteral("700,000"));
        QVERIFY(paused([](const session::Frame& frame) { return frame.stop == StopReason::kCycle && frame.now.cycle >= 700'000; }));
        QVERIFY(frame().now.cycle < 701'000);
        const machine::Moment end = frame().now;
        ask(QStringLiteral("300000"));
        QVERIFY(paused([](const session::Frame& frame) { return frame.now.cycle >= 300'000 && frame.now.cycle < 301'000; }));
        QCOMPARE(frame().end.cycle, end.cycle);
        QVERIFY2(status().contains(QStringLiteral("cycle %1 of %2 ").arg(QLocale().toString(qulonglong(frame().now.cycle)), QLocale().toString(qulonglong(end.cycle)))), qPrintable(status()));
        // What is no number goes nowhere, and not to the digits in it; and it is said.
        const session::FramePtr there = frame_shared();
        for (const char* const wrong : {"nowhere", "-5", "1e6", "12.5", "7,00,000"}) {
            ask(QLatin1String(wrong));
            QVERIFY2(window_->findChild<Banner*>()->message().contains(QLatin1String(wrong)), wrong);
            QTest::qWait(50);
            QVERIFY(frame().now == there->now && frame().jumps == there->jumps);
        }
    }

    void a_speed_is_kept_and_read_out() {
        auto& speed = box("speed");
        speed.setCurrentIndex(speed.findData(1'000.0));
        press(Qt::Key_F8);
        QVERIFY(comes([](const session::Frame& frame) { return frame.phase == Phase::kRunning && frame.speed_wanted == 1'000 && frame.now.instructions > 300 && frame.mips > 0; }));
        QVERIFY2(status().contains(QStringLiteral("instructions a second")), qPrintable(status()));
        QVERIFY(frame().mips < 0.0015);
        press(Qt::Key_F8);
        QVERIFY(paused());
        // Slowly, where full speed is chosen, is a speed that one can follow.
        speed.setCurrentIndex(speed.findData(0.0));
        press(Qt::Key_F6);
        QVERIFY(comes([](const session::Frame& frame) { return frame.phase == Phase::kRunning && frame.speed_wanted > 0 && frame.speed_wanted <= 10; }));
        QVERIFY(speed.currentData().toDouble() == frame().speed_wanted);
        press(Qt::Key_F6);
        QVERIFY(paused());
        // One that was chosen is slow enough for whoever chose it.
        speed.setCurrentIndex(speed.findData(100.0));
        press(Qt::Key_F6);
        QVERIFY(comes([](const session::Frame& frame) { return frame.phase == Phase::kRunning && frame.speed_wanted == 100; }));
        press(Qt::Key_F6);
        QVERIFY(paused());
    }

    void a_choice_of_mode_policy_or_workload_is_another_machine_and_says_so() {
        const auto choose = [this](const char* name, const QVariant& data) {
            const std::uint64_t machine = frame().machine;
            box(name).setCurrentIndex(box(name).findData(data));
            return comes([machine](const session::Frame& frame) { return frame.machine == machine + 1 && frame.phase == Phase::kPaused; });
        };
        go_to(300'000);
        QVERIFY(choose("mode", static_cast<int>(control::Mode::kPara)));
        QCOMPARE(frame().configuration.mode, control::Mode::kPara);
        QCOMPARE(frame().now.cycle, Cycles{0});
        QVERIFY(window_->banner().message().contains(QStringLiteral("from reset")) && window_->banner().message().contains(QStringLiteral("para")));
        QVERIFY(choose("workload", QStringLiteral("mix")));
        QCOMPARE(frame().configuration.workload, std::string("mix"));
        QVERIFY(window_->banner().message().contains(QStringLiteral("mix")));
        QVERIFY(choose("policy", static_cast<int>(spec::Policy::kPopf)));
        QVERIFY(frame().configuration.policy == spec::Policy::kPopf);
        QVERIFY(window_->banner().message().contains(QStringLiteral("popf")));
        QCOMPARE(frame().configuration.workload, std::string("mix"));
        QVERIFY(choose("policy", -1));
        QVERIFY(!frame().configuration.policy);
    }

    void a_reset_is_the_same_machine_from_the_beginning() {
        go_to(1'000'000);
        press(Qt::Key_F3);
        QVERIFY(paused([](const session::Frame& frame) { return frame.machine == 2; }));
        QCOMPARE(frame().now.cycle, Cycles{0});
        QCOMPARE(frame().end.cycle, Cycles{0});
        QCOMPARE(frame().configuration.mode, control::Mode::kFullTrap);
        QVERIFY(frame().crossings.empty());
    }

    void slow_motion_stops_at_each_crossing_with_a_sentence() {
        go_to(1'200'000);
        QVERIFY(window_->banner().headline().isEmpty());
        press(Qt::Key_M, Qt::ControlModifier);
        QVERIFY(action("slow_motion").isChecked());
        press(Qt::Key_F8);
        QVERIFY(paused([](const session::Frame& frame) { return frame.crossing && frame.slow_motion; }));
        QVERIFY(!window_->banner().headline().isEmpty() && !window_->banner().sentence().isEmpty());
        const session::FramePtr first = frame_shared();
        press(Qt::Key_F8);
        QVERIFY(paused([&](const session::Frame& frame) { return frame.crossing && frame.now > first->now; }));
        const auto crossings = [](const session::Frame& frame) {
            std::uint64_t sum = 0;
            for (const session::CrossingCount& one : frame.crossings) sum += one.total;
            return sum;
        };
        QCOMPARE(crossings(frame()), crossings(*first) + 1);
        press(Qt::Key_M, Qt::ControlModifier);
        QVERIFY(comes([](const session::Frame& frame) { return !frame.slow_motion; }));
        QVERIFY(window_->banner().headline().isEmpty());
    }

    void one_pane_fills_the_screen_and_escape_brings_it_back() {
        window_->show_pane(QStringLiteral("cpu"));
        Pane* const pane = window_->docks().pane(QStringLiteral("cpu"));
        press(Qt::Key_F11);
        QVERIFY(window_->docks().presenting());
        QCOMPARE(pane->window(), window_->docks().stage());
        QVERIFY(action("present").isChecked());
        QCOMPARE(window_->docks().stage()->windowTitle(), pane->title());
        QVERIFY(becomes_active(*window_->docks().stage()));
        // The machine's keys count there, too, and the pane goes along.
        QTest::keyClick(pane, Qt::Key_F5);
        QVERIFY(paused([](const session::Frame& frame) { return frame.now.instructions + frame.now.traps == 1; }));
        QTest::keyClick(window_->docks().stage(), Qt::Key_Escape);
        QVERIFY(!window_->docks().presenting() && !action("present").isChecked());
        QVERIFY(pane->window() == window_.get());
    }

    void perspectives_have_their_panes_and_a_layout_can_be_reset() {
        QVERIFY(shown() == usual(&PaneRow::lecture));
        press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(window_->docks().perspective(), Perspective::kDebug);
        QVERIFY(shown() == usual(&PaneRow::debug));
        dock("cpu").hide();
        dock("rings").show();
        QVERIFY(shown() != usual(&PaneRow::debug));
        action("reset_layout").trigger();
        QVERIFY(shown() == usual(&PaneRow::debug));
        // Each is found as it was left.
        dock("code").hide();
        press(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(shown() == usual(&PaneRow::lecture));
        press(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(dock("code").isHidden());
    }

    void a_pane_is_exported_by_its_key_and_a_full_disk_is_a_message() {
        window_->show_pane(QStringLiteral("cpu"));
        const QString file = folder_->filePath(QStringLiteral("cpu.csv"));
        export_to(file);
        QVERIFY(QTest::qWaitFor([this] { return window_->banner().message().contains(QStringLiteral("Written")); }, kPatienceMs));
        QVERIFY(QFile::exists(file));
        QVERIFY(QFile(file).size() > 500);
        // As on a disk that has room for some bytes more: nothing half written is left.
        const QStringList there = QDir(folder_->path()).entryList(QDir::Files);
        for (const char* const end : {"svg", "png", "csv"}) {
            const QString full = folder_->filePath(QStringLiteral("full.") + QLatin1String(end));
            {
                const LittleRoom little;
                export_to(full);
            }
            QVERIFY2(QTest::qWaitFor([&] { return window_->banner().message().contains(full) && window_->banner().message().contains(QStringLiteral("could not be written")); }, kPatienceMs), end);
            QCOMPARE(QDir(folder_->path()).entryList(QDir::Files), there);
        }
    }

    void a_guest_that_panics_is_shown_as_what_it_is() {
        session::Configuration configuration;
        configuration.command_line = "run=panic kernel";
        window_->load(configuration);
        QVERIFY(paused([](const session::Frame& frame) { return frame.machine == 2; }));
        press(Qt::Key_F8);
        QVERIFY(comes([](const session::Frame& frame) { return frame.phase == Phase::kEnded; }));
        auto* const console = static_cast<ConsolePane*>(window_->docks().pane(QStringLiteral("console")));
        QVERIFY2(console->text().contains(QStringLiteral("panic")), qPrintable(console->text()));
        QVERIFY2(status().contains(QStringLiteral("ended")), qPrintable(status()));
        // One can go back from there, and not on.
        QVERIFY(!action("run").isEnabled() && !action("step").isEnabled() && action("step_back").isEnabled() && action("reset").isEnabled());
        press(Qt::Key_F9, Qt::ShiftModifier);
        QVERIFY(paused([](const session::Frame& frame) { return frame.phase == Phase::kPaused && frame.now < frame.end; }));
        QVERIFY(action("run").isEnabled());
    }

    void a_machine_file_that_is_broken_is_a_message_with_its_place() {
        const QString file = folder_->filePath(QStringLiteral("broken.yaml"));
        std::ofstream(file.toStdString()) << "ram: [\n";
        const session::FramePtr before = frame_shared();
        answer([file](QWidget& dialog) {
            auto* const chooser = qobject_cast<QFileDialog*>(&dialog);
            chooser->selectFile(file);
            chooser->findChild<QLineEdit*>()->setText(file);
            QMetaObject::invokeMethod(chooser, "accept");
        });
        press(Qt::Key_O, Qt::ControlModifier);
        QVERIFY(QTest::qWaitFor([this] { return window_->banner().message().contains(QStringLiteral("broken.yaml")); }, kPatienceMs));
        QCOMPARE(frame().machine, before->machine);
        QVERIFY(frame().configuration.machine_file.empty());
        // The next choice knows nothing of it.
        box("mode").setCurrentIndex(box("mode").findData(static_cast<int>(control::Mode::kPara)));
        QVERIFY(paused([&](const session::Frame& frame) { return frame.machine == before->machine + 1; }));
        QVERIFY(frame().configuration.machine_file.empty());
    }

    void a_long_journey_shows_how_far_it_is_and_escape_gives_it_up() {
        go_to(30'000'000);
        const session::FramePtr before = frame_shared();
        QVERIFY(!action("give_up").isEnabled());
        auto& bar = *window_->findChild<QProgressBar*>(QStringLiteral("journey"));
        QVERIFY(!bar.isVisible());
        // Of a kind that there is none of: all of the run is searched.
        window_->send(session::PreviousCrossing{false, session::Alike{cpu::EventKind::kVmoff, 1, Ring::k3, Ring::k3}});
        QVERIFY(comes([](const session::Frame& frame) { return frame.journey.has_value(); }));
        QVERIFY(bar.isVisible() && action("give_up").isEnabled());
        QVERIFY2(status().contains(u'%'), qPrintable(status()));
        // As far as it is, to a hundredth.
        QVERIFY(comes([](const session::Frame& frame) { return frame.journey && frame.journey->share() > 0.05; }));
        QVERIFY2(std::abs(static_cast<double>(bar.value() - bar.minimum()) / (bar.maximum() - bar.minimum()) - frame().journey->share()) < 0.01, qPrintable(QString::number(bar.value())));
        QCOMPARE(action("run").text(), QStringLiteral("&Pause"));
        press(Qt::Key_Escape);
        QVERIFY(paused([](const session::Frame& frame) { return !frame.journey; }));
        QCOMPARE(frame().stop, StopReason::kAsked);
        QVERIFY(frame().now == before->now && frame().cpu == before->cpu && frame().jumps == before->jumps);
        QVERIFY(!bar.isVisible() && !action("give_up").isEnabled());
    }

private:
    template <class Holds>
    bool comes(Holds holds) {
        return QTest::qWaitFor([&] { return holds(frame()); }, kPatienceMs);
    }
    bool paused(const std::function<bool(const session::Frame&)>& holds = {}) {
        return comes([&](const session::Frame& frame) { return frame.machine != 0 && (frame.phase == Phase::kPaused) && (!holds || holds(frame)); });
    }
    const session::Frame& frame() const { return *window_->frame(); }
    session::FramePtr frame_shared() const { return window_->frame(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(window_.get(), key, modifiers); }
    QAction& action(const char* name) {
        const QList<QAction*> all = window_->all_actions();
        return **std::ranges::find_if(all, [name](const QAction* one) { return one->objectName() == QLatin1String(name); });
    }
    QComboBox& box(const char* name) { return *window_->findChild<QComboBox*>(QLatin1String(name)); }
    QDockWidget& dock(const char* name) { return *window_->findChild<QDockWidget*>(QLatin1String(name)); }
    /// All that the bar at the bottom says.
    QString status() const {
        QStringList words;
        for (const QLabel* const label : window_->statusBar()->findChildren<QLabel*>()) words << label->text();
        return words.join(u' ');
    }
    void go_to(Cycles cycle) {
        window_->send(session::GoTo{cycle});
        QVERIFY(paused([cycle](const session::Frame& frame) { return frame.stop == StopReason::kCycle && frame.now.cycle >= cycle; }));
    }
    void export_to(const QString& file) {
        answer([file](QWidget& dialog) {
            dialog.findChild<QLineEdit*>()->setText(file);
            QMetaObject::invokeMethod(&dialog, "accept");
        });
        // After a dialog it takes the window manager a while to give the keys back.
        QVERIFY(becomes_active(*window_));
        press(Qt::Key_E, Qt::ControlModifier);
    }
    QStringList shown() const {
        QStringList names;
        for (const Docks::One& one : window_->docks().all())
            if (!one.dock->isHidden()) names << QLatin1String(one.row->object_name);
        return names;
    }
    QStringList usual(Spot PaneRow::* perspective) const {
        QStringList names;
        for (const Docks::One& one : window_->docks().all())
            if ((one.row->*perspective).visible) names << QLatin1String(one.row->object_name);
        return names;
    }
};

int main(int argc, char** argv) { return run_test<ControlsTest>(argc, argv); }

#include "controls_test.moc"
