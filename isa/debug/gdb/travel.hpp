// Moving in a run on a client's behalf: by a step, within a range, on or back to where it wants to stop. The way is cut into portions, so that
// whoever drives it can hear a Ctrl-C between two of them.
// Not here: how a client says where to (stub.hpp), how one goes back at all (isa/machine/history.hpp).
#pragma once

#include <cstdint>
#include <optional>

#include "isa/debug/gdb/points.hpp"
#include "isa/machine/history.hpp"

namespace anel::gdb {

enum class Way : std::uint8_t { kStep, kRange, kOn, kStepBack, kBack };

struct Arrival {
    enum class Why : std::uint8_t {
        kStepped,      ///< or out of the range
        kBreakpoint,
        kWatchpoint,   ///< forward: behind what hit it; backward: in front of that
        kBeginning,    ///< of the run: there is nothing before
        kPoweredOff,
        kTripleFault,
        kIdle,         ///< it waits for an interrupt, and none can come
        kInterrupted,  ///< by the client
    };
    Why why = Why::kStepped;
    BreakKind break_kind = BreakKind::kSoftware;
    WatchKind watch_kind = WatchKind::kWrite;
    std::uint32_t watch_address = 0;  ///< as the client said it
};

class Travel {
public:
    /// Both outlive it.
    Travel(machine::History& history, Points& points) : history_(history), points_(points) {}

    /// `first`, `end`: of kRange; it ends where pc is outside [first, end).
    void start(Way way, std::uint32_t first = 0, std::uint32_t end = 0);
    bool under_way() const { return way_.has_value(); }
    /// Goes on for about `portion` cycles of the machine. Nothing: it is still under way.
    std::optional<Arrival> go_on(Cycles portion);
    /// Ends it where it has come to; a search backward at the place up to which nothing was found.
    Arrival interrupt();

private:
    /// Backward one goes by windows of time, the latest first, each of them forward.
    struct Window {
        machine::Moment here;    ///< where the search began
        machine::Moment first;   ///< of the window, once it is open
        machine::Moment limit;   ///< behind it everything has been searched
        Cycles length = 0;
        bool open = false;
        std::optional<Arrival> found;  ///< the last one in this window
        machine::Moment found_at;
    };

    std::optional<Arrival> forward(Cycles portion);
    std::optional<Arrival> in_range(Cycles portion);
    std::optional<Arrival> backward(Cycles portion);
    std::optional<Arrival> close_window();
    void open_window();
    void search_window(Cycles portion);
    void search_step();
    Arrival step_back();
    std::optional<Arrival> one_step();
    std::optional<Arrival> watch_hit(const std::optional<Access>& access, const machine::Moment& before, const machine::Moment& behind);
    std::optional<Arrival> at_breakpoint() const;
    Arrival arrive(Arrival arrival);
    machine::Machine& machine() { return history_.machine(); }

    machine::History& history_;
    Points& points_;
    std::optional<Way> way_;
    std::uint32_t first_ = 0;
    std::uint32_t end_ = 0;
    Window window_;
};

}  // namespace anel::gdb
