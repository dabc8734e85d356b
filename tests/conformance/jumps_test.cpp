// jal and jalr: where they go, what they leave behind, and what happens if they cannot.
#include "tests/conformance/cases.hpp"
#include "tests/conformance/machine.hpp"

using namespace anel::tests::conformance;
using anel::spec::TrapCause;

TEMPLATE_LIST_TEST_CASE("jal leaves the address behind itself in rd, and in x0 nothing", "", Models) {
    Program program;
    for (const unsigned rd : {0U, 1U, 5U, 14U, 25U})
        for (unsigned gap = 0; gap <= kMost; ++gap) {
            const std::string text = "jal x" + std::to_string(rd) + ", used after " + std::to_string(gap);
            program.li(15, kGarbage);
            const Word behind = program.here() + 4;
            program.put(jal(rd, 8));
            program.put(plain(InsnId::kEbreak));  // never comes to it
            program.nops(gap);
            program.put(addi(15, rd, 0));
            program.expect(15, rd == 0 ? 0 : behind, text);
        }
    // Backward, and on the spot behind itself.
    program.put(jal(0, 12));
    program.put(addi(14, 0, 5));
    program.put(jal(0, 8));
    program.put(jal(0, -8));
    program.expect(14, 5, "jal backward");
    program.put(jal(14, 4));
    const Word here = program.here();
    program.expect(14, here, "jal to the next instruction");
    program.end();
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("jal reaches from 1 MiB back to 1 MiB less four bytes forward", "", Models) {
    struct Reach {
        Word from;
        int offset;
        Word to;
    };
    for (const Reach& reach : {Reach{0x00080000, 0x000ffffc, 0x0017fffc}, Reach{0x00180000, -0x00100000, 0x00080000}, Reach{0x00180000, -0x000ffffc, 0x00080004},
                               Reach{0x00080000, 0x00000800, 0x00080800}, Reach{0x00080000, 0x00001000, 0x00081000}, Reach{0x00080000, -0x00000804, 0x0007f7fc},
                               Reach{0x00080000, 0x000ff800, 0x0017f800}}) {
        Program program;
        program.li(5, reach.from);
        program.put(jalr(0, 5, 0));
        program.org(reach.from);
        program.put(jal(14, reach.offset));
        program.org(reach.to);
        program.expect(14, reach.from + 4, "jal by " + std::to_string(reach.offset));
        program.end();
        verify<TestType>(program);
    }
}

TEMPLATE_LIST_TEST_CASE("jalr goes to base plus immediate with bit 0 cleared, at every distance from what makes the base", "", Models) {
    Program program;
    for (const int imm : {0, 1, 4, 5, -4, -3, 2047, 2044, -2048, -2047})
        for (const bool by_load : {false, true})
            for (unsigned gap = 0; gap <= kMost; ++gap)
                for (const unsigned rd : {14U, 11U, 0U}) {
                    const std::string text = "jalr x" + std::to_string(rd) + ", " + std::to_string(imm) + (by_load ? ", base loaded" : ", base computed") + ", gap " + std::to_string(gap);
                    // Always three words behind the jump; how many are before it depends on how the base comes.
                    const Word jump_at = program.here() + 4 * (2 + 2 + (by_load ? 4 : 1) + gap);
                    const Word target = jump_at + 12;
                    program.li(5, target - static_cast<Word>(imm & ~1));
                    program.li(11, kGarbage);
                    produce(program, 11, 5, by_load, 0);
                    program.nops(gap);
                    program.put(jalr(rd, 11, imm));
                    program.put(plain(InsnId::kEbreak));
                    program.put(plain(InsnId::kEbreak));
                    program.put(addi(15, rd, 0));
                    program.expect(15, rd == 0 ? 0 : jump_at + 4, text);
                    program.expect(11, rd == 11 ? jump_at + 4 : target - static_cast<Word>(imm & ~1), text + ": rs1 afterwards");
                }
    program.end();
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("an odd base and an odd immediate make an even target, and x0 is a base like any other", "", Models) {
    Program program;
    const Word first = program.here() + 8;
    program.li(5, first + 7);        // + 5 = first + 12
    program.put(jalr(14, 5, 5));     // at first
    program.put(plain(InsnId::kEbreak));
    program.put(plain(InsnId::kEbreak));
    program.expect(14, first + 4, "an odd base with an odd immediate");
    program.put(jalr(14, 0, 0x7f0));
    const Word behind = program.here();
    program.expect(14, behind, "jalr from x0");
    program.end();
    program.org(0x7f0);
    program.put(jalr(0, 14, 0));
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("a call returns to behind itself, three levels deep and a hundred times over", "", Models) {
    Program program;
    constexpr Word kOuter = kCode + 0x1000, kMiddle = kCode + 0x2000, kInner = kCode + 0x3000;
    const auto call = [&program](unsigned link, Word target) { program.put(jal(link, static_cast<int>(target - program.here()))); };
    program.put(addi(14, 0, 0));
    program.put(addi(5, 0, 100));
    call(1, kOuter);
    program.put(addi(5, 5, -1));
    program.put(b_type(InsnId::kBne, 5, 0, -8));
    program.expect(14, 700, "a hundred calls");  // 1 + 2 + 4 each
    program.end();
    program.org(kOuter);
    program.put(addi(14, 14, 1));
    call(2, kMiddle);
    program.put(jalr(0, 1, 0));
    program.org(kMiddle);
    program.put(addi(14, 14, 2));
    call(3, kInner);
    program.put(jalr(0, 2, 0));
    program.org(kInner);
    program.put(addi(14, 14, 4));
    program.put(jalr(0, 3, 0));
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("a jump to a misaligned target traps with the target and leaves the link register alone", "", Models) {
    Program program;
    for (const unsigned rd : {0U, 14U}) {
        for (const int offset : {2, 6, -2, -6, 0x000ffffe, -0x000ffffe}) {
            program.li(14, kGarbage);
            const Word at = program.here() + 8;
            program.put_trapping(jal(rd, offset), TrapCause::kFetchMisaligned, at + static_cast<Word>(offset), "jal by " + std::to_string(offset));
            program.expect(14, kGarbage, "link after jal by " + std::to_string(offset));
        }
        for (const int imm : {2, 3, -2, -1, 2046, -2046}) {
            program.li(14, kGarbage);
            program.li(5, 0x00012000);
            const Word target = 0x00012000 + static_cast<Word>(imm & ~1);
            program.put_trapping(jalr(rd, 5, imm), TrapCause::kFetchMisaligned, target, "jalr by " + std::to_string(imm));
            program.expect(14, kGarbage, "link after jalr by " + std::to_string(imm));
            program.put_trapping(jalr(5, 5, imm), TrapCause::kFetchMisaligned, target, "jalr with rd = rs1 by " + std::to_string(imm));
            program.expect(5, 0x00012000, "rd = rs1 after jalr by " + std::to_string(imm));
        }
    }
    program.end();
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("a jump to where no memory is succeeds, with its link, and the fetch there traps", "", Models) {
    Program program;
    for (const Word target : {0x00400000U, 0x80000000U, 0xfffffffcU}) {
        program.li(5, target);
        program.li(kResume, program.here() + 12);
        const Word behind = program.here() + 4;
        program.put(jalr(14, 5, 0));
        program.expect_trap(TrapCause::kFetchAccess, target, target, "a fetch at " + hex(target));
        program.expect(14, behind, "the link of a jump to " + hex(target));
    }
    program.end();
    verify<TestType>(program);
}
