// A story as lines of text.
#include "isa/explain/sentence.hpp"
#include "monitor/control/story.hpp"

namespace anel::control {

using explain::Language;
using explain::say;
using explain::Sentence;
using explain::Text;
using explain::operator""_is;

namespace {

std::string steps_text(const std::vector<StoryStep>& steps, Language language) {
    std::string text;
    for (const StoryStep& step : steps) {
        if (!text.empty()) text += ", ";
        const explain::Value cycles{std::uint64_t{step.cycles}};
        if (step.kind == StoryStep::Kind::kActivity)
            text += std::string(spec::name_of_activity(static_cast<std::size_t>(step.activity))) + " " + cycles.in(language);
        else if (step.story == 0)
            text += explain::in(language, say<Text::kStoryNestedRest>("cycles"_is = cycles));
        else
            text += explain::in(language, say<Text::kStoryNested>("number"_is = std::to_string(step.story), "cycles"_is = cycles));
    }
    return text;
}

Sentence head(const Story& story) {
    const std::string number = std::to_string(story.number), pc = explain::hex(story.event.pc);
    const std::string ring = std::to_string(anel::number(story.event.from));
    const std::uint64_t cycle = story.began;
    explain::Value inside(std::string{}), vm(std::string{});
    if (story.inside) inside = explain::Value(say<Text::kStoryInside>("number"_is = std::to_string(*story.inside)));
    if (story.event.vm != 0) vm = explain::Value(say<Text::kStoryVm>("vm"_is = std::to_string(story.event.vm)));
    if (story.instruction.empty())
        return say<Text::kStoryHeadNoWord>("number"_is = number, "cycle"_is = cycle, "pc"_is = pc, "ring"_is = ring, "vm"_is = vm, "inside"_is = inside);
    if (story.before)
        return say<Text::kStoryHeadBefore>("number"_is = number, "cycle"_is = cycle, "insn"_is = story.instruction, "pc"_is = pc, "ring"_is = ring,
                                           "vm"_is = vm, "inside"_is = inside);
    return say<Text::kStoryHead>("number"_is = number, "cycle"_is = cycle, "insn"_is = story.instruction, "pc"_is = pc, "ring"_is = ring, "vm"_is = vm,
                                 "inside"_is = inside);
}

}  // namespace

std::string to_text(const Story& story, Language language) {
    const auto line = [language](Sentence sentence) { return "  " + explain::in(language, sentence) + "\n"; };
    std::string steps = steps_text(story.steps, language);
    if (!story.later.empty()) steps += ", " + explain::in(language, say<Text::kStoryRest>("steps"_is = steps_text(story.later, language)));
    std::string text = explain::in(language, head(story)) + "\n";
    text += line(say<Text::kStoryWhy>("why"_is = story.explanation.why));
    text += line(say<Text::kStoryWhere>("where"_is = story.explanation.where));
    if (!steps.empty()) text += line(say<Text::kStoryDid>("ring"_is = std::to_string(number(story.handler)), "steps"_is = steps));
    return text + line(say<Text::kStoryThen>("outcome"_is = story.outcome, "cycles"_is = std::uint64_t{story.cycles}));
}

}  // namespace anel::control
