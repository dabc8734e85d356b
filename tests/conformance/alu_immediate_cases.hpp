// Register with immediate, and the two instructions that have nothing but an immediate: corner operands with results worked out by hand.
// Not here: shifts (shift_cases.hpp).
#pragma once

#include "tests/conformance/cases.hpp"

namespace anel::tests::conformance {

inline constexpr ImmediateCase kAluImmediateCases[] = {
    {InsnId::kAddi, 0x00000000, 0, 0x00000000},     {InsnId::kAddi, 0x00000001, 1, 0x00000002},
    {InsnId::kAddi, 0xffffffff, 1, 0x00000000},     {InsnId::kAddi, 0x00000000, -1, 0xffffffff},
    {InsnId::kAddi, 0xffffffff, -1, 0xfffffffe},    {InsnId::kAddi, 0x00000000, 2047, 0x000007ff},
    {InsnId::kAddi, 0x00000000, -2048, 0xfffff800}, {InsnId::kAddi, 0x7fffffff, 1, 0x80000000},
    {InsnId::kAddi, 0x7fffffff, 2047, 0x800007fe},  {InsnId::kAddi, 0x80000000, -1, 0x7fffffff},
    {InsnId::kAddi, 0x80000000, -2048, 0x7ffff800}, {InsnId::kAddi, 0x80000000, 2047, 0x800007ff},
    {InsnId::kAddi, 0x7fffffff, -2048, 0x7ffff7ff}, {InsnId::kAddi, 0x0000007f, 1, 0x00000080},
    {InsnId::kAddi, 0x00007fff, 1, 0x00008000},     {InsnId::kAddi, 0xffff8000, -1, 0xffff7fff},

    {InsnId::kSlti, 0x00000000, 0, 0},     {InsnId::kSlti, 0x00000000, 1, 1},     {InsnId::kSlti, 0x00000001, 0, 0},
    {InsnId::kSlti, 0xffffffff, 0, 1},     {InsnId::kSlti, 0x00000000, -1, 0},    {InsnId::kSlti, 0xffffffff, -1, 0},
    {InsnId::kSlti, 0xfffffffe, -1, 1},    {InsnId::kSlti, 0x80000000, -2048, 1}, {InsnId::kSlti, 0x80000000, 2047, 1},
    {InsnId::kSlti, 0x7fffffff, 2047, 0},  {InsnId::kSlti, 0x7fffffff, -2048, 0}, {InsnId::kSlti, 0xfffff800, -2048, 0},
    {InsnId::kSlti, 0xfffff7ff, -2048, 1}, {InsnId::kSlti, 0x000007ff, 2047, 0},  {InsnId::kSlti, 0x000007fe, 2047, 1},

    // The immediate is sign-extended, then compared without sign.
    {InsnId::kSltiu, 0x00000000, 0, 0},     {InsnId::kSltiu, 0x00000000, 1, 1},     {InsnId::kSltiu, 0x00000001, 1, 0},
    {InsnId::kSltiu, 0x00000000, -1, 1},    {InsnId::kSltiu, 0xffffffff, -1, 0},    {InsnId::kSltiu, 0xffffffff, 0, 0},
    {InsnId::kSltiu, 0xfffffffe, -1, 1},    {InsnId::kSltiu, 0x80000000, 2047, 0},  {InsnId::kSltiu, 0x80000000, -2048, 1},
    {InsnId::kSltiu, 0x7fffffff, -2048, 1}, {InsnId::kSltiu, 0xfffff7ff, -2048, 1}, {InsnId::kSltiu, 0xfffff800, -2048, 0},
    {InsnId::kSltiu, 0x000007fe, 2047, 1},  {InsnId::kSltiu, 0x000007ff, 2047, 0},

    {InsnId::kXori, 0x00000000, 0, 0x00000000},     {InsnId::kXori, 0x00000000, -1, 0xffffffff},
    {InsnId::kXori, 0xffffffff, -1, 0x00000000},    {InsnId::kXori, 0x80000000, -1, 0x7fffffff},
    {InsnId::kXori, 0x7fffffff, -2048, 0x800007ff}, {InsnId::kXori, 0x12345678, 2047, 0x12345187},
    {InsnId::kXori, 0x00ff0f00, -241, 0xff00f00f},  {InsnId::kXori, 0x0ff00ff0, 240, 0x0ff00f00},
    {InsnId::kXori, 0x00000001, 1, 0x00000000},     {InsnId::kXori, 0xffffffff, 2047, 0xfffff800},

    {InsnId::kOri, 0x00000000, 0, 0x00000000},     {InsnId::kOri, 0x00000000, -1, 0xffffffff},
    {InsnId::kOri, 0x80000000, 1, 0x80000001},     {InsnId::kOri, 0x00000000, -2048, 0xfffff800},
    {InsnId::kOri, 0x7fffffff, -2048, 0xffffffff}, {InsnId::kOri, 0x12345000, 2047, 0x123457ff},
    {InsnId::kOri, 0xff00ff00, -241, 0xffffff0f},  {InsnId::kOri, 0x0ff00ff0, 240, 0x0ff00ff0},
    {InsnId::kOri, 0xffffffff, 0, 0xffffffff},

    {InsnId::kAndi, 0x00000000, -1, 0x00000000},    {InsnId::kAndi, 0xffffffff, -1, 0xffffffff},
    {InsnId::kAndi, 0xffffffff, 0, 0x00000000},     {InsnId::kAndi, 0x80000000, -2048, 0x80000000},
    {InsnId::kAndi, 0x7fffffff, 2047, 0x000007ff},  {InsnId::kAndi, 0x12345fff, -2048, 0x12345800},
    {InsnId::kAndi, 0xff00ff00, -241, 0xff00ff00},  {InsnId::kAndi, 0x0ff00ff0, 240, 0x000000f0},
    {InsnId::kAndi, 0x00000001, 1, 0x00000001},     {InsnId::kAndi, 0x800007ff, 2047, 0x000007ff},
};

/// rd = imm20 << 12, of auipc with its own address added.
struct UpperCase {
    InsnId id;
    Word imm20, wanted;  ///< `wanted` of auipc: at address 0x00010000
};
inline constexpr UpperCase kUpperCases[] = {
    {InsnId::kLui, 0x00000, 0x00000000}, {InsnId::kLui, 0x00001, 0x00001000}, {InsnId::kLui, 0x7ffff, 0x7ffff000},
    {InsnId::kLui, 0x80000, 0x80000000}, {InsnId::kLui, 0xfffff, 0xfffff000}, {InsnId::kLui, 0x12345, 0x12345000},
    {InsnId::kAuipc, 0x00000, 0x00010000}, {InsnId::kAuipc, 0x00001, 0x00011000}, {InsnId::kAuipc, 0x7ffff, 0x8000f000},
    {InsnId::kAuipc, 0x80000, 0x80010000}, {InsnId::kAuipc, 0xfffff, 0x0000f000}, {InsnId::kAuipc, 0xffff0, 0x00000000},
};

}  // namespace anel::tests::conformance
