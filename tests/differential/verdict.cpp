#include "tests/differential/verdict.hpp"

#include <rapidcheck.h>
#include <rapidcheck/shrink/Shrink.h>
#include <rapidcheck/shrinkable/Create.h>
#include <rapidcheck/shrinkable/Operations.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "tests/differential/compare.hpp"
#include "tests/differential/generate.hpp"
#include "tests/differential/models.hpp"

namespace anel::differential {

namespace {

/// What is left of a scenario: by number, its pieces of program, then the events of its bus, then (one each) its knobs.
using Kept = std::vector<std::uint32_t>;

Scenario with_only(const Scenario& whole, const Kept& kept) {
    Scenario scenario = whole;
    const auto keeps = [&kept](std::size_t number) { return std::ranges::binary_search(kept, static_cast<std::uint32_t>(number)); };
    std::size_t number = 0;
    for (Piece& piece : scenario.program)
        if (!keeps(number++)) std::ranges::fill(piece.words, 0x00000013U);
    std::erase_if(scenario.bus.events, [&](const BusEvent&) { return !keeps(number++); });
    const cpu::TimingParams usual;
    if (!keeps(number++)) scenario.timing.icache = usual.icache;
    if (!keeps(number++)) scenario.timing.dcache = usual.dcache;
    if (!keeps(number++)) scenario.timing.tlb_entries = usual.tlb_entries;
    if (!keeps(number++)) scenario.timing.predictor = usual.predictor, scenario.timing.predictor_entries = usual.predictor_entries;
    if (!keeps(number++)) scenario.bus.beat = 0;
    if (!keeps(number++)) scenario.state.root = 0;
    if (!keeps(number++)) {
        const cpu::CacheParams icache = scenario.timing.icache, dcache = scenario.timing.dcache;
        const std::uint32_t tlb = scenario.timing.tlb_entries;
        scenario.timing = {};
        scenario.timing.icache = icache;
        scenario.timing.dcache = dcache;
        scenario.timing.tlb_entries = tlb;
    }
    return scenario;
}
constexpr std::size_t kKnobs = 7;

rc::Seq<Kept> fewer(const Kept& kept) { return rc::shrink::removeChunks(kept); }

std::string program_text(const Scenario& scenario) {
    std::string text;
    for (const Piece& piece : scenario.program)
        if (std::ranges::any_of(piece.words, [](std::uint32_t word) { return word != 0x00000013U; }))
            for (std::size_t i = 0; i < piece.words.size(); ++i) {
                cpu::CpuState state;
                state.pc = piece.address + static_cast<std::uint32_t>(i) * 4;
                text += "  " + instruction_at(scenario.memory(), state) + "\n";
            }
    return text;
}

}  // namespace

std::string verdict(const Scenario& scenario, const std::string& name, Coverage* coverage) {
    const auto disagrees = [](const Scenario& candidate) { return first_disagreement<Reference, Engine>(candidate); };
    cpu::Stop last = cpu::Stop::kCycleReached;
    std::optional<cpu::Counters> counters;
    Cycles cycles = 0;
    std::uint64_t walks = 0;
    const auto whole = first_disagreement<Reference, Engine>(scenario, [&](auto& rig, cpu::Stop stop) {
        last = stop;
        if (coverage != nullptr)
            for (const cpu::Event& event : rig.cpu.events().events()) ++coverage->events[static_cast<std::size_t>(event.kind)];
        counters = rig.cpu.counters();
        cycles = rig.cpu.cycle();
        walks = rig.cpu.time_state().walks;
    });
    if (coverage != nullptr && counters) {
        coverage->add(*counters);
        ++coverage->programs;
        coverage->cycles += cycles;
        coverage->walks += walks;
        ++coverage->stops[static_cast<std::size_t>(last)];
        coverage->untimed_programs += !scenario.timing.timed;
    }
    if (!whole) return "";

    Kept all(scenario.program.size() + scenario.bus.events.size() + kKnobs);
    std::iota(all.begin(), all.end(), 0U);
    const auto least = rc::shrinkable::findLocalMin(rc::shrinkable::shrinkRecur(all, &fewer),
                                                    [&](const Kept& kept) { return disagrees(with_only(scenario, kept)).has_value(); });
    const Scenario small = with_only(scenario, least.first);
    const auto rest = disagrees(small);
    const Disagreement& found = rest ? *rest : *whole;
    return name + ": reference and engine disagree by cycle " + std::to_string(whole->cycle) + ".\nMade smaller, by cycle " + std::to_string(found.cycle) +
           ". What is left of the program:\n" + program_text(small) + "reference | engine, when it was noticed:\n" + found.text +
           explain<Reference, Engine>(small, found.cycle);
}

std::string verdict_of_seed(std::uint64_t seed, Coverage* coverage) {
    const std::string text = verdict(scenario_of_seed(seed), "Seed " + std::to_string(seed), coverage);
    return text.empty() ? text : text + "Again: ANEL_SEED=" + std::to_string(seed) + " ctest -R differential.random --verbose\n";
}

Seeds seeds_to_run(Seeds usual) {
    if (const char* const one = std::getenv("ANEL_SEED")) return {std::strtoull(one, nullptr, 10), 1};
    if (const char* const range = std::getenv("ANEL_SEEDS")) {
        char* end = nullptr;
        Seeds seeds{std::strtoull(range, &end, 10), 1};
        if (*end == ':') seeds.count = std::strtoull(end + 1, nullptr, 10);
        return seeds;
    }
    return usual;
}

}  // namespace anel::differential
