// One workload on two machines in two modes, brought side by side to the same point of their guest's work, step by step: what has each taken to
// get there? Without a thread.
// Not here: the thread and its pace (racer.hpp), pictures.
//
// The measure of how far a guest has come has to be the same in both modes. Two are:
// - *programs*: instructions in ring 3. Programs run there directly in every mode, the same ones.
// - *guest*: all instructions of the guest, its kernel's too: those of the rings outside the monitor, and those that the monitor did in their
//   place. It takes modes that run the kernel as it is. Translated code is other code, and a paravirtual kernel does other things.
// Neither is the same to the last instruction: a machine that takes longer has more timer interrupts, which the kernel answers.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/session/configuration.hpp"
#include "isa/base/result.hpp"
#include "isa/cpu/counters.hpp"
#include "isa/machine/machine.hpp"
#include "isa/spec/platform.hpp"
#include "monitor/control/run.hpp"

namespace anel::session {

enum class RaceMeasure : std::uint8_t { kGuest, kPrograms };

/// Whether a guest's instructions can be counted in this mode.
bool counts_guest(control::Mode mode);
/// The guest's instructions since `from`. Of modes for which counts_guest().
std::uint64_t guest_instructions(control::Mode mode, const cpu::Counters& from, const cpu::Counters& now);

struct RaceWish {
    std::string machine_file;
    std::optional<spec::Policy> policy;
    std::string workload;
    std::array<control::Mode, 2> modes{control::Mode::kNative, control::Mode::kFullTrap};
    RaceMeasure measure = RaceMeasure::kPrograms;
};

struct RacePoint {
    std::uint64_t progress = 0;
    Cycles cycles = 0;
};

struct RaceLane {
    control::Mode mode = control::Mode::kNative;
    RacePoint now;
    Cycles start = 0;  ///< when the guest's first instruction came: the monitor's own start is before it, and counts
    std::array<Cycles, spec::kActivityLimit> by_activity{};  ///< sums to now.cycles
    std::uint64_t exits = 0;         ///< 0 without a monitor
    std::vector<RacePoint> way;      ///< from the beginning to now, at most kMostPoints
    bool ended = false;
    control::Ending how = control::Ending::kPoweredOff;  ///< of one that has; one that hangs: kCycleLimit
    std::string ending;              ///< the same, with all that is known: a sentence without a full stop, in English
    bool finished = false;           ///< it has, by switching off
    static constexpr std::size_t kMostPoints = 1024;
};

class Race {
public:
    /// Both machines at reset. The error is for the person who chose them.
    static Result<Race> make(const RaceWish& wish);

    /// Both on to that progress, each for at most `most` cycles. True: both are there, or have ended.
    bool go_on(std::uint64_t progress, Cycles most);
    bool ended() const { return lanes_[0].shown.ended && lanes_[1].shown.ended; }
    const RaceLane& lane(std::size_t which) const { return lanes_[which].shown; }

private:
    struct Lane {
        std::unique_ptr<machine::Machine> machine;
        RaceLane shown;
        cpu::Counters base;           ///< at the guest's first instruction
        bool started = false;
        std::uint64_t spacing = 1;    ///< between points
    };

    bool go_on(Lane& lane, std::uint64_t progress, Cycles most, const RaceLane& other);
    void start(Lane& lane, Cycles until);
    void look(Lane& lane) const;
    void end(Lane& lane, cpu::Stop stop) const;
    static void mark(Lane& lane);

    RaceMeasure measure_ = RaceMeasure::kPrograms;
    std::array<Lane, 2> lanes_;
};

}  // namespace anel::session
