// What commands do.
#include "gui/session/simulation.hpp"

#include <algorithm>

#include "gui/session/views.hpp"

namespace anel::session {

void Simulation::obey(const Command& command) {
    const bool makes_machine = std::holds_alternative<Load>(command);
    if (const Ask* const ask = std::get_if<Ask>(&command); ask != nullptr && !computer_) {
        answers_.emplace_back(ask->id, NoAnswer{"there is no machine"});
        return;
    }
    // What a window sets up beforehand waits for the machine.
    const bool needs_machine = !makes_machine && !std::holds_alternative<SetSpeed>(command) && !std::holds_alternative<SetBreakpoints>(command) &&
                               !std::holds_alternative<StopAtCrossings>(command) && !std::holds_alternative<Show>(command) &&
                               !std::holds_alternative<Hide>(command);
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
    const bool moved = computer_->history().step_back();
    jumped(moved ? StopReason::kStepped : StopReason::kBeginning);
}

void Simulation::on(const GoTo& command) {
    machine::History& history = computer_->history();
    const Cycles end = history.end().cycle;
    // The last moment of that cycle is where the run goes on from.
    if (command.cycle >= end) {
        history.seek(machine::Moment(history.end()));
        jumped(StopReason::kCycle);
        if (command.cycle > end) go(ToCycle{command.cycle});
    } else {
        history.seek(command.cycle);
        jumped(StopReason::kCycle);
    }
}

void Simulation::on(const NextCrossing& command) { go(ToCrossing{command.any, command.like}); }

void Simulation::on(const RunToCrossing& command) {
    if (command.count != 0) go(ToWanted{command.wanted, command.count, {}});
}

void Simulation::on(const PreviousCrossing& command) {
    const bool found = computer_->history().back_to_crossing([&command](const cpu::Event& event) { return is_wanted(event, command.any, command.like); });
    jumped(found ? StopReason::kCrossing : StopReason::kNotFound);
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
    machine::History& history = computer_->history();
    const machine::Moment now = history.now();
    std::erase_if(typed_, [&now](const TypedThen& one) { return one.at > now; });
    typed_.push_back({now, {history.console().size(), command.text}});
    history.type(command.text);
    new_future();
}

void Simulation::on(const EndInput&) {
    if (computer_->machine().devices().state().input_ended) return;
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
void Simulation::on(const Ask& command) { answers_.emplace_back(command.id, answer(*computer_, watcher_->pyramid(), command.query)); }

/// The machine has been put elsewhere.
void Simulation::jumped(StopReason reason) {
    pause(reason);
    ++jumps_;
    watcher_->moved(computer_->history());
    cut_texts();
}

/// Something came from outside; what the run had come to behind this moment, if anything, is forgotten.
void Simulation::new_future() {
    if (computer_->history().end().cycle < watcher_->pyramid().end()) watcher_->moved(computer_->history());
    cut_texts();
    if (phase_ == Phase::kWaiting) go(goal_);
}

void Simulation::cut_texts() {
    console_shown_ = std::min(console_shown_, computer_->history().console().size());
    log_shown_ = std::min(log_shown_, computer_->history().log().size());
}

}  // namespace anel::session
