// What the trapped instruction is: a search of the same rows that the machine's own decoder is made from.
#pragma once

#include "hardware.hpp"

namespace anel::monitor {

enum class Op : u32 {
#define ANEL_OP(NAME, match, mask) k##NAME,
    AR_SYSTEM_INSNS(ANEL_OP)
#undef ANEL_OP
    kUnknown
};

struct OpRow {
    u32 match;
    u32 mask;
};
inline constexpr OpRow kOpRows[] = {
#define ANEL_OP(NAME, match, mask) {match, mask},
    AR_SYSTEM_INSNS(ANEL_OP)
#undef ANEL_OP
};

inline Op decode(u32 word) {
    mark<AR_MARK_DECODE>();
    u32 row = 0;
#pragma clang loop unroll(disable)
    for (; row < static_cast<u32>(Op::kUnknown); ++row)
        if ((word & kOpRows[row].mask) == kOpRows[row].match) break;
    return static_cast<Op>(row);
}

/// The operand fields of a word.
inline u32 rd_of(u32 word) { return (word >> 7) & 31U; }
inline u32 rs1_of(u32 word) { return (word >> 15) & 31U; }
inline u32 rs2_of(u32 word) { return (word >> 20) & 31U; }
inline u32 funct3_of(u32 word) { return (word >> 12) & 7U; }
inline u32 csr_of(u32 word) { return word >> 20; }
inline u32 i_immediate(u32 word) { return static_cast<u32>(static_cast<int32_t>(word) >> 20); }
inline u32 s_immediate(u32 word) { return (i_immediate(word) & ~31U) | rd_of(word); }

}  // namespace anel::monitor
