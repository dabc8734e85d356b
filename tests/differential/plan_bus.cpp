#include "tests/differential/plan_bus.hpp"

#include <algorithm>
#include <cstring>

#include "tests/differential/layout.hpp"

namespace anel::differential {

std::uint32_t PlanBus::read_port(std::uint16_t port, Cycles now) {
    // A sequence that depends on everything that has been asked before.
    std::uint32_t value = static_cast<std::uint32_t>(accesses_.size() + 1) * 0x9e3779b9U + port;
    value ^= value >> 15;
    if (port == layout::kPortTimer) value = timer_ ? static_cast<std::uint32_t>(*timer_ - std::min(now, *timer_)) : 0;
    accesses_.push_back({now, value, port, false});
    return value;
}

void PlanBus::write_port(std::uint16_t port, std::uint32_t value, Cycles now) {
    accesses_.push_back({now, value, port, true});
    switch (port) {
        case layout::kPortTimer:
            lines_ &= ~(1U << layout::kTimerLine);
            timer_.reset();
            if (value != 0) timer_ = now + value;
            break;
        case layout::kPortLower: lines_ &= ~value; break;
        case layout::kPortDma: dma_ = now + plan_.dma_delay; break;
        case layout::kPortPower: off_ = true; break;
        default: break;
    }
}

Cycles PlanBus::next_due() const {
    Cycles due = plan_.beat != 0 ? next_beat_ : cpu::kNever;
    if (next_ < plan_.events.size()) due = std::min(due, plan_.events[next_].at);
    if (timer_) due = std::min(due, *timer_);
    if (dma_) due = std::min(due, *dma_);
    return due;
}

void PlanBus::write_memory(const Piece& piece) {
    const auto bytes = static_cast<std::uint32_t>(piece.words.size() * 4);
    if (bytes == 0) return;
    std::memcpy(&ram_[piece.address], piece.words.data(), bytes);
    written_.push_back({piece.address, bytes});
}

void PlanBus::run_due(Cycles now) {
    while (next_due() <= now) {
        const Cycles due = next_due();
        if (next_ < plan_.events.size() && plan_.events[next_].at == due) {
            const BusEvent& event = plan_.events[next_++];
            switch (event.kind) {
                case BusEvent::Kind::kRaise: lines_ |= event.lines; break;
                case BusEvent::Kind::kLower: lines_ &= ~event.lines; break;
                case BusEvent::Kind::kWrite: write_memory(event.written); break;
                case BusEvent::Kind::kPowerOff: off_ = true; break;
            }
        } else if (timer_ == due) {
            lines_ |= 1U << layout::kTimerLine;
            timer_.reset();
        } else if (dma_ == due) {
            write_memory(plan_.dma);
            dma_.reset();
        } else {
            beat_is_high_ = !beat_is_high_;
            lines_ = beat_is_high_ ? lines_ | plan_.beat_lines : lines_ & ~plan_.beat_lines;
            next_beat_ = due + (beat_is_high_ ? plan_.beat_high : plan_.beat);
        }
    }
}

}  // namespace anel::differential
