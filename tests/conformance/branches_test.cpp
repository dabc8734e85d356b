// beq, bne, blt, bge, bltu and bgeu.
#include "tests/conformance/branch_cases.hpp"
#include "tests/conformance/machine.hpp"

using namespace anel::tests::conformance;
using anel::spec::TrapCause;

namespace {

std::string text_of(InsnId id, const BranchCase& one) { return name_of(id) + " " + hex(one.a) + ", " + hex(one.b); }

/// x14 becomes 2 where the branch is taken, 7 where it is not.
void forward(Program& program, Word branch_over_two, bool taken, const std::string& text) {
    program.put(branch_over_two);
    program.put(addi(14, 14, 1));
    program.put(addi(14, 14, 4));
    program.put(addi(14, 14, 2));
    program.expect(14, taken ? 2 : 7, text);
}

/// A condition that always holds, and one that never does.
struct Sure {
    InsnId id;
    unsigned rs1, rs2;  ///< x5 is 1, x6 is -1
    bool taken;
};
constexpr Sure kSure[] = {
    {InsnId::kBeq, 0, 0, true},  {InsnId::kBne, 5, 0, true},  {InsnId::kBlt, 6, 5, true},  {InsnId::kBge, 5, 6, true},  {InsnId::kBltu, 5, 6, true},  {InsnId::kBgeu, 6, 5, true},
    {InsnId::kBeq, 5, 0, false}, {InsnId::kBne, 0, 0, false}, {InsnId::kBlt, 5, 6, false}, {InsnId::kBge, 6, 5, false}, {InsnId::kBltu, 6, 5, false}, {InsnId::kBgeu, 5, 6, false},
};

}  // namespace

TEMPLATE_LIST_TEST_CASE("branches are taken or not as they should be at every corner and distance", "", Models) {
    for (std::size_t which = 0; which < kBranches.size(); ++which) {
        const InsnId id = kBranches[which];
        Program program;
        for (const BranchCase& one : kBranchCases) {
            const bool taken = one.taken[which];
            program.li(5, one.a);
            program.li(6, one.b);
            for (const bool second_first : {false, true})
                for (const bool by_load : {false, true})
                    for (unsigned gap = 0; gap <= kMost; ++gap)
                        for (unsigned before = 0; before <= kMost; ++before) {
                            program.li(11, kGarbage);
                            program.li(12, kGarbage);
                            program.put(addi(14, 0, 0));
                            const unsigned first = second_first ? 1 : 0, last = 1 - first;
                            produce(program, 11 + first, 5 + first, by_load, 0);
                            program.nops(gap);
                            produce(program, 11 + last, 5 + last, by_load, 4);
                            program.nops(before);
                            forward(program, b_type(id, 11, 12, 12), taken, text_of(id, one) + ", gaps " + std::to_string(gap) + " and " + std::to_string(before));
                        }
            // Backward: over a landing place that lies before the branch.
            program.put(addi(14, 0, 0));
            program.put(jal(0, 12));
            program.put(addi(14, 14, 2));
            program.put(jal(0, 12));
            program.put(b_type(id, 5, 6, -8));
            program.put(addi(14, 14, 4));
            program.expect(14, taken ? 2 : 4, text_of(id, one) + ", backward");
            if (one.a == one.b) {
                program.put(addi(14, 0, 0));
                forward(program, b_type(id, 5, 5, 12), taken, text_of(id, one) + ", rs1 = rs2");
            }
            if (one.a == 0) {
                program.put(addi(14, 0, 0));
                forward(program, b_type(id, 0, 6, 12), taken, text_of(id, one) + ", rs1 = x0");
            }
            if (one.b == 0) {
                program.put(addi(14, 0, 0));
                forward(program, b_type(id, 5, 0, 12), taken, text_of(id, one) + ", rs2 = x0");
            }
            program.expect(5, one.a, text_of(id, one) + ": rs1 afterwards");
            program.expect(6, one.b, text_of(id, one) + ": rs2 afterwards");
        }
        program.end();
        verify<TestType>(program);
    }
}

TEMPLATE_LIST_TEST_CASE("branches reach from 4096 bytes back to 4092 forward, and a branch not taken goes to neither", "", Models) {
    for (const Sure& sure : kSure)
        for (const int offset : {-4096, -4092, 2044, 2048, 4092}) {
            Program program;
            constexpr Word kAt = kCode + 0x4000;
            program.li(5, 1);
            program.li(6, 0xffffffff);
            program.put(addi(14, 0, 0));
            program.put(jal(0, static_cast<int>(kAt - program.here())));
            program.org(kAt);
            program.put(b_type(sure.id, sure.rs1, sure.rs2, offset));
            program.put(addi(14, 0, 7));
            program.expect(14, sure.taken ? 9 : 7, name_of(sure.id) + " by " + std::to_string(offset));
            program.end();
            // The landing place comes back to behind the branch.
            program.org(kAt + static_cast<Word>(offset));
            program.put(addi(14, 0, 9));
            const Word here = program.here();
            program.put(jal(0, static_cast<int>(kAt + 8 - here)));
            verify<TestType>(program);
        }
}

TEMPLATE_LIST_TEST_CASE("a branch to a misaligned target traps with the target if it is taken, and does nothing if it is not", "", Models) {
    Program program;
    program.li(5, 1);
    program.li(6, 0xffffffff);
    for (const Sure& sure : kSure)
        for (const int offset : {2, 6, -2, -4094, 4094}) {
            const std::string text = name_of(sure.id) + " by " + std::to_string(offset);
            const Word word = b_type(sure.id, sure.rs1, sure.rs2, offset);
            program.put(addi(14, 0, 3));
            if (sure.taken) {
                const Word at = program.here() + 8;  // behind the two instructions that tell the handler where to go on
                program.put_trapping(word, TrapCause::kFetchMisaligned, at + static_cast<Word>(offset), text);
            } else {
                program.put(word);
            }
            program.put(addi(14, 14, 1));
            program.expect(14, 4, text);
            program.expect(5, 1, text + ": rs1 afterwards");
        }
    program.end();
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("a loop ends when its condition does, however often it went round, and one branch may change its mind each time", "", Models) {
    Program program;
    for (const int rounds : {1, 2, 3, 17, 1000}) {
        program.put(addi(5, 0, rounds));
        program.put(addi(14, 0, 0));
        program.put(addi(14, 14, 3));
        program.put(addi(5, 5, -1));
        program.put(b_type(InsnId::kBne, 5, 0, -8));
        program.expect(14, 3 * static_cast<Word>(rounds), std::to_string(rounds) + " rounds");
        program.expect(5, 0, "the counter");
    }
    // Of 16 rounds, 8 add 1 and 8 skip it.
    program.put(addi(5, 0, 16));
    program.put(addi(14, 0, 0));
    program.put(i_type(InsnId::kAndi, 6, 5, 1));
    program.put(b_type(InsnId::kBeq, 6, 0, 8));
    program.put(addi(14, 14, 1));
    program.put(addi(5, 5, -1));
    program.put(b_type(InsnId::kBlt, 0, 5, -16));
    program.expect(14, 8, "every other round");
    program.end();
    verify<TestType>(program);
}
