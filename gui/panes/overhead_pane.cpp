#include "gui/panes/overhead_pane.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMetaObject>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/models/overhead.hpp"
#include "gui/models/reference_figures.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/flow_layout.hpp"
#include "gui/panes/overhead_chart.hpp"
#include "monitor/control/report.hpp"
#include "monitor/control/workloads.hpp"

namespace anel::gui {

using session::Comparing;

OverheadPane::OverheadPane(PaneContext& context)
    : Pane(context), workload_(new QComboBox), policy_(new QComboBox), view_(new QComboBox), workload_label_(new QLabel), policy_label_(new QLabel), view_label_(new QLabel),
      start_(new QPushButton), unfold_(new QPushButton), more_(new QWidget), references_(new QCheckBox), progress_(new QProgressBar), status_(new QLabel), caveat_(new QLabel), pages_(new QStackedWidget),
      scroll_(new QScrollArea), chart_(new OverheadChart([this]() -> const Theme& { return theme(); })), table_(new QTableView), model_(new OverheadModel(this)) {
    for (const control::Workload& workload : control::workloads()) workload_->addItem(QString::fromUtf8(workload.name.data(), static_cast<qsizetype>(workload.name.size())));
    workload_->setCurrentText(QString::fromUtf8(control::kDefaultWorkload.data(), static_cast<qsizetype>(control::kDefaultWorkload.size())));
    policy_->addItem(QString(), -1);
    for (const spec::PolicyRow& row : spec::kPolicies) policy_->addItem(QString::fromUtf8(row.name.data(), static_cast<qsizetype>(row.name.size())), static_cast<int>(row.id));
    for (int i = kCycles; i <= kTable; ++i) view_->addItem(QString());
    workload_->setObjectName(QStringLiteral("overhead_workload"));
    policy_->setObjectName(QStringLiteral("overhead_policy"));
    view_->setObjectName(QStringLiteral("overhead_view"));
    start_->setObjectName(QStringLiteral("overhead_start"));
    references_->setObjectName(QStringLiteral("overhead_references"));
    unfold_->setObjectName(QStringLiteral("overhead_unfold"));
    unfold_->setCheckable(true);
    for (const auto& [label, box] : {std::pair(workload_label_, workload_), std::pair(policy_label_, policy_), std::pair(view_label_, view_)}) {
        label->setBuddy(box);
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    auto* const choices = new FlowLayout;
    choices->addWidget(labelled(workload_label_, workload_));
    choices->addWidget(start_);
    choices->addWidget(unfold_);
    auto* const modes = new FlowLayout;
    for (const control::Mode mode : control::built_modes()) {
        auto* const box = new QCheckBox(Words::mode(mode));
        box->setChecked(true);
        // All others are measured against it.
        box->setEnabled(mode != control::Mode::kNative);
        modes_.push_back(box);
        modes->addWidget(box);
    }
    auto* const looks = new FlowLayout;
    looks->addWidget(labelled(policy_label_, policy_));
    looks->addWidget(labelled(view_label_, view_));
    looks->addWidget(references_);
    progress_->setTextVisible(false);
    progress_->hide();
    status_->setWordWrap(true);
    status_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    caveat_->setWordWrap(true);
    caveat_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    caveat_->hide();
    scroll_->setWidget(chart_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setMinimumHeight(80);
    table_->setModel(model_);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->verticalHeader()->hide();
    table_->setTabKeyNavigation(false);
    table_->setAlternatingRowColors(true);
    pages_->addWidget(scroll_);
    pages_->addWidget(table_);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addLayout(choices);
    auto* const more = new QVBoxLayout(more_);
    more->setContentsMargins(0, 0, 0, 0);
    more->addLayout(modes);
    more->addLayout(looks);
    layout->addWidget(more_);
    layout->addWidget(progress_);
    layout->addWidget(pages_, 1);
    layout->addWidget(caveat_);
    layout->addWidget(status_);
    setFocusProxy(workload_);

    connect(unfold_, &QPushButton::toggled, this, [this] { fold(); });
    connect(start_, &QPushButton::clicked, this, [this] { start_or_cancel(); });
    for (QComboBox* const box : {workload_, policy_}) connect(box, &QComboBox::currentIndexChanged, this, [this] { show_result(); });
    connect(view_, &QComboBox::currentIndexChanged, this, [this](int view) {
        if (view != kPerOperation) references_->setChecked(false);
        show_view();
    });
    connect(references_, &QCheckBox::toggled, this, [this](bool on) {
        // They are figures for one operation.
        if (on && view_->currentIndex() != kPerOperation) view_->setCurrentIndex(kPerOperation);
        else show_view();
    });
    connect(chart_, &OverheadChart::chosen, this, [this] { show_progress(); });
    show_view();
}

OverheadPane::~OverheadPane() { comparer_.reset(); }

QString OverheadPane::title() const { return tr("Overhead"); }

QString OverheadPane::help() const {
    return tr("Runs one workload in every mode, in the background, and shows what each took: by activity, or traps by cause. The arrow keys walk through the pieces of the bars. "
              "The machine that the window shows is not touched; only its file is taken over.");
}

void OverheadPane::show_frame(const session::Frame& frame) {
    if (frame.machine == 0 || frame.configuration.machine_file == machine_file_) return;
    machine_file_ = frame.configuration.machine_file;
    show_result();
}

session::CompareWish OverheadPane::wish() const {
    session::CompareWish wish;
    wish.machine_file = machine_file_;
    if (const int policy = policy_->currentData().toInt(); policy >= 0) wish.policy = static_cast<spec::Policy>(policy);
    wish.workload = workload_->currentText().toStdString();
    const std::vector<control::Mode> all = control::built_modes();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (modes_[i]->isChecked()) wish.modes.push_back(all[i]);
    return wish;
}

QString OverheadPane::key_of(const session::CompareWish& wish) const {
    return QString::fromStdString(wish.machine_file) + u'\n' + QString::number(wish.policy ? static_cast<int>(*wish.policy) : -1) + u'\n' + QString::fromStdString(wish.workload);
}

void OverheadPane::start_or_cancel() {
    if (comparing_ && comparing_->state == Comparing::State::kRunning) return comparer_->cancel();
    if (!comparer_)
        comparer_ = std::make_unique<session::Comparer>([this] { QMetaObject::invokeMethod(this, [this] { take(); }, Qt::QueuedConnection); });
    auto begun = std::make_shared<Comparing>();
    begun->wish = wish();
    begun->number = number_ = comparer_->start(begun->wish);
    comparing_ = std::move(begun);
    show_progress();
}

void OverheadPane::take() {
    const session::ComparingPtr taken = comparer_->take();
    // Of an older wish nobody wants to know.
    if (!taken || taken->number != number_) return;
    comparing_ = taken;
    if (taken->comparison) results_[key_of(taken->wish)] = taken->comparison;
    show_result();
}

void OverheadPane::adopt(const std::vector<control::Comparison>& measured) {
    if (measured.empty()) return;
    policy_->setCurrentIndex(std::max(0, policy_->findText(QString::fromStdString(measured.front().policy))));
    for (const control::Comparison& one : measured) {
        session::CompareWish asked = wish();
        asked.workload = one.workload;
        results_[key_of(asked)] = std::make_shared<const control::Comparison>(one);
    }
    const std::vector<control::Mode> all = control::built_modes();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (modes_[i]->isEnabled()) modes_[i]->setChecked(std::ranges::any_of(measured.front().modes, [&](const control::ComparedMode& one) { return one.run.mode == all[i]; }));
    workload_->setCurrentText(QString::fromStdString(measured.front().workload));
    view_->setCurrentIndex(counts_operations(measured.front()) ? kPerOperation : kCycles);
    show_result();
}

void OverheadPane::fold() {
    const int room = parentWidget() != nullptr ? parentWidget()->height() : height();
    int wanted = layout()->contentsMargins().top() + layout()->contentsMargins().bottom() + start_->sizeHint().height() + more_->layout()->heightForWidth(width()) + chart_->least_height(width());
    for (const QWidget* const below : {status_, caveat_})
        if (!below->isHidden()) wanted += below->heightForWidth(width());
    const bool low = wanted + 4 * layout()->spacing() > room;
    unfold_->setVisible(low);
    more_->setVisible(!low || unfold_->isChecked());
}

void OverheadPane::resizeEvent(QResizeEvent* event) {
    Pane::resizeEvent(event);
    fold();
}

void OverheadPane::show_result() {
    const auto found = results_.find(key_of(wish()));
    shown_ = found == results_.end() ? nullptr : found->second;
    chart_->show(shown_);
    const bool news = model_->rowCount() != (shown_ ? static_cast<int>(shown_->modes.size()) : 0) || shown_ != nullptr;
    model_->show(shown_);
    if (news && view_->currentIndex() == kTable) table_->resizeColumnsToContents();
    show_view();
    show_progress();
}

void OverheadPane::show_view() {
    const int view = view_->currentIndex();
    pages_->setCurrentIndex(view == kTable ? 1 : 0);
    if (view == kTable) table_->resizeColumnsToContents();
    const std::string workload = workload_->currentText().toStdString();
    const bool published = references_->isChecked() && view == kPerOperation;
    chart_->set_references(published);
    chart_->set_unit(view == kPercent ? OverheadUnit::kPercentOfNative : view == kPerOperation ? OverheadUnit::kPerOperation : OverheadUnit::kCycles);
    chart_->set_kind(view == kTraps ? OverheadChart::Kind::kTraps : OverheadChart::Kind::kTime);
    QString caveat;
    if (view == kPerOperation && shown_ && !counts_operations(*shown_)) caveat = tr("This workload does many things: there is no one operation to divide by.");
    if (published) {
        if (!caveat.isEmpty()) caveat += u'\n';
        if (has_reference(workload)) caveat += reference_caveat(workload) + u'\n' + tr("Source: %1.").arg(reference_source());
        else if (shown_ && counts_operations(*shown_)) caveat += tr("No published figure that we are certain of is like this workload. There are some for callret, pagefault, exception and ptwrite.");
    }
    caveat_->setText(caveat);
    caveat_->setVisible(!caveat.isEmpty());
    fold();
}

void OverheadPane::show_progress() {
    const bool running = comparing_ && comparing_->state == Comparing::State::kRunning;
    start_->setText(running ? tr("&Cancel") : tr("Me&asure"));
    start_->setToolTip(running ? tr("Ends the measurement; modes that are done stay") : tr("Runs the workload in the chosen modes, in the background"));
    progress_->setVisible(running);
    if (running) {
        const int done = comparing_->comparison ? static_cast<int>(comparing_->comparison->modes.size()) : 0;
        progress_->setRange(0, static_cast<int>(comparing_->modes.size()));
        progress_->setValue(done);
        if (comparing_->modes.empty()) return say(tr("It begins."));
        const QString mode = comparing_->running ? Words::mode(*comparing_->running) : QString();
        return say(tr("%1, mode %2 of %3, %4: %5 cycles", "workload, number, number, mode").arg(QString::fromStdString(comparing_->wish.workload)).arg(done + 1).arg(comparing_->modes.size()).arg(mode, Words::number(comparing_->cycles)));
    }
    if (const QString piece = chart_->chosen_text(); !piece.isEmpty() && view_->currentIndex() != kTable) return say(piece);
    if (!comparing_ || key_of(comparing_->wish) != key_of(wish())) return say(shown_ ? QString() : Words::workload_meaning(workload_->currentText()));
    QStringList parts;
    if (comparing_->state == Comparing::State::kFailed) parts << tr("It could not be measured. %1", "why").arg(Words::detail(comparing_->error));
    if (comparing_->state == Comparing::State::kCancelled) parts << tr("Cancelled: only the modes that were done are shown.");
    for (const control::Mode mode : comparing_->left_out) parts << tr("Left out: %1, which needs hardware assist; “assist” in the machine's file has none.").arg(Words::mode(mode));
    say(parts.join(u' '));
}

void OverheadPane::say(const QString& text) {
    status_->setText(text);
    status_->setVisible(!text.isEmpty());
}

void OverheadPane::retranslate() {
    workload_label_->setText(tr("Workloa&d:"));
    unfold_->setText(tr("Cho&ices"));
    unfold_->setToolTip(tr("Modes, policy, and what the bars are"));
    policy_label_->setText(tr("Po&licy:"));
    view_label_->setText(tr("Sh&ow:"));
    workload_->setAccessibleName(tr("Workload to measure"));
    policy_->setAccessibleName(tr("Policy to measure under"));
    view_->setAccessibleName(tr("What the bars are"));
    policy_->setItemText(0, tr("the machine's own"));
    for (int i = 0; i < workload_->count(); ++i) workload_->setItemData(i, Words::workload_meaning(workload_->itemText(i)), Qt::ToolTipRole);
    for (int i = 1; i < policy_->count(); ++i) policy_->setItemData(i, Words::policy_meaning(static_cast<spec::Policy>(policy_->itemData(i).toInt())), Qt::ToolTipRole);
    const QString views[] = {tr("cycles"), tr("percent of native"), tr("cycles per operation"), tr("traps by cause"), tr("all of it as a table")};
    for (int i = kCycles; i <= kTable; ++i) view_->setItemText(i, views[i]);
    references_->setText(tr("Pu&blished figures"));
    references_->setToolTip(tr("Lays figures from the literature over the bars, outlined. They were not measured here."));
    const std::vector<control::Mode> all = control::built_modes();
    for (std::size_t i = 0; i < all.size(); ++i) {
        modes_[i]->setToolTip(Words::mode_meaning(all[i]));
        modes_[i]->setAccessibleName(tr("Measure %1").arg(Words::mode(all[i])));
    }
    progress_->setAccessibleName(tr("Modes that are done"));
    table_->setAccessibleName(tr("What each mode took"));
    chart_->refresh();
    model_->retranslate();
    show_view();
    show_progress();
}

void OverheadPane::restyle() {
    table_->setFont(theme().font());
    const int height = QFontMetrics(theme().font()).height() + theme().scaled(6);
    table_->verticalHeader()->setMinimumSectionSize(height);
    table_->verticalHeader()->setDefaultSectionSize(height);
    chart_->refresh();
    if (view_->currentIndex() == kTable) table_->resizeColumnsToContents();
    fold();
}

void OverheadPane::changeEvent(QEvent* event) {
    Pane::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) chart_->refresh();
}

bool OverheadPane::worth_a_picture() {
    if (!comparing_) start_or_cancel();
    return comparing_->state != Comparing::State::kRunning;
}

QString OverheadPane::table() const { return shown_ ? QString::fromStdString(control::to_csv(*shown_)) : QString(); }

void OverheadPane::draw(QPainter& painter, const QSizeF& size) { chart_->draw(painter, size); }
QSizeF OverheadPane::drawing_size() const { return chart_->drawing_size(); }

}  // namespace anel::gui
