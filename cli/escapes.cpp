// One pass; the message names the escape and where it stands.
#include "cli/escapes.hpp"

#include <fmt/format.h>

#include <charconv>

namespace anel::cli {

Result<std::string> unescaped(std::string_view text) {
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
                return Error{fmt::format("--input: unknown escape '{}' at character {}; known are \\n \\t \\r \\0 \\\\ and \\xHH", text.substr(i, 2), i + 1),
                             ErrorKind::kUsage};
        }
        ++i;
    }
    return result;
}

}  // namespace anel::cli
