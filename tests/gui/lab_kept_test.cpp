// What is written in the Lab pane is not lost without a question: to a folder that is opened, to a window that closes.
// Not here: folders that are made, opened and saved (lab_folder_test.cpp).
#include <QMessageBox>

#include "labs/grader/student_folder.hpp"
#include "tests/gui/lab_bench.hpp"

using namespace anel;
using namespace anel::gui;

class LabKeptTest : public LabBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { find_labs(); }
    void init() { open_pane(); }
    void cleanup() { close_pane(); }

    void what_is_written_is_not_lost_to_a_folder_that_is_opened() {
        const QString theirs = folder_->filePath(QStringLiteral("theirs")), mine = folder_->filePath(QStringLiteral("mine"));
        QVERIFY(labs::make_student_folder(labs_[0], {"01-hello-rings", "bia", explain::Language::kEnglish}, theirs.toStdString()));
        choose(0);
        type_in("# mine\n");
        answer_question(QMessageBox::RejectRole);
        QVERIFY(!pane().open_folder(theirs.toStdString()));
        QCOMPARE(editor().text(), QStringLiteral("# mine\n"));
        QCOMPARE(student().text(), QStringLiteral("ana"));
        // What has a folder is kept there first, and nobody is asked.
        QVERIFY(pane().new_folder(mine.toStdString()));
        type_in("# mine, twice\n");
        QVERIFY(pane().open_folder(mine.toStdString()));
        QCOMPARE(editor().text(), QStringLiteral("# mine, twice\n"));
        type_in("# mine, and more\n");
        QVERIFY(pane().open_folder(theirs.toStdString()));
        QCOMPARE(kept(mine), std::string("# mine, and more\n"));
        QCOMPARE(editor().text().toStdString(), labs_[0].starter.at("hello.s"));
    }

    void what_is_written_is_not_lost_to_a_window_that_closes() {
        const QString mine = folder_->filePath(QStringLiteral("mine"));
        choose(0);
        // Nothing of one's own, and nobody is asked.
        QVERIFY(window_->close());
        window_->show();
        type_in("# mine\n");
        QString question;
        const auto stay = [&] {
            answer([&](QWidget& dialog) {
                question = dynamic_cast<QMessageBox&>(dialog).text();
                QTest::keyClick(&dialog, Qt::Key_Escape);
            });
            return !window_->close() && window_->isVisible();
        };
        QVERIFY(stay());
        QVERIFY2(question.contains(choice().itemText(0)) && question.contains(QStringLiteral("is not kept anywhere")), qPrintable(question));
        QCOMPARE(editor().text(), QStringLiteral("# mine\n"));
        // What has a folder is kept there, and nobody is asked.
        QVERIFY(pane().new_folder(mine.toStdString()));
        type_in("# mine, twice\n");
        QVERIFY(window_->close());
        QCOMPARE(kept(mine), std::string("# mine, twice\n"));
        window_->show();
        // Unless it cannot be.
        type_in("# mine, and more\n");
        QVERIFY(QDir(mine).removeRecursively());
        // That keeps no other lab's from being kept.
        const QString second = folder_->filePath(QStringLiteral("second"));
        choose(1);
        QVERIFY(pane().new_folder(second.toStdString()));
        type_in("# the second\n");
        QVERIFY(stay());
        QVERIFY2(!question.contains(choice().itemText(1)), qPrintable(question));
        QFile file(second + u'/' + text_of(labs_[1].files.front()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("# the second\n"));
        QVERIFY2(question.contains(QStringLiteral("could not be kept")) && question.contains(mine), qPrintable(question));
        answer_question(QMessageBox::DestructiveRole);
        QVERIFY(window_->close());
    }

    void what_is_given_up_gives_way() {
        const QString theirs = folder_->filePath(QStringLiteral("theirs"));
        QVERIFY(labs::make_student_folder(labs_[0], {"01-hello-rings", "bia", explain::Language::kEnglish}, theirs.toStdString()));
        choose(0);
        type_in("# mine\n");
        answer_question(QMessageBox::DestructiveRole);
        QVERIFY(pane().open_folder(theirs.toStdString()));
        QCOMPARE(editor().text().toStdString(), labs_[0].starter.at("hello.s"));
        QCOMPARE(student().text(), QStringLiteral("bia"));
    }

private:
    void answer_question(QMessageBox::ButtonRole with) {
        answer([with](QWidget& dialog) {
            auto& box = dynamic_cast<QMessageBox&>(dialog);
            for (QAbstractButton* const button : box.buttons())
                if (box.buttonRole(button) == with) return button->click();
            QFAIL("no such button");
        });
    }
};

int main(int argc, char** argv) { return run_test<LabKeptTest>(argc, argv); }

#include "lab_kept_test.moc"
