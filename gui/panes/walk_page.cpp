#include "gui/panes/walk_page.hpp"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "gui/models/csv.hpp"
#include "gui/models/entry_words.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/address_choice.hpp"
#include "gui/panes/flow_layout.hpp"
#include "gui/panes/walk_drawing.hpp"
#include "monitor/control/boot.hpp"

namespace anel::gui {

using session::AddressSpace;

WalkPage::WalkPage(PaneContext& context, QWidget* parent)
    : QWidget(parent), context_(context), view_(context.new_view()),
      choice_(new AddressChoice(context, QStringLiteral("walk"), {AddressSpace::kGuest, AddressSpace::kMachine, AddressSpace::kNested, AddressSpace::kNow}, this)), ring_label_(new QLabel), ring_(new QComboBox), access_label_(new QLabel), access_(new QComboBox), previous_(new QPushButton),
      next_(new QPushButton), step_(new QLabel), verdict_(new QLabel), scroll_(new QScrollArea), drawing_(new WalkDrawing([&context]() -> const Theme& { return context.theme(); })) {
    ring_->setObjectName(QStringLiteral("walk_ring"));
    access_->setObjectName(QStringLiteral("walk_access"));
    step_->setObjectName(QStringLiteral("walk_step"));
    verdict_->setObjectName(QStringLiteral("walk_verdict"));
    // What its ring is, is asked of the guest; the monitor's own is asked of its own tables.
    for (const Ring ring : {Ring::k0, Ring::k1, Ring::k2, Ring::k3}) ring_->addItem(QString(), number(ring));
    ring_->setCurrentIndex(3);
    for (const Access access : {Access::kRead, Access::kWrite, Access::kExecute}) access_->addItem(QString(), static_cast<int>(access));
    const std::pair<QLabel*, QWidget*> pairs[] = {{ring_label_, ring_}, {access_label_, access_}};
    for (const auto& [label, control] : pairs) label->setBuddy(control);
    for (QComboBox* const box : {ring_, access_}) box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (QLabel* const label : {step_, verdict_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* const choices = new FlowLayout;
    choice_->add_to(*choices);
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
    setFocusProxy(choice_->field());

    connect(choice_, &AddressChoice::chosen, this, [this](std::uint32_t address) {
        wanted_ = address;
        has_address_ = true;
        ask();
    });
    connect(choice_, &AddressChoice::refused, step_, &QLabel::setText);
    connect(choice_, &AddressChoice::space_changed, this, [this] { ask(); });
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
        context_.send(session::Show{view_, session::WalkView{choice_->space(), wanted_}});
        asked_ = true;
    } else if (asked_) {
        context_.send(session::Hide{view_});
        asked_ = false;
    }
}

void WalkPage::translate(AddressSpace space, std::uint32_t address) {
    wanted_ = address;
    has_address_ = true;
    choice_->set_text(Words::hex(address));
    choice_->set_space(space);
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
        if (!in_guest) choice_->set_space(AddressSpace::kNow);
        choice_->set_text(QStringLiteral("pc"));
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
    const paging::PageWalk& walk = drawing_->walk();
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

QString WalkPage::table() const {
    if (!drawing_->has_walk()) return {};
    const auto line = [](const QStringList& fields) {
        QStringList quoted;
        for (const QString& field : fields) quoted << csv_field(field);
        return quoted.join(u',') + QStringLiteral("\r\n");
    };
    const paging::PageWalk& walk = drawing_->walk();
    QString text = line({tr("reference"), tr("tables"), tr("looks for"), tr("level"), tr("entry"), tr("entry at"), tr("value"), tr("what it is")});
    for (std::size_t i = 0; i < walk.steps.size(); ++i) {
        const paging::WalkStep& step = walk.steps[i];
        const bool was_read = step.verdict != paging::Verdict::kOutside && step.verdict != paging::Verdict::kNestedStop;
        text += line({QString::number(i + 1), step.nested ? tr("nested") : walk.tables.nested ? tr("guest's") : tr("in force"), Words::hex(step.looks_for), QString::number(step.level),
                      QString::number(table_index(step.looks_for, step.level)), Words::hex(step.at), was_read ? Words::hex(step.value) : QString(),
                      EntryWords::verdict(step.verdict, step.level, step.value)});
    }
    return text;
}

void WalkPage::retranslate() {
    choice_->retranslate(tr("Translate"));
    ring_label_->setText(tr("from:"));
    ring_->setAccessibleName(tr("Ring of the access"));
    for (int i = 0; i < ring_->count(); ++i) ring_->setItemText(i, Words::ring(ring_from(static_cast<unsigned>(i))));
    access_label_->setText(tr("A&ccess:"));
    access_->setAccessibleName(tr("Kind of access"));
    for (int i = 0; i < access_->count(); ++i) access_->setItemText(i, EntryWords::access(static_cast<Access>(i)));
    previous_->setText(tr("\u25c0 &Back"));
    previous_->setAccessibleName(tr("Previous reference"));
    next_->setText(tr("Ne&xt \u25b6"));
    next_->setAccessibleName(tr("Next reference"));
    drawing_->refresh();
    say();
}

void WalkPage::restyle() {
    choice_->restyle();
    QFont bold = context_.theme().font();
    bold.setBold(true);
    verdict_->setFont(bold);
    drawing_->refresh();
}

}  // namespace anel::gui
