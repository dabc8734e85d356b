// Commands that let the machine run.
#include <fmt/format.h>

#include "isa/asm/operands.hpp"
#include "isa/base/escapes.hpp"
#include "isa/debug/backtrace.hpp"
#include "isa/debug/causes.hpp"
#include "isa/debug/commands.hpp"
#include "isa/debug/expression.hpp"
#include "isa/debug/motion.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::debug {

namespace {

constexpr std::uint64_t kMostSteps = 1'000'000'000;

Reply arrived(Session& session, const Arrival& arrival) { return {true, arrival.why + session.here()}; }

std::string without_newline(std::string text) {
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

}  // namespace

Reply do_step(Session& session, const Arguments& arguments) {
    std::uint64_t count = 1;
    if (!arguments.words.empty()) {
        const auto asked = whole_number(arguments.words[0], 1, kMostSteps, "number of steps");
        if (!asked) return failed(asked.error());
        count = *asked;
    }
    const Cycles begin = session.cycle();
    std::string why;
    for (std::uint64_t i = 0; i < count; ++i) {
        if (interrupted(session)) return arrived(session, {false, "stopped by hand\n"});
        if (session.options.most_cycles != 0 && session.cycle() - begin >= session.options.most_cycles)
            return arrived(session, {false, fmt::format("stopped after {} cycles, the most that one command may run\n", session.options.most_cycles)});
        const Step step = step_forward(session);
        if (!step.moved && i == 0) return failed(without_newline(step.why));
        why = step.why;
        if (step.stops || !step.moved) break;
        if (i + 1 == count) break;
        if (const Breakpoint* const breakpoint = session.breakpoint_here()) {
            why += fmt::format("breakpoint {}: {}\n", breakpoint->number, breakpoint->name);
            break;
        }
    }
    return arrived(session, {true, why});
}

Reply do_next(Session& session, const Arguments&) {
    const cpu::CpuState& state = session.state();
    const auto word = paging::read_word(session.memory(), session.tables(), state.pc);
    constexpr std::uint32_t kLink = 1;
    const spec::InsnId id = word ? spec::identify(*word) : spec::InsnId::kIllegal;
    const bool calls = (id == spec::InsnId::kJal || id == spec::InsnId::kJalr) && static_cast<std::uint32_t>(assembler::extract(assembler::Field::kRd, *word)) == kLink;
    if (!calls) return do_step(session, {});
    constexpr unsigned kSp = 2;
    const Context context = Context::of(state);
    const std::uint32_t sp = state.x[kSp];
    Goal goal;
    goal.address = state.pc + 4;
    goal.reached = [&](const cpu::Event*) { return Context::of(session.state()) == context && session.state().x[kSp] == sp; };
    return arrived(session, move_forward(session, goal));
}

Reply do_over(Session& session, const Arguments&) {
    const Context context = Context::of(session.state());
    const std::uint32_t pc = session.state().pc;
    for (bool first = true;; first = false) {
        const Step step = step_forward(session);
        if (!step.moved && first) return failed(without_newline(step.why));
        const bool inward = step.crossing && number(step.crossing->to) <= number(step.crossing->from) && step.crossing->pc == pc && !(Context::of(session.state()) == context);
        if (step.stops || !inward) return arrived(session, {true, first ? step.why : ""});
        Goal goal;
        goal.crossings = true;
        goal.reached = [&](const cpu::Event*) {
            const cpu::CpuState& now = session.state();
            return Context::of(now) == context && (now.pc == pc || now.pc == pc + 4);
        };
        const Arrival arrival = move_forward(session, goal);
        if (!arrival.reached) return arrived(session, arrival);
        if (session.state().pc != pc) return arrived(session, {true, step.why + arrival.why});
    }
}

Reply do_finish(Session& session, const Arguments&) {
    const std::vector<Frame> frames = backtrace(session, 2);
    if (frames.size() < 2) return failed("no caller is known here; `where` shows what is, and `until` or a breakpoint goes further");
    const Context context = Context::of(session.state());
    constexpr unsigned kSp = 2;
    Goal goal;
    goal.address = frames[1].pc;
    goal.reached = [&](const cpu::Event*) { return Context::of(session.state()) == context && session.state().x[kSp] >= frames[1].sp; };
    return arrived(session, move_forward(session, goal));
}

Reply do_continue(Session& session, const Arguments& arguments) {
    Goal goal;
    if (!arguments.words.empty()) {
        const auto cycles = whole_number(arguments.words[0], 1, kNoEnd >> 1, "number of cycles");
        if (!cycles) return failed(cycles.error());
        goal.until = session.cycle() + *cycles;
    }
    return arrived(session, move_forward(session, goal));
}

Reply do_until(Session& session, const Arguments& arguments) {
    const auto cycle = whole_number(arguments.words[0], 0, kNoEnd >> 1, "cycle");
    if (!cycle) return failed(cycle.error());
    if (*cycle <= session.cycle()) return failed(fmt::format("cycle {} lies behind, at {} now; `goto` goes back", *cycle, session.cycle()));
    return arrived(session, move_forward(session, {.until = *cycle}));
}

Reply do_trap(Session& session, const Arguments& arguments) {
    auto wanted = traps_of(arguments.rest);
    if (!wanted) return failed(wanted.error());
    Goal goal;
    goal.crossings = true;
    goal.reached = [&](const cpu::Event* event) { return (*wanted)(*event); };
    return arrived(session, move_forward(session, goal));
}

Reply do_type(Session& session, const Arguments& arguments) {
    const auto text = unescaped(arguments.rest, "type");
    if (!text) return failed(text.error());
    if (session.history.machine().devices().state().input_ended) return failed("the console's input has ended; nothing can be typed behind that");
    const bool forgets = session.history.in_the_past();
    session.history.type(*text);
    return {true, forgets ? "what the run had come to behind this moment is forgotten\n" : ""};
}

Reply do_end_input(Session& session, const Arguments&) {
    if (session.history.machine().devices().state().input_ended) return failed("the console's input has ended already");
    const bool forgets = session.history.in_the_past();
    session.history.end_input();
    return {true, forgets ? "what the run had come to behind this moment is forgotten\n" : ""};
}

}  // namespace anel::debug
