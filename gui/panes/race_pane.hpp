// A race: one workload in two modes, both brought to the same point of their guest's work, their cycles running apart.
// Not here: the race (gui/session/race.hpp) and its thread, the picture (race_track.hpp).
#pragma once

#include <array>
#include <memory>

#include "gui/panes/pane.hpp"
#include "gui/session/racer.hpp"

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;

namespace anel::gui {

class RaceTrack;

class RacePane : public Pane {
    Q_OBJECT

public:
    explicit RacePane(PaneContext& context);
    ~RacePane() override;
    QString title() const override;
    QString help() const override;
    void show_frame(const session::Frame& frame) override;
    void retranslate() override;
    void restyle() override;
    /// The points of both ways.
    QString table() const override;
    bool is_drawing() const override { return true; }
    void draw(QPainter& painter, const QSizeF& size) override;
    QSizeF drawing_size() const override;
    bool worth_a_picture() override;

    /// The last that was shown; null: none yet.
    const session::RaceShownPtr& shown() const { return shown_; }

protected:
    /// Nobody looks: it stands still.
    void seen_changed(bool seen) override;

private:
    session::RaceWish wish() const;
    bool running() const { return shown_ && shown_->state == session::RaceShown::State::kRunning; }
    void start_or_pause();
    /// What has been chosen is another race: from reset.
    void reset();
    void fit_measure();
    void take();
    void say();

    QComboBox* workload_;
    std::array<QComboBox*, 2> modes_;
    QComboBox* measure_;
    QComboBox* speed_;
    QLabel* workload_label_;
    std::array<QLabel*, 2> mode_labels_;
    QLabel* measure_label_;
    QLabel* speed_label_;
    QPushButton* start_;
    QPushButton* reset_;
    QScrollArea* scroll_;
    RaceTrack* track_;
    QLabel* meaning_;
    QLabel* status_;

    std::string machine_file_;
    std::optional<spec::Policy> policy_;
    session::RaceShownPtr shown_;
    std::uint64_t number_ = 0;                 ///< of the last wish
    bool set_ = false;                         ///< the racer has the present wish
    std::unique_ptr<session::Racer> racer_;    ///< last: it ends before what it calls
};

}  // namespace anel::gui
