#include "gui/app/read_out.hpp"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>
#include <QResizeEvent>

namespace anel::gui {

namespace {

constexpr int kBetween = 12;  ///< pixels at the least
constexpr int kLinesForTwo = 18;  ///< of text, that the window must be high: in a lower one the panes need them more

}  // namespace

ElidedLabel::ElidedLabel(Qt::Alignment alignment, QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setAlignment(alignment | Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

int ElidedLabel::wanted() const { return fontMetrics().horizontalAdvance(text()) + 2; }
QSize ElidedLabel::minimumSizeHint() const { return {0, QLabel::minimumSizeHint().height()}; }

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), static_cast<int>(alignment()), fontMetrics().elidedText(text(), Qt::ElideRight, width()));
}

ReadOut::ReadOut(QWidget* parent)
    : QWidget(parent), state_(new ElidedLabel(Qt::AlignLeft, this)), place_(new ElidedLabel(Qt::AlignRight, this)), lines_(new QBoxLayout(QBoxLayout::LeftToRight, this)) {
    lines_->setContentsMargins(0, 0, 0, 0);
    lines_->setSpacing(0);
    lines_->addWidget(state_);
    lines_->addWidget(place_);
}

void ReadOut::say(const QString& state, const QString& place) {
    if (state == state_->text() && place == place_->text()) return;
    state_->setText(state);
    place_->setText(place);
    setToolTip(state + u'\n' + place);
    fit(false);
}

/// Back to one line only where the window or the words have changed their size: else the whole window would move up and down while the machine runs.
void ReadOut::fit(bool also_back) {
    const bool two = window()->height() > kLinesForTwo * fontMetrics().height() && state_->wanted() + kBetween + place_->wanted() > width();
    if (two || also_back) {
        lines_->setDirection(two ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        place_->setAlignment((two ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    // Of one line each has what it needs.
    lines_->setStretch(0, state_->wanted());
    lines_->setStretch(1, place_->wanted());
}

void ReadOut::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) fit(true);
}

void ReadOut::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) fit(true);
}

}  // namespace anel::gui
