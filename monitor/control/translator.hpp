// What a translating monitor has counted about its translator, read out of the machine's memory, and what that comes to with the ledger's cycles.
// Not here: what is counted (isa/spec/translator.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "isa/machine/machine.hpp"

namespace anel::control {

struct TranslatorCount {
    std::string_view name;  ///< as in JSON
    std::uint32_t count = 0;
};

struct TranslatorWork {
    Cycles cycles = 0;  ///< of the activity `translate`: translating, finding what is translated, chaining
    std::optional<double> cycles_per_instruction;  ///< of the guest, translated; where there was one
};
/// Precondition: `counts` is not empty.
TranslatorWork translator_work(const std::vector<TranslatorCount>& counts, const cpu::Ledger& ledger);
/// 0 for a name that the table does not have.
std::uint32_t count_of(const std::vector<TranslatorCount>& counts, std::string_view name);

/// In the order of the table; empty where no monitor has said that it translates.
std::vector<TranslatorCount> translator_counts(const machine::Machine& machine);

/// The guest's own address of the instruction that a word of the translation cache stands for.
struct GuestPlace {
    std::uint32_t pc = 0;
    bool begins = false;  ///< before this word the guest is between two of its instructions
};
/// Of words at `address` and behind it, one for each of `count`; nothing for a word outside the cache, or one of the monitor's own routines in it.
std::vector<std::optional<GuestPlace>> guest_places(const machine::Machine& machine, std::uint32_t address, std::size_t count);

}  // namespace anel::control
