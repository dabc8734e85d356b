#include "gui/panes/story_pane.hpp"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

#include "gui/models/csv.hpp"
#include "gui/models/register_model.hpp"
#include "gui/models/selection.hpp"
#include "gui/models/story_model.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/flow_layout.hpp"
#include "gui/panes/share_delegate.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

namespace {

constexpr int kRegistersShown = 8;
constexpr double kText = 1.2;  ///< of the usual size
constexpr double kLeastShare = 120;  ///< of the bars, at 100 %
constexpr double kBetweenRows = 6;   ///< of text, at 100 %
enum Button : qsizetype { kPrevious, kNext, kPreviousAlike, kNextAlike, kToEnd };

QString sentence(explain::Language language, const explain::Sentence& words) { return Words::sentence(explain::in(language, words)); }

}  // namespace

QLabel* StoryPane::add_label(const char* object_name) {
    auto* const label = new QLabel(page_);
    label->setObjectName(QLatin1String(object_name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    page_->layout()->addWidget(label);
    return label;
}

QPushButton* StoryPane::add_button(session::Command (StoryPane::*command)() const) {
    auto* const button = new QPushButton(this);
    buttons_ << button;
    connect(button, &QPushButton::clicked, this, [this, command] {
        // One goes there; what was picked out would hide it.
        context().selection().set_cursor(std::nullopt);
        context().send((this->*command)());
    });
    return button;
}

StoryPane::StoryPane(PaneContext& context)
    : Pane(context), scroll_(new QScrollArea(this)), page_(new QWidget), state_(nullptr), steps_(nullptr), model_(new StoryModel(this)),
      delegate_(new ShareDelegate([this]() -> const Theme& { return theme(); }, this)) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    auto* const row = new FlowLayout;
    layout->addLayout(row);
    state_ = new QLabel(this);
    state_->setObjectName(QStringLiteral("story_state"));
    state_->setWordWrap(true);
    layout->addWidget(state_);
    layout->addWidget(scroll_, 1);
    add_button(&StoryPane::previous)->setObjectName(QStringLiteral("story_previous"));
    add_button(&StoryPane::next)->setObjectName(QStringLiteral("story_next"));
    add_button(&StoryPane::previous_alike)->setObjectName(QStringLiteral("story_previous_alike"));
    add_button(&StoryPane::next_alike)->setObjectName(QStringLiteral("story_next_alike"));
    add_button(&StoryPane::to_end)->setObjectName(QStringLiteral("story_end"));

    for (QPushButton* const button : buttons_) row->addWidget(button);

    auto* const page = new QVBoxLayout(page_);
    page->setContentsMargins(4, 4, 4, 4);
    instruction_ = add_label("story_instruction");
    place_ = add_label("story_place");
    why_heading_ = add_label("story_why_heading");
    why_ = add_label("story_why");
    where_ = add_label("story_where");
    steps_heading_ = add_label("story_steps_heading");
    steps_ = new QTableView(page_);
    steps_->setModel(model_);
    steps_->setItemDelegate(delegate_);
    steps_->verticalHeader()->hide();
    steps_->setSelectionBehavior(QAbstractItemView::SelectRows);
    steps_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    steps_->setShowGrid(false);
    steps_->setTabKeyNavigation(false);
    steps_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    steps_->horizontalHeader()->setStretchLastSection(true);
    page->addWidget(steps_);
    end_heading_ = add_label("story_end_heading");
    end_ = add_label("story_outcome");
    registers_ = add_label("story_registers");
    page->addStretch(1);
    scroll_->setWidget(page_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    setFocusProxy(steps_);
    connect(steps_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        if (!index.isValid()) return;
        const QPoint middle = steps_->viewport()->mapTo(page_, steps_->visualRect(index).center());
        scroll_->ensureVisible(middle.x(), middle.y(), 0, steps_->rowHeight(index.row()));
    });
    connect(&context.selection(), &Selection::cursor_changed, this, [this] { show_frame(*this->context().frame()); });
}

QString StoryPane::title() const { return tr("Story of a trap"); }

QString StoryPane::help() const {
    return tr("The instruction that trapped, why it did, every step of what was done about it with its cycles, and what came back. It is told of the last trap before the "
              "moment where the machine stands. The buttons go to other traps, or to others of this kind: from the same ring to the same ring, for the same cause.");
}

std::optional<session::Alike> StoryPane::kind() const {
    if (!told_) return std::nullopt;
    return session::Alike::of(told_->story.event);
}

session::Command StoryPane::previous() const { return session::PreviousCrossing{}; }
session::Command StoryPane::next() const { return session::NextCrossing{}; }
session::Command StoryPane::previous_alike() const { return session::PreviousCrossing{false, kind()}; }
session::Command StoryPane::next_alike() const { return session::NextCrossing{false, kind()}; }
session::Command StoryPane::to_end() const { return session::EndOfStory{}; }

void StoryPane::seen_changed(bool seen) {
    if (seen) asked_.reset();
}

void StoryPane::show_frame(const session::Frame& frame) {
    if (frame.machine != machine_) {
        machine_ = frame.machine;
        asked_.reset();
        // What is on its way is answered no more.
        waits_ = false;
        told_.reset();
        no_answer_.clear();
        show_story();
    }
    const bool runs = frame.phase == session::Phase::kRunning;
    if (!runs && seen() && frame.machine != 0) ask(frame);
    show_state(frame);
}

/// One question at a time: whoever steps fast is told of the last place.
void StoryPane::ask(const session::Frame& frame) {
    const Asked wanted{frame.machine, frame.now, frame.end.cycle, context().selection().cursor_or(frame.now.cycle)};
    if (waits_ || asked_ == wanted) return;
    asked_ = wanted;
    waits_ = true;
    context().ask(this, session::StoryAt{wanted.cycle}, [this](const session::Answer& answer) { take(answer); });
}

void StoryPane::take(const session::Answer& answer) {
    waits_ = false;
    told_.reset();
    no_answer_.clear();
    residents_ = context().frame()->residents;
    if (const auto* const told = std::get_if<session::StoryTold>(&answer)) told_ = *told;
    else no_answer_ = tr("No trap has been taken before this moment.");
    show_story();
    scroll_->verticalScrollBar()->setValue(0);
    show_frame(*context().frame());
}

void StoryPane::show_state(const session::Frame& frame) {
    const bool runs = frame.phase == session::Phase::kRunning;
    page_->setEnabled(!runs);
    QString text;
    if (frame.machine == 0) text = tr("There is no machine yet.");
    else if (runs && !told_) text = tr("The machine runs. A story is told when it pauses.");
    else if (runs) text = tr("The machine runs. This is the story told last; the next one is told when it pauses.");
    else if (context().selection().cursor()) text = tr("Told of the moment that is picked out, cycle %1; the machine stands elsewhere.").arg(Words::number(*context().selection().cursor()));
    else if (!told_) text = no_answer_;
    state_->setText(text);
    state_->setVisible(!text.isEmpty());
    const bool goes_on = frame.machine != 0 && !runs && frame.phase != session::Phase::kEnded;
    const bool has_past = frame.machine != 0 && !runs && frame.now.cycle > 0;
    buttons_[kPrevious]->setEnabled(has_past);
    buttons_[kNext]->setEnabled(goes_on);
    buttons_[kPreviousAlike]->setEnabled(has_past && told_);
    buttons_[kNextAlike]->setEnabled(goes_on && told_);
    // Where the machine stands before the story's end, it can go on to there.
    const bool within = told_ && !context().selection().cursor() && (told_->story.end == control::StoryEnd::kOpen || frame.now.cycle < told_->story.began + told_->story.cycles);
    buttons_[kToEnd]->setEnabled(goes_on && within);
}

void StoryPane::show_story() {
    page_->setVisible(told_.has_value());
    if (!told_) return model_->clear();
    const control::Story& story = told_->story;
    const cpu::Event& event = story.event;
    const explain::Language language = context().language();
    QString instruction = story.instruction.empty() ? tr("(the instruction could not be fetched)") : QString::fromStdString(story.instruction);
    if (story.before) instruction = tr("before %1", "an interrupt came before this instruction").arg(instruction);
    instruction_->setText(instruction);
    QStringList place{tr("%1, %2", "ring, who lives there").arg(Words::ring(event.from), Words::resident(residents_[lane(event.from)])), Words::hex(event.pc)};
    if (!told_->symbol.empty()) place << QString::fromStdString(told_->symbol);
    if (!told_->source.empty()) place << QString::fromStdString(told_->source);
    if (event.vm != 0) place << tr("VM %1").arg(event.vm);
    place << tr("cycle %1").arg(Words::number(story.began));
    place_->setText(place.join(QStringLiteral(" \u00b7 ")));
    why_heading_->setText(tr("Why: %1", "heading; the cause of the trap").arg(Words::cause(event.kind, event.cause, event.from)));
    why_->setText(sentence(language, story.explanation.why));
    where_->setText(tr("It goes %1", "where a trap is taken to").arg(QString::fromStdString(explain::in(language, story.explanation.where))) + u'.');
    steps_heading_->setText(tr("What was done: %1, in %2").arg(Words::resident(residents_[lane(story.handler)]), Words::ring(story.handler)));
    model_->show(*told_, residents_);
    tell_end(*told_);
    fit_table();
}

void StoryPane::tell_end(const session::StoryTold& told) {
    const control::Story& story = told.story;
    const bool open = story.end == control::StoryEnd::kOpen;
    end_heading_->setText(open ? tr("So far: %1 cycles").arg(Words::number(story.cycles)) : tr("What came back: %1 cycles in all").arg(Words::number(story.cycles)));
    if (open) {
        const bool ended = context().frame()->phase == session::Phase::kEnded;
        end_->setText(ended ? tr("It was not over when the run ended: nothing comes behind this.")
                            : tr("It is not over here: it is told as far as the run has come. \u201cTo the end of the story\u201d runs on to there."));
        registers_->clear();
        registers_->hide();
        return;
    }
    QString text = sentence(context().language(), story.outcome);
    if (!told.goes_on.empty()) text += QStringLiteral("  ") + QString::fromStdString(told.goes_on);
    end_->setText(text);
    // Where another program or another table of pages goes on, registers are another's.
    const bool same_owner = told.before.root == told.after.root && told.after.ring == story.event.from;
    QStringList changed;
    int more = 0;
    for (unsigned i = 1; i < 32; ++i) {
        if (told.before.x[i] == told.after.x[i]) continue;
        if (changed.size() == kRegistersShown) ++more;
        else changed << QStringLiteral("%1: %2 \u2192 %3").arg(abi_name(i), Words::hex(told.before.x[i]), Words::hex(told.after.x[i]));
    }
    QString line = changed.isEmpty() ? tr("No general register has changed.") : tr("Registers that have changed: %1").arg(changed.join(QStringLiteral(", ")));
    if (more > 0) line += tr(" and %1 more").arg(more);
    registers_->setText(line);
    registers_->setVisible(same_owner);
}

/// As large as fits. No number is cut, and no word.
/// As high as its rows: the page scrolls, and the table with it.
void StoryPane::fit_table() {
    const QMargins margins = page_->layout()->contentsMargins();
    // Beside the page's own bar, also while there is none: what follows from the width must not change it.
    const int room = scroll_->width() - scroll_->verticalScrollBar()->sizeHint().width() - margins.left() - margins.right() - 2 * steps_->frameWidth();
    QHeaderView* const header = steps_->horizontalHeader();
    header->setMinimumSectionSize(theme().scaled(20));
    int height = 0, share = 0, over = 0;
    largest_scale(1, theme().giving_scale() / kText, [&](double scale) {
        steps_->setFont(scaled_font(theme().font(), scale * kText));
        height = QFontMetrics(steps_->font()).height() + theme().scaled(kBetweenRows);
        for (int column = 0; column < StoryModel::kShare; ++column) steps_->resizeColumnToContents(column);
        share = std::max(header->sectionSizeHint(StoryModel::kShare), theme().scaled(kLeastShare * scale));
        const int what = std::max({least_width(StoryModel::kWhat), share, room * 2 / 5});
        if (steps_->columnWidth(StoryModel::kWhat) > what) steps_->setColumnWidth(StoryModel::kWhat, what);
        over = header->sectionPosition(StoryModel::kShare) + share - room;
        return over <= 0;
    });
    // Of a section at the end Qt says how wide it has become by itself.
    const std::pair<StoryModel::Column, int> widths[] = {{StoryModel::kWho, steps_->columnWidth(StoryModel::kWho)}, {StoryModel::kWhat, steps_->columnWidth(StoryModel::kWhat)}, {StoryModel::kShare, share}};
    int spare = 0;
    for (const auto& [column, width] : widths) spare += width - least_width(column);
    const int parts = std::max(spare, 1);
    // Words in several lines, and shorter bars; but nothing is given in vain.
    const int given = over > spare ? 0 : std::max(over, 0);
    for (const auto& [column, width] : widths) steps_->setColumnWidth(column, width - ((width - least_width(column)) * given + parts - 1) / parts);
    steps_->verticalHeader()->setMinimumSectionSize(height);
    steps_->verticalHeader()->setDefaultSectionSize(height);
    const std::vector<int> lines = delegate_->heights(*steps_);
    for (int row = 0; row < model_->rowCount(); ++row)
        if (const int wanted = lines[static_cast<std::size_t>(row)] + theme().scaled(kBetweenRows); wanted > height) steps_->setRowHeight(row, wanted);
    steps_->setFixedHeight(header->sizeHint().height() + std::max(height, steps_->verticalHeader()->length()) + 2 * steps_->frameWidth() +
                           (over > given ? steps_->horizontalScrollBar()->sizeHint().height() : 0));
}

/// Of a column, with which its heading has room, and every single word.
int StoryPane::least_width(int column) const {
    const int heading = steps_->horizontalHeader()->sectionSizeHint(column);
    return column == StoryModel::kShare ? heading : std::max(heading, delegate_->least_width(*steps_, column));
}

void StoryPane::resizeEvent(QResizeEvent* event) {
    Pane::resizeEvent(event);
    fit_table();
}

void StoryPane::retranslate() {
    buttons_[kPrevious]->setText(tr("\u25c0 Previous tr&ap"));
    buttons_[kNext]->setText(tr("&Next trap \u25b6"));
    buttons_[kPreviousAlike]->setText(tr("\u25c0 Previous of this &kind"));
    buttons_[kNextAlike]->setText(tr("Next &of this kind \u25b6"));
    buttons_[kToEnd]->setText(tr("&To the end of the story"));
    buttons_[kPrevious]->setAccessibleName(tr("Go back to the previous trap"));
    buttons_[kNext]->setAccessibleName(tr("Go on to the next trap"));
    buttons_[kPreviousAlike]->setAccessibleName(tr("Go back to the previous trap of this kind"));
    buttons_[kNextAlike]->setAccessibleName(tr("Go on to the next trap of this kind"));
    buttons_[kToEnd]->setAccessibleName(tr("Run on to the end of this story"));
    steps_->setAccessibleName(tr("Steps of the story"));
    scroll_->setAccessibleName(tr("The story"));
    if (!told_ && !no_answer_.isEmpty()) no_answer_ = tr("No trap has been taken before this moment.");
    model_->retranslate();
    show_story();
}

void StoryPane::restyle() {
    QFont large = theme().fixed_font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    large.setBold(true);
    instruction_->setFont(large);
    QFont heading = theme().font();
    heading.setPointSizeF(heading.pointSizeF() * 1.2);
    heading.setBold(true);
    for (QLabel* const label : {why_heading_, steps_heading_, end_heading_}) label->setFont(heading);
    const QFont text = scaled_font(theme().font(), kText);
    for (QLabel* const label : {why_, where_, end_, registers_, state_}) label->setFont(text);
    QPalette palette = place_->palette();
    palette.setColor(QPalette::WindowText, theme().faint_text());
    place_->setPalette(palette);
    show_story();
}

QString StoryPane::table() const { return csv_of(*model_); }

}  // namespace anel::gui
