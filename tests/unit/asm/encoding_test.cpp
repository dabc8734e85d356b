// Encodings against words that llvm-mc 14 gave for the same text, and for the system half, worked out by hand.
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "isa/asm/operands.hpp"
#include "isa/spec/instructions.hpp"
#include "tests/unit/asm/asm_bench.hpp"
#include "tests/unit/catch.hpp"

namespace anel::assembler {
namespace {

struct Known {
    std::string_view text;
    std::uint32_t word;
};

constexpr Known kFromLlvm[] = {
    {"lui t3, 0xfffff", 0xfffffe37},
    {"auipc s11, 1", 0x00001d97},
    {"jalr a0, -2048(t6)", 0x800f8567},
    {"lb a0, -1(sp)", 0xfff10503},
    {"lh a1, 2047(gp)", 0x7ff19583},
    {"lw a2, 4(tp)", 0x00422603},
    {"lbu a3, 0(t0)", 0x0002c683},
    {"lhu a4, -2(s1)", 0xffe4d703},
    {"sb a5, -1(s0)", 0xfef40fa3},
    {"sh a6, 31(a0)", 0x01051fa3},
    {"sw a7, -2048(s2)", 0x81192023},
    {"addi s3, s4, 2047", 0x7ffa0993},
    {"slti s5, s6, -1", 0xfffb2a93},
    {"sltiu s7, s8, 1", 0x001c3b93},
    {"xori s9, s10, -256", 0xf00d4c93},
    {"ori s11, t3, 85", 0x055e6d93},
    {"andi t4, t5, 15", 0x00ff7e93},
    {"slli t6, ra, 31", 0x01f09f93},
    {"srli sp, gp, 1", 0x0011d113},
    {"srai tp, t0, 16", 0x4102d213},
    {"add t1, t2, s0", 0x00838333},
    {"sub s1, a0, a1", 0x40b504b3},
    {"sll a2, a3, a4", 0x00e69633},
    {"slt a5, a6, a7", 0x011827b3},
    {"sltu s2, s3, s4", 0x0149b933},
    {"xor s5, s6, s7", 0x017b4ab3},
    {"srl s8, s9, s10", 0x01acdc33},
    {"sra s11, t3, t4", 0x41de5db3},
    {"or t5, t6, zero", 0x000fef33},
    {"and ra, sp, gp", 0x003170b3},
    {"mul a0, a1, a2", 0x02c58533},
    {"mulh a3, a4, a5", 0x02f716b3},
    {"mulhsu a6, a7, s2", 0x0328a833},
    {"mulhu s3, s4, s5", 0x035a39b3},
    {"div s6, s7, s8", 0x038bcb33},
    {"divu s9, s10, s11", 0x03bd5cb3},
    {"rem t0, t1, t2", 0x027362b3},
    {"remu t3, t4, t5", 0x03eefe33},
    {"fence rw, w", 0x0310000f},
    {"fence.i", 0x0000100f},
    {"ecall", 0x00000073},
    {"ebreak", 0x00100073},
    {"wfi", 0x10500073},
    {"csrrw a0, 0x5c0, a1", 0x5c059573},
    {"csrrs a2, 0x7c0, a3", 0x7c06a673},
    {"csrrc a4, 0xc00, a5", 0xc007b773},
    {"csrrwi a6, 0x5c4, 31", 0x5c4fd873},
    {"csrrsi a7, 0x5c7, 1", 0x5c70e8f3},
    {"csrrci t0, 0x5c8, 0", 0x5c8072f3},
    {"mv a0, a1", 0x00058513},
    {"not a2, a3", 0xfff6c613},
    {"neg a4, a5", 0x40f00733},
    {"seqz a6, a7", 0x0018b813},
    {"snez s2, s3", 0x01303933},
    {"sltz s4, s5", 0x000aaa33},
    {"sgtz s6, s7", 0x01702b33},
    {"jr a0", 0x00050067},
    {"ret", 0x00008067},
    {"nop", 0x00000013},
};

constexpr Known kByHand[] = {
    {"tret", 0x0000000b},
    {"hcall", 0x0010000b},
    {"ei", 0x0020000b},
    {"di", 0x0030000b},
    {"tlbflush a0, a1", 0x00b5100b},
    {"tlbflush zero, zero", 0x0000100b},
    {"in a0, 16(zero)", 0x0100250b},
    {"out a1, 240(zero)", 0x0eb0380b},
    {"probe a0, a1, a2", 0x00c5c50b},
    {"csrw vector0, t0", 0x5c029073},
    {"csrr a0, pending2", 0x5e802573},
    {"csrs root, a0", 0x7c052073},
    {"csrc grant, a0", 0x7c153073},
    {"csrwi mark, 1", 0x8c00d073},
    {"csrsi status0, 1", 0x5c40e073},
    {"csrci status0, 1", 0x5c40f073},
    {"vmon", 0x0040000b},
    {"vmoff", 0x0050000b},
    {"vmenter a0, 16(a1)", 0x0105d50b},
    {"vmflush a0, a1", 0x00b5600b},
    {"rdcycle a0", 0xc0002573},
    {"rdcycleh a0", 0xc8002573},
    {"rdtime a0", 0xc0102573},
    {"rdtimeh a0", 0xc8102573},
    {"jalr a0", 0x000500e7},
    {"jalr a0, a1, 4", 0x00458567},
    {"fence", 0x0ff0000f},
};

}  // namespace

TEST_CASE("every unprivileged instruction has the encoding that llvm-mc gives it") {
    for (const Known& known : kFromLlvm) {
        INFO(known.text);
        CHECK(words_of(known.text) == std::vector{known.word});
    }
}

TEST_CASE("the system half and its pseudo-instructions have the encodings worked out by hand") {
    for (const Known& known : kByHand) {
        INFO(known.text);
        CHECK(words_of(known.text) == std::vector{known.word});
    }
}

TEST_CASE("branches and jumps, backwards and forwards, have the encodings that llvm-mc gives them") {
    const std::vector<std::uint32_t> words = words_of(
        "x:\n"
        "    jal ra, x\n"
        "    jal zero, x\n"
        "    beq a0, a1, x\n"
        "    bne t0, t1, x\n"
        "    blt s0, s1, x\n"
        "    bge a2, a3, x\n"
        "    bltu a4, a5, y\n"
        "    bgeu a6, a7, y\n"
        "    beqz a0, y\n"
        "    bnez a1, y\n"
        "    blez a2, y\n"
        "    bgez a3, y\n"
        "    bltz a4, y\n"
        "    bgtz a5, y\n"
        "    bgt a0, a1, y\n"
        "    ble a2, a3, y\n"
        "    bgtu a4, a5, y\n"
        "    bleu a6, a7, y\n"
        "    j y\n"
        "    jal y\n"
        "y:\n");
    const std::vector<std::uint32_t> expected{
        0x000000ef, 0xffdff06f, 0xfeb50ce3, 0xfe629ae3, 0xfe9448e3, 0xfed656e3, 0x02f76c63,
        0x03187a63, 0x02050863, 0x02059663, 0x02c05463, 0x0206d263, 0x02074063, 0x00f04e63,
        0x00a5cc63, 0x00c6da63, 0x00e7e863, 0x0108f663, 0x0080006f, 0x004000ef};
    CHECK(words == expected);
}

TEST_CASE("the known words name every row of the table except branches and jumps to labels") {
    std::set<spec::InsnId> seen;
    for (const Known& known : kFromLlvm) seen.insert(spec::identify(known.word));
    for (const Known& known : kByHand) seen.insert(spec::identify(known.word));
    for (const spec::Insn& insn : spec::kInsns) {
        if (insn.syntax == spec::Syntax::kBranch || insn.syntax == spec::Syntax::kRdJump) continue;
        INFO(insn.mnemonic);
        CHECK(seen.contains(insn.id));
    }
}

TEST_CASE("li takes as few instructions as the number allows, and always the right number") {
    CHECK(words_of("li a0, 2047") == std::vector<std::uint32_t>{0x7ff00513});
    CHECK(words_of("li a0, -2048") == std::vector<std::uint32_t>{0x80000513});
    CHECK(words_of("li a0, 0xffffffff") == std::vector<std::uint32_t>{0xfff00513});
    CHECK(words_of("li a0, 0x12345000") == std::vector<std::uint32_t>{0x12345537});
    CHECK(words_of("li a0, 2048") == std::vector<std::uint32_t>{0x00001537, 0x80050513});
    CHECK(words_of("li a0, 0x7fffffff") == std::vector<std::uint32_t>{0x80000537, 0xfff50513});
    CHECK(words_of("li a0, later\n.equ later, 1") == std::vector<std::uint32_t>{0x00000537, 0x00150513});
}

TEST_CASE("la, call and tail reach any address from where they stand") {
    // From 0x00100000: 0x00201800 is 0x101800 away, which rounds up to 0x102000 - 0x800.
    CHECK(words_of("la a0, far\n.equ far, 0x00201800") == std::vector<std::uint32_t>{0x00102517, 0x80050513});
    CHECK(words_of("call far\n.equ far, 0x00201800") == std::vector<std::uint32_t>{0x00102097, 0x800080e7});
    CHECK(words_of("tail far\n.equ far, 0x000ffffc") == std::vector<std::uint32_t>{0x00000317, 0xffc30067});
    CHECK(words_of("1: auipc a0, %pcrel_hi(far)\nlw a0, %pcrel_lo(1b)(a0)\n.equ far, 0x00100804") ==
          std::vector<std::uint32_t>{0x00001517, 0x80452503});
    CHECK(words_of("lui a0, %hi(far)\nsw a1, %lo(far)(a0)\n.equ far, 0x12345fff") ==
          std::vector<std::uint32_t>{0x12346537, 0xfeb52fa3});
}

}  // namespace anel::assembler
