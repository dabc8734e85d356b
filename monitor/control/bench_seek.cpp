// Two machines do the same in turns, a slice each, so that what else the computer does hits both alike.
#include "monitor/control/bench_seek.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <memory>
#include <random>
#include <vector>

#include "isa/machine/history.hpp"
#include "isa/machine/state_digest.hpp"
#include "monitor/control/bench_run.hpp"
#include "monitor/control/boot.hpp"

namespace anel::control {

namespace {

constexpr Cycles kSlice = 5'000'000;

Result<std::unique_ptr<machine::Machine>> make(const machine::MachineConfig& config, const BenchSeek& what) {
    auto machine = std::make_unique<machine::Machine>(config, real_ram_bytes(config, what.mode));
    if (Status status = boot(*machine, config, what.mode, *what.kernel, what.monitor, std::string(kSeekCommandLine)); !status) return status.error();
    machine->devices().insert_disk({what.disk.begin(), what.disk.end()});
    machine->devices().end_input();
    return machine;
}

template <class Work>
double seconds_of(Work work) {
    const auto started = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
}

Cycles widest_gap(const machine::History& history) {
    std::vector<Cycles> at = history.snapshot_cycles();
    at.push_back(history.end().cycle);
    Cycles widest = 0;
    for (std::size_t i = 1; i < at.size(); ++i) widest = std::max(widest, at[i] - at[i - 1]);
    return widest;
}

}  // namespace

Result<BenchedSeek> bench_seek(const machine::MachineConfig& config, const BenchSeek& what, const std::atomic<bool>* stop) {
    const auto stopped = [stop] { return stop != nullptr && stop->load(); };
    const auto plain = make(config, what);
    if (!plain) return plain.error();
    const auto kept = make(config, what);
    if (!kept) return kept.error();
    BenchedSeek result;
    result.mode = what.mode;
    const double cpu_before = cpu_seconds_now();
    const auto started = std::chrono::steady_clock::now();
    machine::History history(**kept);
    while ((*plain)->cpu().cycle() < what.cycles && !stopped()) {
        const Cycles until = std::min((*plain)->cpu().cycle() + kSlice, what.cycles);
        cpu::Stop ended = cpu::Stop::kCycleReached;
        result.seconds_plain += seconds_of([&] { ended = (*plain)->run(until); });
        (*plain)->devices().take_console();
        (*plain)->devices().take_log();
        result.seconds_kept += seconds_of([&] { history.run(until); });
        if (ended != cpu::Stop::kCycleReached) break;
    }
    result.cycles = history.end().cycle;
    result.snapshots = history.snapshot_count();
    result.snapshot_bytes = history.snapshot_bytes();
    result.widest_gap = widest_gap(history);
    const machine::StateDigest end = machine::digest_of(**plain);
    const machine::Moment last = history.end();

    std::mt19937_64 random(1);
    std::vector<double> milliseconds;
    for (unsigned i = 0; i < what.seeks && !stopped(); ++i) {
        const Cycles target = random() % result.cycles;
        milliseconds.push_back(1000 * seconds_of([&] { history.seek(target); }));
    }
    result.seeks = static_cast<unsigned>(milliseconds.size());
    if (!milliseconds.empty()) {
        std::ranges::sort(milliseconds);
        result.median_ms = milliseconds[milliseconds.size() / 2];
        result.longest_ms = milliseconds.back();
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    result.cpu_seconds = cpu_seconds_now() - cpu_before;
    history.seek(last);
    result.same = result.cycles >= what.cycles && machine::digest_of(**kept) == end;
    return result;
}

}  // namespace anel::control
