// The judgement looks at what the machine did, never at the name of the mode.
#include "monitor/control/compare.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "isa/base/invariant.hpp"

namespace anel::control {

namespace {

/// The last line that says something, without control characters, at most a screen's width of it.
std::string last_line(const std::string& text) {
    std::string line;
    for (std::size_t end = text.size(); end > 0 && line.empty();) {
        const std::size_t newline = text.rfind('\n', end - 1);
        const std::size_t begin = newline == std::string::npos ? 0 : newline + 1;
        line = text.substr(begin, end - begin);
        end = newline == std::string::npos ? 0 : newline;
    }
    std::erase_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e; });
    constexpr std::size_t kWidth = 120;
    if (line.size() > kWidth) line.replace(kWidth, std::string::npos, "...");
    return line;
}

/// What the guest (or the monitor, on the log) said last, to go behind another message.
std::string last_words(const RunResult& run) {
    const std::string log = last_line(run.log);
    const std::string console = last_line(run.console);
    std::string words;
    if (!console.empty()) words += fmt::format("; its console ends with \"{}\"", console);
    if (!log.empty()) words += fmt::format("; its log ends with \"{}\"", log);
    return words;
}

std::string console_difference(const std::string& native, const std::string& other) {
    const auto [in_native, in_other] = std::ranges::mismatch(native, other);
    const auto at = in_native - native.begin();
    if (in_other == other.end()) return fmt::format("console ends after {} bytes, native's has {}", other.size(), native.size());
    if (in_native == native.end()) return fmt::format("console has {} bytes, native's ends after {}", other.size(), native.size());
    return fmt::format("console differs at byte {}", at);
}

std::string disk_difference(const std::vector<std::uint8_t>& native, const std::vector<std::uint8_t>& other) {
    if (native.size() != other.size()) return fmt::format("disk has {} bytes, native's has {}", other.size(), native.size());
    const auto at = static_cast<std::size_t>(std::ranges::mismatch(native, other).in1 - native.begin());
    return fmt::format("disk differs at sector {}", at / spec::kSectorBytes);
}

}  // namespace

std::string difference(const RunResult& native, const RunResult& run) {
    if (run.ending == Ending::kCycleLimit && native.ending == Ending::kPoweredOff)
        return fmt::format("hung: {}{}", describe_ending(run), last_words(run));
    if (run.ending != Ending::kPoweredOff) return describe_ending(run) + last_words(run);
    if (native.ending != Ending::kPoweredOff) return "the native run did not power off: there is nothing to agree with";
    if (run.guest_exit != native.guest_exit)
        return fmt::format("guest exit code {}, native's is {}{}", *run.guest_exit, *native.guest_exit, last_words(run));
    if (run.console != native.console) return console_difference(native.console, run.console) + last_words(run);
    if (run.disk != native.disk) return disk_difference(native.disk, run.disk);
    return {};
}

bool Comparison::all_equivalent() const { return std::ranges::all_of(modes, &ComparedMode::equivalent); }

namespace {

/// Runs one workload after another, each mode within kHungFactor of what the bare machine took for the same.
class Runner {
public:
    explicit Runner(const CompareRequest& request) : request_(request) {}

    Result<RunResult> run_in(Mode mode, const Workload& workload, Cycles max_cycles) const {
        TextInput input{std::string(workload.input)};
        RunRequest one;
        one.config = request_.config;
        one.mode = mode;
        one.kernel = request_.kernel;
        one.monitor = request_.monitor;
        one.monitor_options = request_.monitor_options;
        one.cmdline = workload.cmdline;
        one.disk = request_.disk;
        one.input = &input;
        one.max_cycles = max_cycles;
        one.count_in_detail = request_.count_in_detail;
        one.stop = request_.stop;
        if (request_.on_progress) one.on_progress = [&](Cycles cycles) { request_.on_progress(mode, cycles); };
        return run(one);
    }

    Cycles limit_after(const RunResult* native) const {
        return native == nullptr ? request_.native_limit : std::max(kHungFloor, native->cycles * kHungFactor);
    }

private:
    const CompareRequest& request_;
};

/// The share of the boot, by the workload that does nothing else. Nothing where it fails in this mode, or a person has seen enough.
class BootShare {
public:
    BootShare(const CompareRequest& request, const Runner& runner) : request_(request), runner_(runner) {}

    /// Into the row of that mode.
    Status measure(ComparedMode& row) {
        const auto workload = find_workload(kBootWorkload);
        invariant(static_cast<bool>(workload), "there is a workload that only boots");
        const RunResult* const native = native_ ? &*native_ : nullptr;
        auto result = runner_.run_in(row.run.mode, *workload, runner_.limit_after(native));
        if (!result) return result.error();
        if (difference(native == nullptr ? *result : *native, *result).empty()) {
            row.boot = figures(*result);
            row.boot_cycles = cycles_by_activity(*result);
            row.per_operation = per_operation(figures(row.run), *row.boot, request_.workload.operations);
        }
        if (native == nullptr) native_ = std::move(*result);
        return {};
    }
    bool wanted(const ComparedMode& row) const { return request_.workload.operations != 0 && row.equivalent; }

private:
    const CompareRequest& request_;
    const Runner& runner_;
    std::optional<RunResult> native_;
};

}  // namespace

std::string policy_name(const machine::MachineConfig& config) {
    std::string name(spec::name_of(config.policy));
    if (config.behaviours != cpu::Behaviours::of(config.policy)) name += "+overrides";
    return name;
}

Result<Comparison> compare(const CompareRequest& request) {
    Comparison comparison;
    comparison.workload = request.workload.name;
    comparison.machine = request.config.name;
    comparison.policy = policy_name(request.config);
    comparison.operations = request.workload.operations;
    std::vector<Mode> modes{Mode::kNative};
    for (const Mode mode : request.modes)
        if (mode != Mode::kNative) modes.push_back(mode);
    const Runner runner(request);
    BootShare boot_share(request, runner);
    for (const Mode mode : modes) {
        auto result = runner.run_in(mode, request.workload, runner.limit_after(comparison.modes.empty() ? nullptr : &comparison.modes.front().run));
        if (!result) return result.error();
        if (request.on_mode_done) request.on_mode_done(*result);
        comparison.interrupted = result->ending == Ending::kInterrupted;
        ComparedMode row;
        row.run = std::move(*result);
        const RunResult& native = comparison.modes.empty() ? row.run : comparison.modes.front().run;
        row.slowdown = native.cycles == 0 ? 1 : static_cast<double>(row.run.cycles) / static_cast<double>(native.cycles);
        row.why_not = difference(native, row.run);
        row.equivalent = row.why_not.empty();
        if (boot_share.wanted(row)) {
            if (Status status = boot_share.measure(row); !status) return status.error();
            comparison.interrupted = request.stop != nullptr && request.stop->load();
        }
        comparison.modes.push_back(std::move(row));
        if (request.on_mode_judged) request.on_mode_judged(comparison.modes.back());
        if (comparison.interrupted) break;
    }
    return comparison;
}

}  // namespace anel::control
