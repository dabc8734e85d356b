#include "gui/app/tab_names.hpp"

#include <QEvent>
#include <QMainWindow>
#include <QTabBar>
#include <utility>

#include "gui/panes/pane.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

TabNames::TabNames(QMainWindow& window, PaneContext& context) : QObject(&window), window_(window), context_(context) {}

/// Within the window's own work its tabs are not all there yet.
void TabNames::fit_soon() {
    if (std::exchange(will_fit_, true)) return;
    QMetaObject::invokeMethod(this, [this] {
        will_fit_ = false;
        fit();
    }, Qt::QueuedConnection);
}

void TabNames::fit() {
    const Theme& theme = context_.theme();
    for (QTabBar* const tabs : window_.findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
        // Qt leaves one that has lost its tabs where it was, over what has come there since.
        tabs->setVisible(tabs->count() > 0);
        tabs->installEventFilter(this);
        largest_scale(1, theme.giving_scale(), [&](double scale) {
            tabs->setFont(scaled_font(theme.font(), scale));
            return tabs->sizeHint().width() <= tabs->width();
        });
    }
}

bool TabNames::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::Resize) fit_soon();
    return QObject::eventFilter(object, event);
}

}  // namespace anel::gui
