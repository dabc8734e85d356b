// A race as a picture: two lanes, at the same point of their guest's work; each as long as the cycles that it took to get there, divided by
// activity. Below, both ways from the beginning: cycles over progress.
// Not here: running it (gui/session/racer.hpp).
#pragma once

#include <QWidget>
#include <functional>

#include "gui/panes/axis.hpp"
#include "gui/session/racer.hpp"

namespace anel::gui {

class RaceTrack : public QWidget {
    Q_OBJECT

public:
    /// `theme` is asked whenever something is drawn.
    explicit RaceTrack(std::function<const Theme&()> theme, QWidget* parent = nullptr);

    /// May be null.
    void show(session::RaceShownPtr shown);
    void refresh();
    void draw(QPainter& painter, const QSizeF& size) const;
    QSizeF drawing_size() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Places;

    Places places(const QSizeF& size) const;
    std::vector<KeyRow> key() const;
    void draw_lane(QPainter& painter, const Places& places, std::size_t which) const;
    void draw_ways(QPainter& painter, const Places& places) const;
    void draw_ratio(QPainter& painter, const Places& places) const;

    std::function<const Theme&()> theme_;
    session::RaceShownPtr shown_;
};

}  // namespace anel::gui
