// The story of a trap and the banner of slow motion: what they say is what the machine did, in every mode and both languages.
#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QTableView>
#include <QTest>
#include <QToolBar>

#include "gui/app/appearance.hpp"
#include "gui/app/banner.hpp"
#include "gui/app/docks.hpp"
#include "gui/app/lesson.hpp"
#include "gui/app/main_window.hpp"
#include "gui/models/selection.hpp"
#include "gui/models/story_model.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/story_pane.hpp"
#include "tests/gui/drawn_words.hpp"
#include "tests/gui/lone_pane.hpp"
#include "tests/gui/window_bench.hpp"

using namespace anel;
using namespace anel::gui;
using explain::operator""_is;
using control::Story;
using control::StoryStep;

namespace {

constexpr int kPatienceMs = 30'000;

StoryStep acts(spec::Activity activity, Cycles cycles) { return {StoryStep::Kind::kActivity, activity, 0, cycles}; }

/// A system call whose handler is interrupted by a page fault.
session::StoryTold one_in_another() {
    session::StoryTold told;
    Story& outer = told.story;
    outer.number = 1;
    outer.handler = Ring::k0;
    outer.steps = {acts(spec::Activity::kCrossing, 10), acts(spec::Activity::kKernel, 50), {StoryStep::Kind::kTrap, spec::Activity::kOther, 2, 30}, acts(spec::Activity::kKernel, 10)};
    outer.cycles = 100;
    Story inner;
    inner.number = 2;
    inner.inside = 1;
    inner.event.kind = cpu::EventKind::kExit;
    inner.event.cause = static_cast<std::uint32_t>(spec::TrapCause::kLoadPage);
    inner.event.from = Ring::k0;
    inner.event.to = inner.handler = Ring::kMinus1;
    inner.steps = {acts(spec::Activity::kCrossing, 5), acts(spec::Activity::kNestedFill, 25)};
    inner.cycles = 30;
    told.inside = {inner};
    outer.explanation = {explain::say<explain::Text::kBreakpoint>("ring"_is = 3U), explain::say<explain::Text::kOutermost>("bank"_is = 0U)};
    return told;
}

}  // namespace

class StoryTest : public WindowBench {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        set_up();
    }
    void cleanup() {
        tear_down();
    }

    void steps_add_up_and_a_trap_within_is_told_below_its_step() {
        StoryModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        StoryModel::Residents residents{};
        residents[lane(Ring::k0)] = session::Resident::kGuestKernel;
        residents[lane(Ring::kMinus1)] = session::Resident::kMonitor;
        model.show(one_in_another(), residents);
        QCOMPARE(model.rowCount(), 6);
        const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
        const QStringList numbers{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("3.1"), QStringLiteral("3.2"), QStringLiteral("4")};
        const QStringList totals{QStringLiteral("10"), QStringLiteral("60"), QStringLiteral("90"), QStringLiteral("65"), QStringLiteral("90"), QStringLiteral("100")};
        for (int row = 0; row < 6; ++row) {
            QCOMPARE(cell(row, StoryModel::kNumber), numbers[row]);
            QCOMPARE(cell(row, StoryModel::kTotal), totals[row]);
        }
        QCOMPARE(cell(2, StoryModel::kShare), QLocale().toString(30.0, 'f', 1) + QStringLiteral(" %"));
        QCOMPARE(cell(0, StoryModel::kWho), QStringLiteral("the processor"));
        QCOMPARE(cell(4, StoryModel::kWho), Words::resident(session::Resident::kMonitor));
        QVERIFY(cell(2, StoryModel::kWhat).contains(QStringLiteral("page fault on a load")));
        QCOMPARE(model.index(1, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Step 2: the guest's kernel, kernel, 50 cycles"));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void the_story_of_the_trap_behind_which_it_stands_is_told_whole_once_it_is_known() {
        open(control::Mode::kFullTrap);
        go(session::GoTo{1'200'000}, [](const session::Frame& frame) { return frame.now.cycle >= 1'200'000; });
        const cpu::Event trap = *go(session::NextCrossing{}, at_trap)->crossing;
        QVERIFY(told([&] { return heading().contains(QStringLiteral("So far")); }));
        QCOMPARE(steps().rowCount(), 1);
        // On to its end by the button, and back.
        QVERIFY(button("story_end")->isEnabled());
        button("story_end")->click();
        QVERIFY(settles([&](const session::Frame& frame) { return paused(frame) && frame.crossing && frame.crossing->kind == cpu::EventKind::kReturn; }));
        const Cycles end = window_->frame()->now.cycle;
        QVERIFY(told([&] { return steps().rowCount() > 3; }));
        QVERIFY(!button("story_end")->isEnabled());
        button("story_previous")->click();
        QVERIFY(settles([&](const session::Frame& frame) { return paused(frame) && frame.crossing == trap; }));
        QVERIFY(told([&] { return heading().contains(Words::number(end - (trap.cycle - trap.took))); }));
        const std::string why = (*window_->frame()->why)[0];
        QCOMPARE(label("story_why").toLower(), QString::fromStdString(why).toLower() + u'.');
        const QModelIndex last = steps().index(steps().rowCount() - 1, StoryModel::kTotal);
        QCOMPARE(last.data().toString(), Words::number(end - (trap.cycle - trap.took)));
        // In the other language, at once.
        appearance_->set_language(explain::Language::kPortuguese);
        QCoreApplication::processEvents();
        QCOMPARE(label("story_why").toLower(), QString::fromStdString((*window_->frame()->why)[1]).toLower() + u'.');
        QVERIFY(pane()->table().startsWith(QStringLiteral("Passo,Quem,")));
    }

    void a_story_that_the_run_has_ended_in_does_not_promise_more() {
        open(control::Mode::kFullTrap);
        window_->send(session::Run{});
        QVERIFY(settles([](const session::Frame& frame) { return frame.phase == session::Phase::kEnded; }));
        QVERIFY(told([&] { return heading().contains(QStringLiteral("So far")); }));
        QVERIFY(!button("story_end")->isEnabled());
        QVERIFY2(label("story_outcome").startsWith(QStringLiteral("It was not over when the run ended")), qPrintable(label("story_outcome")));
    }

    void others_of_this_kind_come_from_the_same_ring_to_the_same_ring_for_the_same_cause() {
        open(control::Mode::kFullTrap);
        go(session::GoTo{1'000'000}, [](const session::Frame& frame) { return frame.now.cycle >= 1'000'000; });
        const session::FramePtr first = go(session::NextCrossing{}, at_trap);
        QVERIFY(told([&] { return steps().rowCount() > 0; }));
        const cpu::Event trap = *first->crossing;
        button("story_next_alike")->click();
        QVERIFY(settles([&](const session::Frame& frame) { return paused(frame) && frame.now > first->now; }));
        const session::FramePtr second = window_->frame();
        QVERIFY(second->crossing);
        QVERIFY(session::Alike::of(*second->crossing) == session::Alike::of(trap));
        for (const cpu::Event& event : second->events)
            if (event.cycle > trap.cycle && event.cycle < second->crossing->cycle) QVERIFY(!(session::Alike::of(event) == session::Alike::of(trap)));
        QVERIFY(told([&] { return label("story_place").contains(Words::number(second->crossing->cycle - second->crossing->took)); }));
        button("story_previous_alike")->click();
        QVERIFY(settles([&](const session::Frame& frame) { return paused(frame) && frame.now == first->now; }));
    }

    void another_machine_has_a_story_of_its_own_though_one_of_before_was_asked_for() {
        open(control::Mode::kFullTrap);
        go(session::GoTo{1'000'000}, [](const session::Frame& frame) { return frame.now.cycle >= 1'000'000; });
        const std::uint64_t before = window_->frame()->machine;
        auto* const dock = window_->findChild<QDockWidget*>(QStringLiteral("story"));
        const auto hide_and_show = [dock] {
            dock->hide();
            dock->show();
            dock->raise();
        };
        hide_and_show();
        session::Configuration native;
        native.command_line = "run=sysloop 100000";
        window_->load(native);
        hide_and_show();
        QVERIFY(settles([before](const session::Frame& frame) { return frame.machine != before && paused(frame); }));
        go(session::GoTo{700'000}, [](const session::Frame& frame) { return frame.now.cycle >= 700'000; });
        const cpu::Event trap = *go(session::NextCrossing{}, at_trap)->crossing;
        QVERIFY(told([&] { return label("story_place").contains(Words::number(trap.cycle - trap.took)); }));
    }

    void no_word_and_no_number_of_the_steps_is_out_of_sight_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("percent");
        QTest::addColumn<bool>("lesson");
        for (const auto& [size, percent] : {std::pair(QSize(1280, 800), 100), {QSize(1280, 800), 200}, {QSize(1024, 640), 200}})
            for (const bool lesson : {false, true})
                QTest::addRow("%dx%d at %d %%%s", size.width(), size.height(), percent, lesson ? ", in a lesson" : "") << size << percent << lesson;
    }
    void no_word_and_no_number_of_the_steps_is_out_of_sight() {
        QFETCH(QSize, size);
        QFETCH(int, percent);
        QFETCH(bool, lesson);
        const double usual = appearance_->theme().font().pointSizeF();
        open(control::Mode::kFullTrap);
        window_->resize(size);
        appearance_->set_percent(percent);
        if (lesson) {
            tell_in_a_lesson();
        } else {
            go(session::GoTo{1'000'000}, [](const session::Frame& frame) { return frame.now.cycle >= 1'000'000; });
            go(session::NextCrossing{}, at_trap);
            go(session::EndOfStory{}, [](const session::Frame& frame) { return frame.crossing && frame.crossing->kind == cpu::EventKind::kReturn; });
        }
        QVERIFY(told([&] { return pane()->seen() && steps().rowCount() > 3; }));
        for (const explain::Language language : {explain::Language::kEnglish, explain::Language::kPortuguese}) {
            appearance_->set_language(language);
            QTRY_COMPARE(out_of_sight(*pane()), QString());
            QVERIFY(pane()->findChild<QTableView*>()->font().pointSizeF() >= usual);
        }
    }

    void long_words_of_steps_are_in_several_lines_and_none_is_cut() {
        for (const int percent : {100, 200, 300}) {
            LoneContext context(percent);
            const auto lone_pane = lone<StoryPane>(context);
            session::Frame frame;
            frame.machine = 1;
            frame.phase = session::Phase::kPaused;
            frame.residents[lane(Ring::k0)] = session::Resident::kGuestKernel;
            frame.residents[lane(Ring::kMinus1)] = session::Resident::kMonitor;
            context.show(*lone_pane, frame);
            QVERIFY(!context.asked.empty());
            context.asked.back().second(one_in_another());
            const auto* const table = lone_pane->findChild<QTableView*>();
            QCOMPARE(table->model()->rowCount(), 6);
            for (const explain::Language language : {explain::Language::kPortuguese, explain::Language::kEnglish}) {
                appearance_->set_language(language);
                lone_pane->retranslate();
                // Of a width, whether it has come to it from below or from above.
                QMap<int, QList<int>> widths;
                for (const int width : {460, 520, 640, 900, 640, 520, 460}) {
                    lone_pane->resize(width * percent / 100, 700);
                    const QString where = QStringLiteral("%1 at %2 %").arg(width).arg(percent);
                    QTRY_VERIFY2(lone_pane->width() == width * percent / 100 && out_of_sight(*lone_pane).isEmpty(), qPrintable(where + QStringLiteral(": ") + out_of_sight(*lone_pane)));
                    // The third step is a trap, and one line is not enough for it.
                    QVERIFY2(table->rowHeight(2) > table->rowHeight(0) * 3 / 2, qPrintable(where));
                    QList<int> now;
                    for (int column = 0; column < StoryModel::kShare; ++column) now << table->columnWidth(column);
                    if (widths.contains(width)) QCOMPARE(now, widths[width]);
                    widths[width] = now;
                }
            }
        }
    }

    void registers_that_have_changed_are_told_where_they_are_still_the_same_programs() {
        LoneContext context;
        const auto pane = lone<StoryPane>(context);
        session::Frame frame;
        frame.machine = 1;
        context.show(*pane, frame);
        session::StoryTold told = one_in_another();
        told.story.end = control::StoryEnd::kNextInstruction;
        told.story.outcome = told.story.explanation.why;
        told.after.x[1] = 0x80;
        const auto* const registers = pane->findChild<QLabel*>(QStringLiteral("story_registers"));
        for (told.after.root = 0; told.after.root < 2; ++told.after.root) {
            context.asked.back().second(told);
            QVERIFY2(registers->isVisible() == (told.after.root == told.before.root) && registers->text().endsWith(QStringLiteral("changed: ra: 0x00000000 \u2192 0x00000080")), qPrintable(registers->text()));
        }
    }

    void while_it_runs_the_last_story_is_dimmed_and_says_so() {
        open(control::Mode::kFullTrap);
        go(session::GoTo{1'000'000}, [](const session::Frame& frame) { return frame.now.cycle >= 1'000'000; });
        QVERIFY(told([&] { return steps().rowCount() > 0; }));
        window_->send(session::Run{});
        QVERIFY(settles([](const session::Frame& frame) { return frame.phase == session::Phase::kRunning; }));
        QVERIFY(!pane()->findChild<QLabel*>(QStringLiteral("story_why"))->isEnabled());
        QVERIFY(label("story_state").contains(QStringLiteral("when it pauses")));
        window_->send(session::Pause{});
        QVERIFY(settles(paused));
        QVERIFY(told([&] { return pane()->findChild<QLabel*>(QStringLiteral("story_why"))->isEnabled() && label("story_state").isEmpty(); }));
    }

    void the_moment_that_is_picked_out_is_told_of() {
        open(control::Mode::kFullTrap);
        go(session::GoTo{1'000'000}, [](const session::Frame& frame) { return frame.now.cycle >= 1'000'000; });
        const cpu::Event first = *go(session::NextCrossing{}, at_trap)->crossing;
        const Cycles later = first.cycle + 200'000;
        go(session::GoTo{later}, [later](const session::Frame& frame) { return frame.now.cycle >= later; });
        QVERIFY(told([&] { return steps().rowCount() > 0 && !label("story_place").contains(Words::number(first.cycle - first.took)); }));
        window_->selection().set_cursor(first.cycle);
        QVERIFY(told([&] { return label("story_place").contains(Words::number(first.cycle - first.took)) && label("story_state").contains(Words::number(first.cycle)); }));
        window_->selection().set_cursor(std::nullopt);
        QVERIFY(told([&] { return !label("story_place").contains(Words::number(first.cycle - first.took)); }));
    }

    void the_banner_is_short_and_large_in_every_mode_and_language() {
        for (const control::Mode mode : {control::Mode::kNative, control::Mode::kFullTrap, control::Mode::kFullTranslate, control::Mode::kPara, control::Mode::kAssistShadow, control::Mode::kAssistNested}) {
            open(mode);
            window_->send(session::StopAtCrossings{true});
            go(session::GoTo{900'000}, [](const session::Frame& frame) { return frame.now.cycle >= 900'000; });
            for (int i = 0; i < 6; ++i) {
                const machine::Moment before = window_->frame()->now;
                const session::FramePtr frame = go(session::NextCrossing{true}, [before](const session::Frame& one) { return paused(one) && one.now > before; });
                for (const explain::Language language : {explain::Language::kEnglish, explain::Language::kPortuguese}) {
                    appearance_->set_language(language);
                    QCoreApplication::processEvents();
                    const Banner& banner = window_->banner();
                    const QByteArray said = (banner.headline() + u' ' + banner.sentence()).toUtf8();
                    QVERIFY2(banner.headline().contains(Words::ring(frame->crossing->from)) && banner.headline().contains(Words::ring(frame->crossing->to)), said);
                    QVERIFY2(banner.sentence().endsWith(u'.'), said);
                    if (frame->in_short) QCOMPARE(banner.sentence(), Words::sentence((*frame->in_short)[static_cast<std::size_t>(language)]));
                    QVERIFY2(banner.height() < window_->height() / 4 && banner.height() > window_->height() / 20, said);
                }
            }
            if (mode == control::Mode::kFullTrap) QVERIFY(window_->banner().headline().contains(QStringLiteral("monitor")));
        }
        window_->send(session::StopAtCrossings{false});
        QVERIFY(QTest::qWaitFor([&] { return window_->banner().headline().isEmpty(); }, kPatienceMs));
    }

    void the_banner_grows_with_the_window_and_with_the_text() {
        open(control::Mode::kFullTrap);
        window_->send(session::StopAtCrossings{true});
        go(session::NextCrossing{true}, at_trap);
        window_->resize(1000, 600);
        QVERIFY(QTest::qWaitFor([&] { return window_->banner().height() < 200; }, kPatienceMs));
        const int small = window_->banner().height();
        window_->resize(1000, 1000);
        QVERIFY(QTest::qWaitFor([&] { return window_->banner().height() > small; }, kPatienceMs));
        const int large = window_->banner().height();
        appearance_->set_percent(300);
        QVERIFY(QTest::qWaitFor([&] { return window_->banner().height() > large; }, kPatienceMs));
    }

    void above_the_welcome_page_no_crossing_is_told_and_behind_it_that_one_is_where_the_machine_stands() {
        open(control::Mode::kFullTrap);
        window_->send(session::StopAtCrossings{true});
        go(session::NextCrossing{true}, at_trap);
        const Banner& banner = window_->banner();
        const auto* const strip = window_->findChild<QToolBar*>(QStringLiteral("banner"));
        QVERIFY(!banner.headline().isEmpty() && strip->isVisible());
        Pane* const page = window_->docks().pane(QStringLiteral("welcome"));
        window_->findChild<QAction*>(QStringLiteral("welcome"))->trigger();
        QVERIFY(told([page] { return page->isVisible(); }));
        QVERIFY(banner.headline().isEmpty() && banner.sentence().isEmpty() && !strip->isVisible());
        // Nor is one that it comes to meanwhile.
        const machine::Moment before = window_->frame()->now;
        const session::FramePtr next = go(session::NextCrossing{true}, [&](const session::Frame& frame) { return frame.now > before && frame.crossing; });
        QVERIFY(banner.headline().isEmpty() && !strip->isVisible());
        QTest::keyClick(page, Qt::Key_Escape);
        QVERIFY(!page->isVisible() && strip->isVisible());
        QVERIFY2(banner.headline().contains(Words::ring(next->crossing->from)) && banner.headline().contains(Words::ring(next->crossing->to)), qPrintable(banner.headline()));
    }

private:
    static bool paused(const session::Frame& frame) { return frame.machine != 0 && frame.phase == session::Phase::kPaused; }
    static bool at_trap(const session::Frame& frame) { return paused(frame) && frame.crossing && frame.crossing->kind != cpu::EventKind::kReturn; }

    void open(control::Mode mode) {
        window_ = std::make_unique<MainWindow>(*appearance_, *settings_);
        session::Configuration configuration;
        configuration.mode = mode;
        configuration.workload = "";
        configuration.command_line = "run=sysloop 100000";
        window_->load(configuration);
        window_->show();
        QVERIFY(becomes_active(*window_));
        window_->show_pane(QStringLiteral("story"));
        QVERIFY(settles(paused));
    }
    /// Of a page fault with shadow tables, of which the kernel's part is told within it.
    void tell_in_a_lesson() {
        ScenarioPlayer& player = window_->lesson().player();
        player.set_pause_ms(0);
        player.start(3);
        QVERIFY(told([&] { return player.state() == ScenarioPlayer::State::kAsking; }));
        player.next();
        QVERIFY(told([&] { return player.step_index() == 1 && player.state() == ScenarioPlayer::State::kAsking; }));
        player.reveal();
        QVERIFY(told([&] { return player.state() == ScenarioPlayer::State::kRevealed; }));
    }
    /// Of the steps: empty, or a text that is not there in full, or how much of the table must be scrolled to.
    static QString out_of_sight(const Pane& pane) {
        auto* const table = pane.findChild<QTableView*>();
        const QHeaderView& header = *table->horizontalHeader();
        if (const int hidden = header.length() - table->viewport()->width(); hidden > 0) return QStringLiteral("%1 pixels of the columns").arg(hidden);
        if (const int hidden = table->verticalHeader()->length() - table->viewport()->height(); hidden > 0) return QStringLiteral("%1 pixels of the rows").arg(hidden);
        QStringList texts;
        for (int column = 0; column < StoryModel::kColumns; ++column) {
            const QString heading = table->model()->headerData(column, Qt::Horizontal).toString();
            if (header.fontMetrics().horizontalAdvance(heading) > header.sectionSize(column)) return heading;
            for (int row = 0; row < table->model()->rowCount() && column != StoryModel::kShare; ++row) texts << table->model()->index(row, column).data().toString();
        }
        return WordsDevice(table->size()).cut_as_it_is(*table, texts);
    }
    bool settles(const std::function<bool(const session::Frame&)>& holds) {
        return QTest::qWaitFor([&] { return holds(*window_->frame()); }, kPatienceMs);
    }
    session::FramePtr go(session::Command command, const std::function<bool(const session::Frame&)>& holds) {
        const std::uint64_t before = window_->frame()->number;
        window_->send(std::move(command));
        if (!settles([&](const session::Frame& frame) { return frame.number > before && paused(frame) && holds(frame); })) qFatal("it did not get there");
        return window_->frame();
    }
    Pane* pane() { return window_->docks().pane(QStringLiteral("story")); }
    bool told(const std::function<bool()>& holds) { return QTest::qWaitFor(holds, kPatienceMs); }
    QString label(const char* name) { return pane()->findChild<QLabel*>(QLatin1String(name))->text(); }
    QPushButton* button(const char* name) { return pane()->findChild<QPushButton*>(QLatin1String(name)); }
    const QAbstractItemModel& steps() { return *pane()->findChild<QTableView*>()->model(); }
    QString heading() { return label("story_end_heading"); }
};

int main(int argc, char** argv) { return run_test<StoryTest>(argc, argv); }

#include "story_test.moc"
