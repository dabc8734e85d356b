// Cuts a source text into tokens; comments and white space are gone afterwards.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "isa/asm/diagnostics.hpp"

namespace anel::assembler {

enum class TokenKind : std::uint8_t {
    kName,    ///< also directives and a lone `.`
    kNumber,  ///< and character constants
    kLocal,   ///< `1f`, `2b`: text is the number and the letter
    kString,  ///< text is what it stands for, escapes resolved
    kPunct,
    kEnd,     ///< of a statement
};

struct Token {
    TokenKind kind = TokenKind::kEnd;
    std::string text;
    std::int64_t number = 0;
    Place place;

    bool is(std::string_view punctuation) const { return kind == TokenKind::kPunct && text == punctuation; }
};

/// Each statement's tokens are followed by one kEnd. A line with an error in it is left out. `file` is the diagnostics' index of the text's file.
std::vector<Token> tokenize(std::string_view text, std::uint32_t file, Diagnostics& diagnostics);

}  // namespace anel::assembler
