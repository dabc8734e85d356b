// Loads at every offset of known bytes, stores between known neighbours, and what must trap instead: numbers worked out by hand.
// Not here: pages and their rights (tests/unit/cpu/paging_test.cpp).
#pragma once

#include <array>

#include "tests/conformance/cases.hpp"

namespace anel::tests::conformance {

/// Three words of known bytes; cases count from the second. Bytes from -4 on: 00 ff 80 7f, 0f f0 01 80, 81 7f fe ff.
inline constexpr Word kKnown = kData + 0x2000;
inline constexpr std::array<Word, 3> kKnownWords{0x7f80ff00, 0x8001f00f, 0xfffe7f81};

struct LoadCase {
    InsnId id;
    int base;  ///< bytes from kKnown to where rs1 points
    int imm;
    Word wanted;
};
inline constexpr LoadCase kLoadCases[] = {
    {InsnId::kLb, 0, -4, 0x00000000}, {InsnId::kLb, 0, -3, 0xffffffff}, {InsnId::kLb, 0, -2, 0xffffff80}, {InsnId::kLb, 0, -1, 0x0000007f},
    {InsnId::kLb, 0, 0, 0x0000000f},  {InsnId::kLb, 0, 1, 0xfffffff0},  {InsnId::kLb, 0, 2, 0x00000001},  {InsnId::kLb, 0, 3, 0xffffff80},
    {InsnId::kLb, 0, 4, 0xffffff81},  {InsnId::kLb, 0, 5, 0x0000007f},  {InsnId::kLb, 0, 6, 0xfffffffe},  {InsnId::kLb, 0, 7, 0xffffffff},
    {InsnId::kLbu, 0, -4, 0x00000000}, {InsnId::kLbu, 0, -3, 0x000000ff}, {InsnId::kLbu, 0, -2, 0x00000080}, {InsnId::kLbu, 0, -1, 0x0000007f},
    {InsnId::kLbu, 0, 0, 0x0000000f},  {InsnId::kLbu, 0, 1, 0x000000f0},  {InsnId::kLbu, 0, 2, 0x00000001},  {InsnId::kLbu, 0, 3, 0x00000080},
    {InsnId::kLbu, 0, 4, 0x00000081},  {InsnId::kLbu, 0, 5, 0x0000007f},  {InsnId::kLbu, 0, 6, 0x000000fe},  {InsnId::kLbu, 0, 7, 0x000000ff},
    {InsnId::kLh, 0, -4, 0xffffff00}, {InsnId::kLh, 0, -2, 0x00007f80}, {InsnId::kLh, 0, 0, 0xfffff00f},
    {InsnId::kLh, 0, 2, 0xffff8001},  {InsnId::kLh, 0, 4, 0x00007f81},  {InsnId::kLh, 0, 6, 0xfffffffe},
    {InsnId::kLhu, 0, -4, 0x0000ff00}, {InsnId::kLhu, 0, -2, 0x00007f80}, {InsnId::kLhu, 0, 0, 0x0000f00f},
    {InsnId::kLhu, 0, 2, 0x00008001},  {InsnId::kLhu, 0, 4, 0x00007f81},  {InsnId::kLhu, 0, 6, 0x0000fffe},
    {InsnId::kLw, 0, -4, 0x7f80ff00}, {InsnId::kLw, 0, 0, 0x8001f00f}, {InsnId::kLw, 0, 4, 0xfffe7f81},
    // Both ends of the immediate, and a base that is aligned only together with it.
    {InsnId::kLb, 2048, -2048, 0x0000000f},  {InsnId::kLb, -2047, 2047, 0x0000000f},  {InsnId::kLb, -2044, 2047, 0xffffff80},
    {InsnId::kLbu, 2048, -2048, 0x0000000f}, {InsnId::kLbu, -2047, 2047, 0x0000000f}, {InsnId::kLbu, -2044, 2047, 0x00000080},
    {InsnId::kLh, 2048, -2048, 0xfffff00f},  {InsnId::kLh, -2047, 2047, 0xfffff00f},  {InsnId::kLh, 5, -3, 0xffff8001},
    {InsnId::kLhu, 2048, -2048, 0x0000f00f}, {InsnId::kLhu, -2047, 2047, 0x0000f00f}, {InsnId::kLhu, 5, -3, 0x00008001},
    {InsnId::kLw, 2048, -2048, 0x8001f00f},  {InsnId::kLw, -2047, 2047, 0x8001f00f},  {InsnId::kLw, 7, -3, 0xfffe7f81},
};

/// Where stores go, and what was there before.
inline constexpr Word kTarget = kData + 0x3000;
inline constexpr std::array<Word, 3> kBefore{0x11223344, 0x55667788, 0x99aabbcc};

struct StoreCase {
    InsnId id;
    int base, imm;
    Word value;
    std::array<Word, 3> after;
};
inline constexpr StoreCase kStoreCases[] = {
    {InsnId::kSb, 0, -4, 0xffffff80, {0x11223380, 0x55667788, 0x99aabbcc}}, {InsnId::kSb, 0, -1, 0xffffff80, {0x80223344, 0x55667788, 0x99aabbcc}},
    {InsnId::kSb, 0, 0, 0xffffff80, {0x11223344, 0x55667780, 0x99aabbcc}},  {InsnId::kSb, 0, 1, 0xffffff80, {0x11223344, 0x55668088, 0x99aabbcc}},
    {InsnId::kSb, 0, 2, 0xffffff80, {0x11223344, 0x55807788, 0x99aabbcc}},  {InsnId::kSb, 0, 3, 0xffffff80, {0x11223344, 0x80667788, 0x99aabbcc}},
    {InsnId::kSb, 0, 4, 0x12345600, {0x11223344, 0x55667788, 0x99aabb00}},  {InsnId::kSb, 0, 7, 0x000000ff, {0x11223344, 0x55667788, 0xffaabbcc}},
    {InsnId::kSb, 2048, -2048, 0x0000007f, {0x11223344, 0x5566777f, 0x99aabbcc}}, {InsnId::kSb, -2047, 2047, 0, {0x11223344, 0x55667700, 0x99aabbcc}},
    {InsnId::kSh, 0, -4, 0x1234abcd, {0x1122abcd, 0x55667788, 0x99aabbcc}}, {InsnId::kSh, 0, -2, 0x1234abcd, {0xabcd3344, 0x55667788, 0x99aabbcc}},
    {InsnId::kSh, 0, 0, 0x1234abcd, {0x11223344, 0x5566abcd, 0x99aabbcc}},  {InsnId::kSh, 0, 2, 0x1234abcd, {0x11223344, 0xabcd7788, 0x99aabbcc}},
    {InsnId::kSh, 0, 4, 0xffff8000, {0x11223344, 0x55667788, 0x99aa8000}},  {InsnId::kSh, 0, 6, 0x00007fff, {0x11223344, 0x55667788, 0x7fffbbcc}},
    {InsnId::kSh, 2048, -2048, 0xffffffff, {0x11223344, 0x5566ffff, 0x99aabbcc}}, {InsnId::kSh, -2047, 2047, 0, {0x11223344, 0x55660000, 0x99aabbcc}},
    {InsnId::kSw, 0, -4, 0xdeadbeef, {0xdeadbeef, 0x55667788, 0x99aabbcc}}, {InsnId::kSw, 0, 0, 0xdeadbeef, {0x11223344, 0xdeadbeef, 0x99aabbcc}},
    {InsnId::kSw, 0, 4, 0xdeadbeef, {0x11223344, 0x55667788, 0xdeadbeef}},  {InsnId::kSw, 0, 0, 0x80000000, {0x11223344, 0x80000000, 0x99aabbcc}},
    {InsnId::kSw, 2048, -2048, 0x7fffffff, {0x11223344, 0x7fffffff, 0x99aabbcc}}, {InsnId::kSw, -2047, 2047, 0, {0x11223344, 0, 0x99aabbcc}},
    {InsnId::kSw, 7, -3, 0x00000001, {0x11223344, 0x55667788, 0x00000001}},
};

/// Traps, with the address as value, and nothing else happens.
struct MisalignedCase {
    InsnId id;
    int base, imm;
};
inline constexpr MisalignedCase kMisalignedCases[] = {
    {InsnId::kLh, 0, 1},  {InsnId::kLh, 1, 0},  {InsnId::kLh, 0, 3},  {InsnId::kLh, 2, -3}, {InsnId::kLhu, 0, 1}, {InsnId::kLhu, 3, 0}, {InsnId::kLhu, 2, -1},
    {InsnId::kLw, 0, 1},  {InsnId::kLw, 2, 0},  {InsnId::kLw, 0, 3},  {InsnId::kLw, 1, 0},  {InsnId::kLw, 4, -2}, {InsnId::kSh, 0, 1},  {InsnId::kSh, 3, 0},
    {InsnId::kSh, 2, -1}, {InsnId::kSw, 0, 1},  {InsnId::kSw, 2, 0},  {InsnId::kSw, 3, 0},  {InsnId::kSw, 4, -3},
};

}  // namespace anel::tests::conformance
