#include "gui/panes/hex_page.hpp"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "gui/models/csv.hpp"
#include "gui/models/hex_model.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/address_choice.hpp"
#include "gui/panes/changed_delegate.hpp"
#include "gui/panes/flow_layout.hpp"

namespace anel::gui {

using session::AddressSpace;

namespace {

constexpr std::uint32_t kBytes = 512;

}  // namespace

HexPage::HexPage(PaneContext& context, QWidget* parent)
    : QWidget(parent), context_(context), view_(context.new_view()),
      choice_(new AddressChoice(context, QStringLiteral("hex"), {AddressSpace::kNow, AddressSpace::kGuest, AddressSpace::kMachine, AddressSpace::kNested, AddressSpace::kPhysical}, this)),
      before_(new QPushButton), after_(new QPushButton), message_(new QLabel), table_(new QTableView), model_(new HexModel(this)) {
    table_->setObjectName(QStringLiteral("hex_table"));
    table_->setModel(model_);
    table_->verticalHeader()->hide();
    table_->setShowGrid(false);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setTabKeyNavigation(false);
    table_->setAlternatingRowColors(true);
    table_->setItemDelegate(new ChangedDelegate([this]() -> const Theme& { return context_.theme(); }, this));
    table_->installEventFilter(this);
    message_->setWordWrap(true);
    message_->hide();
    auto* const choices = new FlowLayout;
    choice_->add_to(*choices);
    choices->addWidget(labelled(before_, after_));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addLayout(choices);
    layout->addWidget(table_, 1);
    layout->addWidget(message_);
    setFocusProxy(choice_->field());
    connect(choice_, &AddressChoice::chosen, this, [this](std::uint32_t address) { go_to(address); });
    connect(choice_, &AddressChoice::refused, this, [this](const QString& why) {
        message_->setText(why);
        message_->show();
    });
    connect(choice_, &AddressChoice::space_changed, this, [this] { ask(); });
    connect(before_, &QPushButton::clicked, this, [this] { go_to(wanted_ - kBytes); });
    connect(after_, &QPushButton::clicked, this, [this] { go_to(wanted_ + kBytes); });
}

void HexPage::set_seen(bool seen) {
    seen_ = seen;
    ask();
}

void HexPage::ask() {
    if (seen_ && has_address_) {
        context_.send(session::Show{view_, session::MemoryView{choice_->space(), wanted_, kBytes}});
        asked_ = true;
    } else if (asked_) {
        context_.send(session::Hide{view_});
        asked_ = false;
    }
}

void HexPage::go_to(std::uint32_t address) {
    wanted_ = address & ~std::uint32_t{HexModel::kBytesInLine - 1};
    has_address_ = true;
    message_->hide();
    ask();
}

void HexPage::show_frame(const session::Frame& frame) {
    if (frame.machine == 0) return;
    if (!has_address_) {
        choice_->set_text(QStringLiteral("pc"));
        go_to(frame.cpu.pc);
    }
    const auto found = frame.views.find(view_);
    if (found == frame.views.end()) return;
    const auto* const shown = std::get_if<session::MemoryShown>(&found->second);
    if (shown == nullptr) return;
    const bool anew = frame.machine != machine_ || frame.jumps != jumps_;
    const bool first = model_->rowCount() == 0;
    model_->show(*shown, anew, anew || !(frame.now == moment_));
    machine_ = frame.machine;
    jumps_ = frame.jumps;
    moment_ = frame.now;
    if (first) fit_columns();
}

/// A page up or down at the table's ends goes on in memory.
bool HexPage::eventFilter(QObject* object, QEvent* event) {
    if (object == table_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int row = table_->currentIndex().row();
        if ((key == Qt::Key_PageUp || key == Qt::Key_Up) && row <= 0) {
            go_to(wanted_ - kBytes);
            return true;
        }
        if ((key == Qt::Key_PageDown || key == Qt::Key_Down) && row == model_->rowCount() - 1) {
            go_to(wanted_ + kBytes);
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

void HexPage::fit_columns() {
    const QFontMetrics metrics(table_->font());
    table_->horizontalHeader()->setMinimumSectionSize(10);
    table_->setColumnWidth(HexModel::kAddress, metrics.horizontalAdvance(QStringLiteral("0x00000000")) + 16);
    for (int column = HexModel::kFirstByte; column < HexModel::kText; ++column) table_->setColumnWidth(column, metrics.horizontalAdvance(QStringLiteral("00")) + 12);
    table_->setColumnWidth(HexModel::kText, metrics.horizontalAdvance(QStringLiteral("0000000000000000")) + 20);
    table_->verticalHeader()->setMinimumSectionSize(metrics.height() + 2);
    table_->verticalHeader()->setDefaultSectionSize(metrics.height() + 4);
}

void HexPage::retranslate() {
    choice_->retranslate(tr("Go"));
    before_->setText(tr("\u25b2 &Before"));
    before_->setAccessibleName(tr("The bytes before these"));
    after_->setText(tr("After \u25bc"));
    after_->setAccessibleName(tr("The bytes after these"));
    table_->setAccessibleName(tr("Memory in bytes"));
    model_->retranslate();
}

void HexPage::restyle() {
    const Theme& theme = context_.theme();
    choice_->restyle();
    table_->setFont(theme.fixed_font());
    table_->horizontalHeader()->setFont(theme.fixed_font());
    fit_columns();
}

QString HexPage::table() const { return csv_of(*model_); }

}  // namespace anel::gui
