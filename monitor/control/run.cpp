// The machine runs in quanta; between them console, log, events, input and the person at the keyboard get their turn. Quanta end at
// fixed cycles, and nothing the host does changes what the machine computes, except when input arrives from a terminal.
#include "monitor/control/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "isa/base/invariant.hpp"

namespace anel::control {

namespace {

constexpr Cycles kQuantum = 1000000;
/// With somebody watching quanta are shorter. A crossing takes at least half a cycle (trap and interrupt may meet in one) and a mark a whole one, so all fit.
constexpr Cycles kWatchedQuantum = 100000;
constexpr std::size_t kEventCapacity = 2 * kWatchedQuantum + 16;

bool is_watched(const RunRequest& request) { return request.on_event || request.on_story; }

class Session {
public:
    Session(const RunRequest& request, machine::Machine& machine) : request_(request), machine_(machine) {
        result_.mode = request.mode;
        result_.max_cycles = request.max_cycles;
        if (request.on_story) storyteller_.emplace(request.config);
    }

    RunResult play() {
        machine_.cpu().count_in_detail(request_.count_in_detail);
        const auto started = std::chrono::steady_clock::now();
        start_guest();
        result_.ending = loop();
        finish_stories();
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - started;
        collect();
        result_.wall_s = wall.count();
        return std::move(result_);
    }

private:
    Ending loop() {
        const Cycles quantum = is_watched(request_) ? kWatchedQuantum : kQuantum;
        Appetite appetite = Appetite::kBusy;
        for (;;) {
            feed(appetite);
            if (interrupted()) return Ending::kInterrupted;
            if (request_.max_cycles != 0 && machine_.cpu().cycle() >= request_.max_cycles) return Ending::kCycleLimit;
            Cycles until = machine_.cpu().cycle() + quantum;
            if (request_.max_cycles != 0) until = std::min(until, request_.max_cycles);
            const cpu::Stop stop = run_until(until);
            drain();
            switch (stop) {
                case cpu::Stop::kPoweredOff: return machine_.devices().state().given_up ? Ending::kGivenUp : Ending::kPoweredOff;
                case cpu::Stop::kTripleFault: return Ending::kTripleFault;
                case cpu::Stop::kIdle:
                    if (!interrupted() && no_more_input()) return Ending::kStuck;
                    appetite = Appetite::kStuck;
                    break;
                case cpu::Stop::kBreakpoint:
                case cpu::Stop::kCrossed:
                case cpu::Stop::kCycleReached:
                    appetite = machine_.cpu().state().waiting && machine_.devices().state().input.empty() ? Appetite::kIdle : Appetite::kBusy;
                    break;
            }
        }
    }

    /// Where stories are told the run stops at each crossing, which changes no cycle.
    cpu::Stop run_until(Cycles until) {
        while (storyteller_) {
            const cpu::Stop stop = advance(until, true);
            if (request_.replayed) give_due();
            tell_stories();
            if (stop != cpu::Stop::kCrossed || interrupted()) return stop;
        }
        return advance(until, false);
    }

    void tell_stories() {
        if (!storyteller_) return;
        const std::span<const cpu::Event> events = machine_.cpu().events().events();
        std::vector<Story> told;
        storyteller_->listen(machine_, events.subspan(heard_), told);
        heard_ = events.size();
        pass_on(told);
    }

    void finish_stories() {
        if (!storyteller_) return;
        std::vector<Story> told;
        storyteller_->finish(machine_, result_.ending == Ending::kTripleFault, told);
        pass_on(told);
    }

    void pass_on(const std::vector<Story>& told) {
        for (const Story& story : told) {
            if (!storyteller_) return;
            request_.on_story(story);
            if (++stories_ == request_.stories_most) storyteller_.reset();
        }
    }

    /// A monitor boots first. What it executes until it enters its guest is not work for the guest, and is counted apart, crossing by crossing:
    /// the count stops at the guest's first instruction. What runs outside its ring before a VM has its id is the monitor's own, trying what the
    /// machine does. Where no guest starts, the loop finds the same reason to end.
    void start_guest() {
        const std::optional<Ring> monitor = monitor_ring(request_.mode);
        if (!monitor) return;
        feed(Appetite::kBusy);
        cpu::Cpu& cpu = machine_.cpu();
        for (bool seen = false; !seen || cpu.state().ring <= *monitor || cpu.state().vmid == 0;) {
            seen = seen || cpu.state().ring == *monitor;
            if (interrupted()) break;
            if (request_.max_cycles != 0 && cpu.cycle() >= request_.max_cycles) break;
            const Cycles until = cpu.cycle() + (is_watched(request_) ? kWatchedQuantum : kBootQuantum);
            const cpu::Stop stop = advance(request_.max_cycles != 0 ? std::min(until, request_.max_cycles) : until, true);
            if (request_.replayed) give_due();
            tell_stories();
            drain();
            if (stop != cpu::Stop::kCycleReached && stop != cpu::Stop::kCrossed) break;
        }
        result_.monitor_boot_instructions = cpu.counters().by_lane[lane(*monitor)];
    }

    machine::Moment now() const { return machine::Moment::of(machine_.cpu()); }

    bool interrupted() const {
        if (request_.stop != nullptr && request_.stop->load()) return true;
        return request_.replayed && request_.replayed->interrupted_at && now() >= *request_.replayed->interrupted_at;
    }

    /// A replay goes no further than to where the next input came, or where it was stopped.
    cpu::Stop advance(Cycles until, bool to_crossing) {
        cpu::Cpu& cpu = machine_.cpu();
        if (request_.replayed) {
            const Replayed& replayed = *request_.replayed;
            std::optional<machine::Moment> next = replayed.interrupted_at;
            const std::size_t given = result_.inputs.size();
            if (given < replayed.inputs.size()) next = next ? std::min(*next, replayed.inputs[given].at) : replayed.inputs[given].at;
            // In that cycle there is nothing but what takes no time: crossings.
            const bool close = next && cpu.cycle() >= next->cycle;
            if (next) until = std::min(until, close ? cpu.cycle() + 1 : next->cycle);
            to_crossing = to_crossing || close;
        }
        return to_crossing ? cpu.run_to_crossing(until) : cpu.run(until);
    }

    void feed(Appetite appetite) {
        if (request_.replayed) return give_due();
        const devices::DeviceState& console = machine_.devices().state();
        if (console.input_ended) return;
        Fed fed = request_.input != nullptr ? request_.input->feed(console, appetite, request_.stop) : Fed{{}, true};
        if (!fed.typed.empty()) give({now(), machine::Input::Kind::kTyped, std::move(fed.typed), 0});
        if (fed.ended) give({now(), machine::Input::Kind::kEnded, {}, 0});
    }

    void give_due() {
        const std::span<const machine::Input> inputs = request_.replayed->inputs;
        while (result_.inputs.size() < inputs.size() && inputs[result_.inputs.size()].at <= now()) give(inputs[result_.inputs.size()]);
    }

    void give(machine::Input input) {
        machine::give(machine_, input);
        result_.inputs.push_back(std::move(input));
    }

    /// Input that the guest has not enabled the interrupt for cannot wake it either.
    bool no_more_input() const {
        if (request_.replayed) return result_.inputs.size() == request_.replayed->inputs.size() || request_.replayed->inputs[result_.inputs.size()].at > now();
        const devices::DeviceState& state = machine_.devices().state();
        return state.input_ended || !state.console_irq;
    }

    void drain() {
        const std::string console = machine_.devices().take_console();
        const std::string log = machine_.devices().take_log();
        if (request_.on_console && !console.empty()) request_.on_console(console);
        if (request_.on_log && !log.empty()) request_.on_log(log);
        result_.console += console;
        result_.log += log;
        if (request_.on_event)
            for (const cpu::Event& event : machine_.cpu().events().events()) request_.on_event(event);
        machine_.cpu().events().clear();
        heard_ = 0;
        if (request_.on_progress) request_.on_progress(machine_.cpu().cycle());
    }

    void collect() {
        const cpu::Cpu& cpu = machine_.cpu();
        result_.cycles = cpu.cycle();
        result_.end = now();
        if (request_.wants_digest) {
            result_.digest = machine::digest_of(machine_);
            result_.digest.push_back(machine::digest_of("console output", result_.console));
            result_.digest.push_back(machine::digest_of("log", result_.log));
        }
        result_.guest_exit = machine_.devices().state().exit_code;
        result_.ledger = cpu.ledger();
        result_.counters = cpu.counters();
        result_.translator = translator_counts(machine_);
        result_.triple_fault = cpu.triple_fault();
        result_.inner_bank = cpu.state().bank[0];
        result_.disk = machine_.devices().take_disk();
        result_.pc = cpu.state().pc;
        result_.ring = cpu.state().ring;
        result_.lost_events = request_.on_event ? machine_.cpu().events().lost() : 0;
        invariant(result_.ledger.total() == result_.cycles, "the ledger's sum is the machine's cycle count");
        if (cpu.detail() == nullptr) return;
        result_.detail = *cpu.detail();
        invariant(cpu::sums_to(*result_.detail, result_.ledger), "what was counted in detail sums to the ledger, of each VM and ring");
    }

    static constexpr Cycles kBootQuantum = 1'000'000;

    const RunRequest& request_;
    machine::Machine& machine_;
    RunResult result_;
    std::optional<Storyteller> storyteller_;
    std::size_t heard_ = 0;      ///< events of those not drained yet
    std::uint64_t stories_ = 0;  ///< told so far
};

std::string name_of_cause(std::uint32_t cause) { return std::string(spec::name_of(static_cast<spec::TrapCause>(cause))); }

}  // namespace

Result<std::unique_ptr<machine::Machine>> boot_for(const RunRequest& request) {
    invariant(request.kernel != nullptr, "a run has a kernel");
    auto machine = std::make_unique<machine::Machine>(request.config, real_ram_bytes(request.config, request.mode));
    if (Status status = boot(*machine, request.config, request.mode, *request.kernel, request.monitor, request.cmdline, request.monitor_options); !status)
        return status.error();
    machine->devices().insert_disk({request.disk.begin(), request.disk.end()});
    return machine;
}

RunResult run_booted(const RunRequest& request, machine::Machine& machine) {
    machine.cpu().watch(is_watched(request) ? kEventCapacity : 0);
    return Session(request, machine).play();
}

Result<RunResult> run(const RunRequest& request) {
    const auto machine = boot_for(request);
    if (!machine) return machine.error();
    return run_booted(request, **machine);
}

namespace {

/// Behind a message: what was said before the end.
std::string last_log_line(const std::string& log) {
    const std::size_t end = log.find_last_not_of('\n');
    if (end == std::string::npos) return "";
    const std::size_t newline = log.rfind('\n', end);
    const std::size_t begin = newline == std::string::npos ? 0 : newline + 1;
    return ": " + log.substr(begin, end + 1 - begin);
}

}  // namespace

std::size_t changed_sectors(std::span<const std::uint8_t> before, std::span<const std::uint8_t> after) {
    invariant(before.size() == after.size(), "a disk does not change its size");
    std::size_t count = 0;
    for (std::size_t at = 0; at < before.size(); at += spec::kSectorBytes)
        count += std::ranges::equal(before.subspan(at, spec::kSectorBytes), after.subspan(at, spec::kSectorBytes)) ? 0 : 1;
    return count;
}

std::string describe_ending(const RunResult& result) {
    switch (result.ending) {
        case Ending::kPoweredOff: return fmt::format("powered off with exit code {}", result.guest_exit.value_or(0));
        case Ending::kCycleLimit:
            return fmt::format("stopped at the limit of {} cycles, at pc 0x{:08x} in ring {}", result.max_cycles, result.pc, number(result.ring));
        case Ending::kTripleFault: {
            const cpu::TripleFault& fault = result.triple_fault;
            std::string text = fmt::format("triple fault: {} (value 0x{:08x}) at pc 0x{:08x}, the very start of ring 0's trap handler", name_of_cause(fault.cause),
                                           fault.value, fault.pc);
            const bool in_handler = (result.inner_bank.cause & spec::kInterruptBit) == 0 && result.inner_bank.epc != fault.pc;
            if (in_handler)
                text += fmt::format(", which was to handle {} (value 0x{:08x}) at pc 0x{:08x}", name_of_cause(result.inner_bank.cause),
                                    result.inner_bank.value, result.inner_bank.epc);
            return result.inner_bank.vector == 0 ? text + "; vector0 is 0: the guest never set it" : text;
        }
        case Ending::kStuck:
            return fmt::format("stuck: wfi at pc 0x{:08x} waits for an interrupt, and none can come (no timer is armed, the disk is at rest, and the console has nothing to say)",
                               result.pc - 4);
        case Ending::kGivenUp: return fmt::format("given up, at pc 0x{:08x} in ring {}{}", result.pc, number(result.ring), last_log_line(result.log));
        case Ending::kInterrupted: return fmt::format("interrupted at cycle {}, at pc 0x{:08x} in ring {}", result.cycles, result.pc, number(result.ring));
    }
    return {};
}

}  // namespace anel::control
