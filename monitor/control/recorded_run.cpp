// What a machine's recording does not know, modes and images, is kept in notes of it.
#include "monitor/control/recorded_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "isa/base/invariant.hpp"
#include "isa/machine/recording_file.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/report.hpp"
#include "monitor/control/report_text.hpp"

namespace anel::control {

namespace {

constexpr const char* kMode = "mode";
constexpr const char* kCmdline = "command-line";
constexpr const char* kKernel = "kernel";
constexpr const char* kMonitor = "monitor";
constexpr const char* kMostCycles = "most-cycles";
constexpr Cycles kOverdue = 1'000'000;

std::optional<Ending> find_ending(std::string_view name) {
    for (const Ending ending : {Ending::kPoweredOff, Ending::kCycleLimit, Ending::kTripleFault, Ending::kStuck, Ending::kGivenUp, Ending::kInterrupted})
        if (name_of(ending) == name) return ending;
    return std::nullopt;
}

std::string place(const machine::Moment& at) {
    return fmt::format("at cycle {}, after {} instructions and {} traps", grouped(at.cycle), grouped(at.instructions), grouped(at.traps));
}

}  // namespace

Result<RecordedRun> record(RunRequest request, std::string_view monitor_file, std::string_view recorded_by) {
    const auto machine = boot_for(request);
    if (!machine) return machine.error();
    RecordedRun recorded{{}, machine::recording_of(**machine, request.config)};
    request.wants_digest = true;
    recorded.result = run_booted(request, **machine);
    machine::Recording& recording = recorded.recording;
    recording.recorded_by = recorded_by;
    recording.inputs = recorded.result.inputs;
    recording.end = {recorded.result.end, std::string(name_of(recorded.result.ending)), recorded.result.digest};
    recording.notes = {{kMode, std::string(name_of(request.mode))}, {kCmdline, request.cmdline}, {kKernel, request.kernel->file},
                       {kMostCycles, fmt::format("{}", request.max_cycles)}};
    if (!monitor_file.empty()) recording.notes[kMonitor] = monitor_file;
    return recorded;
}

Result<LoadedRun> understand(machine::Recording recording, const std::string& name) {
    const auto refused = [&](const std::string& why) { return Error{fmt::format("{}: not a recording that can be played: {}; record it again", name, why)}; };
    for (const char* const note : {kMode, kCmdline, kKernel, kMostCycles})
        if (!recording.notes.contains(note)) return refused(fmt::format("its part '{}' is missing", note));
    LoadedRun loaded;
    const auto mode = find_mode(recording.notes[kMode]);
    if (!mode) return refused(mode.error().message);
    loaded.mode = *mode;
    if (Status status = check_mode(recording.config, *mode); !status) return refused(status.error().message);
    if (recording.memory.size() != real_ram_bytes(recording.config, *mode))
        return refused(fmt::format("its memory of {} bytes is not what mode '{}' has", recording.memory.size(), name_of(*mode)));
    loaded.cmdline = recording.notes[kCmdline];
    auto kernel = parse_image(recording.notes[kKernel], name + ", its kernel");
    if (!kernel) return kernel.error();
    loaded.kernel = std::move(*kernel);
    if (*mode != Mode::kNative) {
        if (!recording.notes.contains(kMonitor)) return refused(fmt::format("its part '{}' is missing", kMonitor));
        auto monitor = parse_image(recording.notes[kMonitor], name + ", its monitor", machine::ElfPlacing::kMovable);
        if (!monitor) return monitor.error();
        loaded.monitor = std::move(*monitor);
    }
    const std::string& most = recording.notes[kMostCycles];
    const auto [end, error] = std::from_chars(most.data(), most.data() + most.size(), loaded.max_cycles);
    if (error != std::errc() || end != most.data() + most.size()) return refused(fmt::format("its part '{}' is not a number", kMostCycles));
    const auto ending = find_ending(recording.end.ending);
    if (!ending) return refused("how it ended is not known here");
    loaded.ending = *ending;
    if (*ending == Ending::kCycleLimit && loaded.max_cycles == 0) return refused("it ended at a limit that it did not have");
    for (const char* const image : {kKernel, kMonitor}) recording.notes.erase(image);
    loaded.recording = std::move(recording);
    return loaded;
}

Result<LoadedRun> open_recording(const std::string& path) {
    auto recording = machine::load_recording(path);
    if (!recording) return recording.error();
    return understand(std::move(*recording), path == "-" ? "standard input" : path);
}

RunResult replay(const LoadedRun& loaded, const RunRequest& watching) {
    const machine::Recording& recording = loaded.recording;
    RunRequest request = watching;
    request.config = recording.config;
    request.mode = loaded.mode;
    request.kernel = &loaded.kernel;
    request.monitor = loaded.monitor ? &loaded.monitor->elf : nullptr;
    request.cmdline = loaded.cmdline;
    request.replayed = Replayed{recording.inputs, {}};
    if (loaded.ending == Ending::kInterrupted) request.replayed->interrupted_at = recording.end.at;
    request.wants_digest = true;
    const Cycles overdue = std::max(recording.end.at.cycle, recording.end.at.cycle + kOverdue);
    const Cycles limit = loaded.ending == Ending::kCycleLimit ? loaded.max_cycles : overdue;
    request.max_cycles = watching.max_cycles == 0 ? limit : std::min(limit, watching.max_cycles);
    return run_booted(request, *machine::machine_of(recording));
}

std::string first_difference(const LoadedRun& loaded, const RunResult& again) {
    const machine::Recording& recording = loaded.recording;
    if (again.ending != loaded.ending)
        return fmt::format("it {}, {}; the recorded run ended otherwise ({}), {}", describe_ending(again), place(again.end), recording.end.ending,
                           place(recording.end.at));
    if (again.end != recording.end.at) return fmt::format("it ended {}; the recorded run, {}", place(again.end), place(recording.end.at));
    if (again.inputs.size() != recording.inputs.size())
        return fmt::format("input {} of {} never came", again.inputs.size() + 1, recording.inputs.size());
    for (const machine::PartDigest& part : again.digest) {
        const auto then = std::ranges::find(recording.end.state, part.part, &machine::PartDigest::part);
        if (then == recording.end.state.end()) return fmt::format("the recording does not say what was in '{}' at its end", part.part);
        if (then->digest != part.digest) return fmt::format("{}: not as at the end of the recorded run", part.part);
    }
    return {};
}

}  // namespace anel::control
