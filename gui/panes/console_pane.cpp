#include "gui/panes/console_pane.hpp"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace anel::gui {

namespace {

constexpr qsizetype kLinesRemembered = 200;

QPlainTextEdit* make_page(QWidget* parent) {
    auto* const page = new QPlainTextEdit(parent);
    page->setReadOnly(true);
    page->setUndoRedoEnabled(false);
    page->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    page->setTabChangesFocus(true);
    // Where its end was seen its end is seen, when it has become longer or of another size.
    QScrollBar* const bar = page->verticalScrollBar();
    QObject::connect(bar, &QScrollBar::rangeChanged, bar, [bar, last = 0](int, int now) mutable {
        if (bar->value() >= std::min(last, now)) bar->setValue(now);
        last = now;
    });
    return page;
}

}  // namespace

ConsolePane::ConsolePane(PaneContext& context)
    : Pane(context), pages_(new QTabWidget(this)), console_page_(make_page(nullptr)), log_page_(make_page(nullptr)), label_(new QLabel(this)),
      line_(new QLineEdit(this)), end_(new QPushButton(this)) {
    pages_->addTab(console_page_, QString());
    pages_->addTab(log_page_, QString());
    label_->setBuddy(line_);
    line_->setClearButtonEnabled(true);
    line_->installEventFilter(this);
    auto* const typing = new QHBoxLayout;
    typing->addWidget(label_);
    typing->addWidget(line_, 1);
    typing->addWidget(end_);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(pages_);
    layout->addLayout(typing);
    connect(line_, &QLineEdit::returnPressed, this, [this] { type_line(); });
    connect(end_, &QPushButton::clicked, this, [this] { this->context().send(session::EndInput{}); });
    setFocusProxy(line_);
}

QString ConsolePane::title() const { return tr("Consoles"); }

QString ConsolePane::help() const {
    return tr("What the guest prints. Type a line and press Enter to give it to the guest; the arrow keys bring earlier lines back. On the second page is the machine's log, "
              "where a monitor says why it gave up.");
}

void ConsolePane::show_frame(const session::Frame& frame) {
    if (frame.number == frame_) return;
    frame_ = frame.number;
    if (frame.machine != machine_) {
        machine_ = frame.machine;
        console_.clear();
        log_.clear();
        console_page_->clear();
        log_page_->clear();
    }
    update(console_, *console_page_, frame.console, frame.typed);
    update(log_, *log_page_, frame.log, {});
    show_typing(frame);
}

void ConsolePane::show_typing(const session::Frame& frame) {
    const bool can_type = frame.machine != 0 && !frame.input_ended;
    line_->setEnabled(can_type);
    end_->setEnabled(can_type);
    line_->setPlaceholderText(frame.input_ended ? tr("the input has ended") : frame.phase == session::Phase::kWaiting ? tr("the guest waits for a line") : QString());
}

void ConsolePane::update(Transcript& transcript, QPlainTextEdit& page, const session::TextPiece& piece, const std::vector<session::Typed>& typed) {
    const bool goes_on = transcript.update(piece, typed);
    if (goes_on && transcript.news().empty()) return;
    if (!goes_on) page.clear();
    QTextCursor cursor(page.document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    for (const Transcript::Piece& one : goes_on ? transcript.news() : transcript.all()) {
        QTextCharFormat format;
        format.setFontWeight(one.typed ? QFont::Bold : QFont::Normal);
        format.setFontUnderline(one.typed);
        cursor.insertText(one.text, format);
    }
    cursor.endEditBlock();
}

void ConsolePane::type_line() {
    const QString line = line_->text();
    context().send(session::Type{(line + u'\n').toStdString()});
    if (!line.isEmpty()) typed_before_ << line;
    if (typed_before_.size() > kLinesRemembered) typed_before_.removeFirst();
    recalled_ = typed_before_.size();
    line_->clear();
}

bool ConsolePane::eventFilter(QObject* object, QEvent* event) {
    if (object == line_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            recall(key == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return Pane::eventFilter(object, event);
}

void ConsolePane::recall(int step) {
    const qsizetype to = recalled_ + step;
    if (to < 0 || to > typed_before_.size()) return;
    recalled_ = to;
    line_->setText(to == typed_before_.size() ? QString() : typed_before_[to]);
}

void ConsolePane::retranslate() {
    pages_->setTabText(0, tr("Console"));
    pages_->setTabText(1, tr("Log"));
    console_page_->setAccessibleName(tr("What the guest has printed"));
    log_page_->setAccessibleName(tr("The machine's log"));
    label_->setText(tr("T&ype:"));
    line_->setAccessibleName(tr("A line for the guest"));
    end_->setText(tr("End of &input"));
    show_typing(*context().frame());
    end_->setToolTip(tr("Tells the guest that nothing will follow, as Ctrl-D does at a terminal"));
}

void ConsolePane::restyle() {
    for (QPlainTextEdit* const page : {console_page_, log_page_}) page->setFont(theme().fixed_font());
    line_->setFont(theme().fixed_font());
}

}  // namespace anel::gui
