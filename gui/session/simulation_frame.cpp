// Frames.
#include <algorithm>
#include <ctime>

#include "gui/session/simulation.hpp"
#include "gui/session/views.hpp"
#include "isa/asm/disassemble.hpp"
#include "isa/explain/explain.hpp"
#include "isa/explain/in_short.hpp"
#include "monitor/control/trap_facts.hpp"

namespace anel::session {

namespace {

/// `entered`: ring -1 is in force.
std::array<Resident, kLaneCount> residents_of(std::optional<Ring> monitor, bool entered) {
    std::array<Resident, kLaneCount> residents{};
    if (entered) residents[lane(Ring::kMinus1)] = Resident::kIntruder;
    if (!monitor) {
        residents[lane(Ring::k0)] = Resident::kKernel;
        residents[lane(Ring::k3)] = Resident::kPrograms;
        return residents;
    }
    residents[lane(*monitor)] = Resident::kMonitor;
    residents[lane(*monitor) + 1] = Resident::kGuestKernel;
    residents[lane(Ring::k3)] = Resident::kGuestPrograms;
    return residents;
}

/// Of the calling thread.
double work_s() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

}  // namespace

TextPiece Simulation::piece_of(std::string_view all, std::size_t& shown) {
    TextPiece piece{std::min(shown, all.size()), {}};
    piece.text = all.substr(piece.begin);
    shown = all.size();
    return piece;
}

FramePtr Simulation::frame(Time now) {
    auto frame = std::make_shared<Frame>();
    frame->number = ++frames_;
    frame->machine = machines_;
    frame->jumps = jumps_;
    frame->error = std::exchange(error_, std::nullopt);
    frame->phase = phase_;
    frame->stop = stop_;
    frame->slow_motion = slow_motion_;
    frame->speed_wanted = pace_.wanted();
    frame->breakpoints = breakpoints_;
    frame->work_s = work_s();
    frame->answers = std::exchange(answers_, {});
    last_frame_ = frame;
    if (!computer_) return frame;

    const cpu::Cpu& cpu = computer_->cpu();
    const machine::History& history = computer_->history();
    const devices::Devices& devices = computer_->machine().devices();
    frame->configuration = computer_->configuration();
    frame->config = computer_->config();
    frame->monitor_ring = control::monitor_ring(frame->configuration.mode);
    frame->residents = residents_of(frame->monitor_ring, computer_->cpu().state().assist.on);
    if (running()) {
        pace_.measure(now, cpu.counters().instructions, cpu.cycle());
        frame->mips = pace_.instructions_per_second() / 1e6;
        frame->cycles_per_second = pace_.cycles_per_second();
    }
    frame->exit_code = devices.state().exit_code;
    frame->now = history.now();
    frame->end = history.end();
    frame->cpu = cpu.state();
    frame->lines = devices.lines();
    frame->guest = computer_->debug().guest();
    frame->ledger = cpu.ledger();
    frame->counters = cpu.counters();
    frame->crossings = watcher_->crossings();
    frame->events = watcher_->last();
    frame->events_before = watcher_->count() - std::min<std::uint64_t>(frame->events.size(), watcher_->count());
    frame->events_lost = watcher_->lost();
    frame->console = piece_of(history.console(), console_shown_);
    frame->log = piece_of(history.log(), log_shown_);
    for (const TypedThen& one : typed_)
        if (one.at <= frame->now) frame->typed.push_back(one.typed);
    frame->input_ended = devices.state().input_ended;
    if (!running()) {
        frame->crossing = crossing_here();
        explain(*frame);
        show_place(*frame);
    }
    for (const auto& [id, view] : views_) frame->views[id] = show(*computer_, view);
    return frame;
}

FramePtr Simulation::frame_on_the_way(const Journey& journey) {
    if (!last_frame_ || last_frame_->machine != machines_) return nullptr;
    auto frame = std::make_shared<Frame>(*last_frame_);
    frame->number = ++frames_;
    frame->journey = journey;
    frame->phase = Phase::kRunning;
    frame->mips = frame->cycles_per_second = 0;
    frame->work_s = work_s();
    // What was new in the last one is in that one.
    frame->error.reset();
    frame->answers.clear();
    for (CrossingCount& one : frame->crossings) one.fresh = 0;
    for (TextPiece* const piece : {&frame->console, &frame->log}) *piece = {piece->begin + piece->text.size(), {}};
    frame->crossing.reset();
    frame->why.reset();
    frame->where_to.reset();
    frame->in_short.reset();
    frame->place.reset();
    last_frame_ = frame;
    return frame;
}

std::optional<cpu::Event> Simulation::crossing_here() const {
    const std::vector<cpu::Event> events = watcher_->last();
    const Cycles now = computer_->cpu().cycle();
    for (auto event = events.rbegin(); event != events.rend() && event->cycle == now; ++event)
        if (is_crossing(event->kind)) return *event;
    return std::nullopt;
}

void Simulation::explain(Frame& frame) const {
    const cpu::Cpu& cpu = computer_->cpu();
    std::optional<cpu::Event> event = frame.crossing;
    const bool triple_fault = frame.phase == Phase::kEnded && frame.stop == StopReason::kTripleFault;
    if (triple_fault) {
        const cpu::TripleFault& fault = cpu.triple_fault();
        frame.triple_fault = fault;
        const Ring ring = cpu.state().ring;
        event = cpu::Event{cpu.cycle(), fault.pc, fault.cause, fault.value, cpu::EventKind::kTrap, ring, ring, cpu.state().vmid, 0};
    }
    if (!event || !is_trap(event->kind)) return;
    const std::vector<cpu::TlbEntry> tlb = cpu.mmu().tlb().contents();
    const explain::Explanation explanation = explain::explain(control::facts_of(computer_->machine(), computer_->config(), *event, triple_fault, tlb));
    frame.why.emplace();
    frame.where_to.emplace();
    frame.in_short.emplace();
    for (std::size_t i = 0; i < explain::kLanguageCount; ++i) {
        const auto language = static_cast<explain::Language>(i);
        (*frame.why)[i] = explain::in(language, explanation.why);
        (*frame.in_short)[i] = explain::in_short(language, explanation.why);
        (*frame.where_to)[i] = explain::in(language, explanation.where);
    }
}

void Simulation::show_place(Frame& frame) {
    const std::uint32_t pc = frame.cpu.pc;
    const Shown shown = show(*computer_, CodeView{pc, 0, 1});
    const CodeLine& line = std::get<CodeShown>(shown).lines.front();
    Place place;
    if (line.word) place.instruction = line.text;
    place.source = line.source;
    place.source_text = line.source_text;
    place.symbol = computer_->symbol_at(pc);
    frame.place = std::move(place);
}

std::size_t Simulation::bytes() const {
    if (!computer_) return 0;
    const machine::History& history = computer_->history();
    return history.snapshot_bytes() + history.console().size() + history.log().size() + watcher_->bytes();
}

}  // namespace anel::session
