// Open stories are a stack: a trap opens one, and who returns from the handler's ring closes it. Cycles between two events belong to the
// activity that the topmost story's handler has named last; those of a crossing are what the ledger has booked to it.
#include "monitor/control/story.hpp"

#include <algorithm>

#include "isa/explain/sentence.hpp"
#include "monitor/control/trap_facts.hpp"

namespace anel::control {

using cpu::EventKind;
using explain::say;
using explain::Text;
using explain::operator""_is;

namespace {

constexpr std::size_t kStepsMost = 200;
/// Who never returns from his handlers must not fill the host's memory.
constexpr std::size_t kDepthMost = 64;

bool begins_story(EventKind kind) { return kind == EventKind::kTrap || kind == EventKind::kExit || kind == EventKind::kInject; }

/// Taken in the place of an instruction, not by it.
bool came_before(const cpu::Event& event) {
    return (event.cause & spec::kInterruptBit) != 0 || event.kind == EventKind::kInject ||
           (event.kind == EventKind::kExit && event.cause == static_cast<std::uint32_t>(spec::ExitReason::kPreempted));
}

bool used(const Story& story, spec::Activity activity) {
    const auto is = [activity](const StoryStep& step) { return step.kind == StoryStep::Kind::kActivity && step.activity == activity; };
    return std::ranges::any_of(story.steps, is) || std::ranges::any_of(story.later, is);
}

struct Whereabouts {
    std::uint32_t pc = 0;
    Ring ring = Ring::k0;
    std::uint32_t root = 0;
};

void conclude(Story& story, const Whereabouts& now, std::uint32_t root_before, const cpu::Event* injected) {
    const std::string ring = std::to_string(number(now.ring)), pc = explain::hex(now.pc);
    const bool same_tables = now.root == root_before;
    const bool same_place = now.ring == story.event.from && same_tables;
    story.end = StoryEnd::kElsewhere;
    if (injected != nullptr) {
        story.end = StoryEnd::kInjected;
        story.outcome = say<Text::kDelivered>("ring"_is = std::to_string(number(injected->to)), "cause"_is = explain::name_of_cause(injected->cause), "pc"_is = pc);
    } else if (same_place && now.pc == story.event.pc) {
        story.end = StoryEnd::kSameInstruction;
        story.outcome = story.before ? say<Text::kBackAgain>("ring"_is = ring) : say<Text::kAgain>("ring"_is = ring);
    } else if (same_place && now.pc == story.event.pc + 4 && !story.before) {
        story.end = StoryEnd::kNextInstruction;
        story.outcome = say<Text::kNext>("pc"_is = pc, "ring"_is = ring);
    } else if (used(story, spec::Activity::kInject)) {
        story.end = StoryEnd::kInjected;
        story.outcome = say<Text::kInjectedOn>("pc"_is = pc, "ring"_is = ring);
    } else {
        story.outcome = say<Text::kElsewhere>("pc"_is = pc, "ring"_is = ring);
    }
    if (!same_tables) story.outcome = say<Text::kOtherTables>("outcome"_is = std::move(story.outcome), "root"_is = explain::hex(now.root));
}

}  // namespace

void Storyteller::add(Open& open, const StoryStep& step) {
    if (step.cycles == 0) return;
    const auto same = [&step](const StoryStep& other) {
        return other.kind == step.kind && other.activity == step.activity && step.kind == StoryStep::Kind::kActivity;
    };
    std::vector<StoryStep>& steps = open.story.steps;
    open.story.cycles += step.cycles;
    if (!steps.empty() && open.story.later.empty() && same(steps.back())) {
        steps.back().cycles += step.cycles;
    } else if (steps.size() < kStepsMost) {
        steps.push_back(step);
    } else {
        std::vector<StoryStep>& later = open.story.later;
        const auto place = std::ranges::find_if(later, [&](const StoryStep& other) {
            return other.kind == step.kind && (step.kind == StoryStep::Kind::kTrap || other.activity == step.activity);
        });
        if (place == later.end()) later.push_back({step.kind, step.activity, 0, step.cycles});
        else place->cycles += step.cycles;
    }
}

/// The topmost handler has gone on with what it was doing.
void Storyteller::act_until(Cycles cycle) {
    if (open_.empty()) return;
    Open& top = open_.back();
    add(top, {StoryStep::Kind::kActivity, top.activity, 0, cycle - top.since});
    top.since = cycle;
}

void Storyteller::begin(const machine::Machine& machine, const cpu::Event& event, Cycles crossing, bool triple_fault) {
    tlb_ = machine.cpu().mmu().tlb().contents();
    const explain::TrapFacts facts = facts_of(machine, config_, event, triple_fault, tlb_);

    Open open;
    Story& story = open.story;
    story.number = ++begun_;
    if (!open_.empty()) story.inside = open_.back().story.number;
    story.event = event;
    story.before = came_before(event);
    story.explanation = explain::explain(facts);
    const auto word = explain::instruction_of(facts);
    if (word) story.instruction = explain::insn_text(facts);
    story.began = event.cycle - crossing;
    story.handler = triple_fault ? event.from : event.to;
    open.root = facts.state.root;
    open.activity = facts.state.mark[lane(story.handler)];
    open.since = event.cycle;
    add(open, {StoryStep::Kind::kActivity, spec::Activity::kCrossing, 0, crossing});
    open_.push_back(std::move(open));
}

/// The topmost story has ended.
void Storyteller::close(Cycles cycle, std::vector<Story>& told) {
    Open ended = std::move(open_.back());
    open_.pop_back();
    if (!open_.empty()) {
        add(open_.back(), {StoryStep::Kind::kTrap, spec::Activity::kOther, ended.story.number, ended.story.cycles});
        open_.back().since = cycle;
    }
    told.push_back(std::move(ended.story));
}

/// A return or an entry. Whose handler's ring it leaves, or passes by on its way outward, has returned; who still lay above him never did.
void Storyteller::leave(const machine::Machine& machine, const cpu::Event& event, const cpu::Event* next, Cycles crossing, std::vector<Story>& told) {
    const auto handler = std::ranges::find(open_.rbegin(), open_.rend(), event.from, [](const Open& open) { return open.story.handler; });
    if (handler == open_.rend()) return act_until(event.cycle);
    act_until(event.cycle - crossing);
    if (!open_.empty()) {
        add(open_.back(), {StoryStep::Kind::kActivity, spec::Activity::kCrossing, 0, crossing});
        open_.back().since = event.cycle;
    }
    for (auto lost = handler - open_.rbegin(); lost > 0; --lost) {
        open_.back().story.end = StoryEnd::kNeverReturned;
        open_.back().story.outcome = say<Text::kNeverBack>();
        close(event.cycle, told);
    }
    const cpu::CpuState& state = machine.cpu().state();
    const bool injects = next != nullptr && next->kind == EventKind::kInject;
    // Where an entry's injection has already led on, `next` still knows where the entry itself came to.
    const Whereabouts now{next != nullptr && !injects ? next->pc : state.pc, next != nullptr ? next->from : state.ring, state.root};
    do {
        conclude(open_.back().story, now, open_.back().root, injects ? next : nullptr);
        close(event.cycle, told);
    } while (!open_.empty() && open_.back().story.handler < now.ring);
}

void Storyteller::listen(const machine::Machine& machine, std::span<const cpu::Event> events, std::vector<Story>& told) {
    const Cycles booked = machine.cpu().ledger().of_activity(spec::Activity::kCrossing);
    Cycles crossing = booked - crossing_cycles_;
    crossing_cycles_ = booked;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const cpu::Event& event = events[i];
        if (event.kind == EventKind::kVm) continue;
        if (event.kind == EventKind::kMark) {
            if (open_.empty()) continue;
            act_until(event.cycle);
            open_.back().activity = static_cast<spec::Activity>(event.cause);
            continue;
        }
        // An entry and what it injects are two crossings, the second behind the first without a pause.
        const cpu::Event* next = i + 1 < events.size() ? &events[i + 1] : nullptr;
        const Cycles own = next != nullptr ? crossing - (next->cycle - event.cycle) : crossing;
        if (next != nullptr) crossing -= own;
        if (begins_story(event.kind)) {
            act_until(event.cycle - own);
            begin(machine, event, own, false);
            if (open_.size() > kDepthMost) {
                Open& oldest = open_.front();
                oldest.story.end = StoryEnd::kNeverReturned;
                oldest.story.outcome = say<Text::kNeverBack>();
                told.push_back(std::move(oldest.story));
                open_.erase(open_.begin());
            }
        } else if (event.kind == EventKind::kReturn || event.kind == EventKind::kEntry) {
            leave(machine, event, next, own, told);
        } else if (!open_.empty()) {
            // The same handler goes on in another ring.
            act_until(event.cycle - own);
            Open& top = open_.back();
            add(top, {StoryStep::Kind::kActivity, spec::Activity::kCrossing, 0, own});
            top.since = event.cycle;
            top.story.handler = event.to;
            top.activity = machine.cpu().state().mark[lane(event.to)];
        }
    }
}

void Storyteller::finish(const machine::Machine& machine, bool triple_fault, std::vector<Story>& told) {
    const Cycles now = machine.cpu().cycle();
    act_until(now);
    if (triple_fault) {
        const cpu::TripleFault& fault = machine.cpu().triple_fault();
        const Ring ring = machine.cpu().state().ring;
        begin(machine, {now, fault.pc, fault.cause, fault.value, EventKind::kTrap, ring, ring, machine.cpu().state().vmid}, 0, true);
        open_.back().story.end = StoryEnd::kStopped;
        open_.back().story.outcome = say<Text::kFatal>();
        close(now, told);
    }
    while (!open_.empty()) {
        open_.back().story.outcome = triple_fault ? say<Text::kFatal>() : say<Text::kStillOpen>();
        close(now, told);
    }
}

}  // namespace anel::control
