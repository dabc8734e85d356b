// Runs go crossing by crossing, so that every event has its moment and every hook its trap. In the past (behind a step back) history repeats what came from outside,
// the work of hooks included, so no hook is called there again.
#include "labs/runtime/lab_machine.hpp"

#include <algorithm>

#include "isa/base/invariant.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/images.hpp"
#include "monitor/control/run.hpp"
#include "monitor/control/trap_facts.hpp"

namespace anel::labs {

using machine::Moment;

namespace {

/// Between two readings of the events. In a cycle there is at most one mark, and a piece ends behind its first crossing.
constexpr Cycles kPiece = 4096;
constexpr std::size_t kPieceEvents = 2 * kPiece;
/// Of hooks, of which nothing but the count is kept.
constexpr std::size_t kMostUses = std::size_t{1} << 24;
/// Snapshots of a machine that a script goes back and forth in.
constexpr machine::HistoryLimits kHistory{.spacing = 1'000'000, .bytes = std::size_t{64} << 20, .snapshots = 64};

bool is_trap(const cpu::Event& event) {
    return event.kind == cpu::EventKind::kTrap || event.kind == cpu::EventKind::kExit || event.kind == cpu::EventKind::kInject;
}

}  // namespace

LabMachine::LabMachine(const machine::MachineConfig& config, const LabLimits& limits, const PowerOn* found)
    : config_(config), limits_(limits), machine_(std::make_unique<machine::Machine>(config, config.ram_bytes, kPieceEvents)), events_(limits.events), records_(limits.hook_records),
      uses_(kMostUses) {
    if (found != nullptr) {
        invariant(machine_->write_memory({0}, found->memory), "no more memory is found than there is");
        machine_->cpu().set_state(found->state);
    }
    begin_history();
}

void LabMachine::begin_history() {
    history_.reset();
    machine_->cpu().events().clear();
    history_.emplace(*machine_, kHistory);
    beginning_ = history_->now();
}

/// Not in the past, and not within a hook.
void LabMachine::bound_history() {
    if (history_->inputs().size() <= limits_.inputs || history_->in_the_past() || in_hook_) return;
    for (std::size_t i = 0; i < explain::kLanguageCount; ++i) explained_before_[i] = explain(static_cast<explain::Language>(i));
    uses_before_ = hook_count();
    emulated_before_ = emulated();
    console_before_ = console();
    log_before_ = log();
    uses_ = MomentLog<Use>(kMostUses);
    begin_history();
}

// Beginning.

void LabMachine::start(std::uint32_t pc) {
    cpu::CpuState at_reset;
    at_reset.pc = pc;
    if (history_->end() != Moment{}) return set_state(at_reset);
    machine_->cpu().set_state(at_reset);
    begin_history();
}

Status LabMachine::boot(const LabBoot& boot) {
    const auto mode = control::find_mode(boot.mode);
    if (!mode) return mode.error();
    if (Status status = control::check_mode(config_, *mode); !status) return status.error();
    const auto path_of = [](const std::string& chosen, const char* bundled) -> Result<std::string> {
        if (!chosen.empty()) return chosen;
        return control::bundled_file(bundled);
    };
    const auto kernel_path = path_of(boot.kernel, "anelix.elf");
    if (!kernel_path) return kernel_path.error();
    const auto kernel = control::load_kernel(*kernel_path);
    if (!kernel) return kernel.error();
    std::optional<machine::ElfImage> monitor;
    if (*mode != control::Mode::kNative) {
        const auto path = control::bundled_file("monitor.elf");
        if (!path) return path.error();
        auto loaded = control::load_monitor(*path);
        if (!loaded) return loaded.error();
        monitor = std::move(*loaded);
    }
    std::vector<std::uint8_t> disk;
    if (!boot.disk.empty()) {
        auto loaded = control::load_disk(boot.disk);
        if (!loaded) return loaded.error();
        disk = std::move(*loaded);
    }
    control::RunRequest request;
    request.config = config_;
    request.mode = *mode;
    request.kernel = &kernel.value();
    request.monitor = monitor ? &*monitor : nullptr;
    request.cmdline = boot.append;
    request.disk = disk;
    auto booted = control::boot_for(request);
    if (!booted) return booted.error();
    history_.reset();
    machine_ = std::move(*booted);
    machine_->cpu().watch(kPieceEvents);
    events_ = MomentLog<cpu::Event>(limits_.events);
    lost_trap_.reset();
    records_ = MomentLog<HookRecord>(limits_.hook_records);
    uses_ = MomentLog<Use>(kMostUses);
    uses_before_ = emulated_before_ = 0;
    console_before_.clear();
    log_before_.clear();
    explained_before_ = {};
    begin_history();
    return {};
}

// State.

/// Whatever comes from outside in the past makes what was known to come void.
void LabMachine::new_future() {
    if (!history_->in_the_past()) return;
    const Moment now = history_->now();
    events_.forget_after(now);
    records_.forget_after(now);
    uses_.forget_after(now);
    if (lost_trap_ && lost_trap_->at > now) lost_trap_.reset();
}

void LabMachine::set_state(const cpu::CpuState& state) {
    if (in_hook_) {
        changed_ = state;
        return;
    }
    new_future();
    history_->set_state(state);
    bound_history();
}

bool LabMachine::write_memory(std::uint32_t at, std::span<const std::uint8_t> bytes) {
    new_future();
    if (!history_->write_memory({at}, bytes)) return false;
    memory_changed_ = memory_changed_ || !bytes.empty();
    bound_history();
    return true;
}

void LabMachine::flush_tlb(const cpu::TlbFlush& what) {
    new_future();
    history_->flush_tlb(what);
    memory_changed_ = true;
}

void LabMachine::type(std::string_view bytes) {
    new_future();
    history_->type(bytes);
}

void LabMachine::end_input() {
    new_future();
    history_->end_input();
}

// Moving.

/// `end_before`: what the run had come to before the machine moved.
LabMachine::Seen LabMachine::take_events(const Moment& end_before) {
    Seen seen;
    const Moment now = Moment::of(machine_->cpu());
    const std::vector<cpu::Event>& events = machine_->cpu().events().events();
    for (std::size_t i = 0; i < events.size(); ++i) {
        // Of several the last alone can be a crossing; it has just happened. Marks before it are told by their cycle.
        const bool last = i + 1 == events.size() && cpu::is_crossing(events[i].kind);
        if (last) seen.crossing = events[i];
        const Moment at = last ? now : Moment{events[i].cycle, 0, 0};
        if (at <= end_before) continue;
        if (last) seen.is_new = true;
        if (!events_.add(at, events[i]) && last && is_trap(events[i])) lost_trap_ = {at, events[i]};
    }
    machine_->cpu().events().clear();
    return seen;
}

std::optional<Ending> LabMachine::ended(cpu::Stop stop) const {
    switch (stop) {
        case cpu::Stop::kPoweredOff: return Ending::kOff;
        case cpu::Stop::kTripleFault: return Ending::kTripleFault;
        case cpu::Stop::kIdle: return Ending::kIdle;
        case cpu::Stop::kBreakpoint: return Ending::kAddress;
        case cpu::Stop::kCycleReached:
        case cpu::Stop::kCrossed: break;
    }
    return std::nullopt;
}

std::optional<Ending> LabMachine::one_piece(const RunUntil& until, Cycles end) {
    const Moment end_before = history_->end();
    const bool steps = static_cast<bool>(until.when);
    const cpu::Stop stop = steps ? history_->step() : history_->run_to_crossing(std::min(end, cycle() + kPiece));
    const Seen seen = take_events(end_before);
    if (seen.crossing && seen.is_new)
        if (const auto served = serve(*seen.crossing)) return served;
    if (const auto over = ended(stop)) return over;
    if (seen.crossing && until.trap && is_trap(*seen.crossing) && until.trap(*seen.crossing)) return Ending::kTrap;
    // Behind a piece's end the CPU does not stop in front of the next piece's first instruction by itself.
    if (until.address && state().pc == *until.address && !state().waiting) return Ending::kAddress;
    if (until.when) {
        const std::optional<bool> holds = until.when(*this);
        if (!holds) return Ending::kHookFailed;
        if (*holds) return Ending::kWhen;
    }
    return std::nullopt;
}

Ending LabMachine::run(const RunUntil& until) {
    invariant(!in_hook_, "a hook does not run its own machine");
    hook_message_.clear();
    const Cycles begin = cycle();
    const Cycles limit = until.limit && *until.limit < cpu::kNever - begin ? begin + *until.limit : cpu::kNever;
    const Cycles wanted = until.cycle.value_or(cpu::kNever);
    if (until.address) machine_->cpu().set_breakpoints({*until.address});
    std::optional<Ending> ending;
    while (!ending) {
        if (cycle() >= wanted) ending = Ending::kCycle;
        else if (cycle() >= limit) ending = Ending::kLimit;
        else ending = one_piece(until, std::min(wanted, limit));
    }
    if (until.address) machine_->cpu().set_breakpoints({});
    return *ending;
}

std::optional<Ending> LabMachine::step() {
    invariant(!in_hook_, "a hook does not run its own machine");
    hook_message_.clear();
    const Moment end_before = history_->end();
    const cpu::Stop stop = history_->step();
    const Seen seen = take_events(end_before);
    if (seen.crossing && seen.is_new)
        if (const auto served = serve(*seen.crossing)) return served;
    return ended(stop);
}

LabSnapshot LabMachine::snapshot() {
    const std::span<const cpu::Event> events = this->events();
    const std::span<const HookRecord> hooks = hook_records();
    std::array<std::string, explain::kLanguageCount> explained;
    for (std::size_t i = 0; i < explain::kLanguageCount; ++i) explained[i] = explain(static_cast<explain::Language>(i));
    return {machine_->save(), {events.begin(), events.end()}, events_.lost(), {hooks.begin(), hooks.end()}, hook_count(), emulated(), console(), log(), std::move(explained)};
}

void LabMachine::restore(const LabSnapshot& snapshot) {
    history_.reset();
    machine_->restore(snapshot.machine);
    begin_history();
    events_ = MomentLog<cpu::Event>(limits_.events);
    for (const cpu::Event& event : snapshot.events) events_.add({}, event);
    events_.lose(snapshot.events_lost);
    lost_trap_.reset();
    records_ = MomentLog<HookRecord>(limits_.hook_records);
    for (const HookRecord& record : snapshot.hooks) records_.add({}, record);
    uses_ = MomentLog<Use>(kMostUses);
    uses_before_ = snapshot.hook_count;
    emulated_before_ = snapshot.emulated;
    console_before_ = snapshot.console;
    log_before_ = snapshot.log;
    explained_before_ = snapshot.explained;
}

// What has happened.

std::uint64_t LabMachine::emulated() const {
    const std::span<const Use> uses = uses_.until(history_->now());
    return uses.empty() ? emulated_before_ : uses.back().emulated;
}

std::uint64_t LabMachine::guest_instructions() const {
    std::uint64_t count = emulated();
    for (const Ring ring : {Ring::k1, Ring::k2, Ring::k3}) count += machine_->cpu().counters().by_lane[lane(ring)];
    return count;
}

std::string LabMachine::explain(explain::Language language) {
    if (in_hook_) return control::explain_trap(*machine_, config_, served_->event, language);
    const Moment here = history_->now();
    const std::span<const cpu::Event> happened = events();
    const auto last = std::find_if(happened.rbegin(), happened.rend(), is_trap);
    const bool lost = lost_trap_ && lost_trap_->at <= here;
    if (!lost && (last == happened.rend() || (lost_trap_ && happened.size() == events_.size()))) return {};
    const cpu::Event event = lost ? lost_trap_->event : *last;
    // The machine is to stand right behind it, before any hook: at the moment before, and one step on its own.
    const Moment behind = lost ? lost_trap_->at : events_.moment(static_cast<std::size_t>(happened.rend() - last) - 1);
    if (behind <= beginning_) return explained_before_[static_cast<std::size_t>(language)];
    std::string text;
    history_->seek(behind);
    if (history_->step_back()) {
        const machine::MachineSnapshot before = machine_->save();
        machine_->cpu().step();
        text = control::explain_trap(*machine_, config_, event, language);
        machine_->restore(before);
    }
    history_->seek(here);
    machine_->cpu().events().clear();
    return text;
}

}  // namespace anel::labs
