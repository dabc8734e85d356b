// How fast this simulator is on this host: five programs in every setting beside qemu, and Anelix in every mode. The best of several
// rounds counts, and within a round everything takes its turn, so that noise hits all alike.
// Not here: one run (bench_run.hpp), text and JSON (bench_report.hpp).
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "monitor/control/bench_run.hpp"
#include "monitor/control/bench_seek.hpp"
#include "monitor/control/workloads.hpp"

namespace anel::control {

struct BenchProgramRow {
    std::string_view name;
    std::string_view meaning;
};
std::span<const BenchProgramRow> bench_programs();
/// `alu,sieve`: in the order given; a usage error lists the names.
Result<std::vector<std::string>> find_bench_programs(std::string_view comma_separated);

struct BenchProgram {
    std::string name;
    std::string path;  ///< for qemu
    machine::ElfImage elf;
};
/// Reads one of them from share/anel/bench, or the short build of it.
Result<BenchProgram> load_bench_program(const std::string& name, bool in_short);

struct BenchQemu {
    std::string path;
    std::string nothing;  ///< an ELF file that exits at once
};

struct BenchRequest {
    machine::MachineConfig config;
    std::vector<BenchProgram> programs;
    const Kernel* supervisor = nullptr;
    std::optional<BenchQemu> qemu;
    unsigned repeat = 3;
    std::vector<Mode> modes;  ///< to boot Anelix in; the ratio is to native, and missing without it
    Workload workload;        ///< that it then does
    const Kernel* kernel = nullptr;               ///< needed where there are modes
    const machine::ElfImage* monitor = nullptr;   ///< likewise, but for native
    std::span<const std::uint8_t> disk;
    std::vector<Mode> seek_modes;  ///< to seek in; images as above
    Cycles seek_cycles = kSeekCycles;
    const std::atomic<bool>* stop = nullptr;
    std::function<void(std::string_view)> on_step;  ///< what is about to run; may be empty
};

/// A million instructions a second.
double mips(std::uint64_t instructions, double seconds);

struct BenchedProgram {
    std::string name;
    std::string output;
    std::uint64_t instructions = 0;  ///< the program's own, the same in every setting and under qemu
    Cycles cycles = 0;               ///< timed, paged, the supervisor's included
    std::uint64_t all_instructions = 0;
    std::array<double, kBenchSettingCount> seconds{};  ///< best, by kBenchSettings
    std::optional<double> qemu_seconds;                ///< best, less what qemu takes for nothing

    double mips_in(std::size_t setting) const { return mips(instructions, seconds[setting]); }
    double cpi() const { return all_instructions == 0 ? 0 : static_cast<double>(cycles) / static_cast<double>(all_instructions); }
    std::optional<double> qemu_mips() const;
    /// Timed and paged, against qemu: 1 is as fast as qemu.
    std::optional<double> qemu_ratio() const;
};

struct BenchedBoot {
    Mode mode = Mode::kNative;
    std::uint64_t instructions = 0;
    Cycles cycles = 0;
    std::uint64_t events = 0;
    double seconds = 0, seconds_watched = 0;
    std::optional<double> ratio_to_native;  ///< MIPS over native's MIPS

    double cpi() const { return instructions == 0 ? 0 : static_cast<double>(cycles) / static_cast<double>(instructions); }
};

struct BenchResult {
    std::vector<BenchedProgram> programs;
    std::vector<BenchedBoot> boots;
    std::vector<BenchedSeek> seeks;
    std::string workload;
    std::vector<std::string> differences;  ///< empty: every run of a program gave the same. Else sentences without a full stop
    bool interrupted = false;
    double seconds = 0, cpu_seconds = 0;  ///< of all runs but qemu's

    /// Below 1: other programs kept this one waiting, and its seconds are too many.
    double processor_share() const { return seconds > 0 ? std::min(1.0, cpu_seconds / seconds) : 1; }
};

Result<BenchResult> bench(const BenchRequest& request);

/// Of what `value` gives for each; nothing where there is none, or one has no value.
std::optional<double> geometric_mean(std::span<const BenchedProgram> programs,
                                     const std::function<std::optional<double>(const BenchedProgram&)>& value);

}  // namespace anel::control
