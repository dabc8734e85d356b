// Ring crossings, and the marks by which software names what it does, as small plain records: recorded raw, formatted by whoever reads them.
// Not here: counts and cycles per activity (ledger.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "isa/base/types.hpp"

namespace anel::cpu {

enum class EventKind : std::uint8_t {
    kTrap, kReturn,
    kExit,    ///< a guest's trap to ring −1; the cause is the exit reason
    kEntry,   ///< vmenter
    kInject,  ///< a trap delivered by an entry, in place of the guest's next instruction
    kVmon, kVmoff,
    kMark,  ///< `mark` was written: no crossing; the cause is the activity that begins now
    kVm,    ///< `vmid` was written: no crossing; the cause is the VM that time is booked to from now on
};
inline constexpr std::size_t kEventKinds = 9;

/// The others name what a ring does, and change none.
constexpr bool is_crossing(EventKind kind) { return kind < EventKind::kMark; }

struct Event {
    Cycles cycle = 0;         ///< when the crossing ends, or the mark commits
    std::uint32_t pc = 0;     ///< of the instruction that trapped, returned or marked
    std::uint32_t cause = 0;  ///< of a trap, an exit or an injection; bit 31: interrupt. Of a mark: what it says
    std::uint32_t value = 0;  ///< that goes with it
    EventKind kind = EventKind::kTrap;
    Ring from = Ring::k0;
    Ring to = Ring::k0;
    std::uint8_t vm = 0;      ///< of a mark: the one that the cycles before it belong to
    Cycles took = 0;          ///< the crossing itself, up to `cycle`; of a mark 0
    bool operator==(const Event&) const = default;
};

/// The ring whose bank a crossing moves: the ledger books the crossing to it.
constexpr Ring bank_ring(const Event& crossing) {
    const bool outward = crossing.kind == EventKind::kReturn || crossing.kind == EventKind::kEntry || crossing.kind == EventKind::kVmoff;
    return outward ? crossing.from : crossing.to;
}

/// A bounded chunk. Its reader drains it between quanta; what does not fit is counted, not kept.
class EventChunk {
public:
    /// `capacity` 0: nobody watches, nothing is kept.
    explicit EventChunk(std::size_t capacity = 0) : capacity_(capacity) { events_.reserve(capacity); }
    void record(const Event& event) {
        if (events_.size() < capacity_) events_.push_back(event);
        else ++lost_;
    }
    const std::vector<Event>& events() const { return events_; }
    /// Records that found no room since the chunk was made.
    std::uint64_t lost() const { return lost_; }
    bool watched() const { return capacity_ != 0; }
    std::size_t capacity() const { return capacity_; }
    void clear() { events_.clear(); }

private:
    std::size_t capacity_;
    std::vector<Event> events_;
    std::uint64_t lost_ = 0;
};

}  // namespace anel::cpu
