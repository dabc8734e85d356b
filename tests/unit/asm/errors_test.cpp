// What a person gets to read for a mistake: place, text, what was expected and what to do. And that nothing crashes.
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "tests/unit/asm/asm_bench.hpp"
#include "tests/unit/catch.hpp"

namespace anel::assembler {
namespace {

/// The message alone, without the lines that show the place.
std::string first_line_of(std::string_view text) {
    const std::string message = error_of(text);
    return message.substr(0, message.find('\n'));
}

}  // namespace

TEST_CASE("an error shows file, line, column, the line itself and a caret under the place") {
    CHECK(error_of("nop\n\taddi a0, a1, 5000 # too much\n") ==
          "t.s:2:15: error: 5000 is out of range: addi takes -2048 to 2047 here; load it with li first\n"
          "    \taddi a0, a1, 5000 # too much\n"
          "    \t             ^");
}

TEST_CASE("each mistake has its own message, at its own place") {
    CHECK(first_line_of("j nowhere") == "t.s:1:3: error: undefined symbol `nowhere`: define it as a label, `nowhere:`, or with .equ");
    CHECK(first_line_of("loop: j lop") == "t.s:1:9: error: undefined symbol `lop`: did you mean `loop`?");
    CHECK(first_line_of("j 1f") == "t.s:1:3: error: undefined local label `1f`: there is no `1:` below this line");
    CHECK(first_line_of("j 1b\n1:") == "t.s:1:3: error: undefined local label `1b`: there is no `1:` above this line");
    CHECK(first_line_of("a: nop\nb: nop\na: nop") == "t.s:3:1: error: `a` is already defined in line 1: choose another name");
    CHECK(first_line_of("add a0, a1") == "t.s:1:1: error: add with 2 operands: expected `add rd, rs1, rs2`");
    CHECK(first_line_of("jalr") == "t.s:1:1: error: jalr with 0 operands: expected `jalr rd, imm(rs1)` or `jalr rs` or `jalr rd, rs, imm12`");
    CHECK(first_line_of("add a0, a1, ") == "t.s:1:11: error: expected an operand after this comma");
    CHECK(first_line_of("add a0,, a1") == "t.s:1:8: error: expected an operand before this comma");
    CHECK(first_line_of("mv a0, b7") == "t.s:1:8: error: expected a register, found `b7`: the registers are zero, ra, sp, gp, tp, "
                                        "t0 to t6, s0 to s11, a0 to a7, and x0 to x31");
    CHECK(first_line_of("addi a0, a1, a2") == "t.s:1:14: error: expected a number, found register `a2`");
    CHECK(first_line_of("lw a0, 2048(a1)") == "t.s:1:8: error: 2048 is out of range: lw takes -2048 to 2047 here; compute the address with add first");
    CHECK(first_line_of("lw a0, a1") == "t.s:1:8: error: expected a number and a register in parentheses, as in `lw a0, 8(sp)`");
    CHECK(first_line_of("slli a0, a0, 32") == "t.s:1:14: error: 32 is out of range: slli takes 0 to 31 here");
    CHECK(first_line_of("li a0, 0x100000000") == "t.s:1:8: error: 0x100000000 does not fit in 32 bits: the largest number is 0xffffffff");
    CHECK(first_line_of("addd a0, a0, a0") == "t.s:1:1: error: unknown instruction `addd`: did you mean `add`?");
    CHECK(first_line_of("mret") == "t.s:1:1: error: unknown instruction `mret`: AR32 returns from traps with `tret`");
    CHECK(first_line_of(".macro m") == "t.s:1:1: error: unknown directive `.macro`: expected one of .text .data .rodata .bss .section .globl "
                                       ".align .balign .byte .half .word .ascii .asciz .space .org .equ .set .include .incbin (there are no macros)");
    CHECK(first_line_of(".byte 256") == "t.s:1:7: error: 256 does not fit: .byte takes -128 to 255");
    CHECK(first_line_of(".word 1/0") == "t.s:1:8: error: division by zero");
    CHECK(first_line_of(".word (1") == "t.s:1:9: error: expected `)` here");
    CHECK(first_line_of(".word 1 2") == "t.s:1:9: error: unexpected `2` after the expression: expected `,` or the end of the line");
    CHECK(first_line_of(".ascii \"abc") == "t.s:1:8: error: this string has no end: expected \" in the same line");
    CHECK(first_line_of("/* abc") == "t.s:1:1: error: this comment has no end: expected */");
    CHECK(first_line_of("nop `") == "t.s:1:5: error: unexpected character ```");
    CHECK(first_line_of("nop\n.globl main") == "t.s:2:8: error: undefined symbol `main`: .globl names it, and nothing defines it");
    CHECK(first_line_of("a0: nop") == "t.s:1:1: error: `a0` is a register and cannot be a label: choose another name");
    CHECK(first_line_of(".byte 1\nnop\n.text\n.byte 1\nnop") ==
          "t.s:2:1: error: an instruction at 0x00100001, which is no multiple of 4: put `.balign 4` before it");
    CHECK(first_line_of(".data\nnop") == "t.s:2:1: error: an instruction in section .data, which cannot be executed: put `.text` before it");
    CHECK(first_line_of(".bss\n.word 1") == "t.s:2:7: error: section .bss holds zeros only, and no file bytes: reserve room with .space, or use .data");
    CHECK(first_line_of("nop\nnop\n.org 0x100004") ==
          "t.s:3:6: error: .org 0x00100004 goes back: section .text is already at 0x00100008; use another .section for lower addresses");
    CHECK(first_line_of(".space 0x7fffffff") == "t.s:1:8: error: the program grows beyond 64 MiB with these 2147483647 bytes");
    CHECK(first_line_of(".equ AR_PORT_POWER, 1\nnop") == "t.s:1:6: error: `AR_PORT_POWER` is a constant of the platform: choose another name");
    CHECK(first_line_of(".data\n.org 0x100000\n.word 1\n.text\nnop") ==
          "t.s:4:1: error: section .text (0x00100000, 4 bytes) overlaps section .data at 0x00100000: give one of them another .org");
    CHECK(error_of("# nothing") == "t.s: error: the file holds no code and no data: expected at least one instruction");
}

TEST_CASE("a branch that does not reach says how far the target is and what to do instead") {
    CHECK(words_of("x: .space 4096\nbeq a0, a1, x").back() == 0x80b50063);
    CHECK(first_line_of("x: .space 4100\nbeq a0, a1, x") ==
          "t.s:2:13: error: target 0x00100000 is -4100 bytes away: beq reaches -4096 to 4094; branch around a `j` with the opposite condition");
    CHECK(first_line_of("j x\n.space 0x100000\nx: nop") ==
          "t.s:1:3: error: target 0x00200004 is 1048580 bytes away: jal reaches -1048576 to 1048574; use `call`, `tail`, or `la` and `jr`");
    CHECK(first_line_of("j 0x100003") == "t.s:1:3: error: target 0x00100003 is odd: instructions stand at multiples of 4");
}

TEST_CASE("all mistakes come at once, in the order of the text, up to twenty") {
    const std::string two = error_of("j b\nnop\nj a");
    CHECK(two.find("t.s:1:3: error: undefined symbol `b`") == 0);
    CHECK(two.find("\nt.s:3:3: error: undefined symbol `a`") != std::string::npos);
    std::string text;
    for (int i = 0; i < 30; ++i) text += "j nowhere\n";
    const std::string many = error_of(text);
    CHECK(many.find("t.s:20:3: error") != std::string::npos);
    CHECK(many.find("t.s:21:3: error") == std::string::npos);
    CHECK(many.ends_with("t.s: 10 more errors are not shown"));
}

TEST_CASE("no text makes the assembler crash") {
    std::mt19937 random(3);
    constexpr std::string_view kPieces[] = {
        "add", "li", "la", "a0", "sp", ",", "(", ")", "%hi", "%pcrel_lo", "1", "-", "~", "0x", "1b", "2f", "2:", "x:", "x", "=", ".word",
        ".space", ".org", ".align", ".section", ".bss", ".data", ".text", ".set", ".equ", ".ascii", "\"", "'", "\\", "\n", "\n", ";", "@",
        "0xffffffff", "<<", "/", "%", "/*", "*/", "#", ".", "$0", "fence", "iorw", "csrr", "vector0", "lw", "j", ".byte", "\x80", "call",
    };
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (std::size_t i = random() % 60; i > 0; --i) {
            text += kPieces[random() % std::size(kPieces)];
            if (random() % 2 == 0) text += ' ';
        }
        const Result<Assembled> result = assemble(text, "t.s");
        if (!result) REQUIRE(result.error().message.starts_with("t.s"));
    }
    for (int round = 0; round < 1000; ++round) {
        std::string text(random() % 200, '\0');
        for (char& c : text) c = static_cast<char>(random());
        const Result<Assembled> result = assemble(text, "t.s");
        if (!result) REQUIRE(result.error().message.starts_with("t.s"));
    }
}

TEST_CASE("deep nesting and long rows of signs are answered, not followed") {
    CHECK(first_line_of(".word " + std::string(100000, '(') + "1").find("nested too deeply") != std::string::npos);
    CHECK(bytes_of(".data\n.byte " + std::string(100001, '-') + "1", ".data") == std::vector<std::uint8_t>{0xff});
}

}  // namespace anel::assembler
