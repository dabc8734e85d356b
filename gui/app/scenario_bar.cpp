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

namespace anel::gui {

namespace {

constexpr double kMostOfWindow = 0.55;
constexpr int kLarge = 125;            ///< percent
constexpr double kRestWhenLarge = 0.3; ///< then of what words here are larger by than usual
constexpr double kMostOfWidth = 0.45;  ///< of the table beside the words

QLabel* make_label(QWidget* parent) {
    auto* const label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QFont larger(const QFont& font, double by, bool bold) {
    QFont large = font;
    large.setPointSizeF(large.pointSizeF() * by);
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
    auto* const header = new QHBoxLayout;
    header->addWidget(title_, 1);
    for (QPushButton* const button : {back_, forward_, end_}) header->addWidget(button);
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
    area_->setWidget(content_);
    area_->setWidgetResizable(true);
    area_->setFrameShape(QFrame::NoFrame);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setFocusPolicy(Qt::NoFocus);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addLayout(header);
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
    if (table.empty()) return;
    table_->resizeColumnsToContents();
    table_->resizeRowsToContents();
}

/// Beside the words where it leaves them room, else below them.
void ScenarioBar::place_table() {
    if (table_->isHidden()) return;
    const int room = area_->viewport()->width();
    const int frame = 2 * table_->frameWidth();
    const int wanted = table_->horizontalHeader()->length() + frame;
    columns_->setDirection(wanted <= room * kMostOfWidth ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    const int bar = wanted > room ? table_->horizontalScrollBar()->sizeHint().height() : 0;
    table_->setFixedSize(std::min(wanted, room), table_->horizontalHeader()->sizeHint().height() + table_->verticalHeader()->length() + frame + bar);
}

/// Side by side as many as fit.
void ScenarioBar::arrange_guesses() {
    const int count = static_cast<int>(player_.active() ? player_.step().guesses.size() : 0);
    if (count == 0) return;
    int widest = 0;
    for (int i = 0; i < count; ++i) widest = std::max(widest, guesses_[static_cast<std::size_t>(i)]->sizeHint().width());
    const bool beside = !table_->isHidden() && columns_->direction() == QBoxLayout::LeftToRight;
    const int room = area_->viewport()->width() - (beside ? table_->width() + 8 : 0);
    int columns = std::clamp(room / (widest + guess_grid_->horizontalSpacing()), 1, count);
    if (count == 4 && columns == 3) columns = 2;
    for (QPushButton* const button : guesses_) guess_grid_->removeWidget(button);
    for (int i = 0; i < count; ++i) guess_grid_->addWidget(guesses_[static_cast<std::size_t>(i)], i / columns, i % columns);
}

void ScenarioBar::fit() {
    if (!player_.active()) return;
    const QWidget* const around = window();
    const int width = area_->viewport()->width();
    content_->layout()->activate();
    const int words = content_->layout()->hasHeightForWidth() ? content_->layout()->totalHeightForWidth(width) : content_->sizeHint().height();
    const QMargins margins = layout()->contentsMargins();
    const int header = std::max(forward_->sizeHint().height(), title_->sizeHint().height());
    const int wanted = words + header + layout()->spacing() + margins.top() + margins.bottom() + 2 * frameWidth();
    // What else is in the window keeps its least, and the window its size; what does not fit then can be scrolled to.
    const int left = room_for_strip(*around, *this);
    const int least = header * 3 / 2;
    const int most = std::max(least, std::min(left, static_cast<int>(around->height() * kMostOfWindow)));
    const int height = std::min(wanted, most);
    if (height != this->height() || minimumHeight() != height) setFixedHeight(height);
}

void ScenarioBar::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    if (event->size().width() == event->oldSize().width() && window()->size() == known_limit_) return;
    known_limit_ = window()->size();
    // Within a layout's own work a new height would not be taken in.
    QMetaObject::invokeMethod(this, [this] { arrange(); }, Qt::QueuedConnection);
}

void ScenarioBar::arrange() {
    place_table();
    arrange_guesses();
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
    // What is large already leaves the panes their room.
    const auto than_usual = [&theme](double by) { return theme.percent() > kLarge ? 1 + (by - 1) * kRestWhenLarge : by; };
    title_->setFont(larger(theme.font(), than_usual(1.1), true));
    question_->setFont(larger(theme.font(), than_usual(1.5), false));
    sentence_->setFont(larger(theme.font(), than_usual(1.4), true));
    explanation_->setFont(larger(theme.font(), than_usual(1.15), false));
    for (QPushButton* const guess : guesses_) guess->setFont(larger(theme.font(), than_usual(1.2), false));
    forward_->setFont(larger(theme.font(), than_usual(1.2), true));
    table_->setFont(theme.font());
    table_->horizontalHeader()->setFont(theme.font());
    QPalette palette = this->palette();
    palette.setColor(QPalette::Window, theme.background());
    setPalette(palette);
    setAutoFillBackground(true);
    show_all();
}

}  // namespace anel::gui
