// fence, fence.i with code that writes code, and the six CSR instructions.
#include "tests/conformance/machine.hpp"
#include "tests/conformance/system_cases.hpp"

using namespace anel::tests::conformance;

namespace {

bool immediate(InsnId id) { return id >= InsnId::kCsrrwi; }

/// x5 holds a word of code from here on, x6 where it goes.
void write_code(Program& program, Word address, Word word) {
    program.li(5, word);
    program.li(6, address);
    program.put(s_type(InsnId::kSw, 5, 6, 0));
}

}  // namespace

TEMPLATE_LIST_TEST_CASE("CSR instructions give the old value and leave the new one, whichever register is which", "", Models) {
    Program program;
    const auto set = [&program](Word value) {
        program.li(7, value);
        program.put(csr(InsnId::kCsrrw, 0, "scratch0", 7));
    };
    const auto expect_csr = [&program](Word value, const std::string& text) {
        program.put(csr(InsnId::kCsrrs, 13, "scratch0", 0));
        program.expect(13, value, text);
    };
    for (const CsrCase& one : kCsrCases) {
        const std::string text = name_of(one.id) + " " + hex(one.operand) + " on " + hex(one.before);
        const unsigned source = immediate(one.id) ? one.operand : 11;
        for (unsigned gap = 0; gap <= kMost; ++gap) {
            set(one.before);
            program.li(5, one.operand);
            program.li(11, kGarbage);
            program.put(addi(11, 5, 0));
            program.nops(gap);
            program.put(csr(one.id, 14, "scratch0", source));
            program.nops(gap);
            program.put(addi(15, 14, 0));
            program.expect(15, one.before, text + ", gap " + std::to_string(gap));
            expect_csr(one.after, text);
        }
        set(one.before);
        program.put(csr(one.id, 0, "scratch0", source));
        program.put(addi(15, 0, 0));
        program.expect(15, 0, text + ", rd = x0");
        expect_csr(one.after, text + ", rd = x0");
        if (immediate(one.id)) continue;
        set(one.before);
        program.put(csr(one.id, 11, "scratch0", 11));
        program.expect(11, one.before, text + ", rd = rs1");
        expect_csr(one.after, text + ", rd = rs1");
    }
    program.end();
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("fences change nothing but time, whatever their reserved fields hold", "", Models) {
    Program program;
    program.li(5, 0x12345678);
    program.li(6, kData);
    program.put(addi(15, 0, 15));
    for (const FenceCase& one : kFenceCases) {
        program.put(s_type(InsnId::kSw, 5, 6, 0));
        program.put(one.word);
        program.put(i_type(InsnId::kLw, 14, 6, 0));
        program.expect(14, 0x12345678, "a store and a load around " + hex(one.word));
        program.expect(15, 15, "x15 after " + hex(one.word));
        program.put(addi(5, 5, 0));
    }
    program.end();
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("code that was written just now is what executes, behind fence.i and, on this machine, without", "", Models) {
    for (const bool fenced : {false, true})
        for (unsigned gap = 0; gap <= 20; ++gap) {
            Program program;
            const Word target = program.here() + 4 * (5 + (fenced ? 1 : 0) + gap);
            write_code(program, target, addi(14, 0, 2));
            if (fenced) program.put(plain(InsnId::kFenceI));
            program.nops(gap);
            program.put(addi(14, 0, 1));
            program.expect(14, 2, "the new instruction, gap " + std::to_string(gap));
            program.end();
            program.expect_memory(target, addi(14, 0, 2), "the written word");
            verify<TestType>(program);
        }
}

TEMPLATE_LIST_TEST_CASE("a function that has been executed and is rewritten is executed as rewritten, as often as that happens", "", Models) {
    constexpr Word kFunction = kCode + 0x2000;
    for (const bool fenced : {false, true}) {
        Program program;
        const auto call = [&program](Word wanted, const std::string& text) {
            program.put(jal(1, static_cast<int>(kFunction - program.here())));
            program.expect(14, wanted, text);
        };
        const auto fence = [&] {
            if (fenced) program.put(plain(InsnId::kFenceI));
        };
        call(1, "as it was");
        call(1, "as it was, again");
        for (int value = 2; value < 12; ++value) {
            write_code(program, kFunction, addi(14, 0, value));
            fence();
            call(static_cast<Word>(value), "rewritten to " + std::to_string(value));
            call(static_cast<Word>(value), "rewritten to " + std::to_string(value) + ", again");
        }
        // By a byte and by a halfword: bits 31 to 20 of the word are the immediate, 11 now.
        program.li(6, kFunction);
        program.put(addi(5, 0, 0x01));
        program.put(s_type(InsnId::kSb, 5, 6, 3));
        fence();
        call(27, "a byte rewritten");  // 0x00b -> 0x01b
        program.li(5, 0x07f0);
        program.put(s_type(InsnId::kSh, 5, 6, 2));
        fence();
        call(127, "a halfword rewritten");
        // The return moves one word further, so that what was behind the function belongs to it.
        write_code(program, kFunction + 8, addi(14, 14, 1000));
        program.li(5, jalr(0, 1, 0));
        program.put(s_type(InsnId::kSw, 5, 6, 4));  // x6 is kFunction + 8
        write_code(program, kFunction + 4, kNop);
        fence();
        call(1127, "longer than before");
        // And comes back.
        write_code(program, kFunction + 4, jalr(0, 1, 0));
        fence();
        call(127, "as short as before");
        program.end();
        program.org(kFunction);
        program.put(addi(14, 0, 1));
        program.put(jalr(0, 1, 0));
        verify<TestType>(program);
    }
}

TEMPLATE_LIST_TEST_CASE("a loop that rewrites its own next instruction each time round executes what it wrote", "", Models) {
    for (const bool fenced : {false, true}) {
        Program program;
        program.li(5, addi(14, 14, 0));
        program.li(8, 0x00100000);  // one more in the immediate
        program.put(addi(7, 0, 5));
        program.put(addi(14, 0, 0));
        const Word loop = program.here() + 8;
        program.li(6, loop + (fenced ? 12 : 8));
        program.put(r_type(InsnId::kAdd, 5, 5, 8));
        program.put(s_type(InsnId::kSw, 5, 6, 0));
        if (fenced) program.put(plain(InsnId::kFenceI));
        program.put(plain(InsnId::kEbreak));  // never executed as it stands here
        program.put(addi(7, 7, -1));
        program.put(b_type(InsnId::kBne, 7, 0, static_cast<int>(loop - program.here())));
        program.expect(14, 15, "1 + 2 + 3 + 4 + 5");
        program.end();
        verify<TestType>(program);
    }
}

TEMPLATE_LIST_TEST_CASE("data beside code, in one line of a cache and in one page, may be written without harm to the code", "", Models) {
    Program program;
    constexpr Word kCounter = kCode + 16;
    program.put(addi(7, 0, 50));
    program.li(6, kCounter);
    program.put(jal(0, 8));
    program.put(0);  // the counter: no instruction
    program.put(i_type(InsnId::kLw, 14, 6, 0));
    program.put(addi(14, 14, 1));
    program.put(s_type(InsnId::kSw, 14, 6, 0));
    program.put(addi(7, 7, -1));
    program.put(b_type(InsnId::kBne, 7, 0, -16));
    program.expect(14, 50, "a counter between instructions");
    program.end();
    program.expect_memory(kCounter, 50, "the counter");
    verify<TestType>(program);
}
