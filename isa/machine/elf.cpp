// Every offset in the file is a stranger's: it is checked against the file's size before it is followed.
#include "isa/machine/elf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace anel::machine {

namespace {

constexpr std::size_t kHeaderBytes = 52;
constexpr std::size_t kProgramHeaderBytes = 32;
constexpr std::size_t kSectionHeaderBytes = 40;
constexpr std::size_t kSymbolBytes = 16;
constexpr unsigned kMachineRiscv = 243;

class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
    bool has(std::uint64_t offset, std::uint64_t size) const {
        return offset <= bytes_.size() && size <= bytes_.size() - offset;
    }
    unsigned byte(std::size_t at) const { return bytes_[at]; }
    std::uint32_t half(std::size_t at) const { return byte(at) | byte(at + 1) << 8; }
    std::uint32_t word(std::size_t at) const { return half(at) | half(at + 2) << 16; }
    std::span<const std::uint8_t> part(std::size_t at, std::size_t size) const { return bytes_.subspan(at, size); }
    std::size_t size() const { return bytes_.size(); }

private:
    std::span<const std::uint8_t> bytes_;
};

std::string machine_name(unsigned machine) {
    switch (machine) {
        case 2: return "SPARC";
        case 3: return "x86 (i386)";
        case 8: return "MIPS";
        case 20: return "PowerPC";
        case 21: return "PowerPC 64";
        case 22: return "S/390";
        case 40: return "ARM";
        case 62: return "x86-64";
        case 183: return "AArch64";
        case 258: return "LoongArch";
        default: return fmt::format("machine number {}", machine);
    }
}

constexpr std::string_view kHowToBuild = "build it with clang --target=riscv32-unknown-elf -march=rv32im, or with anel asm";

/// What the header says that AR32 cannot run; nothing where all is well. Reads only what `has` allowed.
std::optional<std::string> refuse_header(const Reader& file, ElfPlacing placing) {
    static constexpr std::uint8_t kMagic[] = {0x7f, 'E', 'L', 'F'};
    if (!file.has(0, 4) || !std::ranges::equal(file.part(0, 4), kMagic))
        return fmt::format("is not an ELF file (it does not begin with 7f 45 4c 46); {}", kHowToBuild);
    if (!file.has(0, 20)) return "is truncated: it ends within the ELF header";
    const bool big_endian = file.byte(5) == 2;
    const unsigned machine = big_endian ? file.byte(18) << 8 | file.byte(19) : file.half(18);
    const std::string other = machine == kMachineRiscv ? "" : " for " + machine_name(machine);
    if (file.byte(4) == 2) return fmt::format("is a 64-bit ELF file{}; AR32 takes 32-bit ones: {}", other, kHowToBuild);
    if (file.byte(4) != 1) return fmt::format("has ELF class {}; expected 1 (32 bits)", file.byte(4));
    if (big_endian) return fmt::format("is a big-endian ELF file{}; AR32 is little-endian: {}", other, kHowToBuild);
    if (file.byte(5) != 1) return fmt::format("has ELF data encoding {}; expected 1 (little-endian)", file.byte(5));
    if (machine != kMachineRiscv) return fmt::format("is an ELF file{}; AR32 runs 32-bit RISC-V: {}", other, kHowToBuild);
    if (!file.has(0, kHeaderBytes)) return "is truncated: it ends within the ELF header";
    switch (file.half(16)) {
        case 1: return "is an object file, not a linked program; link it with ld.lld first";
        case 2: break;
        case 3:
            if (placing == ElfPlacing::kMovable) break;
            return "is a dynamic (or position-independent) ELF file, and there is no dynamic linker; link it with -static -no-pie";
        case 4: return "is a core dump; expected a program";
        default: return fmt::format("has ELF type {}; expected 2 (executable)", file.half(16));
    }
    const std::uint32_t flags = file.word(36);
    if ((flags & 1U) != 0) return "uses compressed instructions, which AR32 does not have; compile it with -march=rv32im";
    if ((flags & 6U) != 0) return "uses the floating-point ABI, and AR32 has no such registers; compile it with -march=rv32im -mabi=ilp32";
    if (file.half(44) != 0 && file.half(42) != kProgramHeaderBytes)
        return fmt::format("has program headers of {} bytes; expected {}", file.half(42), kProgramHeaderBytes);
    return std::nullopt;
}

/// Adds the segment that the program header at `at` describes.
std::optional<std::string> read_segment(const Reader& file, std::size_t at, unsigned index, ElfPlacing placing, ElfImage& image) {
    constexpr std::uint32_t kLoad = 1, kDynamic = 2, kInterpreter = 3;
    const std::uint32_t type = file.word(at);
    if (type == kInterpreter || (type == kDynamic && placing == ElfPlacing::kFixed))
        return "is dynamically linked, and there is no dynamic linker; link it with -static -no-pie";
    const std::uint32_t offset = file.word(at + 4), file_bytes = file.word(at + 16), memory_bytes = file.word(at + 20);
    if (type != kLoad || memory_bytes == 0) return std::nullopt;
    ElfSegment segment;
    segment.vaddr = file.word(at + 8);
    segment.paddr = file.word(at + 12);
    segment.memory_bytes = memory_bytes;
    segment.executable = (file.word(at + 24) & 1U) != 0;
    if (file_bytes > memory_bytes)
        return fmt::format("segment {} has {} bytes in the file but takes only {} in memory", index, file_bytes, memory_bytes);
    if (!file.has(offset, file_bytes))
        return fmt::format("is truncated: segment {} ends at byte {}, the file at byte {}", index,
                           std::uint64_t{offset} + file_bytes, file.size());
    if (std::uint64_t{segment.paddr} + memory_bytes > std::uint64_t{1} << 32)
        return fmt::format("segment {} at 0x{:08x} goes beyond the end of the address space", index, segment.paddr);
    const auto content = file.part(offset, file_bytes);
    segment.bytes.assign(content.begin(), content.end());
    for (const ElfSegment& other : image.segments)
        if (segment.paddr < std::uint64_t{other.paddr} + other.memory_bytes &&
            other.paddr < std::uint64_t{segment.paddr} + memory_bytes)
            return fmt::format("segment {} overlaps another one at physical address 0x{:08x}", index,
                               std::max(segment.paddr, other.paddr));
    image.segments.push_back(std::move(segment));
    return std::nullopt;
}

/// Symbols are a courtesy: a table that does not hold together is left out.
void read_symbols(const Reader& file, ElfImage& image) {
    const std::uint32_t table = file.word(32);
    const std::uint32_t count = file.half(48);
    constexpr std::uint32_t kSymbolTable = 2;
    if (table == 0 || file.half(46) != kSectionHeaderBytes) return;
    if (!file.has(table, std::uint64_t{count} * kSectionHeaderBytes)) return;
    for (std::uint32_t section = 0; section < count; ++section) {
        const std::size_t at = table + section * kSectionHeaderBytes;
        if (file.word(at + 4) != kSymbolTable) continue;
        const std::uint32_t offset = file.word(at + 16), size = file.word(at + 20), link = file.word(at + 24);
        if (link >= count || !file.has(offset, size)) return;
        const std::size_t strings_at = table + link * kSectionHeaderBytes;
        const std::uint32_t strings = file.word(strings_at + 16), strings_size = file.word(strings_at + 20);
        if (!file.has(strings, strings_size)) return;
        for (std::uint32_t symbol = 0; symbol + kSymbolBytes <= size; symbol += kSymbolBytes) {
            const std::uint32_t name = file.word(offset + symbol);
            const unsigned type = file.byte(offset + symbol + 12) & 15U;
            const std::uint32_t section_of = file.half(offset + symbol + 14);
            constexpr unsigned kNoType = 0, kFunction = 2;
            constexpr std::uint32_t kUndefined = 0, kReserved = 0xff00;
            // Names of numbers, of sections and of source files are no places.
            if (section_of == kUndefined || section_of >= kReserved || (type > kFunction && type != kNoType)) continue;
            if (name == 0 || name >= strings_size) continue;
            const auto text = file.part(strings + name, strings_size - name);
            const std::string known(text.begin(), std::ranges::find(text, std::uint8_t{0}));
            // The compiler's own labels help nobody.
            if (!known.starts_with(".L")) image.symbols.push_back({known, file.word(offset + symbol + 4)});
        }
    }
    std::ranges::stable_sort(image.symbols, {}, &ElfSymbol::value);
}

}  // namespace

Result<ElfImage> parse_elf(std::span<const std::uint8_t> bytes, const std::string& name, ElfPlacing placing) {
    const Reader file(bytes);
    const auto refused = [&](const std::string& why) { return Error{fmt::format("{}: {}", name, why)}; };
    if (auto why = refuse_header(file, placing)) return refused(*why);
    ElfImage image;
    image.name = name;
    image.entry = file.word(24);
    const std::uint32_t headers = file.word(28), count = file.half(44);
    if (!file.has(headers, std::uint64_t{count} * kProgramHeaderBytes))
        return refused("is truncated: it ends before its program headers do");
    for (unsigned index = 0; index < count; ++index)
        if (auto why = read_segment(file, headers + index * kProgramHeaderBytes, index, placing, image)) return refused(*why);
    if (image.segments.empty()) return refused("has no loadable segments: there is nothing to run in it");
    const bool entered = std::ranges::any_of(image.segments, [&](const ElfSegment& segment) {
        return image.entry >= segment.paddr && image.entry - segment.paddr < segment.memory_bytes;
    });
    if (!entered || (image.entry & 3U) != 0)
        return refused(fmt::format("its entry point 0x{:08x} is not {}; the entry is a physical address: set it with ENTRY() in the linker script",
                                   image.entry, entered ? "a multiple of 4" : "in any loadable segment"));
    read_symbols(file, image);
    return image;
}

Status check_elf_placement(const ElfImage& image, std::uint32_t base, std::uint32_t first, std::uint64_t end,
                           std::string_view what) {
    for (const ElfSegment& segment : image.segments) {
        const std::uint64_t begin = std::uint64_t{base} + segment.paddr;
        if (begin < first || begin + segment.memory_bytes > end)
            return Error{fmt::format("{}: segment at physical 0x{:08x} to 0x{:08x} lies outside {}, 0x{:08x} to 0x{:08x}; "
                                     "link it to load there, or give the machine more memory (memory.ram_mib)",
                                     image.name, begin, begin + segment.memory_bytes - 1, what, first, end - 1)};
    }
    return {};
}

}  // namespace anel::machine
