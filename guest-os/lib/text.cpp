// Text functions; see text.hpp.
#include "lib/text.hpp"

namespace anelix {

size_t length(const char* text) {
    size_t n = 0;
    while (text[n] != '\0') ++n;
    return n;
}

bool equal(const char* a, const char* b) {
    for (; *a != '\0' && *a == *b; ++a, ++b) {}
    return *a == *b;
}

bool starts_with(const char* text, const char* prefix) {
    for (; *prefix != '\0'; ++text, ++prefix)
        if (*text != *prefix) return false;
    return true;
}

unsigned to_number(const char* text) {
    unsigned value = 0;
    for (; *text >= '0' && *text <= '9'; ++text) value = value * 10 + static_cast<unsigned>(*text - '0');
    return value;
}

namespace {
void put_number(Sink sink, void* context, unsigned value, unsigned base) {
    char digits[11];
    unsigned count = 0;
    do {
        digits[count++] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);
    while (count != 0) sink(context, digits[--count]);
}
}  // namespace

void format(Sink sink, void* context, const char* pattern, __builtin_va_list arguments) {
    for (; *pattern != '\0'; ++pattern) {
        if (*pattern != '%') {
            sink(context, *pattern);
            continue;
        }
        switch (*++pattern) {
            case 's':
                for (const char* text = __builtin_va_arg(arguments, const char*); *text != '\0'; ++text) sink(context, *text);
                break;
            case 'c': sink(context, static_cast<char>(__builtin_va_arg(arguments, int))); break;
            case 'd': {
                const int value = __builtin_va_arg(arguments, int);
                if (value < 0) sink(context, '-');
                put_number(sink, context, value < 0 ? 0u - static_cast<unsigned>(value) : static_cast<unsigned>(value), 10);
                break;
            }
            case 'u': put_number(sink, context, __builtin_va_arg(arguments, unsigned), 10); break;
            case 'x': put_number(sink, context, __builtin_va_arg(arguments, unsigned), 16); break;
            case '\0': return;
            default: sink(context, *pattern); break;
        }
    }
}

}  // namespace anelix
