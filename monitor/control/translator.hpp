// What a translating monitor has counted about its translator, read out of the machine's memory.
// Not here: what is counted (isa/spec/translator.hpp), and the cycles, which the ledger has.
#pragma once

#include <cstdint>
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

}  // namespace anel::control
