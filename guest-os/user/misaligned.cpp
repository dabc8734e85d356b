// Loads words and halves from every address around a page's end, most of them misaligned, and compares each with the bytes there.
#include "user/system.hpp"

namespace {

constexpr unsigned kPageBytes = 4096;
constexpr unsigned kAround = 8;

unsigned load_word(const unsigned char* at) {
    unsigned value = 0;
    asm volatile("lw %0, 0(%1)" : "=r"(value) : "r"(at) : "memory");
    return value;
}
int load_half(const unsigned char* at) {
    int value = 0;
    asm volatile("lh %0, 0(%1)" : "=r"(value) : "r"(at) : "memory");
    return value;
}
unsigned load_half_unsigned(const unsigned char* at) {
    unsigned value = 0;
    asm volatile("lhu %0, 0(%1)" : "=r"(value) : "r"(at) : "memory");
    return value;
}
/// What is loaded into x0 is gone, and x0 stays 0.
unsigned load_into_zero(const unsigned char* at) {
    unsigned value = 1;
    asm volatile("lw zero, 0(%1)\n mv %0, zero" : "=r"(value) : "r"(at) : "memory");
    return value;
}

}  // namespace

int main(int, char**) {
    const unsigned begin = anelix::brk(0);
    anelix::brk(begin + 3 * kPageBytes);
    auto* const bytes = reinterpret_cast<unsigned char*>(begin + kPageBytes - kAround);
    for (unsigned i = 0; i < 2 * kAround; ++i) bytes[i] = static_cast<unsigned char>(0x75 + 0x1b * i);
    unsigned wrong = 0;
    unsigned loads = 0;
    for (unsigned i = 0; i + 4 <= 2 * kAround; ++i, loads += 4) {
        const unsigned char* const at = bytes + i;
        const unsigned half = static_cast<unsigned>(at[0] | at[1] << 8);
        const unsigned word = half | static_cast<unsigned>(at[2]) << 16 | static_cast<unsigned>(at[3]) << 24;
        if (load_word(at) != word || load_half(at) != static_cast<short>(half) || load_half_unsigned(at) != half || load_into_zero(at) != 0) ++wrong;
    }
    // The second page of this word has never been touched: it comes, and is zero.
    const unsigned across = load_word(reinterpret_cast<const unsigned char*>(begin + 2 * kPageBytes - 1));
    anelix::print("misaligned: %u loads, %u wrong, %x\n", loads, wrong, across);
    return wrong == 0 && across == 0 ? 0 : 1;
}
