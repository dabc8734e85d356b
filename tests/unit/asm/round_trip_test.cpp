// Disassembled and assembled again, every word is itself.
#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "isa/asm/disassemble.hpp"
#include "isa/spec/instructions.hpp"
#include "tests/unit/asm/asm_bench.hpp"
#include "tests/unit/catch.hpp"

namespace anel::assembler {
namespace {

constexpr std::uint32_t kStart = 0x00100000;

/// One text for all the words, which starts at kStart.
std::string text_of_words(const std::vector<std::uint32_t>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text += disassemble(words[i], kStart + 4 * static_cast<std::uint32_t>(i)) + "\n";
    return text;
}

void check_round_trip(const std::vector<std::uint32_t>& words) {
    const std::string text = text_of_words(words);
    const std::vector<std::uint32_t> again = words_of(text);
    REQUIRE(again.size() == words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        INFO(disassemble(words[i], kStart + 4 * static_cast<std::uint32_t>(i)));
        REQUIRE(again[i] == words[i]);
    }
}

}  // namespace

TEST_CASE("every row of the table comes back with any operands, under its own name") {
    std::mt19937 random(1);
    std::vector<std::uint32_t> words;
    for (const spec::Insn& insn : spec::kInsns) {
        for (int i = 0; i < 100; ++i) {
            const std::uint32_t word = insn.match | (static_cast<std::uint32_t>(random()) & ~insn.mask);
            words.push_back(word);
            const std::string text = disassemble(word, kStart);
            INFO(text);
            const bool named = text.substr(0, text.find(' ')) == insn.mnemonic;
            const bool fence = insn.id == spec::InsnId::kFence || insn.id == spec::InsnId::kFenceI;
            REQUIRE((named || (fence && text.starts_with(".word"))));
        }
    }
    check_round_trip(words);
}

TEST_CASE("any word comes back, instruction or not") {
    std::mt19937 random(2);
    std::vector<std::uint32_t> words;
    std::size_t instructions = 0;
    for (int i = 0; i < 20000; ++i) {
        // Half of them with an opcode that exists, or there would be few instructions among them.
        std::uint32_t word = static_cast<std::uint32_t>(random());
        if (i % 2 == 0) word = (word & ~spec::kMaskOpcode) | (spec::kInsns[random() % spec::kInsnCount].match & spec::kMaskOpcode);
        if (spec::identify(word) != spec::InsnId::kIllegal) ++instructions;
        words.push_back(word);
    }
    // Enough of them that the property is not about `.word` alone.
    CHECK(instructions > 4000);
    check_round_trip(words);
}

TEST_CASE("targets are absolute, and wrap around at the end of the address space") {
    CHECK(disassemble(0x0000006f, 0x00100010) == "jal zero, 0x00100010");
    CHECK(disassemble(0xffdff06f, 0) == "jal zero, 0xfffffffc");
    CHECK(disassemble(0x00000463, 0xfffffffc) == "beq zero, zero, 0x00000004");
}

TEST_CASE("registers have their ABI names, CSRs their own, and what is no instruction is a word") {
    CHECK(disassemble(0x5c051073, 0) == "csrrw zero, vector0, a0");
    CHECK(disassemble(0x12351073, 0) == "csrrw zero, 0x123, a0");
    CHECK(disassemble(0x00812403, 0) == "lw s0, 8(sp)");
    CHECK(disassemble(0x00000000, 0) == ".word 0x00000000");
    CHECK(disassemble(0x30200073, 0) == ".word 0x30200073");  // RISC-V's mret
    CHECK(disassemble(0x0330000f, 0) == "fence rw, rw");
    CHECK(disassemble(0x8330000f, 0) == ".word 0x8330000f  # fence rw, rw");
    CHECK(disassemble(0x0000000f, 0) == "fence 0, 0");
}

TEST_CASE("a listing shows symbols before what they name, and bytes that make no word") {
    const std::vector<std::uint8_t> bytes{0x13, 0, 0, 0, 0x67, 0x80, 0, 0, 0x7f};
    const std::vector<ImageSymbol> symbols{{"start", 0x1000, 0, true}, {"leave", 0x1004, 0, false}, {"SIZE", 0x1004, kAbsolute, false}};
    CHECK(listing(bytes, 0x1000, symbols) ==
          "00001000 <start>:\n"
          "00001000:  00000013  addi zero, zero, 0\n"
          "00001004 <leave>:\n"
          "00001004:  00008067  jalr zero, 0(ra)\n"
          "00001008:  7f        .byte 0x7f\n");
}

}  // namespace anel::assembler
