// memcpy and its kin, which the compiler calls by itself and nobody else supplies here.
// Shared by kernel and programs.
#include "lib/memory.hpp"

namespace {
bool aligned_alike(const void* a, const void* b) {
    return (((reinterpret_cast<unsigned long>(a) ^ reinterpret_cast<unsigned long>(b)) & 3) == 0);
}
bool on_word(const void* p) { return (reinterpret_cast<unsigned long>(p) & 3) == 0; }
}  // namespace

extern "C" void* memcpy(void* to, const void* from, size_t bytes) {
    auto* out = static_cast<unsigned char*>(to);
    auto* in = static_cast<const unsigned char*>(from);
    if (aligned_alike(to, from)) {
        for (; bytes != 0 && !on_word(out); --bytes) *out++ = *in++;
        // Eight words a turn: loads before stores, so that no store waits for the load just before it.
        for (; bytes >= 32; bytes -= 32, out += 32, in += 32) {
            auto* const to_words = reinterpret_cast<unsigned*>(out);
            auto* const from_words = reinterpret_cast<const unsigned*>(in);
            const unsigned a = from_words[0], b = from_words[1], c = from_words[2], d = from_words[3];
            const unsigned e = from_words[4], f = from_words[5], g = from_words[6], h = from_words[7];
            to_words[0] = a, to_words[1] = b, to_words[2] = c, to_words[3] = d;
            to_words[4] = e, to_words[5] = f, to_words[6] = g, to_words[7] = h;
        }
        for (; bytes >= 4; bytes -= 4, out += 4, in += 4)
            *reinterpret_cast<unsigned*>(out) = *reinterpret_cast<const unsigned*>(in);
    }
    for (; bytes != 0; --bytes) *out++ = *in++;
    return to;
}

extern "C" void* memmove(void* to, const void* from, size_t bytes) {
    auto* out = static_cast<unsigned char*>(to);
    auto* in = static_cast<const unsigned char*>(from);
    if (out <= in || out >= in + bytes) return memcpy(to, from, bytes);
    while (bytes-- != 0) out[bytes] = in[bytes];
    return to;
}

extern "C" void* memset(void* to, int value, size_t bytes) {
    auto* out = static_cast<unsigned char*>(to);
    const auto byte = static_cast<unsigned char>(value);
    for (; bytes != 0 && !on_word(out); --bytes) *out++ = byte;
    const unsigned word = byte * 0x01010101u;
    for (; bytes >= 32; bytes -= 32, out += 32) {
        auto* const words = reinterpret_cast<unsigned*>(out);
        words[0] = word, words[1] = word, words[2] = word, words[3] = word;
        words[4] = word, words[5] = word, words[6] = word, words[7] = word;
    }
    for (; bytes >= 4; bytes -= 4, out += 4) *reinterpret_cast<unsigned*>(out) = word;
    for (; bytes != 0; --bytes) *out++ = byte;
    return to;
}

extern "C" int memcmp(const void* a, const void* b, size_t bytes) {
    auto* left = static_cast<const unsigned char*>(a);
    auto* right = static_cast<const unsigned char*>(b);
    for (; bytes != 0; --bytes, ++left, ++right)
        if (*left != *right) return *left - *right;
    return 0;
}
