// Two registers, no multiplication and no shift: corner operands with results worked out by hand.
// Not here: shifts (shift_cases.hpp), products and quotients (multiply_divide_cases.hpp).
#pragma once

#include "tests/conformance/cases.hpp"

namespace anel::tests::conformance {

inline constexpr RegisterCase kAluRegisterCases[] = {
    {InsnId::kAdd, 0x00000000, 0x00000000, 0x00000000}, {InsnId::kAdd, 0x00000001, 0x00000001, 0x00000002},
    {InsnId::kAdd, 0xffffffff, 0x00000001, 0x00000000}, {InsnId::kAdd, 0xffffffff, 0xffffffff, 0xfffffffe},
    {InsnId::kAdd, 0x7fffffff, 0x00000001, 0x80000000}, {InsnId::kAdd, 0x7fffffff, 0x7fffffff, 0xfffffffe},
    {InsnId::kAdd, 0x80000000, 0x80000000, 0x00000000}, {InsnId::kAdd, 0x80000000, 0xffffffff, 0x7fffffff},
    {InsnId::kAdd, 0x80000000, 0x7fffffff, 0xffffffff}, {InsnId::kAdd, 0x80000000, 0xffff8000, 0x7fff8000},
    {InsnId::kAdd, 0x0000007f, 0x00000001, 0x00000080}, {InsnId::kAdd, 0x00007fff, 0x00000001, 0x00008000},
    {InsnId::kAdd, 0x00000000, 0xffff8000, 0xffff8000}, {InsnId::kAdd, 0x12345678, 0x00000000, 0x12345678},

    {InsnId::kSub, 0x00000000, 0x00000000, 0x00000000}, {InsnId::kSub, 0x00000001, 0x00000001, 0x00000000},
    {InsnId::kSub, 0x00000000, 0x00000001, 0xffffffff}, {InsnId::kSub, 0x00000000, 0xffffffff, 0x00000001},
    {InsnId::kSub, 0xffffffff, 0xffffffff, 0x00000000}, {InsnId::kSub, 0x80000000, 0x00000001, 0x7fffffff},
    {InsnId::kSub, 0x7fffffff, 0xffffffff, 0x80000000}, {InsnId::kSub, 0x00000000, 0x80000000, 0x80000000},
    {InsnId::kSub, 0x80000000, 0x7fffffff, 0x00000001}, {InsnId::kSub, 0x7fffffff, 0x80000000, 0xffffffff},
    {InsnId::kSub, 0x00000080, 0x00000001, 0x0000007f}, {InsnId::kSub, 0x00008000, 0x00000001, 0x00007fff},
    {InsnId::kSub, 0x00000000, 0xffff8000, 0x00008000}, {InsnId::kSub, 0x12345678, 0x00000000, 0x12345678},

    {InsnId::kSlt, 0x00000000, 0x00000000, 0}, {InsnId::kSlt, 0x00000000, 0x00000001, 1}, {InsnId::kSlt, 0x00000001, 0x00000000, 0},
    {InsnId::kSlt, 0xffffffff, 0x00000000, 1}, {InsnId::kSlt, 0x00000000, 0xffffffff, 0}, {InsnId::kSlt, 0xffffffff, 0xffffffff, 0},
    {InsnId::kSlt, 0xffffffff, 0x00000001, 1}, {InsnId::kSlt, 0x80000000, 0x7fffffff, 1}, {InsnId::kSlt, 0x7fffffff, 0x80000000, 0},
    {InsnId::kSlt, 0x80000000, 0x80000000, 0}, {InsnId::kSlt, 0x80000000, 0x80000001, 1}, {InsnId::kSlt, 0x7fffffff, 0x7ffffffe, 0},
    {InsnId::kSlt, 0x80000000, 0x00000000, 1}, {InsnId::kSlt, 0x80000000, 0xffff8000, 1}, {InsnId::kSlt, 0x00007fff, 0xffff8000, 0},

    {InsnId::kSltu, 0x00000000, 0x00000000, 0}, {InsnId::kSltu, 0x00000000, 0x00000001, 1}, {InsnId::kSltu, 0x00000001, 0x00000000, 0},
    {InsnId::kSltu, 0xffffffff, 0x00000000, 0}, {InsnId::kSltu, 0x00000000, 0xffffffff, 1}, {InsnId::kSltu, 0xffffffff, 0xffffffff, 0},
    {InsnId::kSltu, 0x7fffffff, 0x80000000, 1}, {InsnId::kSltu, 0x80000000, 0x7fffffff, 0}, {InsnId::kSltu, 0x80000000, 0x80000000, 0},
    {InsnId::kSltu, 0x80000000, 0x80000001, 1}, {InsnId::kSltu, 0x80000000, 0xffff8000, 1}, {InsnId::kSltu, 0x00007fff, 0xffff8000, 1},
    {InsnId::kSltu, 0xfffffffe, 0xffffffff, 1},

    {InsnId::kXor, 0x00000000, 0x00000000, 0x00000000}, {InsnId::kXor, 0xffffffff, 0xffffffff, 0x00000000},
    {InsnId::kXor, 0x00000000, 0xffffffff, 0xffffffff}, {InsnId::kXor, 0x80000000, 0x7fffffff, 0xffffffff},
    {InsnId::kXor, 0xff00ff00, 0x0f0f0f0f, 0xf00ff00f}, {InsnId::kXor, 0x0ff00ff0, 0xf0f0f0f0, 0xff00ff00},
    {InsnId::kXor, 0x80000000, 0x80000000, 0x00000000}, {InsnId::kXor, 0x12345678, 0x00000000, 0x12345678},
    {InsnId::kXor, 0x00000001, 0x80000000, 0x80000001},

    {InsnId::kOr, 0x00000000, 0x00000000, 0x00000000}, {InsnId::kOr, 0xffffffff, 0xffffffff, 0xffffffff},
    {InsnId::kOr, 0x00000000, 0xffffffff, 0xffffffff}, {InsnId::kOr, 0x80000000, 0x00000001, 0x80000001},
    {InsnId::kOr, 0xff00ff00, 0x0f0f0f0f, 0xff0fff0f}, {InsnId::kOr, 0x0ff00ff0, 0xf0f0f0f0, 0xfff0fff0},
    {InsnId::kOr, 0x12345678, 0x00000000, 0x12345678}, {InsnId::kOr, 0x80000000, 0x7fffffff, 0xffffffff},

    {InsnId::kAnd, 0x00000000, 0x00000000, 0x00000000}, {InsnId::kAnd, 0xffffffff, 0xffffffff, 0xffffffff},
    {InsnId::kAnd, 0x00000000, 0xffffffff, 0x00000000}, {InsnId::kAnd, 0x80000000, 0x7fffffff, 0x00000000},
    {InsnId::kAnd, 0xff00ff00, 0x0f0f0f0f, 0x0f000f00}, {InsnId::kAnd, 0x0ff00ff0, 0xf0f0f0f0, 0x00f000f0},
    {InsnId::kAnd, 0x80000001, 0x80000000, 0x80000000}, {InsnId::kAnd, 0x12345678, 0x00000000, 0x00000000},
};

}  // namespace anel::tests::conformance
