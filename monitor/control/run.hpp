// Runs one machine in one mode to its end and says what happened.
// Not here: comparing (compare.hpp), printing (report.hpp).
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/machine/machine.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/console_input.hpp"
#include "monitor/control/images.hpp"
#include "monitor/control/modes.hpp"
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

struct RunRequest {
    machine::MachineConfig config;
    Mode mode = Mode::kNative;
    const Kernel* kernel = nullptr;               ///< outlives the run
    const machine::ElfImage* monitor = nullptr;   ///< likewise; needed in every mode but native
    std::string cmdline;
    MonitorOptions monitor_options;
    std::span<const std::uint8_t> disk;           ///< contents, copied before the run; empty: no disk
    ConsoleInput* input = nullptr;                ///< likewise
    Cycles max_cycles = 0;                        ///< 0: none
    const std::atomic<bool>* stop = nullptr;      ///< set by a person who has seen enough
    // Called between quanta; any may be empty.
    std::function<void(std::string_view)> on_console;
    std::function<void(std::string_view)> on_log;
    std::function<void(const cpu::Event&)> on_event;
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
    std::uint64_t monitor_boot_instructions = 0;  ///< of the monitor's ring, before its guest's first; all of them where it never came to that
    cpu::TripleFault triple_fault;  ///< of such an ending
    cpu::Bank inner_bank;           ///< ring 0's trap bank at the end: its last trap
    std::uint32_t pc = 0;           ///< where it ended
    Ring ring = Ring::k0;
    std::uint64_t lost_events = 0;
    double wall_s = 0;

    double mips() const { return wall_s > 0 ? static_cast<double>(counters.instructions) / wall_s / 1e6 : 0; }
};

/// The error, if any, is about images that do not fit the machine.
Result<RunResult> run(const RunRequest& request);

/// How many sectors of a disk differ. Both have the same size.
std::size_t changed_sectors(std::span<const std::uint8_t> before, std::span<const std::uint8_t> after);

/// One sentence without a full stop: "powered off with exit code 0", "triple fault: …".
std::string describe_ending(const RunResult& result);

}  // namespace anel::control
