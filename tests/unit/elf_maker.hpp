// Makes small ELF files by hand, right ones and wrong ones, for tests of whoever reads them.
// Not here: the assembler's own ELF writer, which these tests must not depend on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace anel::tests {

struct ElfParts {
    std::uint8_t elf_class = 1;
    std::uint8_t data = 1;
    std::uint16_t type = 2;
    std::uint16_t machine = 243;
    std::uint32_t flags = 0;
    std::uint32_t entry = 0x00100000;
    std::uint32_t segment_type = 1;
    std::uint32_t paddr = 0x00100000;
    std::uint32_t memory_more = 0;  ///< bytes of zeros behind what the file holds
    std::uint16_t segments = 1;
};

/// One segment with these words in it.
inline std::string make_elf(const std::vector<std::uint32_t>& words, const ElfParts& parts = {}) {
    std::string file;
    const auto byte = [&](std::uint32_t value) { file += static_cast<char>(value & 0xffU); };
    const auto half = [&](std::uint32_t value) { byte(value), byte(value >> 8); };
    const auto word = [&](std::uint32_t value) { half(value), half(value >> 16); };
    const auto size = static_cast<std::uint32_t>(words.size() * 4);
    constexpr std::uint32_t kHeaders = 52, kContent = 84;
    file = "\x7f" "ELF";
    byte(parts.elf_class), byte(parts.data), byte(1);
    file.resize(16);
    half(parts.type), half(parts.machine), word(1), word(parts.entry), word(kHeaders), word(0), word(parts.flags);
    half(52), half(32), half(parts.segments), half(40), half(0), half(0);
    word(parts.segment_type), word(kContent), word(parts.paddr), word(parts.paddr), word(size), word(size + parts.memory_more), word(7), word(4);
    for (const std::uint32_t content : words) word(content);
    return file;
}

// Kernels of a few words. They run at 0x00100000 in ring 0.
namespace kernels {
inline const std::vector<std::uint32_t> kSpin{0x0000006f};                            // j .
inline const std::vector<std::uint32_t> kExit7{0x00700513, 0x0ea0380b};               // li a0, 7; out a0, 0xf0(x0)
inline const std::vector<std::uint32_t> kSayAndExit{0x04100513, 0x00a0380b, 0x0e00380b};  // li a0, 'A'; out a0, 0x10(x0); out x0, 0xf0(x0)
inline const std::vector<std::uint32_t> kToNowhere{0xf00002b7, 0x00028067};           // lui t0, 0xf0000; jr t0
inline const std::vector<std::uint32_t> kSleep{0x10500073, 0xffdff06f};               // wfi; j -4
inline const std::vector<std::uint32_t> kSpinUnlessRing0{0x7c2022f3, 0x00029063, 0x0e00380b};  // csrr t0, ring; bnez t0, .; out x0, 0xf0(x0)
// Reads sector 0, inverts its first word, writes it back, waiting by asking: li t0, 0x200000; out t0, 0x52(x0); li t1, 1; out t1, 0x53(x0);
// out t1, 0x54(x0); 1: in t2, 0x55(x0); beq t2, t1, 1b; out x0, 0x54(x0); lw t3, 0(t0); not t3, t3; sw t3, 0(t0); li t4, 2; out t4, 0x54(x0);
// 2: in t2, 0x55(x0); beq t2, t1, 2b; out x0, 0xf0(x0)
inline const std::vector<std::uint32_t> kInvertSector0{0x002002b7, 0x0450390b, 0x00100313, 0x0460398b, 0x04603a0b, 0x0550238b, 0xfe638ee3, 0x04003a0b,
                                                       0x0002ae03, 0xfffe4e13, 0x01c2a023, 0x00200e93, 0x05d03a0b, 0x0550238b, 0xfe638ee3, 0x0e00380b};
}  // namespace kernels

}  // namespace anel::tests
