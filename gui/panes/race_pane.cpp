#include "gui/panes/race_pane.hpp"

#include <QComboBox>
#include <QLabel>
#include <QMetaObject>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/models/csv.hpp"
#include "gui/models/race_words.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/flow_layout.hpp"
#include "gui/panes/race_track.hpp"
#include "monitor/control/workloads.hpp"

namespace anel::gui {

using control::Mode;
using session::RaceMeasure;
using session::RaceShown;

namespace {

constexpr double kSpeeds[] = {10'000, 100'000, 1'000'000, 10'000'000, 0};
constexpr int kUsualSpeed = 2;

}  // namespace

RacePane::RacePane(PaneContext& context)
    : Pane(context), workload_(new QComboBox), modes_{new QComboBox, new QComboBox}, measure_(new QComboBox), speed_(new QComboBox), workload_label_(new QLabel),
      mode_labels_{new QLabel, new QLabel}, measure_label_(new QLabel), speed_label_(new QLabel), start_(new QPushButton), reset_(new QPushButton), scroll_(new QScrollArea),
      track_(new RaceTrack([this]() -> const Theme& { return theme(); })), meaning_(new QLabel), status_(new QLabel) {
    for (const control::Workload& workload : control::workloads()) workload_->addItem(QString::fromUtf8(workload.name.data(), static_cast<qsizetype>(workload.name.size())));
    workload_->setCurrentText(QString::fromUtf8(control::kDefaultWorkload.data(), static_cast<qsizetype>(control::kDefaultWorkload.size())));
    for (QComboBox* const box : modes_)
        for (const Mode mode : control::built_modes()) box->addItem(Words::mode(mode), static_cast<int>(mode));
    modes_[1]->setCurrentIndex(modes_[1]->findData(static_cast<int>(Mode::kFullTrap)));
    for (const RaceMeasure measure : {RaceMeasure::kGuest, RaceMeasure::kPrograms}) measure_->addItem(QString(), static_cast<int>(measure));
    for (const double speed : kSpeeds) speed_->addItem(QString(), speed);
    speed_->setCurrentIndex(kUsualSpeed);
    workload_->setObjectName(QStringLiteral("race_workload"));
    modes_[0]->setObjectName(QStringLiteral("race_first"));
    modes_[1]->setObjectName(QStringLiteral("race_second"));
    measure_->setObjectName(QStringLiteral("race_measure"));
    speed_->setObjectName(QStringLiteral("race_speed"));
    start_->setObjectName(QStringLiteral("race_start"));
    reset_->setObjectName(QStringLiteral("race_reset"));
    const std::pair<QLabel*, QComboBox*> pairs[] = {{workload_label_, workload_}, {mode_labels_[0], modes_[0]}, {mode_labels_[1], modes_[1]}, {measure_label_, measure_}, {speed_label_, speed_}};
    auto* const choices = new FlowLayout;
    for (const auto& [label, box] : pairs) {
        label->setBuddy(box);
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        choices->addWidget(labelled(label, box));
    }
    choices->addWidget(labelled(start_, reset_));
    scroll_->setWidget(track_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setMinimumHeight(80);
    for (QLabel* const label : {meaning_, status_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addLayout(choices);
    layout->addWidget(scroll_, 1);
    layout->addWidget(meaning_);
    layout->addWidget(status_);
    setFocusProxy(start_);
    fit_measure();

    connect(start_, &QPushButton::clicked, this, [this] { start_or_pause(); });
    connect(reset_, &QPushButton::clicked, this, [this] { reset(); });
    for (QComboBox* const box : {workload_, modes_[0], modes_[1], measure_})
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            fit_measure();
            if (racer_) reset();
            say();
        });
    connect(speed_, &QComboBox::currentIndexChanged, this, [this] {
        if (racer_) racer_->set_speed(speed_->currentData().toDouble());
    });
}

RacePane::~RacePane() { racer_.reset(); }

QString RacePane::title() const { return tr("Race"); }

QString RacePane::help() const {
    return tr("Runs one workload in two modes at once and brings both, again and again, to the same point of their guest's work. The bars are the cycles that each has taken to get there. "
              "The machine that the window shows is not touched; its file and its policy are taken over.");
}

void RacePane::show_frame(const session::Frame& frame) {
    if (frame.machine == 0) return;
    if (frame.configuration.machine_file == machine_file_ && frame.configuration.policy == policy_) return;
    machine_file_ = frame.configuration.machine_file;
    policy_ = frame.configuration.policy;
    if (racer_) reset();
}

void RacePane::seen_changed(bool seen) {
    if (!seen && racer_) racer_->pause();
}

session::RaceWish RacePane::wish() const {
    session::RaceWish wish;
    wish.machine_file = machine_file_;
    wish.policy = policy_;
    wish.workload = workload_->currentText().toStdString();
    for (std::size_t i = 0; i < 2; ++i) wish.modes[i] = static_cast<Mode>(modes_[i]->currentData().toInt());
    wish.measure = static_cast<RaceMeasure>(measure_->currentData().toInt());
    return wish;
}

/// The guest's instructions can be counted only where both modes run its kernel as it is.
void RacePane::fit_measure() {
    const session::RaceWish now = wish();
    const bool countable = std::ranges::all_of(now.modes, session::counts_guest);
    const QSignalBlocker quiet(measure_);
    measure_->setEnabled(countable);
    if (!countable) measure_->setCurrentIndex(measure_->findData(static_cast<int>(RaceMeasure::kPrograms)));
}

void RacePane::start_or_pause() {
    if (running()) return racer_->pause();
    if (!set_ || (shown_ && shown_->state == RaceShown::State::kEnded)) reset();
    racer_->run();
}

void RacePane::reset() {
    if (!racer_) {
        racer_ = std::make_unique<session::Racer>([this] { QMetaObject::invokeMethod(this, [this] { take(); }, Qt::QueuedConnection); });
        racer_->set_speed(speed_->currentData().toDouble());
    }
    set_ = true;
    number_ = racer_->set(wish());
}

void RacePane::take() {
    const session::RaceShownPtr taken = racer_->take();
    if (!taken || taken->number != number_) return;
    shown_ = taken;
    track_->show(shown_);
    say();
}

void RacePane::say() {
    start_->setText(running() ? tr("P&ause") : tr("St&art"));
    reset_->setEnabled(shown_ != nullptr);
    const session::RaceWish now = wish();
    QString meaning = RaceWords::measure_meaning(now.measure);
    if (!measure_->isEnabled()) meaning += u' ' + tr("All the guest's instructions cannot be compared here: full-translate runs other code in their place, and a paravirtual kernel does other things.");
    meaning_->setText(meaning);
    QString status;
    QStringList all_of_it;
    if (shown_ && shown_->state == RaceShown::State::kFailed) status = tr("It could not be run. %1", "why").arg(Words::detail(shown_->error));
    else if (shown_) {
        for (const session::RaceLane& lane : shown_->lanes)
            if (lane.ended && !lane.finished) {
                status += tr("%1: %2.").arg(Words::mode(lane.mode), RaceWords::ending(lane)) + u' ';
                all_of_it << Words::mode(lane.mode) + QStringLiteral(". ") + Words::detail(lane.ending);
            }
        track_->setAccessibleDescription(RaceWords::standing(*shown_));
    }
    status_->setText(status);
    status_->setToolTip(all_of_it.join(u'\n'));
    status_->setVisible(!status.isEmpty());
}

void RacePane::retranslate() {
    workload_label_->setText(tr("Wor&kload:"));
    mode_labels_[0]->setText(tr("&One:"));
    mode_labels_[1]->setText(tr("Agai&nst:"));
    measure_label_->setText(tr("Aligned &by:"));
    speed_label_->setText(tr("Spee&d:"));
    workload_->setAccessibleName(tr("Workload of the race"));
    modes_[0]->setAccessibleName(tr("First mode"));
    modes_[1]->setAccessibleName(tr("Second mode"));
    measure_->setAccessibleName(tr("What both are aligned by"));
    speed_->setAccessibleName(tr("Speed of the race"));
    for (int i = 0; i < workload_->count(); ++i) workload_->setItemData(i, Words::workload_meaning(workload_->itemText(i)), Qt::ToolTipRole);
    for (QComboBox* const box : modes_)
        for (int i = 0; i < box->count(); ++i) box->setItemData(i, Words::mode_meaning(static_cast<Mode>(box->itemData(i).toInt())), Qt::ToolTipRole);
    for (int i = 0; i < measure_->count(); ++i) measure_->setItemText(i, RaceWords::measure(static_cast<RaceMeasure>(measure_->itemData(i).toInt())));
    for (int i = 0; i + 1 < speed_->count(); ++i) speed_->setItemText(i, tr("%1 a second", "instructions").arg(Words::number(static_cast<std::uint64_t>(kSpeeds[i]))));
    speed_->setItemText(speed_->count() - 1, tr("full speed"));
    reset_->setText(tr("Rese&t"));
    reset_->setToolTip(tr("Both machines from the beginning"));
    track_->setAccessibleName(tr("The two lanes"));
    scroll_->setAccessibleName(track_->accessibleName());
    track_->refresh();
    say();
}

void RacePane::restyle() { track_->refresh(); }

QString RacePane::table() const {
    if (!shown_) return {};
    QString text = QStringList({csv_field(tr("mode")), csv_field(RaceWords::measure(shown_->wish.measure)), csv_field(tr("cycles"))}).join(u',') + QStringLiteral("\r\n");
    for (const session::RaceLane& lane : shown_->lanes)
        for (const session::RacePoint& point : lane.way) text += QStringLiteral("%1,%2,%3\r\n").arg(Words::mode(lane.mode)).arg(point.progress).arg(point.cycles);
    return text;
}

void RacePane::draw(QPainter& painter, const QSizeF& size) { track_->draw(painter, size); }
QSizeF RacePane::drawing_size() const { return track_->drawing_size(); }

bool RacePane::worth_a_picture() {
    if (!set_) {
        speed_->setCurrentIndex(speed_->count() - 1);
        start_or_pause();
    }
    return shown_ && (shown_->state == RaceShown::State::kEnded || shown_->state == RaceShown::State::kFailed);
}

}  // namespace anel::gui
