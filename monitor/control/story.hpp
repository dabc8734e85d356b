// Stories of traps: for each trap of a run why it was raised, where it went, what was done about it (its marks, with the cycles of each) and
// what came of it. They are made crossing by crossing, from the events and the machine's state in between.
// Not here: why a trap was raised (isa/explain), when the machine is run to its next crossing (run.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "isa/explain/explain.hpp"
#include "isa/machine/machine.hpp"

namespace anel::control {

/// A stretch of a story, in the order in which they happened.
struct StoryStep {
    enum class Kind : std::uint8_t {
        kActivity,  ///< what the handler's ring said that it does
        kTrap,      ///< another trap, with all that was done about it: a story of its own
    };
    Kind kind = Kind::kActivity;
    spec::Activity activity = spec::Activity::kOther;
    std::uint64_t story = 0;  ///< of kTrap; 0: several
    Cycles cycles = 0;
    bool operator==(const StoryStep&) const = default;
};

enum class StoryEnd : std::uint8_t {
    kSameInstruction,  ///< the trapped (or interrupted) instruction is executed again, in its ring and address space
    kNextInstruction,  ///< the one behind it is
    kInjected,         ///< a monitor has delivered a trap into its guest, by software or by an entry that injects
    kElsewhere,        ///< somewhere else
    kStopped,          ///< a triple fault: the machine has stopped
    kOpen,             ///< the run ended first
    kNeverReturned,    ///< the handler's ring was left otherwise
};

struct Story {
    std::uint64_t number = 0;             ///< from 1, in the order in which traps were raised
    std::optional<std::uint64_t> inside;  ///< the story whose handler it interrupted
    cpu::Event event;                     ///< the trap, exit or injection
    std::string instruction;              ///< disassembled; empty where it could not be fetched
    bool before = false;                  ///< it was not executed: an interrupt came first
    explain::Explanation explanation;
    Cycles began = 0;                     ///< when the trap was raised, in cycles since reset
    Cycles cycles = 0;                    ///< from then to the end of the return; all steps together
    std::vector<StoryStep> steps;         ///< with the crossings in and out, of activity kCrossing
    std::vector<StoryStep> later;         ///< what came when there were too many steps, added up
    Ring handler = Ring::k0;              ///< the ring that handled it
    StoryEnd end = StoryEnd::kOpen;
    explain::Sentence outcome;
};

/// Several lines, the first without indentation.
std::string to_text(const Story& story, explain::Language language);

/// Makes stories, in the order in which they end. A story that begins within another one ends first.
class Storyteller {
public:
    explicit Storyteller(const machine::MachineConfig& config) : config_(config) {}

    /// To be called whenever a run to a crossing has come back: `events` are all since the last call. What has ended is moved to `told`.
    void listen(const machine::Machine& machine, std::span<const cpu::Event> events, std::vector<Story>& told);
    /// The run is over; `triple_fault`: that way.
    void finish(const machine::Machine& machine, bool triple_fault, std::vector<Story>& told);

private:
    struct Open {
        Story story;
        std::uint32_t root = 0;   ///< in force when it began
        spec::Activity activity = spec::Activity::kOther;
        Cycles since = 0;         ///< up to here its steps are complete
    };
    void add(Open& open, const StoryStep& step);
    void act_until(Cycles cycle);
    void begin(const machine::Machine& machine, const cpu::Event& event, Cycles crossing, bool triple_fault);
    void leave(const machine::Machine& machine, const cpu::Event& event, const cpu::Event* next, Cycles crossing, std::vector<Story>& told);
    void close(Cycles cycle, std::vector<Story>& told);

    machine::MachineConfig config_;
    std::vector<Open> open_;      ///< the innermost last
    std::uint64_t begun_ = 0;
    Cycles crossing_cycles_ = 0;  ///< of the machine, as booked when it was last seen
    std::vector<cpu::TlbEntry> tlb_;
};

}  // namespace anel::control
