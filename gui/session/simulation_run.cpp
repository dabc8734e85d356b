// Running, piece by piece.
#include <algorithm>

#include "gui/session/simulation.hpp"

namespace anel::session {

using cpu::Stop;

namespace {

/// So long a command waits at most.
constexpr std::chrono::milliseconds kSlice{5};
/// From so many instructions on, a slow speed's are run and not stepped. An instruction takes at least a cycle.
constexpr std::uint64_t kManySteps = 20'000;
constexpr unsigned kStepsBetweenLooks = 256;
/// A guest that waits for its clock or for a person need not heat the host.
constexpr std::chrono::milliseconds kIdleWait{20};

}  // namespace

void Simulation::go_on(Time now) {
    const Time deadline = now + kSlice;
    const cpu::Cpu& cpu = computer_->cpu();
    const auto instructions = [&cpu] { return cpu.counters().instructions; };
    const bool by_steps = std::holds_alternative<Steps>(goal_);
    const bool slow = pace_.wanted() > 0 && !goes_straight(goal_);
    if (slow) {
        std::uint64_t allowed = pace_.allowed(now, instructions());
        if (allowed > kManySteps && !by_steps) {
            run_piece(std::min<Cycles>(allowed, kPiece));
        } else {
            for (unsigned steps = 0; allowed > 0 && running(); --allowed) {
                step_once();
                if (++steps % kStepsBetweenLooks == 0 && Pace::Clock::now() >= deadline) break;
            }
        }
    } else {
        unsigned steps = 0;
        do {
            if (by_steps) step_once();
            else run_piece(kPiece);
        } while (running() && ((by_steps && ++steps % kStepsBetweenLooks != 0) || Pace::Clock::now() < deadline));
    }
    const Time after = Pace::Clock::now();
    pace_.measure(after, instructions(), cpu.cycle());
    if (!running()) return;
    if (slow) not_before_ = pace_.allowed(after, instructions()) > 0 ? after : pace_.next(after, instructions());
    const devices::DeviceState& devices = computer_->machine().devices().state();
    const bool waits = cpu.state().waiting && devices.input.empty() && !devices.input_ended && !computer_->history().in_the_past();
    if (!slow && waits && std::holds_alternative<ToTheEnd>(goal_)) not_before_ = after + kIdleWait;
}

void Simulation::run_piece(Cycles most) {
    machine::History& history = computer_->history();
    const OverTrap* const over = std::get_if<OverTrap>(&goal_);
    if (over != nullptr && !over->inside) return step_once();
    const machine::Moment before = history.now();
    Cycles until = before.cycle + most;
    if (const ToCycle* const to = std::get_if<ToCycle>(&goal_)) until = std::min(until, to->cycle);
    const bool crossings = over != nullptr || std::holds_alternative<ToCrossing>(goal_) || std::holds_alternative<ToWanted>(goal_) ||
                           std::holds_alternative<ToStoryEnd>(goal_) || (slow_motion_ && !goes_straight(goal_));
    const Stop stop = crossings ? history.run_to_crossing(until) : history.run(until);
    behind(stop, before);
}

void Simulation::step_once() {
    machine::History& history = computer_->history();
    const machine::Moment before = history.now();
    Stop stop = history.step();
    // What was typed in this very moment may wake it.
    if (stop == Stop::kIdle && history.now() == before) stop = history.step();
    behind(stop, before);
}

/// Takes what happened in a piece of the run since `before`, and decides whether it goes on.
void Simulation::behind(Stop stop, const machine::Moment& before) {
    const std::optional<cpu::Event> crossing = take_events();
    const machine::History& history = computer_->history();
    const bool moved = history.now() > before;
    if (stop == Stop::kPoweredOff || stop == Stop::kTripleFault) return end(stop);
    if (stop == Stop::kIdle && !moved && ++idle_ > 1) return end(stop);
    if (moved) idle_ = 0;
    if (reached(crossing)) return;
    const ToCrossing* const to_crossing = std::get_if<ToCrossing>(&goal_);
    const bool passes_by = goes_straight(goal_) || std::holds_alternative<ToStoryEnd>(goal_) || (to_crossing != nullptr && to_crossing->like);
    if (slow_motion_ && crossing && !passes_by) return pause(StopReason::kCrossing);
    // A piece may end in front of an instruction that the next one would begin with.
    const bool in_front = stop == Stop::kBreakpoint || (moved && stop != Stop::kIdle && !computer_->cpu().state().waiting);
    if (in_front && computer_->cpu().is_breakpoint(computer_->cpu().state().pc)) pause(StopReason::kBreakpoint);
}

/// Whether the goal has been come to; then it is paused.
bool Simulation::reached(const std::optional<cpu::Event>& crossing) {
    const cpu::CpuState& state = computer_->cpu().state();
    if (Steps* const steps = std::get_if<Steps>(&goal_)) {
        if (--steps->left != 0) return false;
        pause(StopReason::kStepped);
    } else if (const ToCycle* const to = std::get_if<ToCycle>(&goal_)) {
        if (computer_->cpu().cycle() < to->cycle) return false;
        pause(StopReason::kCycle);
    } else if (const ToCrossing* const to_crossing = std::get_if<ToCrossing>(&goal_)) {
        if (!crossing || !is_wanted(*crossing, to_crossing->any, to_crossing->like)) return false;
        pause(StopReason::kCrossing);
    } else if (const ToStoryEnd* const story = std::get_if<ToStoryEnd>(&goal_)) {
        if (!story->is_over()) return false;
        pause(StopReason::kCrossing);
    } else if (ToWanted* const to_wanted = std::get_if<ToWanted>(&goal_)) {
        if (!crossing || !to_wanted->wanted.fits(*crossing, to_wanted->page) || --to_wanted->left != 0) return false;
        pause(StopReason::kCrossing);
    } else if (OverTrap* const over = std::get_if<OverTrap>(&goal_)) {
        if (!over->inside) {
            const bool inward = crossing && number(crossing->to) <= number(crossing->from) && crossing->pc == over->pc && !(debug::Context::of(state) == over->context);
            over->inside = inward;
            if (!inward) pause(StopReason::kStepped);
            return !inward;
        }
        if (!crossing || !(debug::Context::of(state) == over->context)) return false;
        // The same instruction again: what it does now is still to come.
        if (state.pc == over->pc) over->inside = false;
        else if (state.pc == over->pc + 4) pause(StopReason::kStepped);
        return state.pc == over->pc + 4;
    } else {
        return false;
    }
    return true;
}

void Simulation::end(Stop stop) {
    const devices::DeviceState& devices = computer_->machine().devices().state();
    pause(StopReason::kStuck);
    phase_ = Phase::kEnded;
    if (stop == Stop::kPoweredOff) stop_ = devices.given_up ? StopReason::kGivenUp : StopReason::kPoweredOff;
    else if (stop == Stop::kTripleFault) stop_ = StopReason::kTripleFault;
    // Input that the guest has not enabled the interrupt for cannot wake it either.
    else if (!devices.input_ended && devices.console_irq) phase_ = Phase::kWaiting;
}

/// Hands the events to the watcher; gives the last crossing among them.
std::optional<cpu::Event> Simulation::take_events() {
    cpu::Cpu& cpu = computer_->cpu();
    const std::vector<cpu::Event>& events = cpu.events().events();
    std::optional<cpu::Event> crossing;
    if (ToStoryEnd* const story = std::get_if<ToStoryEnd>(&goal_)) std::ranges::for_each(events, [story](const cpu::Event& event) { story->go_on(event); });
    for (auto event = events.rbegin(); event != events.rend() && !crossing; ++event)
        if (is_crossing(event->kind)) crossing = *event;
    const std::uint64_t lost = cpu.events().lost();
    watcher_->take(events, lost, cpu.cycle());
    if (lost != 0) cpu.watch(kEventCapacity);
    else cpu.events().clear();
    return crossing;
}

}  // namespace anel::session
