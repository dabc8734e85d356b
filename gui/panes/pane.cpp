#include "gui/panes/pane.hpp"

#include <QEvent>
#include <QLayout>

namespace anel::gui {

Pane::Pane(PaneContext& context, QWidget* parent) : QWidget(parent), context_(context) {}

void Pane::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        show_frame(*context_.frame());
    }
}

int Pane::heightForWidth(int width) const { return layout() != nullptr && layout()->hasHeightForWidth() ? layout()->totalMinimumHeightForWidth(width) : QWidget::heightForWidth(width); }

void Pane::set_seen(bool seen) {
    if (seen == seen_) return;
    seen_ = seen;
    seen_changed(seen);
    if (seen) show_frame(*context_.frame());
}

}  // namespace anel::gui
