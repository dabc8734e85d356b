// Backslash escapes in a text that a person gives for a console.
// Not here: the assembler's strings (isa/asm).
#pragma once

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

#include "isa/base/result.hpp"

namespace anel {

/// Understands \n \t \r \0 \\ and \xHH; a usage error for any other, which begins with `what`.
inline Result<std::string> unescaped(std::string_view text, std::string_view what) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            result += text[i];
            continue;
        }
        const char kind = i + 1 < text.size() ? text[i + 1] : '\0';
        unsigned code = 0;
        switch (kind) {
            case 'n': result += '\n'; break;
            case 't': result += '\t'; break;
            case 'r': result += '\r'; break;
            case '0': result += '\0'; break;
            case '\\': result += '\\'; break;
            case 'x': {
                const char* const digits = text.data() + std::min(i + 2, text.size());
                const char* const end = text.data() + std::min(i + 4, text.size());
                if (const auto parsed = std::from_chars(digits, end, code, 16); end - digits == 2 && parsed.ptr == end) {
                    result += static_cast<char>(code);
                    i += 2;
                    break;
                }
                [[fallthrough]];
            }
            default:
                return Error{std::string(what) + ": unknown escape '" + std::string(text.substr(i, 2)) + "' at character " + std::to_string(i + 1) +
                                 "; known are \\n \\t \\r \\0 \\\\ and \\xHH",
                             ErrorKind::kUsage};
        }
        ++i;
    }
    return result;
}

}  // namespace anel
