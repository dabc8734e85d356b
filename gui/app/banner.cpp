#include "gui/app/banner.hpp"

#include <QColor>
#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/models/words.hpp"
#include "gui/session/goal.hpp"
#include "gui/theme/theme.hpp"

namespace anel::gui {

Banner::Banner(QWidget* parent) : QWidget(parent), message_(new QLabel(this)), close_(new QToolButton(this)), sentence_(new QLabel(this)) {
    for (QLabel* const label : {message_, sentence_}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setAutoFillBackground(true);
        label->setMargin(6);
        label->hide();
    }
    close_->setAutoRaise(true);
    close_->setText(QStringLiteral("\u2715"));
    close_->hide();
    auto* const row = new QHBoxLayout;
    row->addWidget(message_, 1);
    row->addWidget(close_, 0, Qt::AlignTop);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(sentence_);
    connect(close_, &QToolButton::clicked, this, [this] {
        message_->hide();
        close_->hide();
        Q_EMIT changed();
    });
}

void Banner::say(const QString& message, bool is_error) {
    is_error_ = is_error;
    QPalette palette = message_->palette();
    palette.setColor(QPalette::Window, is_error ? error_colour_ : notice_colour_);
    message_->setPalette(palette);
    message_->setText((is_error ? QStringLiteral("\u26a0 ") : QStringLiteral("\u2139 ")) + message);
    message_->show();
    close_->show();
    fit();
    Q_EMIT changed();
}

/// A toolbar does not ask how high words are that must be wrapped.
void Banner::fit() {
    const auto fit_one = [](QLabel* label, int width) {
        if (const int height = label->heightForWidth(width); height > 0) label->setFixedHeight(height);
    };
    // Before it has been laid out it has no width of its own; a height for none would make the window grow.
    const int room = isVisible() ? width() : window()->width();
    fit_one(sentence_, room);
    fit_one(message_, room - close_->sizeHint().width());
    // The bar around it asks once; so it is told.
    layout()->activate();
    setFixedHeight(std::max(1, layout()->totalSizeHint().height()));
}

void Banner::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Within a layout's own work a new height would not be taken in.
    if (event->size().width() != event->oldSize().width()) QMetaObject::invokeMethod(this, [this] { fit(); }, Qt::QueuedConnection);
}

QString Banner::message() const { return message_->isHidden() ? QString() : message_->text(); }
QString Banner::sentence() const { return sentence_->text(); }

void Banner::set_sentence(const QString& text) {
    if (sentence_->text() == text) return;
    sentence_->setText(text);
    sentence_->setVisible(!text.isEmpty());
    fit();
    Q_EMIT changed();
}

void Banner::show_frame(const session::Frame& frame, explain::Language language) {
    if (!frame.crossing || frame.phase == session::Phase::kRunning || !frame.slow_motion) return set_sentence(QString());
    const cpu::Event& event = *frame.crossing;
    QString text = tr("From %1 to %2: %3", "rings, and what kind of crossing").arg(Words::ring(event.from), Words::ring(event.to), Words::crossing(event.kind));
    if (session::is_trap(event.kind)) text += QStringLiteral(", ") + Words::cause(event.kind, event.cause);
    if (frame.why) {
        const auto which = static_cast<std::size_t>(language);
        text += QStringLiteral(". ") + QString::fromStdString((*frame.why)[which]) + QStringLiteral("; ") + QString::fromStdString((*frame.where_to)[which]);
    }
    set_sentence(text + u'.');
}

void Banner::retranslate() {
    close_->setToolTip(tr("Put this message away"));
    close_->setAccessibleName(tr("Put this message away"));
    message_->setAccessibleName(tr("Message"));
    sentence_->setAccessibleName(tr("What has just happened"));
}

void Banner::restyle(const Theme& theme) {
    error_colour_ = theme.warning();
    notice_colour_ = theme.changed();
    QFont large = theme.font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    sentence_->setFont(large);
    QPalette palette = sentence_->palette();
    palette.setColor(QPalette::Window, theme.background());
    palette.setColor(QPalette::WindowText, theme.text());
    sentence_->setPalette(palette);
    palette = message_->palette();
    palette.setColor(QPalette::Window, is_error_ ? error_colour_ : notice_colour_);
    palette.setColor(QPalette::WindowText, theme.text());
    message_->setPalette(palette);
    fit();
}

}  // namespace anel::gui
