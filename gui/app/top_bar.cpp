#include "gui/app/top_bar.hpp"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include "gui/panes/flow_layout.hpp"

namespace anel::gui {

TopBar::TopBar(QWidget* window) : QToolBar(window), window_(window), place_(new QWidget), flow_(new FlowLayout(place_)) {
    setMovable(false);
    place_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    addWidget(place_);
    window_->installEventFilter(this);
    place_->installEventFilter(this);
}

void TopBar::add(const QList<QAction*>& actions) {
    auto* const group = new QWidget(place_);
    auto* const row = new QHBoxLayout(group);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (QAction* const action : actions) {
        auto* const button = new QToolButton(group);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setIconSize(iconSize());
        connect(this, &QToolBar::iconSizeChanged, button, &QToolButton::setIconSize);
        row->addWidget(button);
    }
    add(group);
}

void TopBar::add(QWidget* part) { flow_->addWidget(part); }

/// A toolbar does not ask how high something is that must be wrapped; the window's width counts. Nothing changes, and nothing is asked for, where the height is the same.
void TopBar::fit() {
    const QMargins edges = layout()->contentsMargins();
    place_->setFixedHeight(flow_->heightForWidth(std::max(1, window_->width() - edges.left() - edges.right())));
}

bool TopBar::eventFilter(QObject* object, QEvent* event) {
    // Words that have become of another size say so where they lie.
    if (object == window_ ? event->type() == QEvent::Resize : event->type() == QEvent::LayoutRequest) fit();
    return QToolBar::eventFilter(object, event);
}

}  // namespace anel::gui
