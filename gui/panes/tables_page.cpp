#include "gui/panes/tables_page.hpp"

#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "gui/models/crossing_group.hpp"
#include "gui/models/csv.hpp"
#include "gui/models/entry_words.hpp"
#include "gui/models/tables_model.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/changed_delegate.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

using session::AddressSpace;

namespace {

/// Asks for no more than it needs: where a pane has less than its parts ask for, all of it is scrolled.
class Tree : public QTreeView {
public:
    QSize sizeHint() const override { return minimumSizeHint(); }
};

/// Of a page fault that was not the monitor's own.
std::optional<std::uint32_t> faulting_address(const session::Frame& frame) {
    if (!frame.crossing || frame.crossing->kind != cpu::EventKind::kTrap || frame.crossing->from == frame.monitor_ring) return std::nullopt;
    if (group_of(frame.crossing->kind, frame.crossing->cause) != CrossingGroup::kPageFault) return std::nullopt;
    return frame.crossing->value;
}

}  // namespace

TablesPage::TablesPage(PaneContext& context, QWidget* parent) : QWidget(parent), context_(context), absent_(new QLabel), splitter_(new QSplitter(Qt::Horizontal)) {
    constexpr AddressSpace kSpaces[] = {AddressSpace::kGuest, AddressSpace::kMachine, AddressSpace::kNested};
    for (std::size_t i = 0; i < sides_.size(); ++i) {
        Side& side = sides_[i];
        side.space = kSpaces[i];
        side.view = context.new_view();
        side.box = new QWidget;
        side.title = new QLabel;
        side.title->setWordWrap(true);
        side.summary = new QLabel;
        side.summary->setWordWrap(true);
        for (QLabel* const label : {side.title, side.summary}) label->setContentsMargins(2, 0, 8, 0);
        side.tree = new Tree;
        side.tree->setObjectName(QStringLiteral("tables_%1").arg(i));
        side.model = new TablesModel(this);
        if (side.space == AddressSpace::kNested) side.model->set_nested();
        side.tree->setModel(side.model);
        side.tree->setUniformRowHeights(true);
        side.tree->header()->setStretchLastSection(false);
        side.tree->setAlternatingRowColors(true);
        side.tree->setItemDelegate(new ChangedDelegate([this]() -> const Theme& { return context_.theme(); }, this));
        auto* const layout = new QVBoxLayout(side.box);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(side.title);
        layout->addWidget(side.summary);
        layout->addWidget(side.tree, 1);
        splitter_->addWidget(side.box);
        connect(side.tree, &QTreeView::expanded, this, [this, &side](const QModelIndex& index) {
            if (!reopening_ && side.open.insert(table_index(side.model->address_of(index), 1)).second) ask(side);
        });
        connect(side.tree, &QTreeView::collapsed, this, [this, &side](const QModelIndex& index) {
            if (side.open.erase(table_index(side.model->address_of(index), 1)) != 0) ask(side);
        });
        connect(side.tree->verticalScrollBar(), &QScrollBar::actionTriggered, this, [&side] { side.follows = false; });
        connect(side.tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [&side] { side.follows = false; });
        connect(side.model, &QAbstractItemModel::modelReset, this, [this, &side] { reopen(side); });
        connect(side.tree, &QTreeView::activated, this, [this, &side](const QModelIndex& index) { Q_EMIT entered(side.space, side.model->address_of(index)); });
    }
    splitter_->setChildrenCollapsible(false);
    absent_->setWordWrap(true);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addWidget(splitter_, 1);
    layout->addWidget(absent_);
    setFocusProxy(sides_[0].tree);
}

void TablesPage::set_seen(bool seen) {
    seen_ = seen;
    for (Side& side : sides_) ask(side);
}

void TablesPage::ask(Side& side) {
    if (seen_ && side.exists) {
        context_.send(session::Show{side.view, session::TablesView{side.space, {side.open.begin(), side.open.end()}}});
        side.asked = true;
    } else if (side.asked) {
        context_.send(session::Hide{side.view});
        side.asked = false;
    }
}

void TablesPage::open_first() {
    for (Side& side : sides_)
        if (side.exists && side.open.empty() && side.model->rowCount({}) > 0) side.tree->expand(side.model->index(0, 0, {}));
}

void TablesPage::reopen(Side& side) {
    reopening_ = true;
    for (const std::uint32_t index : side.open)
        if (const QModelIndex at = side.model->table_at(index); at.isValid()) side.tree->expand(at);
    reopening_ = false;
}

void TablesPage::arrange(const session::Frame& frame) {
    using Paging = debug::Guest::Paging;
    QString why;
    std::array<bool, 3> exist{true, false, false};
    if (!frame.guest) {
        why = frame.monitor_ring ? tr("The monitor has no guest yet: these are the tables in force.") : tr("There is no monitor: the machine walks the kernel's own tables, and there are no others.");
    } else {
        exist[1] = frame.guest->paging == Paging::kShadow;
        exist[2] = frame.guest->paging == Paging::kNested;
        switch (frame.guest->paging) {
            case Paging::kShadow: why = tr("There are no nested tables: the machine walks the shadows, which the monitor makes from the guest's."); break;
            case Paging::kDirect: why = tr("The machine walks the guest's own tables, which the monitor has checked: there are neither shadows nor nested tables."); break;
            case Paging::kNested: why = tr("There are no shadows: the machine walks the guest's own tables, and for each of their addresses the nested ones."); break;
        }
    }
    absent_->setText(why);
    for (std::size_t i = 0; i < sides_.size(); ++i) {
        Side& side = sides_[i];
        side.box->setVisible(exist[i]);
        if (side.exists == exist[i] && side.asked == (exist[i] && seen_)) continue;
        side.exists = exist[i];
        if (!side.exists) side.model->clear();
        ask(side);
    }
    stack();
}

/// What a person shuts there afterwards stays shut.
void TablesPage::follow_fault(const session::Frame& frame) {
    fault_ = faulting_address(frame);
    if (!fault_ || fault_at_ == frame.now) return;
    fault_at_ = frame.now;
    const std::uint32_t table = table_index(*fault_, 1);
    for (Side& side : sides_) {
        if (side.space == AddressSpace::kNested) continue;
        if (const auto before = std::exchange(side.lent, std::nullopt); before && before != table) {
            side.open.erase(*before);
            side.tree->collapse(side.model->table_at(*before));
        }
        if (side.open.insert(table).second) side.lent = table;
        side.leads = true;
        reopen(side);
        ask(side);
    }
}

void TablesPage::lead(Side& side) {
    const QModelIndex table = side.model->table_at(table_index(*fault_, 1));
    // Its entries are still to come.
    if (table.isValid() && side.model->rowCount(table) == 0) return;
    side.leads = false;
    const QModelIndex entry = side.model->nearest(*fault_);
    if (side.model->maps(entry, *fault_)) side.tree->setCurrentIndex(entry);
    side.tree->scrollTo(entry, QAbstractItemView::PositionAtCenter);
    side.follows = true;
}

/// In a tree of another size.
void TablesPage::keep_in_sight(Side& side) {
    if (fault_ && side.follows && side.model->rowCount() > 0) lead(side);
}

void TablesPage::show_frame(const session::Frame& frame) {
    arrange(frame);
    follow_fault(frame);
    const bool anew = frame.machine != machine_ || frame.jumps != jumps_;
    const bool moved = anew || !(frame.now == moment_);
    bool shown = false;
    for (Side& side : sides_) {
        if (!side.exists || !frame.views.contains(side.view)) continue;
        show_side(side, frame, anew, moved);
        shown = true;
    }
    if (!shown) return;
    machine_ = frame.machine;
    jumps_ = frame.jumps;
    moment_ = frame.now;
}

void TablesPage::show_side(Side& side, const session::Frame& frame, bool anew, bool moved) {
    const auto* const shown = std::get_if<session::TablesShown>(&frame.views.at(side.view));
    if (shown == nullptr) return;
    const bool empty = side.model->rowCount() == 0;
    side.model->show(*shown, anew, moved);
    if (empty && side.model->rowCount() > 0) fit_columns(side);
    if (side.leads && fault_) lead(side);
    QString text = shown->tables.paged ? tr("root %1").arg(Words::hex(shown->tables.root)) : tr("paging is off");
    if (shown->tables.paged && shown->entries.empty()) text += QStringLiteral(", ") + tr("no valid entry");
    if (side.model->changed() != 0) text += QStringLiteral(", ") + tr("changed or new: %1").arg(side.model->changed());
    if (side.model->gone() != 0) text += QStringLiteral(", ") + tr("gone: %1").arg(side.model->gone());
    if (fault_ && shown->tables.paged && side.space != AddressSpace::kNested && !side.leads && !side.model->maps(side.model->nearest(*fault_), *fault_))
        text += QStringLiteral(", ") + tr("no entry for %1").arg(Words::hex(*fault_));
    side.summary->setText(text);
}

/// Beside each other; below each other where that brings all that an entry says into sight, and each of them still has rows.
void TablesPage::stack() {
    constexpr int kLines = 24;  ///< of text, for two trees
    const auto there = std::ranges::count_if(sides_, &Side::exists);
    constexpr int kEntry = 60;  ///< letters, of an entry without its own address and value
    const QFontMetrics smallest(scaled_font(context_.theme().fixed_font(), context_.theme().giving_scale()));
    const bool narrow = smallest.horizontalAdvance(QString(kEntry, u'0')) * there > width();
    const bool high = height() > kLines * smallest.height();
    splitter_->setOrientation(narrow && high && there > 1 ? Qt::Vertical : Qt::Horizontal);
}

void TablesPage::set_columns(const Side& side, double scale) {
    const Theme& theme = context_.theme();
    side.tree->setFont(scaled_font(theme.fixed_font(), scale));
    side.tree->setIndentation(theme.scaled(14 * scale));
    for (int column = 0; column < TablesModel::kColumns; ++column) side.tree->resizeColumnToContents(column);
    const QFontMetrics metrics(side.tree->font());
    side.tree->setColumnWidth(TablesModel::kAddresses, metrics.horizontalAdvance(QStringLiteral("0x00000000-00000000")) + side.tree->indentation() * 2 + 14);
    side.tree->setColumnWidth(TablesModel::kMark, metrics.horizontalAdvance(QStringLiteral("oo")) + 16);
    // Of tables alone, before one is opened, nothing is said there.
    side.tree->setColumnWidth(TablesModel::kFlags, std::max(side.tree->columnWidth(TablesModel::kFlags), metrics.horizontalAdvance(QStringLiteral("A D G")) + 16));
}

/// Letters that are large give way if all that an entry says can then be read without scrolling; or if at least what is where can.
void TablesPage::fit_columns(const Side& side) {
    const Theme& theme = context_.theme();
    int needed = TablesModel::kAt;
    const auto fits = [&](double scale) {
        set_columns(side, scale);
        return side.tree->header()->sectionPosition(needed) <= side.tree->viewport()->width();
    };
    if (!fits(theme.giving_scale())) needed = TablesModel::kRights;
    scale_that_helps(1, theme.giving_scale(), fits);
}

void TablesPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    stack();
    // The splitter has not shared it out yet; and columns that a person has drawn wider stay so.
    QMetaObject::invokeMethod(this, [this] {
        for (Side& side : sides_) {
            if (context_.theme().giving_scale() < 1) fit_columns(side);
            if (side.space != AddressSpace::kNested) keep_in_sight(side);
        }
    }, Qt::QueuedConnection);
}

void TablesPage::retranslate() {
    sides_[0].title->setText(tr("<b>Guest's tables</b>: virtual to guest-physical"));
    sides_[1].title->setText(tr("<b>Shadow tables</b>: virtual to real"));
    sides_[2].title->setText(tr("<b>Nested tables</b>: guest-physical to real"));
    const QString names[] = {tr("Guest's page tables"), tr("Shadow page tables"), tr("Nested page tables")};
    for (std::size_t i = 0; i < sides_.size(); ++i) {
        sides_[i].tree->setAccessibleName(names[i]);
        sides_[i].model->retranslate();
        fit_columns(sides_[i]);
    }
}

void TablesPage::restyle() {
    stack();
    for (const Side& side : sides_) fit_columns(side);
}

QString TablesPage::table() const {
    QString text;
    for (const Side& side : sides_) {
        if (!side.exists || side.model->rowCount() == 0) continue;
        if (!text.isEmpty()) text += QStringLiteral("\r\n");
        text += csv_field(side.tree->accessibleName()) + QStringLiteral("\r\n") + csv_of(*side.model);
    }
    return text;
}

}  // namespace anel::gui
