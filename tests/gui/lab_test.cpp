// A lab from its page to its points, by the doors that a student uses: keys, buttons, dialogs.
// Not here: what a submission is worth (tests/unit/labs_grader), the thread that finds it out (tests/unit/session/lab_checker_test.cpp).
#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>

#include "labs/grader/find_labs.hpp"
#include "tests/gui/lab_bench.hpp"

using namespace anel;
using namespace anel::gui;

class LabTest : public LabBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { find_labs(); }
    void init() { open_pane(); }
    void cleanup() { close_pane(); }

    void every_lab_has_its_page_its_files_and_what_is_provided() {
        const auto folders = labs::folders_of_labs(*labs::labs_folder(""));
        QVERIFY(folders);
        QCOMPARE(choice().count(), static_cast<int>(folders->size()));
        for (int at = 0; at < choice().count(); ++at) {
            choice().setCurrentIndex(at);
            const auto lab = labs::load_lab((*folders)[static_cast<std::size_t>(at)]);
            QVERIFY(lab);
            QCOMPARE(choice().currentText(), QStringLiteral("%1. %2").arg(at + 1).arg(text_of(lab->title.english).section(u':', 0, 0)));
            QCOMPARE(choice().toolTip(), text_of(lab->title.english));
            QCOMPARE(choice().itemData(at, Qt::ToolTipRole).toString(), text_of(lab->title.english));
            QCOMPARE(files().count(), static_cast<int>(lab->files.size() + lab->provided.size()));
            for (int tab = 0; tab < files().count(); ++tab) {
                files().setCurrentIndex(tab);
                const std::string name = files().tabText(tab).toStdString();
                const bool written = static_cast<std::size_t>(tab) < lab->files.size();
                QCOMPARE(editor().text(), text_of((written ? lab->starter : lab->provided).at(name)));
                QCOMPARE(editor().isReadOnly(), !written);
            }
            const QString heading = text_of(lab->text.english).section(u'\n', 0, 0).mid(2);
            QVERIFY2(page().toPlainText().startsWith(heading), qPrintable(heading));
            QVERIFY(points().text() == QStringLiteral("not checked"));
        }
    }

    void results_take_no_room_before_there_are_any() {
        choose(0);
        QVERIFY(!results().isVisible() && !message().isVisible());
        check_by_keyboard();
        QVERIFY(results().isVisible() && message().isVisible());
        // Those of one lab are not another's.
        choose(1);
        QVERIFY(!results().isVisible() && !message().isVisible());
    }

    void what_a_student_types_is_checked_and_a_reference_has_all_points() {
        choose(0);
        type_in(labs_[0].reference.at("hello.s"));
        check_by_keyboard();
        QCOMPARE(points().text(), QStringLiteral("40 of 40 points"));
        QCOMPARE(results().model()->rowCount(), 6);
        for (int row = 0; row < 6; ++row) QCOMPARE(cell(row, 0), QStringLiteral("✓ passed"));
        QCOMPARE(cell(2, 2), QStringLiteral("answer"));
        QCOMPARE(cell(2, 1), QStringLiteral("10/10"));
        QVERIFY2(says_no_more_than("What you write is not kept yet"), qPrintable(status().text()));
        // It leaves the window as a table.
        QVERIFY(pane().table().contains(QStringLiteral("answer")));
    }

    void a_starter_fails_in_words_and_enter_goes_to_its_line() {
        choose(1);
        check_by_keyboard();
        QCOMPARE(points().text(), QStringLiteral("0 of 40 points"));
        QCOMPARE(cell(0, 0), QStringLiteral("✗ failed"));
        QCOMPARE(results().currentIndex().row(), 0);
        QVERIFY2(message().toPlainText().contains(QStringLiteral("to be written")), qPrintable(message().toPlainText()));
        int line = 0;
        int column = 0;
        editor().getCursorPosition(&line, &column);
        QCOMPARE(line, 0);
        // Also in an editor that is low.
        editor().setFixedHeight(editor().textHeight(0) * 5);
        results().setFocus();
        QTest::keyClick(&results(), Qt::Key_Return);
        editor().getCursorPosition(&line, &column);
        const auto lines_seen = static_cast<int>(editor().SendScintilla(QsciScintilla::SCI_LINESONSCREEN));
        QVERIFY2(editor().firstVisibleLine() < line && line < editor().firstVisibleLine() + lines_seen - 1,
                 qPrintable(QStringLiteral("line %1 of %2 from %3").arg(line).arg(lines_seen).arg(editor().firstVisibleLine())));
        QVERIFY2(editor().text(line).contains(QStringLiteral("to_be_written(")), qPrintable(editor().text(line)));
        QVERIFY(editor().hasFocus());
        QVERIFY(editor().markersAtLine(line) != 0);
        // What is typed then takes the mark away.
        QTest::keyClick(&editor(), Qt::Key_Space);
        QCOMPARE(editor().markersAtLine(line), 0U);
    }

    void the_first_failure_is_the_one_that_is_shown() {
        choose(0);
        std::string text = labs_[0].reference.at("hello.s");
        const std::size_t at = text.find("add  a0, a0, t0");
        QVERIFY(at != std::string::npos);
        text.replace(at, 3, "sub");
        type_in(text);
        check_by_keyboard();
        QCOMPARE(cell(0, 0), QStringLiteral("✓ passed"));
        QCOMPARE(results().currentIndex().row(), 2);
        QCOMPARE(cell(2, 0), QStringLiteral("✗ failed"));
        const QString failure = message().toPlainText();
        QVERIFY(!failure.isEmpty());
        // Each row says its own.
        results().setFocus();
        QTest::keyClick(&results(), Qt::Key_Up);
        QCOMPARE(results().currentIndex().row(), 1);
        QVERIFY(message().toPlainText() != failure);
        QVERIFY(message().toPlainText().contains(cell(1, 3)));
    }

    void who_reads_stays_where_they_are() {
        choose(0);
        QScrollBar& bar = *page().verticalScrollBar();
        QVERIFY(bar.maximum() > 40);
        bar.setValue(40);
        check_by_keyboard();
        QCOMPARE(bar.value(), 40);
        more().click();
        QCOMPARE(bar.value(), 40);
    }

    void hints_come_level_by_level() {
        choose(0);
        part<QTabWidget>("lab_reading").setCurrentIndex(1);
        hints().setFixedHeight(120);
        QVERIFY(!hints().toPlainText().contains(QStringLiteral("Hint 1")));
        more().click();
        QVERIFY(hints().toPlainText().contains(QStringLiteral("Hint 1")));
        QVERIFY(!hints().toPlainText().contains(QStringLiteral("Hint 2")));
        for (std::size_t level = 1; level < labs_[0].hints.size(); ++level) {
            QVERIFY(more().isEnabled());
            more().click();
        }
        QVERIFY(!more().isEnabled());
        // The newest is what one sees.
        QVERIFY(hints().verticalScrollBar()->value() > 0);
        QVERIFY(hints().toPlainText().contains(QStringLiteral("Hint %1").arg(labs_[0].hints.size())));
        QVERIFY(hints().toPlainText().contains(QStringLiteral("The kernel's half, with gaps")));
        // Another lab's are not given away.
        choose(1);
        QVERIFY(!hints().toPlainText().contains(QStringLiteral("Hint 1")));
        QVERIFY(more().isEnabled());
    }

    void a_check_can_be_called_off_and_another_lab_does_so() {
        choose(0);
        button("lab_check").click();
        QVERIFY(pane().checking());
        QCOMPARE(button("lab_check").text(), QStringLiteral("&Cancel"));
        button("lab_check").click();
        QVERIFY(!pane().checking());
        QCOMPARE(points().text(), QStringLiteral("not checked"));
        button("lab_check").click();
        choose(1);
        QVERIFY(!pane().checking());
        QCOMPARE(button("lab_check").text(), QStringLiteral("&Check"));
        QCOMPARE(points().text(), QStringLiteral("not checked"));
        check_by_keyboard();
        QCOMPARE(pane().checked()->lab, std::string("02-who-traps"));
    }

    void each_lab_keeps_its_own_text() {
        choose(0);
        type_in("# of the first\n");
        choose(1);
        QVERIFY(!editor().text().contains(QStringLiteral("of the first")));
        type_in("-- of the second\n");
        choose(0);
        QCOMPARE(editor().text(), QStringLiteral("# of the first\n"));
        // What is provided cannot be changed.
        files().setCurrentIndex(1);
        const QString provided = editor().text();
        editor().setFocus();
        QTest::keyClick(&editor(), Qt::Key_X);
        QCOMPARE(editor().text(), provided);
    }

    void it_speaks_both_languages() {
        choose(0);
        check_by_keyboard();
        more().click();
        results().selectRow(1);
        const QString english = message().toPlainText();
        const QSignalSpy heads(results().model(), &QAbstractItemModel::headerDataChanged);
        const QSignalSpy cells(results().model(), &QAbstractItemModel::dataChanged);
        // What is being written is not what was checked.
        type_in(labs_[0].reference.at("hello.s"));
        appearance_->set_language(explain::Language::kPortuguese);
        QTRY_COMPARE(choice().currentText(), QStringLiteral("1. Olá, anéis"));
        QCOMPARE(choice().toolTip(), text_of(labs_[0].title.portuguese));
        QVERIFY(!heads.isEmpty() && !cells.isEmpty());
        // What the tests saw is told anew, and who reads of one goes on with that.
        QVERIFY(QTest::qWaitFor([this] { return !pane().checking(); }, kPatienceMs));
        QCOMPARE(results().currentIndex().row(), 1);
        QVERIFY(!message().toPlainText().isEmpty() && message().toPlainText() != english);
        QVERIFY(page().toPlainText().startsWith(QStringLiteral("Laboratório 1")));
        QVERIFY(hints().toPlainText().contains(QStringLiteral("Dica 1")));
        QCOMPARE(points().text(), QStringLiteral("0 de 40 pontos"));
        QCOMPARE(cell(0, 0), QStringLiteral("✗ falhou"));
        QCOMPARE(results().model()->headerData(1, Qt::Horizontal).toString(), QStringLiteral("Pontos"));
        QCOMPARE(cell(0, 3), QStringLiteral("tret desce até `user`, no anel 3"));
    }

    void nobody_who_works_by_keyboard_is_caught() {
        choose(0);
        choice().setFocus();
        // Tab goes through all of it and into the editor, where it writes.
        int tabs = 0;
        for (; !editor().hasFocus() && tabs < 40; ++tabs) QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY2(editor().hasFocus(), qPrintable(QApplication::focusWidget()->objectName()));
        const QString before = editor().text();
        QTest::keyClick(&editor(), Qt::Key_Tab);
        QVERIFY(editor().hasFocus());
        QVERIFY(editor().text() != before);
        // Escape goes on: to what is to be done next, or to what came of it.
        QTest::keyClick(&editor(), Qt::Key_Escape);
        QVERIFY(button("lab_check").hasFocus());
        check_by_keyboard();
        editor().setFocus();
        QTest::keyClick(&editor(), Qt::Key_Escape);
        QVERIFY(results().hasFocus());
        // The machine's keys are the machine's here, too.
        editor().setFocus();
        const std::uint64_t steps = window_->frame()->now.instructions;
        QTest::keyClick(&editor(), Qt::Key_F5);
        QVERIFY(QTest::qWaitFor([&] { return window_->frame()->now.instructions == steps + 1; }, kPatienceMs));
    }
};

int main(int argc, char** argv) { return run_test<LabTest>(argc, argv); }

#include "lab_test.moc"
