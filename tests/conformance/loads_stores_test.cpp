// lb, lh, lw, lbu, lhu, sb, sh and sw.
#include "tests/conformance/load_store_cases.hpp"
#include "tests/conformance/machine.hpp"

using namespace anel::tests::conformance;
using anel::spec::TrapCause;

namespace {

Word from(Word address, int bytes) { return address + static_cast<Word>(bytes); }
std::string text_of(InsnId id, int base, int imm) { return name_of(id) + " " + std::to_string(imm) + "(base " + std::to_string(base) + ")"; }

void write_words(Program& program, Word address, const std::array<Word, 3>& words) {
    program.li(20, address);
    for (int i = 0; i < 3; ++i) {
        program.li(21, words[static_cast<std::size_t>(i)]);
        program.put(s_type(InsnId::kSw, 21, 20, 4 * i));
    }
}
void expect_words(Program& program, Word address, const std::array<Word, 3>& words, const std::string& text) {
    program.li(20, address);
    for (int i = 0; i < 3; ++i) {
        program.put(i_type(InsnId::kLw, 21, 20, 4 * i));
        program.expect(21, words[static_cast<std::size_t>(i)], text + ", word " + std::to_string(i));
    }
}

bool stores(InsnId id) { return id == InsnId::kSb || id == InsnId::kSh || id == InsnId::kSw; }

}  // namespace

TEMPLATE_LIST_TEST_CASE("loads extend as they should at every offset, in every arrangement of registers", "", Models) {
    Program program;
    for (std::size_t i = 0; i < 3; ++i) program.data(kKnown - 4 + 4 * static_cast<Word>(i), kKnownWords[i]);
    for (const LoadCase& one : kLoadCases) {
        const std::string text = text_of(one.id, one.base, one.imm);
        program.li(5, from(kKnown, one.base));
        for (const bool by_load : {false, true})
            for (unsigned gap = 0; gap <= kMost; ++gap) {
                program.li(11, kGarbage);
                produce(program, 11, 5, by_load, 0);
                program.nops(gap);
                program.put(i_type(one.id, 14, 11, one.imm));
                program.expect(14, one.wanted, text + (by_load ? ", base loaded" : ", base computed") + ", gap " + std::to_string(gap));
            }
        for (unsigned gap = 0; gap <= kMost; ++gap) {
            program.put(i_type(one.id, 14, 5, one.imm));
            program.nops(gap);
            program.put(addi(15, 14, 0));
            program.expect(15, one.wanted, text + ", used after " + std::to_string(gap));
        }
        program.put(addi(11, 5, 0));
        program.put(i_type(one.id, 11, 11, one.imm));
        program.expect(11, one.wanted, text + ", rd = rs1");
        program.put(i_type(one.id, 0, 5, one.imm));
        program.put(addi(14, 0, 0));
        program.expect(14, 0, text + ", rd = x0");
        program.expect(5, from(kKnown, one.base), text + ": rs1 afterwards");
    }
    program.end();
    for (std::size_t i = 0; i < 3; ++i) program.expect_memory(kKnown - 4 + 4 * static_cast<Word>(i), kKnownWords[i], "what was only read");
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("stores write their width and leave the neighbours alone, in every arrangement of registers", "", Models) {
    Program program;
    for (const StoreCase& one : kStoreCases) {
        const std::string text = text_of(one.id, one.base, one.imm);
        program.li(5, from(kTarget, one.base));
        program.li(6, one.value);
        for (const bool value_first : {false, true})
            for (const bool by_load : {false, true})
                for (unsigned gap = 0; gap <= kMost; ++gap)
                    for (unsigned before = 0; before <= kMost; ++before) {
                        write_words(program, kTarget - 4, kBefore);
                        program.li(11, kGarbage);
                        program.li(12, kGarbage);
                        const unsigned first = value_first ? 1 : 0, last = 1 - first;
                        produce(program, 11 + first, 5 + first, by_load, 0);
                        program.nops(gap);
                        produce(program, 11 + last, 5 + last, by_load, 4);
                        program.nops(before);
                        program.put(s_type(one.id, 12, 11, one.imm));
                        expect_words(program, kTarget - 4, one.after,
                                     text + (value_first ? ", value first" : ", base first") + ", gaps " + std::to_string(gap) + " and " + std::to_string(before));
                    }
        program.expect(5, from(kTarget, one.base), text + ": rs1 afterwards");
        program.expect(6, one.value, text + ": rs2 afterwards");
        if (one.value == 0) {
            write_words(program, kTarget - 4, kBefore);
            program.put(s_type(one.id, 0, 5, one.imm));
            expect_words(program, kTarget - 4, one.after, text + ", of x0");
        }
    }
    program.end();
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("a load sees what the store before it wrote, at every distance and in every width", "", Models) {
    struct Pair {
        InsnId store, load;
        int store_at, load_at;
        Word wanted;
    };
    // 0x8123fedc over 0x55667788
    const Pair pairs[] = {
        {InsnId::kSw, InsnId::kLw, 0, 0, 0x8123fedc},  {InsnId::kSw, InsnId::kLh, 0, 2, 0xffff8123},  {InsnId::kSw, InsnId::kLhu, 0, 0, 0x0000fedc},
        {InsnId::kSw, InsnId::kLb, 0, 3, 0xffffff81},  {InsnId::kSw, InsnId::kLbu, 0, 1, 0x000000fe}, {InsnId::kSh, InsnId::kLw, 0, 0, 0x5566fedc},
        {InsnId::kSh, InsnId::kLw, 2, 0, 0xfedc7788},  {InsnId::kSh, InsnId::kLh, 2, 2, 0xfffffedc},  {InsnId::kSh, InsnId::kLhu, 2, 0, 0x00007788},
        {InsnId::kSb, InsnId::kLw, 3, 0, 0xdc667788},  {InsnId::kSb, InsnId::kLw, 1, 0, 0x5566dc88},  {InsnId::kSb, InsnId::kLb, 2, 2, 0xffffffdc},
        {InsnId::kSb, InsnId::kLbu, 2, 2, 0x000000dc}, {InsnId::kSb, InsnId::kLhu, 0, 0, 0x000077dc},
    };
    Program program;
    for (const Pair& pair : pairs)
        for (unsigned gap = 0; gap <= kMost; ++gap) {
            write_words(program, kTarget - 4, kBefore);
            program.li(5, kTarget);
            program.li(6, 0x8123fedc);
            program.put(s_type(pair.store, 6, 5, pair.store_at));
            program.nops(gap);
            program.put(i_type(pair.load, 14, 5, pair.load_at));
            program.expect(14, pair.wanted, text_of(pair.store, 0, pair.store_at) + " then " + text_of(pair.load, 0, pair.load_at));
        }
    // A store of its own base, and a chain: what was loaded is stored, what was stored is an address.
    program.li(5, kTarget);
    program.put(s_type(InsnId::kSw, 5, 5, 0));
    program.put(i_type(InsnId::kLw, 6, 5, 0));
    program.put(s_type(InsnId::kSw, 6, 6, 4));
    program.put(i_type(InsnId::kLw, 7, 6, 4));
    program.put(i_type(InsnId::kLw, 7, 7, 0));
    program.expect(7, kTarget, "a chain of loads and stores");
    program.end();
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("addresses wrap at the end of the address space", "", Models) {
    Program program;
    program.data(4, 0x80402010);
    program.li(5, 0xffffffff);
    program.put(i_type(InsnId::kLw, 14, 5, 5));
    program.expect(14, 0x80402010, "lw 5(-1)");
    program.put(i_type(InsnId::kLw, 14, 0, 4));
    program.expect(14, 0x80402010, "lw 4(x0)");
    program.put(i_type(InsnId::kLbu, 14, 5, 8));
    program.expect(14, 0x80, "lbu 8(-1)");
    program.li(6, 0x00000804);
    program.put(i_type(InsnId::kLhu, 14, 6, -2048));
    program.expect(14, 0x2010, "lhu -2048(0x804)");
    program.put(s_type(InsnId::kSb, 0, 5, 6));
    program.end();
    program.expect_memory(4, 0x80400010, "sb 6(-1)");
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("a misaligned load or store traps with its address and changes neither register nor memory", "", Models) {
    Program program;
    write_words(program, kTarget - 4, kBefore);
    for (const MisalignedCase& one : kMisalignedCases) {
        const std::string text = text_of(one.id, one.base, one.imm);
        const Word base = from(kTarget, one.base), address = from(base, one.imm);
        program.li(5, base);
        if (stores(one.id)) {
            program.li(6, 0xa5a5a5a5);
            program.put_trapping(s_type(one.id, 6, 5, one.imm), TrapCause::kStoreMisaligned, address, text);
            program.put_trapping(s_type(one.id, 0, 5, one.imm), TrapCause::kStoreMisaligned, address, text + ", of x0");
        } else {
            program.li(14, kGarbage);
            program.put_trapping(i_type(one.id, 14, 5, one.imm), TrapCause::kLoadMisaligned, address, text);
            program.expect(14, kGarbage, text + ": rd afterwards");
            program.put_trapping(i_type(one.id, 5, 5, one.imm), TrapCause::kLoadMisaligned, address, text + ", rd = rs1");
            program.expect(5, base, text + ": rd = rs1 afterwards");
            program.put_trapping(i_type(one.id, 0, 5, one.imm), TrapCause::kLoadMisaligned, address, text + ", rd = x0");
        }
        expect_words(program, kTarget - 4, kBefore, text);
    }
    program.end();
    verify<TestType>(program);
}

TEMPLATE_LIST_TEST_CASE("where there is no memory, loads and stores of every width trap, and the last bytes of memory are there", "", Models) {
    Program program;
    constexpr Word kEnd = 0x00400000;
    program.li(5, kEnd);
    for (const InsnId id : {InsnId::kLb, InsnId::kLbu, InsnId::kLh, InsnId::kLhu, InsnId::kLw}) {
        for (const Word address : {kEnd, 0x80000000U, 0xfffffffcU}) {
            program.li(6, address);
            program.li(14, kGarbage);
            program.put_trapping(i_type(id, 14, 6, 0), TrapCause::kLoadAccess, address, name_of(id) + " at " + hex(address));
            program.expect(14, kGarbage, name_of(id) + ": rd afterwards");
            program.put_trapping(i_type(id, 0, 6, 0), TrapCause::kLoadAccess, address, name_of(id) + " to x0 at " + hex(address));
        }
        program.put(i_type(id, 14, 5, -4));
    }
    for (const InsnId id : {InsnId::kSb, InsnId::kSh, InsnId::kSw})
        for (const Word address : {kEnd, 0x80000000U, 0xfffffffcU}) {
            program.li(6, address);
            program.put_trapping(s_type(id, 6, 6, 0), TrapCause::kStoreAccess, address, name_of(id) + " at " + hex(address));
        }
    program.end();
    verify<TestType>(program);
}
