// Each thing that can be wrong with an ELF file gets its own message.
#include "isa/machine/elf.hpp"

#include "isa/machine/files.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/elf_maker.hpp"

using namespace anel;
using namespace anel::machine;
using tests::ElfParts;
using tests::make_elf;

namespace {

std::string refusal(const std::string& file) {
    const auto image = parse_elf(bytes_of(file), "k.elf");
    REQUIRE_FALSE(image);
    return image.error().message;
}
std::string refusal(const ElfParts& parts) { return refusal(make_elf({0x6f}, parts)); }

}  // namespace

TEST_CASE("a right ELF file gives its segments, its entry and the zeros behind them") {
    ElfParts parts;
    parts.memory_more = 100;
    const auto image = parse_elf(bytes_of(make_elf({0x11223344, 0x55667788}, parts)), "k.elf");
    REQUIRE(image);
    REQUIRE(image->entry == 0x00100000);
    REQUIRE(image->segments.size() == 1);
    REQUIRE(image->segments[0].paddr == 0x00100000);
    REQUIRE(image->segments[0].memory_bytes == 108);
    REQUIRE(image->segments[0].bytes == std::vector<std::uint8_t>{0x44, 0x33, 0x22, 0x11, 0x88, 0x77, 0x66, 0x55});
}

TEST_CASE("what is not an ELF file says so") {
    REQUIRE(refusal(std::string("#!/bin/sh\n")).starts_with("k.elf: is not an ELF file (it does not begin with 7f 45 4c 46); build it with"));
    REQUIRE(refusal(std::string()).starts_with("k.elf: is not an ELF file"));
}

TEST_CASE("an ELF file for something else names what it is for") {
    ElfParts parts;
    parts.elf_class = 2;
    parts.machine = 62;
    REQUIRE(refusal(parts).starts_with("k.elf: is a 64-bit ELF file for x86-64; AR32 takes 32-bit ones"));
    parts.machine = 243;
    REQUIRE(refusal(parts).starts_with("k.elf: is a 64-bit ELF file; AR32 takes 32-bit ones"));
    parts = {};
    parts.machine = 40;
    REQUIRE(refusal(parts).starts_with("k.elf: is an ELF file for ARM; AR32 runs 32-bit RISC-V"));
    parts.machine = 9999;
    REQUIRE(refusal(parts).starts_with("k.elf: is an ELF file for machine number 9999;"));
    parts = {};
    parts.data = 2;
    parts.machine = 0x0800;  // 8 in the other byte order
    REQUIRE(refusal(parts).starts_with("k.elf: is a big-endian ELF file for MIPS; AR32 is little-endian"));
}

TEST_CASE("RISC-V files that AR32 cannot run say why") {
    ElfParts parts;
    parts.flags = 1;
    REQUIRE(refusal(parts) == "k.elf: uses compressed instructions, which AR32 does not have; compile it with -march=rv32im");
    parts.flags = 4;
    REQUIRE(refusal(parts).starts_with("k.elf: uses the floating-point ABI"));
    parts = {};
    parts.type = 1;
    REQUIRE(refusal(parts) == "k.elf: is an object file, not a linked program; link it with ld.lld first");
    parts.type = 3;
    REQUIRE(refusal(parts).starts_with("k.elf: is a dynamic (or position-independent) ELF file"));
    parts = {};
    parts.segment_type = 3;
    REQUIRE(refusal(parts).starts_with("k.elf: is dynamically linked"));
    parts.segment_type = 0;
    REQUIRE(refusal(parts) == "k.elf: has no loadable segments: there is nothing to run in it");
    parts = {};
    parts.entry = 0x00200000;
    REQUIRE(refusal(parts).starts_with("k.elf: its entry point 0x00200000 is not in any loadable segment"));
    parts.entry = 0x00100002;
    REQUIRE(refusal(parts).starts_with("k.elf: its entry point 0x00100002 is not a multiple of 4"));
    parts = {};
    parts.paddr = 0xfffffffc;
    parts.memory_more = 4;
    REQUIRE(refusal(parts) == "k.elf: segment 0 at 0xfffffffc goes beyond the end of the address space");
}

TEST_CASE("a file that ends too early is refused wherever it ends") {
    const std::string whole = make_elf({0x6f, 0x6f, 0x6f});
    for (std::size_t size = 0; size < whole.size(); ++size) {
        INFO("cut to " << size << " bytes");
        const std::string message = refusal(whole.substr(0, size));
        REQUIRE((size < 4 ? message.find("is not an ELF file") : message.find("is truncated")) != std::string::npos);
    }
    REQUIRE(refusal(whole.substr(0, 90)) == "k.elf: is truncated: segment 0 ends at byte 96, the file at byte 90");
}

TEST_CASE("a movable image may be position-independent") {
    ElfParts parts;
    parts.type = 3;
    REQUIRE(parse_elf(bytes_of(make_elf({0x6f}, parts)), "m.elf", ElfPlacing::kMovable));
}

TEST_CASE("a segment outside memory says where it is and where memory is") {
    const auto image = parse_elf(bytes_of(make_elf({0x6f})), "k.elf");
    REQUIRE(image);
    REQUIRE(check_elf_placement(*image, 0, 0x00100000, 0x00100004, "RAM"));
    for (const auto& [first, end] : {std::pair{0x00100004U, 0x00200000U}, std::pair{0U, 0x00100003U}}) {
        const Status status = check_elf_placement(*image, 0, first, end, "RAM");
        REQUIRE_FALSE(status);
        REQUIRE(status.error().message.starts_with("k.elf: segment at physical 0x00100000 to 0x00100003 lies outside RAM, 0x"));
    }
    REQUIRE_FALSE(check_elf_placement(*image, 0xfff00000, 0, 0x40000000, "RAM"));
}
