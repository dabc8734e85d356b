// Computes expressions: C's operators and precedences on 64-bit numbers, labels, and %hi, %lo, %pcrel_hi, %pcrel_lo.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

#include "isa/asm/diagnostics.hpp"
#include "isa/asm/parse.hpp"
#include "isa/asm/symbols.hpp"

namespace anel::assembler {

struct ExpressionContext {
    const Symbols& symbols;
    const LocalLabels& locals;
    std::size_t labels_before;
    std::uint32_t here;  ///< the address that `.` stands for
    /// What each %pcrel_hi so far aimed at, by the address of its instruction.
    std::map<std::uint32_t, std::uint32_t>& pcrel_targets;
    Diagnostics& diagnostics;
};

/// Takes one expression off the front of `tokens`. Nothing, with a message, if there is none or it has no value.
/// `tokens` may only be empty if `after` says where an expression was expected.
std::optional<Value> take_expression(TokenSpan& tokens, Place after, const ExpressionContext& context);

/// The same for an operand that is one expression and nothing else; it is not empty.
std::optional<Value> whole_expression(TokenSpan tokens, const ExpressionContext& context);

}  // namespace anel::assembler
