// What an instruction does to a CSR that holds all 32 bits, by hand; and which rows have cases outside tables.
// Not here: rights, and what each CSR keeps (tests/unit/cpu).
#pragma once

#include "tests/conformance/cases.hpp"

namespace anel::tests::conformance {

/// Of the forms with an immediate `operand` is the immediate.
struct CsrCase {
    InsnId id;
    Word before, operand, after;
};
inline constexpr CsrCase kCsrCases[] = {
    {InsnId::kCsrrw, 0x12345678, 0xffffffff, 0xffffffff},  {InsnId::kCsrrw, 0xffffffff, 0x00000000, 0x00000000},
    {InsnId::kCsrrw, 0x00000000, 0x80000001, 0x80000001},  {InsnId::kCsrrs, 0x12340000, 0x00005678, 0x12345678},
    {InsnId::kCsrrs, 0x80000000, 0x7fffffff, 0xffffffff},  {InsnId::kCsrrs, 0x0ff00ff0, 0xf0f0f0f0, 0xfff0fff0},
    {InsnId::kCsrrs, 0x12345678, 0x00000000, 0x12345678},  {InsnId::kCsrrc, 0xffffffff, 0x80000001, 0x7ffffffe},
    {InsnId::kCsrrc, 0x12345678, 0xffffffff, 0x00000000},  {InsnId::kCsrrc, 0x0ff00ff0, 0xf0f0f0f0, 0x0f000f00},
    {InsnId::kCsrrc, 0x12345678, 0x00000000, 0x12345678},  {InsnId::kCsrrwi, 0xffffffff, 31, 0x0000001f},
    {InsnId::kCsrrwi, 0x12345678, 0, 0x00000000},          {InsnId::kCsrrwi, 0x00000000, 16, 0x00000010},
    {InsnId::kCsrrsi, 0x12345600, 31, 0x1234561f},         {InsnId::kCsrrsi, 0x12345678, 0, 0x12345678},
    {InsnId::kCsrrsi, 0x80000000, 1, 0x80000001},          {InsnId::kCsrrci, 0xffffffff, 31, 0xffffffe0},
    {InsnId::kCsrrci, 0x12345678, 0, 0x12345678},          {InsnId::kCsrrci, 0x00000010, 16, 0x00000000},
};

/// Words of fences whose reserved fields are not empty: the manual has them ignored.
struct FenceCase {
    InsnId id;
    Word word;
};
inline constexpr FenceCase kFenceCases[] = {
    {InsnId::kFence, 0x0000000f}, {InsnId::kFence, 0x0ff0000f}, {InsnId::kFence, 0x0330000f}, {InsnId::kFence, 0x8330000f},
    {InsnId::kFence, 0x0ff7078f}, {InsnId::kFence, 0x0100000f}, {InsnId::kFence, 0xfff0000f}, {InsnId::kFenceI, 0x0000100f},
    {InsnId::kFenceI, 0xfff7978f},
};

/// Jumps and calls have their cases in text (jumps_test.cpp, traps_test.cpp): a table would say less.
inline constexpr InsnId kCasesInText[] = {InsnId::kJal, InsnId::kJalr, InsnId::kEcall, InsnId::kEbreak};

}  // namespace anel::tests::conformance
