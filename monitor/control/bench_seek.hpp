// How long it takes to go to an earlier cycle of a long run, what has to be kept for that, and what keeping it costs while the run is made.
// Not here: text and JSON (bench_report.hpp), going back itself (isa/machine/history.hpp).
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string_view>

#include "isa/base/result.hpp"
#include "isa/machine/machine_config.hpp"
#include "monitor/control/images.hpp"
#include "monitor/control/modes.hpp"

namespace anel::control {

/// Anelix does this until the cycles are up: it boots anew again and again, and so does what a boot and all programs of the mix do.
inline constexpr std::string_view kSeekCommandLine =
    "reboots=1000000 run=compute 300000;sysloop 10000;ptstress 60;forkwait 20;pingpong 300;primes 30000;files 2";
inline constexpr Cycles kSeekCycles = 1'000'000'000;

struct BenchSeek {
    Mode mode = Mode::kNative;
    const Kernel* kernel = nullptr;
    const machine::ElfImage* monitor = nullptr;
    std::span<const std::uint8_t> disk;
    Cycles cycles = kSeekCycles;
    unsigned seeks = 50;  ///< to cycles that are random, and the same every time
};

struct BenchedSeek {
    Mode mode = Mode::kNative;
    Cycles cycles = 0;
    unsigned seeks = 0;
    double median_ms = 0, longest_ms = 0;
    std::size_t snapshots = 0;
    std::size_t snapshot_bytes = 0;  ///< that they hold together
    Cycles widest_gap = 0;           ///< between two of them, in cycles
    double seconds_plain = 0, seconds_kept = 0;  ///< of the run without a history and with one, in turns
    double seconds = 0, cpu_seconds = 0;         ///< of all of this, and in which this program really had a processor
    bool same = false;               ///< both runs came to the same state, and so did a seek to the end of the run

    /// 1: keeping costs nothing.
    double cost() const { return seconds_plain > 0 ? seconds_kept / seconds_plain : 0; }
};
Result<BenchedSeek> bench_seek(const machine::MachineConfig& config, const BenchSeek& what, const std::atomic<bool>* stop = nullptr);

}  // namespace anel::control
