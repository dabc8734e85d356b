// Where a student's files are kept: a new folder, one that is there, and what is wrong with either, said where it is asked and in the person's language.
// Not here: what is written and checked (lab_test.cpp), the folder itself (tests/unit/labs_grader/student_folder_test.cpp).
#include <QAbstractButton>
#include <QDir>
#include <QFileDialog>
#include <QScopeGuard>

#include "gui/panes/folder_dialog.hpp"
#include "labs/grader/student_folder.hpp"
#include "tests/gui/lab_bench.hpp"

using namespace anel;
using namespace anel::gui;

class LabFolderTest : public LabBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { find_labs(); }
    void init() { open_pane(); }
    void cleanup() { close_pane(); }

    void a_new_folder_keeps_what_is_written() {
        const QString folder = folder_->filePath(QStringLiteral("mine"));
        choose(0);
        const std::string before = "# mine\n" + labs_[0].starter.at("hello.s");
        type_in(before);
        make_folder(folder);
        QVERIFY2(status().text().startsWith(QStringLiteral("Kept in %1").arg(folder)), qPrintable(status().text()));
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
        QVERIFY2(status().isVisible() && status().text().startsWith(folder + QStringLiteral(" is there already")), qPrintable(status().text()));
        QCOMPARE(kept(folder), labs_[0].reference.at("hello.s"));
    }

    void what_is_written_is_kept_at_the_end_and_what_is_not_is_left_alone() {
        const QString folder = folder_->filePath(QStringLiteral("mine"));
        choose(0);
        make_folder(folder);
        // Somebody edits it with another editor.
        write(folder + QStringLiteral("/hello.s"), "# elsewhere\n");
        choose(1);
        check_by_keyboard();
        QCOMPARE(kept(folder), std::string("# elsewhere\n"));
        choose(0);
        QCOMPARE(editor().text(), QStringLiteral("# elsewhere\n"));
        type_in("# here\n");
        choose(1);
        tester_.reset();
        window_.reset();
        QCOMPARE(kept(folder), std::string("# here\n"));
    }

    void the_key_that_keeps_in_every_editor_keeps_here() {
        const QString folder = folder_->filePath(QStringLiteral("mine"));
        choose(0);
        type_in("# mine\n");
        answer([&](QWidget& dialog) {
            field(dialog, "folder_place").setText(folder_->path());
            field(dialog, "folder_name").setText(QStringLiteral("mine"));
            QMetaObject::invokeMethod(&dialog, "accept");
        });
        QTest::keyClick(&editor(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(kept(folder), std::string("# mine\n"));
        type_in("# mine, and more\n");
        // Keys are the active window's, which behind a dialog takes a moment.
        QVERIFY(becomes_active(*window_));
        QTest::keyClick(&editor(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(kept(folder), std::string("# mine, and more\n"));
        QVERIFY(editor().hasFocus());
    }

    void what_another_editor_writes_is_what_is_checked_and_shown() {
        const QString folder = folder_->filePath(QStringLiteral("mine")), file = folder + QStringLiteral("/hello.s");
        choose(0);
        make_folder(folder);
        write(file, labs_[0].reference.at("hello.s").c_str());
        check_by_keyboard();
        QCOMPARE(points().text(), QStringLiteral("40 of 40 points"));
        QCOMPARE(editor().text().toStdString(), labs_[0].reference.at("hello.s"));
        // Who comes back from there sees it at once.
        write(file, "# elsewhere\n");
        QWidget other;
        other.show();
        QVERIFY(becomes_active(other));
        QVERIFY(becomes_active(*window_));
        QTRY_COMPARE(editor().text(), QStringLiteral("# elsewhere\n"));
        QCOMPARE(kept(folder), std::string("# elsewhere\n"));
    }

    void what_two_editors_write_is_both_kept() {
        const QString folder = folder_->filePath(QStringLiteral("mine"));
        choose(0);
        make_folder(folder);
        type_in("# here\n");
        write(folder + QStringLiteral("/hello.s"), "# elsewhere\n");
        check_by_keyboard();
        QCOMPARE(kept(folder), std::string("# here\n"));
        QCOMPARE(editor().text(), QStringLiteral("# here\n"));
        QFile aside(folder + QStringLiteral("/hello.s~"));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), QByteArray("# elsewhere\n"));
        QVERIFY2(status().text().contains(QStringLiteral("hello.s~")), qPrintable(status().text()));
        // It is said once, and what is put aside is not handed in.
        type_in("# here, and more\n");
        check_by_keyboard();
        QVERIFY2(says_no_more_than("Kept in "), qPrintable(status().text()));
        QCOMPARE(labs::read_submission(folder.toStdString())->files.size(), std::size_t{1});
    }

    void a_folder_made_elsewhere_is_opened_with_its_lab_and_its_student() {
        const QString folder = folder_->filePath(QStringLiteral("theirs"));
        QVERIFY(labs::make_student_folder(labs_[1], {"02-who-traps", "bia", explain::Language::kEnglish}, folder.toStdString()));
        write(folder + QStringLiteral("/classifier.lua"), labs_[1].reference.at("classifier.lua").c_str());
        choose(0);
        open_folder(folder);
        QVERIFY2(status().text().startsWith(QStringLiteral("Kept in %1").arg(folder)), qPrintable(status().text()));
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
        open_folder(folder_->filePath(QStringLiteral("none")));
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

    void a_name_that_is_taken_is_said_at_once_and_another_one_can_be_given() {
        const QString taken = folder_->filePath(QStringLiteral("taken"));
        QVERIFY(QDir(folder_->path()).mkdir(QStringLiteral("taken")));
        write(taken + QStringLiteral("/notes"), "my own\n");
        QVERIFY(labs::make_student_folder(labs_[1], {"02-who-traps", "bia", explain::Language::kEnglish}, folder_->filePath(QStringLiteral("of a lab")).toStdString()));
        write(folder_->filePath(QStringLiteral("file")), "my own\n");
        choose(0);
        type_in("# mine\n");
        struct Wrong {
            QString name, said;
        };
        const std::vector<Wrong> wrongs{{QStringLiteral("taken"), QStringLiteral("taken is there already, with files in it")},
                                        {QStringLiteral("of a lab"), QStringLiteral("of a lab is there already, and is a lab's folder")},
                                        {QStringLiteral("file"), QStringLiteral("file is a file")},
                                        {QStringLiteral("nowhere/deep"), QStringLiteral("There is no folder %1").arg(folder_->filePath(QStringLiteral("nowhere")))},
                                        {QStringLiteral("  "), QStringLiteral("The folder needs a name")}};
        bool asked = false;
        answer([&](QWidget& widget) {
            asked = true;
            auto& dialog = dynamic_cast<FolderDialog&>(widget);
            const auto ended = qScopeGuard([&] { dialog.reject(); });
            field(dialog, "folder_place").setText(folder_->path());
            for (const Wrong& wrong : wrongs) {
                field(dialog, "folder_name").setText(wrong.name);
                QVERIFY2(said(dialog).contains(wrong.said), qPrintable(said(dialog)));
                // It is said again, and nothing else happens, when somebody goes on all the same.
                QTest::keyClick(&field(dialog, "folder_name"), Qt::Key_Return);
                QVERIFY(dialog.isVisible());
                QVERIFY2(said(dialog).contains(wrong.said), qPrintable(said(dialog)));
                QCOMPARE(field(dialog, "folder_name").text(), wrong.name);
            }
            field(dialog, "folder_name").setText(QStringLiteral("free"));
            QVERIFY2(said(dialog).contains(folder_->filePath(QStringLiteral("free"))), qPrintable(said(dialog)));
            QTest::keyClick(&field(dialog, "folder_name"), Qt::Key_Return);
            QVERIFY(!dialog.isVisible());
        });
        button("lab_new").click();
        QVERIFY(asked);
        QCOMPARE(kept(folder_->filePath(QStringLiteral("free"))), std::string("# mine\n"));
        QCOMPARE(editor().text(), QStringLiteral("# mine\n"));
        QCOMPARE(names_in(taken), QStringList{QStringLiteral("notes")});
        QVERIFY(!QFileInfo::exists(folder_->filePath(QStringLiteral("nowhere"))));
        QVERIFY(QFileInfo(folder_->filePath(QStringLiteral("file"))).isFile());
    }

    void the_name_that_is_proposed_is_free_and_the_place_is_the_last_one() {
        choose(0);
        make_folder(folder_->filePath(QStringLiteral("01-hello-rings")));
        for (const char* const name : {"01-hello-rings-2", "01-hello-rings-3"}) {
            answer([](QWidget& dialog) {
                QMetaObject::invokeMethod(&dialog, "accept");
                dialog.close();
            });
            button("lab_new").click();
            QCOMPARE(status().text().section(QStringLiteral("Kept in "), 1).section(u' ', 0, 0), folder_->filePath(QLatin1String(name)));
            QVERIFY(labs::read_student_folder(folder_->filePath(QLatin1String(name)).toStdString()));
        }
        // An empty folder is as good as none.
        QVERIFY(QDir(folder_->path()).mkdir(QStringLiteral("empty")));
        QVERIFY(pane().new_folder(folder_->filePath(QStringLiteral("empty")).toStdString()));
    }

    void a_failure_says_how_to_stop_there_once_there_is_a_folder() {
        choose(1);
        check_by_keyboard();
        const QString seen = message().toPlainText();
        QVERIFY2(!seen.isEmpty() && !seen.contains(QStringLiteral("anel lab")), qPrintable(seen));
        QVERIFY(pane().new_folder(folder_->filePath(QStringLiteral("mine")).toStdString()));
        QCOMPARE(message().toPlainText(), seen + QStringLiteral("\n\nTo stop there and look around, in a terminal in your folder: anel lab debug --only ") + cell(0, 2));
    }

    void who_calls_it_off_has_made_nothing() {
        choose(0);
        type_in("# mine\n");
        const QStringList before = names_in(folder_->path());
        answer([&](QWidget& dialog) {
            field(dialog, "folder_place").setText(folder_->path());
            QTest::keyClick(&field(dialog, "folder_name"), Qt::Key_Escape);
        });
        button("lab_new").click();
        QCOMPARE(names_in(folder_->path()), before);
        QCOMPARE(editor().text(), QStringLiteral("# mine\n"));
        QVERIFY2(status().text().startsWith(QStringLiteral("What you write is not kept yet")), qPrintable(status().text()));
    }

    void a_folder_is_asked_for_and_said_in_portuguese() {
        write(folder_->filePath(QStringLiteral("file")), "my own\n");
        choose(0);
        appearance_->set_language(explain::Language::kPortuguese);
        QTRY_COMPARE(choice().toolTip(), text_of(labs_[0].title.portuguese));
        bool asked = false;
        answer([&](QWidget& dialog) {
            asked = true;
            const auto ended = qScopeGuard([&] { dialog.close(); });
            QCOMPARE(dialog.windowTitle(), QStringLiteral("Uma pasta nova para este lab"));
            field(dialog, "folder_place").setText(folder_->path());
            field(dialog, "folder_name").setText(QStringLiteral("file"));
            QVERIFY2(said(dialog).contains(QStringLiteral("é um arquivo")), qPrintable(said(dialog)));
            QStringList words;
            for (const QAbstractButton* const button : dialog.findChildren<QAbstractButton*>()) words << button->text().remove(u'&');
            for (const char* const word : {"Criar a pasta", "Cancelar", "Escolher…"}) QVERIFY2(words.contains(QString::fromUtf8(word)), qPrintable(words.join(u' ')));
            field(dialog, "folder_name").setText(QStringLiteral("minha"));
            QMetaObject::invokeMethod(&dialog, "accept");
        });
        button("lab_new").click();
        QVERIFY(asked);
        const auto who = labs::read_student_folder(folder_->filePath(QStringLiteral("minha")).toStdString());
        QVERIFY(who);
        QVERIFY(who->language == explain::Language::kPortuguese);
        QVERIFY2(status().text().startsWith(QStringLiteral("Guardado em ")), qPrintable(status().text()));
        // Where it is kept is said in the language of the moment.
        appearance_->set_language(explain::Language::kEnglish);
        QTRY_VERIFY2(status().text().startsWith(QStringLiteral("Kept in ")), qPrintable(status().text()));
    }

    void with_the_largest_words_it_fits_the_smallest_window_and_nothing_is_cut_off() {
        appearance_->set_percent(300);
        window_->resize(1024, 640);
        window_->show_pane(QStringLiteral("lab"));
        choose(0);
        bool asked = false;
        answer([&](QWidget& dialog) {
            asked = true;
            const auto ended = qScopeGuard([&] { dialog.close(); });
            field(dialog, "folder_place").setText(folder_->path());
            field(dialog, "folder_name").setText(QStringLiteral("a-folder-with-a-name-that-is-as-long-as-somebody-liked-it/and-below-it"));
            const auto& message = *dialog.findChild<QLabel*>(QStringLiteral("folder_message"));
            QTRY_VERIFY2(message.height() >= message.heightForWidth(message.width()), qPrintable(QString::number(message.height())));
            QVERIFY2(dialog.width() <= 1024 && dialog.height() <= 640, qPrintable(QStringLiteral("%1 by %2").arg(dialog.width()).arg(dialog.height())));
            for (const QAbstractButton* const button : dialog.findChildren<QAbstractButton*>()) QVERIFY(dialog.rect().contains(button->geometry().translated(button->parentWidget()->mapTo(&dialog, QPoint()))));
        });
        button("lab_new").click();
        QVERIFY(asked);
    }

    void a_student_without_a_name_is_asked_for_one_before_a_folder_is() {
        choose(0);
        student().clear();
        bool asked = false;
        answer([&](QWidget& dialog) {
            asked = true;
            dialog.close();
        });
        button("lab_new").click();
        QVERIFY(!asked);
        QVERIFY2(status().text().startsWith(QStringLiteral("Student: ")), qPrintable(status().text()));
        QVERIFY(student().hasFocus());
    }

    void a_sandbox_that_is_not_whole_is_said_with_each_result_in_the_language_of_the_moment() {
        choose(0);
        labs::SandboxPolicy open;
        open.bubblewrap = false;
        pane().hold_in(open);
        check_by_keyboard();
        QVERIFY2(status().isVisible() && status().text().startsWith(QStringLiteral("The sandbox is not whole on this computer; missing: bubblewrap (")), qPrintable(status().text()));
        QVERIFY2(status().text().contains(QStringLiteral("check nobody else's here")), qPrintable(status().text()));
        QCOMPARE(points().text(), QStringLiteral("0 of 40 points"));
        appearance_->set_language(explain::Language::kPortuguese);
        QTRY_COMPARE(choice().toolTip(), text_of(labs_[0].title.portuguese));
        QVERIFY(QTest::qWaitFor([this] { return !pane().checking(); }, kPatienceMs));
        QVERIFY2(status().text().startsWith(QStringLiteral("A sandbox não está inteira neste computador; falta: bubblewrap (")), qPrintable(status().text()));
        QVERIFY2(!status().text().contains(QStringLiteral("check nobody")), qPrintable(status().text()));
        // Of another lab nothing has been executed.
        choose(1);
        QVERIFY2(!status().text().contains(QStringLiteral("sandbox")), qPrintable(status().text()));
        // Where nothing can be executed, that is what is said.
        open.program = "/nowhere/anel-worker";
        pane().hold_in(open);
        button("lab_check").click();
        QVERIFY(QTest::qWaitFor([this] { return !pane().checking(); }, kPatienceMs));
        QVERIFY2(status().text().startsWith(QStringLiteral("não avaliado: ")), qPrintable(status().text()));
        QVERIFY(!results().isVisible());
        // As whole as it can be here: what is missing then is missing.
        pane().hold_in({});
        check_by_keyboard();
        QCOMPARE(status().text().contains(QStringLiteral("sandbox")), !pane().checked()->missing.empty());
    }

private:
    static QLineEdit& field(QWidget& dialog, const char* name) { return *dialog.findChild<QLineEdit*>(QLatin1String(name)); }
    static QString said(QWidget& dialog) { return dialog.findChild<QLabel*>(QStringLiteral("folder_message"))->text(); }
    static QStringList names_in(const QString& folder) { return QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden); }
    static void write(const QString& path, const char* text) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    void make_folder(const QString& folder) {
        answer([folder](QWidget& dialog) {
            const QFileInfo wanted(folder);
            field(dialog, "folder_place").setText(wanted.path());
            field(dialog, "folder_name").setText(wanted.fileName());
            QMetaObject::invokeMethod(&dialog, "accept");
        });
        button("lab_new").click();
    }
    void open_folder(const QString& folder) {
        answer([folder](QWidget& dialog) {
            dialog.findChild<QLineEdit*>()->setText(folder);
            QMetaObject::invokeMethod(&dialog, "accept");
        });
        button("lab_open").click();
    }
};

int main(int argc, char** argv) { return run_test<LabFolderTest>(argc, argv); }

#include "lab_folder_test.moc"
