// The event stream read as stretches of time: in which VM and ring the machine was, and what it said that it did. Over a whole run the
// stretches are the ledger's entries, one by one.
// Not here: counts (pyramid.hpp), pictures of them (monitor/control).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "isa/base/types.hpp"
#include "isa/cpu/event.hpp"
#include "isa/cpu/state.hpp"

namespace anel::machine {

/// Cycles [begin, end), which the ledger has booked to exactly this.
struct Span {
    Cycles begin = 0;
    Cycles end = 0;
    std::uint8_t vm = 0;
    Ring ring = Ring::k0;
    spec::Activity activity = spec::Activity::kOther;
    bool operator==(const Span&) const = default;
};

/// Reads events in their order. Where some have been lost, what follows is right again from the next event on; only marks that were
/// among them stay unknown, until the next mark of that ring.
class SpanReader {
public:
    /// `state`: the CPU's, at the cycle from which on events are read.
    explicit SpanReader(const cpu::CpuState& state = {}, Cycles begin = 0) : marks_(state.mark), vm_(state.vmid), ring_(state.ring), cycle_(begin) {}

    /// Takes an event in. Gives the time before it, up to the crossing, which may be no time at all.
    Span before(const cpu::Event& event) {
        const Span span{cycle_, std::max(event.cycle - event.took, cycle_), event.vm, event.from, activity_of(event.from)};
        cycle_ = event.cycle;
        ring_ = event.to;
        vm_ = event.vm;
        if (event.kind == cpu::EventKind::kMark) marks_[lane(event.to)] = static_cast<spec::Activity>(event.cause);
        if (event.kind == cpu::EventKind::kVm) vm_ = static_cast<std::uint8_t>(event.cause);
        // Ring −1 goes on with what ring 0 was doing.
        if (event.kind == cpu::EventKind::kVmon) marks_[lane(Ring::kMinus1)] = marks_[lane(Ring::k0)];
        return span;
    }
    /// The crossing's own time.
    static Span of_crossing(const cpu::Event& event) {
        return {event.cycle - event.took, event.cycle, event.vm, cpu::bank_ring(event), spec::Activity::kCrossing};
    }
    /// From the last event to `now`, when no event has come since; may be asked again later.
    Span until(Cycles now) {
        const Span span{cycle_, std::max(now, cycle_), vm_, ring_, activity_of(ring_)};
        cycle_ = span.end;
        return span;
    }

    std::uint8_t vm() const { return vm_; }
    Ring ring() const { return ring_; }

private:
    spec::Activity activity_of(Ring ring) const { return marks_[lane(ring)]; }

    std::array<spec::Activity, kLaneCount> marks_;
    std::uint8_t vm_;
    Ring ring_;
    Cycles cycle_;  ///< up to here time has been given
};

}  // namespace anel::machine
