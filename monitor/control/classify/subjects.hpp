// What is classified: every instruction of the table, those on CSRs once for each CSR, each in all the shapes of its operands that matter.
// A shape is a word. What its registers hold is the world's business (world.hpp).
// Not here: any label of the tables about who may do what.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::control::classify {

struct Subject {
    spec::InsnId insn = spec::InsnId::kIllegal;
    std::optional<std::size_t> csr;  ///< row of spec::kCsrs

    /// `ei`, `csrrs/status0`; unique.
    std::string name() const;
};

/// In the order of the tables.
std::vector<Subject> subjects();

/// Words of this instruction, at least one.
std::vector<std::uint32_t> shapes(const Subject& subject);

/// The registers that shapes name. What they hold fits their use.
inline constexpr unsigned kRd = 10, kAddress = 5, kInnerAddress = 8, kOnes = 6, kSmall = 7, kLetters = 9, kOne = 11;

}  // namespace anel::control::classify
