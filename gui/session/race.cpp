// Machines run for numbers of cycles, so a lane comes to a progress by ever shorter pieces, and a little past it: what is shown is where it is.
#include "gui/session/race.hpp"

#include <algorithm>

#include "gui/session/parts.hpp"
#include "isa/base/invariant.hpp"
#include "monitor/control/amounts.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/compare.hpp"
#include "monitor/control/workloads.hpp"

namespace anel::session {

using control::Mode;

namespace {

constexpr Cycles kShortestPiece = 200;

/// Since `from`; both at the end of a run.
std::uint64_t in_ring(const cpu::Counters& from, const cpu::Counters& now, Ring ring) { return now.by_lane[lane(ring)] - from.by_lane[lane(ring)]; }

std::uint64_t exits_of(Mode mode, const cpu::Counters& counters) {
    control::RunResult run;
    run.mode = mode;
    run.counters = counters;
    return control::total(control::exits_by_reason(run));
}

}  // namespace

bool counts_guest(Mode mode) { return mode != Mode::kFullTranslate && mode != Mode::kPara; }

std::uint64_t guest_instructions(Mode mode, const cpu::Counters& from, const cpu::Counters& now) {
    invariant(counts_guest(mode), "in this mode nobody knows them");
    const std::optional<Ring> monitor = control::monitor_ring(mode);
    std::uint64_t count = 0;
    for (unsigned place = 0; place < kLaneCount; ++place) {
        const Ring ring = ring_of_lane(place);
        if (!monitor || ring > *monitor) count += in_ring(from, now, ring);
    }
    if (!monitor) return count;
    // What the monitor did in the guest's place, one instruction an exit.
    if (*monitor == Ring::k0) {
        const auto cause = static_cast<std::size_t>(spec::TrapCause::kPrivileged);
        return count + now.inward_exceptions[cause] - from.inward_exceptions[cause];
    }
    for (const spec::ExitReason reason : {spec::ExitReason::kCsr, spec::ExitReason::kPort, spec::ExitReason::kInstruction})
        count += now.exits[static_cast<std::size_t>(reason)] - from.exits[static_cast<std::size_t>(reason)];
    return count;
}

Result<Race> Race::make(const RaceWish& wish) {
    if (wish.measure == RaceMeasure::kGuest && !std::ranges::all_of(wish.modes, counts_guest))
        return Error{"one of the two modes runs another kernel's code: align by the programs' instructions", ErrorKind::kUsage};
    const auto workload = control::find_workload(wish.workload);
    if (!workload) return workload.error();
    Configuration configuration;
    configuration.machine_file = wish.machine_file;
    configuration.policy = wish.policy;
    const auto parts = load_parts(configuration, true);
    if (!parts) return parts.error();
    Race race;
    race.measure_ = wish.measure;
    for (std::size_t i = 0; i < wish.modes.size(); ++i) {
        if (const Status status = control::check_mode(parts->config, wish.modes[i]); !status) return status.error();
        control::RunRequest request;
        request.config = parts->config;
        request.mode = wish.modes[i];
        request.kernel = &parts->kernel;
        request.monitor = &parts->monitor->elf;
        request.cmdline = workload->cmdline;
        request.disk = parts->disk;
        auto machine = control::boot_for(request);
        if (!machine) return machine.error();
        Lane& lane = race.lanes_[i];
        lane.machine = std::move(*machine);
        lane.machine->devices().type(workload->input);
        lane.machine->devices().end_input();
        lane.shown.mode = wish.modes[i];
        lane.shown.way.push_back({});
    }
    return race;
}

bool Race::go_on(std::uint64_t progress, Cycles most) {
    const bool first = go_on(lanes_[0], progress, most, lanes_[1].shown);
    return go_on(lanes_[1], progress, most, lanes_[0].shown) && first;
}

bool Race::go_on(Lane& lane, std::uint64_t progress, Cycles most, const RaceLane& other) {
    cpu::Cpu& cpu = lane.machine->cpu();
    const Cycles last = cpu.cycle() + most;
    if (!lane.started) start(lane, last);
    // One that hangs would keep the other waiting for ever.
    const Cycles limit = std::max(control::kHungFloor, other.now.cycles * control::kHungFactor);
    while (!lane.shown.ended && lane.started && lane.shown.now.progress < progress && cpu.cycle() < last) {
        const cpu::Stop stop = lane.machine->run(std::min(last, cpu.cycle() + std::max(kShortestPiece, progress - lane.shown.now.progress)));
        look(lane);
        if (stop == cpu::Stop::kPoweredOff || stop == cpu::Stop::kTripleFault || stop == cpu::Stop::kIdle) end(lane, stop);
        else if (cpu.cycle() > limit && other.now.progress > lane.shown.now.progress) {
            lane.shown.ended = true;
            lane.shown.how = control::Ending::kCycleLimit;
            lane.shown.ending = "hung: stopped at " + std::to_string(control::kHungFactor) + " times the other's cycles";
        }
    }
    mark(lane);
    return lane.shown.ended || lane.shown.now.progress >= progress;
}

/// The monitor boots: on to its guest's first instruction, as an ordinary run finds it.
void Race::start(Lane& lane, Cycles until) {
    cpu::Cpu& cpu = lane.machine->cpu();
    const std::optional<Ring> monitor = control::monitor_ring(lane.shown.mode);
    lane.started = !monitor;
    while (!lane.started && cpu.cycle() < until) {
        const cpu::Stop stop = cpu.run_to_crossing(until);
        if (stop != cpu::Stop::kCrossed && stop != cpu::Stop::kCycleReached) {
            look(lane);
            return end(lane, stop);
        }
        lane.started = cpu.state().ring > *monitor && cpu.state().vmid != 0;
    }
    if (lane.started) {
        lane.base = cpu.counters();
        lane.shown.start = cpu.cycle();
    }
    look(lane);
}

void Race::look(Lane& lane) const {
    const cpu::Cpu& cpu = lane.machine->cpu();
    RaceLane& shown = lane.shown;
    shown.now.cycles = cpu.cycle();
    if (lane.started)
        shown.now.progress = measure_ == RaceMeasure::kGuest ? guest_instructions(shown.mode, lane.base, cpu.counters()) : in_ring(lane.base, cpu.counters(), Ring::k3);
}

void Race::end(Lane& lane, cpu::Stop stop) const {
    const devices::DeviceState& devices = lane.machine->devices().state();
    control::RunResult result;
    result.guest_exit = devices.exit_code;
    lane.shown.ended = true;
    lane.shown.finished = stop == cpu::Stop::kPoweredOff && !devices.given_up;
    switch (stop) {
        case cpu::Stop::kPoweredOff: result.ending = devices.given_up ? control::Ending::kGivenUp : control::Ending::kPoweredOff; break;
        case cpu::Stop::kTripleFault: result.ending = control::Ending::kTripleFault; break;
        default: result.ending = control::Ending::kStuck; break;
    }
    result.triple_fault = lane.machine->cpu().triple_fault();
    result.pc = lane.machine->cpu().state().pc;
    result.ring = lane.machine->cpu().state().ring;
    result.inner_bank = lane.machine->cpu().state().bank[0];
    lane.shown.how = result.ending;
    lane.shown.ending = control::describe_ending(result);
}

/// Sums that need not be made anew after each piece, and the way: a point less often, the longer it gets.
void Race::mark(Lane& lane) {
    const cpu::Cpu& cpu = lane.machine->cpu();
    RaceLane& shown = lane.shown;
    for (std::size_t i = 0; i < shown.by_activity.size(); ++i) shown.by_activity[i] = cpu.ledger().of_activity(static_cast<spec::Activity>(i));
    shown.exits = exits_of(shown.mode, cpu.counters());
    std::vector<RacePoint>& way = shown.way;
    if (way.size() >= 2 && way.back().progress < way[way.size() - 2].progress + lane.spacing) way.back() = shown.now;
    else if (way.back().cycles != shown.now.cycles) way.push_back(shown.now);
    if (way.size() < RaceLane::kMostPoints) return;
    std::vector<RacePoint> fewer;
    for (std::size_t i = 0; i < way.size(); i += 2) fewer.push_back(way[i]);
    if (fewer.back().cycles != way.back().cycles) fewer.push_back(way.back());
    way = std::move(fewer);
    lane.spacing = std::max<std::uint64_t>(1, way.back().progress / (RaceLane::kMostPoints / 2));
}

}  // namespace anel::session
