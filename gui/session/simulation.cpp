// What commands do.
#include "gui/session/simulation.hpp"

#include <algorithm>

#include "gui/session/views.hpp"

namespace anel::session {

void Simulation::obey(const Command& command) {
    const bool makes_machine = std::holds_alternative<Load>(command);
    // What a window sets up beforehand waits for the machine.
    const bool needs_machine = !makes_machine && !std::holds_alternative<SetSpeed>(command) && !std::holds_alternative<SetBreakpoints>(command) &&
                               !std::holds_alternative<StopAtCrossings>(command) && !std::holds_alternative<Show>(command) &&
                               !std::holds_alternative<Hide>(command) && !std::holds_alternative<Ask>(command);
    if (needs_machine && !computer_) return;
    std::visit([this](const auto& one) { on(one); }, command);
}

void Simulation::on(const Load& command) {
    auto made = Computer::make(command.configuration);
    if (!made) {
        error_ = Refusal{Refusal::Of::kMachine, made.error().message};
        return;
    }
    start(std::move(*made));
}

void Simulation::on(const Reset&) { on(Load{computer_->configuration()}); }

void Simulation::start(std::unique_ptr<Computer> computer) {
    computer_ = std::move(computer);
    computer_->cpu().watch(kEventCapacity);
    watcher_ = std::make_unique<Watcher>(computer_->cpu().state());
    phase_ = Phase::kPaused;
    stop_ = StopReason::kReset;
    console_shown_ = log_shown_ = 0;
    typed_.clear();
    ++machines_;
}

void Simulation::go(Goal goal) {
    goal_ = std::move(goal);
    phase_ = Phase::kRunning;
    idle_ = 0;
    not_before_ = {};
    pace_.begin(Pace::Clock::now(), computer_->cpu().counters().instructions, computer_->cpu().cycle());
    arm();
}

/// What stops the CPU on its way to the goal.
void Simulation::arm() {
    std::vector<std::uint32_t> stops;
    if (!goes_straight(goal_)) stops = breakpoints_;
    if (const ToAddress* const to = std::get_if<ToAddress>(&goal_)) stops.insert(std::ranges::lower_bound(stops, to->address), to->address);
    computer_->cpu().set_breakpoints(std::move(stops));
}

void Simulation::pause(StopReason reason) {
    phase_ = Phase::kPaused;
    stop_ = reason;
    computer_->cpu().set_breakpoints({});
}

void Simulation::on(const Run&) { go(ToTheEnd{}); }

void Simulation::on(const Pause&) {
    if (phase_ == Phase::kRunning || phase_ == Phase::kWaiting) pause(StopReason::kAsked);
}

void Simulation::on(const Step& command) {
    if (command.count != 0) go(Steps{command.count});
}

void Simulation::on(const StepOverTrap&) {
    const cpu::CpuState& state = computer_->cpu().state();
    go(OverTrap{state.pc, debug::Context::of(state), false});
}

void Simulation::on(const StepBack&) {
    travel([](machine::History& history, const machine::OnWay& on_way) { return history.step_back(on_way) ? StopReason::kStepped : StopReason::kBeginning; });
}

void Simulation::on(const GoTo& command) {
    const Cycles end = computer_->history().end().cycle;
    travel([&](machine::History& history, const machine::OnWay& on_way) {
        // The last moment of that cycle is where the run goes on from.
        if (command.cycle >= end) history.seek(history.end(), on_way);
        else history.seek(command.cycle, on_way);
        return StopReason::kCycle;
    });
    if (command.cycle > end && !given_up_) go(ToCycle{command.cycle});
}

void Simulation::on(const NextCrossing& command) { go(ToCrossing{command.any, command.like}); }

void Simulation::on(const RunToCrossing& command) {
    if (command.count != 0) go(ToWanted{command.wanted, command.count, {}});
}

void Simulation::on(const PreviousCrossing& command) {
    const auto wanted = [&command](const cpu::Event& event) { return is_wanted(event, command.any, command.like); };
    travel([&](machine::History& history, const machine::OnWay& on_way) { return history.back_to_crossing(wanted, on_way) ? StopReason::kCrossing : StopReason::kNotFound; });
}

void Simulation::on(const EndOfStory&) {
    const std::vector<cpu::Event> events = watcher_->last();
    const auto trap = std::ranges::find_if(events.rbegin(), events.rend(), [](const cpu::Event& event) { return is_trap(event.kind); });
    if (trap == events.rend()) return;
    ToStoryEnd story{{trap->to}};
    for (auto event = trap.base(); event != events.end(); ++event) story.go_on(*event);
    if (!story.is_over()) go(std::move(story));
}

void Simulation::on(const RunTo& command) { go(ToAddress{command.address}); }

void Simulation::on(const SetSpeed& command) {
    pace_.want(command.instructions_per_second);
    if (running()) go(goal_);
}

void Simulation::on(const Type& command) {
    if (computer_->machine().devices().state().input_ended) {
        error_ = Refusal{Refusal::Of::kTyping, "the console's input has ended; nothing can be typed behind that"};
        return;
    }
    if (!begins_new_future()) {
        error_ = Refusal{Refusal::Of::kTyping, "the count of what had happened by now was given up; nothing was typed"};
        return;
    }
    machine::History& history = computer_->history();
    const machine::Moment now = history.now();
    std::erase_if(typed_, [&now](const TypedThen& one) { return one.at > now; });
    typed_.push_back({now, {history.console().size(), command.text}});
    history.type(command.text);
    new_future();
}

void Simulation::on(const EndInput&) {
    if (computer_->machine().devices().state().input_ended || !begins_new_future()) return;
    const machine::Moment now = computer_->history().now();
    std::erase_if(typed_, [&now](const TypedThen& one) { return one.at > now; });
    computer_->history().end_input();
    new_future();
}

void Simulation::on(const SetBreakpoints& command) {
    breakpoints_ = command.addresses;
    std::ranges::sort(breakpoints_);
    breakpoints_.erase(std::ranges::unique(breakpoints_).begin(), breakpoints_.end());
    if (running()) arm();
}

void Simulation::on(const StopAtCrossings& command) { slow_motion_ = command.on; }
void Simulation::on(const Show& command) { views_[command.id] = command.view; }
void Simulation::on(const Hide& command) { views_.erase(command.id); }
void Simulation::on(const Ask& command) { answer(command); }

bool Simulation::answer(const Ask& ask, const std::function<bool()>& may_go_on) {
    std::optional<Answer> given = NoAnswer{"there is no machine"};
    if (computer_) given = session::answer(*computer_, watcher_->pyramid(), ask.query, may_go_on);
    if (given) answers_.emplace_back(ask.id, std::move(*given));
    return given.has_value();
}

/// Of a way to a place, or of what must be counted behind it.
machine::OnWay Simulation::on_way(bool counts) {
    given_up_ = false;
    if (!on_journey_) return {};
    return [this, counts](Cycles done, Cycles of) {
        given_up_ = !on_journey_({counts, done, of});
        return !given_up_;
    };
}

template <class Move>
void Simulation::travel(Move move) {
    machine::History& history = computer_->history();
    const bool ended = phase_ == Phase::kEnded;
    const StopReason end = stop_;
    pause(StopReason::kAsked);
    const machine::History::Kept before = history.here();
    const StopReason reason = move(history, on_way(false));
    if (!given_up_ && !watcher_->moved(history, on_way(true))) history.return_to(before);
    if (given_up_) {
        if (!ended) return;
        phase_ = Phase::kEnded;
        stop_ = end;
        return;
    }
    ++jumps_;
    cut_texts();
    pause(reason);
}

/// What lies behind this moment, if anything, is about to be forgotten. False: what must be counted for that was given up.
bool Simulation::begins_new_future() { return watcher_->forget_future(computer_->history(), on_way(true)); }

/// Something came from outside.
void Simulation::new_future() {
    cut_texts();
    if (phase_ == Phase::kWaiting) go(goal_);
}

void Simulation::cut_texts() {
    console_shown_ = std::min(console_shown_, computer_->history().console().size());
    log_shown_ = std::min(log_shown_, computer_->history().log().size());
}

}  // namespace anel::session
