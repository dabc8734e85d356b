// One workload in several modes: does each agree with the bare machine, and what did it cost.
// Not here: the table, the JSON and the CSV of it (report.hpp, report_text.hpp).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "monitor/control/amounts.hpp"
#include "monitor/control/run.hpp"
#include "monitor/control/workloads.hpp"

namespace anel::control {

/// A mode is given up on at this many times the cycles of the bare machine.
inline constexpr Cycles kHungFactor = 100;
/// But not before this many: a monitor has to boot first, however little its guest does.
inline constexpr Cycles kHungFloor = 10000000;
/// And the bare machine at this many.
inline constexpr Cycles kNativeLimit = 10000000000;

struct ComparedMode {
    RunResult run;
    double slowdown = 1;      ///< cycles over native's
    bool equivalent = false;  ///< same console bytes, guest exit code and disk, and it powered off
    std::string why_not;      ///< empty where equivalent
    /// What the workload `boot` took in this mode: every workload's share that is not its operations. Measured only where the workload
    /// counts operations and the mode is equivalent.
    std::optional<Figures> boot;
    std::vector<Amount> boot_cycles;  ///< of that: by activity; empty where it was not measured
    std::optional<PerOperation> per_operation;  ///< with the boot's share taken off
};

struct CompareRequest {
    machine::MachineConfig config;
    Workload workload;
    std::vector<Mode> modes;  ///< native comes first in the answer, asked for or not: the others are measured against it
    const Kernel* kernel = nullptr;
    std::span<const std::uint8_t> disk;  ///< every mode gets a copy of its own; empty: no disk
    const machine::ElfImage* monitor = nullptr;  ///< needed unless the only mode is native
    MonitorOptions monitor_options;
    Cycles native_limit = kNativeLimit;
    bool count_in_detail = false;
    const std::atomic<bool>* stop = nullptr;
    std::function<void(Mode, Cycles)> on_progress;       ///< may be empty
    std::function<void(const RunResult&)> on_mode_done;  ///< likewise
    std::function<void(const ComparedMode&)> on_mode_judged;  ///< likewise: what has just become a row of the answer
};

struct Comparison {
    std::string workload;
    std::string machine;
    std::string policy;
    std::uint64_t operations = 0;  ///< the workload's
    std::vector<ComparedMode> modes;  ///< fewer than asked for where a person interrupted it
    bool interrupted = false;

    bool all_equivalent() const;
};

Result<Comparison> compare(const CompareRequest& request);

/// "popf", or "popf+overrides" where single rows differ from the policy.
std::string policy_name(const machine::MachineConfig& config);

/// The judgement alone: empty where `run` agrees with `native`, else why not, in a sentence without a full stop.
std::string difference(const RunResult& native, const RunResult& run);

}  // namespace anel::control
