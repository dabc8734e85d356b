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
    bool may_close() override;

    /// Works in a folder that `anel lab new` made; what is wrong with it is said in the pane. False then.
    bool open_folder(const std::filesystem::path& folder);
    /// Makes such a folder of the lab that is shown, with what has been written so far. What is wrong is said likewise, and nothing is half-written.
    bool new_folder(const std::filesystem::path& folder);
    /// What checks execute the student's files in; as whole as this computer lets it be, where nobody says otherwise.
    void hold_in(labs::SandboxPolicy sandbox) { wish_.sandbox = std::move(sandbox); }
    /// The last that was shown; null: none yet.
    const session::LabCheckedPtr& checked() const { return checked_; }
    bool checking() const { return number_ != 0; }

protected:
    void seen_changed(bool seen) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// What is written for one lab.
    struct Work {
        std::shared_ptr<const labs::Lab> lab;
        std::map<std::string, std::string> files;  ///< what is handed in
        std::filesystem::path folder;              ///< empty: nothing is kept
        std::set<std::string> unsaved;             ///< those written in here since; others may be edited elsewhere meanwhile
        std::map<std::string, std::string> kept;   ///< what the folder was last seen to have
    };

    Work* work();
    const Work* work() const { return const_cast<LabPane*>(this)->work(); }
    /// Short, as it is chosen by: its number, and its title without what is explained behind a colon.
    QString name_of(const Work& one) const;
    QString title_of(const Work& one) const;
    void find_labs();
    void choose_lab(int at);
    void show_texts();
    void show_hints();
    void show_state();
    void show_file(int at);
    void keep_edited();
    /// Of every lab. What cannot be written is said. What somebody else has written meanwhile is put aside.
    bool save();
    /// Of this lab, where it has a folder; else asks for one.
    void keep_now();
    /// Takes what another program has written into the folder of the lab that is shown.
    void read_again();
    void check();
    void take();
    /// Of a sandbox that is not whole: what that means for who checks.
    QString what_is_open(const std::string& missing) const;
    /// What was checked, with what came of it in the language that is spoken now.
    void check_again();
    void show_result(int row);
    QString told(const labs::TestResult& test) const;
    void go_to_failure();
    void next_hint();
    /// What is wrong, until something else is said; empty: nothing. Then it says where what is written is kept.
    void say(const QString& text);
    void show_status();
    QString where_it_is_kept() const;
    void ask_for_folder();
    void ask_for_new_folder();
    /// Of a new folder, by its path: what is wrong with it, and what to do. Empty: nothing.
    QString problem_of(const QString& folder) const;
    /// What is wrong instead; empty: it is made, and what is written is kept in it.
    QString make_folder(const QString& folder);
    /// Says what is wrong with how the student is called, where something is.
    bool has_student();
    /// Whether all that was written for it is also there, or was there to begin with.
    static bool is_kept(const Work& written, const std::map<std::string, std::string>& files);
    /// Asks a person; to lose nothing is what Return and Escape say.
    bool may_be_lost(const QString& title, const QString& question, const QString& yes);
    /// Whether what is written may give way to `files`. It is kept first, or a person is asked.
    bool gives_way(const Work& written, const std::map<std::string, std::string>& files, const QString& folder);
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
    QWidget* verdict_;  ///< results and message: to be seen once there are any
    QTableView* results_;
    LabResultsModel* model_;
    QPlainTextEdit* message_;

    std::vector<Work> works_;
    bool looked_for_labs_ = false;
    std::size_t hint_ = 0;         ///< levels that are shown
    QString said_;                 ///< what is wrong, in whatever language it was said
    QString aside_;                ///< which files were put aside when those written here were kept last; empty: none
    QString place_;                ///< where the last new folder was made; empty: none was
    session::LabCheckedPtr checked_;
    session::LabWish wish_;        ///< the last
    std::uint64_t number_ = 0;     ///< of the wish under way; 0: none
    std::unique_ptr<session::LabChecker> checker_;  ///< last: it ends before what it calls
};

}  // namespace anel::gui
