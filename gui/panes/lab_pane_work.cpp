// What becomes of what a student writes: read from a lab or a folder, kept in a folder, checked.
// Not here: how it is shown (lab_pane.cpp).
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMetaObject>
#include <QTableView>
#include <algorithm>
#include <optional>

#include "gui/models/lab_results_model.hpp"
#include "gui/panes/code_editor.hpp"
#include "gui/panes/folder_dialog.hpp"
#include "gui/panes/lab_pane.hpp"
#include "isa/machine/files.hpp"
#include "labs/grader/batch/store.hpp"
#include "labs/grader/find_labs.hpp"
#include "labs/grader/formats/safe_text.hpp"
#include "labs/grader/student_folder.hpp"
#include "labs/grader/words.hpp"

namespace anel::gui {

using namespace fmt::literals;

namespace {

/// Nothing where it cannot be read as a student's file.
std::optional<std::string> in_folder(const std::filesystem::path& folder, const std::string& file) {
    auto text = machine::read_file((folder / file).string(), labs::kSubmissionBytesMost);
    return text ? std::optional(std::move(*text)) : std::nullopt;
}

}  // namespace

void LabPane::find_labs() {
    looked_for_labs_ = true;
    const auto folder = labs::labs_folder("");
    const auto folders = folder ? labs::folders_of_labs(*folder) : Result<std::vector<std::filesystem::path>>(folder.error());
    if (!folders) return say(QString::fromStdString(folders.error().message));
    QString trouble;
    for (const auto& one : *folders) {
        auto lab = labs::load_lab(one);
        if (!lab) {
            trouble += (trouble.isEmpty() ? QString() : QStringLiteral("\n")) + QString::fromStdString(lab.error().message);
            continue;
        }
        Work work{std::make_shared<const labs::Lab>(std::move(*lab)), {}, {}, {}, {}};
        for (const std::string& file : work.lab->files)
            if (const auto found = work.lab->starter.find(file); found != work.lab->starter.end()) work.files[file] = found->second;
        works_.push_back(std::move(work));
    }
    for (const Work& work : works_) {
        labs_->addItem(name_of(work));
        labs_->setItemData(labs_->count() - 1, title_of(work), Qt::ToolTipRole);
    }
    say(trouble);
}

QString LabPane::where_it_is_kept() const {
    const Work* const chosen = work();
    if (chosen == nullptr) return {};
    if (!chosen->folder.empty()) return tr("Kept in %1 with each check, by Ctrl+S, and when you leave.").arg(QString::fromStdString(chosen->folder.string()));
    return tr("What you write is not kept yet: New makes a folder for it.");
}

void LabPane::ask_for_folder() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("A folder that New or `anel lab new` made"), place_);
    if (!folder.isEmpty()) open_folder(folder.toStdString());
}

void LabPane::ask_for_new_folder() {
    if (work() == nullptr || !has_student()) return;
    const FolderDialog::Words words{tr("A new folder for this lab"), tr("&In the folder:"), tr("C&hoose…"), tr("&Name:"), tr("&Make the folder"), tr("Cancel"),
                                    tr("This folder will be made, and what you write is kept in it:\n%1")};
    FolderDialog dialog(words, theme(), [this](const QString& folder) { return problem_of(folder); }, [this](const QString& folder) { return make_folder(folder); }, this);
    const QString place = place_.isEmpty() ? QDir::currentPath() : place_;
    const QString name = QString::fromStdString(work()->lab->id);
    QString free = name;
    for (int number = 2; QFileInfo::exists(QDir(place).filePath(free)); ++number) free = QStringLiteral("%1-%2").arg(name).arg(number);
    dialog.propose(place, free);
    dialog.exec();
}

QString LabPane::problem_of(const QString& folder) const {
    if (folder.isEmpty()) return tr("The folder needs a name.");
    const QFileInfo there(folder);
    const QFileInfo around(there.absolutePath());
    if (there.exists() && !there.isDir()) return tr("%1 is a file. Give the folder another name.").arg(folder);
    if (QFileInfo::exists(folder + u'/' + QLatin1String(labs::kStudentFile)))
        return tr("%1 is there already, and is a lab's folder. Give the new one another name; or cancel, and go on with that one by Open.").arg(folder);
    if (there.isDir() && !QDir(folder).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System))
        return tr("%1 is there already, with files in it, and nothing is written over them. Give the new folder another name.").arg(folder);
    if (!around.isDir()) return tr("There is no folder %1 to make the new one in. Choose one that is there.").arg(around.filePath());
    if (!(there.isDir() ? there : around).isWritable()) return tr("Nothing of yours can be written in %1. Choose another folder to make the new one in.").arg(around.filePath());
    return {};
}

QString LabPane::make_folder(const QString& folder) {
    Work* const chosen = work();
    if (chosen == nullptr) return tr("There is no lab to make a folder for.");
    if (const QString problem = problem_of(folder); !problem.isEmpty()) return problem;
    // What is written takes the starter's place, so that all of it is made at once or none.
    labs::Lab lab = *chosen->lab;
    for (const auto& [file, content] : chosen->files) lab.starter[file] = content;
    const labs::StudentFolder who{lab.id, student_->text().toStdString(), context().language()};
    if (const Status status = labs::make_student_folder(lab, who, folder.toStdString()); !status) return QString::fromStdString(status.error().message);
    chosen->folder = folder.toStdString();
    chosen->kept = chosen->files;
    chosen->unsaved.clear();
    place_ = QFileInfo(folder).absolutePath();
    say({});
    show_result(results_->currentIndex().row());
    return {};
}

bool LabPane::new_folder(const std::filesystem::path& folder) {
    if (!has_student()) return false;
    const QString problem = make_folder(QString::fromStdString(folder.string()));
    if (!problem.isEmpty()) say(problem);
    return problem.isEmpty();
}

bool LabPane::has_student() {
    if (labs::check_student(student_->text().toStdString())) return true;
    say(tr("Student: write the name or the number by which your course knows you (at most 64 letters, fewer where some have accents)."));
    student_->setFocus();
    return false;
}

bool LabPane::gives_way(const Work& written, const std::map<std::string, std::string>& files, const QString& folder) {
    if (!written.folder.empty()) return save();
    return is_kept(written, files) || may_be_lost(tr("Open a folder"), tr("What you have written for this lab is not kept anywhere, and would be lost. Open %1 all the same?").arg(folder),
                                                  tr("Open, and lose it"));
}

bool LabPane::may_close() {
    save();
    QStringList nowhere, not_there;
    for (const Work& one : works_)
        if (!is_kept(one, {})) (one.folder.empty() ? nowhere : not_there) << name_of(one);
    QStringList lost;
    if (!not_there.isEmpty()) lost << tr("What you have written for a lab could not be kept, and would be lost: %1.").arg(not_there.join(QStringLiteral("; "))) << status_->text();
    if (!nowhere.isEmpty())
        lost << tr("What you have written for a lab is not kept anywhere, and would be lost: %1. To keep it, cancel and make a folder for it by New.").arg(nowhere.join(QStringLiteral("; ")));
    return lost.isEmpty() || may_be_lost(tr("Close the window"), (lost << tr("Close all the same?")).join(QStringLiteral("\n\n")), tr("Close, and lose it"));
}

bool LabPane::is_kept(const Work& written, const std::map<std::string, std::string>& files) {
    const auto is_in = [&written](const std::map<std::string, std::string>& other, const std::string& file) {
        const auto found = other.find(file);
        return found != other.end() && found->second == written.files.at(file);
    };
    return std::ranges::all_of(written.unsaved, [&](const std::string& file) { return (written.folder.empty() && is_in(written.lab->starter, file)) || is_in(files, file); });
}

bool LabPane::may_be_lost(const QString& title, const QString& question, const QString& yes) {
    QMessageBox box(QMessageBox::Question, title, question, QMessageBox::NoButton, this);
    box.setTextFormat(Qt::PlainText);
    const QAbstractButton* const loses = box.addButton(yes, QMessageBox::DestructiveRole);
    box.setDefaultButton(box.addButton(tr("Cancel"), QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == loses;
}

bool LabPane::open_folder(const std::filesystem::path& folder) {
    if (!looked_for_labs_) find_labs();
    const QString name = QString::fromStdString(folder.string());
    if (!QFileInfo::exists(name + u'/' + QLatin1String(labs::kStudentFile)))
        return say(tr("%1 is no lab's folder: there is no %2 in it. Open one that New or `anel lab new` made.").arg(name, QLatin1String(labs::kStudentFile))), false;
    const auto who = labs::read_student_folder(folder);
    if (!who) return say(QString::fromStdString(who.error().message)), false;
    const auto submission = labs::read_submission(folder);
    if (!submission) return say(QString::fromStdString(submission.error().message)), false;
    for (std::size_t at = 0; at < works_.size(); ++at) {
        Work& one = works_[at];
        if (one.lab->id != who->lab) continue;
        if (!gives_way(one, submission->files, name)) return false;
        one.folder = folder;
        one.kept.clear();
        one.unsaved.clear();
        // Read now: it may be the folder in which what was written has just been kept.
        for (const std::string& file : one.lab->files)
            if (const auto there = in_folder(folder, file)) one.kept[file] = one.files[file] = *there;
        place_ = QFileInfo(name).absolutePath();
        student_->setText(QString::fromStdString(who->student));
        const QSignalBlocker blocker(labs_);
        labs_->setCurrentIndex(static_cast<int>(at));
        choose_lab(labs_->currentIndex());
        return true;
    }
    say(tr("%1 is a folder of the lab %2, which is not here.").arg(name, QString::fromStdString(who->lab)));
    return false;
}

bool LabPane::save() {
    QStringList aside;
    QString problem;
    for (Work& one : works_) {
        if (one.folder.empty()) continue;
        // What cannot be written keeps nothing else from it.
        for (const std::string& file : std::set(one.unsaved)) {
            const std::string& written = one.files[file];
            const auto there = in_folder(one.folder, file);
            Status status;
            if (there && *there != one.kept[file] && *there != written) {
                // Two have written it, and neither is to lose what is theirs.
                status = labs::write_whole(one.folder / (file + '~'), *there);
                aside << tr("%1 was changed by another program, too: what that wrote is in %1~ now.").arg(QString::fromStdString(file));
            }
            if (status) status = labs::write_whole(one.folder / file, written);
            if (!status) {
                if (problem.isEmpty()) problem = QString::fromStdString(status.error().message);
                continue;
            }
            one.kept[file] = written;
            one.unsaved.erase(file);
        }
    }
    aside_ = aside.join(u'\n');
    if (!problem.isEmpty()) say(problem);
    return problem.isEmpty();
}

void LabPane::keep_now() {
    const Work* const chosen = work();
    if (chosen != nullptr && chosen->folder.empty()) ask_for_new_folder();
    else if (save()) say(aside_);
}

void LabPane::read_again() {
    Work* const chosen = work();
    if (chosen == nullptr || chosen->folder.empty()) return;
    for (const std::string& file : chosen->lab->files) {
        const auto there = in_folder(chosen->folder, file);
        if (!there || chosen->unsaved.contains(file) || *there == chosen->kept[file]) continue;
        chosen->kept[file] = chosen->files[file] = *there;
        if (tabs_->tabText(tabs_->currentIndex()).toStdString() == file) show_file(tabs_->currentIndex());
    }
}

void LabPane::check() {
    Work* const chosen = work();
    if (chosen == nullptr) return;
    if (number_ != 0) {
        checker_->cancel();
        number_ = 0;
        show_state();
        return;
    }
    if (!has_student() || !save()) return;
    read_again();
    if (!checker_) checker_ = std::make_unique<session::LabChecker>([this] { QMetaObject::invokeMethod(this, [this] { take(); }, Qt::QueuedConnection); });
    wish_.lab = chosen->lab;
    wish_.submission.files = chosen->files;
    wish_.student = student_->text().toStdString();
    wish_.language = context().language();
    editor_->clear_mark();
    say(aside_);
    number_ = checker_->start(wish_);
    show_state();
}

void LabPane::check_again() {
    if ((!checked_ && number_ == 0) || wish_.language == context().language()) return;
    wish_.language = context().language();
    number_ = checker_->start(wish_);
    show_state();
}

QString LabPane::what_is_open(const std::string& missing) const {
    QString open = QString::fromStdString(labs::say(wish_.language, labs::Say::kSandboxOpen, "missing"_a = labs::safe_line(missing)));
    open[0] = open[0].toUpper();
    return open + tr(". That is no danger to you where the files are your own; check nobody else's here.");
}

void LabPane::take() {
    const session::LabCheckedPtr taken = checker_ ? checker_->take() : nullptr;
    // Of an older wish nobody wants to know.
    if (!taken || taken->number != number_ || taken->cancelled) return;
    number_ = 0;
    const bool retold = checked_ && checked_->report.language != taken->report.language;
    const int before = results_->currentIndex().row();
    checked_ = taken;
    QStringList wrong;
    if (!aside_.isEmpty()) wrong << aside_;
    if (!taken->error.empty()) {
        model_->show(std::nullopt);
        show_result(-1);
        wrong << QString::fromStdString(labs::say(wish_.language, labs::Say::kNoWorker, "message"_a = labs::safe_line(taken->error)));
    } else {
        model_->show(taken->report);
        results_->resizeColumnsToContents();
        for (const std::string& trouble : {taken->report.refused, taken->report.broken})
            if (!trouble.empty()) wrong << QString::fromStdString(labs::safe_text(trouble));
        if (!taken->missing.empty()) wrong << what_is_open(taken->missing);
        // The first thing to do stands there at once; who reads something already goes on with that.
        const int row = std::max(0, retold ? before : model_->first_failure());
        results_->selectRow(row);
        show_result(row);
    }
    say(wrong.join(u'\n'));
    show_state();
}

}  // namespace anel::gui
