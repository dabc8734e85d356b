// One timed run for `anel bench`: a program under the supervisor on the bare machine, or Anelix in a mode.
// Not here: which runs, how often, and what is made of them (bench.hpp).
#pragma once

#include <atomic>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/machine/machine.hpp"
#include "monitor/control/images.hpp"
#include "monitor/control/modes.hpp"
#include "monitor/control/run.hpp"

namespace anel::control {

/// How the machine is when it runs a program. The same program does the same in all of them; only how long the host takes differs.
struct BenchSetting {
    std::string_view name;
    bool timed = true;
    bool paged = true;
    bool watched = false;  ///< every crossing recorded and handed over
};
inline constexpr std::size_t kBenchSettingCount = 5;
/// The first one is what everybody runs.
inline constexpr BenchSetting kBenchSettings[kBenchSettingCount] = {
    {.name = "timed, paged"},
    {.name = "timed, unpaged", .paged = false},
    {.name = "untimed, paged", .timed = false},
    {.name = "untimed, unpaged", .timed = false, .paged = false},
    {.name = "timed, paged, watched", .watched = true},
};

struct BenchRun {
    Ending ending = Ending::kPoweredOff;
    double seconds = 0;  ///< of the host, spent executing: neither making the machine nor loading it
    double cpu_seconds = 0;  ///< in which this program really had a processor; the rest of `seconds` belonged to others
    Cycles cycles = 0;
    std::uint64_t instructions = 0;       ///< all
    std::uint64_t user_instructions = 0;  ///< of ring 3: the program's own
    std::uint64_t events = 0;             ///< handed over
    std::uint64_t lost_events = 0;        ///< a watched run loses none
    std::string console;
    std::string log;
    std::optional<std::uint8_t> exit_code;
};

/// What the calling thread has used of a processor, in seconds.
double cpu_seconds_now();

/// Puts a program and the supervisor into a machine of the profile's memory, ready to run.
Status load_bench(machine::Machine& machine, const machine::MachineConfig& config, const Kernel& supervisor, const machine::ElfImage& program, bool paged);

/// Runs a program that is linked to 0x00200000 and calls write and exit alone.
Result<BenchRun> bench_program(const machine::MachineConfig& config, const Kernel& supervisor, const machine::ElfImage& program,
                               const BenchSetting& setting, const std::atomic<bool>* stop = nullptr);

struct BenchBoot {
    Mode mode = Mode::kNative;
    const Kernel* kernel = nullptr;
    const machine::ElfImage* monitor = nullptr;
    std::string cmdline;
    std::span<const std::uint8_t> disk;
    bool watched = false;
};
Result<BenchRun> bench_boot(const machine::MachineConfig& config, const BenchBoot& boot, const std::atomic<bool>* stop = nullptr);

}  // namespace anel::control
