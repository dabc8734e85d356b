#include "gui/app/chooser.hpp"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>

#include "gui/models/words.hpp"
#include "gui/panes/flow_layout.hpp"
#include "monitor/control/workloads.hpp"

namespace anel::gui {

namespace {

constexpr double kSpeeds[] = {1, 2, 5, 10, 30, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 0};
constexpr int kSlow = 2;

QString text_of(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

void choose(QComboBox* box, const QVariant& data) {
    const QSignalBlocker quiet(box);
    if (const int at = box->findData(data); at >= 0) box->setCurrentIndex(at);
}

}  // namespace

QComboBox* Chooser::add(QLabel*& label) {
    auto* const box = new QComboBox;
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    label = new QLabel;
    label->setBuddy(box);
    parts_ << labelled(label, box);
    return box;
}

Chooser::Chooser(PaneContext& context, QObject* parent)
    : QObject(parent), context_(context), mode_(add(mode_label_)), policy_(add(policy_label_)), workload_(add(workload_label_)), speed_(add(speed_label_)) {
    for (const control::Mode mode : control::built_modes()) mode_->addItem(Words::mode(mode), static_cast<int>(mode));
    policy_->addItem(QString(), -1);
    for (const spec::PolicyRow& row : spec::kPolicies) policy_->addItem(text_of(row.name), static_cast<int>(row.id));
    workload_->addItem(QString(), QString());
    for (const control::Workload& workload : control::workloads()) workload_->addItem(text_of(workload.name), text_of(workload.name));
    for (const double speed : kSpeeds) speed_->addItem(QString(), speed);
    speed_->setCurrentIndex(speed_->count() - 1);
    mode_->setObjectName(QStringLiteral("mode"));
    policy_->setObjectName(QStringLiteral("policy"));
    workload_->setObjectName(QStringLiteral("workload"));
    speed_->setObjectName(QStringLiteral("speed"));
    for (QComboBox* const box : {mode_, policy_, workload_}) connect(box, &QComboBox::currentIndexChanged, this, [this] { load(); });
    connect(speed_, &QComboBox::currentIndexChanged, this, [this] { context_.send(session::SetSpeed{speed()}); });
}

session::Configuration Chooser::chosen() const {
    // Of what the machine is, what has no box here stays, unless the workload brings its own.
    session::Configuration configuration;
    const std::string workload = workload_->currentData().toString().toStdString();
    if (workload.empty() && shown_.workload.empty()) configuration = shown_;
    configuration.mode = static_cast<control::Mode>(mode_->currentData().toInt());
    const int policy = policy_->currentData().toInt();
    configuration.policy = policy >= 0 ? std::optional(static_cast<spec::Policy>(policy)) : std::nullopt;
    configuration.workload = workload;
    configuration.machine_file = machine_file_;
    return configuration;
}

void Chooser::load() {
    const session::Configuration configuration = chosen();
    context_.send(session::Load{configuration});
    Q_EMIT loading(configuration);
}

void Chooser::choose_machine(const QString& file) {
    machine_file_ = file.toStdString();
    load();
}

double Chooser::speed() const { return speed_->currentData().toDouble(); }

void Chooser::choose_slow() {
    if (speed() == 0) speed_->setCurrentIndex(kSlow);
}

void Chooser::show_frame(const session::Frame& frame) {
    // A machine that could not be made leaves the old one, and the choice goes back to it.
    if (frame.machine == machine_ && !frame.error) return;
    machine_ = frame.machine;
    choose(mode_, static_cast<int>(frame.configuration.mode));
    choose(policy_, frame.configuration.policy ? static_cast<int>(*frame.configuration.policy) : -1);
    choose(workload_, QString::fromStdString(frame.configuration.workload));
    machine_file_ = frame.configuration.machine_file;
    shown_ = frame.configuration;
    name_no_workload();
}

void Chooser::name_no_workload() {
    session::Configuration none = shown_;
    if (!none.workload.empty()) none = {};
    workload_->setItemText(0, Words::workload(none));
}

/// Very large words in full would leave no room below; a choice that ends in dots is whole when it is opened.
void Chooser::restyle(const Theme& theme) {
    constexpr int kInFullUpTo = 200, kCharacters = 8;
    const bool in_full = theme.percent() <= kInFullUpTo;
    for (QComboBox* const box : {mode_, policy_, workload_, speed_}) {
        box->setMinimumContentsLength(in_full ? 0 : kCharacters);
        box->setSizeAdjustPolicy(in_full ? QComboBox::AdjustToContents : QComboBox::AdjustToMinimumContentsLengthWithIcon);
    }
}

void Chooser::retranslate() {
    mode_label_->setText(tr("&Mode:"));
    policy_label_->setText(tr("&Policy:"));
    workload_label_->setText(tr("&Workload:"));
    speed_label_->setText(tr("&Speed:"));
    mode_->setAccessibleName(tr("Mode"));
    policy_->setAccessibleName(tr("Policy"));
    workload_->setAccessibleName(tr("Workload"));
    speed_->setAccessibleName(tr("Speed"));
    const QString anew = tr("A change starts the machine anew.");
    mode_->setToolTip(tr("How the operating system is run.") + u' ' + anew);
    policy_->setToolTip(tr("What sensitive instructions do outside their ring.") + u' ' + anew);
    workload_->setToolTip(tr("What the operating system is made to do.") + u' ' + anew);
    speed_->setToolTip(tr("Instructions in a second of yours."));
    for (int i = 0; i < mode_->count(); ++i) mode_->setItemData(i, Words::mode_meaning(static_cast<control::Mode>(mode_->itemData(i).toInt())), Qt::ToolTipRole);
    policy_->setItemText(0, tr("the machine's own"));
    for (int i = 1; i < policy_->count(); ++i) policy_->setItemData(i, Words::policy_meaning(static_cast<spec::Policy>(policy_->itemData(i).toInt())), Qt::ToolTipRole);
    name_no_workload();
    for (int i = 0; i < workload_->count(); ++i) workload_->setItemData(i, Words::workload_meaning(workload_->itemData(i).toString()), Qt::ToolTipRole);
    for (int i = 0; i + 1 < speed_->count(); ++i) speed_->setItemText(i, tr("%1 a second", "instructions").arg(Words::number(static_cast<std::uint64_t>(kSpeeds[i]))));
    speed_->setItemText(speed_->count() - 1, tr("full speed"));
}

}  // namespace anel::gui
