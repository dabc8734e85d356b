// What a translating monitor has counted about its translator, read out of the machine's memory.
// Not here: what is counted (isa/spec/translator.hpp), and the cycles, which the ledger has.
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
