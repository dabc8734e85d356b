// The labs: a lab's page and hints, an editor for what the student writes, and what it is worth, checked in the background.
// Not here: judging (labs/grader), the thread that does it (gui/session/lab_checker.hpp), the editor itself (code_editor.hpp).
#pragma once

#include <QString>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "gui/panes/pane.hpp"
#include "gui/session/lab_checker.hpp"
#include "labs/grader/lab.hpp"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QTabBar;
class QTabWidget;
class QTableView;
class QTextBrowser;

namespace anel::gui {

class CodeEditor;
class LabResultsModel;

class LabPane : public Pane {
    Q_OBJECT

public:
    explicit LabPane(PaneContext& context);
    ~LabPane() override;
    QString title() const override;
    QString help() const override;
    void show_frame(const session::Frame&) override {}
    void retranslate() override;
    void restyle() override;
    QString table() const override;
    bool worth_a_picture() override;

    /// Works in a folder that `anel lab new` made; what is wrong with it is said in the pane. False then.
    bool open_folder(const std::filesystem::path& folder);
    /// Makes such a folder of the lab that is shown, with what has been written so far.
    bool new_folder(const std::filesystem::path& folder);
    /// The last that was shown; null: none yet.
    const session::LabCheckedPtr& checked() const { return checked_; }
    bool checking() const { return number_ != 0; }

protected:
    void seen_changed(bool seen) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// What is written for one lab.
    struct Work {
        std::shared_ptr<const labs::Lab> lab;
        std::map<std::string, std::string> files;  ///< what is handed in
        std::filesystem::path folder;              ///< empty: nothing is kept
        std::set<std::string> unsaved;             ///< those written in here since; others may be edited elsewhere meanwhile
    };

    Work* work();
    void find_labs();
    void choose_lab(int at);
    void show_texts();
    void show_hints();
    void show_state();
    void show_file(int at);
    void keep_edited();
    /// Of every lab. What cannot be written is said.
    bool save();
    void check();
    void take();
    /// What was checked, with what came of it in the language that is spoken now.
    void check_again();
    void show_result(int row);
    void go_to_failure();
    void next_hint();
    void say(const QString& text);
    void ask_for_folder(bool is_new);
    bool edits(int tab) const;

    QComboBox* labs_;
    QLabel* labs_label_;
    QLineEdit* student_;
    QLabel* student_label_;
    QPushButton* open_;
    QPushButton* new_;
    QPushButton* check_;
    QLabel* points_;
    QLabel* status_;
    QSplitter* halves_;
    QTabWidget* reading_;
    QTextBrowser* text_;
    QWidget* hints_page_;
    QTextBrowser* hints_;
    QPushButton* more_;
    QSplitter* writing_;
    QTabBar* tabs_;
    CodeEditor* editor_;
    QTableView* results_;
    LabResultsModel* model_;
    QPlainTextEdit* message_;

    std::vector<Work> works_;
    bool looked_for_labs_ = false;
    std::size_t hint_ = 0;         ///< levels that are shown
    QString said_;                 ///< what was wrong, in whatever language it was said
    session::LabCheckedPtr checked_;
    session::LabWish wish_;        ///< the last
    std::uint64_t number_ = 0;     ///< of the wish under way; 0: none
    std::unique_ptr<session::LabChecker> checker_;  ///< last: it ends before what it calls
};

}  // namespace anel::gui
