// Shifts, by immediates and by registers, of which the low five bits count: results worked out by hand.
// Not here: other arithmetic.
#pragma once

#include "tests/conformance/cases.hpp"

namespace anel::tests::conformance {

inline constexpr ImmediateCase kShiftImmediateCases[] = {
    {InsnId::kSlli, 0x00000001, 0, 0x00000001},  {InsnId::kSlli, 0x00000001, 1, 0x00000002},  {InsnId::kSlli, 0x00000001, 7, 0x00000080},
    {InsnId::kSlli, 0x00000001, 14, 0x00004000}, {InsnId::kSlli, 0x00000001, 31, 0x80000000}, {InsnId::kSlli, 0xffffffff, 0, 0xffffffff},
    {InsnId::kSlli, 0xffffffff, 1, 0xfffffffe},  {InsnId::kSlli, 0xffffffff, 7, 0xffffff80},  {InsnId::kSlli, 0xffffffff, 14, 0xffffc000},
    {InsnId::kSlli, 0xffffffff, 31, 0x80000000}, {InsnId::kSlli, 0x21212121, 7, 0x90909080},  {InsnId::kSlli, 0x21212121, 14, 0x48484000},
    {InsnId::kSlli, 0x80000000, 1, 0x00000000},  {InsnId::kSlli, 0x00000000, 31, 0x00000000},

    {InsnId::kSrli, 0x80000000, 0, 0x80000000},  {InsnId::kSrli, 0x80000000, 1, 0x40000000},  {InsnId::kSrli, 0x80000000, 7, 0x01000000},
    {InsnId::kSrli, 0x80000000, 14, 0x00020000}, {InsnId::kSrli, 0x80000000, 31, 0x00000001}, {InsnId::kSrli, 0xffffffff, 0, 0xffffffff},
    {InsnId::kSrli, 0xffffffff, 1, 0x7fffffff},  {InsnId::kSrli, 0xffffffff, 7, 0x01ffffff},  {InsnId::kSrli, 0xffffffff, 14, 0x0003ffff},
    {InsnId::kSrli, 0xffffffff, 31, 0x00000001}, {InsnId::kSrli, 0x21212121, 7, 0x00424242},  {InsnId::kSrli, 0x21212121, 14, 0x00008484},
    {InsnId::kSrli, 0x7fffffff, 31, 0x00000000}, {InsnId::kSrli, 0x00000001, 1, 0x00000000},

    {InsnId::kSrai, 0x80000000, 0, 0x80000000},  {InsnId::kSrai, 0x80000000, 1, 0xc0000000},  {InsnId::kSrai, 0x80000000, 7, 0xff000000},
    {InsnId::kSrai, 0x80000000, 14, 0xfffe0000}, {InsnId::kSrai, 0x80000000, 31, 0xffffffff}, {InsnId::kSrai, 0x7fffffff, 0, 0x7fffffff},
    {InsnId::kSrai, 0x7fffffff, 1, 0x3fffffff},  {InsnId::kSrai, 0x7fffffff, 7, 0x00ffffff},  {InsnId::kSrai, 0x7fffffff, 14, 0x0001ffff},
    {InsnId::kSrai, 0x7fffffff, 31, 0x00000000}, {InsnId::kSrai, 0xffffffff, 31, 0xffffffff}, {InsnId::kSrai, 0x81818181, 7, 0xff030303},
    {InsnId::kSrai, 0x81818181, 14, 0xfffe0606}, {InsnId::kSrai, 0x00000001, 1, 0x00000000},
};

inline constexpr RegisterCase kShiftRegisterCases[] = {
    {InsnId::kSll, 0x00000001, 0, 0x00000001},  {InsnId::kSll, 0x00000001, 1, 0x00000002},  {InsnId::kSll, 0x00000001, 7, 0x00000080},
    {InsnId::kSll, 0x00000001, 14, 0x00004000}, {InsnId::kSll, 0x00000001, 31, 0x80000000}, {InsnId::kSll, 0xffffffff, 1, 0xfffffffe},
    {InsnId::kSll, 0xffffffff, 31, 0x80000000}, {InsnId::kSll, 0x21212121, 7, 0x90909080},  {InsnId::kSll, 0x21212121, 14, 0x48484000},
    {InsnId::kSll, 0x00000001, 0x00000020, 0x00000001}, {InsnId::kSll, 0x00000001, 0x00000021, 0x00000002},
    {InsnId::kSll, 0x21212121, 0xffffffc0, 0x21212121}, {InsnId::kSll, 0x21212121, 0xffffffe7, 0x90909080},
    {InsnId::kSll, 0x00000001, 0xffffffff, 0x80000000}, {InsnId::kSll, 0x00000001, 0x80000000, 0x00000001},
    {InsnId::kSll, 0x00000000, 31, 0x00000000},         {InsnId::kSll, 0x00000007, 0x00000007, 0x00000380},

    {InsnId::kSrl, 0x80000000, 0, 0x80000000},  {InsnId::kSrl, 0x80000000, 1, 0x40000000},  {InsnId::kSrl, 0x80000000, 7, 0x01000000},
    {InsnId::kSrl, 0x80000000, 14, 0x00020000}, {InsnId::kSrl, 0x80000000, 31, 0x00000001}, {InsnId::kSrl, 0xffffffff, 1, 0x7fffffff},
    {InsnId::kSrl, 0xffffffff, 31, 0x00000001}, {InsnId::kSrl, 0x21212121, 7, 0x00424242},  {InsnId::kSrl, 0x21212121, 14, 0x00008484},
    {InsnId::kSrl, 0x80000000, 0x00000020, 0x80000000}, {InsnId::kSrl, 0x80000000, 0x0000003f, 0x00000001},
    {InsnId::kSrl, 0x21212121, 0xffffffc0, 0x21212121}, {InsnId::kSrl, 0x21212121, 0xffffffee, 0x00008484},
    {InsnId::kSrl, 0xffffffff, 0xffffffff, 0x00000001}, {InsnId::kSrl, 0x80000000, 0x80000000, 0x80000000},
    {InsnId::kSrl, 0x00000000, 31, 0x00000000},         {InsnId::kSrl, 0x00000007, 0x00000007, 0x00000000},

    {InsnId::kSra, 0x80000000, 0, 0x80000000},  {InsnId::kSra, 0x80000000, 1, 0xc0000000},  {InsnId::kSra, 0x80000000, 7, 0xff000000},
    {InsnId::kSra, 0x80000000, 14, 0xfffe0000}, {InsnId::kSra, 0x80000000, 31, 0xffffffff}, {InsnId::kSra, 0x7fffffff, 1, 0x3fffffff},
    {InsnId::kSra, 0x7fffffff, 31, 0x00000000}, {InsnId::kSra, 0x81818181, 7, 0xff030303},  {InsnId::kSra, 0x81818181, 14, 0xfffe0606},
    {InsnId::kSra, 0x80000000, 0x00000020, 0x80000000}, {InsnId::kSra, 0x80000000, 0x0000003f, 0xffffffff},
    {InsnId::kSra, 0x81818181, 0xffffffc0, 0x81818181}, {InsnId::kSra, 0x81818181, 0xffffffee, 0xfffe0606},
    {InsnId::kSra, 0xffffffff, 0xffffffff, 0xffffffff}, {InsnId::kSra, 0x7fffffff, 0xffffffe1, 0x3fffffff},
    {InsnId::kSra, 0x00000000, 31, 0x00000000},         {InsnId::kSra, 0x00000007, 0x00000007, 0x00000000},
};

}  // namespace anel::tests::conformance
