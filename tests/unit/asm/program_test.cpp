// Sections, symbols, data, expressions and the ELF file around them.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/asm/asm_bench.hpp"
#include "tests/unit/catch.hpp"

namespace anel::assembler {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Words = std::vector<std::uint32_t>;

std::uint32_t symbol_of(const Assembled& program, std::string_view name) {
    for (const ImageSymbol& symbol : program.symbols)
        if (symbol.name == name) return symbol.value;
    FAIL("no symbol " << name);
    return 0;
}

std::uint32_t number_at(const Bytes& bytes, std::size_t at, unsigned size) {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < size; ++i) value |= std::uint32_t{bytes.at(at + i)} << (8 * i);
    return value;
}

}  // namespace

TEST_CASE("expressions follow C's precedences") {
    CHECK(words_of(".word 1 + 2 * 3, (1 + 2) * 3, 10 - 4 - 3, 7 / 2, -7 / 2, 7 % 4") == Words{7, 9, 3, 3, 0xfffffffd, 3});
    CHECK(words_of(".word 1 << 4 + 1, 1 | 6 & 3, 5 ^ 1 | 8, 0x80 >> 3, ~0, ~1 + 3, -~5, --5") ==
          Words{32, 3, 12, 16, 0xffffffff, 1, 6, 5});
    CHECK(words_of(".word 0b101, 017, 'A', '\\n', '\\\\', '\\x7f', 1 << 31") == Words{5, 15, 65, 10, 92, 127, 0x80000000});
    CHECK(words_of("a: .word b - a, ., b + 4\nb:") == Words{12, 0x00100004, 0x00100010});
}

TEST_CASE("numeric labels mean the nearest one in their direction") {
    CHECK(words_of("1: .word 1f, 1b\n1: .word 1b, 1b + 4\n2: .word 2b") == Words{0x00100008, 0x00100000, 0x00100008, 0x0010000c, 0x00100010});
}

TEST_CASE("data directives lay out little-endian bytes") {
    CHECK(bytes_of(".data\n.byte 1, -1, 'x'\n.half 0x1234\n.word 0x12345678", ".data") ==
          Bytes{1, 0xff, 'x', 0x34, 0x12, 0x78, 0x56, 0x34, 0x12});
    CHECK(bytes_of(".data\n.ascii \"a\", \"b\\n\"\n.asciz \"c\"\n.string \"\"", ".data") == Bytes{'a', 'b', 10, 'c', 0, 0});
    CHECK(bytes_of(".data\n.byte 1\n.align 2\n.byte 2\n.balign 8, 7\n.zero 2\n.space 1, 9", ".data") ==
          Bytes{1, 0, 0, 0, 2, 7, 7, 7, 0, 0, 9});
    CHECK(words_of("nop\n.balign 16\nret") == Words{0x13, 0x13, 0x13, 0x13, 0x8067});
}

TEST_CASE("sections follow one another on pages of their own, and .org puts them elsewhere") {
    const Assembled plain = assembled("nop\n.data\nd: .word 1\n.rodata\nr: .word 2\n.bss\nb: .space 8\n.section .extra\ne: .word 3");
    CHECK(symbol_of(plain, "r") == 0x00101000);
    CHECK(symbol_of(plain, "d") == 0x00102000);
    CHECK(symbol_of(plain, "b") == 0x00103000);
    CHECK(symbol_of(plain, "e") == 0x00104000);
    const Assembled moved = assembled(".org 0x1000\nnop\n.org 0x1010\nx: nop\n.data\n.org 0x8000\nd: .word x");
    CHECK(section_of(moved, ".text").address == 0x1000);
    CHECK(section_of(moved, ".text").size_bytes == 0x14);
    CHECK(symbol_of(moved, "d") == 0x8000);
    CHECK(moved.entry == 0x1000);
}

TEST_CASE("names may stand before their definition, and .set may change them") {
    CHECK(words_of(".word a\n.equ a, b + 1\n.equ b, c\n c = 5") == Words{6});
    CHECK(words_of(".set x, 1\n.word x\n.set x, x + 1\n.word x") == Words{1, 2});
    CHECK(words_of("nop\n.space end - begin\nbegin: nop\nnop\nend:").size() == 5);
}

TEST_CASE("the platform's constants are there by the names of target code") {
    CHECK(words_of(".word AR_PORT_POWER, AR_CAUSE_HCALL, AR_CSR_VECTOR0, AR_WORD_TRET, AR_BOOT_MAGIC") ==
          Words{0xf0, 9, 0x5c0, 0x0b, 0x4c454e41});
}

TEST_CASE("comments of all kinds and several statements in a line are understood") {
    CHECK(words_of("nop # one\n// two\n/* three\n nop */ nop; nop") == Words{0x13, 0x13, 0x13});
}

TEST_CASE("the entry is _start, or else the first byte of code") {
    CHECK(assembled("nop\n_start: nop").entry == 0x00100004);
    CHECK(assembled(".data\n.word 1\n.text\nnop").entry == 0x00100000);
}

TEST_CASE("every word knows the line it came from") {
    const Assembled program = assembled("nop\n\nli a0, 0x12345678\n");
    REQUIRE(program.lines.size() == 3);
    CHECK(program.lines[1].line == 3);
    CHECK(program.lines[2].address == 0x00100008);
    CHECK(program.lines[2].line == 3);
}

TEST_CASE("the ELF file is a RISC-V executable whose segments hold the sections") {
    const Assembled program = assembled(".globl _start\n_start: nop\n.data\n.byte 1, 2, 3\n.bss\n.space 100");
    const Bytes& elf = program.elf;
    REQUIRE(elf.size() > 52);
    CHECK(Bytes(elf.begin(), elf.begin() + 7) == Bytes{0x7f, 'E', 'L', 'F', 1, 1, 1});
    CHECK(number_at(elf, 16, 2) == 2);
    CHECK(number_at(elf, 18, 2) == 243);
    CHECK(number_at(elf, 24, 4) == 0x00100000);
    REQUIRE(number_at(elf, 44, 2) == 3);
    const std::size_t first = number_at(elf, 28, 4);
    const Words addresses{0x00100000, 0x00101000, 0x00102000}, in_file{4, 3, 0}, in_memory{4, 3, 100}, flags{5, 6, 6};
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t header = first + 32 * i;
        CHECK(number_at(elf, header, 4) == 1);
        CHECK(number_at(elf, header + 8, 4) == addresses[i]);
        CHECK(number_at(elf, header + 12, 4) == addresses[i]);
        CHECK(number_at(elf, header + 16, 4) == in_file[i]);
        CHECK(number_at(elf, header + 20, 4) == in_memory[i]);
        CHECK(number_at(elf, header + 24, 4) == flags[i]);
    }
    CHECK(number_at(elf, number_at(elf, first + 4, 4), 4) == 0x13);
    CHECK(number_at(elf, number_at(elf, first + 36, 4), 3) == 0x030201);
    // Sections: none, .text, .data, .bss, .symtab, .strtab, .shstrtab; one symbol, global, in .text.
    REQUIRE(number_at(elf, 48, 2) == 7);
    const std::size_t symtab = number_at(elf, 32, 4) + 40 * 4;
    CHECK(number_at(elf, symtab + 20, 4) == 32);
    CHECK(number_at(elf, symtab + 28, 4) == 1);
    const std::size_t symbol = number_at(elf, symtab + 16, 4) + 16;
    CHECK(number_at(elf, symbol + 4, 4) == 0x00100000);
    CHECK(number_at(elf, symbol + 12, 1) == 0x10);
    CHECK(number_at(elf, symbol + 14, 2) == 1);
}

}  // namespace anel::assembler
