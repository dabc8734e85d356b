// The mailbox page is the monitor's, and a guest that got hold of the machine could have named any page: so its place is checked.
#include "monitor/control/translator.hpp"

#include <cstring>

#include "isa/spec/translator.hpp"

namespace anel::control {

namespace {

/// In the pc map, of the routines that the monitor has put into the cache for itself.
constexpr std::uint32_t kNoGuest = 0;

std::uint32_t word_of(std::span<const std::uint8_t> bytes, std::uint32_t offset) {
    std::uint32_t value = 0;
    std::memcpy(&value, &bytes[offset], sizeof value);
    return value;
}

/// The words that the monitor says something in; nothing where none has said that it translates.
std::optional<std::span<const std::uint8_t>> words_of(const machine::Machine& machine) {
    const auto memory = machine.memory();
    const auto page = machine.devices().state().mailbox_page;
    if (!page || *page > memory.size() || memory.size() - *page < spec::translator::kAt + spec::translator::kBytes) return std::nullopt;
    const auto words = memory.subspan(*page + spec::translator::kAt, spec::translator::kBytes);
    if (word_of(words, spec::translator::kMagic) != spec::kTranslatorMagic) return std::nullopt;
    return words;
}

}  // namespace

std::vector<TranslatorCount> translator_counts(const machine::Machine& machine) {
    const auto words = words_of(machine);
    if (!words) return {};
    std::vector<TranslatorCount> counts;
    for (const spec::TranslatorField& field : spec::kTranslatorFields)
        if (!field.name.empty()) counts.push_back({field.name, word_of(*words, field.offset)});
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

std::vector<std::optional<GuestPlace>> guest_places(const machine::Machine& machine, std::uint32_t address, std::size_t count) {
    std::vector<std::optional<GuestPlace>> places(count);
    const auto words = words_of(machine);
    if (!words) return places;
    const auto memory = machine.memory();
    const std::uint32_t begin = word_of(*words, spec::translator::kCacheBegin), map = word_of(*words, spec::translator::kPcMap);
    const std::uint32_t in_use = word_of(*words, spec::translator::kBytesUsed);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t at = std::uint64_t{address} + i * 4;
        if (at < begin || at - begin >= in_use) continue;
        const std::uint64_t entry = map + (at - begin);
        if (entry + 4 > memory.size()) continue;
        const std::uint32_t value = word_of(memory, static_cast<std::uint32_t>(entry));
        if (value == kNoGuest) continue;
        places[i] = GuestPlace{value & ~spec::kGuestBoundary, (value & spec::kGuestBoundary) != 0};
    }
    return places;
}

}  // namespace anel::control
