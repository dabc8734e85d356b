// Code: the source and what was made of it, in step. What has just been executed and what comes next, what each instruction is to a monitor,
// breakpoints in the margin. It follows the machine until a person looks elsewhere.
// Not here: the two tables (gui/models/code_model.hpp, source_model.hpp), how their rows are drawn (code_delegate.hpp).
#pragma once

#include <map>
#include <optional>

#include "gui/panes/pane.hpp"

class QAction;
class QLabel;
class QLineEdit;
class QSplitter;
class QTableView;
class QToolButton;

namespace anel::gui {

class CodeLegend;
class CodeModel;
class SourceModel;

class CodePane : public Pane {
    Q_OBJECT

public:
    explicit CodePane(PaneContext& context);
    QString title() const override;
    QString help() const override;
    void show_frame(const session::Frame& frame) override;
    void retranslate() override;
    void restyle() override;
    /// The disassembly.
    QString table() const override;
    bool worth_a_picture() override;

    bool follows() const { return follows_; }

protected:
    void seen_changed(bool seen) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QTableView* make_view(QAbstractItemModel* model);
    QAction* add_action(const char* object_name, const QKeySequence& key, void (CodePane::*does)());
    void connect_views();

    // What is asked of the machine.
    void want(std::uint32_t address);
    void want_around_pc(const session::Frame& frame);
    void ask_for_more();
    void show_or_hide(bool wanted);
    void want_source(const QString& file);
    void evaluate(const QString& text, std::function<void(std::uint32_t)> then);
    void say(const QString& text);

    // What a frame shows.
    void take_marks(const session::Frame& frame);
    void mark(const session::Frame& frame);
    void place(std::uint32_t address, bool chosen);
    void show_source_of(std::uint32_t address, bool chosen = false);
    void stay();
    void fit_columns();
    void room_changed();

    // What a person does (code_pane_hands.cpp).
    void set_follows(bool on);
    void show_follows();
    void look_at(std::uint32_t address);
    void code_row_chosen(int row);
    void source_row_chosen(int row);
    void with_chosen_address(std::function<void(std::uint32_t)> then);
    void toggle_here();
    void run_here();
    void toggle(std::uint32_t address);
    void go_to_typed();

    /// So near the edge of what is shown, other lines are asked for.
    static constexpr int kEdgeRows = 12;
    /// Instructions a second that one can read along with.
    static constexpr double kReadable = 100;

    session::ViewId view_;
    bool shows_ = false;             ///< the view has been asked for
    std::uint32_t wanted_ = 0;       ///< in the middle of the view
    bool follows_ = true;
    bool in_step_ = false;           ///< one table is moved by the other
    std::uint64_t machine_ = 0;
    std::uint64_t jumps_ = 0;
    std::uint64_t instructions_ = 0;
    machine::Moment moment_;
    std::uint32_t pc_ = 0;
    std::optional<std::uint32_t> last_;
    bool last_trapped_ = false;
    bool placed_ = false;                  ///< the pc is shown
    bool in_source_ = false;               ///< a person chose last among the lines of source
    std::optional<std::uint32_t> chosen_;  ///< by a person
    std::optional<std::uint32_t> top_;     ///< what stays at the top when other lines come
    std::optional<std::uint32_t> look_at_; ///< to be shown when its lines are there
    std::map<std::uint32_t, QString> breakpoint_places_;
    QString source_wanted_;

    QLineEdit* address_;
    QLabel* address_label_;
    QToolButton* go_button_;
    QToolButton* follow_button_;
    QToolButton* breakpoint_button_;
    QToolButton* run_button_;
    QAction* toggle_action_;
    QAction* run_action_;
    QLabel* notice_;
    QSplitter* halves_;
    QTableView* source_;
    QTableView* code_;
    SourceModel* source_model_;
    CodeModel* code_model_;
    CodeLegend* legend_;
};

}  // namespace anel::gui
