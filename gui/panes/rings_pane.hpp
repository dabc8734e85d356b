// The rings: the lecture's picture of a machine, alive. Who lives in each ring, where the machine is, what crosses from ring to ring and why,
// and whose the time is. As counts at full speed, crossing by crossing when it is slow.
// Not here: counts (gui/models/ring_traffic.hpp), painting (rings_picture.hpp).
#pragma once

#include <QElapsedTimer>
#include <QPixmap>
#include <QTimer>

#include "gui/models/ring_traffic.hpp"
#include "gui/panes/pane.hpp"
#include "gui/panes/rings_layout.hpp"
#include "gui/panes/rings_picture.hpp"

namespace anel::gui {

class RingsPane : public Pane {
    Q_OBJECT

public:
    explicit RingsPane(PaneContext& context);
    QString title() const override;
    QString help() const override;
    void show_frame(const session::Frame& frame) override;
    void retranslate() override;
    void restyle() override;
    bool is_drawing() const override { return true; }
    void draw(QPainter& painter, const QSizeF& size) override;
    QSizeF drawing_size() const override;
    /// Arrows with counts and shares.
    QString table() const override;
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

    const RingTraffic& traffic() const { return traffic_; }
    const RingsLayout& layout_now() const { return layout_; }
    /// What stands at the bottom.
    QString sentence() const;
    /// Crossings that are shown on their way.
    std::size_t flights() const { return flights_.size(); }
    bool animates() const { return fading_.isActive(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    void seen_changed(bool seen) override;

private:
    struct Flying {
        cpu::Event event;
        qint64 since_ms = 0;
    };
    RingsState state() const;
    void arrange();
    void point_at(const Filter& what);
    int pointed_arrow() const;
    void pick();
    void fade();

    RingTraffic traffic_;
    RingsLayout layout_;
    std::vector<Flying> flights_;
    QElapsedTimer clock_;
    QTimer fading_;  ///< runs while something fades
    Filter pointed_;  ///< at an arrow; with `to` alone at a ring
    bool by_keys_ = false;
    QPixmap words_;   ///< of the rings, as they were last painted
    QString words_key_;
};

}  // namespace anel::gui
