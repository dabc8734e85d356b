// Walks through tables made by hand, in one dimension and in two, and each way in which they end; and against the hardware's own.
#include "isa/paging/page_walk.hpp"

#include <cstring>
#include <vector>

#include "isa/debug/walk_text.hpp"
#include "isa/spec/csrs.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/random_tables.hpp"

using namespace anel;
using paging::PageWalk;
using paging::Tables;
using paging::Verdict;
using paging::walk_tables;

namespace {

constexpr std::uint32_t kBytes = 1U << 20;
constexpr std::uint32_t kTop = 0x10000, kLow = 0x11000, kNestedTop = 0x20000, kNestedLow = 0x21000;

struct Memory {
    std::vector<std::uint8_t> bytes = std::vector<std::uint8_t>(kBytes);
    void put(std::uint32_t at, std::uint32_t word) { std::memcpy(&bytes[at], &word, 4); }
};

}  // namespace

TEST_CASE("without paging an address is physical") {
    const Memory memory;
    const PageWalk walk = walk_tables(memory.bytes, {}, 0x12345);
    CHECK(walk.steps.empty());
    CHECK(walk.physical == 0x12345);
    CHECK(debug::walk_text(walk, Ring::k0) == "  paging is off: the address is physical\n  physical 0x00012345\n");
}

TEST_CASE("a walk of two levels names each entry") {
    Memory memory;
    memory.put(kTop + 4, kLow | 0x001);           // 0x00400000 on
    memory.put(kLow + 2 * 4, 0x00055000 | 0x073);  // V R, rings 0 to 3, A
    const PageWalk walk = walk_tables(memory.bytes, {true, kTop, {}}, 0x00402abc);
    REQUIRE(walk.steps.size() == 2);
    CHECK((walk.steps[0].level == 1 && walk.steps[0].at == kTop + 4 && walk.steps[0].verdict == Verdict::kTable));
    CHECK((walk.steps[1].level == 0 && walk.steps[1].at == kLow + 8 && walk.steps[1].value == 0x00055073 && walk.steps[1].verdict == Verdict::kLeaf));
    CHECK(walk.physical == 0x00055abc);
    CHECK_FALSE(walk.superpage);
    CHECK(debug::walk_text(walk, Ring::k3) ==
          "  level 1 for 0x00402abc: entry at 0x00010004 is 0x00011001: level-0 table at 0x00011000\n"
          "  level 0 for 0x00402abc: entry at 0x00011008 is 0x00055073: 4 KiB page at 0x00055000, R--, rings 0 to 3, A--\n"
          "  physical 0x00055abc; ring 3 may: read\n");
}

TEST_CASE("a superpage ends at its first level, and the ring decides who may what") {
    Memory memory;
    memory.put(kTop, 0x0000004f | 1U << 4);  // V R W X, rings 0 to 1, A, at 0
    const PageWalk walk = walk_tables(memory.bytes, {true, kTop, {}}, 0x0003f123);
    REQUIRE(walk.steps.size() == 1);
    CHECK(walk.superpage);
    CHECK(walk.physical == 0x0003f123);
    CHECK(debug::walk_text(walk, Ring::k1).ends_with("ring 1 may: read, write, execute\n"));
    CHECK(debug::walk_text(walk, Ring::k2).ends_with("ring 2 may: nothing\n"));
}

TEST_CASE("each way in which a walk does not get through has its verdict") {
    Memory memory;
    memory.put(kTop + 1 * 4, 0x0000000e);           // no V
    memory.put(kTop + 2 * 4, 0x00000005);           // W without R
    memory.put(kTop + 3 * 4, 0x00001003);           // a superpage that begins no superpage
    memory.put(kTop + 4 * 4, 0xfff00001);           // a table where there is no memory
    memory.put(kTop + 5 * 4, kLow | 1);             // a table whose entry is no leaf
    memory.put(kLow, 0x00022001);
    const auto end_of = [&](std::uint32_t address) {
        const PageWalk walk = walk_tables(memory.bytes, {true, kTop, {}}, address);
        CHECK_FALSE(walk.physical);
        CHECK(debug::walk_text(walk, Ring::k0).ends_with(" is not mapped\n"));
        return walk.steps.back().verdict;
    };
    CHECK(end_of(1U << 22) == Verdict::kNotValid);
    CHECK(end_of(2U << 22) == Verdict::kWriteWithoutRead);
    CHECK(end_of(3U << 22) == Verdict::kSuperpageBits);
    CHECK(end_of(4U << 22) == Verdict::kOutside);
    CHECK(end_of(5U << 22) == Verdict::kNoLeaf);
    CHECK(walk_tables(memory.bytes, {true, kBytes - 8, {}}, 0xffffffff).steps.back().verdict == Verdict::kOutside);
}

TEST_CASE("with nested tables every guest-physical address on the way is walked, too") {
    Memory memory;
    // Guest-physical pages 1, 2, 3 lie at 0x30000, 0x31000, 0x32000.
    memory.put(kNestedTop, kNestedLow | 1);
    memory.put(kNestedLow + 1 * 4, 0x00030000 | 0x4f);
    memory.put(kNestedLow + 2 * 4, 0x00031000 | 0x4f);
    memory.put(kNestedLow + 3 * 4, 0x00032000 | 0x43);  // V R, A
    memory.put(0x30000 + 4, 0x00002001);                // the guest's own: at guest-physical 0x1004, a table at 0x2000
    memory.put(0x31000 + 5 * 4, 0x00003000 | 0x37);     // V R W, rings 0 to 3, the page at 0x3000
    const Tables tables{true, 0x1000, kNestedTop};
    const PageWalk walk = walk_tables(memory.bytes, tables, 0x00405678);
    // Eight references, as the hardware makes them.
    REQUIRE(walk.steps.size() == 8);
    const std::uint32_t at[] = {kNestedTop, kNestedLow + 4, 0x1004, kNestedTop, kNestedLow + 8, 0x2014, kNestedTop, kNestedLow + 12};
    for (std::size_t i = 0; i < 8; ++i) {
        CHECK(walk.steps[i].at == at[i]);
        CHECK(walk.steps[i].nested == (i != 2 && i != 5));
    }
    CHECK(walk.guest_physical == 0x3678);
    CHECK(walk.physical == 0x32678);
    const std::string text = debug::walk_text(walk, Ring::k3);
    CHECK(text.find("    nested level 0 for 0x00001004: entry at 0x00021004 is 0x0003004f: 4 KiB page at 0x00030000, RWX, A--\n") != std::string::npos);
    CHECK(text.find("  level 1 for 0x00405678: entry at guest-physical 0x00001004 is 0x00002001: level-0 table at 0x00002000\n") != std::string::npos);
    // The guest lets its ring 3 write, the nested tables do not.
    CHECK(text.ends_with("  guest-physical 0x00003678\n  physical 0x00032678; ring 3 may: read\n"));
}

TEST_CASE("nested tables that do not lead to the guest's own say so") {
    Memory memory;
    memory.put(kNestedTop, kNestedLow | 1);
    const PageWalk walk = walk_tables(memory.bytes, {true, 0x1000, kNestedTop}, 0);
    CHECK(walk.steps.back().verdict == Verdict::kNestedStop);
    CHECK_FALSE(walk.physical);
    const PageWalk unpaged = walk_tables(memory.bytes, {false, 0, kNestedTop}, 0x5000);
    CHECK(unpaged.guest_physical == 0x5000);
    CHECK_FALSE(unpaged.physical);
}

TEST_CASE("memory is copied across pages, and all or nothing of it is there") {
    Memory memory;
    memory.put(kTop, kLow | 1);
    memory.put(kLow + 0, 0x00040000 | 0x3);
    memory.put(kLow + 4, 0x00050000 | 0x3);
    memory.put(0x40ffc, 0x04030201);
    memory.put(0x50000, 0x08070605);
    const Tables tables{true, kTop, {}};
    std::uint8_t bytes[8]{};
    CHECK(paging::read_virtual(memory.bytes, tables, 0xffc, bytes));
    CHECK((bytes[0] == 1 && bytes[3] == 4 && bytes[4] == 5 && bytes[7] == 8));
    CHECK_FALSE(paging::read_virtual(memory.bytes, tables, 0x1ffc, bytes));
    CHECK(paging::read_word(memory.bytes, tables, 0xffe) == 0x06050403U);
    CHECK_FALSE(paging::read_physical_word(memory.bytes, kBytes - 3));
    CHECK_FALSE(paging::read_physical_word(memory.bytes, 0xffffffff));
}

TEST_CASE("a walk comes to where the hardware's comes, through random tables") {
    std::mt19937 generator(20261);
    unsigned arrived = 0, arrived_nested = 0;
    for (int round = 0; round < 3000; ++round) {
        const bool nested = round % 2 != 0;
        const RandomTables random(generator, nested);
        const PageWalk walk = walk_tables(random.bytes, random.tables, random.address);
        bool any = false;
        for (const cpu::Access access : {cpu::Access::kRead, cpu::Access::kFetch}) {
            const cpu::Translation translation = random.by_hardware(access);
            if (translation.fault) continue;
            any = true;
            REQUIRE(walk.physical.has_value());
            CHECK(translation.physical == *walk.physical);
        }
        // Nested tables may refuse on the way what they would allow otherwise: a table that may be executed and not read.
        const std::uint32_t rights = walk.leaf.value_or(0) & walk.nested_leaf.value_or(0xffffffff);
        if (!nested && walk.physical) CHECK(any == ((rights & (spec::pte::kRead | spec::pte::kExecute)) != 0));
        arrived += any ? 1 : 0;
        arrived_nested += any && nested ? 1 : 0;
    }
    CHECK(arrived > 300);
    CHECK(arrived_nested > 20);
}
