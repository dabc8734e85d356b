#include "gui/app/scenario_bar.hpp"

#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QTableWidget>

#include "gui/app/read_out.hpp"
#include "gui/app/top_bar.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

namespace {

constexpr double kMostOfWindow = 0.55;
constexpr double kColumn = 0.45;       ///< of the window's width
constexpr int kLarge = 125;            ///< percent
constexpr double kRestWhenLarge = 0.3; ///< then of what words here are larger by than usual
constexpr double kMostOfWidth = 0.45;  ///< of the table beside the words
// Of the usual size.
constexpr double kQuestion = 1.5;
constexpr double kSentence = 1.4;
constexpr double kExplanation = 1.15;
constexpr double kGuess = 1.2;
constexpr double kSmallerGuesses = 0.8;  ///< of the words' size, that guesses may have so that two are side by side

QLabel* make_label(QWidget* parent) {
    auto* const label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QFont larger(const QFont& font, double by, bool bold) {
    QFont large = scaled_font(font, by);
    large.setBold(bold);
    return large;
}

}  // namespace

ScenarioBar::ScenarioBar(ScenarioPlayer& player, QWidget* parent)
    : QFrame(parent), player_(player), title_(new ElidedLabel(Qt::AlignLeft, this)), back_(new QPushButton(this)), forward_(new QPushButton(this)), end_(new QPushButton(this)), area_(new QScrollArea(this)),
      content_(new QWidget), question_(make_label(content_)), guess_grid_(new QGridLayout), progress_(new QProgressBar(content_)), sentence_(make_label(content_)),
      explanation_(make_label(content_)), table_(new QTableWidget(content_)) {
    setObjectName(QStringLiteral("scenario"));
    setFrameShape(QFrame::StyledPanel);
    const std::pair<QWidget*, const char*> names[] = {{title_, "scenario_title"}, {back_, "scenario_back"}, {forward_, "scenario_forward"}, {end_, "scenario_end"}, {question_, "scenario_question"},
                                                      {sentence_, "scenario_sentence"}, {explanation_, "scenario_explanation"}, {table_, "scenario_table"}};
    for (const auto& [widget, name] : names) widget->setObjectName(QLatin1String(name));
    header_ = new QBoxLayout(QBoxLayout::LeftToRight);
    header_->addWidget(title_, 1);
    auto* const buttons = new QHBoxLayout;
    for (QPushButton* const button : {back_, forward_, end_}) buttons->addWidget(button);
    header_->addLayout(buttons);
    auto* const words = new QVBoxLayout;
    words->addWidget(question_);
    words->addLayout(guess_grid_);
    words->addWidget(progress_);
    words->addWidget(sentence_);
    words->addWidget(explanation_);
    words->addStretch();
    columns_ = new QBoxLayout(QBoxLayout::LeftToRight, content_);
    columns_->setContentsMargins(0, 0, 0, 0);
    columns_->addLayout(words, 1);
    columns_->addWidget(table_, 0, Qt::AlignTop | Qt::AlignLeft);
    columns_->addStretch();
    area_->setWidget(content_);
    area_->setWidgetResizable(true);
    area_->setFrameShape(QFrame::NoFrame);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setFocusPolicy(Qt::NoFocus);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addLayout(header_);
    layout->addWidget(area_, 1);
    for (std::size_t i = 0; i < guesses_.size(); ++i) {
        guesses_[i] = new QPushButton(content_);
        guesses_[i]->setObjectName(QStringLiteral("guess_%1").arg(i + 1));
        // Space is for going on, also after a click here.
        guesses_[i]->setFocusPolicy(Qt::TabFocus);
        connect(guesses_[i], &QPushButton::clicked, this, [this, i] { player_.raise_hand(i); });
        add_key(Qt::Key_1 + static_cast<int>(i), [this, i] { player_.raise_hand(i); });
    }
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setFocusPolicy(Qt::TabFocus);
    table_->setTabKeyNavigation(false);
    table_->verticalHeader()->hide();
    table_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    progress_->setTextVisible(true);
    connect(back_, &QPushButton::clicked, this, [this] { player_.back(); });
    connect(forward_, &QPushButton::clicked, this, [this] { player_.go_on(); });
    connect(end_, &QPushButton::clicked, this, [this] { player_.end(); });
    add_key(Qt::Key_Right, [this] { player_.go_on(); });
    add_key(Qt::Key_PageDown, [this] { player_.go_on(); });
    add_key(Qt::Key_Return, [this] { player_.go_on(); });
    add_key(Qt::Key_Left, [this] { player_.back(); });
    add_key(Qt::Key_PageUp, [this] { player_.back(); });
    add_key(Qt::Key_0, [this] { player_.forget_hands(); });
    setFocusProxy(forward_);
    connect(&player_, &ScenarioPlayer::changed, this, [this] { show_all(); });
}

void ScenarioBar::add_key(const QKeySequence& key, std::function<void()> act) {
    auto* const shortcut = new QShortcut(key, this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, std::move(act));
}

/// Escape ends the lesson; on the whole screen it is the screen's.
bool ScenarioBar::event(QEvent* event) {
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && window()->objectName() != QLatin1String("stage")) {
        player_.end();
        return true;
    }
    return QFrame::event(event);
}

void ScenarioBar::show_all() {
    if (!player_.active()) return;
    using State = ScenarioPlayer::State;
    const State state = player_.state();
    const bool last = player_.step_index() + 1 == player_.scenario().steps.size();
    title_->setText(tr("%1: step %2 of %3", "a lesson's title").arg(player_.scenario().title).arg(player_.step_index() + 1).arg(player_.scenario().steps.size()));
    back_->setEnabled(player_.step_index() > 0);
    forward_->setText(state != State::kRevealed ? tr("Reveal") : last ? tr("Finish") : tr("Next"));
    question_->setText(player_.question());
    for (std::size_t i = 0; i < guesses_.size(); ++i) {
        const bool there = i < player_.step().guesses.size();
        guesses_[i]->setVisible(there);
        if (!there) continue;
        QString text = QStringLiteral("%1)  %2").arg(i + 1).arg(player_.step().guesses[i].text);
        if (const unsigned hands = player_.hands(i); hands != 0) text += QStringLiteral("  \u270b%1").arg(hands);
        // A mark besides the weight of the letters: never one alone.
        if (state == State::kRevealed) text = (player_.is_right(i) ? QStringLiteral("\u2714 ") : QStringLiteral("\u2718 ")) + text;
        text.replace(u'&', QStringLiteral("&&"));
        guesses_[i]->setText(text);
        QFont font = guesses_[i]->font();
        font.setBold(player_.is_right(i));
        guesses_[i]->setFont(font);
    }
    const int parts = player_.step().experiment.parts();
    progress_->setVisible(state == State::kRevealing && parts > 0);
    progress_->setRange(0, std::max(parts, 1));
    progress_->setValue(player_.parts_done());
    progress_->setFormat(tr("measuring beside it: %v of %m"));
    const QString sentence = !player_.error().isEmpty() ? QStringLiteral("\u26a0 ") + player_.error() : state == State::kPreparing ? tr("The machine is being prepared…") : player_.sentence();
    sentence_->setText(sentence);
    sentence_->setVisible(!sentence.isEmpty());
    explanation_->setText(player_.explanation());
    explanation_->setVisible(!player_.explanation().isEmpty());
    show_table();
    arrange();
}

void ScenarioBar::show_table() {
    const FactTable table = player_.table();
    table_->setVisible(!table.empty());
    table_->clear();
    table_->setColumnCount(static_cast<int>(table.header.size()));
    table_->setRowCount(static_cast<int>(table.rows.size()));
    table_->setHorizontalHeaderLabels(table.header);
    for (int row = 0; row < table_->rowCount(); ++row)
        for (int column = 0; column < table_->columnCount(); ++column) {
            auto* const item = new QTableWidgetItem(table.rows[row][column]);
            if (column > 0 && player_.step().table != ScenarioStep::Table::kEndings) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            table_->setItem(row, column, item);
        }
}

/// Beside the words where it leaves them room, else below them.
void ScenarioBar::place_table() {
    if (table_->isHidden()) return;
    const int room = width_for_words();
    const int frame = 2 * table_->frameWidth();
    largest_scale(std::max(scale_, least_scale_), least_scale_, [&](double scale) {
        const QFont font = scaled_font(font_, scale);
        table_->setFont(font);
        table_->horizontalHeader()->setFont(font);
        table_->resizeColumnsToContents();
        table_->resizeRowsToContents();
        return table_->horizontalHeader()->length() + frame <= room;
    });
    const int wanted = table_->horizontalHeader()->length() + frame;
    const bool beside = wanted <= room * kMostOfWidth;
    columns_->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    columns_->setStretch(0, beside ? 1 : 0);
    columns_->setStretch(2, beside ? 0 : 1);
    const int bar = wanted > room ? table_->horizontalScrollBar()->sizeHint().height() : 0;
    table_->setFixedSize(std::min(wanted, room), table_->horizontalHeader()->sizeHint().height() + table_->verticalHeader()->length() + frame + bar);
}

/// Side by side as many as fit.
void ScenarioBar::arrange_guesses() {
    const int count = static_cast<int>(player_.active() ? player_.step().guesses.size() : 0);
    if (count == 0) return;
    const bool beside = !table_->isHidden() && columns_->direction() == QBoxLayout::LeftToRight;
    const int room = width_for_words() - (beside ? table_->width() + 8 : 0);
    int widest = 0;
    const auto fit_beside = [&](int columns, double least) {
        largest_scale(scale_, std::min(scale_, least), [&](double scale) {
            widest = 0;
            for (int i = 0; i < count; ++i) {
                QPushButton* const guess = guesses_[static_cast<std::size_t>(i)];
                guess->setFont(sized(scale, kGuess, guess->font().bold()));
                widest = std::max(widest, guess->sizeHint().width() + guess_grid_->horizontalSpacing());
            }
            return widest * columns <= room;
        });
        return widest * columns <= room;
    };
    // Rather somewhat smaller than each in a line of its own.
    if (count < 3 || !fit_beside(2, std::max(least_scale_, scale_ * kSmallerGuesses))) fit_beside(1, least_scale_);
    int columns = std::clamp(room / widest, 1, count);
    if (count == 4 && columns == 3) columns = 2;
    for (QPushButton* const button : guesses_) guess_grid_->removeWidget(button);
    for (int i = 0; i < count; ++i) guess_grid_->addWidget(guesses_[static_cast<std::size_t>(i)], i / columns, i % columns);
}

void ScenarioBar::set_beside(bool beside) {
    if (beside == beside_) return;
    beside_ = beside;
    header_->setDirection(beside ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    setMinimumSize(0, 0);
    setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    arrange();
}

int ScenarioBar::width_for_words() const { return area_->width() - (scrolls_ ? area_->verticalScrollBar()->sizeHint().width() : 0); }

int ScenarioBar::words_height() const {
    const int width = width_for_words();
    content_->layout()->activate();
    return content_->layout()->hasHeightForWidth() ? content_->layout()->totalHeightForWidth(width) : content_->sizeHint().height();
}

int ScenarioBar::around_words() const {
    const QMargins margins = layout()->contentsMargins();
    return header_->minimumSize().height() + layout()->spacing() + margins.top() + margins.bottom() + 2 * frameWidth();
}

int ScenarioBar::most() const {
    if (beside_) return height();
    // What else is in the window keeps its least, and the window its size; what does not fit then can be scrolled to.
    const QWidget* const around = window();
    return std::max(header_->minimumSize().height() * 3 / 2, std::min(room_for_strip(*around, *this), static_cast<int>(around->height() * kMostOfWindow)));
}

void ScenarioBar::fit() {
    if (!player_.active()) return;
    if (beside_) {
        if (const int width = static_cast<int>(window()->width() * kColumn); width != this->width() || minimumWidth() != width) setFixedWidth(width);
        return;
    }
    if (const int height = std::min(words_height() + around_words(), most()); height != this->height() || minimumHeight() != height) setFixedHeight(height);
}

void ScenarioBar::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    if (!beside_ && event->size().width() == event->oldSize().width() && window()->size() == known_limit_) return;
    known_limit_ = window()->size();
    // Within a layout's own work a new height would not be taken in.
    QMetaObject::invokeMethod(this, [this] { arrange(); }, Qt::QueuedConnection);
}

/// What is large already leaves the panes their room.
double ScenarioBar::than_usual(double by) const { return percent_ > kLarge ? 1 + (by - 1) * kRestWhenLarge : by; }

/// What is larger than other words gives that up last, but before it must be scrolled to.
QFont ScenarioBar::sized(double scale, double by, bool bold) const { return larger(font_, std::max(least_scale_, scale * than_usual(by)), bold); }

void ScenarioBar::size_words() {
    question_->setFont(sized(scale_, kQuestion, false));
    sentence_->setFont(sized(scale_, kSentence, true));
    explanation_->setFont(sized(scale_, kExplanation, false));
}

/// A title has its number at its end.
void ScenarioBar::size_header() {
    const int room = contentsRect().width() - 2 * layout()->contentsMargins().left();
    largest_scale(1, least_scale_, [&](double scale) {
        int wanted = 2 * header_->spacing();
        for (QPushButton* const button : {back_, forward_, end_}) {
            button->setFont(button == forward_ ? larger(font_, scale * than_usual(1.2), true) : scaled_font(font_, scale));
            wanted += button->sizeHint().width();
        }
        return !beside_ || wanted <= room;
    });
    largest_scale(1, least_scale_, [&](double scale) {
        title_->setFont(larger(font_, scale * than_usual(1.1), true));
        return !beside_ || title_->wanted() <= room;
    });
}

void ScenarioBar::arrange() {
    if (!player_.active()) return;
    size_header();
    const auto fits = [this](double scale) {
        scale_ = scale;
        size_words();
        place_table();
        arrange_guesses();
        return words_height() + around_words() <= most();
    };
    scrolls_ = false;
    // What must be scrolled in any case gives no more than that.
    largest_scale(1, least_scale_ / than_usual(kQuestion), fits);
    if (scrolls_ = words_height() + around_words() > most(); scrolls_) fits(least_scale_);
    // Qt asks how high the words are beside the bar that it has, and would keep it.
    area_->setVerticalScrollBarPolicy(scrolls_ ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    fit();
}

void ScenarioBar::retranslate() {
    setAccessibleName(tr("Lesson"));
    back_->setText(tr("Back"));
    end_->setText(tr("End"));
    back_->setToolTip(tr("To the question before (Left)"));
    forward_->setToolTip(tr("Reveal, then on to the next question (Space or Right)"));
    end_->setToolTip(tr("Back to the welcome page (Escape)"));
    question_->setAccessibleName(tr("Question"));
    sentence_->setAccessibleName(tr("What was measured"));
    explanation_->setAccessibleName(tr("Explanation"));
    table_->setAccessibleName(tr("Measured, by mode"));
    for (QPushButton* const guess : guesses_) guess->setToolTip(tr("One more raised hand (1 to 4); 0 forgets them"));
    show_all();
}

void ScenarioBar::restyle(const Theme& theme) {
    font_ = theme.font();
    percent_ = theme.percent();
    least_scale_ = theme.giving_scale();
    QPalette palette = this->palette();
    palette.setColor(QPalette::Window, theme.background());
    setPalette(palette);
    setAutoFillBackground(true);
    show_all();
}

}  // namespace anel::gui
