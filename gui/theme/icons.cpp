#include "gui/theme/icons.hpp"

#include <QPainter>
#include <QPainterPath>
#include <QPalette>
#include <QPixmap>

namespace anel::gui {

namespace {

// All in a square of 24 by 24.
void triangle(QPainterPath& path, double left, double right) {
    path.moveTo(left, 5);
    path.lineTo(right, 12);
    path.lineTo(left, 19);
    path.closeSubpath();
}
void bar(QPainterPath& path, double left) { path.addRect(left, 5, 3, 14); }
/// A wall between two rings, as the traps' buttons have it.
void wall(QPainterPath& path) { path.addRect(11, 3, 2, 18); }

void draw(QPainter& painter, Symbol symbol, const QColor& ink) {
    QPainterPath path;
    painter.setPen(QPen(ink, 2));
    painter.setBrush(Qt::NoBrush);
    switch (symbol) {
        case Symbol::kRun: triangle(path, 6, 19); break;
        case Symbol::kPause: bar(path, 6); bar(path, 15); break;
        case Symbol::kStep: bar(path, 5); triangle(path, 10, 20); break;
        case Symbol::kStepBack: bar(path, 16); triangle(path, 14, 4); break;
        case Symbol::kStepOver:
            painter.drawArc(QRectF(4, 6, 14, 14), 0, 180 * 16);
            triangle(path, 15, 21);
            path.addEllipse(QPointF(11, 18), 2.5, 2.5);
            break;
        case Symbol::kNextTrap: wall(path); triangle(path, 14, 22); path.addRect(2, 11, 8, 2); break;
        case Symbol::kPreviousTrap: wall(path); triangle(path, 10, 2); path.addRect(14, 11, 8, 2); break;
        case Symbol::kGoTo: path.addRect(19, 5, 2, 14); path.addRect(3, 11, 9, 2); triangle(path, 11, 18); break;
        case Symbol::kReset:
            painter.drawArc(QRectF(5, 5, 14, 14), 70 * 16, 290 * 16);
            path.moveTo(12, 1);
            path.lineTo(18, 5);
            path.lineTo(12, 9);
            path.closeSubpath();
            break;
        case Symbol::kSlowRun: triangle(path, 9, 20); path.addEllipse(QPointF(5, 12), 2, 2); break;
        case Symbol::kSlowMotion: path.addRect(3, 5, 2, 14); path.addRect(7, 7, 2, 10); triangle(path, 11, 21); break;
        case Symbol::kLoosen:
            path.addRect(9, 2, 13, 3);
            painter.drawRect(QRectF(10, 3, 11, 11));
            painter.drawPolyline(QPolygonF({{7, 9}, {3, 9}, {3, 21}, {15, 21}, {15, 17}}));
            break;
        case Symbol::kClose:
            painter.drawLine(QPointF(5, 5), QPointF(19, 19));
            painter.drawLine(QPointF(19, 5), QPointF(5, 19));
            break;
    }
    painter.fillPath(path, ink);
}

}  // namespace

QIcon icon_of(Symbol symbol, const QPalette& palette) {
    QIcon icon;
    for (const auto& [mode, ink] : {std::pair(QIcon::Normal, palette.color(QPalette::ButtonText)),
                                    std::pair(QIcon::Disabled, palette.color(QPalette::Disabled, QPalette::ButtonText))}) {
        for (const int size : {24, 48, 96}) {
            QPixmap pixmap(size, size);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.scale(size / 24.0, size / 24.0);
            draw(painter, symbol, ink);
            painter.end();
            icon.addPixmap(pixmap, mode);
        }
    }
    return icon;
}

}  // namespace anel::gui
