// The two functions the compiler calls on its own in freestanding code.
#include "hardware.hpp"

extern "C" void* memset(void* to, int byte, size_t bytes) {
    unsigned char* out = static_cast<unsigned char*>(to);
    const uint32_t word = static_cast<unsigned char>(byte) * 0x01010101U;
    if ((reinterpret_cast<uintptr_t>(out) & 3U) == 0) {
        for (; bytes >= 4; bytes -= 4, out += 4) *reinterpret_cast<volatile uint32_t*>(out) = word;
    }
    for (; bytes != 0; --bytes) *static_cast<volatile unsigned char*>(out++) = static_cast<unsigned char>(byte);
    return to;
}

extern "C" void* memcpy(void* to, const void* from, size_t bytes) {
    unsigned char* out = static_cast<unsigned char*>(to);
    const unsigned char* in = static_cast<const unsigned char*>(from);
    if (((reinterpret_cast<uintptr_t>(out) | reinterpret_cast<uintptr_t>(in)) & 3U) == 0) {
        for (; bytes >= 4; bytes -= 4, out += 4, in += 4)
            *reinterpret_cast<volatile uint32_t*>(out) = *reinterpret_cast<const uint32_t*>(in);
    }
    for (; bytes != 0; --bytes) *static_cast<volatile unsigned char*>(out++) = *in++;
    return to;
}
