#include "gui/app/banner.hpp"

#include <QColor>
#include <QEvent>
#include <QFontInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/app/top_bar.hpp"
#include "gui/models/words.hpp"
#include "gui/session/goal.hpp"
#include "gui/theme/fitting.hpp"
#include "gui/theme/theme.hpp"

namespace anel::gui {

namespace {

/// Of a window's height: letters of that size are read from as far away as a picture is eight times its own height.
constexpr double kOfWindow = 1.0 / 30;
/// Of the text's usual size, at the least.
constexpr double kLeast = 1.4, kLeastWhenLarge = 1.1;
constexpr double kMostOfWindow = 0.2;  ///< of its height, before large words give way
constexpr int kEdges = 12;  ///< pixels that a toolbar keeps to itself, and a bit

QString who(Ring ring, const session::Frame& frame) {
    const session::Resident resident = frame.residents[lane(ring)];
    if (resident == session::Resident::kNobody) return Words::ring(ring);
    return QStringLiteral("%1 (%2)").arg(Words::resident(resident), Words::ring(ring));
}

QString capitalized(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

}  // namespace

Banner::Banner(QWidget* window)
    : QWidget(window), window_(window), area_(new QScrollArea(this)), message_(new QLabel(this)), close_(new QToolButton(this)), headline_(new QLabel(this)), sentence_(new QLabel(this)) {
    for (QLabel* const label : {message_, headline_, sentence_}) {
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
    auto* const all = new QWidget;
    auto* const layout = new QVBoxLayout(all);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(headline_);
    layout->addWidget(sentence_);
    area_->setWidget(all);
    area_->setWidgetResizable(true);
    area_->setFrameShape(QFrame::NoFrame);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setFocusPolicy(Qt::NoFocus);
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(area_);
    window_->installEventFilter(this);
    connect(close_, &QToolButton::clicked, this, [this] {
        message_->hide();
        close_->hide();
        fit();
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

/// A toolbar does not ask how high words are that must be wrapped, and gives no width before it is shown: the window's counts.
void Banner::fit() {
    const double usual = QFontInfo(font_).pixelSize();
    const double least = percent_ > 125 ? kLeastWhenLarge : kLeast;
    const int width = std::max(1, window_->width() - kEdges);
    int height = 0;
    largest_scale(1, least_scale_, [&](double scale) {
        QFont large = font_;
        large.setPixelSize(static_cast<int>(std::max(window_->height() * kOfWindow, usual * least * scale)));
        sentence_->setFont(large);
        large.setBold(true);
        headline_->setFont(large);
        message_->setFont(scaled_font(font_, scale));
        height = arrange(width);
        return height <= window_->height() * kMostOfWindow;
    });
    // What else is in the window keeps its least, and the window its size; what does not fit then can be scrolled to.
    const int most = std::max(sentence_->fontMetrics().height(), room_for_strip(*window_, *this));
    if (height > most) arrange(width - area_->verticalScrollBar()->sizeHint().width());
    setFixedHeight(std::clamp(height, 1, most));
}

int Banner::arrange(int width) {
    int height = 0;
    const auto fit_one = [&height](QLabel* label, int room) {
        if (label->isHidden()) return;
        label->setMinimumHeight(0);  // or it would never become less
        const int wanted = label->heightForWidth(room);
        label->setFixedHeight(wanted);
        height += wanted;
    };
    fit_one(message_, width - close_->sizeHint().width() - kEdges);
    fit_one(headline_, width);
    fit_one(sentence_, width);
    return height;
}

bool Banner::eventFilter(QObject* object, QEvent* event) {
    if (object == window_ && (event->type() == QEvent::Resize || (event->type() == QEvent::LayoutRequest && isVisible()))) fit();
    return QWidget::eventFilter(object, event);
}

QString Banner::message() const { return message_->isHidden() ? QString() : message_->text(); }
QString Banner::headline() const { return headline_->text(); }
QString Banner::sentence() const { return sentence_->text(); }

void Banner::set_crossing(const QString& headline, const QString& sentence) {
    if (headline_->text() == headline && sentence_->text() == sentence) return;
    headline_->setText(headline);
    headline_->setVisible(!headline.isEmpty());
    sentence_->setText(sentence);
    sentence_->setVisible(!sentence.isEmpty());
    fit();
    Q_EMIT changed();
}

void Banner::show_frame(const session::Frame& frame, explain::Language language) {
    if (!frame.crossing || frame.phase == session::Phase::kRunning || !frame.slow_motion) return set_crossing(QString(), QString());
    const cpu::Event& event = *frame.crossing;
    const QString what = session::is_trap(event.kind) ? Words::cause(event.kind, event.cause, event.from) : Words::crossing(event.kind);
    const QString headline = tr("%1 \u2192 %2: %3", "who, to whom, by what").arg(capitalized(who(event.from, frame)), who(event.to, frame), what);
    QString sentence;
    if (frame.in_short) {
        sentence = Words::sentence((*frame.in_short)[static_cast<std::size_t>(language)]);
    } else if (frame.place && !frame.place->instruction.empty()) {
        const QString where = frame.place->symbol.empty() ? Words::hex(frame.cpu.pc) : QString::fromStdString(frame.place->symbol);
        sentence = tr("It goes on with %1, at %2.", "an instruction, a place").arg(QString::fromStdString(frame.place->instruction), where);
    }
    set_crossing(headline, sentence);
}

void Banner::retranslate() {
    close_->setToolTip(tr("Put this message away"));
    close_->setAccessibleName(tr("Put this message away"));
    message_->setAccessibleName(tr("Message"));
    headline_->setAccessibleName(tr("What has just happened"));
    sentence_->setAccessibleName(tr("Why it happened"));
}

void Banner::restyle(const Theme& theme) {
    error_colour_ = theme.warning();
    notice_colour_ = theme.changed();
    font_ = theme.font();
    percent_ = theme.percent();
    least_scale_ = theme.giving_scale();
    QPalette palette = sentence_->palette();
    palette.setColor(QPalette::Window, theme.background());
    palette.setColor(QPalette::WindowText, theme.text());
    sentence_->setPalette(palette);
    headline_->setPalette(palette);
    palette = message_->palette();
    palette.setColor(QPalette::Window, is_error_ ? error_colour_ : notice_colour_);
    palette.setColor(QPalette::WindowText, theme.text());
    message_->setPalette(palette);
    fit();
}

}  // namespace anel::gui
