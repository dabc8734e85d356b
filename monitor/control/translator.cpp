// The mailbox page is the monitor's, and a guest that got hold of the machine could have named any page: so its place is checked.
#include "monitor/control/translator.hpp"

#include <cstring>

#include "isa/spec/translator.hpp"

namespace anel::control {

std::vector<TranslatorCount> translator_counts(const machine::Machine& machine) {
    const auto memory = machine.memory();
    const auto page = machine.devices().state().mailbox_page;
    if (!page || *page > memory.size() || memory.size() - *page < spec::translator::kAt + spec::translator::kBytes) return {};
    const auto word = [&](std::uint32_t offset) {
        std::uint32_t value = 0;
        std::memcpy(&value, &memory[*page + spec::translator::kAt + offset], sizeof value);
        return value;
    };
    if (word(spec::translator::kMagic) != spec::kTranslatorMagic) return {};
    std::vector<TranslatorCount> counts;
    for (const spec::TranslatorField& field : spec::kTranslatorFields)
        if (!field.name.empty()) counts.push_back({field.name, word(field.offset)});
    return counts;
}

std::uint32_t count_of(const std::vector<TranslatorCount>& counts, std::string_view name) {
    for (const TranslatorCount& entry : counts)
        if (entry.name == name) return entry.count;
    return 0;
}

TranslatorWork translator_work(const std::vector<TranslatorCount>& counts, const cpu::Ledger& ledger) {
    TranslatorWork work{ledger.of_activity(spec::Activity::kTranslate), {}};
    if (const std::uint32_t instructions = count_of(counts, "instructions"); instructions != 0)
        work.cycles_per_instruction = static_cast<double>(work.cycles) / instructions;
    return work;
}

}  // namespace anel::control
