// The timeline: the run from its beginning, in lanes of rings, from the whole of it down to some cycles, and the way back in time.
// Not here: what it shows (gui/models/timeline_data.hpp), how it is drawn and handled (timeline_canvas.hpp).
#pragma once

#include <QElapsedTimer>
#include <optional>

#include "gui/panes/pane.hpp"
#include "gui/panes/timeline_canvas.hpp"

class QLabel;
class QToolButton;

namespace anel::gui {

class TimelinePane : public Pane {
    Q_OBJECT

public:
    explicit TimelinePane(PaneContext& context);
    QString title() const override;
    QString help() const override;
    void show_frame(const session::Frame& frame) override;
    void retranslate() override;
    void restyle() override;
    bool is_drawing() const override { return true; }
    void draw(QPainter& painter, const QSizeF& size) override;
    QSizeF drawing_size() const override;
    /// The events that are seen; from afar the bins.
    QString table() const override;

    TimelineCanvas& canvas() { return *canvas_; }
    const std::optional<TimelineMeasure>& measure() const { return measure_; }

protected:
    void seen_changed(bool seen) override;

private:
    void look_again();
    void ask_for_counts();
    void ask_for_events();
    void ask_to_measure();
    void show_words();
    void show_filter();
    void show_chip();
    QString sentence_of(const TimelineMeasure& measure) const;
    QString sentence_at(double cycle) const;
    QToolButton* add_button(class QHBoxLayout& row);

    TimelineCanvas* canvas_;
    QToolButton* whole_;
    QToolButton* to_now_;
    QToolButton* nearer_;
    QToolButton* farther_;
    QToolButton* chip_;  ///< the filter; a click takes it back
    QLabel* lost_;
    std::optional<TimelineMeasure> measure_;
    // At most one question of a sort is on its way.
    bool counts_asked_ = false;
    bool events_asked_ = false;
    bool measure_asked_ = false;
    bool look_again_ = false;
    bool runs_fast_ = false;
    bool measure_again_ = false;
    std::uint64_t machine_ = 0;
    std::uint64_t jumps_ = 0;
    std::size_t typed_ = 0;
    Cycles counted_to_ = 0;  ///< the run's end when counts were last asked for
    std::uint64_t lost_events_ = 0;
    QElapsedTimer since_asked_;
};

}  // namespace anel::gui
