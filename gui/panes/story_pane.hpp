// The story of a trap: the instruction, why it trapped, each step of what was done about it with its cycles, and what came back.
// Told of the trap right behind which the machine stands, or else the last one before it; or before the moment that is picked out.
// Not here: the steps as a table (gui/models/story_model.hpp), the sentences (isa/explain, monitor/control/story.hpp).
#pragma once

#include <optional>

#include "gui/panes/pane.hpp"

class QLabel;
class QPushButton;
class QScrollArea;
class QTableView;

namespace anel::gui {

class ShareDelegate;
class StoryModel;

class StoryPane : public Pane {
    Q_OBJECT

public:
    explicit StoryPane(PaneContext& context);
    QString title() const override;
    QString help() const override;
    void show_frame(const session::Frame& frame) override;
    void retranslate() override;
    void restyle() override;
    /// The steps.
    QString table() const override;
    bool worth_a_picture() override { return !waits_; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void seen_changed(bool seen) override;

private:
    /// What a story is told of: asked anew when one of these is another one.
    struct Asked {
        std::uint64_t machine = 0;
        machine::Moment now;
        Cycles end = 0;
        Cycles cycle = 0;
        bool operator==(const Asked&) const = default;
    };
    QPushButton* add_button(session::Command (StoryPane::*command)() const);
    QLabel* add_label(const char* object_name);
    void ask(const session::Frame& frame);
    void take(const session::Answer& answer);
    void show_story();
    void show_state(const session::Frame& frame);
    void tell_end(const session::StoryTold& told);
    void fit_table();
    int least_width(int column) const;
    std::optional<session::Alike> kind() const;
    session::Command previous() const;
    session::Command next() const;
    session::Command previous_alike() const;
    session::Command next_alike() const;
    session::Command to_end() const;

    QList<QPushButton*> buttons_;
    QScrollArea* scroll_;
    QWidget* page_;
    QLabel* state_;        ///< why what is told is not of now
    QLabel* instruction_;
    QLabel* place_;
    QLabel* why_heading_;
    QLabel* why_;
    QLabel* where_;
    QLabel* steps_heading_;
    QTableView* steps_;
    QLabel* end_heading_;
    QLabel* end_;
    QLabel* registers_;
    StoryModel* model_;
    ShareDelegate* delegate_;
    std::optional<session::StoryTold> told_;
    std::array<session::Resident, kLaneCount> residents_{};
    QString no_answer_;
    std::uint64_t machine_ = 0;
    std::optional<Asked> asked_;
    bool waits_ = false;  ///< for an answer
};

}  // namespace anel::gui
