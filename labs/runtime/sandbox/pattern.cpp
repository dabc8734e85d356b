#include "labs/runtime/sandbox/pattern.hpp"

namespace anel::labs {
namespace {

constexpr bool digit(unsigned char c) { return c >= '0' && c <= '9'; }
constexpr bool lower(unsigned char c) { return c >= 'a' && c <= 'z'; }
constexpr bool upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool visible(unsigned char c) { return c > 32 && c < 127; }

// %a and its like; a capital letter is everything else, and what is no such letter stands for itself.
bool of_class(unsigned char c, unsigned char name) {
    bool is = false;
    switch (name | 32) {
        case 'a': is = lower(c) || upper(c); break;
        case 'c': is = c < 32 || c == 127; break;
        case 'd': is = digit(c); break;
        case 'g': is = visible(c); break;
        case 'l': is = lower(c); break;
        case 'p': is = visible(c) && !lower(c) && !upper(c) && !digit(c); break;
        case 's': is = c == ' ' || (c >= 9 && c <= 13); break;
        case 'u': is = upper(c); break;
        case 'w': is = lower(c) || upper(c) || digit(c); break;
        case 'x': is = digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f'); break;
        case 'z': is = c == 0; break;  // of older Lua, and still taken
        default: return c == name;
    }
    if (!lower(name) && !upper(name)) return c == name;
    return is != upper(name);
}

}  // namespace

std::size_t Pattern::fail(const char* why) {
    if (error_ == nullptr) error_ = why;
    return kNone;
}

std::size_t Pattern::match(std::size_t at) {
    captures_ = 0;
    depth_ = 0;
    return step(at, 0);
}

// Behind the single item that begins at `pattern`: a character, a class, a set.
std::size_t Pattern::item_end(std::size_t pattern) {
    const std::size_t begin = pattern;
    const char first = pattern_[pattern++];
    if (first == '%') {
        if (pattern == pattern_.size()) return fail("malformed pattern (ends with '%')");
        return pattern + 1;
    }
    if (first != '[') return pattern;
    if (pattern < pattern_.size() && pattern_[pattern] == '^') ++pattern;
    // A ']' in front is one of the set's characters.
    for (bool front = true;; front = false) {
        const char c = pattern < pattern_.size() ? pattern_[pattern++] : '\0';
        if (c == '%' && pattern < pattern_.size()) {
            ++pattern;
            continue;
        }
        const bool closed = c == ']' && !front;
        if (!closed && pattern < pattern_.size()) continue;
        meter_.charge_bytes(pattern - begin);
        return closed ? pattern : fail("malformed pattern (missing ']')");
    }
}

// `pattern` is at the '[', `end` behind the ']'.
bool Pattern::in_set(unsigned char c, std::size_t pattern, std::size_t end) {
    ++pattern;
    const bool others = pattern_[pattern] == '^';
    if (others) ++pattern;
    const std::size_t last = end - 1;
    meter_.charge(1 + (last - pattern) / 8);
    while (pattern < last) {
        const auto from = static_cast<unsigned char>(pattern_[pattern]);
        if (from == '%') {
            if (of_class(c, static_cast<unsigned char>(pattern_[pattern + 1]))) return !others;
            pattern += 2;
        } else if (pattern + 2 < last && pattern_[pattern + 1] == '-') {
            if (from <= c && c <= static_cast<unsigned char>(pattern_[pattern + 2])) return !others;
            pattern += 3;
        } else {
            if (from == c) return !others;
            ++pattern;
        }
    }
    return others;
}

bool Pattern::fits(std::size_t at, std::size_t pattern, std::size_t end) {
    meter_.charge(1);
    if (at >= subject_.size()) return false;
    const auto c = static_cast<unsigned char>(subject_[at]);
    switch (pattern_[pattern]) {
        case '.': return true;
        case '%': return of_class(c, static_cast<unsigned char>(pattern_[pattern + 1]));
        case '[': return in_set(c, pattern, end);
        default: return static_cast<unsigned char>(pattern_[pattern]) == c;
    }
}

std::size_t Pattern::most_first(std::size_t at, std::size_t pattern, std::size_t end) {
    std::size_t count = 0;
    while (fits(at + count, pattern, end)) ++count;
    for (;; --count) {
        const std::size_t found = step(at + count, end + 1);
        if (found != kNone || error_ != nullptr || count == 0) return found;
    }
}

std::size_t Pattern::least_first(std::size_t at, std::size_t pattern, std::size_t end) {
    for (;; ++at) {
        const std::size_t found = step(at, end + 1);
        if (found != kNone || error_ != nullptr) return found;
        if (!fits(at, pattern, end)) return kNone;
    }
}

// %bxy: `pattern` is at the x. The end of the match.
std::size_t Pattern::balanced(std::size_t at, std::size_t pattern) {
    if (pattern + 1 >= pattern_.size()) return fail("malformed pattern (missing arguments to '%b')");
    const char opening = pattern_[pattern], closing = pattern_[pattern + 1];
    if (at >= subject_.size() || subject_[at] != opening) return kNone;
    std::size_t nested = 1;
    for (std::size_t i = at + 1; i < subject_.size(); ++i) {
        meter_.charge(1);
        if (subject_[i] == closing) {
            if (--nested == 0) return i + 1;
        } else if (subject_[i] == opening) {
            ++nested;
        }
    }
    return kNone;
}

// %1 to %9: the end of what the capture was, once more.
std::size_t Pattern::repeated(std::size_t at, char digit) {
    const auto number = static_cast<std::size_t>(digit - '1');
    if (digit < '1' || number >= captures_ || capture_[number].length == kOpen) return fail("invalid capture index in the pattern");
    const Capture& capture = capture_[number];
    if (capture.length == kPosition) return kNone;
    const std::size_t length = capture.length;
    meter_.charge_bytes(length);
    if (subject_.size() - at < length || subject_.substr(at, length) != subject_.substr(capture.from, length)) return kNone;
    return at + length;
}

std::size_t Pattern::open(std::size_t at, std::size_t pattern, std::size_t length) {
    if (captures_ == kCapturesMost) return fail("too many captures");
    capture_[captures_++] = {at, length};
    const std::size_t found = step(at, pattern);
    if (found == kNone) --captures_;
    return found;
}

std::size_t Pattern::close(std::size_t at, std::size_t pattern) {
    for (std::size_t i = captures_; i-- > 0;) {
        if (capture_[i].length != kOpen) continue;
        capture_[i].length = at - capture_[i].from;
        const std::size_t found = step(at, pattern);
        if (found == kNone) capture_[i].length = kOpen;
        return found;
    }
    return fail("invalid pattern capture");
}

// %f[set]: a place where the set begins; both ends count as a zero byte.
bool Pattern::frontier(std::size_t at, std::size_t pattern, std::size_t end) {
    const auto before = static_cast<unsigned char>(at == 0 ? '\0' : subject_[at - 1]);
    const auto here = static_cast<unsigned char>(at < subject_.size() ? subject_[at] : '\0');
    return !in_set(before, pattern, end) && in_set(here, pattern, end);
}

// What is left of the pattern, from `at` on. Items that match in one way are gone through in a loop, the others by going deeper.
std::size_t Pattern::step(std::size_t at, std::size_t pattern) {
    if (depth_ == kDepthMost) return fail("pattern too complex");
    ++depth_;
    std::size_t result = kNone;
    for (;;) {
        meter_.charge(1);
        if (pattern == pattern_.size()) {
            result = at;
            break;
        }
        const char first = pattern_[pattern];
        const char second = pattern + 1 < pattern_.size() ? pattern_[pattern + 1] : '\0';
        if (first == '(') {
            result = second == ')' ? open(at, pattern + 2, kPosition) : open(at, pattern + 1, kOpen);
            break;
        }
        if (first == ')') {
            result = close(at, pattern + 1);
            break;
        }
        if (first == '$' && pattern + 1 == pattern_.size()) {
            result = at == subject_.size() ? at : kNone;
            break;
        }
        if (first == '%' && (second == 'b' || digit(static_cast<unsigned char>(second)))) {
            at = second == 'b' ? balanced(at, pattern + 2) : repeated(at, second);
            if (at == kNone) break;
            pattern += second == 'b' ? 4 : 2;
            continue;
        }
        if (first == '%' && second == 'f') {
            pattern += 2;
            if (pattern == pattern_.size() || pattern_[pattern] != '[') {
                fail("missing '[' after '%f' in pattern");
                break;
            }
            const std::size_t end = item_end(pattern);
            if (end == kNone || !frontier(at, pattern, end)) break;
            pattern = end;
            continue;
        }
        const std::size_t end = item_end(pattern);
        if (end == kNone) break;
        const char how = end < pattern_.size() ? pattern_[end] : '\0';
        if (how == '*') {
            result = most_first(at, pattern, end);
            break;
        }
        if (how == '-') {
            result = least_first(at, pattern, end);
            break;
        }
        if (how == '?') {
            if (fits(at, pattern, end)) {
                result = step(at + 1, end + 1);
                if (result != kNone || error_ != nullptr) break;
            }
            pattern = end + 1;
            continue;
        }
        if (!fits(at, pattern, end)) break;
        if (how == '+') {
            result = most_first(at + 1, pattern, end);
            break;
        }
        ++at;
        pattern = end;
    }
    --depth_;
    return result;
}

}  // namespace anel::labs
