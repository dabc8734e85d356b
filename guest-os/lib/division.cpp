// 64-bit division, which the compiler calls for and the hardware does not have: bit by bit, as on paper.
// Programs and kernel alike get it from here; who does not divide 64 bits does not pay for it.

namespace {

using Word = unsigned long long;

struct Quotient {
    Word quotient;
    Word remainder;
};

/// Division by zero gives what the hardware's 32-bit `divu` gives: all ones, and the dividend as remainder.
Quotient divide(Word dividend, Word divisor) {
    if (divisor == 0) return {~Word{0}, dividend};
    if ((dividend | divisor) >> 32 == 0)
        return {static_cast<unsigned>(dividend) / static_cast<unsigned>(divisor),
                static_cast<unsigned>(dividend) % static_cast<unsigned>(divisor)};
    Quotient result{0, 0};
    for (int bit = 63; bit >= 0; --bit) {
        const bool carry = (result.remainder >> 63) != 0;
        result.remainder = result.remainder << 1 | (dividend >> bit & 1);
        if (carry || result.remainder >= divisor) {
            result.remainder -= divisor;
            result.quotient |= Word{1} << bit;
        }
    }
    return result;
}

Word magnitude(long long value) { return value < 0 ? Word{0} - static_cast<Word>(value) : static_cast<Word>(value); }
long long with_sign(Word value, bool negative) { return static_cast<long long>(negative ? Word{0} - value : value); }

}  // namespace

extern "C" {

Word __udivdi3(Word dividend, Word divisor) { return divide(dividend, divisor).quotient; }
Word __umoddi3(Word dividend, Word divisor) { return divide(dividend, divisor).remainder; }
long long __divdi3(long long dividend, long long divisor) {
    return with_sign(divide(magnitude(dividend), magnitude(divisor)).quotient, (dividend < 0) != (divisor < 0));
}
long long __moddi3(long long dividend, long long divisor) {
    return with_sign(divide(magnitude(dividend), magnitude(divisor)).remainder, dividend < 0);
}
}
