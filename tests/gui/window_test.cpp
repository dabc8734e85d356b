// The window as a person uses it, on a screen that nobody sees: it opens with a machine, every action does something and breaks nothing,
// languages and themes change while it runs, and the keyboard is enough.
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QImage>
#include <QLineEdit>
#include <QMenuBar>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabBar>
#include <QTest>
#include <QTextBrowser>
#include <QTimer>
#include <algorithm>

#include "gui/app/appearance.hpp"
#include "gui/app/banner.hpp"
#include "gui/app/docks.hpp"
#include "gui/app/exporting.hpp"
#include "gui/app/lesson_plan.hpp"
#include "gui/app/main_window.hpp"
#include "gui/panes/console_pane.hpp"
#include "tests/gui/window_bench.hpp"

using namespace anel;
using namespace anel::gui;

namespace {

constexpr int kPatienceMs = 30'000;

bool settles(MainWindow& window, const std::function<bool(const session::Frame&)>& holds) {
    return QTest::qWaitFor([&] { return holds(*window.frame()); }, kPatienceMs);
}

bool is_paused(const session::Frame& frame) { return frame.machine != 0 && frame.phase != session::Phase::kRunning && frame.phase != session::Phase::kWaiting; }

}  // namespace

class WindowTest : public WindowBench {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        set_up();
        open();
    }
    void cleanup() {
        tear_down();
    }

    void a_window_opens_with_a_machine_at_reset() {
        QVERIFY(window_->isVisible());
        QCOMPARE(window_->frame()->phase, session::Phase::kPaused);
        for (const Docks::One& one : window_->docks().all()) {
            QVERIFY2(!one.pane->title().isEmpty() && !one.pane->help().isEmpty(), one.row->object_name);
            QVERIFY2(!one.pane->accessibleName().isEmpty(), one.row->object_name);
        }
        // What has no room at the bottom is read where one points.
        const auto below = window_->statusBar()->findChildren<QWidget*>();
        QVERIFY(std::ranges::any_of(below, [](const QWidget* one) { return one->toolTip().startsWith(QStringLiteral("paused: at reset\ncycle 0")); }));
    }

    void the_keyboard_runs_steps_and_goes_back() {
        press(Qt::Key_F9);
        QVERIFY(settles(*window_, [](const session::Frame& frame) { return frame.stop == session::StopReason::kCrossing && is_paused(frame); }));
        const machine::Moment trap = window_->frame()->now;
        press(Qt::Key_F5);
        QVERIFY(settles(*window_, [&](const session::Frame& frame) { return frame.now > trap && is_paused(frame); }));
        press(Qt::Key_F4);
        QVERIFY(settles(*window_, [&](const session::Frame& frame) { return frame.now == trap; }));
        press(Qt::Key_F8);
        QVERIFY(settles(*window_, [](const session::Frame& frame) { return frame.phase == session::Phase::kWaiting; }));
        auto* const console = static_cast<ConsolePane*>(window_->docks().pane(QStringLiteral("console")));
        window_->show_pane(QStringLiteral("console"));
        QTest::keyClicks(console->focusWidget() != nullptr ? console->focusWidget() : console->findChild<QLineEdit*>(), QStringLiteral("echo by keys"));
        QTest::keyClick(console->findChild<QLineEdit*>(), Qt::Key_Return);
        QVERIFY(QTest::qWaitFor([&] { return console->text().count(QStringLiteral("by keys")) == 2; }, kPatienceMs));
        press(Qt::Key_F3);
        QVERIFY(settles(*window_, [](const session::Frame& frame) { return frame.machine == 2 && frame.now.cycle == 0; }));
        QVERIFY(console->text().isEmpty());
    }

    void the_lesson_plan_lies_beside_the_window_in_its_language() {
        const QList<QAction*> all = window_->all_actions();
        QAction& plan = **std::ranges::find(all, QStringLiteral("lesson_plan"), &QAction::objectName);
        for (int i = 0; i < 2; ++i) plan.trigger();
        const auto windows = window_->findChildren<LessonPlan*>();
        QCOMPARE(windows.size(), 1);
        QVERIFY(windows[0]->isVisible() && !windows[0]->isModal());
        const auto& text = *windows[0]->findChild<QTextBrowser*>();
        // Each lesson of the welcome page has its minutes there, and no mark of the file is left.
        QVERIFY(text.toPlainText().startsWith(QStringLiteral("Fifty minutes")) && text.toPlainText().contains(QStringLiteral("7 Who pays what")));
        appearance_->set_language(explain::Language::kPortuguese);
        QCoreApplication::processEvents();
        QVERIFY2(text.toPlainText().contains(QStringLiteral("7 Quem paga o qu")) && !text.toPlainText().contains(QStringLiteral("![")), qPrintable(text.toPlainText().left(300)));
        QCOMPARE(windows[0]->windowTitle(), QStringLiteral("Plano de aula"));
    }

    void every_action_can_be_taken_and_the_window_lives() {
        for (QAction* const action : window_->all_actions()) {
            const QString name = action->objectName();
            QVERIFY(!name.isEmpty());
            QVERIFY2(!action->text().isEmpty(), qPrintable(name));
            if (name == QLatin1String("quit")) continue;
            // What asks something is answered with Escape.
            QTimer answer;
            connect(&answer, &QTimer::timeout, [] {
                if (QWidget* const modal = QApplication::activeModalWidget()) QTest::keyClick(modal, Qt::Key_Escape);
            });
            answer.start(50);
            action->trigger();
            QTest::qWait(20);
            if (name == QLatin1String("present")) {
                action->trigger();
                QTest::qWait(20);
            }
        }
        const std::uint64_t before = window_->frame()->number;
        window_->send(session::Pause{});
        window_->send(session::Step{});
        QVERIFY(settles(*window_, [before](const session::Frame& frame) { return frame.number > before; }));
    }

    void nothing_lies_over_the_names_of_panes_behind_tabs() {
        using Looked = std::pair<Perspective, int>;
        constexpr Looked kLooked[] = {{Perspective::kLecture, 100}, {Perspective::kDebug, 100}, {Perspective::kLecture, 200}, {Perspective::kDebug, 200}, {Perspective::kLecture, 100}, {Perspective::kDebug, 100}};
        for (const auto& [perspective, percent] : kLooked) {
            appearance_->set_percent(percent);
            window_->docks().set_perspective(perspective);
            window_->docks().reset_layout();
            // Panes take a moment to find their places.
            int names = 0;
            QString covered;
            const bool open = QTest::qWaitFor([&] {
                names = 0;
                covered.clear();
                for (QTabBar* const tabs : window_->findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
                    if (tabs->count() == 0 && tabs->isVisible()) covered = QStringLiteral("no name");
                    // Those that stand for a single pane lie outside.
                    if (!tabs->isVisible() || !window_->rect().contains(tabs->geometry())) continue;
                    for (int i = 0; i < tabs->count(); ++i, ++names) {
                        const QRect name = tabs->tabRect(i).translated(tabs->pos());
                        for (const QPoint& point : {name.topLeft(), name.center(), name.bottomRight()})
                            if (window_->childAt(point) != tabs) covered = tabs->tabText(i);
                    }
                }
                return names >= 2 && covered.isEmpty();
            }, kPatienceMs);
            QVERIFY2(open, qPrintable(QStringLiteral("%1 of %2").arg(covered).arg(names)));
        }
    }

    void what_is_run_is_a_workload_or_somebodys_typing_or_something_else() {
        auto* const workload = window_->findChild<QComboBox*>(QStringLiteral("workload"));
        session::Configuration program;
        program.command_line = "run=hello";
        session::Configuration named;
        named.workload = "mix";
        const std::pair<session::Configuration, QString> runs[] = {{program, QStringLiteral("another one")}, {named, QStringLiteral("mix")}, {{}, QStringLiteral("your own typing")}};
        for (const auto& [configuration, name] : runs) {
            window_->load(configuration);
            QVERIFY(settles(*window_, [&](const session::Frame& frame) { return frame.configuration == configuration && is_paused(frame); }));
            QCOMPARE(workload->currentText(), name);
            // To be chosen it is there only where it is what runs.
            QCOMPARE(workload->findText(QStringLiteral("another one")) >= 0, configuration == program);
        }
        // Another mode runs the same; a workload brings its own.
        window_->load(program);
        QVERIFY(settles(*window_, [&](const session::Frame& frame) { return frame.configuration == program && is_paused(frame); }));
        auto* const mode = window_->findChild<QComboBox*>(QStringLiteral("mode"));
        mode->setCurrentText(QStringLiteral("para"));
        QVERIFY(settles(*window_, [&](const session::Frame& frame) { return frame.configuration.mode == control::Mode::kPara && is_paused(frame); }));
        QCOMPARE(window_->frame()->configuration.command_line, program.command_line);
        workload->setCurrentText(QStringLiteral("mix"));
        QVERIFY(settles(*window_, [](const session::Frame& frame) { return frame.configuration.workload == "mix" && is_paused(frame); }));
        QVERIFY(window_->frame()->configuration.command_line.empty() && window_->frame()->configuration.mode == control::Mode::kPara);
    }

    void keys_go_to_panes_change_the_size_of_words_and_tell_of_a_pane() {
        const std::vector<Docks::One>& all = window_->docks().all();
        // In their order; the welcome page has a key of its own.
        for (int number = 0; const Docks::One& one : all) {
            if (one.row->object_name == std::string_view("welcome")) continue;
            QTest::keyClick(window_.get(), static_cast<Qt::Key>(Qt::Key_0 + ++number % 10), Qt::AltModifier);
            QTRY_VERIFY2(one.pane->seen() && window_->docks().current() == one.pane, one.row->object_name);
        }
        press(Qt::Key_F1);
        const Pane& pane = *window_->docks().current();
        QVERIFY2(window_->banner().message().endsWith(pane.title() + QStringLiteral(": ") + pane.help()), qPrintable(window_->banner().message()));
        for (const auto& [key, percent] : {std::pair(Qt::Key_Plus, 125), std::pair(Qt::Key_Plus, 150), std::pair(Qt::Key_Minus, 125), std::pair(Qt::Key_0, 100), std::pair(Qt::Key_Minus, 100)}) {
            QTest::keyClick(window_.get(), key, Qt::ControlModifier);
            QCOMPARE(appearance_->percent(), percent);
        }
    }

    void another_mode_is_another_machine_and_the_window_says_so() {
        auto* const mode = window_->findChild<QComboBox*>(QStringLiteral("mode"));
        mode->setCurrentIndex(mode->findText(QStringLiteral("para")));
        QVERIFY(settles(*window_, [](const session::Frame& frame) { return frame.machine == 2; }));
        QCOMPARE(window_->frame()->configuration.mode, control::Mode::kPara);
        QVERIFY(window_->banner().message().contains(QStringLiteral("para")));
    }

    void an_answer_about_the_machine_before_is_given_to_nobody() {
        std::vector<std::uint64_t> answered;  // behind which machine
        const auto ask = [&] { window_->ask(window_.get(), session::Evaluate{"pc"}, [&](const session::Answer&) { answered.push_back(window_->frame()->machine); }); };
        ask();
        window_->send(session::Reset{});
        QVERIFY(settles(*window_, [](const session::Frame& frame) { return frame.machine == 2; }));
        QTest::qWait(100);
        QVERIFY(std::ranges::count(answered, std::uint64_t{2}) == 0);
        ask();
        QTRY_VERIFY(std::ranges::count(answered, std::uint64_t{2}) == 1);
    }

    void a_machine_file_that_is_wrong_is_a_message_and_the_machine_stays() {
        session::Configuration wrong;
        wrong.machine_file = folder_->filePath(QStringLiteral("none.yaml")).toStdString();
        window_->load(wrong);
        QVERIFY(QTest::qWaitFor([this] { return window_->banner().message().contains(QStringLiteral("none.yaml")); }, kPatienceMs));
        QCOMPARE(window_->frame()->machine, std::uint64_t{1});
    }

    void a_choice_that_no_machine_can_be_made_of_goes_back_to_what_the_machine_is() {
        // Another one would be of the same file, which is there no more.
        session::Configuration mine;
        mine.mode = control::Mode::kFullTrap;
        mine.policy = spec::Policy::kStrict;
        mine.workload = "mix";
        QFile file(folder_->filePath(QStringLiteral("mine.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("name: mine\n") > 0);
        file.close();
        mine.machine_file = file.fileName().toStdString();
        window_->load(mine);
        QVERIFY(settles(*window_, [](const session::Frame& frame) { return frame.machine == 2; }));
        QVERIFY(file.remove());
        const QSignalSpy frames(window_.get(), &MainWindow::frame_shown);
        const auto refused = [&frames] { return std::ranges::count_if(frames, [](const QVariantList& one) { return one[0].value<session::FramePtr>()->error.has_value(); }); };
        for (const char* const name : {"mode", "policy", "workload"}) {
            auto* const box = window_->findChild<QComboBox*>(QLatin1String(name));
            const QString before = box->currentText();
            const auto refused_before = refused();
            QTest::keyClick(box, Qt::Key_Up);
            QVERIFY2(box->currentText() != before, name);
            QVERIFY(QTest::qWaitFor([&] { return refused() > refused_before; }, kPatienceMs));
            QCOMPARE(box->currentText(), before);
        }
        QVERIFY(window_->banner().message().contains(QStringLiteral("mine.yaml")));
        QCOMPARE(window_->frame()->machine, std::uint64_t{2});
    }

    void the_language_changes_while_it_runs() {
        const QString before = window_->menuBar()->actions().first()->text();
        appearance_->set_language(explain::Language::kPortuguese);
        QCoreApplication::processEvents();
        QCOMPARE(window_->menuBar()->actions().first()->text(), QStringLiteral("&Arquivo"));
        for (const Docks::One& one : window_->docks().all()) QCOMPARE(one.dock->windowTitle(), one.pane->title());
        appearance_->set_language(explain::Language::kEnglish);
        QCoreApplication::processEvents();
        QCOMPARE(window_->menuBar()->actions().first()->text(), before);
    }

    void themes_and_sizes_of_text_change_what_is_drawn() {
        appearance_->set_scheme(Scheme::kDark);
        QVERIFY(appearance_->theme().dark());
        const int usual = window_->menuBar()->font().pointSize();
        // A dock's title stands above its pane, and is as high as its font is large.
        const Docks::One& dock = window_->docks().all().front();
        window_->show_pane(QLatin1String(dock.row->object_name));
        const int usual_title = dock.pane->mapTo(dock.dock, QPoint()).y();
        appearance_->set_percent(300);
        QTRY_VERIFY(dock.pane->mapTo(dock.dock, QPoint()).y() > 2 * usual_title);
        QCoreApplication::processEvents();
        QCOMPARE(window_->menuBar()->font().pointSize(), usual * 3);
        appearance_->set_scheme(Scheme::kLight);
        QVERIFY(!appearance_->theme().dark());
    }

    void the_layout_is_remembered_and_can_be_reset() {
        QDockWidget* const dock = window_->docks().all().front().dock;
        dock->hide();
        window_->close();
        window_.reset();
        open();
        QVERIFY(window_->docks().all().front().dock->isHidden());
        window_->docks().reset_layout();
        QVERIFY(!window_->docks().all().front().dock->isHidden());
    }

    void what_a_person_has_chosen_is_there_again() {
        appearance_->set_scheme(Scheme::kDark);
        appearance_->set_percent(125);
        appearance_->set_language(explain::Language::kPortuguese);
        window_->findChild<QDockWidget*>(QStringLiteral("console"))->hide();
        window_->docks().set_perspective(Perspective::kDebug);
        const auto code = [this] { return window_->findChild<QDockWidget*>(QStringLiteral("code")); };
        QVERIFY(!code()->isHidden());
        code()->hide();
        const QSize size = window_->size() - QSize(123, 45);
        window_->resize(size);
        QTRY_COMPARE(window_->size(), size);
        window_->close();
        window_.reset();
        // Another start of the program: with the system's usual letters, and nothing but the file.
        appearance_.reset();
        QApplication::setFont(usual_);
        settings_->sync();
        appearance_ = std::make_unique<Appearance>(*settings_);
        QCOMPARE(appearance_->scheme(), Scheme::kDark);
        QCOMPARE(appearance_->percent(), 125);
        QCOMPARE(appearance_->language(), explain::Language::kPortuguese);
        open();
        // Also where words are so large that the window is low for them until it has its size.
        QVERIFY(!appearance_->theme().low(window_->height()));
        QCOMPARE(window_->docks().perspective(), Perspective::kDebug);
        QVERIFY(code()->isHidden());
        window_->docks().set_perspective(Perspective::kLecture);
        QVERIFY(window_->findChild<QDockWidget*>(QStringLiteral("console"))->isHidden());
        QTRY_COMPARE(window_->size(), size);
    }

    void a_drawing_is_written_as_large_as_it_should_be_with_its_name_and_its_words() {
        Pane* const pane = window_->docks().pane(QStringLiteral("rings"));
        pane->show_frame(*window_->frame());
        const QString file = folder_->filePath(QStringLiteral("rings."));
        for (const char* const end : {"svg", "PNG"}) QCOMPARE(export_pane(*pane, file + QLatin1String(end)), QString());
        const QImage picture(file + QStringLiteral("PNG"));
        QCOMPARE(picture.size(), (pane->drawing_size() * 2).toSize());
        // It is painted upon everywhere.
        for (const QPoint& corner : {QPoint(0, 0), QPoint(1, 0), QPoint(0, 1), QPoint(1, 1)}) {
            const QRect quarter(QPoint(corner.x() * picture.width() / 2, corner.y() * picture.height() / 2), picture.size() / 2);
            bool painted = false;
            for (int y = quarter.top(); y < quarter.bottom() && !painted; ++y)
                for (int x = quarter.left(); x < quarter.right() && !painted; ++x) painted = picture.pixel(x, y) != picture.pixel(0, 0);
            QVERIFY2(painted, qPrintable(QStringLiteral("%1, %2").arg(corner.x()).arg(corner.y())));
        }
        QFile svg(file + QStringLiteral("svg"));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(svg.readAll());
        QVERIFY(text.contains(QStringLiteral("<title>Rings</title>")) && text.contains(pane->help().left(20)));
    }

    void what_a_pane_shows_is_written_as_picture_and_table() {
        Pane* const pane = window_->docks().pane(QStringLiteral("cpu"));
        for (const char* const end : {"svg", "png", "csv"}) {
            const QString file = folder_->filePath(QStringLiteral("cpu.") + QLatin1String(end));
            QCOMPARE(export_pane(*pane, file), QString());
            QVERIFY(QFile(file).size() > 500);
        }
        QFile csv(folder_->filePath(QStringLiteral("cpu.csv")));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QVERIFY(csv.readAll().contains("x10/a0"));
        QVERIFY(!export_pane(*pane, folder_->filePath(QStringLiteral("cpu.doc"))).isEmpty());
        QVERIFY(!export_pane(*pane, folder_->filePath(QStringLiteral("no/such/cpu.png"))).isEmpty());
    }

private:
    void open() {
        window_ = std::make_unique<MainWindow>(*appearance_, *settings_);
        window_->load({});
        window_->show();
        QVERIFY(becomes_active(*window_));
        QVERIFY(settles(*window_, is_paused));
    }
    void press(Qt::Key key) { QTest::keyClick(window_.get(), key); }
};

int main(int argc, char** argv) { return run_test<WindowTest>(argc, argv); }

#include "window_test.moc"
