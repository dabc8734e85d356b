// A lab from its page to its points, by the doors that a student uses: keys, buttons, dialogs.
// Not here: what a submission is worth (tests/unit/labs_grader), the thread that finds it out (tests/unit/session/lab_checker_test.cpp).
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTextBrowser>

#include "gui/app/docks.hpp"
#include "gui/panes/lab_pane.hpp"
#include "gui/panes/scintilla.hpp"
#include "labs/grader/find_labs.hpp"
#include "labs/grader/student_folder.hpp"
#include "tests/gui/window_bench.hpp"

using namespace anel;
using namespace anel::gui;

namespace {

constexpr int kPatienceMs = 240'000;  // a check by a sanitized worker, on a host that has more to do

QString text_of(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

class LabTest : public WindowBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        for (const char* const which : {"1", "2"}) {
            auto lab = labs::find_lab("", which);
            QVERIFY(lab);
            labs_.push_back(std::move(*lab));
        }
    }
    void init() {
        set_up();
        window_ = std::make_unique<MainWindow>(*appearance_, *settings_);
        window_->load({});
        window_->show();
        QVERIFY(becomes_active(*window_));
        window_->show_pane(QStringLiteral("lab"));
        QVERIFY(QTest::qWaitFor([this] { return pane().seen() && choice().count() > 0; }, kPatienceMs));
        student().setText(QStringLiteral("ana"));
        tester_ = std::make_unique<QAbstractItemModelTester>(results().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup() {
        tester_.reset();
        tear_down();
    }

    void every_lab_has_its_page_its_files_and_what_is_provided() {
        const auto folders = labs::folders_of_labs(*labs::labs_folder(""));
        QVERIFY(folders);
        QCOMPARE(choice().count(), static_cast<int>(folders->size()));
        for (int at = 0; at < choice().count(); ++at) {
            choice().setCurrentIndex(at);
            const auto lab = labs::load_lab((*folders)[static_cast<std::size_t>(at)]);
            QVERIFY(lab);
            QCOMPARE(choice().currentText(), text_of(lab->title.english));
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

    void what_a_student_types_is_checked_and_a_reference_has_all_points() {
        choose(0);
        type_in(labs_[0].reference.at("hello.s"));
        check_by_keyboard();
        QCOMPARE(points().text(), QStringLiteral("40 of 40 points"));
        QCOMPARE(results().model()->rowCount(), 6);
        for (int row = 0; row < 6; ++row) QCOMPARE(cell(row, 0), QStringLiteral("✓ passed"));
        QCOMPARE(cell(2, 2), QStringLiteral("answer"));
        QCOMPARE(cell(2, 1), QStringLiteral("10/10"));
        QVERIFY(!status().isVisible());
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
        results().setFocus();
        QTest::keyClick(&results(), Qt::Key_Return);
        editor().getCursorPosition(&line, &column);
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

    void a_new_folder_keeps_what_is_written() {
        const QString folder = folder_->filePath(QStringLiteral("mine"));
        choose(0);
        const std::string before = "# mine\n" + labs_[0].starter.at("hello.s");
        type_in(before);
        choose_folder(button("lab_new"), folder);
        QVERIFY2(status().text().startsWith(QStringLiteral("What you write is kept in %1").arg(folder)), qPrintable(status().text()));
        const auto who = labs::read_student_folder(folder.toStdString());
        QVERIFY(who);
        QCOMPARE(who->lab, std::string("01-hello-rings"));
        QCOMPARE(who->student, std::string("ana"));
        QCOMPARE(kept(folder), before);
        // Checked is what is written, and it is kept first.
        type_in(labs_[0].reference.at("hello.s"));
        check_by_keyboard();
        QCOMPARE(points().text(), QStringLiteral("40 of 40 points"));
        QCOMPARE(kept(folder), labs_[0].reference.at("hello.s"));
        // Nothing is written over.
        QVERIFY(!pane().new_folder(folder.toStdString()));
        QVERIFY2(status().isVisible() && !status().text().startsWith(QStringLiteral("What you write")), qPrintable(status().text()));
        QCOMPARE(kept(folder), labs_[0].reference.at("hello.s"));
    }

    void what_is_written_is_kept_at_the_end_and_what_is_not_is_left_alone() {
        const QString folder = folder_->filePath(QStringLiteral("mine"));
        choose(0);
        choose_folder(button("lab_new"), folder);
        // Somebody edits it with another editor.
        const auto write = [&folder](const char* text) {
            QFile file(folder + QStringLiteral("/hello.s"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        };
        write("# elsewhere\n");
        choose(1);
        check_by_keyboard();
        QCOMPARE(kept(folder), std::string("# elsewhere\n"));
        choose(0);
        type_in("# here\n");
        choose(1);
        tester_.reset();
        window_.reset();
        QCOMPARE(kept(folder), std::string("# here\n"));
    }

    void a_folder_made_elsewhere_is_opened_with_its_lab_and_its_student() {
        const QString folder = folder_->filePath(QStringLiteral("theirs"));
        QVERIFY(labs::make_student_folder(labs_[1], {"02-who-traps", "bia", explain::Language::kEnglish}, folder.toStdString()));
        QFile file(folder + QStringLiteral("/classifier.lua"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(labs_[1].reference.at("classifier.lua").c_str());
        file.close();
        choose(0);
        choose_folder(button("lab_open"), folder);
        QVERIFY2(status().text().startsWith(QStringLiteral("What you write is kept in %1").arg(folder)), qPrintable(status().text()));
        QCOMPARE(choice().currentIndex(), 1);
        QCOMPARE(student().text(), QStringLiteral("bia"));
        QCOMPARE(editor().text().toStdString(), labs_[1].reference.at("classifier.lua"));
        check_by_keyboard();
        QCOMPARE(points().text(), QStringLiteral("40 of 40 points"));
    }

    void what_is_no_students_folder_is_said_and_changes_nothing() {
        choose(1);
        const QString before = editor().text();
        QVERIFY(QDir(folder_->path()).mkdir(QStringLiteral("none")));
        choose_folder(button("lab_open"), folder_->filePath(QStringLiteral("none")));
        QVERIFY(status().isVisible());
        QVERIFY2(status().text().contains(QStringLiteral("none")), qPrintable(status().text()));
        QCOMPARE(choice().currentIndex(), 1);
        QCOMPARE(editor().text(), before);
        // Nor is a name that nobody can have.
        student().clear();
        button("lab_check").click();
        QVERIFY(!pane().checking());
        QVERIFY(status().isVisible() && !status().text().contains(QStringLiteral("none")));
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
        QTRY_COMPARE(choice().currentText(), text_of(labs_[0].title.portuguese));
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
        QTest::keyClick(&editor(), Qt::Key_Escape);
        QVERIFY(!editor().hasFocus());
        QVERIFY(pane().isAncestorOf(QApplication::focusWidget()));
        // The machine's keys are the machine's here, too.
        editor().setFocus();
        const std::uint64_t steps = window_->frame()->now.instructions;
        QTest::keyClick(&editor(), Qt::Key_F5);
        QVERIFY(QTest::qWaitFor([&] { return window_->frame()->now.instructions == steps + 1; }, kPatienceMs));
    }

private:
    LabPane& pane() const { return *static_cast<LabPane*>(window_->docks().pane(QStringLiteral("lab"))); }
    template <class Kind>
    Kind& part(const char* name) const {
        return *pane().findChild<Kind*>(QLatin1String(name));
    }
    QComboBox& choice() const { return part<QComboBox>("lab_choice"); }
    QLineEdit& student() const { return part<QLineEdit>("lab_student"); }
    QPushButton& button(const char* name) const { return part<QPushButton>(name); }
    QPushButton& more() const { return part<QPushButton>("lab_hint"); }
    QLabel& points() const { return part<QLabel>("lab_points"); }
    QLabel& status() const { return part<QLabel>("lab_status"); }
    QTabBar& files() const { return part<QTabBar>("lab_files"); }
    QTextBrowser& page() const { return part<QTextBrowser>("lab_page"); }
    QTextBrowser& hints() const { return part<QTextBrowser>("lab_hints"); }
    QsciScintilla& editor() const { return part<QsciScintilla>("lab_editor"); }
    QTableView& results() const { return part<QTableView>("lab_results"); }
    QPlainTextEdit& message() const { return part<QPlainTextEdit>("lab_message"); }
    QString cell(int row, int column) const { return results().model()->index(row, column).data().toString(); }

    void choose(int lab) {
        choice().setFocus();
        QTest::keyClick(&choice(), Qt::Key_Home);
        for (int i = 0; i < lab; ++i) QTest::keyClick(&choice(), Qt::Key_Down);
        QCOMPARE(choice().currentIndex(), lab);
    }
    /// In the place of all that is there.
    void type_in(const std::string& text) {
        QApplication::clipboard()->setText(text_of(text));
        editor().setFocus();
        QTest::keyClick(&editor(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&editor(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(editor().text(), text_of(text));
    }
    void check_by_keyboard() {
        button("lab_check").setFocus();
        QTest::keyClick(&button("lab_check"), Qt::Key_Space);
        QVERIFY2(pane().checking(), qPrintable(status().text()));
        QVERIFY(QTest::qWaitFor([this] { return !pane().checking(); }, kPatienceMs));
        QVERIFY(pane().checked() != nullptr);
        QVERIFY2(pane().checked()->error.empty(), pane().checked()->error.c_str());
    }
    void choose_folder(QPushButton& with, const QString& folder) {
        answer([folder](QWidget& dialog) {
            dialog.findChild<QLineEdit*>()->setText(folder);
            QMetaObject::invokeMethod(&dialog, "accept");
        });
        with.click();
    }
    static std::string kept(const QString& folder) {
        QFile file(folder + QStringLiteral("/hello.s"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }

    std::vector<labs::Lab> labs_;  ///< the first two
    std::unique_ptr<QAbstractItemModelTester> tester_;
};

int main(int argc, char** argv) { return run_test<LabTest>(argc, argv); }

#include "lab_test.moc"
