// From tokens to statements: labels, and operations with their operands apart. What they mean is not asked here.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "isa/asm/diagnostics.hpp"
#include "isa/asm/lexer.hpp"

namespace anel::assembler {

using TokenSpan = std::span<const Token>;

struct Statement {
    bool is_label = false;
    std::string name;  ///< of the label, or the operation; `name = x` has become `.set name, x`
    Place place;
    std::vector<TokenSpan> operands;
    std::size_t labels_before = 0;  ///< how many labels stand above, which numeric labels are counted by
};

/// Where numeric labels stand: for each number, the ordinals of its labels, ascending.
using LocalLabels = std::map<std::string, std::vector<std::size_t>, std::less<>>;

struct Source {
    std::vector<Token> tokens;  ///< the statements point into it
    std::vector<Statement> statements;
    LocalLabels locals;
};

/// The name under which the numeric label `number` with the given ordinal is kept; nobody can write it.
std::string local_name(std::string_view number, std::size_t ordinal);

/// Operands cut at the commas that are not inside parentheses. None of them is empty, or the diagnostics say so.
std::vector<TokenSpan> split_operands(TokenSpan tokens, Diagnostics& diagnostics);

Source parse(std::string_view text, Diagnostics& diagnostics);

}  // namespace anel::assembler
