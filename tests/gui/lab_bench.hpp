// The Lab pane in a window, with what a test of it does again and again by the doors that a student uses: keys, buttons, dialogs.
// Not here: what holds (lab_test.cpp, lab_folder_test.cpp).
#pragma once

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTextBrowser>

#include "gui/app/docks.hpp"
#include "gui/panes/lab_pane.hpp"
#include "gui/panes/scintilla.hpp"
#include "labs/grader/find_labs.hpp"
#include "tests/gui/window_bench.hpp"

namespace anel::gui {

inline QString text_of(const std::string& text) { return QString::fromStdString(text); }

class LabBench : public WindowBench {
protected:
    static constexpr int kPatienceMs = 240'000;  ///< a check by a sanitized worker, on a host that has more to do

    void find_labs() {
        for (const char* const which : {"1", "2"}) {
            auto lab = labs::find_lab("", which);
            QVERIFY(lab);
            labs_.push_back(std::move(*lab));
        }
    }
    void open_pane() {
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
    void close_pane() {
        tester_.reset();
        tear_down();
    }

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

    /// Behind a check in which nothing went wrong, what else there is to say is said; but on a computer whose sandbox is open, that it is.
    bool says_no_more_than(const char* beginning) const {
        return status().text().startsWith(pane().checked()->missing.empty() ? QLatin1String(beginning) : QLatin1String("The sandbox is not whole"));
    }

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
    static std::string kept(const QString& folder) {
        QFile file(folder + QStringLiteral("/hello.s"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }

    std::vector<labs::Lab> labs_;  ///< the first two
    std::unique_ptr<QAbstractItemModelTester> tester_;
};

}  // namespace anel::gui
