// From tokens to statements: labels, and operations with their operands apart; `.include` is gone behind it. What they mean is not asked here.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "isa/asm/diagnostics.hpp"
#include "isa/asm/includes.hpp"
#include "isa/asm/lexer.hpp"

namespace anel::assembler {

using TokenSpan = std::span<const Token>;

struct Statement {
    bool is_label = false;
    std::string name;  ///< of the label, or the operation; `name = x` has become `.set name, x`
    Place place;
    std::vector<TokenSpan> operands;
    std::size_t labels_before = 0;  ///< how many labels stand above, which numeric labels are counted by
    const std::string* content = nullptr;  ///< of the file that `.incbin` names
};

/// Where numeric labels stand: for each number, the ordinals of its labels, ascending.
using LocalLabels = std::map<std::string, std::vector<std::size_t>, std::less<>>;

struct Source {
    std::deque<std::vector<Token>> tokens;  ///< of each file; the statements point into them
    std::deque<std::string> contents;       ///< likewise
    std::vector<Statement> statements;
    LocalLabels locals;
};

/// The name under which the numeric label `number` with the given ordinal is kept; nobody can write it.
std::string local_name(std::string_view number, std::size_t ordinal);

/// Operands cut at the commas that are not inside parentheses. None of them is empty, or the diagnostics say so.
std::vector<TokenSpan> split_operands(TokenSpan tokens, Diagnostics& diagnostics);

/// The statements of the diagnostics' file 0, with those of the files that it includes where they are named.
Source parse(const FindFile& find, Diagnostics& diagnostics);

}  // namespace anel::assembler
