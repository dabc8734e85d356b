#include "gui/panes/code_pane.hpp"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/models/csv.hpp"
#include "gui/models/source_model.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/code_delegate.hpp"
#include "gui/panes/flow_layout.hpp"
#include "gui/session/goal.hpp"

namespace anel::gui {

using session::CodeLine;
using session::Phase;

namespace {

// Instructions that the view holds on both sides of what it was asked for.
constexpr std::uint32_t kBefore = 160, kAfter = 224;
constexpr int kLeastCharacters = 48;   ///< in a line of each half, side by side
constexpr int kLeastRows = 14;         ///< of text in the pane, with both halves in it

QString file_of(const QString& place) { return place.left(std::max<qsizetype>(place.lastIndexOf(u':'), 0)); }

}  // namespace

CodePane::CodePane(PaneContext& context)
    : Pane(context), view_(context.new_view()), address_(new QLineEdit(this)), address_label_(new QLabel(this)), go_button_(new QToolButton(this)),
      follow_button_(new QToolButton(this)), breakpoint_button_(new QToolButton(this)), run_button_(new QToolButton(this)), notice_(new QLabel(this)),
      halves_(new QSplitter(this)), source_model_(new SourceModel(this)), code_model_(new CodeModel(this)),
      legend_(new CodeLegend([this]() -> const Theme& { return theme(); }, this)) {
    source_ = make_view(source_model_);
    source_->setObjectName(QStringLiteral("code_source"));
    code_ = make_view(code_model_);
    code_->setObjectName(QStringLiteral("code_disassembly"));
    const auto themed = [this]() -> const Theme& { return theme(); };
    source_->setItemDelegate(new CodeDelegate(themed, [this](int row) { return source_model_->mark_of(row); }, this));
    auto* const delegate = new CodeDelegate(themed, [this](int row) { return code_model_->mark_of(row); }, this);
    delegate->set_classes(code_model_);
    code_->setItemDelegate(delegate);
    halves_->addWidget(source_);
    halves_->addWidget(code_);
    halves_->setChildrenCollapsible(false);
    halves_->setOrientation(Qt::Vertical);

    toggle_action_ = add_action("code_toggle_breakpoint", Qt::CTRL | Qt::Key_B, &CodePane::toggle_here);
    run_action_ = add_action("code_run_to_here", Qt::CTRL | Qt::Key_F8, &CodePane::run_here);
    breakpoint_button_->setDefaultAction(toggle_action_);
    run_button_->setDefaultAction(run_action_);
    follow_button_->setCheckable(true);
    follow_button_->setObjectName(QStringLiteral("code_follow"));
    address_->setObjectName(QStringLiteral("code_address"));
    address_->setClearButtonEnabled(true);
    address_label_->setBuddy(address_);
    notice_->setObjectName(QStringLiteral("code_notice"));
    notice_->setWordWrap(true);
    notice_->hide();
    for (QToolButton* const button : {go_button_, follow_button_, breakpoint_button_, run_button_}) button->setFocusPolicy(Qt::StrongFocus);
    auto* const place = new QHBoxLayout;
    place->addWidget(address_label_);
    place->addWidget(address_, 1);
    place->addWidget(go_button_);
    auto* const buttons = new FlowLayout;
    for (QToolButton* const button : {follow_button_, breakpoint_button_, run_button_}) buttons->addWidget(button);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addLayout(place);
    layout->addLayout(buttons);
    layout->addWidget(notice_);
    layout->addWidget(halves_, 1);
    layout->addWidget(legend_);
    setFocusProxy(code_);
    connect_views();
}

QTableView* CodePane::make_view(QAbstractItemModel* model) {
    auto* const view = new QTableView(halves_);
    view->setModel(model);
    view->verticalHeader()->hide();
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view->installEventFilter(this);
    return view;
}

QAction* CodePane::add_action(const char* object_name, const QKeySequence& key, void (CodePane::*does)()) {
    auto* const action = new QAction(this);
    action->setObjectName(QLatin1String(object_name));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    connect(action, &QAction::triggered, this, does);
    return action;
}

void CodePane::connect_views() {
    connect(go_button_, &QToolButton::clicked, this, &CodePane::go_to_typed);
    connect(address_, &QLineEdit::returnPressed, this, &CodePane::go_to_typed);
    connect(follow_button_, &QToolButton::clicked, this, &CodePane::set_follows);
    connect(code_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now, const QModelIndex& before) {
        // A table that is given the keyboard and has no row yet takes the first one by itself: nobody chose that.
        if (before.isValid()) code_row_chosen(now.row());
    });
    connect(source_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) { source_row_chosen(now.row()); });
    for (QTableView* const view : {source_, code_}) {
        connect(view->verticalScrollBar(), &QAbstractSlider::actionTriggered, this, [this] { set_follows(false); });
        connect(view, &QTableView::clicked, this, [this](const QModelIndex& index) {
            if (index.column() == CodeModel::kMark) toggle_here();
        });
    }
    connect(code_->verticalScrollBar(), &QAbstractSlider::valueChanged, this, [this](int value) {
        const QScrollBar& bar = *code_->verticalScrollBar();
        if (!follows_ && !in_step_ && bar.maximum() > 0 && (value <= bar.minimum() || value >= bar.maximum())) ask_for_more();
    });
}

QString CodePane::title() const { return tr("Code"); }

QString CodePane::help() const {
    return tr("The source and the machine's instructions, in step: a line chosen in one shows what belongs to it in the other. A click in the margin, the space bar in a table, or "
              "Ctrl+B set and clear a breakpoint; Ctrl+F8 runs to the chosen line. It follows the machine until you scroll; “Follow” takes it up again. Of code from a "
              "translation cache it shows what the guest has in its place.");
}

// What is asked of the machine.

void CodePane::seen_changed(bool seen) {
    if (!seen) return show_or_hide(false);
    wanted_ = context().frame()->cpu.pc;
    show_or_hide(true);
}

void CodePane::show_or_hide(bool wanted) {
    if (wanted == shows_) return;
    shows_ = wanted;
    if (wanted) context().send(session::Show{view_, session::CodeView{wanted_, kBefore, kAfter}});
    else context().send(session::Hide{view_});
}

void CodePane::want(std::uint32_t address) {
    wanted_ = address & ~3U;
    shows_ = false;
    show_or_hide(seen());
}

void CodePane::want_around_pc(const session::Frame& frame) {
    const int row = code_model_->row_of(frame.cpu.pc);
    const bool inside = row >= kEdgeRows && row < code_model_->rowCount() - kEdgeRows;
    // What has been asked for may be on its way.
    if (!inside && wanted_ != (frame.cpu.pc & ~3U)) want(frame.cpu.pc);
}

/// Around what is at the top now, which stays there.
void CodePane::ask_for_more() {
    const CodeLine* line = nullptr;
    for (int row = code_->rowAt(0); line == nullptr && row >= 0 && row < code_model_->rowCount(); ++row) line = code_model_->line(row);
    if (line == nullptr || wanted_ == line->address) return;
    top_ = line->address;
    want(line->address);
}

void CodePane::want_source(const QString& file) {
    if (file == source_wanted_) return;
    source_wanted_ = file;
    if (file.isEmpty()) return source_model_->show(QString(), QString());
    context().ask(this, session::SourceText{file.toStdString()}, [this, file](const session::Answer& answer) {
        const auto* const shown = std::get_if<session::SourceShown>(&answer);
        if (file != source_wanted_) return;
        source_model_->show(file, shown == nullptr ? QString() : QString::fromStdString(shown->text));
        fit_columns();
        show_source_of(follows_ ? context().frame()->cpu.pc : chosen_.value_or(context().frame()->cpu.pc));
    });
}

void CodePane::evaluate(const QString& text, std::function<void(std::uint32_t)> then) {
    context().ask(this, session::Evaluate{text.toStdString()}, [this, then = std::move(then)](const session::Answer& answer) {
        if (const auto* const value = std::get_if<session::Value>(&answer)) {
            say(QString());
            then(value->value);
        } else if (const auto* const none = std::get_if<session::NoAnswer>(&answer)) {
            say(tr("No address. %1", "why").arg(Words::detail(none->message)));
        }
    });
}

void CodePane::say(const QString& text) {
    notice_->setText(text);
    notice_->setVisible(!text.isEmpty());
}

// What a frame shows.

void CodePane::show_frame(const session::Frame& frame) {
    if (frame.machine != machine_) {
        code_model_->clear();
        want_source(QString());
        say(QString());
        set_follows(true);
    }
    const bool moved = frame.machine != machine_ || frame.now != moment_;
    // At full speed nobody can read along, and lines cost the machine time.
    const bool too_fast = frame.phase == Phase::kRunning && (frame.speed_wanted == 0 || frame.speed_wanted > kReadable);
    show_or_hide(seen() && frame.machine != 0 && !too_fast);
    halves_->setEnabled(!too_fast);
    take_marks(frame);
    const auto shown = frame.views.find(view_);
    const auto* const code = shown == frame.views.end() ? nullptr : std::get_if<session::CodeShown>(&shown->second);
    const bool anew = code != nullptr && code_model_->show(*code);
    if (anew) {
        code_->clearSpans();
        for (int row = 0; row < code_model_->rowCount(); ++row)
            if (code_model_->line(row) == nullptr) code_->setSpan(row, CodeModel::kAddress, 1, CodeModel::kColumns - CodeModel::kAddress);
        fit_columns();
    }
    mark(frame);
    if (too_fast) return;
    if (follows_) {
        want_around_pc(frame);
        if (moved || anew || !placed_) place(frame.cpu.pc, false);
    } else if (anew) {
        stay();
    }
}

void CodePane::take_marks(const session::Frame& frame) {
    if (frame.machine == machine_ && frame.now == moment_ && frame.jumps == jumps_) return;
    const bool forward = frame.machine == machine_ && frame.jumps == jumps_;
    const bool one_step = forward && frame.counters.instructions == instructions_ + 1;
    const bool stepped_over = forward && frame.stop == session::StopReason::kStepped && frame.cpu.pc == pc_ + 4;
    last_.reset();
    last_trapped_ = false;
    if (frame.crossing) {
        last_ = frame.crossing->pc;
        last_trapped_ = session::is_trap(frame.crossing->kind);
    } else if (one_step || stepped_over) {
        last_ = pc_;
    }
    machine_ = frame.machine;
    jumps_ = frame.jumps;
    moment_ = frame.now;
    instructions_ = frame.counters.instructions;
    pc_ = frame.cpu.pc;
}

void CodePane::mark(const session::Frame& frame) {
    CodeMarks marks;
    if (frame.machine != 0) marks.next = frame.cpu.pc;
    marks.last = last_;
    marks.last_trapped = last_trapped_;
    marks.breakpoints = {frame.breakpoints.begin(), frame.breakpoints.end()};
    for (const CodeLine& line : code_model_->lines())
        if (!line.source.empty() && marks.breakpoints.contains(line.address)) breakpoint_places_[line.address] = QString::fromStdString(line.source);
    code_model_->mark(marks);
    source_model_->mark(*code_model_, breakpoint_places_);
}

/// Shows an address in both tables. `chosen`: a person chose it; otherwise the machine is there.
void CodePane::place(std::uint32_t address, bool chosen) {
    const int row = code_model_->row_of(address);
    placed_ = row >= 0;
    if (!placed_) return;
    in_step_ = true;
    const QModelIndex index = code_model_->index(row, CodeModel::kInstruction);
    const QModelIndex first = code_model_->index(row, 0);
    code_->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    if (chosen) code_->selectRow(row);
    else code_->clearSelection();
    const int height = code_->rowHeight(row);
    const QRect seen = code_->viewport()->rect().adjusted(0, height, 0, -3 * height);
    const QRect at = code_->visualRect(index);
    if (at.top() < seen.top() || at.bottom() > seen.bottom()) {
        code_->verticalScrollBar()->setValue(std::max(0, row - code_->viewport()->height() / std::max(1, height) / 3));
    }
    in_step_ = false;
    show_source_of(address, chosen);
}

/// The line that an address was made from.
void CodePane::show_source_of(std::uint32_t address, bool chosen) {
    const CodeLine* const line = code_model_->line(code_model_->row_of(address));
    if (line == nullptr) return;
    const QString place = QString::fromStdString(line->source);
    want_source(file_of(place));
    source_model_->mark(*code_model_, breakpoint_places_);
    const int row = source_model_->row_of(place);
    in_step_ = true;
    if (row < 0) {
        source_->clearSelection();
    } else {
        const QModelIndex index = source_model_->index(row, 0);
        source_->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        if (chosen) source_->selectRow(row);
        else source_->clearSelection();
        const QRect at = source_->visualRect(index);
        if (!source_->viewport()->rect().contains(at.center())) source_->scrollTo(index, QAbstractItemView::PositionAtCenter);
    }
    in_step_ = false;
}

/// Other lines have come: what a person looks at stays where it is.
void CodePane::stay() {
    if (const auto wanted = std::exchange(look_at_, std::nullopt)) {
        chosen_ = wanted;
        return place(*wanted, true);
    }
    in_step_ = true;
    if (const int row = top_ ? code_model_->row_of(*top_) : -1; row >= 0) code_->verticalScrollBar()->setValue(row);
    if (const int row = chosen_ ? code_model_->row_of(*chosen_) : -1; row >= 0) code_->selectionModel()->setCurrentIndex(code_model_->index(row, 0), QItemSelectionModel::NoUpdate);
    in_step_ = false;
}

void CodePane::retranslate() {
    address_label_->setText(tr("A&ddress:"));
    address_->setPlaceholderText(tr("address, symbol or file:line"));
    address_->setAccessibleName(tr("An address, a symbol or a line of source to show"));
    go_button_->setText(tr("Go"));
    go_button_->setAccessibleName(tr("Show that place"));
    show_follows();
    follow_button_->setToolTip(tr("Shows where the machine is, and goes along with it"));
    toggle_action_->setText(tr("Breakpoint"));
    toggle_action_->setToolTip(tr("Sets or clears a breakpoint at the chosen line (space in a table; %1)").arg(toggle_action_->shortcut().toString(QKeySequence::NativeText)));
    run_action_->setText(tr("Run to here"));
    run_action_->setToolTip(tr("Runs to the chosen line (%1)").arg(run_action_->shortcut().toString(QKeySequence::NativeText)));
    source_->setAccessibleName(tr("Source"));
    code_->setAccessibleName(tr("Disassembly"));
    code_model_->retranslate();
    source_model_->retranslate();
    legend_->retranslate();
    fit_columns();
}

void CodePane::restyle() {
    const QFont& font = theme().fixed_font();
    const int height = QFontMetrics(font).height() + theme().scaled(4);
    for (QTableView* const view : {source_, code_}) {
        view->setFont(font);
        view->verticalHeader()->setMinimumSectionSize(height);
        view->verticalHeader()->setDefaultSectionSize(height);
    }
    address_->setFont(font);
    QPalette palette = notice_->palette();
    palette.setColor(QPalette::Window, theme().warning());
    notice_->setPalette(palette);
    notice_->setAutoFillBackground(true);
    notice_->setMargin(theme().scaled(4));
    legend_->restyle();
    fit_columns();
}

void CodePane::resizeEvent(QResizeEvent* event) {
    Pane::resizeEvent(event);
    // Where there is hardly room for code, tooltips must do.
    legend_->setVisible(legend_->heightForWidth(width()) <= height() / 5);
    const QFontMetrics metrics(theme().fixed_font());
    const bool side_by_side = width() > height() * 3 / 2 && width() > 2 * kLeastCharacters * metrics.horizontalAdvance(u'x');
    const Qt::Orientation orientation = side_by_side ? Qt::Horizontal : Qt::Vertical;
    if (orientation != halves_->orientation()) {
        halves_->setOrientation(orientation);
        // Instructions have more columns.
        halves_->setSizes(side_by_side ? QList<int>{width() * 2 / 5, width() * 3 / 5} : QList<int>{height() / 2, height() / 2});
    }
    // Where there is room for one alone, it is for the instructions.
    source_->setVisible(side_by_side || height() > kLeastRows * metrics.height());
}

bool CodePane::worth_a_picture() { return placed_ && source_model_->file() == source_wanted_; }

QString CodePane::table() const { return csv_of(*code_model_); }

}  // namespace anel::gui
