#include "gui/app/controls.hpp"

#include <QAction>
#include <QInputDialog>
#include <QMenu>
#include <QRegularExpression>

#include "gui/app/chooser.hpp"
#include "gui/models/words.hpp"

namespace anel::gui {

QAction* Controls::add(const char* object_name, const QList<QKeySequence>& keys, Symbol symbol) {
    auto* const action = new QAction(this);
    action->setObjectName(QLatin1String(object_name));
    action->setShortcuts(keys);
    // Also while one pane fills the screen.
    action->setShortcutContext(Qt::ApplicationShortcut);
    actions_ << action;
    symbols_ << symbol;
    return action;
}

Controls::Controls(PaneContext& context, Chooser& chooser, QWidget* window)
    : QObject(window), context_(context), chooser_(chooser), window_(window),
      run_(add("run", {Qt::Key_F8}, Symbol::kRun)), slow_run_(add("slow_run", {Qt::Key_F6}, Symbol::kSlowRun)), step_(add("step", {Qt::Key_F5}, Symbol::kStep)),
      step_over_(add("step_over", {Qt::Key_F7}, Symbol::kStepOver)), step_back_(add("step_back", {Qt::Key_F4}, Symbol::kStepBack)),
      next_trap_(add("next_trap", {Qt::Key_F9}, Symbol::kNextTrap)), previous_trap_(add("previous_trap", {Qt::SHIFT | Qt::Key_F9}, Symbol::kPreviousTrap)),
      next_crossing_(add("next_crossing", {Qt::CTRL | Qt::Key_F9}, Symbol::kNextTrap)), go_to_(add("go_to_cycle", {Qt::CTRL | Qt::Key_G}, Symbol::kGoTo)),
      slow_motion_(add("slow_motion", {Qt::CTRL | Qt::Key_M}, Symbol::kSlowMotion)), reset_(add("reset", {Qt::Key_F3}, Symbol::kReset)),
      give_up_(add("give_up", {Qt::Key_Escape}, Symbol::kPause)) {
    slow_motion_->setCheckable(true);
    const auto sends = [this](QAction* action, session::Command command) { connect(action, &QAction::triggered, this, [this, command] { context_.send(command); }); };
    connect(run_, &QAction::triggered, this, [this] { run_or_pause(); });
    connect(slow_run_, &QAction::triggered, this, [this] { run_slowly(); });
    sends(step_, session::Step{1});
    sends(step_over_, session::StepOverTrap{});
    sends(step_back_, session::StepBack{});
    sends(next_trap_, session::NextCrossing{false});
    sends(previous_trap_, session::PreviousCrossing{false});
    sends(next_crossing_, session::NextCrossing{true});
    sends(reset_, session::Reset{});
    sends(give_up_, session::Pause{});
    // Where there is nothing to give up, Escape is the panes'.
    give_up_->setEnabled(false);
    connect(go_to_, &QAction::triggered, this, [this] { ask_for_cycle(); });
    connect(slow_motion_, &QAction::toggled, this, [this](bool on) { context_.send(session::StopAtCrossings{on}); });
}

void Controls::run_or_pause() {
    if (runs_) context_.send(session::Pause{});
    else context_.send(session::Run{});
}

void Controls::run_slowly() {
    if (runs_) return context_.send(session::Pause{});
    chooser_.choose_slow();
    context_.send(session::Run{});
}

void Controls::ask_for_cycle() {
    const session::Frame& frame = *context_.frame();
    QInputDialog dialog(window_);
    dialog.setWindowTitle(tr("Go to a cycle"));
    dialog.setLabelText(tr("Cycle, from 0; the run has come to %1:").arg(Words::number(frame.end.cycle)));
    dialog.setTextValue(QString::number(frame.now.cycle));
    dialog.setOkButtonText(tr("Go"));
    dialog.setCancelButtonText(tr("Cancel"));
    if (dialog.exec() != QDialog::Accepted) return;
    // Digits, or groups of three as one language or another writes them: of anything else no number is made up.
    static const QRegularExpression a_number(QStringLiteral("^(\\d+|\\d{1,3}([.,\\s]\\d{3})+)$"));
    const QString text = dialog.textValue().trimmed();
    QString digits = text;
    bool is_number = a_number.match(text).hasMatch();
    const Cycles cycle = digits.remove(QRegularExpression(QStringLiteral("\\D"))).toULongLong(is_number ? &is_number : nullptr);
    if (is_number) context_.send(session::GoTo{cycle});
    else Q_EMIT refused(tr("“%1” is no cycle. Write a whole number, from 0 on, such as 1200000.").arg(text));
}

void Controls::add_to(QMenu& menu) const {
    for (QAction* const action : actions_) {
        if (action == step_ || action == next_trap_ || action == go_to_ || action == reset_) menu.addSeparator();
        menu.addAction(action);
    }
}

QList<QAction*> Controls::buttons() const { return {reset_, step_back_, step_, step_over_, slow_run_, run_, previous_trap_, next_trap_, go_to_, slow_motion_}; }

void Controls::show_frame(const session::Frame& frame) {
    const bool runs = frame.phase == session::Phase::kRunning || frame.phase == session::Phase::kWaiting;
    const bool machine = frame.machine != 0;
    const bool goes_on = machine && frame.phase != session::Phase::kEnded;
    const bool has_past = machine && frame.now.cycle > 0;
    run_->setEnabled(goes_on);
    slow_run_->setEnabled(goes_on);
    for (QAction* const action : {step_, step_over_, next_trap_, next_crossing_}) action->setEnabled(goes_on && !runs);
    for (QAction* const action : {step_back_, previous_trap_}) action->setEnabled(has_past && !runs);
    give_up_->setEnabled(frame.journey.has_value());
    go_to_->setEnabled(machine);
    reset_->setEnabled(machine);
    if (runs == runs_) return;
    runs_ = runs;
    look_of_run();
}

void Controls::look_of_run() {
    run_->setText(runs_ ? tr("&Pause") : tr("&Run"));
    run_->setIcon(icon_of(runs_ ? Symbol::kPause : Symbol::kRun, context_.theme().palette()));
    run_->setToolTip(runs_ ? tr("Pause (%1)").arg(run_->shortcut().toString(QKeySequence::NativeText)) : tr("Run (%1)").arg(run_->shortcut().toString(QKeySequence::NativeText)));
}

void Controls::retranslate() {
    slow_run_->setText(tr("Run s&lowly"));
    step_->setText(tr("&Step"));
    step_over_->setText(tr("Step &over a trap"));
    step_back_->setText(tr("Step &back"));
    next_trap_->setText(tr("&Next trap"));
    previous_trap_->setText(tr("Pre&vious trap"));
    next_crossing_->setText(tr("Next ring &crossing"));
    go_to_->setText(tr("&Go to a cycle…"));
    slow_motion_->setText(tr("Slow &motion"));
    reset_->setText(tr("R&eset"));
    give_up_->setText(tr("G&ive the journey up"));
    give_up_->setStatusTip(tr("Of a long way through the run: the machine stays where it was"));
    slow_run_->setStatusTip(tr("Runs at the chosen speed, or at some instructions a second"));
    step_->setStatusTip(tr("One instruction, trap or interrupt"));
    step_over_->setStatusTip(tr("One instruction with all that is done about it"));
    step_back_->setStatusTip(tr("Back to before the last instruction, trap or interrupt"));
    slow_motion_->setStatusTip(tr("The run stops behind each ring crossing, and a sentence says what happened"));
    for (QAction* const action : actions_) {
        if (action == run_) continue;
        QString text = action->text();
        action->setToolTip(QStringLiteral("%1 (%2)").arg(text.remove(u'&').remove(u'…'), action->shortcut().toString(QKeySequence::NativeText)));
    }
    look_of_run();
}

void Controls::restyle() {
    for (qsizetype i = 0; i < actions_.size(); ++i) actions_[i]->setIcon(icon_of(symbols_[i], context_.theme().palette()));
    look_of_run();
}

}  // namespace anel::gui
