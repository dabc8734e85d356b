// Quanta as in any other run (run.cpp), with the clock around the machine alone.
#include "monitor/control/bench_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "isa/base/invariant.hpp"
#include "monitor/control/boot.hpp"

namespace anel::control {

double cpu_seconds_now() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

namespace {

constexpr Cycles kQuantum = 1000000;
/// A crossing takes at least half a cycle, so all fit.
constexpr Cycles kWatchedQuantum = 100000;
constexpr std::size_t kEventCapacity = 2 * kWatchedQuantum + 16;
/// A hundred times what the longest of these programs takes.
constexpr Cycles kCycleLimit = 100000000000;

std::size_t event_capacity(bool watched) { return watched ? kEventCapacity : 0; }

BenchRun play(machine::Machine& machine, bool watched, const std::atomic<bool>* stop) {
    BenchRun run;
    machine.devices().end_input();
    cpu::Cpu& cpu = machine.cpu();
    std::chrono::steady_clock::duration spent{};
    for (bool going = true; going;) {
        const Cycles until = cpu.cycle() + (watched ? kWatchedQuantum : kQuantum);
        const double cpu_before = cpu_seconds_now();
        const auto started = std::chrono::steady_clock::now();
        const cpu::Stop why = machine.run(until);
        spent += std::chrono::steady_clock::now() - started;
        run.cpu_seconds += cpu_seconds_now() - cpu_before;
        run.events += cpu.events().events().size();
        cpu.events().clear();
        going = false;
        switch (why) {
            case cpu::Stop::kPoweredOff: run.ending = machine.devices().state().given_up ? Ending::kGivenUp : Ending::kPoweredOff; break;
            case cpu::Stop::kTripleFault: run.ending = Ending::kTripleFault; break;
            case cpu::Stop::kIdle: run.ending = Ending::kStuck; break;
            case cpu::Stop::kBreakpoint:
            case cpu::Stop::kCrossed:
            case cpu::Stop::kCycleReached:
                if (stop != nullptr && stop->load()) run.ending = Ending::kInterrupted;
                else if (cpu.cycle() >= kCycleLimit) run.ending = Ending::kCycleLimit;
                else going = true;
                break;
        }
    }
    run.seconds = std::chrono::duration<double>(spent).count();
    run.lost_events = watched ? cpu.events().lost() : 0;
    run.cycles = cpu.cycle();
    run.instructions = cpu.counters().instructions;
    run.user_instructions = cpu.counters().by_lane[lane(Ring::k3)];
    run.console = machine.devices().take_console();
    run.log = machine.devices().take_log();
    run.exit_code = machine.devices().state().exit_code;
    return run;
}

/// What the supervisor has to know of the program, as it reads it.
std::string command_line(const machine::ElfImage& program, bool paged) {
    std::uint32_t code = program.segments.front().paddr, data = 0, end = 0;
    for (const machine::ElfSegment& segment : program.segments) {
        const std::uint32_t segment_end = segment.paddr + segment.memory_bytes;
        code = std::min(code, segment.paddr);
        end = std::max(end, segment_end);
        if (segment.executable) data = std::max(data, (segment_end + kPageBytes - 1) & ~(kPageBytes - 1));
    }
    return fmt::format("paging={} entry=0x{:x} code=0x{:x} data=0x{:x} end=0x{:x}", paged ? 1 : 0, program.entry, code, data, end);
}

}  // namespace

Status load_bench(machine::Machine& machine, const machine::MachineConfig& config, const Kernel& supervisor, const machine::ElfImage& program, bool paged) {
    constexpr std::uint32_t kProgramLoad = 0x00200000;
    if (Status status = machine::check_elf_placement(supervisor.elf, 0, 0, kProgramLoad, "the supervisor's memory"); !status) return status;
    if (Status status = machine::check_elf_placement(program, 0, kProgramLoad, config.ram_bytes, "the memory for a program"); !status) return status;
    if (Status status = boot(machine, config, Mode::kNative, supervisor, nullptr, command_line(program, paged)); !status) return status;
    for (const machine::ElfSegment& segment : program.segments)
        invariant(machine.write_memory({segment.paddr}, segment.bytes), "what is loaded has been checked to fit");
    return {};
}

Result<BenchRun> bench_program(const machine::MachineConfig& config, const Kernel& supervisor, const machine::ElfImage& program,
                               const BenchSetting& setting, const std::atomic<bool>* stop) {
    machine::MachineConfig machine_config = config;
    machine_config.timing.timed = setting.timed;
    machine::Machine machine(machine_config, config.ram_bytes, event_capacity(setting.watched));
    if (Status status = load_bench(machine, machine_config, supervisor, program, setting.paged); !status) return status.error();
    return play(machine, setting.watched, stop);
}

Result<BenchRun> bench_boot(const machine::MachineConfig& config, const BenchBoot& boot_of, const std::atomic<bool>* stop) {
    machine::Machine machine(config, real_ram_bytes(config, boot_of.mode), event_capacity(boot_of.watched));
    if (Status status = boot(machine, config, boot_of.mode, *boot_of.kernel, boot_of.monitor, boot_of.cmdline); !status) return status.error();
    machine.devices().insert_disk({boot_of.disk.begin(), boot_of.disk.end()});
    return play(machine, boot_of.watched, stop);
}

}  // namespace anel::control
