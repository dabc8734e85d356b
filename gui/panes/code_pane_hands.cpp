// What a person does in the code pane: chooses lines, sets breakpoints, goes to places, runs to them.
#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

#include "gui/models/source_model.hpp"
#include "gui/panes/code_pane.hpp"

namespace anel::gui {

using session::CodeLine;

void CodePane::set_follows(bool on) {
    follows_ = on;
    show_follows();
    if (!on) return;
    chosen_.reset();
    top_.reset();
    look_at_.reset();
    const session::Frame& frame = *context().frame();
    if (frame.machine == 0) return;
    want_around_pc(frame);
    place(frame.cpu.pc, false);
}

void CodePane::show_follows() {
    follow_button_->setChecked(follows_);
    // A button's shade alone does not say it to everybody.
    follow_button_->setText((follows_ ? QStringLiteral("\u2713 ") : QString()) + tr("Follow"));
}

/// Shows a place that may be far from what is shown now.
void CodePane::look_at(std::uint32_t address) {
    set_follows(false);
    address &= ~3U;
    chosen_ = address;
    if (code_model_->row_of(address) >= 0) return place(address, true);
    look_at_ = address;
    want(address);
}

void CodePane::code_row_chosen(int row) {
    const CodeLine* const line = code_model_->line(row);
    if (in_step_ || line == nullptr) return;
    in_source_ = false;
    chosen_ = line->address;
    show_source_of(line->address, true);
    const bool at_edge = row < kEdgeRows || row >= code_model_->rowCount() - kEdgeRows;
    if (!at_edge) return;
    set_follows(false);
    ask_for_more();
}

void CodePane::source_row_chosen(int row) {
    if (in_step_ || row < 0) return;
    in_source_ = true;
    const std::vector<int> rows = code_model_->rows_of_source(source_model_->place(row));
    if (rows.empty()) return code_->clearSelection();
    chosen_ = code_model_->line(rows.front())->address;
    in_step_ = true;
    QItemSelection all;
    for (const int one : rows) all.select(code_model_->index(one, 0), code_model_->index(one, 0));
    code_->selectionModel()->setCurrentIndex(code_model_->index(rows.front(), 0), QItemSelectionModel::NoUpdate);
    code_->selectionModel()->select(all, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    code_->scrollTo(code_model_->index(rows.front(), 0));
    in_step_ = false;
}

void CodePane::with_chosen_address(std::function<void(std::uint32_t)> then) {
    if (in_source_ && source_->currentIndex().isValid()) {
        const QString place = source_model_->place(source_->currentIndex().row());
        const std::vector<int> rows = code_model_->rows_of_source(place);
        if (rows.empty()) return evaluate(place, std::move(then));
        return then(code_model_->line(rows.front())->address);
    }
    int row = code_->currentIndex().row();
    // A symbol is that of the instruction below it.
    if (row >= 0 && code_model_->line(row) == nullptr) ++row;
    if (const CodeLine* const line = code_model_->line(row)) then(line->address);
}

void CodePane::toggle_here() {
    with_chosen_address([this](std::uint32_t address) { toggle(address); });
}

void CodePane::run_here() {
    with_chosen_address([this](std::uint32_t address) {
        set_follows(true);
        context().send(session::RunTo{address});
    });
}

void CodePane::toggle(std::uint32_t address) {
    const session::Frame& frame = *context().frame();
    std::vector<std::uint32_t> all = frame.breakpoints;
    const bool was_there = std::erase(all, address) != 0;
    if (!was_there) all.push_back(address);
    const CodeLine* const line = code_model_->line(code_model_->row_of(address));
    if (in_source_ && line == nullptr) breakpoint_places_[address] = source_model_->place(source_->currentIndex().row());
    const QString place = breakpoint_places_.contains(address) ? breakpoint_places_[address] : line != nullptr ? QString::fromStdString(line->source) : QString();
    const bool elsewhere = frame.configuration.mode == control::Mode::kFullTranslate && (line == nullptr || !line->translated) && place.startsWith(QLatin1String("guest-os/kernel/"));
    say(!was_there && elsewhere ? tr("This kernel runs from the monitor's translation cache, at other addresses: a breakpoint here stops nothing that is translated. Set it where the cache is shown.")
                                : QString());
    context().send(session::SetBreakpoints{std::move(all)});
}

void CodePane::go_to_typed() {
    const QString text = address_->text().trimmed();
    if (!text.isEmpty()) evaluate(text, [this](std::uint32_t address) { look_at(address); });
}

bool CodePane::eventFilter(QObject* object, QEvent* event) {
    const bool in_table = object == source_ || object == code_;
    if (object == code_ && event->type() == QEvent::Resize) QMetaObject::invokeMethod(this, &CodePane::room_changed, Qt::QueuedConnection);
    if (in_table && event->type() == QEvent::FocusIn) in_source_ = object == source_;
    if (in_table && (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress)) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (key.key() == Qt::Key_Space && key.modifiers() == Qt::NoModifier) {
            event->accept();
            if (event->type() == QEvent::KeyPress) toggle_here();
            return true;
        }
    }
    return Pane::eventFilter(object, event);
}

void CodePane::room_changed() {
    fit_columns();
    if (follows_ && placed_) place(context().frame()->cpu.pc, false);
}

/// As wide as what they may hold; what has no room is left to scroll to, or out.
void CodePane::fit_columns() {
    const QFontMetrics metrics(theme().fixed_font());
    QFont bold = theme().fixed_font();
    bold.setBold(true);
    const int space = theme().scaled(12);
    int mark = QFontMetrics(bold).horizontalAdvance(breakpoint_sign() + mark_sign(StepMark::kTrapped) + u' ' + mark_text(StepMark::kTrapped));
    mark = std::max({mark, QFontMetrics(bold).horizontalAdvance(breakpoint_sign() + mark_sign(StepMark::kNext) + u' ' + mark_text(StepMark::kNext)),
                     QFontMetrics(bold).horizontalAdvance(breakpoint_sign() + mark_sign(StepMark::kDone) + u' ' + mark_text(StepMark::kDone))}) + space;
    const auto set = [&](QTableView* view, int column, int width) { view->setColumnWidth(column, std::max(width, view->horizontalHeader()->sectionSizeHint(column))); };
    set(source_, SourceModel::kMark, mark);
    set(source_, SourceModel::kLine, metrics.horizontalAdvance(QStringLiteral("00000")) + space);
    set(source_, SourceModel::kText, std::max(metrics.horizontalAdvance(u'x') * source_model_->longest() + space, source_->viewport()->width() - source_->columnWidth(0) - source_->columnWidth(1)));
    set(code_, CodeModel::kMark, mark);
    set(code_, CodeModel::kClass, metrics.horizontalAdvance(QStringLiteral("PP")) + space);
    set(code_, CodeModel::kAddress, metrics.horizontalAdvance(QStringLiteral("0x00000000")) + space);
    set(code_, CodeModel::kWord, metrics.horizontalAdvance(QStringLiteral("00000000")) + space);
    const int instruction = metrics.horizontalAdvance(QStringLiteral("csrrw zero, scratch0, zero")) + space;
    const int guest = code_model_->has_translated() ? metrics.horizontalAdvance(QStringLiteral("0x00000000  csrrw zero, scratch0, zero")) + space : 0;
    code_->setColumnHidden(CodeModel::kGuest, guest == 0);
    int others = code_->columnWidth(CodeModel::kMark) + code_->columnWidth(CodeModel::kClass) + code_->columnWidth(CodeModel::kAddress) + guest;
    // The word says least.
    const bool has_room = code_->viewport()->width() >= others + instruction + code_->columnWidth(CodeModel::kWord);
    code_->setColumnHidden(CodeModel::kWord, !has_room);
    if (has_room) others += code_->columnWidth(CodeModel::kWord);
    if (guest != 0) code_->setColumnWidth(CodeModel::kGuest, guest);
    code_->setColumnWidth(CodeModel::kInstruction, std::max(instruction, code_->viewport()->width() - others));
}

}  // namespace anel::gui
