#include "gui/app/top_bar.hpp"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QToolButton>
#include <algorithm>

#include "gui/panes/flow_layout.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

namespace {

// Pixels at 100 %, and at any size: beyond that buttons would take the room of what they are for.
constexpr double kIcon = 20;
constexpr int kLargestIcon = 48;
constexpr double kLeastScale = 0.75;  ///< these are read by one person, near the screen; but large is what was asked for

}  // namespace

TopBar::TopBar(QWidget* window) : QToolBar(window), window_(window), area_(new QScrollArea), place_(new QWidget), flow_(new FlowLayout(place_)) {
    setMovable(false);
    area_->setWidget(place_);
    for (QWidget* const clear : {area_->viewport(), place_}) clear->setAutoFillBackground(false);
    area_->setWidgetResizable(true);
    area_->setFrameShape(QFrame::NoFrame);
    area_->setFocusPolicy(Qt::NoFocus);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    addWidget(area_);
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

int TopBar::least() const {
    int highest = 1;
    for (int i = 0; i < flow_->count(); ++i) highest = std::max(highest, flow_->itemAt(i)->sizeHint().height());
    return highest;
}

int TopBar::spare() const { return std::max(0, area_->minimumHeight() - least()); }

int TopBar::width_for_rows() const {
    const QMargins edges = layout()->contentsMargins();
    return std::max(1, window_->width() - edges.left() - edges.right());
}

void TopBar::restyle(const Theme& theme) {
    theme_ = theme;
    size_words();
    fit();
}

void TopBar::size_words() {
    if (!theme_) return;
    const auto rows_at = [this](double scale) {
        place_->setFont(scaled_font(theme_->font(), scale));
        const int icon = static_cast<int>(std::min(theme_->scaled(kIcon), kLargestIcon) * scale);
        setIconSize({icon, icon});
        // What lies within them says so only later.
        for (int i = 0; i < flow_->count(); ++i) flow_->itemAt(i)->widget()->updateGeometry();
        return flow_->rows(width_for_rows());
    };
    const double least = theme_->low(window_->height()) ? std::max(theme_->giving_scale(), kLeastScale) : 1;
    const int fewest = rows_at(least);
    largest_scale(1, least, [&](double scale) { return rows_at(scale) <= fewest; });
}

/// A toolbar does not ask how high something is that must be wrapped; the window's width counts. Nothing changes, and nothing is asked for, where the height is the same.
void TopBar::fit() {
    const int width = width_for_rows();
    const int most = std::max(least(), window_->height() - (window_->minimumSizeHint().height() - area_->minimumHeight()));
    if (const int height = std::min(flow_->heightForWidth(width), most); height != area_->minimumHeight()) {
        area_->setFixedHeight(height);
        // Before the window asks how much it needs, and grows.
        updateGeometry();
    }
}

bool TopBar::eventFilter(QObject* object, QEvent* event) {
    if (object == window_ && event->type() == QEvent::Resize) size_words();
    // Words that have become of another size say so where they lie.
    if (event->type() == QEvent::LayoutRequest || (object == window_ && event->type() == QEvent::Resize)) fit();
    return QToolBar::eventFilter(object, event);
}

int room_for_strip(const QWidget& window, const QWidget& strip) {
    const auto* const top = window.findChild<const TopBar*>();
    const int others = window.minimumSizeHint().height() - (strip.isVisible() ? strip.minimumHeight() : 0) - (top != nullptr ? top->spare() : 0);
    return window.height() - others;
}

}  // namespace anel::gui
