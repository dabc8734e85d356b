// Lockstep: one guest in some mode and the same guest on the bare machine, instruction by instruction, to the end or to the first difference.
// Where there is one, everything is done again up to there, and looked at closely on the way: machines repeat themselves to the cycle.
// Not here: one move of both (pair.hpp), how it is told (report.hpp).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "isa/debug/symbols.hpp"
#include "monitor/control/lockstep/pair.hpp"
#include "monitor/control/run.hpp"
#include "monitor/control/story.hpp"

namespace anel::control::lockstep {

/// All of memory is compared once in so many guest instructions, beside what is compared at once.
inline constexpr std::uint64_t kMemoryPeriod = 65536;

struct Request {
    /// The leader's machine, mode, images, command line, disk, limits. Its callbacks and its input are not asked.
    RunRequest run;
    std::string typed;                        ///< console input, there from the first cycle; then it ends
    std::uint64_t max_instructions = 0;       ///< of the guest; 0: no limit
    const debug::Symbols* symbols = nullptr;  ///< for the places in the guest; null: none. Outlives the call
    std::function<void(std::uint64_t instructions)> on_progress;  ///< now and then; may be empty
    std::function<void()> on_looking_again;                       ///< a difference was found; may be empty
};

/// A place in the guest's code.
struct CodeLine {
    std::uint32_t pc = 0;
    std::string text;   ///< disassembled
    std::string place;  ///< "kernel:anelix::start+0x10"; empty where nobody knows
    Ring ring = Ring::k0;
};

struct Divergence {
    std::uint64_t instruction = 0;  ///< which one of the guest's instructions, from 1
    Cycles cycle = 0;               ///< of the leader, behind it
    Cycles began = 0;               ///< and before it
    bool at_start = false;          ///< nothing was executed yet
    CodeLine at;                    ///< the instruction after which they differ
    std::vector<CodeLine> before;   ///< those before it
    std::vector<Difference> differences;
    std::vector<std::string> remarks;
    /// The memory that differs may have done so for up to kMemoryPeriod instructions in words that nobody stored to, and then healed; what is told is
    /// the first instruction behind which these words differ.
    bool in_memory = false;
    bool monitor_came = false;      ///< to the leader, in that very instruction
    Ring real_ring = Ring::k0;      ///< of the leader's machine, before that instruction
    bool translated = false;        ///< it ran from the translation cache
    std::optional<Story> story;     ///< the leader's last trap
    bool story_is_older = false;    ///< that was before this instruction
};

enum class Ending : std::uint8_t {
    kEnded,     ///< both have come to the same end
    kDiverged,
    kLimit,     ///< of cycles or instructions
    kInterrupted,
    kNoGuest,   ///< the leading machine ended before its guest began
};

struct Outcome {
    Mode mode = Mode::kNative;
    Ending ending = Ending::kEnded;
    Counts counts;
    Cycles cycles = 0;              ///< of the leader
    std::optional<std::uint8_t> guest_exit;
    std::optional<Divergence> divergence;
    double wall_s = 0;              ///< without looking again
};

/// Why this mode has no lockstep with native, if so: a usage error.
Status check_mode(Mode mode);

/// The error is as of run(), or of check_mode.
Result<Outcome> run_lockstep(const Request& request);

}  // namespace anel::control::lockstep
