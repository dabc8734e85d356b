// RV32M: signs of high halves, division by zero, overflow, signs of remainders; results worked out by hand.
// Not here: how long they take (tests/unit/cpu/timing_test.cpp).
#pragma once

#include "tests/conformance/cases.hpp"

namespace anel::tests::conformance {

inline constexpr RegisterCase kMultiplyDivideCases[] = {
    {InsnId::kMul, 0x00000000, 0x00000000, 0x00000000}, {InsnId::kMul, 0x00000001, 0x00000001, 0x00000001},
    {InsnId::kMul, 0x00000003, 0x00000007, 0x00000015}, {InsnId::kMul, 0xffffffff, 0x00000001, 0xffffffff},
    {InsnId::kMul, 0xffffffff, 0xffffffff, 0x00000001}, {InsnId::kMul, 0x80000000, 0xffffffff, 0x80000000},
    {InsnId::kMul, 0x80000000, 0x80000000, 0x00000000}, {InsnId::kMul, 0x80000000, 0xffff8000, 0x00000000},
    {InsnId::kMul, 0x7fffffff, 0x7fffffff, 0x00000001}, {InsnId::kMul, 0x7fffffff, 0x00000002, 0xfffffffe},
    {InsnId::kMul, 0x00010001, 0x00010001, 0x00020001}, {InsnId::kMul, 0xffffffff, 0x00000000, 0x00000000},
    {InsnId::kMul, 0x00000000, 0x80000000, 0x00000000},

    {InsnId::kMulh, 0x00000000, 0x00000000, 0x00000000}, {InsnId::kMulh, 0x00000001, 0x00000001, 0x00000000},
    {InsnId::kMulh, 0xffffffff, 0x00000001, 0xffffffff}, {InsnId::kMulh, 0x00000001, 0xffffffff, 0xffffffff},
    {InsnId::kMulh, 0xffffffff, 0xffffffff, 0x00000000}, {InsnId::kMulh, 0x80000000, 0x80000000, 0x40000000},
    {InsnId::kMulh, 0x80000000, 0xffffffff, 0x00000000}, {InsnId::kMulh, 0x80000000, 0x00000001, 0xffffffff},
    {InsnId::kMulh, 0x7fffffff, 0x7fffffff, 0x3fffffff}, {InsnId::kMulh, 0x80000000, 0x7fffffff, 0xc0000000},
    {InsnId::kMulh, 0x00010000, 0x00010000, 0x00000001}, {InsnId::kMulh, 0x80000000, 0xffff8000, 0x00004000},
    {InsnId::kMulh, 0xffffffff, 0x00000000, 0x00000000},

    // rs1 with its sign, rs2 without: not the same in both orders.
    {InsnId::kMulhsu, 0x00000000, 0x00000000, 0x00000000}, {InsnId::kMulhsu, 0x00000001, 0x00000001, 0x00000000},
    {InsnId::kMulhsu, 0xffffffff, 0x00000001, 0xffffffff}, {InsnId::kMulhsu, 0x00000001, 0xffffffff, 0x00000000},
    {InsnId::kMulhsu, 0xffffffff, 0xffffffff, 0xffffffff}, {InsnId::kMulhsu, 0x80000000, 0x80000000, 0xc0000000},
    {InsnId::kMulhsu, 0x80000000, 0xffffffff, 0x80000000}, {InsnId::kMulhsu, 0x7fffffff, 0xffffffff, 0x7ffffffe},
    {InsnId::kMulhsu, 0x7fffffff, 0x80000000, 0x3fffffff}, {InsnId::kMulhsu, 0x80000000, 0xffff8000, 0x80004000},
    {InsnId::kMulhsu, 0xffffffff, 0x00000000, 0x00000000}, {InsnId::kMulhsu, 0x00000002, 0x80000000, 0x00000001},
    {InsnId::kMulhsu, 0x80000000, 0x00000002, 0xffffffff},

    {InsnId::kMulhu, 0x00000000, 0x00000000, 0x00000000}, {InsnId::kMulhu, 0x00000001, 0x00000001, 0x00000000},
    {InsnId::kMulhu, 0xffffffff, 0x00000001, 0x00000000}, {InsnId::kMulhu, 0x00000001, 0xffffffff, 0x00000000},
    {InsnId::kMulhu, 0xffffffff, 0xffffffff, 0xfffffffe}, {InsnId::kMulhu, 0x80000000, 0x80000000, 0x40000000},
    {InsnId::kMulhu, 0x80000000, 0xffffffff, 0x7fffffff}, {InsnId::kMulhu, 0x7fffffff, 0x7fffffff, 0x3fffffff},
    {InsnId::kMulhu, 0x80000000, 0x00000002, 0x00000001}, {InsnId::kMulhu, 0x80000000, 0xffff8000, 0x7fffc000},
    {InsnId::kMulhu, 0xffffffff, 0x00000000, 0x00000000}, {InsnId::kMulhu, 0x00010000, 0x00010000, 0x00000001},

    // Quotients go towards zero.
    {InsnId::kDiv, 20, 6, 3}, {InsnId::kDiv, 0xffffffec, 6, 0xfffffffd}, {InsnId::kDiv, 20, 0xfffffffa, 0xfffffffd},
    {InsnId::kDiv, 0xffffffec, 0xfffffffa, 3}, {InsnId::kDiv, 0x00000000, 1, 0x00000000}, {InsnId::kDiv, 1, 1, 1},
    {InsnId::kDiv, 0x80000000, 1, 0x80000000}, {InsnId::kDiv, 0x80000000, 0xffffffff, 0x80000000},
    {InsnId::kDiv, 0x80000000, 0x80000000, 1}, {InsnId::kDiv, 0x7fffffff, 0xffffffff, 0x80000001},
    {InsnId::kDiv, 0x80000000, 0, 0xffffffff}, {InsnId::kDiv, 1, 0, 0xffffffff}, {InsnId::kDiv, 0, 0, 0xffffffff},
    {InsnId::kDiv, 0xffffffff, 0, 0xffffffff}, {InsnId::kDiv, 0x7fffffff, 0x80000000, 0}, {InsnId::kDiv, 0xffffffff, 2, 0},

    {InsnId::kDivu, 20, 6, 3}, {InsnId::kDivu, 0xffffffec, 6, 0x2aaaaaa7}, {InsnId::kDivu, 20, 0xfffffffa, 0},
    {InsnId::kDivu, 0xffffffec, 0xfffffffa, 0}, {InsnId::kDivu, 0x80000000, 1, 0x80000000}, {InsnId::kDivu, 0x80000000, 0xffffffff, 0},
    {InsnId::kDivu, 0xffffffff, 0xffffffff, 1}, {InsnId::kDivu, 0xffffffff, 1, 0xffffffff}, {InsnId::kDivu, 0x80000000, 0, 0xffffffff},
    {InsnId::kDivu, 1, 0, 0xffffffff}, {InsnId::kDivu, 0, 0, 0xffffffff}, {InsnId::kDivu, 0xffffffff, 2, 0x7fffffff},
    {InsnId::kDivu, 0, 1, 0},

    // A remainder has the dividend's sign.
    {InsnId::kRem, 20, 6, 2}, {InsnId::kRem, 0xffffffec, 6, 0xfffffffe}, {InsnId::kRem, 20, 0xfffffffa, 2},
    {InsnId::kRem, 0xffffffec, 0xfffffffa, 0xfffffffe}, {InsnId::kRem, 0, 1, 0}, {InsnId::kRem, 1, 1, 0},
    {InsnId::kRem, 0x80000000, 1, 0}, {InsnId::kRem, 0x80000000, 0xffffffff, 0}, {InsnId::kRem, 0x80000000, 0x80000000, 0},
    {InsnId::kRem, 0x80000000, 0, 0x80000000}, {InsnId::kRem, 1, 0, 1}, {InsnId::kRem, 0, 0, 0}, {InsnId::kRem, 0xffffffff, 0, 0xffffffff},
    {InsnId::kRem, 0x7fffffff, 0x80000000, 0x7fffffff}, {InsnId::kRem, 0xffffffff, 2, 0xffffffff},

    {InsnId::kRemu, 20, 6, 2}, {InsnId::kRemu, 0xffffffec, 6, 2}, {InsnId::kRemu, 20, 0xfffffffa, 20},
    {InsnId::kRemu, 0xffffffec, 0xfffffffa, 0xffffffec}, {InsnId::kRemu, 0x80000000, 1, 0}, {InsnId::kRemu, 0x80000000, 0xffffffff, 0x80000000},
    {InsnId::kRemu, 0xffffffff, 0xffffffff, 0}, {InsnId::kRemu, 0x80000000, 0, 0x80000000}, {InsnId::kRemu, 1, 0, 1}, {InsnId::kRemu, 0, 0, 0},
    {InsnId::kRemu, 0xffffffff, 0, 0xffffffff}, {InsnId::kRemu, 0xffffffff, 2, 1}, {InsnId::kRemu, 0, 1, 0},
};

}  // namespace anel::tests::conformance
