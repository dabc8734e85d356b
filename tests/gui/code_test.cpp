// The code pane: what comes next and what has just been executed, source and instructions in step, breakpoints by mouse and keyboard, and what a
// translation cache stands for.
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include "gui/app/appearance.hpp"
#include "gui/app/docks.hpp"
#include "gui/app/main_window.hpp"
#include "gui/models/source_model.hpp"
#include "gui/panes/code_pane.hpp"
#include "isa/spec/platform.hpp"
#include "tests/gui/window_bench.hpp"

using namespace anel;
using namespace anel::gui;
using session::CodeLine;
using session::Sensitivity;

namespace {

constexpr int kPatienceMs = 30'000;

CodeLine line(std::uint32_t address, const char* text, const char* source, Sensitivity sensitivity, const char* label = "") {
    CodeLine one;
    one.address = address;
    one.word = 0x13;
    one.text = text;
    one.source = source;
    one.sensitivity = sensitivity;
    one.label = label;
    return one;
}

session::CodeShown some_code() {
    session::CodeShown shown;
    shown.lines = {line(0x100, "addi a0, zero, 1", "a.cpp:1", Sensitivity::kInnocuous, "kernel:main"), line(0x104, "wfi", "a.cpp:2", Sensitivity::kPrivileged),
                   line(0x108, "ei", "a.cpp:2", Sensitivity::kHole), line(0x10c, "lw t0, 8(zero)", "a.cpp:3", Sensitivity::kInnocuous)};
    shown.lines[2].translated = session::Translated{0x80000000, true, "csrrw zero, root, a0"};
    shown.lines[3].translated = session::Translated{0x80000000, false, "csrrw zero, root, a0"};
    return shown;
}

}  // namespace

class CodeTest : public WindowBench {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        set_up();
    }
    void cleanup() {
        tear_down();
    }

    void marks_classes_and_translations_stand_in_their_rows() {
        CodeModel model;
        SourceModel source;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester other(&source, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model.show(some_code()));
        QVERIFY(!model.show(some_code()));
        QCOMPARE(model.rowCount(), 5);  // four, and the symbol's
        QVERIFY(model.line(0) == nullptr);
        QCOMPARE(model.row_of(0x104), 2);
        model.mark({0x104, 0x100, false, {0x108}});
        const auto cell = [](const QAbstractItemModel& of, int row, int column) { return of.index(row, column).data().toString(); };
        QVERIFY(cell(model, 2, CodeModel::kMark).contains(QStringLiteral("next")));
        QVERIFY(cell(model, 1, CodeModel::kMark).contains(QStringLiteral("done")));
        QCOMPARE(cell(model, 3, CodeModel::kMark), breakpoint_sign());
        QCOMPARE(cell(model, 4, CodeModel::kMark), QString());
        QCOMPARE(cell(model, 2, CodeModel::kClass), QStringLiteral("P"));
        QCOMPARE(cell(model, 3, CodeModel::kClass), QStringLiteral("S"));
        QCOMPARE(cell(model, 3, CodeModel::kGuest), QStringLiteral("0x80000000  csrrw zero, root, a0"));
        QCOMPARE(cell(model, 4, CodeModel::kGuest), QStringLiteral("\u22ee"));
        QCOMPARE(cell(model, 1, CodeModel::kGuest), QString());
        source.show(QStringLiteral("a.cpp"), QStringLiteral("one\ntwo\nthree\nfour\n"));
        source.mark(model, {});
        QCOMPARE(source.rowCount(), 4);
        QCOMPARE(source.mark_of(0), StepMark::kDone);
        QCOMPARE(source.mark_of(1), StepMark::kNext);
        QVERIFY(source.has_breakpoint(1) && !source.has_breakpoint(0) && source.has_code(2) && !source.has_code(3));
        model.mark({0x100, 0x104, true, {}});
        source.mark(model, {{0x104, QStringLiteral("a.cpp:4")}});
        QVERIFY(cell(model, 2, CodeModel::kMark).contains(QStringLiteral("trapped")));
        QVERIFY(!source.has_breakpoint(3));
    }

    void a_step_marks_what_was_executed_and_what_comes_next() {
        open();
        const std::uint32_t before = frame().cpu.pc;
        go(session::Step{1}, [before](const session::Frame& one) { return one.cpu.pc != before; });
        QVERIFY(holds([&] { return marked(StepMark::kNext) == frame().cpu.pc && marked(StepMark::kDone) == before; }));
        go(session::NextCrossing{}, [](const session::Frame& one) { return one.crossing.has_value(); });
        QVERIFY(holds([&] { return marked(StepMark::kNext) == frame().cpu.pc; }));
        // The view has gone along, and shows the line of source that the frame names.
        QVERIFY(holds([&] { return source().index(source_row(), SourceModel::kText).data().toString() == QString::fromStdString(frame().place->source_text); }));
        // Back, nobody knows what was executed last.
        go(session::StepBack{}, [](const session::Frame& one) { return !one.crossing; });
        QVERIFY(holds([&] { return marked(StepMark::kNext) == frame().cpu.pc && !marked(StepMark::kDone); }));
    }

    void breakpoints_are_set_by_key_and_click_and_the_run_stops_there() {
        open();
        go(session::NextCrossing{}, [](const session::Frame& one) { return one.crossing.has_value(); });
        QVERIFY(holds([&] { return marked(StepMark::kNext) == frame().cpu.pc; }));
        const int row = code().row_of(frame().cpu.pc) + 3;
        const std::uint32_t address = code().line(row)->address;
        code_view().setFocus();
        code_view().setCurrentIndex(code().index(row, 0));
        const machine::Moment before = frame().now;
        QTest::keyClick(&code_view(), Qt::Key_Space);
        QVERIFY(holds([&] { return frame().breakpoints == std::vector<std::uint32_t>{address}; }));
        QVERIFY(frame().now == before);
        QVERIFY(code().has_breakpoint(row));
        const QString place = QString::fromStdString(code().line(row)->source);
        QVERIFY(source().has_breakpoint(source().row_of(place)));
        window_->send(session::Run{});
        QVERIFY(holds([&] { return frame().phase == session::Phase::kPaused && frame().stop == session::StopReason::kBreakpoint; }));
        QCOMPARE(frame().cpu.pc, address);
        QTest::keyClick(&code_view(), Qt::Key_Space);
        QVERIFY(holds([&] { return frame().breakpoints.empty(); }));
        const QRect cell = code_view().visualRect(code().index(code().row_of(address), CodeModel::kMark));
        QTest::mouseClick(code_view().viewport(), Qt::LeftButton, {}, cell.center());
        QVERIFY(holds([&] { return frame().breakpoints == std::vector<std::uint32_t>{address}; }));
        // In the source, the same one.
        source_view().setFocus();
        source_view().setCurrentIndex(source().index(source().row_of(place), 0));
        QTest::keyClick(&source_view(), Qt::Key_Space);
        const std::uint32_t first = code().line(code().rows_of_source(place).front())->address;
        const std::vector<std::uint32_t> left = first == address ? std::vector<std::uint32_t>() : std::vector<std::uint32_t>{std::min(first, address), std::max(first, address)};
        QVERIFY(holds([&] { return frame().breakpoints == left; }));
        // F9 is the next trap here as everywhere.
        for (QWidget* const widget : std::initializer_list<QWidget*>{&source_view(), pane().findChild<QLineEdit*>()}) {
            const machine::Moment here = frame().now;
            widget->setFocus();
            QTest::keyClick(widget, Qt::Key_F9);
            QVERIFY(holds([&] { return frame().phase == session::Phase::kPaused && frame().now > here; }));
            QVERIFY(frame().breakpoints == left);
        }
    }

    void source_and_instructions_are_in_step_both_ways() {
        open();
        go(session::NextCrossing{}, [](const session::Frame& one) { return one.crossing.has_value(); });
        QVERIFY(holds([&] { return source().rowCount() > 0 && marked(StepMark::kNext) == frame().cpu.pc && source_row() >= 0; }));
        int chosen = -1;
        for (int row = 0; row < source().rowCount(); ++row)
            if (row != source_row() && source().has_code(row)) chosen = row;
        QVERIFY(chosen >= 0);
        source_view().setCurrentIndex(source().index(chosen, 0));
        const QModelIndexList rows = code_view().selectionModel()->selectedRows();
        QVERIFY(!rows.isEmpty());
        for (const QModelIndex& index : rows) QCOMPARE(QString::fromStdString(code().line(index.row())->source), source().place(chosen));
        std::size_t made_of_it = 0;
        for (const CodeLine& one : code().lines()) made_of_it += QString::fromStdString(one.source) == source().place(chosen) ? 1 : 0;
        QCOMPARE(static_cast<std::size_t>(rows.size()), made_of_it);
        // And back.
        const int other = code().row_of(frame().cpu.pc);
        code_view().setCurrentIndex(code().index(other, 0));
        QCOMPARE(source_view().selectionModel()->selectedRows().value(0).row(), source().row_of(QString::fromStdString(code().line(other)->source)));
    }

    void it_follows_until_a_person_scrolls_and_again_when_asked() {
        open();
        go(session::NextCrossing{}, [](const session::Frame& one) { return one.crossing.has_value(); });
        QVERIFY(holds([&] { return marked(StepMark::kNext) == frame().cpu.pc; }));
        QVERIFY(pane().follows());
        QWheelEvent wheel(QPointF(20, 40), code_view().viewport()->mapToGlobal(QPointF(20, 40)), {}, QPoint(0, -120 * 5), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(code_view().viewport(), &wheel);
        QVERIFY(!pane().follows());
        const int at = code_view().verticalScrollBar()->value();
        go(session::Step{1}, [](const session::Frame&) { return true; });
        QCOMPARE(code_view().verticalScrollBar()->value(), at);
        pane().findChild<QToolButton*>(QStringLiteral("code_follow"))->click();
        QVERIFY(pane().follows());
        QVERIFY(holds([&] { return code_view().visualRect(code().index(code().row_of(frame().cpu.pc), 0)).intersects(code_view().viewport()->rect()); }));
        // To a symbol, and to its end nobody scrolls for ever.
        auto* const address = pane().findChild<QLineEdit*>(QStringLiteral("code_address"));
        address->setText(QStringLiteral("monitor:trap_entry"));
        QTest::keyClick(address, Qt::Key_Return);
        QVERIFY(holds([&] {
            const CodeLine* const there = code().line(code_view().currentIndex().row());
            return there != nullptr && there->label == "monitor:trap_entry" && !pane().follows();
        }));
        const std::uint32_t first = code().lines().front().address;
        code_view().verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
        QVERIFY(holds([&] { return code().lines().front().address < first; }));
        address->setText(QStringLiteral("no_such_thing"));
        QTest::keyClick(address, Qt::Key_Return);
        QVERIFY(holds([&] { return pane().findChild<QLabel*>(QStringLiteral("code_notice"))->text().contains(QStringLiteral("no_such_thing")); }));
    }

    void it_runs_to_the_chosen_line() {
        open();
        go(session::NextCrossing{}, [](const session::Frame& one) { return one.crossing.has_value(); });
        QVERIFY(holds([&] { return marked(StepMark::kNext) == frame().cpu.pc; }));
        const int row = code().row_of(frame().cpu.pc) + 5;
        const std::uint32_t address = code().line(row)->address;
        code_view().setFocus();
        code_view().setCurrentIndex(code().index(row, 0));
        QTest::keyClick(&code_view(), Qt::Key_F8, Qt::ControlModifier);
        QVERIFY(holds([&] { return frame().phase == session::Phase::kPaused && frame().cpu.pc == address; }));
        QVERIFY(frame().breakpoints.empty());
    }

    void a_symbol_stands_for_the_instruction_below_it() {
        open();
        go(session::GoTo{1'200'000}, [](const session::Frame& one) { return one.now.cycle >= 1'200'000; });
        QVERIFY(holds([&] { return code().row_of(frame().cpu.pc) >= 0; }));
        int row = 0;
        while (row < code().rowCount() && code().line(row) != nullptr) ++row;
        QVERIFY(row + 1 < code().rowCount() && code().line(row + 1) != nullptr);
        const std::uint32_t address = code().line(row + 1)->address;
        code_view().setFocus();
        code_view().setCurrentIndex(code().index(row, 0));
        QTest::keyClick(&code_view(), Qt::Key_Space);
        QVERIFY(holds([&] { return frame().breakpoints == std::vector<std::uint32_t>{address}; }));
    }

    void a_translation_cache_shows_what_the_guest_has_in_its_place() {
        open(control::Mode::kFullTranslate);
        go(session::GoTo{1'200'000}, [](const session::Frame& one) { return one.now.cycle >= 1'200'000; });
        const auto in_cache = [&] {
            const CodeLine* const here = code().line(code().row_of(frame().cpu.pc));
            return here != nullptr && here->translated && !here->source.empty();
        };
        bool found = false;
        for (int i = 0; i < 40 && !found; ++i) {
            const machine::Moment before = frame().now;
            go(session::NextCrossing{true}, [before](const session::Frame& one) { return one.now > before; });
            QVERIFY(holds([&] { return marked(StepMark::kNext) == frame().cpu.pc; }));
            found = frame().cpu.ring == Ring::k1 && in_cache();
        }
        QVERIFY(found);
        const CodeLine here = *code().line(code().row_of(frame().cpu.pc));
        QVERIFY(here.translated->address >= 0x80000000 && here.translated->address < 0x80200000);
        QVERIFY(!here.translated->text.empty());
        QVERIFY2(here.source.starts_with("guest-os/"), here.source.c_str());
        QVERIFY(!code_view().isColumnHidden(CodeModel::kGuest));
        QVERIFY(pane().table().contains(QString::fromStdString(here.translated->text)));
    }

private:
    void open(control::Mode mode = control::Mode::kFullTrap) {
        window_ = std::make_unique<MainWindow>(*appearance_, *settings_);
        session::Configuration configuration;
        configuration.mode = mode;
        configuration.workload = "";
        configuration.command_line = "run=sysloop 100000";
        window_->load(configuration);
        window_->show();
        QVERIFY(becomes_active(*window_));
        window_->show_pane(QStringLiteral("code"));
        QVERIFY(holds([this] { return frame().machine == 1 && frame().phase == session::Phase::kPaused; }));
        QVERIFY(holds([this] { return code().rowCount() > 0; }));
        go(session::GoTo{1'000'000}, [](const session::Frame& one) { return one.now.cycle >= 1'000'000; });
    }
    bool holds(const std::function<bool()>& what) { return QTest::qWaitFor(what, kPatienceMs); }
    void go(session::Command command, const std::function<bool(const session::Frame&)>& reached) {
        const std::uint64_t before = frame().number;
        window_->send(std::move(command));
        if (!holds([&] { return frame().number > before && frame().phase == session::Phase::kPaused && reached(frame()); })) qFatal("it did not get there");
    }
    const session::Frame& frame() { return *window_->frame(); }
    CodePane& pane() { return *static_cast<CodePane*>(window_->docks().pane(QStringLiteral("code"))); }
    QTableView& code_view() { return *pane().findChild<QTableView*>(QStringLiteral("code_disassembly")); }
    QTableView& source_view() { return *pane().findChild<QTableView*>(QStringLiteral("code_source")); }
    CodeModel& code() { return *static_cast<CodeModel*>(code_view().model()); }
    SourceModel& source() { return *static_cast<SourceModel*>(source_view().model()); }
    std::optional<std::uint32_t> marked(StepMark mark) {
        for (int row = 0; row < code().rowCount(); ++row)
            if (code().mark_of(row) == mark) return code().line(row)->address;
        return std::nullopt;
    }
    int source_row() {
        for (int row = 0; row < source().rowCount(); ++row)
            if (source().mark_of(row) == StepMark::kNext) return row;
        return -1;
    }
};

int main(int argc, char** argv) { return run_test<CodeTest>(argc, argv); }

#include "code_test.moc"
