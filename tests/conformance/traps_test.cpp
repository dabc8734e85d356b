// What is no instruction traps as illegal with its word, and calls trap as calls; nothing else changes.
// The list of encodings stands here in the words of the manual's opcode map, not in those of isa/spec.
#include "tests/conformance/cases.hpp"
#include "tests/conformance/machine.hpp"

using namespace anel::tests::conformance;
using anel::spec::TrapCause;

namespace {

/// Is there an instruction of RV32IM, Zicsr or Zifencei with these fields? Of system instructions and this machine's own opcode, which are
/// listed one by one below, `kMaybe`.
enum class Known { kNo, kYes, kMaybe };
Known known(Word opcode, Word funct3, Word funct7) {
    const auto yes = [](bool it_is) { return it_is ? Known::kYes : Known::kNo; };
    switch (opcode) {
        case 0b0110111:
        case 0b0010111:
        case 0b1101111: return Known::kYes;
        case 0b1100111: return yes(funct3 == 0);
        case 0b1100011: return yes(funct3 != 2 && funct3 != 3);
        case 0b0000011: return yes(funct3 != 3 && funct3 < 6);
        case 0b0100011: return yes(funct3 < 3);
        case 0b0010011: return yes(funct3 == 1 ? funct7 == 0 : funct3 == 5 ? funct7 == 0 || funct7 == 0x20 : true);
        case 0b0110011: return yes(funct7 == 0 || funct7 == 1 || (funct7 == 0x20 && (funct3 == 0 || funct3 == 5)));
        case 0b0001111: return yes(funct3 < 2);
        case 0b1110011:
        case 0b0001011: return Known::kMaybe;
        default: return Known::kNo;
    }
}

/// Fields beside opcode, funct3 and funct7 that no decoder should look at here.
constexpr Word kOtherFields = 3U << 7 | 4U << 15 | 5U << 20;

}  // namespace

TEMPLATE_LIST_TEST_CASE("every opcode, funct3 and funct7 that no instruction has traps as illegal with the word as value", "", Models) {
    for (Word funct7 = 0; funct7 < 128; ++funct7) {
        if (funct7 > 2 && funct7 != 0x10 && (funct7 & 0x1f) > 1 && funct7 != 0x7f) continue;
        Program program;
        program.li(3, kGarbage);
        for (Word opcode = 0; opcode < 128; ++opcode)
            for (Word funct3 = 0; funct3 < 8; ++funct3) {
                const Word word = opcode | funct3 << 12 | funct7 << 25 | kOtherFields;
                if (known(opcode, funct3, funct7) == Known::kNo) program.put_trapping(word, TrapCause::kIllegal, word, hex(word));
            }
        program.expect(3, kGarbage, "rd of what is no instruction");
        program.end();
        verify<TestType>(program);
    }
}

TEMPLATE_LIST_TEST_CASE("words that other RISC-V machines know, and this one does not, trap as illegal", "", Models) {
    const Word words[] = {
        0x00000000, 0xffffffff, 0x00000001, 0x00004501, 0x0000952e, 0x45014501, 0x80828082, 0x00010001,  // none, all, and compressed ones
        0x0000001b, 0x0000003b, 0x02001013, 0x02005013, 0x42005013, 0x00003003, 0x00006003, 0x00003023,  // of 64 bits
        0x00002007, 0x00002027, 0x00000043, 0x00000053, 0x1000202f, 0x0000202f, 0x1800202f, 0x00000057,  // float, atomic, vector
        0x00200073, 0x10200073, 0x30200073, 0x12000073, 0x7b200073, 0x00300073, 0x10400073, 0x00004073,  // other machines' privileged ones
        0x000000f3, 0x00008073, 0x001000f3, 0x00108073, 0x10508073, 0x105000f3,                          // calls and waits with operands
        0x7c5010f3, 0x7c502073, 0x300022f3, 0x342022f3, 0xc8300073,                                      // CSRs that there are not
        0x0000700b, 0x0080000b, 0x0000008b, 0x0200100b, 0x0200400b, 0x0000002b, 0x0000005b, 0x0000007b,  // custom opcodes
        0x0000002f, 0x0000200f, 0x0000700f, 0x20001033, 0x40001033, 0x40002033, 0x40007033, 0x04000033,
        0x0000006b, 0x00001067, 0x00007067, 0x00002063, 0x00003063, 0x00007003, 0x00007023, 0x60005013,
    };
    Program program;
    for (const Word word : words) program.put_trapping(word, TrapCause::kIllegal, word, hex(word));
    program.end();
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("an illegal instruction anywhere in a run of others keeps what came before it and lets nothing after it begin", "", Models) {
    Program program;
    for (unsigned before = 0; before <= 6; ++before) {
        program.li(14, 0);
        program.li(kResume, program.here() + 8 + 4 * before + 8);
        for (unsigned i = 0; i < before; ++i) program.put(addi(14, 14, 1));
        const Word at = program.here();
        program.expect_trap(TrapCause::kIllegal, 0xffffffff, at, "after " + std::to_string(before));
        program.put(0xffffffff);
        program.put(addi(14, 14, 100));  // the handler goes on behind it
        program.expect(14, before, "what came before, " + std::to_string(before));
    }
    program.end();
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("ebreak traps as a breakpoint with its own address and changes no register", "", Models) {
    Program program;
    for (unsigned reg = 1; reg < 26; ++reg) program.li(reg, 0x02020202 * reg);
    for (int round = 0; round < 3; ++round) {
        const Word at = program.here() + 8;
        program.put_trapping(plain(InsnId::kEbreak), TrapCause::kBreakpoint, at, "ebreak");
    }
    for (unsigned reg = 1; reg < 26; ++reg) program.expect(reg, 0x02020202 * reg, "x" + std::to_string(reg) + " after ebreak");
    program.end();
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("ecall traps as a call with value 0 and its own address, at once and after others", "", Models) {
    for (const unsigned before : {0U, 1U, 2U, 40U}) {
        Program program;
        program.nops(before);
        program.end();
        program.put(0xffffffff);  // never comes to it
        verify<TestType>(program);
    }
}

TEMPLATE_LIST_TEST_CASE("a CSR that is read-only traps on a write, and a trapped CSR instruction writes neither", "", Models) {
    Program program;
    program.li(5, 0xffffffff);
    for (const InsnId id : {InsnId::kCsrrw, InsnId::kCsrrs, InsnId::kCsrrc, InsnId::kCsrrwi, InsnId::kCsrrsi, InsnId::kCsrrci}) {
        program.li(14, kGarbage);
        const Word word = csr(id, 14, "ring", 5);
        program.put_trapping(word, TrapCause::kIllegal, word, name_of(id) + " of a read-only CSR");
        program.expect(14, kGarbage, name_of(id) + ": rd afterwards");
    }
    program.put(csr(InsnId::kCsrrs, 14, "ring", 0));
    program.expect(14, 0, "csrrs of x0 only reads");
    program.end();
    verify<TestType>(program);
}
