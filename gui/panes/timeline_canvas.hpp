// Where a timeline is drawn and handled: wheel and keys zoom, dragging moves, a click says where to go, Shift and dragging measures.
// Not here: asking the machine for what is shown (timeline_pane.hpp), painting (timeline_picture.hpp).
#pragma once

#include <QPixmap>
#include <QWidget>

#include "gui/panes/pane.hpp"
#include "gui/panes/timeline_layout.hpp"

namespace anel::gui {

class TimelineCanvas : public QWidget {
    Q_OBJECT

public:
    TimelineCanvas(PaneContext& context, QWidget* parent);

    TimelineScene& scene() { return scene_; }
    const TimelineScene& scene() const { return scene_; }
    const TimelineLayout& layout_now() const { return layout_; }
    /// Something else is to be seen: all is painted anew.
    void ground_changed();
    /// As far as it goes by keys and buttons too.
    void zoom(double factor);
    void show_whole();
    void show_now();
    void draw(QPainter& painter, const QSizeF& size) const;
    /// The names for which there was no room: before their row, and where it is said that there are others. Empty elsewhere.
    QString names_at(const QPointF& point) const;

    static constexpr double kZoomStep = 1.5;

Q_SIGNALS:
    /// Another stretch is seen.
    void moved();
    /// The machine is to go there.
    void travels(anel::Cycles cycle);
    /// The shared cursor is to be there.
    void picks(std::optional<anel::Cycles> cycle);
    void points(std::optional<double> cycle);
    /// A range is being measured; nothing: no longer.
    void measures(std::optional<std::pair<double, double>> range);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Drag : std::uint8_t { kNone, kPressed, kPans, kMeasures };

    double cycle_at(const QPointF& point) const { return layout_.cycle_at(scene_.axis, point.x()); }
    /// Right behind the crossing that is meant, or the cycle itself.
    Cycles meant(double cycle) const;
    void measure_to(double cycle);
    void step_cursor(int direction, bool measuring);
    bool escape();

    PaneContext& context_;
    TimelineScene scene_;
    TimelineLayout layout_;
    QPixmap ground_;
    bool stale_ = true;
    Drag drag_ = Drag::kNone;
    QPointF pressed_;
    double last_x_ = 0;
    double measured_from_ = 0;
};

}  // namespace anel::gui
