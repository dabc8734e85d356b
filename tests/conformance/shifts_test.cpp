// slli, srli, srai, sll, srl and sra.
#include "tests/conformance/machine.hpp"
#include "tests/conformance/shift_cases.hpp"

using namespace anel::tests::conformance;

TEMPLATE_LIST_TEST_CASE("shifts by an immediate give what the manual says in every arrangement of registers", "", Models) {
    verify<TestType>(straight(kShiftImmediateCases));
}

TEMPLATE_LIST_TEST_CASE("shifts by a register use its low five bits and no others", "", Models) {
    verify<TestType>(straight(kShiftRegisterCases));
}
