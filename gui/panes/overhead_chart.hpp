// Draws a comparison: a bar for each mode, divided by activity, or two divided by cause. One can walk through its pieces with the arrow keys.
// Not here: how long the bars are (gui/models/overhead.hpp).
#pragma once

#include <QWidget>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "gui/models/overhead.hpp"
#include "gui/panes/axis.hpp"

namespace anel::gui {

class OverheadChart : public QWidget {
    Q_OBJECT

public:
    enum class Kind : std::uint8_t { kTime, kTraps };

    /// `theme` is asked whenever something is drawn.
    OverheadChart(std::function<const Theme&()> theme, QWidget* parent = nullptr);

    /// May be null: nothing has been measured.
    void show(std::shared_ptr<const control::Comparison> comparison);
    void set_kind(Kind kind);
    void set_unit(OverheadUnit unit);
    /// Lays published figures over bars per operation.
    void set_references(bool on);
    /// Texts and lengths anew.
    void refresh();

    void draw(QPainter& painter, const QSizeF& size);
    QSizeF drawing_size() const;
    /// Pixels that it must be high at this width, with its words as small as it lets them become.
    int least_height(int width) const;
    /// What the chosen piece is, in a sentence; empty: none is chosen.
    QString chosen_text() const;

Q_SIGNALS:
    void chosen();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Piece {
        std::size_t line = 0;  ///< a bar; of traps two for each mode
        double from = 0;       ///< along the axis
        double length = 0;
        Look look;
        QString name;          ///< short, for its plate
        QString text;          ///< a sentence
    };
    struct Line {
        std::size_t row = 0;   ///< the mode's
        QString label;         ///< behind its end
        double end = 0;
        bool outlined = false; ///< a published figure
    };
    struct Places;

    void make();
    void make_time();
    void make_traps();
    Places places(const QSizeF& size) const;
    QRectF area_of(const Piece& piece, const Places& places) const;
    /// With its words as large as they should be.
    double needed_height(double width) const;
    double scale_in(const QSizeF& size) const;
    void keep_room();
    void draw_unscaled(QPainter& painter, const QSizeF& size) const;
    void choose(std::optional<std::size_t> piece);
    std::optional<std::size_t> at(const QPointF& on_screen) const;
    void draw_axis(QPainter& painter, const Places& places) const;
    void draw_line(QPainter& painter, const Places& places, std::size_t line) const;

    std::function<const Theme&()> theme_;
    std::shared_ptr<const control::Comparison> comparison_;
    Kind kind_ = Kind::kTime;
    OverheadUnit unit_ = OverheadUnit::kCycles;
    bool references_ = false;

    // Made from these.
    std::vector<control::Mode> rows_;
    std::vector<QString> why_not_;  ///< by row; empty: it has bars
    std::vector<Line> lines_;
    std::vector<Piece> pieces_;
    std::vector<KeyRow> key_;
    double longest_ = 0;
    QString title_, subtitle_, axis_;
    std::optional<std::size_t> chosen_;
};

}  // namespace anel::gui
