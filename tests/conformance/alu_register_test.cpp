// add, sub, slt, sltu, xor, or and and.
#include "tests/conformance/alu_register_cases.hpp"
#include "tests/conformance/machine.hpp"

using namespace anel::tests::conformance;

TEMPLATE_LIST_TEST_CASE("instructions of two registers give what the manual says in every arrangement of registers", "", Models) {
    verify<TestType>(straight(kAluRegisterCases));
}

TEMPLATE_LIST_TEST_CASE("every register but x0 holds what is written to it, as operand and as result", "", Models) {
    Program program;
    // x26 to x31 belong to the program's own lists.
    for (unsigned reg = 1; reg < 26; ++reg) program.li(reg, 0x01010101 * reg);
    for (unsigned reg = 1; reg < 26; ++reg) program.expect(reg, 0x01010101 * reg, "x" + std::to_string(reg));
    program.put(r_type(InsnId::kAdd, 0, 1, 2));
    for (unsigned reg = 1; reg < 26; ++reg) {
        program.put(r_type(InsnId::kAdd, reg, reg, 0));
        program.put(r_type(InsnId::kAdd, reg, 0, reg));
        program.expect(reg, 0x01010101 * reg, "x" + std::to_string(reg) + " + x0");
    }
    program.end();
    verify<TestType>(program);
}
