// One moment of a session, for a window to draw: a value that nobody changes any more. A window is given every frame that is made, so what is
// new in each of them adds up to the whole.
// Not here: when one is made (session.hpp), what asks for more (query.hpp).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gui/session/configuration.hpp"
#include "gui/session/query.hpp"
#include "isa/cpu/counters.hpp"
#include "isa/cpu/event.hpp"
#include "isa/cpu/ledger.hpp"
#include "isa/cpu/outcome.hpp"
#include "isa/cpu/state.hpp"
#include "isa/debug/debugger.hpp"
#include "isa/explain/language.hpp"
#include "isa/machine/input.hpp"
#include "isa/machine/machine_config.hpp"

namespace anel::session {

enum class Phase : std::uint8_t {
    kNoMachine,  ///< none could be made yet
    kPaused,
    kRunning,
    kWaiting,    ///< it would run, but only something typed can wake the guest
    kEnded,      ///< it is off, or has stopped for good: one can only go back
};

/// Why it is paused, or has ended.
enum class StopReason : std::uint8_t {
    kReset,
    kAsked,
    kStepped,
    kBreakpoint,
    kCrossing,    ///< what slow motion, or who asked for a crossing, stops behind
    kCycle,       ///< the cycle that was asked for
    kBeginning,   ///< there is nothing before it
    kNotFound,    ///< no such crossing before this moment
    kPoweredOff,
    kGivenUp,     ///< by a monitor or a guest that could not go on; the log says why
    kTripleFault,
    kStuck,       ///< it waits for an interrupt, and none can come
};

/// Who lives in a ring.
enum class Resident : std::uint8_t {
    kNobody,
    kMonitor,
    kGuestKernel,
    kGuestPrograms,
    kKernel,
    kPrograms,
    kIntruder  ///< of ring -1, which somebody has entered who is not the monitor
};

struct CrossingCount {
    Ring from = Ring::k0;
    Ring to = Ring::k0;
    cpu::EventKind kind = cpu::EventKind::kTrap;
    std::uint32_t cause = 0;  ///< as an event's; 0 of those that have none
    std::uint64_t total = 0;  ///< from reset to this moment
    std::uint64_t fresh = 0;  ///< since the last frame; 0 behind a jump
};

/// A piece of a text that grows, and is cut where one goes back.
struct TextPiece {
    std::size_t begin = 0;  ///< what one has is cut to so many bytes; then
    std::string text;       ///< this is added
};

/// What a person typed, and how much the console had said by then.
struct Typed {
    std::size_t console_at = 0;
    std::string text;
    bool operator==(const Typed&) const = default;
};

/// By language.
using InLanguages = std::array<std::string, explain::kLanguageCount>;

struct Place {
    std::string instruction;  ///< disassembled; empty where nothing is mapped
    std::string symbol;       ///< "kernel:anelix::main+0x10"
    std::string source;       ///< "guest-os/kernel/main.cpp:40"
    std::string source_text;
};

/// On the way through the run to where the machine is to stand, or through what must be counted for it: so many cycles of so many or so.
struct Journey {
    bool counts = false;
    Cycles done = 0;
    Cycles of = 0;
    double share() const { return of == 0 ? 0 : std::min(1.0, static_cast<double>(done) / static_cast<double>(of)); }
    bool operator==(const Journey&) const = default;
};

/// A command that could not be done.
struct Refusal {
    enum class Of : std::uint8_t { kMachine, kTyping };
    Of of = Of::kMachine;
    std::string why;  ///< for a person, in English: why, and what to do
};

struct Frame {
    std::uint64_t number = 0;   ///< from 1
    std::uint64_t machine = 0;  ///< counts machines: another one, or the same from reset
    std::uint64_t jumps = 0;    ///< counts how often the machine went elsewhere than forward
    std::optional<Refusal> error;  ///< of a command since the last frame

    // What is run.
    Configuration configuration;
    machine::MachineConfig config;
    std::array<Resident, kLaneCount> residents{};  ///< by lane
    std::optional<Ring> monitor_ring;

    // How it goes.
    Phase phase = Phase::kNoMachine;
    std::optional<Journey> journey;  ///< then it counts as running, and the rest of the frame is as before the journey
    StopReason stop = StopReason::kReset;
    bool slow_motion = false;
    double speed_wanted = 0;      ///< instructions a second; 0: as many as it can
    double mips = 0;              ///< million instructions a second, lately; 0 while paused
    double cycles_per_second = 0; ///< likewise
    double work_s = 0;            ///< processor time of the host's that the simulation's thread has taken
    std::optional<std::uint8_t> exit_code;
    std::optional<cpu::TripleFault> triple_fault;
    std::vector<std::uint32_t> breakpoints;

    // Where it is.
    machine::Moment now;
    machine::Moment end;  ///< the furthest that the run has come
    cpu::CpuState cpu;
    std::uint32_t lines = 0;  ///< of devices; bit n: line n is high
    std::optional<debug::Guest> guest;  ///< what the monitor knows of its own
    std::optional<Place> place;         ///< while it does not run

    // What has happened.
    cpu::Ledger ledger;
    cpu::Counters counters;
    std::vector<CrossingCount> crossings;  ///< those that have counts
    std::uint64_t events_before = 0;       ///< how many events came before the first of `events`, since reset
    std::vector<cpu::Event> events;        ///< the last ones up to now, crossings and marks; at most kMostEvents
    std::uint64_t events_lost = 0;         ///< of all: that no count knows of
    std::optional<cpu::Event> crossing;    ///< the crossing right behind which it stands, while it does not run
    std::optional<InLanguages> why;        ///< of such a trap, exit or injection
    std::optional<InLanguages> where_to;   ///< likewise
    std::optional<InLanguages> in_short;   ///< why, for a wall: without what only who looks closely wants
    TextPiece console;
    TextPiece log;
    std::vector<Typed> typed;  ///< all up to now, by commands
    bool input_ended = false;

    // What was asked for.
    std::map<ViewId, Shown> views;
    std::vector<std::pair<QueryId, Answer>> answers;

    static constexpr std::size_t kMostEvents = 4096;
};
using FramePtr = std::shared_ptr<const Frame>;

}  // namespace anel::session
