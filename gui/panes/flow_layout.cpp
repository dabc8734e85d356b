#include "gui/panes/flow_layout.hpp"

#include <QWidget>
#include <algorithm>

namespace anel::gui {

namespace {

constexpr int kGap = 6;

}  // namespace

FlowLayout::FlowLayout(QWidget* parent) : QLayout(parent) { setContentsMargins(0, 0, 0, 0); }

FlowLayout::~FlowLayout() { qDeleteAll(items_); }

QLayoutItem* FlowLayout::takeAt(int index) { return index >= 0 && index < items_.size() ? items_.takeAt(index) : nullptr; }

void FlowLayout::setGeometry(const QRect& area) {
    QLayout::setGeometry(area);
    arrange(area, true);
}

QSize FlowLayout::sizeHint() const {
    QSize size(0, 0);
    for (const QLayoutItem* const item : items_) size = {size.width() + item->sizeHint().width() + kGap, std::max(size.height(), item->sizeHint().height())};
    return {std::max(0, size.width() - kGap), size.height()};
}

QSize FlowLayout::minimumSize() const {
    QSize size(0, 0);
    for (const QLayoutItem* const item : items_) size = size.expandedTo(item->minimumSize());
    return size;
}

int FlowLayout::arrange(const QRect& area, bool moves) const {
    int x = area.left(), y = area.top(), row = 0;
    for (QLayoutItem* const item : items_) {
        const QSize size = item->sizeHint();
        if (x > area.left() && x + size.width() > area.right() + 1) {
            x = area.left();
            y += row + kGap;
            row = 0;
        }
        if (moves) item->setGeometry(QRect(QPoint(x, y), size));
        x += size.width() + kGap;
        row = std::max(row, size.height());
    }
    return y + row - area.top();
}

}  // namespace anel::gui
