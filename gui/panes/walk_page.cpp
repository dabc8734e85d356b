#include "gui/panes/walk_page.hpp"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "gui/models/entry_words.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/flow_layout.hpp"
#include "gui/panes/walk_drawing.hpp"
#include "monitor/control/boot.hpp"

namespace anel::gui {

using session::AddressSpace;

WalkPage::WalkPage(PaneContext& context, QWidget* parent)
    : QWidget(parent), context_(context), view_(context.new_view()), address_label_(new QLabel), address_(new QLineEdit), go_(new QPushButton), space_label_(new QLabel),
      space_(new QComboBox), ring_label_(new QLabel), ring_(new QComboBox), access_label_(new QLabel), access_(new QComboBox), previous_(new QPushButton),
      next_(new QPushButton), step_(new QLabel), verdict_(new QLabel), scroll_(new QScrollArea), drawing_(new WalkDrawing([&context]() -> const Theme& { return context.theme(); })) {
    address_->setObjectName(QStringLiteral("walk_address"));
    space_->setObjectName(QStringLiteral("walk_space"));
    ring_->setObjectName(QStringLiteral("walk_ring"));
    access_->setObjectName(QStringLiteral("walk_access"));
    step_->setObjectName(QStringLiteral("walk_step"));
    verdict_->setObjectName(QStringLiteral("walk_verdict"));
    for (const AddressSpace space : {AddressSpace::kGuest, AddressSpace::kMachine, AddressSpace::kNested, AddressSpace::kNow}) space_->addItem(QString(), static_cast<int>(space));
    // What its ring is, is asked of the guest; the monitor's own is asked of its own tables.
    for (const Ring ring : {Ring::k0, Ring::k1, Ring::k2, Ring::k3}) ring_->addItem(QString(), number(ring));
    ring_->setCurrentIndex(3);
    for (const Access access : {Access::kRead, Access::kWrite, Access::kExecute}) access_->addItem(QString(), static_cast<int>(access));
    const std::pair<QLabel*, QWidget*> pairs[] = {{address_label_, address_}, {space_label_, space_}, {ring_label_, ring_}, {access_label_, access_}};
    for (const auto& [label, control] : pairs) label->setBuddy(control);
    for (QComboBox* const box : {space_, ring_, access_}) box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (QLabel* const label : {step_, verdict_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* const choices = new FlowLayout;
    choices->addWidget(labelled(address_label_, address_));
    choices->addWidget(go_);
    choices->addWidget(labelled(space_label_, space_));
    auto* const judged = new FlowLayout;
    judged->addWidget(labelled(access_label_, access_));
    judged->addWidget(labelled(ring_label_, ring_));
    judged->addWidget(previous_);
    judged->addWidget(next_);
    scroll_->setWidget(drawing_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setMinimumHeight(80);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addLayout(choices);
    layout->addLayout(judged);
    layout->addWidget(scroll_, 1);
    layout->addWidget(step_);
    layout->addWidget(verdict_);
    setFocusProxy(address_);

    connect(address_, &QLineEdit::returnPressed, this, [this] { evaluate(); });
    connect(go_, &QPushButton::clicked, this, [this] { evaluate(); });
    connect(space_, &QComboBox::currentIndexChanged, this, [this] { ask(); });
    for (QComboBox* const box : {ring_, access_}) connect(box, &QComboBox::currentIndexChanged, this, [this] { say(); });
    connect(previous_, &QPushButton::clicked, this, [this] { drawing_->set_step(drawing_->step() > 0 ? drawing_->step() - 1 : 0); });
    connect(next_, &QPushButton::clicked, this, [this] { drawing_->set_step(drawing_->step() + 1); });
    connect(drawing_, &WalkDrawing::step_changed, this, [this] { say(); });
}

void WalkPage::set_seen(bool seen) {
    seen_ = seen;
    ask();
}

void WalkPage::ask() {
    if (seen_ && has_address_) {
        context_.send(session::Show{view_, session::WalkView{static_cast<AddressSpace>(space_->currentData().toInt()), wanted_}});
        asked_ = true;
    } else if (asked_) {
        context_.send(session::Hide{view_});
        asked_ = false;
    }
}

void WalkPage::evaluate() {
    const std::string text = address_->text().trimmed().toStdString();
    if (text.empty()) return;
    context_.ask(this, session::Evaluate{text}, [this](const session::Answer& answer) {
        if (const auto* const value = std::get_if<session::Value>(&answer)) {
            wanted_ = value->value;
            has_address_ = true;
            return ask();
        }
        const auto* const none = std::get_if<session::NoAnswer>(&answer);
        step_->setText(tr("No address: %1.").arg(none != nullptr ? QString::fromStdString(none->message) : QString()));
    });
}

void WalkPage::translate(AddressSpace space, std::uint32_t address) {
    wanted_ = address;
    has_address_ = true;
    address_->setText(Words::hex(address));
    const QSignalBlocker quiet(space_);
    space_->setCurrentIndex(space_->findData(static_cast<int>(space)));
    ask();
}

void WalkPage::show_frame(const session::Frame& frame) {
    if (frame.machine == 0) return;
    memory_bytes_ = control::real_ram_bytes(frame.config, frame.configuration.mode);
    if (!has_address_) {
        wanted_ = frame.cpu.pc;
        has_address_ = true;
        // While the monitor works, its own tables are what its pc is understood by.
        const bool in_guest = frame.guest && frame.monitor_ring && frame.cpu.ring > *frame.monitor_ring;
        const QSignalBlocker quiet(space_);
        if (!in_guest) space_->setCurrentIndex(space_->findData(static_cast<int>(AddressSpace::kNow)));
        address_->setText(QStringLiteral("pc"));
        ask();
    }
    const auto found = frame.views.find(view_);
    if (found == frame.views.end()) return;
    const auto* const shown = std::get_if<session::WalkShown>(&found->second);
    if (shown == nullptr) return;
    drawing_->show(shown->walk);
    say();
}

void WalkPage::say() {
    if (!drawing_->has_walk()) return;
    const debug::PageWalk& walk = drawing_->walk();
    const std::size_t step = drawing_->step();
    previous_->setEnabled(step > 0);
    next_->setEnabled(step < drawing_->last_step());
    if (step < walk.steps.size()) step_->setText(EntryWords::step(walk, step));
    else if (walk.steps.empty()) step_->setText(tr("No tables are walked."));
    else step_->setText(tr("References to memory on the way: %1.").arg(walk.steps.size()));
    const Ring ring = ring_from(static_cast<unsigned>(ring_->currentData().toInt()));
    const auto access = static_cast<Access>(access_->currentData().toInt());
    const bool passes = judge_access(walk, ring, access, memory_bytes_) == AccessVerdict::kAllowed;
    verdict_->setText((passes ? QStringLiteral("\u2713 ") : QStringLiteral("\u2717 ")) + EntryWords::sentence(walk, ring, access, memory_bytes_));
}

void WalkPage::retranslate() {
    address_label_->setText(tr("&Address:"));
    address_->setAccessibleName(tr("Address: a number, a register, a symbol or a sum of these"));
    address_->setPlaceholderText(tr("number, register or symbol"));
    go_->setText(tr("&Translate"));
    space_label_->setText(tr("b&y:"));
    space_->setAccessibleName(tr("By which tables"));
    const QString spaces[] = {tr("the guest's tables"), tr("the tables that the machine walks"), tr("the nested tables alone"), tr("what is in force now")};
    for (int i = 0; i < space_->count(); ++i) space_->setItemText(i, spaces[i]);
    ring_label_->setText(tr("&from:"));
    ring_->setAccessibleName(tr("Ring of the access"));
    for (int i = 0; i < ring_->count(); ++i) ring_->setItemText(i, Words::ring(ring_from(static_cast<unsigned>(i))));
    access_label_->setText(tr("A&ccess:"));
    access_->setAccessibleName(tr("Kind of access"));
    for (int i = 0; i < access_->count(); ++i) access_->setItemText(i, EntryWords::access(static_cast<Access>(i)));
    previous_->setText(tr("\u25c0 &Back"));
    previous_->setAccessibleName(tr("Previous reference"));
    next_->setText(tr("&Next \u25b6"));
    next_->setAccessibleName(tr("Next reference"));
    drawing_->refresh();
    say();
}

void WalkPage::restyle() {
    address_->setFont(context_.theme().fixed_font());
    address_->setMinimumWidth(context_.theme().scaled(160));
    QFont bold = context_.theme().font();
    bold.setBold(true);
    verdict_->setFont(bold);
    drawing_->refresh();
}

}  // namespace anel::gui
