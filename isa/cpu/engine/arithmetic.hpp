// What the instructions between registers compute, as functions of two words.
// Not here: what they cost (timing.hpp).
#pragma once

#include <cstdint>

namespace anel::cpu::arithmetic {

using Word = std::uint32_t;

constexpr std::int32_t as_signed(Word value) { return static_cast<std::int32_t>(value); }

constexpr Word add(Word a, Word b) { return a + b; }
constexpr Word sub(Word a, Word b) { return a - b; }
constexpr Word sll(Word a, Word b) { return a << (b & 31U); }
constexpr Word srl(Word a, Word b) { return a >> (b & 31U); }
constexpr Word sra(Word a, Word b) { return static_cast<Word>(as_signed(a) >> (b & 31U)); }
constexpr Word slt(Word a, Word b) { return as_signed(a) < as_signed(b) ? 1 : 0; }
constexpr Word sltu(Word a, Word b) { return a < b ? 1 : 0; }
constexpr Word exclusive_or(Word a, Word b) { return a ^ b; }
constexpr Word inclusive_or(Word a, Word b) { return a | b; }
constexpr Word conjunction(Word a, Word b) { return a & b; }

constexpr Word mul(Word a, Word b) { return a * b; }
constexpr Word high_half(std::int64_t product) { return static_cast<Word>(static_cast<std::uint64_t>(product) >> 32); }
constexpr Word mulh(Word a, Word b) { return high_half(std::int64_t{as_signed(a)} * as_signed(b)); }
constexpr Word mulhsu(Word a, Word b) { return high_half(std::int64_t{as_signed(a)} * std::int64_t{b}); }
constexpr Word mulhu(Word a, Word b) { return static_cast<Word>((std::uint64_t{a} * b) >> 32); }

/// The one quotient that does not fit.
constexpr bool overflows(Word a, Word b) { return a == 0x80000000U && b == 0xffffffffU; }
constexpr Word div(Word a, Word b) {
    if (b == 0) return 0xffffffffU;
    return overflows(a, b) ? a : static_cast<Word>(as_signed(a) / as_signed(b));
}
constexpr Word rem(Word a, Word b) {
    if (b == 0) return a;
    return overflows(a, b) ? 0 : static_cast<Word>(as_signed(a) % as_signed(b));
}
constexpr Word divu(Word a, Word b) { return b == 0 ? 0xffffffffU : a / b; }
constexpr Word remu(Word a, Word b) { return b == 0 ? a : a % b; }

constexpr bool equal(Word a, Word b) { return a == b; }
constexpr bool unequal(Word a, Word b) { return a != b; }
constexpr bool less(Word a, Word b) { return as_signed(a) < as_signed(b); }
constexpr bool at_least(Word a, Word b) { return as_signed(a) >= as_signed(b); }
constexpr bool below(Word a, Word b) { return a < b; }
constexpr bool not_below(Word a, Word b) { return a >= b; }

}  // namespace anel::cpu::arithmetic
