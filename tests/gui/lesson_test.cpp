// Lessons from the first question to the last answer: what they say was measured is what the events, the ledger and the runs say, by hand; the
// keyboard is enough; and whatever goes wrong is a message.
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <sys/stat.h>

#include "gui/app/appearance.hpp"
#include "gui/app/banner.hpp"
#include "gui/app/docks.hpp"
#include "gui/app/exporting.hpp"
#include "gui/app/lesson.hpp"
#include "gui/app/main_window.hpp"
#include "gui/app/scenario_bar.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/overhead_pane.hpp"
#include "gui/panes/welcome_pane.hpp"
#include "isa/spec/causes.hpp"
#include "tests/gui/little_room.hpp"
#include "tests/gui/room.hpp"
#include "tests/gui/window_bench.hpp"

using namespace anel;
using namespace anel::gui;
using State = ScenarioPlayer::State;

namespace {

constexpr int kPatienceMs = 120'000;  // a host that has more to do

QString number(double value, int decimals = 0) { return QLocale().toString(value, 'f', decimals); }

}  // namespace

class LessonTest : public WindowBench {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        set_up();
        open();
    }
    void cleanup() {
        tear_down();
    }

    void every_lesson_measures_what_the_events_and_the_ledger_say() {
        for (std::size_t lesson = 0; lesson < kScenarioCount; ++lesson) {
            player().start(lesson);
            while (player().active()) {
                const QString where = QStringLiteral("%1, step %2").arg(QLatin1String(player().scenario().name)).arg(player().step_index() + 1);
                QVERIFY2(QTest::qWaitFor([&] { return player().state() == State::kAsking; }, kPatienceMs), qPrintable(where));
                const session::FramePtr asked = window_->frame();
                QVERIFY2(!player().question().contains(u'\u2026') && !player().question().contains(u'{'),
                         qPrintable(QStringLiteral("%1, phase %2, machine %3: %4").arg(where).arg(static_cast<int>(asked->phase)).arg(asked->machine).arg(player().question())));
                player().reveal();
                QVERIFY2(QTest::qWaitFor([&] { return player().state() == State::kRevealed; }, kPatienceMs), qPrintable(where));
                QCOMPARE(player().error(), QString());
                for (const QString& words : {player().sentence(), player().explanation()})
                    QVERIFY2(!words.isEmpty() && !words.contains(u'\u2026') && !words.contains(u'{'), qPrintable(where + QStringLiteral(": ") + words));
                int right = 0;
                for (std::size_t i = 0; i < player().step().guesses.size(); ++i) right += player().is_right(i) ? 1 : 0;
                QVERIFY2(right == 1, qPrintable(where + QStringLiteral(": ") + player().sentence()));
                if (qEnvironmentVariableIsSet("ANEL_SHOW_LESSONS")) qInfo().noquote() << where << '\n' << player().question() << '\n' << player().sentence() << '\n' << player().explanation();
                if (!player().step().reveal.empty()) check_span(*asked, where);
                check_outcome(where);
                const bool last = player().step_index() + 1 == player().scenario().steps.size();
                QCOMPARE(window_->findChild<QPushButton*>(QStringLiteral("scenario_forward"))->text(), last ? QStringLiteral("Finish") : QStringLiteral("Next"));
                check_room(where);
                player().next();
            }
        }
        QCOMPARE(settings_->value(QStringLiteral("welcome/recent")).toStringList().size(), 3);
    }

    void the_keyboard_gives_a_whole_lesson() {
        auto* const page = window_->docks().pane(QStringLiteral("welcome"));
        QVERIFY(QTest::qWaitFor([&] { return page->isVisible(); }, kPatienceMs));
        for (const Docks::One& one : window_->docks().all()) QCOMPARE(one.dock->isVisible(), one.pane == page);
        const QList<QAction*> all = window_->all_actions();
        const QAction& on = **std::ranges::find(all, QStringLiteral("lesson_on"), &QAction::objectName);
        QVERIFY(!on.isEnabled());
        QTest::keyClick(page->focusWidget() != nullptr ? page->focusWidget() : page, Qt::Key_2);
        QVERIFY(player().active() && on.isEnabled());
        QCOMPARE(player().scenario().name, "privileged-instruction");
        QVERIFY(!page->isVisible());
        QVERIFY(window_->docks().pane(QStringLiteral("cpu"))->isVisible());
        QVERIFY(until(State::kAsking));
        QVERIFY(!window_->findChild<QPushButton*>(QStringLiteral("scenario_back"))->isEnabled());
        for (const Qt::Key key : {Qt::Key_1, Qt::Key_2, Qt::Key_2}) press(key);
        QCOMPARE(player().hands(0), 1U);
        QCOMPARE(player().hands(1), 2U);
        press(Qt::Key_0);
        QCOMPARE(player().hands(1), 0U);
        press(Qt::Key_Space);
        QVERIFY(until(State::kRevealed));
        QVERIFY(player().is_right(1));
        // Marks say which guess was right, and nobody changes his mind behind that.
        for (const auto& [guess, mark] : {std::pair("guess_1", u'\u2718'), std::pair("guess_2", u'\u2714')}) QVERIFY(window_->findChild<QPushButton*>(QLatin1String(guess))->text().startsWith(mark));
        press(Qt::Key_1);
        QCOMPARE(player().hands(0), 0U);
        press(Qt::Key_Right);
        QVERIFY(until(State::kAsking));
        QCOMPARE(player().step_index(), std::size_t{1});
        press(Qt::Key_Left);
        QVERIFY(until(State::kAsking));
        QCOMPARE(player().step_index(), std::size_t{0});
        press(Qt::Key_Escape);
        QVERIFY(!player().active() && !on.isEnabled());
        QVERIFY(QTest::qWaitFor([&] { return page->isVisible(); }, kPatienceMs));
        // Escape once more: to the machine, as the person had it.
        QTest::keyClick(page, Qt::Key_Escape);
        QVERIFY(!page->isVisible());
        QVERIFY(window_->docks().pane(QStringLiteral("console"))->isVisible());
        QCOMPARE(settings_->value(QStringLiteral("welcome/recent")).toStringList(), QStringList{QStringLiteral("privileged-instruction")});
    }

    void watched_crossing_by_crossing_it_measures_the_same() {
        player().start(0);
        QVERIFY(until(State::kAsking));
        player().next();
        player().next();
        QVERIFY(until(State::kAsking));
        player().reveal();
        QVERIFY(until(State::kRevealed));
        const QString quickly = player().sentence();
        player().set_pause_ms(1);
        player().back();
        player().next();
        QVERIFY(until(State::kAsking));
        int frames = 0;
        connect(window_.get(), &MainWindow::frame_shown, this, [&](const session::FramePtr& frame) { frames += frame->stop == session::StopReason::kCrossing ? 1 : 0; });
        player().reveal();
        QVERIFY(until(State::kRevealed));
        QCOMPARE(player().sentence(), quickly);
        QVERIFY(frames >= 18);
    }

    void whoever_moves_the_machine_meanwhile_gets_the_same_answer() {
        player().start(0);
        QVERIFY(until(State::kAsking));
        player().next();
        QVERIFY(until(State::kAsking));
        player().reveal();
        QVERIFY(until(State::kRevealed));
        const QString untouched = player().sentence();
        player().back();
        player().next();
        QVERIFY(until(State::kAsking));
        const machine::Moment asked = window_->frame()->now;
        window_->send(session::GoTo{100'000});
        QVERIFY(QTest::qWaitFor([&] { return window_->frame()->now < asked; }, kPatienceMs));
        player().reveal();
        QVERIFY(until(State::kRevealed));
        QCOMPARE(player().sentence(), untouched);
        // And another machine altogether.
        player().back();
        player().next();
        QVERIFY(until(State::kAsking));
        window_->load({});
        QVERIFY(QTest::qWaitFor([&] { return window_->frame()->now.cycle == 0; }, kPatienceMs));
        player().reveal();
        QVERIFY(until(State::kRevealed));
        QCOMPARE(player().sentence(), untouched);
    }

    void the_answer_is_in_the_language_in_use_also_when_that_changes() {
        player().start(0);
        QVERIFY(until(State::kAsking));
        player().reveal();
        QVERIFY(until(State::kRevealed));
        QVERIFY(player().sentence().contains(QStringLiteral("From ring 3 to ring 0")));
        appearance_->set_language(explain::Language::kPortuguese);
        QCoreApplication::processEvents();
        QVERIFY2(player().sentence().contains(QStringLiteral("Do anel 3 para o anel 0")), qPrintable(player().sentence()));
        QCOMPARE(label("scenario_sentence")->text(), player().sentence());
        // Every gap of an English sentence is in the Portuguese one.
        const std::vector<Scenario> portuguese = scenarios();
        appearance_->set_language(explain::Language::kEnglish);
        const std::vector<Scenario> english = scenarios();
        for (std::size_t i = 0; i < english.size(); ++i)
            for (std::size_t k = 0; k < english[i].steps.size(); ++k) {
                QCOMPARE(gaps(portuguese[i].steps[k].sentence), gaps(english[i].steps[k].sentence));
                QCOMPARE(gaps(portuguese[i].steps[k].question), gaps(english[i].steps[k].question));
                QCOMPARE(gaps(portuguese[i].steps[k].explanation), gaps(english[i].steps[k].explanation));
                QVERIFY(portuguese[i].steps[k].question != english[i].steps[k].question);
            }
    }

    void nothing_is_clipped_on_small_screens_and_on_walls() {
        for (const QSize size : {QSize(1024, 640), QSize(3840, 2160)}) {
            window_->resize(size);
            for (const explain::Language language : {explain::Language::kEnglish, explain::Language::kPortuguese}) {
                appearance_->set_language(language);
                for (const std::size_t lesson : {std::size_t{0}, std::size_t{1}, std::size_t{5}}) {
                    player().start(lesson);
                    QVERIFY(until(State::kAsking));
                    player().reveal();
                    QVERIFY(until(State::kRevealed));
                    QTest::qWait(50);
                    QVERIFY(QTest::qWaitFor([&] { return label("scenario_explanation")->visibleRegion().boundingRect().height() == label("scenario_explanation")->height(); }, 2000));
                    QVERIFY2(window_->size() == size, qPrintable(QStringLiteral("%1x%2").arg(window_->width()).arg(window_->height())));
                    for (const char* const name : {"scenario_question", "scenario_sentence", "scenario_explanation"}) {
                        const QLabel* const words = label(name);
                        QVERIFY2(words->height() >= words->heightForWidth(words->width()), name);
                        QVERIFY2(words->visibleRegion().boundingRect().height() == words->height(),
                                 qPrintable(QStringLiteral("%1 of lesson %2 in a window %3 high: %4 of %5").arg(QLatin1String(name)).arg(lesson).arg(size.height()).arg(words->visibleRegion().boundingRect().height()).arg(words->height())));
                    }
                    for (const QPushButton* const button : window_->lesson().bar().findChildren<QPushButton*>())
                        if (button->isVisible()) QVERIFY2(button->width() >= button->sizeHint().width() && button->height() >= button->sizeHint().height(), qPrintable(button->text()));
                    player().end();
                    // The cards: what is on them has room.
                    for (const ScenarioCard* const card : window_->findChildren<ScenarioCard*>())
                        QVERIFY2(QTest::qWaitFor([card] { return card->isVisible() && card->height() >= card->heightForWidth(card->width()); }, 2000), qPrintable(QStringLiteral("%1: %2x%3, and needs %4 in height").arg(card->text()).arg(card->width()).arg(card->height()).arg(card->heightForWidth(card->width()))));
                }
            }
        }
    }

    void the_cards_take_the_width_that_there_is_however_large_words_become() {
        window_->lesson().welcome();
        for (const int percent : {100, 200, 300, 100}) {
            appearance_->set_percent(percent);
            const QWidget* const page = window_->findChildren<ScenarioCard*>().first()->parentWidget();
            QVERIFY2(QTest::qWaitFor([page] {
                int right = 0;
                for (const ScenarioCard* const card : page->findChildren<ScenarioCard*>()) right = std::max(right, card->geometry().right());
                return right > page->width() * 9 / 10;
            }, 2000), qPrintable(QString::number(percent)));
        }
    }

    void on_the_whole_screen_the_strip_comes_along() {
        player().start(0);
        QVERIFY(until(State::kAsking));
        window_->docks().set_presenting(true);
        QVERIFY(window_->docks().stage() != nullptr);
        QCOMPARE(window_->lesson().bar().window(), window_->docks().stage());
        QVERIFY(window_->lesson().bar().isVisible());
        QVERIFY(QTest::qWaitForWindowActive(window_->docks().stage()));
        QVERIFY(QTest::qWaitFor([&] { return QApplication::focusWidget() != nullptr && window_->lesson().bar().isAncestorOf(QApplication::focusWidget()); }, 5000));
        QTest::keyClick(window_->lesson().bar().focusWidget() != nullptr ? window_->lesson().bar().focusWidget() : &window_->lesson().bar(), Qt::Key_Right);
        QVERIFY(until(State::kRevealed));
        QTest::keyClick(window_->docks().stage(), Qt::Key_Escape);
        QVERIFY(window_->docks().stage() == nullptr);
        QVERIFY(player().active());
        QCOMPARE(window_->lesson().bar().window(), window_.get());
        QVERIFY(window_->lesson().bar().isVisible());
    }

    void the_welcome_page_stays_away_when_it_is_told_to_and_the_layout_is_the_persons_own() {
        auto* const page = window_->docks().pane(QStringLiteral("welcome"));
        page->findChild<QAbstractButton*>(QStringLiteral("welcome_at_start"))->click();
        // Closed in the midst of it, the person's layout is what is remembered.
        window_->close();
        window_.reset();
        open();
        QVERIFY(!window_->docks().pane(QStringLiteral("welcome"))->isVisible());
        QVERIFY(window_->docks().pane(QStringLiteral("console"))->isVisible());
        window_->findChild<QAction*>(QStringLiteral("welcome"))->trigger();
        QVERIFY(QTest::qWaitFor([&] { return window_->docks().pane(QStringLiteral("welcome"))->isVisible(); }, kPatienceMs));
    }

    void what_is_wrong_with_a_machine_is_said_in_the_lesson_and_nothing_hangs() {
        // A lesson whose machine cannot be made: its example is gone.
        session::Configuration broken;
        const QString file = folder_->filePath(QStringLiteral("broken.yaml"));
        QFile yaml(file);
        QVERIFY(yaml.open(QIODevice::WriteOnly));
        yaml.write("name: broken\nram_mib: many\n");
        yaml.close();
        broken.machine_file = file.toStdString();
        window_->load(broken);
        QVERIFY(QTest::qWaitFor([&] { return window_->banner().message().contains(QStringLiteral("broken.yaml")); }, kPatienceMs));
        QVERIFY(window_->banner().message().contains(QStringLiteral("broken.yaml:2")));
        player().start(0);
        QVERIFY(until(State::kAsking));
    }

    void a_file_that_there_is_no_room_for_is_a_message_and_nothing_half_written_is_left() {
        Pane* const pane = window_->docks().pane(QStringLiteral("cpu"));
        const QString file = folder_->filePath(QStringLiteral("full.csv"));
        const QString wrong = [&] {
            const LittleRoom little;
            return export_pane(*pane, file);
        }();
        QVERIFY2(wrong.contains(file) && wrong.size() > file.size() + 20, qPrintable(wrong));
        QCOMPARE(QDir(folder_->path()).entryList({QStringLiteral("full*")}, QDir::AllEntries | QDir::Hidden), QStringList());
        QCOMPARE(export_pane(*pane, file), QString());
    }

    void what_is_no_file_is_not_replaced_by_one() {
        const QString pipe = folder_->filePath(QStringLiteral("pipe.csv"));
        QCOMPARE(mkfifo(qPrintable(pipe), 0600), 0);
        const QString wrong = export_pane(*window_->docks().pane(QStringLiteral("cpu")), pipe);
        QVERIFY(wrong.contains(QStringLiteral("pipe.csv")));
        QVERIFY(!QFileInfo(pipe).isFile());
    }

private:
    /// Also with large words in a small window.
    void check_room(const QString& where) {
        const double usual = appearance_->theme().font().pointSizeF();
        for (const explain::Language language : {explain::Language::kPortuguese, explain::Language::kEnglish}) {
            appearance_->set_language(language);
            for (const int percent : {200, 100}) {
                appearance_->set_percent(percent);
                QString hidden;
                QVERIFY2(QTest::qWaitFor([&] { return (hidden = out_of_sight(*window_, usual)).isEmpty(); }, 10'000), qPrintable(QStringLiteral("%1 at %2 %: %3").arg(where).arg(percent).arg(hidden)));
            }
        }
    }
    bool until(State state) { return QTest::qWaitFor([&] { return player().state() == state; }, kPatienceMs); }
    void press(Qt::Key key) {
        ScenarioBar& bar = window_->lesson().bar();
        QWidget* const focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr && bar.isAncestorOf(focus) ? focus : &bar, key);
    }
    QLabel* label(const char* name) { return window_->findChild<QLabel*>(QLatin1String(name)); }
    static QStringList gaps(const QString& text) {
        static const QRegularExpression gap(QStringLiteral("\\{[^{}]+\\}"));
        QStringList found;
        for (auto matches = gap.globalMatch(text); matches.hasNext();) found << matches.next().captured();
        found.sort();
        return found;
    }
    void open() {
        window_ = std::make_unique<MainWindow>(*appearance_, *settings_);
        window_->load({});
        window_->begin();
        window_->show();
        QVERIFY(becomes_active(*window_));
        QVERIFY(QTest::qWaitFor([&] { return window_->frame()->machine != 0; }, kPatienceMs));
        player().set_pause_ms(0);
    }
    ScenarioPlayer& player() { return window_->lesson().player(); }

    /// The events between the question and the answer, counted one by one; the ledger, subtracted.
    void check_span(const session::Frame& asked, const QString& where) {
        const session::FramePtr end = window_->frame();
        QCOMPARE(end->machine, asked.machine);
        const Facts& facts = player().facts();
        QVERIFY2(facts.number(QStringLiteral("cycles")) == static_cast<double>(end->now.cycle - asked.now.cycle), qPrintable(where));
        if (player().step().sentence.contains(QLatin1String("{cycles}"))) QVERIFY(player().sentence().contains(number(static_cast<double>(end->now.cycle - asked.now.cycle))));
        std::vector<cpu::Event> events;
        bool answered = false;
        window_->ask(this, session::EventsIn{asked.now.cycle, end->now.cycle, 200'000}, [&](const session::Answer& answer) {
            events = std::get<std::vector<cpu::Event>>(answer);
            answered = true;
        });
        QVERIFY(QTest::qWaitFor([&] { return answered; }, kPatienceMs));
        std::erase_if(events, [](const cpu::Event& event) { return !cpu::is_crossing(event.kind); });
        QCOMPARE(facts.number(QStringLiteral("crossings")), std::optional<double>(static_cast<double>(events.size())));
        double privileged = 0, exits = 0;
        const auto monitor = control::monitor_ring(end->configuration.mode).value_or(Ring::kMinus1);
        for (const cpu::Event& event : events) {
            const bool trap = event.kind == cpu::EventKind::kTrap || event.kind == cpu::EventKind::kExit;
            privileged += trap && event.cause == static_cast<std::uint32_t>(spec::TrapCause::kPrivileged) ? 1 : 0;
            if (trap && event.to == monitor && event.from != monitor) ++exits;
        }
        QCOMPARE(facts.number(QStringLiteral("exits")), std::optional<double>(exits));
        QCOMPARE(facts.number(QStringLiteral("traps-privileged")), std::optional<double>(privileged));
        double kernel = 0;
        for (std::uint8_t vm = 0; vm < cpu::kVmLimit; ++vm)
            for (const Ring ring : {Ring::kMinus1, Ring::k0, Ring::k1, Ring::k2, Ring::k3})
                kernel += static_cast<double>(end->ledger.at(vm, ring, spec::Activity::kKernel) - asked.ledger.at(vm, ring, spec::Activity::kKernel));
        QCOMPARE(facts.number(QStringLiteral("cycles-kernel")), std::optional<double>(kernel));
    }

    /// What an operation costs: all cycles but those of a boot, over the operations.
    void check_outcome(const QString& where) {
        const std::vector<control::Comparison>& measured = player().facts().outcome().comparisons;
        if (!measured.empty() && QLatin1String(player().step().pane) == QLatin1String("overhead")) {
            const auto* const overhead = qobject_cast<OverheadPane*>(window_->docks().pane(QStringLiteral("overhead")));
            QVERIFY2(overhead->shown() != nullptr, qPrintable(where));
            QVERIFY2(overhead->shown()->workload == measured.front().workload && overhead->shown()->modes.front().run.cycles == measured.front().modes.front().run.cycles, qPrintable(where));
        }
        for (const control::Comparison& comparison : player().facts().outcome().comparisons) {
            if (comparison.operations == 0) continue;
            for (const control::ComparedMode& mode : comparison.modes) {
                QVERIFY2(mode.boot, qPrintable(where));
                const double each = static_cast<double>(mode.run.cycles - mode.boot->cycles) / static_cast<double>(comparison.operations);
                const QString name = QString::fromStdString(comparison.workload) + u'.' + Words::mode(mode.run.mode) + QStringLiteral(".cycles");
                QVERIFY2(std::abs(*player().facts().number(name) - each) < 1e-6, qPrintable(where + name));
            }
        }
    }
};

int main(int argc, char** argv) { return run_test<LessonTest>(argc, argv); }

#include "lesson_test.moc"
