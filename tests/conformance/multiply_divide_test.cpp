// mul, mulh, mulhsu, mulhu, div, divu, rem and remu.
#include "tests/conformance/machine.hpp"
#include "tests/conformance/multiply_divide_cases.hpp"

using namespace anel::tests::conformance;

TEMPLATE_LIST_TEST_CASE("products, quotients and remainders are what the manual says in every arrangement of registers", "", Models) {
    verify<TestType>(straight(kMultiplyDivideCases));
}

TEMPLATE_LIST_TEST_CASE("quotient times divisor plus remainder is the dividend, one straight after the other", "", Models) {
    Program program;
    for (const Word a : {0x00000000U, 0x00000001U, 0x7fffffffU, 0x80000000U, 0xffffffffU, 0x12345678U})
        for (const Word b : {0x00000001U, 0x00000007U, 0x7fffffffU, 0x80000000U, 0xffffffffU})
            for (const bool is_signed : {false, true}) {
                program.li(5, a);
                program.li(6, b);
                program.put(r_type(is_signed ? InsnId::kDiv : InsnId::kDivu, 7, 5, 6));
                program.put(r_type(is_signed ? InsnId::kRem : InsnId::kRemu, 8, 5, 6));
                program.put(r_type(InsnId::kMul, 7, 7, 6));
                program.put(r_type(InsnId::kAdd, 7, 7, 8));
                program.expect(7, a, hex(a) + " by " + hex(b));
            }
    program.end();
    verify<TestType>(program);
}
