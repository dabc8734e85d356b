// The forms that the tables of cases have, and how a case of two operands or of one becomes program text in every arrangement of registers and
// distances that forwarding could get wrong.
// Not here: the tables, each in a header of its own, so that coverage_test.cpp sees them all.
#pragma once

#include "tests/conformance/program.hpp"

namespace anel::tests::conformance {

/// rd = rs1 op rs2
struct RegisterCase {
    InsnId id;
    Word a, b, wanted;
};
/// rd = rs1 op imm
struct ImmediateCase {
    InsnId id;
    Word a;
    int imm;
    Word wanted;
};

inline std::string hex(Word value) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text = "0x";
    for (int shift = 28; shift >= 0; shift -= 4) text += kDigits[value >> shift & 15];
    return text;
}
inline std::string name_of(InsnId id) { return std::string(spec::row(id).mnemonic); }

inline constexpr unsigned kMost = 2;  ///< instructions between producer and consumer
inline constexpr Word kGarbage = 0x5eadbeef;

/// Puts `value` into `to`: from `from`, which has it already, or by a load.
inline void produce(Program& program, unsigned to, unsigned from, bool by_load, Word slot) {
    if (by_load) {
        program.li(9, kData + slot);
        program.put(s_type(InsnId::kSw, from, 9, 0));
        program.put(i_type(InsnId::kLw, to, 9, 0));
    } else {
        program.put(addi(to, from, 0));
    }
}

/// x5 = a, x6 = b; x11 and x12 are operands, x14 the result.
inline void add_case(Program& program, const RegisterCase& one) {
    const std::string text = name_of(one.id) + " " + hex(one.a) + ", " + hex(one.b);
    program.li(5, one.a);
    program.li(6, one.b);
    const auto op = [&](unsigned rd, unsigned rs1, unsigned rs2) { program.put(r_type(one.id, rd, rs1, rs2)); };
    // The operands' distances from the instruction, for each operand alone and for both in either order.
    for (unsigned fresh = 0; fresh < 4; ++fresh)
        for (const bool by_load : {false, true})
            for (unsigned gap = 0; gap <= kMost; ++gap) {
                const bool second_first = (fresh & 1) != 0, both = fresh >= 2;
                const unsigned first = second_first ? 1 : 0, last = 1 - first;
                program.put(addi(11 + first, 5 + first, 0));
                program.li(11 + last, kGarbage);
                if (both) {
                    program.li(11 + first, kGarbage);
                    produce(program, 11 + first, 5 + first, by_load, 0);
                    program.nops(gap);
                    produce(program, 11 + last, 5 + last, by_load, 4);
                } else {
                    produce(program, 11 + last, 5 + last, by_load, 0);
                    program.nops(gap);
                }
                op(14, 11, 12);
                program.expect(14, one.wanted, text + ", operands " + std::to_string(fresh) + (by_load ? " loaded" : " computed") + ", gap " + std::to_string(gap));
            }
    // The result's distance from who uses it.
    for (unsigned gap = 0; gap <= kMost; ++gap) {
        op(14, 5, 6);
        program.nops(gap);
        program.put(addi(15, 14, 0));
        program.expect(15, one.wanted, text + ", used after " + std::to_string(gap));
    }
    program.put(addi(11, 5, 0));
    op(11, 11, 6);
    program.expect(11, one.wanted, text + ", rd = rs1");
    program.put(addi(12, 6, 0));
    op(12, 5, 12);
    program.expect(12, one.wanted, text + ", rd = rs2");
    op(0, 5, 6);
    program.put(addi(14, 0, 0));
    program.expect(14, 0, text + ", rd = x0");
    program.expect(5, one.a, text + ": rs1 afterwards");
    program.expect(6, one.b, text + ": rs2 afterwards");
    if (one.a == one.b) {
        op(14, 5, 5);
        program.expect(14, one.wanted, text + ", rs1 = rs2");
        program.put(addi(11, 5, 0));
        op(11, 11, 11);
        program.expect(11, one.wanted, text + ", rd = rs1 = rs2");
    }
    if (one.a == 0) {
        op(14, 0, 6);
        program.expect(14, one.wanted, text + ", rs1 = x0");
    }
    if (one.b == 0) {
        op(14, 5, 0);
        program.expect(14, one.wanted, text + ", rs2 = x0");
    }
}

inline void add_case(Program& program, const ImmediateCase& one) {
    const std::string text = name_of(one.id) + " " + hex(one.a) + ", " + std::to_string(one.imm);
    const Word shamt = spec::row(one.id).syntax == spec::Syntax::kRdRs1Shift ? 0x1f : 0xfff;
    const auto op = [&](unsigned rd, unsigned rs1) { program.put(spec::row(one.id).match | rd << 7 | rs1 << 15 | (static_cast<Word>(one.imm) & shamt) << 20); };
    program.li(5, one.a);
    for (const bool by_load : {false, true})
        for (unsigned gap = 0; gap <= kMost; ++gap) {
            program.li(11, kGarbage);
            produce(program, 11, 5, by_load, 0);
            program.nops(gap);
            op(14, 11);
            program.expect(14, one.wanted, text + (by_load ? ", loaded" : ", computed") + ", gap " + std::to_string(gap));
        }
    for (unsigned gap = 0; gap <= kMost; ++gap) {
        op(14, 5);
        program.nops(gap);
        program.put(addi(15, 14, 0));
        program.expect(15, one.wanted, text + ", used after " + std::to_string(gap));
    }
    program.put(addi(11, 5, 0));
    op(11, 11);
    program.expect(11, one.wanted, text + ", rd = rs1");
    op(0, 5);
    program.put(addi(14, 0, 0));
    program.expect(14, 0, text + ", rd = x0");
    program.expect(5, one.a, text + ": rs1 afterwards");
    if (one.a == 0) {
        op(14, 0);
        program.expect(14, one.wanted, text + ", rs1 = x0");
    }
}

/// A whole table as one straight program.
template <class Cases>
Program straight(const Cases& cases) {
    Program program;
    for (const auto& one : cases) add_case(program, one);
    program.end();
    return program;
}

}  // namespace anel::tests::conformance
