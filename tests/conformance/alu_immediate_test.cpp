// addi, slti, sltiu, xori, ori, andi, lui and auipc.
#include "tests/conformance/alu_immediate_cases.hpp"
#include "tests/conformance/machine.hpp"

using namespace anel::tests::conformance;

TEMPLATE_LIST_TEST_CASE("instructions with an immediate give what the manual says in every arrangement of registers", "", Models) {
    verify<TestType>(straight(kAluImmediateCases));
}

TEMPLATE_LIST_TEST_CASE("lui and auipc fill the upper twenty bits and leave the lower twelve alone", "", Models) {
    for (const UpperCase& one : kUpperCases) {
        const std::string text = name_of(one.id) + " " + hex(one.imm20);
        Program program;
        program.put(u_type(one.id, 14, one.imm20));
        program.expect(14, one.wanted, text);
        for (unsigned gap = 0; gap <= kMost; ++gap) {
            program.li(14, kGarbage);
            const Word moved = one.id == InsnId::kAuipc ? program.here() - kCode : 0;
            program.put(u_type(one.id, 14, one.imm20));
            program.nops(gap);
            program.put(addi(15, 14, 0));
            program.expect(15, one.wanted + moved, text + ", used after " + std::to_string(gap));
        }
        program.put(u_type(one.id, 0, one.imm20));
        program.put(addi(14, 0, 0));
        program.expect(14, 0, text + ", rd = x0");
        program.end();
        verify<TestType>(program);
    }
}

TEMPLATE_LIST_TEST_CASE("auipc with addi reaches every address around itself", "", Models) {
    Program program;
    program.org(0x00011ffc);  // the last word of a page
    program.put(u_type(InsnId::kAuipc, 14, 0));
    program.put(addi(14, 14, -4));
    program.expect(14, 0x00011ff8, "auipc at the end of a page");
    program.end();
    program.org(kCode);
    program.put(jal(0, 0x1ffc));
    verify<TestType>(program);
}
