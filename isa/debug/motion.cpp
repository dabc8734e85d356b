// With a watchpoint the machine goes step by step, some ten million a second; without one it runs at full speed, in pieces short enough for
// a person who presses Ctrl-C.
#include "isa/debug/motion.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "isa/asm/operands.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::debug {

using cpu::Stop;
using machine::Moment;

namespace {

constexpr Cycles kPiece = 1'000'000;
/// A crossing takes half a cycle at least and a mark one, so all fit.
constexpr Cycles kWatchedPiece = 20'000;
constexpr std::size_t kEventCapacity = 2 * kWatchedPiece + 16;
constexpr std::size_t kEventsOfStep = 16;
constexpr unsigned kStepsBetweenLooks = 1U << 14;

std::optional<cpu::Event> last_crossing(const std::vector<cpu::Event>& events) {
    for (std::size_t i = events.size(); i-- > 0;)
        if (is_crossing(events[i].kind)) return events[i];
    return std::nullopt;
}

/// Keeps the CPU's own breakpoints and events as they were.
class Borrowed {
public:
    Borrowed(Session& session, const Goal& goal, std::size_t events) : cpu_(session.cpu()), capacity_(cpu_.events().capacity()) {
        std::vector<std::uint32_t> addresses;
        if (goal.breakpoints)
            for (const Breakpoint& one : session.breakpoints) addresses.push_back(one.address);
        if (goal.address) addresses.push_back(*goal.address);
        cpu_.set_breakpoints(std::move(addresses));
        cpu_.watch(events);
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    ~Borrowed() {
        cpu_.set_breakpoints({});
        cpu_.watch(capacity_);
    }

private:
    cpu::Cpu& cpu_;
    std::size_t capacity_;
};

/// What a store at the pc would write to.
bool stores_to(const Session& session, const Watchpoint& watchpoint) {
    const cpu::CpuState& state = session.state();
    const auto word = paging::read_word(session.memory(), session.tables(), state.pc);
    if (!word) return false;
    std::uint32_t size = 0;
    switch (spec::identify(*word)) {
        case spec::InsnId::kSb: size = 1; break;
        case spec::InsnId::kSh: size = 2; break;
        case spec::InsnId::kSw: size = 4; break;
        default: return false;
    }
    const auto base = static_cast<unsigned>(assembler::extract(assembler::Field::kRs1, *word));
    const std::uint32_t address = state.x[base] + static_cast<std::uint32_t>(assembler::extract(assembler::Field::kImmS, *word));
    const auto physical = paging::physical_of(session.memory(), session.tables(), address, size);
    return physical && *physical < watchpoint.physical + watchpoint.bytes && watchpoint.physical < *physical + size;
}

}  // namespace

bool interrupted(const Session& session) { return session.options.stop != nullptr && session.options.stop->load(); }

std::string why_it_stands(Session& session, Stop stop) {
    const devices::DeviceState& devices = session.history.machine().devices().state();
    const cpu::TripleFault& fault = session.cpu().triple_fault();
    switch (stop) {
        case Stop::kPoweredOff:
            if (devices.given_up) return "the machine is off: who ran on it gave up, the log says why\n";
            return fmt::format("the machine is off, exit code {}\n", devices.exit_code.value_or(0));
        case Stop::kTripleFault:
            return fmt::format("triple fault: nobody can take cause {} with value 0x{:08x} at 0x{:08x}\n", fault.cause, fault.value, fault.pc);
        case Stop::kIdle:
            return devices.input_ended ? "the machine waits for an interrupt, and none can come\n"
                                       : "the machine waits for input: `type TEXT` types, `end-input` ends it\n";
        default: return {};
    }
}

std::string change_text(Session& session, const Change& change, const std::vector<cpu::Event>& events) {
    const Watchpoint& watchpoint = *change.watchpoint;
    machine::History& history = session.history;
    const Moment here = history.now();
    const bool busy_now = history.machine().devices().disk().state().status == spec::DiskStatus::kBusy;
    std::string who = "the hardware on a page walk";
    if (history.step_back()) {
        const bool busy_before = history.machine().devices().disk().state().status == spec::DiskStatus::kBusy;
        const std::uint32_t pc = session.state().pc;
        const auto crossing = last_crossing(events);
        const bool trapped = crossing && crossing->kind == cpu::EventKind::kTrap;
        const std::string name = session.name_of(pc);
        if (!trapped && stores_to(session, watchpoint)) who = fmt::format("the instruction at 0x{:08x}{}{}", pc, name.empty() ? "" : " ", name);
        else if (busy_before && !busy_now) who = "the disk";
        else if (crossing && (crossing->kind == cpu::EventKind::kExit || crossing->kind == cpu::EventKind::kEntry)) who = "the hardware, between guest and monitor";
        history.seek(here);
    }
    return fmt::format("watchpoint {}: {} was {}, is {}; changed by {}\n", watchpoint.number, watchpoint.name, value_text(change.before),
                       value_text(watchpoint.value), who);
}

Step step_forward(Session& session) {
    Step step;
    const Goal goal{.breakpoints = false};
    const Borrowed borrowed(session, goal, kEventsOfStep);
    machine::History& history = session.history;
    session.watchpoints.look(session.memory());
    const Moment before = history.now();
    Stop stop = history.step();
    // What was typed in this very moment may wake it.
    if (stop == Stop::kIdle && history.now() == before) stop = history.step();
    step.moved = history.now() > before;
    const std::vector<cpu::Event> events = session.cpu().events().events();
    step.crossing = last_crossing(events);
    if (step.crossing) step.why = session.trap_text(*step.crossing);
    if (const auto change = session.watchpoints.changed(session.memory())) {
        step.why += change_text(session, *change, events);
        step.stops = true;
    }
    if (const std::string stands = why_it_stands(session, stop); !stands.empty()) {
        step.why += stands;
        step.stops = true;
    }
    return step;
}

namespace {

class Journey {
public:
    Journey(Session& session, const Goal& goal) : session_(session), goal_(goal), borrowed_(session, goal, kEventCapacity), begin_(session.history.now()) {
        const Cycles most = session.options.most_cycles;
        last_ = most == 0 ? kNoEnd : begin_.cycle + most;
        by_step_ = goal.breakpoints && !session.watchpoints.empty();
        session.watchpoints.look(session.memory());
    }

    Arrival go() {
        unsigned pieces = 0;
        unsigned idle = 0;
        for (;;) {
            if ((!by_step_ || pieces++ % kStepsBetweenLooks == 0) && interrupted(session_)) return {false, "stopped by hand\n"};
            if (session_.cycle() >= goal_.until) return {!goal_.address && !goal_.crossings, {}};
            if (session_.cycle() >= last_) return {false, fmt::format("stopped after {} cycles, the most that one command may run\n", session_.options.most_cycles)};
            session_.cpu().events().clear();
            const Moment before = session_.history.now();
            const Stop stop = piece();
            if (std::optional<Arrival> arrival = look(stop, before)) return *arrival;
            // What was typed in this very moment may wake it: it is asked twice.
            idle = stop == Stop::kIdle && session_.history.now() == before ? idle + 1 : 0;
            if (stop == Stop::kPoweredOff || stop == Stop::kTripleFault || idle > 1) return {false, why_it_stands(session_, stop)};
        }
    }

private:
    Stop piece() {
        if (by_step_) return session_.history.step();
        const Cycles end = std::min({goal_.until, last_, session_.cycle() + (goal_.crossings ? kWatchedPiece : kPiece)});
        return goal_.crossings ? session_.history.run_to_crossing(end) : session_.history.run(end);
    }

    std::optional<Arrival> look(Stop stop, const Moment& before) {
        if (by_step_)
            if (const auto change = session_.watchpoints.changed(session_.memory())) {
                const std::vector<cpu::Event> events = session_.cpu().events().events();
                return Arrival{false, change_text(session_, *change, events)};
            }
        if (goal_.crossings && (by_step_ || stop == Stop::kCrossed))
            if (const auto crossing = last_crossing(session_.cpu().events().events()); crossing && goal_.reached(&*crossing))
                return Arrival{true, session_.trap_text(*crossing)};
        // A piece may end in front of an instruction that the next one would begin with.
        const bool moved = session_.history.now() > before;
        const bool in_front = stop == Stop::kBreakpoint || (moved && stop == Stop::kCycleReached && !session_.state().waiting);
        const std::uint32_t pc = session_.state().pc;
        if (!in_front || !session_.cpu().is_breakpoint(pc)) return std::nullopt;
        if (goal_.address == pc && (!goal_.reached || goal_.reached(nullptr))) return Arrival{true, {}};
        if (!goal_.breakpoints) return std::nullopt;
        if (const Breakpoint* const breakpoint = session_.breakpoint_here()) return Arrival{false, fmt::format("breakpoint {}: {}\n", breakpoint->number, breakpoint->name)};
        return std::nullopt;
    }

    Session& session_;
    const Goal& goal_;
    Borrowed borrowed_;
    Moment begin_;
    Cycles last_ = kNoEnd;
    bool by_step_ = false;
};

}  // namespace

Arrival move_forward(Session& session, const Goal& goal) { return Journey(session, goal).go(); }

}  // namespace anel::debug
