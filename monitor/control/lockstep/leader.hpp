// The machine that leads: in whichever mode, it is taken from one place between two instructions of its guest to the next such place.
// Guest code goes instruction by instruction of the real machine; the monitor in between at full speed.
// Not here: what the other machine does meanwhile (follower.hpp).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "isa/machine/machine.hpp"
#include "monitor/control/lockstep/guest_view.hpp"
#include "monitor/control/run.hpp"

namespace anel::control::lockstep {

/// What happened on the way to where the guest is now.
struct Move {
    enum class Kind : std::uint8_t {
        kExecuted,  ///< the real machine has executed one instruction, which was the guest's
        kPassed,    ///< translated code has gone on, without the monitor: to the next instruction, or along a jump that has no place of its own
        kTrapped,   ///< a trap, an exit or an interrupt came between: what became of it, only the guest's state says
        kStopped,   ///< the machine has stopped, or waits for what cannot come
        kGivenUp,   ///< a limit, or a person, came first
        kLost,      ///< the machine is outside its monitor, and yet nowhere in its guest
    };
    Kind kind = Kind::kExecuted;
    bool monitor_came = false;             ///< of kTrapped: the monitor ran, it was not the guest's own business
    cpu::Stop stop = cpu::Stop::kCycleReached;  ///< of kStopped
    Cycles began = 0;                      ///< cycles when the move began
};

class Leader {
public:
    /// A machine that is booted for `request.mode`. `request` is of interest for its limits.
    Leader(std::unique_ptr<machine::Machine> machine, const RunRequest& request);

    /// Boots the monitor: on to the guest's first instruction. False: the machine never came there.
    bool start();
    /// On to the next place. After one that ended the run there is none.
    Move move();
    /// Called behind every crossing of the real machine from now on; empty: no more.
    void on_crossing(std::function<void()> told) { on_crossing_ = std::move(told); }

    const machine::Machine& machine() const { return *machine_; }
    machine::Machine& machine() { return *machine_; }
    const GuestView& guest() const { return view_; }

private:
    bool given_up() const;
    bool run_monitor(Move& move);
    void tell() const {
        if (on_crossing_) on_crossing_();
    }

    std::unique_ptr<machine::Machine> machine_;
    GuestView view_;
    Cycles max_cycles_;
    const std::atomic<bool>* stop_;
    std::function<void()> on_crossing_;
};

}  // namespace anel::control::lockstep
