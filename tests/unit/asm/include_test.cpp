// Files that an assembly text names: what they add, what is said of them, and where that ends.
#include <map>
#include <string>
#include <string_view>

#include "tests/unit/asm/asm_bench.hpp"
#include "tests/unit/catch.hpp"

namespace anel::assembler {
namespace {

using Files = std::map<std::string, std::string>;

Result<Assembled> with(std::string_view text, const Files& files) { return assemble(text, "t.s", files_by_name(files)); }

std::vector<std::uint8_t> code_of(std::string_view text, const Files& files) {
    const Result<Assembled> program = with(text, files);
    if (!program) FAIL(program.error().message);
    return section_of(*program, ".text").bytes;
}

std::string complaint(std::string_view text, const Files& files) {
    const Result<Assembled> program = with(text, files);
    REQUIRE_FALSE(program);
    return program.error().message;
}

std::string first_line(const std::string& message) { return message.substr(0, message.find('\n')); }

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an included file is read as if it stood there: sections, symbols and numeric labels go on") {
    const Files files{{"a.s", "x: .byte 2\n1: .byte 1b - x\n.data\n.byte 9"}, {"lib/b.s", ".text\n.include \"c.s\"\n.byte 4"}, {"c.s", ".byte 3"}};
    const std::string_view text = "1: .byte 1, 1f - 1b\n.include \"a.s\"\n.byte 7\n.include \"lib/b.s\" # after\n.byte x - 0x100000";
    CHECK(code_of(text, files) == std::vector<std::uint8_t>{1, 3, 2, 1, 3, 4, 2});
    const Result<Assembled> program = with(text, files);
    CHECK(section_of(*program, ".data").bytes == std::vector<std::uint8_t>{9, 7});
}

TEST_CASE("a file may be included twice, and behind a label in its line") {
    CHECK(code_of("a: .include \"n.s\"\n.include \"n.s\"\n.byte a - 0x100000", {{"n.s", ".byte 5"}}) == std::vector<std::uint8_t>{5, 5, 0});
}

TEST_CASE("the line of every word carries its file") {
    const Result<Assembled> program = with("nop\n.include \"a.s\"\nnop", {{"a.s", "\n\nnop\n"}});
    REQUIRE(program);
    CHECK(program->files == std::vector<std::string>{"t.s", "a.s"});
    REQUIRE(program->lines.size() == 3);
    const std::vector<std::pair<std::uint32_t, std::uint32_t>> wanted{{0, 1}, {1, 3}, {0, 3}};
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(program->lines[i].address == 0x00100000 + 4 * i);
        CHECK(std::pair(program->lines[i].file, program->lines[i].line) == wanted[i]);
    }
}

TEST_CASE("an error in an included file is said with that file, its line, and who included it") {
    const Files files{{"a.s", "nop\n.include \"b.s\""}, {"b.s", "nop\n  frob a0"}};
    const std::string message = complaint("nop\nnop\n.include \"a.s\"\nbeq a0", files);
    CHECK(holds(message, "b.s:2:3: error: "));
    CHECK(holds(message, "\n      frob a0\n      ^\n    included by a.s:2\n    included by t.s:3"));
    CHECK(holds(message, "t.s:4:1: error: "));
    CHECK(message.find("t.s:4:1") < message.find("b.s:2:3"));
}

TEST_CASE("a name that is defined in two files is said with both") {
    CHECK(first_line(complaint("x: nop\n.include \"a.s\"", {{"a.s", "x: nop"}})) == "a.s:1:1: error: `x` is already defined in line 1 of t.s: choose another name");
}

TEST_CASE("a lexical error in an included file has its place") {
    CHECK(first_line(complaint(".include \"a.s\"", {{"a.s", "nop\n.asciz \"abc"}})) == "a.s:2:8: error: this string has no end: expected \" in the same line");
}

TEST_CASE(".incbin puts in a file's bytes, from `skip`, at most `count`") {
    const Files files{{"f.bin", std::string("\x01\x02\x00\xff\x05", 5)}};
    CHECK(code_of(".incbin \"f.bin\"", files) == std::vector<std::uint8_t>{1, 2, 0, 255, 5});
    CHECK(code_of(".incbin \"f.bin\", 2", files) == std::vector<std::uint8_t>{0, 255, 5});
    CHECK(code_of(".incbin \"f.bin\", n, n + 1\n.equ n, 1", files) == std::vector<std::uint8_t>{2, 0});
    CHECK(code_of("nop\n.incbin \"f.bin\", 5", files).size() == 4);
    CHECK(first_line(complaint(".incbin \"f.bin\", 6", files)) == "t.s:1:18: error: to skip 6 bytes, and the file has 5: expected 0 to 5");
    CHECK(first_line(complaint(".incbin \"f.bin\", 3, 3", files)) == "t.s:1:21: error: to take 3 bytes, and the file has 2 left: expected 0 to 2");
    CHECK(first_line(complaint(".incbin \"f.bin\", -1", files)) == "t.s:1:18: error: to skip -1 bytes, and the file has 5: expected 0 to 5");
}

TEST_CASE("what names a file wrongly is told how") {
    const Files files{{"a.s", "nop"}, {"b.s", "nop"}};
    CHECK(first_line(complaint(".include a.s", files)) == "t.s:1:10: error: expected the file's name in double quotes, as in `.include \"file\"`");
    CHECK(first_line(complaint(".include", files)) == "t.s:1:1: error: .include with 0 operands: expected `.include \"file\"`");
    CHECK(first_line(complaint(".incbin", files)) == "t.s:1:1: error: .incbin with 0 operands: expected `.incbin \"file\", skip, count`");
    CHECK(first_line(complaint(".include \"c.s\"", files)) == "t.s:1:10: error: there is no file `c.s` here: the files are `a.s`, `b.s`");
    CHECK(holds(error_of(".include \"c.s\""), "t.s:1:10: error: .include cannot name a file here"));
}

TEST_CASE("files by name reach no further than their names") {
    const Files files{{"a.s", "nop"}, {"..b/c.s", "nop"}};
    for (const char* const name : {"/etc/passwd", "/a.s"}) CHECK(holds(complaint(".incbin \"" + std::string(name) + "\"", files), "is an absolute path: name a file of this folder"));
    for (const char* const name : {"../a.s", "x/../a.s", "x/..", ".."}) CHECK(holds(complaint(".include \"" + std::string(name) + "\"", files), "leaves the folder by `..`"));
    CHECK(code_of(".include \"..b/c.s\"", files).size() == 4);
}

TEST_CASE("files that include one another in a ring, or too deep, are said as such") {
    const Files ring{{"a.s", ".include \"b.s\""}, {"b.s", "nop\n.include \"a.s\""}};
    CHECK(first_line(complaint(".include \"a.s\"", ring)) == "b.s:2:10: error: `a.s` is being read already: it would include itself for ever; take this .include away");
    CHECK(holds(complaint(".include \"t.s\"", {{"t.s", "nop"}}), "t.s:1:10: error: `t.s` is being read already"));
    Files chain{{"17.s", "nop"}};
    for (int i = 1; i < 17; ++i) chain[std::to_string(i) + ".s"] = ".include \"" + std::to_string(i + 1) + ".s\"";
    CHECK(code_of(".include \"2.s\"", chain).size() == 4);
    CHECK(first_line(complaint(".include \"1.s\"", chain)) == "16.s:1:10: error: files include one another more than 16 deep: put them in one");
}

TEST_CASE("files cannot be made to multiply beyond their bounds, nor a program beyond its own") {
    Files twice{{"20.s", "nop"}};
    for (int i = 1; i < 16; ++i) {
        const std::string next = ".include \"" + std::to_string(i + 1) + ".s\"\n";
        twice[std::to_string(i) + ".s"] = next + next;
    }
    twice["16.s"] = "nop\n";
    CHECK(holds(complaint(".include \"1.s\"", twice), "more than 1000 files are named: include each of them once"));
    const Files large{{"z", std::string(std::size_t{9} << 20, 'z')}};
    std::string bomb;
    for (int i = 0; i < 8; ++i) bomb += ".incbin \"z\", 0, 1\n";
    CHECK(holds(complaint(bomb, large), "the files that .incbin names hold more than 64 MiB together"));
    const Files text{{"t", std::string(std::size_t{3} << 20, '\n')}};
    CHECK(holds(complaint(".include \"t\"\nnop\n.include \"t\"", text), "t.s:3:10: error: the files that .include names hold more than 4 MiB together"));
    CHECK(holds(complaint(".incbin \"z\"\n.space 60 << 20", large), "t.s:2:8: error: the program grows beyond 64 MiB with these 62914560 bytes"));
    const Result<Assembled> smaller = assemble("nop\n.space 0x100000", "t.s", {}, 1);
    REQUIRE_FALSE(smaller);
    CHECK(first_line(smaller.error().message) == "t.s:2:8: error: the program grows beyond 1 MiB with these 1048576 bytes");
}

}  // namespace anel::assembler
