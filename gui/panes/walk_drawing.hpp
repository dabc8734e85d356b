// A page walk as a picture: the address's bits above, and every entry on the way in the order of the references. Under nested tables it is the
// grid of both dimensions: a row for each guest-physical address, the nested entries that translate it, and the guest's entry that lies there.
// Not here: the words for its steps (gui/models/entry_words.hpp).
#pragma once

#include <QStringList>
#include <QWidget>
#include <functional>
#include <vector>

#include "gui/theme/theme.hpp"
#include "isa/paging/page_walk.hpp"

namespace anel::gui {

class WalkDrawing : public QWidget {
    Q_OBJECT

public:
    /// `theme` is asked whenever something is drawn.
    explicit WalkDrawing(std::function<const Theme&()> theme, QWidget* parent = nullptr);

    void show(const paging::PageWalk& walk);
    /// Whether there has been one to show.
    bool has_walk() const { return has_walk_; }
    const paging::PageWalk& walk() const { return walk_; }
    /// From 0, the first reference, to the number of references: the end.
    std::size_t step() const { return step_; }
    void set_step(std::size_t step);
    std::size_t last_step() const { return walk_.steps.size(); }
    void refresh();

    void draw(QPainter& painter, const QSizeF& size) const;
    QSizeF drawing_size() const;

    /// What is in the picture: rows of boxes, each with its place in the order (from 1; 0: it is no reference).
    struct Cell {
        enum class Kind : std::uint8_t { kAddress, kGuestEntry, kNestedEntry, kSkipped, kEnd, kStop };
        Kind kind = Kind::kAddress;
        std::size_t row = 0;
        std::size_t column = 0;
        std::size_t reference = 0;
        QString title;
        QStringList lines;
    };
    const std::vector<Cell>& cells() const { return cells_; }

Q_SIGNALS:
    void step_changed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Places;

    void make();
    void add_end(std::size_t row, std::size_t column);
    Places places(const QSizeF& size) const;
    QRectF area_of(const Cell& cell, const Places& places) const;
    double scale() const;
    void draw_bits(QPainter& painter, const Places& places) const;
    void draw_cell(QPainter& painter, const Cell& cell, const Places& places) const;
    void draw_arrow(QPainter& painter, const QRectF& from, const QRectF& to) const;
    QFont fixed(bool bold) const;

    std::function<const Theme&()> theme_;
    paging::PageWalk walk_;
    bool has_walk_ = false;
    std::size_t step_ = 0;
    std::vector<Cell> cells_;
    std::size_t rows_ = 0;
    std::size_t columns_ = 0;
};

}  // namespace anel::gui
