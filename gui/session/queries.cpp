// Answers that need the run, not only the machine as it stands.
#include <algorithm>

#include "gui/session/goal.hpp"
#include "gui/session/views.hpp"
#include "isa/debug/expression.hpp"
#include "monitor/control/debug_setup.hpp"
#include "monitor/control/story.hpp"

namespace anel::session {

namespace {

constexpr std::size_t kMostEvents = 200'000;
constexpr std::size_t kStoryEvents = 4096;
constexpr std::size_t kMostBins = 100'000;

/// An answer on its way, which may be given up.
class Way {
public:
    explicit Way(const MayGoOn& may_go_on) {
        if (may_go_on) ask_ = [this, &may_go_on](Cycles, Cycles) { return !(given_up_ = given_up_ || !may_go_on()); };
    }
    Way(const Way&) = delete;
    Way& operator=(const Way&) = delete;

    const machine::OnWay& on_way() const { return ask_; }
    /// Asks.
    bool goes_on() const { return !given_up_ && (!ask_ || ask_(0, 0)); }
    bool given_up() const { return given_up_; }

private:
    machine::OnWay ask_;
    bool given_up_ = false;
};

/// To the moment right behind the trap that is wanted. False: there is none.
bool go_behind(machine::History& history, Cycles cycle, const Way& way) {
    if (!history.seek(cycle, way.on_way())) return false;
    const std::vector<cpu::Event> here = history.events(cycle == 0 ? 0 : cycle - 1, cycle, kStoryEvents, way.on_way());
    if (way.given_up()) return false;
    const bool exactly = std::ranges::any_of(here, [cycle](const cpu::Event& event) { return event.cycle == cycle && is_trap(event.kind); });
    return (exactly && history.now().cycle == cycle) || history.back_to_crossing([](const cpu::Event& event) { return is_trap(event.kind); }, way.on_way());
}

void name_place(const Computer& computer, std::uint32_t pc, StoryTold& told) {
    told.symbol = computer.symbol_at(pc);
    told.source = computer.debug().source_of(pc);
}

/// From right in front of a trap to the end of its story.
std::optional<StoryTold> tell(Computer& computer, Cycles patience, const Way& way) {
    machine::History& history = computer.history();
    cpu::Cpu& cpu = computer.cpu();
    control::Storyteller storyteller(computer.config());
    std::vector<control::Story> told;
    StoryTold answer;
    answer.before = cpu.state();
    // While what is mapped is still what it was.
    name_place(computer, answer.before.pc, answer);
    storyteller.listen(computer.machine(), {}, told);
    const Cycles last = history.now().cycle + patience;
    cpu::Stop stop = cpu::Stop::kCrossed;
    const auto first_told = [&told] { return std::ranges::find(told, std::uint64_t{1}, &control::Story::number); };
    while (first_told() == told.end() && stop == cpu::Stop::kCrossed && history.now().cycle < last) {
        if (!way.goes_on()) return std::nullopt;
        cpu.events().clear();
        stop = history.run_to_crossing(last);
        storyteller.listen(computer.machine(), cpu.events().events(), told);
    }
    cpu.events().clear();
    if (first_told() == told.end()) storyteller.finish(computer.machine(), stop == cpu::Stop::kTripleFault, told);
    const auto first = first_told();
    if (first == told.end()) return std::nullopt;
    answer.story = std::move(*first);
    told.erase(first);
    answer.inside = std::move(told);
    answer.after = cpu.state();
    answer.goes_on = computer.symbol_at(answer.after.pc);
    if (answer.story.event.pc != answer.before.pc) name_place(computer, answer.story.event.pc, answer);
    return answer;
}

Answer story_at(Computer& computer, const StoryAt& query, const Way& way) {
    machine::History& history = computer.history();
    const machine::History::Kept here = history.here();
    std::optional<StoryTold> story;
    if (go_behind(history, std::min(query.cycle, history.end().cycle), way) && history.step_back(way.on_way())) {
        // What is told is what has happened: into the future of the run nobody looks here.
        const Cycles known = history.end().cycle - history.now().cycle;
        story = tell(computer, std::min(query.patience, known), way);
    }
    history.return_to(here);
    if (!story) return NoAnswer{"no trap has been taken before this moment"};
    return std::move(*story);
}

Answer evaluated(Computer& computer, const Evaluate& query) {
    const auto address = debug::evaluate(computer.debug(), query.text);
    if (!address) return NoAnswer{address.error().message};
    return Value{address->value};
}

Answer source_text(const SourceText& query) {
    auto text = control::read_source_file(query.file);
    if (!text) return NoAnswer{text.error().message};
    return SourceShown{query.file, std::move(*text)};
}

}  // namespace

std::optional<Answer> answer(Computer& computer, const machine::Pyramid& pyramid, const Query& query, const MayGoOn& may_go_on) {
    Way way(may_go_on);
    const auto answered = [&]() -> Answer {
        if (const auto* const events = std::get_if<EventsIn>(&query)) return computer.history().events(events->from, events->to, std::min(events->most, kMostEvents), way.on_way());
        if (const auto* const counts = std::get_if<CountsIn>(&query)) return pyramid.window(counts->from, counts->to, std::min(counts->bins, kMostBins));
        if (const auto* const story = std::get_if<StoryAt>(&query)) return story_at(computer, *story, way);
        if (const auto* const source = std::get_if<SourceText>(&query)) return source_text(*source);
        return evaluated(computer, std::get<Evaluate>(query));
    };
    Answer result = answered();
    if (way.given_up()) return std::nullopt;
    return result;
}

}  // namespace anel::session
