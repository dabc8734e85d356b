#include "gui/app/scenario_player.hpp"

#include <algorithm>

#include "gui/models/words.hpp"

namespace anel::gui {

namespace {

bool rests(const session::Frame& frame) { return frame.phase != session::Phase::kRunning && frame.phase != session::Phase::kNoMachine; }

}  // namespace

ScenarioPlayer::ScenarioPlayer(PaneContext& context, QObject* parent) : QObject(parent), context_(context), lessons_(scenarios()) {
    pause_.setSingleShot(true);
    connect(&pause_, &QTimer::timeout, this, [this] {
        if (context_.frame()->machine == machine_before_) send(session::NextCrossing{true});
        else enter(step_);
    });
    connect(&experimenter_, &Experimenter::progress, this, [this](int parts) {
        parts_done_ = parts;
        if (state_ == State::kRevealing) Q_EMIT changed();
    });
    connect(&experimenter_, &Experimenter::finished, this, [this](const Outcome& outcome) {
        outcome_ = outcome;
        finish_if_complete();
    });
}

void ScenarioPlayer::retranslate() {
    lessons_ = scenarios();
    if (state_ == State::kRevealed) facts_ = Facts(span_, outcome_.value_or(Outcome{}), context_.language());
    Q_EMIT changed();
}

void ScenarioPlayer::start(std::size_t scenario) {
    if (scenario >= lessons_.size()) return;
    scenario_ = scenario;
    // Nothing of before may stop a lesson on its way.
    context_.send(session::SetBreakpoints{});
    context_.send(session::StopAtCrossings{false});
    state_ = State::kPreparing;
    Q_EMIT started();
    enter(0);
}

void ScenarioPlayer::end() {
    if (!active()) return;
    stop();
    state_ = State::kNone;
    Q_EMIT changed();
    Q_EMIT ended();
}

/// Whatever is under way.
void ScenarioPlayer::stop() {
    ++sent_;
    pause_.stop();
    todo_.clear();
    watched_.reset();
    under_way_ = waits_for_machine_ = obeyed_ = reveals_next_ = false;
    experimenter_.stop();
    if (context_.frame()->phase == session::Phase::kRunning) context_.send(session::Pause{});
}

void ScenarioPlayer::enter(std::size_t index) {
    stop();
    step_ = index;
    hands_ = {};
    span_.reset();
    outcome_.reset();
    parts_done_ = 0;
    facts_ = {};
    error_.clear();
    begin_.reset();
    asked_at_.reset();
    state_ = State::kPreparing;
    if (!step().experiment.empty()) experimenter_.start(step().experiment);
    todo_.assign(step().prepare.begin(), step().prepare.end());
    Q_EMIT changed();
    do_next();
}

void ScenarioPlayer::next() {
    if (!active()) return;
    if (step_ + 1 < scenario().steps.size()) enter(step_ + 1);
    else end();
}

void ScenarioPlayer::back() {
    if (active() && step_ > 0) enter(step_ - 1);
}

void ScenarioPlayer::go_on() {
    if (state_ == State::kRevealed) next();
    else if (active()) reveal();
}

void ScenarioPlayer::reveal() {
    if (state_ == State::kPreparing) reveals_next_ = true;
    if (state_ == State::kRevealing && watched_) {
        // Whoever has seen enough crossings gets the answer.
        session::RunToCrossing rest{*watched_, 1};
        pause_.stop();
        watched_.reset();
        send(rest);
    }
    if (state_ != State::kAsking) return;
    if (!is_where_it_was_asked()) {
        enter(step_);
        reveals_next_ = true;
        return;
    }
    state_ = State::kRevealing;
    todo_.assign(step().reveal.begin(), step().reveal.end());
    Q_EMIT changed();
    do_next();
}

/// A person may have moved the machine meanwhile, or taken another one.
bool ScenarioPlayer::is_where_it_was_asked() const {
    if (step().prepare.empty()) return true;
    const session::Frame& frame = *context_.frame();
    return begin_ && begin_->machine == frame.machine && begin_->now == frame.now && rests(frame);
}

void ScenarioPlayer::raise_hand(std::size_t guess) {
    if (!active() || guess >= step().guesses.size() || state_ == State::kRevealed) return;
    ++hands_[guess];
    Q_EMIT changed();
}

void ScenarioPlayer::forget_hands() {
    hands_ = {};
    Q_EMIT changed();
}

std::optional<session::CrossingFilter> ScenarioPlayer::watched_for() const {
    const auto* const run = std::get_if<session::RunToCrossing>(&todo_.front());
    const bool watched = state_ == State::kRevealing && step().slowly && pause_ms_ > 0 && todo_.size() == 1;
    return watched && run != nullptr ? std::optional(run->wanted) : std::nullopt;
}

void ScenarioPlayer::do_next() {
    if (todo_.empty()) return commands_done();
    watched_ = watched_for();
    page_.reset();
    const session::Command command = std::move(todo_.front());
    todo_.pop_front();
    send(watched_ ? session::Command(session::NextCrossing{true}) : command);
}

/// A question behind the command is answered when the command has been taken up.
void ScenarioPlayer::send(const session::Command& command) {
    const std::uint64_t number = ++sent_;
    obeyed_ = false;
    under_way_ = true;
    waits_for_machine_ = std::holds_alternative<session::Load>(command);
    machine_before_ = context_.frame()->machine;
    context_.send(command);
    if (!waits_for_machine_) context_.ask(this, session::Evaluate{"0"}, [this, number](const session::Answer&) { obeyed_ = obeyed_ || number == sent_; });
}

void ScenarioPlayer::take(const session::FramePtr& frame) {
    printed_.take(*frame);
    if (!under_way_) return;
    if (waits_for_machine_ && frame->error) {
        stop();
        error_ = Words::refusal(*frame->error);
        state_ = State::kAsking;
        Q_EMIT changed();
        return;
    }
    const bool another = frame->machine != machine_before_;
    if (waits_for_machine_ && another) return at_rest();
    // Somebody has taken another machine: the question is asked anew.
    if (another) return enter(step_);
    if (obeyed_ && rests(*frame)) at_rest();
}

void ScenarioPlayer::at_rest() {
    under_way_ = obeyed_ = waits_for_machine_ = false;
    const session::Frame& frame = *context_.frame();
    if (watched_ && frame.phase == session::Phase::kPaused) {
        const bool there = frame.crossing && watched_->fits(*frame.crossing, page_);
        if (!there) return pause_.start(pause_ms_);
    }
    watched_.reset();
    do_next();
}

void ScenarioPlayer::commands_done() {
    if (state_ == State::kPreparing) {
        asked_at_ = context_.frame();
        begin_ = reading_of(*asked_at_);
        state_ = State::kAsking;
        Q_EMIT changed();
        if (std::exchange(reveals_next_, false)) reveal();
    } else if (state_ == State::kRevealing) {
        if (!step().reveal.empty()) span_ = between(*begin_, context_.frame(), printed_);
        finish_if_complete();
    }
}

void ScenarioPlayer::finish_if_complete() {
    const bool machine_done = step().reveal.empty() || span_.has_value();
    const bool beside_done = step().experiment.empty() || outcome_.has_value();
    if (state_ != State::kRevealing || !machine_done || !beside_done) return;
    if (outcome_ && !outcome_->error.empty()) error_ = tr("It could not be measured. %1", "why").arg(Words::detail(outcome_->error));
    facts_ = Facts(span_, outcome_.value_or(Outcome{}), context_.language());
    state_ = State::kRevealed;
    if (step().pane != nullptr) Q_EMIT pane_wanted(step().pane);
    Q_EMIT changed();
}

bool ScenarioPlayer::is_right(std::size_t guess) const {
    if (state_ != State::kRevealed || guess >= step().guesses.size()) return false;
    const auto value = facts_.number(step().judged);
    return value && *value >= step().guesses[guess].least && *value <= step().guesses[guess].most;
}

QString ScenarioPlayer::question() const {
    if (!active()) return {};
    if (!asked_at_) return facts_.fill(step().question);
    return Facts(between(*begin_, asked_at_, printed_), Outcome{}, context_.language()).fill(step().question);
}

QString ScenarioPlayer::sentence() const { return state_ == State::kRevealed && error_.isEmpty() ? facts_.fill(step().sentence) : QString(); }
QString ScenarioPlayer::explanation() const { return state_ == State::kRevealed && error_.isEmpty() ? facts_.fill(step().explanation) : QString(); }
FactTable ScenarioPlayer::table() const { return state_ == State::kRevealed ? table_of(facts_.outcome(), step().table == ScenarioStep::Table::kEndings) : FactTable{}; }

}  // namespace anel::gui
