// Runs one machine in one mode to its end and says what happened.
// Not here: comparing (compare.hpp), printing (report.hpp).
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/machine/input.hpp"
#include "isa/machine/machine.hpp"
#include "isa/machine/state_digest.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/console_input.hpp"
#include "monitor/control/images.hpp"
#include "monitor/control/modes.hpp"
#include "monitor/control/story.hpp"
#include "monitor/control/translator.hpp"

namespace anel::control {

/// Why a run ended.
enum class Ending : std::uint8_t {
    kPoweredOff,
    kCycleLimit,
    kTripleFault,
    kStuck,        ///< the guest waits for an interrupt, and none can come
    kGivenUp,      ///< a monitor (or a guest) switched the machine off because it could not go on; why is on the log
    kInterrupted,  ///< a person stopped it
};

/// What came from outside in an earlier run, to come again.
struct Replayed {
    std::span<const machine::Input> inputs;         ///< in order
    std::optional<machine::Moment> interrupted_at;  ///< where a person stopped it
};

struct RunRequest {
    machine::MachineConfig config;
    Mode mode = Mode::kNative;
    const Kernel* kernel = nullptr;               ///< outlives the run
    const machine::ElfImage* monitor = nullptr;   ///< likewise; needed in every mode but native
    std::string cmdline;
    MonitorOptions monitor_options;
    std::span<const std::uint8_t> disk;           ///< contents, copied before the run; empty: no disk
    ConsoleInput* input = nullptr;                ///< likewise
    std::optional<Replayed> replayed;             ///< in the place of `input`
    bool wants_digest = false;                    ///< of the state at the end
    Cycles max_cycles = 0;                        ///< 0: none
    bool count_in_detail = false;                 ///< changes nothing but the host's time, of which it takes several times as much
    const std::atomic<bool>* stop = nullptr;      ///< set by a person who has seen enough
    // Called between quanta; any may be empty.
    std::function<void(std::string_view)> on_console;
    std::function<void(std::string_view)> on_log;
    std::function<void(const cpu::Event&)> on_event;
    std::function<void(const Story&)> on_story;   ///< of each trap, as it ends
    std::uint64_t stories_most = 0;               ///< told so many, no more are; 0: no limit
    std::function<void(Cycles)> on_progress;
};

struct RunResult {
    Mode mode = Mode::kNative;
    Ending ending = Ending::kPoweredOff;
    Cycles cycles = 0;
    Cycles max_cycles = 0;  ///< as asked for
    std::optional<std::uint8_t> guest_exit;
    std::string console;
    std::string log;
    std::vector<std::uint8_t> disk;  ///< contents at the end; empty: no disk
    cpu::Ledger ledger;
    cpu::Counters counters;
    std::vector<TranslatorCount> translator;  ///< empty in a mode that translates nothing
    std::optional<cpu::DetailedCounters> detail;  ///< where asked for
    std::uint64_t monitor_boot_instructions = 0;  ///< of the monitor's ring, before its guest's first; all of them where it never came to that
    cpu::TripleFault triple_fault;  ///< of such an ending
    cpu::Bank inner_bank;           ///< ring 0's trap bank at the end: its last trap
    machine::Moment end;                  ///< where it ended
    std::vector<machine::Input> inputs;   ///< what came from outside, and when
    machine::StateDigest digest;          ///< of the state at the end and of all that was printed, where it was asked for
    std::uint32_t pc = 0;           ///< where it ended
    Ring ring = Ring::k0;
    std::uint64_t lost_events = 0;
    double wall_s = 0;

    double mips() const { return wall_s > 0 ? static_cast<double>(counters.instructions) / wall_s / 1e6 : 0; }
};

/// The error, if any, is about images that do not fit the machine.
Result<RunResult> run(const RunRequest& request);

/// A machine for that request, about to begin. The error is as above.
Result<std::unique_ptr<machine::Machine>> boot_for(const RunRequest& request);
/// Runs it; of the request, what is about the machine's contents does not count any more.
RunResult run_booted(const RunRequest& request, machine::Machine& machine);

/// How many sectors of a disk differ. Both have the same size.
std::size_t changed_sectors(std::span<const std::uint8_t> before, std::span<const std::uint8_t> after);

/// One sentence without a full stop: "powered off with exit code 0", "triple fault: …".
std::string describe_ending(const RunResult& result);

}  // namespace anel::control
