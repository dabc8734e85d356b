// What a session keeps of the events of a run, in bounded memory: counts of crossings and the last events up to the moment where the machine
// stands, and the pyramid of the whole run. Where the machine goes back, so do the counts.
// Not here: the events themselves (isa/cpu/event.hpp), the pyramid (isa/machine/pyramid.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gui/session/frame.hpp"
#include "isa/cpu/event.hpp"
#include "isa/machine/history.hpp"
#include "isa/machine/pyramid.hpp"

namespace anel::session {

class Watcher {
public:
    /// Of a machine at reset, in that state.
    explicit Watcher(const cpu::CpuState& state);

    /// What happened since the last call, up to `now`; `lost` of it did not come. `end`: the furthest moment of the run.
    void take(std::span<const cpu::Event> events, std::uint64_t lost, Cycles now);
    /// The machine stands elsewhere now. Some of the run is made again to count what lies between. False: that was given up, and nothing has changed.
    bool moved(machine::History& history, const machine::OnWay& on_way = {});
    /// What lies behind this moment, where the machine stands, is about to be forgotten. Likewise.
    bool forget_future(machine::History& history, const machine::OnWay& on_way = {});

    const machine::Pyramid& pyramid() const { return pyramid_; }
    std::uint64_t lost() const { return lost_; }
    /// Since reset, up to now.
    std::uint64_t count() const { return count_; }
    /// The last ones up to now, at most Frame::kMostEvents.
    std::vector<cpu::Event> last() const;
    /// What is counted, with what came since the last call; after a jump nothing is new.
    std::vector<CrossingCount> crossings();
    /// What all of it takes, about.
    std::size_t bytes() const;

    static constexpr std::size_t kCheckpoints = 256;  ///< at most

private:
    // One place for each kind of crossing: kind, rings, cause.
    static constexpr std::size_t kKinds = 7, kCauses = 64;
    static constexpr std::size_t kPlaces = kKinds * kLaneCount * kLaneCount * kCauses;
    struct Checkpoint {
        Cycles cycle = 0;
        std::uint64_t count = 0;
        std::vector<std::pair<std::uint32_t, std::uint64_t>> counts;  ///< place, count
    };
    static std::size_t place_of(const cpu::Event& event);
    void count_event(const cpu::Event& event, std::uint64_t weight);
    void keep(const cpu::Event& event);
    void keep_checkpoint();
    void restore(const Checkpoint& checkpoint);

    cpu::CpuState begin_;
    machine::Pyramid pyramid_;
    std::vector<std::uint64_t> counts_;
    std::vector<std::uint64_t> shown_;     ///< as of the last crossings()
    bool jumped_ = false;                  ///< since then
    std::uint64_t count_ = 0;
    std::uint64_t lost_ = 0;
    Cycles now_ = 0;
    std::vector<cpu::Event> ring_;         ///< the last events, from `oldest_` on around
    std::size_t oldest_ = 0;
    std::vector<Checkpoint> checkpoints_;  ///< by cycle; the first is the beginning
    Cycles spacing_;
};

}  // namespace anel::session
