#include "monitor/control/lockstep/leader.hpp"

#include <algorithm>

#include "monitor/control/debug_setup.hpp"

namespace anel::control::lockstep {

namespace {

/// Between two looks at the person at the keyboard.
constexpr Cycles kPatience = 1000000;
/// Real instructions between two of the guest's: sequences have a few dozen words.
constexpr unsigned kSequenceMost = 4096;

std::uint32_t monitor_state(const RunRequest& request) {
    return request.mode == Mode::kNative ? 0 : monitor_state_at(request.config, *request.monitor).value_or(0);
}

}  // namespace

Leader::Leader(std::unique_ptr<machine::Machine> machine, const RunRequest& request)
    : machine_(std::move(machine)), view_(*machine_, request.mode, monitor_state(request)), max_cycles_(request.max_cycles), stop_(request.stop) {}

bool Leader::given_up() const {
    return (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) || (max_cycles_ != 0 && machine_->cpu().cycle() >= max_cycles_);
}

/// From inside the monitor to its guest. False: the machine has stopped, or somebody has had enough.
bool Leader::run_monitor(Move& move) {
    cpu::Cpu& cpu = machine_->cpu();
    while (!view_.is_guest()) {
        if (given_up()) {
            move.kind = Move::Kind::kGivenUp;
            return false;
        }
        Cycles until = cpu.cycle() + kPatience;
        if (max_cycles_ != 0) until = std::min(until, max_cycles_);
        const cpu::Stop stop = cpu.run_to_crossing(until);
        if (stop == cpu::Stop::kCrossed) tell();
        if (stop == cpu::Stop::kCrossed || stop == cpu::Stop::kCycleReached) continue;
        move.kind = Move::Kind::kStopped;
        move.stop = stop;
        return false;
    }
    return true;
}

bool Leader::start() {
    Move boot;
    return run_monitor(boot);
}

Move Leader::move() {
    cpu::Cpu& cpu = machine_->cpu();
    Move move;
    move.began = cpu.cycle();
    if (given_up()) {
        move.kind = Move::Kind::kGivenUp;
        return move;
    }
    if (view_.is_translated()) move.kind = Move::Kind::kPassed;
    for (unsigned steps = 0; steps < kSequenceMost; ++steps) {
        const std::uint64_t before = cpu.counters().instructions;
        const cpu::Stop stop = cpu.step();
        if (stop != cpu::Stop::kCycleReached) {
            move.kind = Move::Kind::kStopped;
            move.stop = stop;
            return move;
        }
        const bool executed = cpu.counters().instructions != before;
        if (!view_.is_guest()) {
            move.kind = Move::Kind::kTrapped;
            move.monitor_came = true;
            tell();
            if (!run_monitor(move)) return move;
        } else if (!executed) {
            move.kind = Move::Kind::kTrapped;
            tell();
        }
        if (view_.boundary()) return move;
    }
    move.kind = Move::Kind::kLost;
    return move;
}

}  // namespace anel::control::lockstep
