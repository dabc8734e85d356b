// What becomes of what a student writes: read from a lab or a folder, kept in a folder, checked.
// Not here: how it is shown (lab_pane.cpp).
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMetaObject>
#include <QTableView>

#include "gui/models/lab_results_model.hpp"
#include "gui/panes/code_editor.hpp"
#include "gui/panes/lab_pane.hpp"
#include "labs/grader/batch/store.hpp"
#include "labs/grader/find_labs.hpp"
#include "labs/grader/formats/safe_text.hpp"
#include "labs/grader/student_folder.hpp"

namespace anel::gui {

namespace {

QString text_of(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

void LabPane::find_labs() {
    looked_for_labs_ = true;
    const auto folder = labs::labs_folder("");
    const auto folders = folder ? labs::folders_of_labs(*folder) : Result<std::vector<std::filesystem::path>>(folder.error());
    if (!folders) return say(text_of(folders.error().message));
    QString trouble;
    for (const auto& one : *folders) {
        auto lab = labs::load_lab(one);
        if (!lab) {
            trouble += (trouble.isEmpty() ? QString() : QStringLiteral("\n")) + text_of(lab.error().message);
            continue;
        }
        Work work{std::make_shared<const labs::Lab>(std::move(*lab)), {}, {}, {}};
        for (const std::string& file : work.lab->files)
            if (const auto found = work.lab->starter.find(file); found != work.lab->starter.end()) work.files[file] = found->second;
        works_.push_back(std::move(work));
    }
    for (const Work& work : works_) labs_->addItem(text_of(work.lab->title.in(context().language())));
    say(trouble);
}

void LabPane::ask_for_folder(bool is_new) {
    const QString folder = is_new ? QFileDialog::getSaveFileName(this, tr("A new folder for this lab"), QString(), QString(), nullptr, QFileDialog::ShowDirsOnly)
                                  : QFileDialog::getExistingDirectory(this, tr("A folder that `anel lab new` made"));
    if (folder.isEmpty()) return;
    if (is_new) new_folder(folder.toStdString());
    else open_folder(folder.toStdString());
}

bool LabPane::open_folder(const std::filesystem::path& folder) {
    if (!looked_for_labs_) find_labs();
    const auto who = labs::read_student_folder(folder);
    if (!who) return say(text_of(who.error().message)), false;
    const auto submission = labs::read_submission(folder);
    if (!submission) return say(text_of(submission.error().message)), false;
    for (std::size_t at = 0; at < works_.size(); ++at) {
        Work& one = works_[at];
        if (one.lab->id != who->lab) continue;
        one.folder = folder;
        one.unsaved.clear();
        for (const std::string& file : one.lab->files)
            if (const auto found = submission->files.find(file); found != submission->files.end()) one.files[file] = found->second;
        student_->setText(text_of(who->student));
        const QSignalBlocker blocker(labs_);
        labs_->setCurrentIndex(static_cast<int>(at));
        choose_lab(labs_->currentIndex());
        say(tr("What you write is kept in %1 whenever you check it, and when you leave.").arg(text_of(folder.string())));
        return true;
    }
    say(tr("The lab %1 of that folder is not here.").arg(text_of(who->lab)));
    return false;
}

bool LabPane::new_folder(const std::filesystem::path& folder) {
    Work* const chosen = work();
    if (chosen == nullptr) return false;
    const labs::StudentFolder who{chosen->lab->id, student_->text().toStdString(), context().language()};
    Status status = labs::check_student(who.student);
    if (status) status = labs::make_student_folder(*chosen->lab, who, folder);
    if (!status) return say(text_of(status.error().message)), false;
    chosen->folder = folder;
    for (const auto& [file, content] : chosen->files) chosen->unsaved.insert(file);
    if (!save()) return false;
    say(tr("What you write is kept in %1 whenever you check it, and when you leave.").arg(text_of(folder.string())));
    return true;
}

bool LabPane::save() {
    for (Work& one : works_) {
        if (one.folder.empty()) continue;
        while (!one.unsaved.empty()) {
            const std::string file = *one.unsaved.begin();
            if (const Status status = labs::write_whole(one.folder / file, one.files[file]); !status) return say(text_of(status.error().message)), false;
            one.unsaved.erase(file);
        }
    }
    return true;
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
    if (const Status status = labs::check_student(student_->text().toStdString()); !status) return say(text_of(status.error().message));
    if (!save()) return;
    if (!checker_) checker_ = std::make_unique<session::LabChecker>([this] { QMetaObject::invokeMethod(this, [this] { take(); }, Qt::QueuedConnection); });
    wish_.lab = chosen->lab;
    wish_.submission.files = chosen->files;
    wish_.student = student_->text().toStdString();
    wish_.language = context().language();
    editor_->clear_mark();
    say({});
    number_ = checker_->start(wish_);
    show_state();
}

void LabPane::check_again() {
    if ((!checked_ && number_ == 0) || wish_.language == context().language()) return;
    wish_.language = context().language();
    number_ = checker_->start(wish_);
    show_state();
}

void LabPane::take() {
    const session::LabCheckedPtr taken = checker_ ? checker_->take() : nullptr;
    // Of an older wish nobody wants to know.
    if (!taken || taken->number != number_ || taken->cancelled) return;
    number_ = 0;
    const bool retold = checked_ && checked_->report.language != taken->report.language;
    const int before = results_->currentIndex().row();
    checked_ = taken;
    if (!taken->error.empty()) {
        model_->show(std::nullopt);
        show_result(-1);
        say(text_of(taken->error));
    } else {
        model_->show(taken->report);
        results_->resizeColumnsToContents();
        if (!taken->report.refused.empty()) say(text_of(labs::safe_text(taken->report.refused)));
        else if (!taken->report.broken.empty()) say(text_of(labs::safe_text(taken->report.broken)));
        // The first thing to do stands there at once; who reads something already goes on with that.
        const int row = std::max(0, retold ? before : model_->first_failure());
        results_->selectRow(row);
        show_result(row);
    }
    show_state();
}

}  // namespace anel::gui
