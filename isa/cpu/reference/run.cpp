// Running: instruction by instruction, tick by tick, and what the machine does between two instructions: what devices do by then comes first,
// then a waiting machine looks whether it may go on, then interrupts are sampled.
// Not here: the stages (pipeline.cpp), who takes which interrupt (interrupts.cpp).
#include <algorithm>

#include "isa/cpu/reference/reference.hpp"

namespace anel::cpu {

Reference::Reference(const TimingParams& timing, const Behaviours& behaviours, std::span<std::uint8_t> ram, DeviceBus& bus,
                     std::size_t event_capacity, const AssistParams& assist)
    : timing_(timing.in_force()), behaviours_(behaviours), bus_(bus), assist_(assist), memory_(ram, timing_),
      predictor_(timing.predictor, timing.predictor_entries, timing.timed), events_(event_capacity), decoded_(kDecodedWords) {
    state_.assist.locked = assist.locked;
}

void Reference::set_state(const CpuState& state) {
    state_ = state;
    state_.assist.locked |= assist_.locked;
    if_id_.valid = id_ex_.valid = ex_mem_.valid = mem_wb_.valid = false;
    settled_.reset();
    between_ = true;
    crossing_end_ = cycle_;
    fetch_waits_ = true;
}

TimeState Reference::time_state() const {
    TimeState state;
    memory_.show(state);
    state.predictor = predictor_.counters();
    return state;
}

void Reference::book_until(Cycles cycle) {
    if (cycle <= booked_) return;
    ledger_.book(state_.vmid, state_.ring, state_.mark[lane(state_.ring)], cycle - booked_);
    booked_ = cycle;
}

Cycles Reference::next_due() const { return std::min(bus_.next_due(), preempt_at()); }

Reference::Turn Reference::stops(Stop why) {
    stop_ = why;
    return Turn::kStops;
}

Reference::Turn Reference::attend() {
    if (triple_faulted_) return stops(Stop::kTripleFault);
    if (bus_.powered_off()) return stops(Stop::kPoweredOff);
    if (bus_.next_due() <= cycle_) {
        bus_.run_due(cycle_);
        bus_.take_written();  // nothing of it is remembered here: fetches are settled one by one
    }
    if (bus_.powered_off()) return stops(Stop::kPoweredOff);
    if (cycle_ >= limit_) return stops(Stop::kCycleReached);
    if (state_.waiting && wakes_up()) state_.waiting = false;
    if (state_.waiting && preempt_at() > cycle_) {
        if (next_due() == kNever) return stops(Stop::kIdle);
        return Turn::kIdles;
    }
    crossing_end_ = cycle_;
    if (take_interrupt()) return Turn::kCrosses;
    if (preempt_at() <= cycle_) {
        state_.waiting = false;
        exit_guest({.reason = static_cast<std::uint32_t>(spec::ExitReason::kPreempted)});
        return Turn::kCrosses;
    }
    return Turn::kGoesOn;
}

void Reference::idle_until(Cycles cycle) {
    cycle_ = cycle;
    in_wb_.valid = false;
    book_until(cycle_);
}

Stop Reference::standing() const {
    if (triple_faulted_) return Stop::kTripleFault;
    return bus_.powered_off() ? Stop::kPoweredOff : Stop::kCycleReached;
}

Stop Reference::tick() {
    limit_ = kNever;
    while (between_) {
        switch (attend()) {
            case Turn::kStops: return stop_;
            case Turn::kIdles: idle_until(cycle_ + 1); return standing();
            case Turn::kCrosses: break;  // one without length is over at once
            case Turn::kGoesOn: settle(); between_ = false; break;
        }
    }
    clock();
    return standing();
}

Stop Reference::step() {
    limit_ = kNever;
    const Cycles before = cycle_;
    if (between_) {
        Turn turn = attend();
        while (turn == Turn::kIdles) {
            idle_until(next_due());
            turn = attend();
        }
        if (turn == Turn::kStops) return stop_;
        if (turn == Turn::kGoesOn) {
            if (cycle_ != before) return standing();  // it has waited, and goes on now
            settle();
            between_ = false;
        }
    }
    while (!between_) clock();
    return standing();
}

Stop Reference::run(Cycles until) {
    limit_ = until;
    for (;;) {
        while (between_) {
            switch (attend()) {
                case Turn::kStops: return stop_;
                case Turn::kIdles: idle_until(std::min(next_due(), limit_)); break;
                case Turn::kCrosses: break;
                case Turn::kGoesOn: settle(); between_ = false; break;
            }
        }
        clock();
    }
}

}  // namespace anel::cpu
