// Every comparison corner with what each of the six branches does there, by hand.
// Not here: distances and targets (branches_test.cpp), prediction (tests/unit/cpu/timing_test.cpp).
#pragma once

#include <array>

#include "tests/conformance/cases.hpp"

namespace anel::tests::conformance {

inline constexpr std::array<InsnId, 6> kBranches{InsnId::kBeq, InsnId::kBne, InsnId::kBlt, InsnId::kBge, InsnId::kBltu, InsnId::kBgeu};

struct BranchCase {
    Word a, b;
    std::array<bool, 6> taken;  ///< by kBranches
};
inline constexpr BranchCase kBranchCases[] = {
    //                        beq    bne    blt    bge    bltu   bgeu
    {0x00000000, 0x00000000, {true,  false, false, true,  false, true}},
    {0x00000001, 0x00000001, {true,  false, false, true,  false, true}},
    {0xffffffff, 0xffffffff, {true,  false, false, true,  false, true}},
    {0x80000000, 0x80000000, {true,  false, false, true,  false, true}},
    {0x7fffffff, 0x7fffffff, {true,  false, false, true,  false, true}},
    {0x00000000, 0x00000001, {false, true,  true,  false, true,  false}},
    {0x00000001, 0x00000000, {false, true,  false, true,  false, true}},
    {0xffffffff, 0x00000000, {false, true,  true,  false, false, true}},
    {0x00000000, 0xffffffff, {false, true,  false, true,  true,  false}},
    {0xffffffff, 0x00000001, {false, true,  true,  false, false, true}},
    {0x00000001, 0xffffffff, {false, true,  false, true,  true,  false}},
    {0x80000000, 0x7fffffff, {false, true,  true,  false, false, true}},
    {0x7fffffff, 0x80000000, {false, true,  false, true,  true,  false}},
    {0x80000000, 0x00000000, {false, true,  true,  false, false, true}},
    {0x00000000, 0x80000000, {false, true,  false, true,  true,  false}},
    {0x80000000, 0xffffffff, {false, true,  true,  false, true,  false}},
    {0xffffffff, 0x80000000, {false, true,  false, true,  false, true}},
    {0xfffffffe, 0xffffffff, {false, true,  true,  false, true,  false}},
    {0xffffffff, 0xfffffffe, {false, true,  false, true,  false, true}},
    {0x7fffffff, 0x7ffffffe, {false, true,  false, true,  false, true}},
    {0x0000007f, 0x00000080, {false, true,  true,  false, true,  false}},
    {0x00007fff, 0x00008000, {false, true,  true,  false, true,  false}},
    {0xffff8000, 0x00007fff, {false, true,  true,  false, false, true}},
    {0x00000001, 0x80000001, {false, true,  false, true,  true,  false}},
};

}  // namespace anel::tests::conformance
