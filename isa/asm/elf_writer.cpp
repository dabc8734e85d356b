#include "isa/asm/elf_writer.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "isa/base/types.hpp"

namespace anel::assembler {
namespace {

// Numbers of the System V ABI.
constexpr std::uint16_t kTypeExecutable = 2;
constexpr std::uint16_t kMachineRiscv = 243;
constexpr std::uint32_t kFileHeaderBytes = 52;
constexpr std::uint32_t kProgramHeaderBytes = 32;
constexpr std::uint32_t kSectionHeaderBytes = 40;
constexpr std::uint32_t kSymbolBytes = 16;
constexpr std::uint32_t kLoad = 1;
constexpr std::uint32_t kSegmentExecute = 1, kSegmentWrite = 2, kSegmentRead = 4;
constexpr std::uint32_t kProgbits = 1, kSymtab = 2, kStrtab = 3, kNobits = 8;
constexpr std::uint32_t kSectionWrite = 1, kSectionAlloc = 2, kSectionExecute = 4;
constexpr std::uint16_t kIndexAbsolute = 0xfff1;
constexpr std::uint8_t kGlobalBinding = 1U << 4;

class Bytes {
public:
    void u8(std::uint32_t value) { out_.push_back(static_cast<std::uint8_t>(value)); }
    void u16(std::uint32_t value) { u8(value & 0xff), u8(value >> 8 & 0xff); }
    void u32(std::uint32_t value) { u16(value & 0xffff), u16(value >> 16); }
    void words(std::initializer_list<std::uint32_t> values) {
        for (const std::uint32_t value : values) u32(value);
    }
    void append(std::span<const std::uint8_t> bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }
    void append(std::string_view text) { out_.insert(out_.end(), text.begin(), text.end()); }
    /// Zeros until the size is `offset`.
    void fill_to(std::uint32_t offset) { out_.resize(std::max<std::size_t>(offset, out_.size())); }
    std::uint32_t size() const { return static_cast<std::uint32_t>(out_.size()); }
    std::vector<std::uint8_t> take() { return std::move(out_); }

private:
    std::vector<std::uint8_t> out_;
};

class StringTable {
public:
    std::uint32_t add(std::string_view text) {
        const auto at = static_cast<std::uint32_t>(text_.size());
        text_.append(text);
        text_ += '\0';
        return at;
    }
    const std::string& text() const { return text_; }

private:
    std::string text_{'\0'};
};

struct SectionHeader {
    std::uint32_t name, type, flags, address, offset, size, link, info, align, entry_size;
};

void write_section_header(Bytes& out, const SectionHeader& h) {
    out.words({h.name, h.type, h.flags, h.address, h.offset, h.size, h.link, h.info, h.align, h.entry_size});
}

}  // namespace

std::vector<std::uint8_t> write_elf(std::span<const ImageSection> sections, std::span<const ImageSymbol> symbols,
                                    std::uint32_t entry) {
    std::vector<std::size_t> kept;             // indices of sections that are not empty
    std::vector<std::uint32_t> number_in_file;  // of every section; absolute for the empty ones
    for (std::size_t i = 0; i < sections.size(); ++i) {
        if (sections[i].size_bytes > 0) kept.push_back(i);
        number_in_file.push_back(sections[i].size_bytes > 0 ? static_cast<std::uint32_t>(kept.size()) : kIndexAbsolute);
    }
    const auto count = static_cast<std::uint32_t>(kept.size());

    std::vector<std::uint32_t> offsets;
    std::uint32_t end = kFileHeaderBytes + count * kProgramHeaderBytes;
    for (const std::size_t i : kept) {
        end += (sections[i].address - end) % kPageBytes;
        offsets.push_back(end);
        end += static_cast<std::uint32_t>(sections[i].bytes.size());
    }

    // The ABI wants local symbols before global ones.
    std::vector<const ImageSymbol*> ordered;
    for (const ImageSymbol& symbol : symbols) ordered.push_back(&symbol);
    const auto first_global = std::stable_partition(ordered.begin(), ordered.end(), [](auto* s) { return !s->global; });
    const auto local_count = static_cast<std::uint32_t>(first_global - ordered.begin()) + 1;
    StringTable names;
    Bytes symbol_table;
    symbol_table.words({0, 0, 0, 0});
    for (const ImageSymbol* symbol : ordered) {
        symbol_table.words({names.add(symbol->name), symbol->value, 0});
        symbol_table.u8(symbol->global ? kGlobalBinding : 0);
        symbol_table.u8(0);
        symbol_table.u16(symbol->section == kAbsolute ? kIndexAbsolute
                                                      : number_in_file[static_cast<std::size_t>(symbol->section)]);
    }

    const std::uint32_t symbols_at = (end + 3) & ~3U;
    const std::uint32_t names_at = symbols_at + symbol_table.size();
    StringTable section_names;
    std::vector<SectionHeader> headers{{}};
    for (std::size_t k = 0; k < kept.size(); ++k) {
        const ImageSection& section = sections[kept[k]];
        const std::uint32_t flags = kSectionAlloc | (section.writable ? kSectionWrite : 0) |
                                    (section.executable ? kSectionExecute : 0);
        headers.push_back({section_names.add(section.name), section.no_bits ? kNobits : kProgbits, flags,
                           section.address, offsets[k], section.size_bytes, 0, 0, section.align, 0});
    }
    headers.push_back({section_names.add(".symtab"), kSymtab, 0, 0, symbols_at, symbol_table.size(), count + 2,
                       local_count, 4, kSymbolBytes});
    headers.push_back({section_names.add(".strtab"), kStrtab, 0, 0, names_at,
                       static_cast<std::uint32_t>(names.text().size()), 0, 0, 1, 0});
    const std::uint32_t section_names_at = names_at + headers.back().size;
    headers.push_back({section_names.add(".shstrtab"), kStrtab, 0, 0, section_names_at, 0, 0, 0, 1, 0});
    headers.back().size = static_cast<std::uint32_t>(section_names.text().size());
    const std::uint32_t headers_at = (section_names_at + headers.back().size + 3) & ~3U;

    Bytes out;
    out.append(std::string_view("\x7f" "ELF\x01\x01\x01\0\0\0\0\0\0\0\0\0", 16));
    out.u16(kTypeExecutable), out.u16(kMachineRiscv);
    out.words({1, entry, count == 0 ? 0 : kFileHeaderBytes, headers_at, 0});
    out.u16(kFileHeaderBytes), out.u16(kProgramHeaderBytes), out.u16(count);
    out.u16(kSectionHeaderBytes), out.u16(static_cast<std::uint32_t>(headers.size()));
    out.u16(static_cast<std::uint32_t>(headers.size()) - 1);
    for (std::size_t k = 0; k < kept.size(); ++k) {
        const ImageSection& section = sections[kept[k]];
        const std::uint32_t flags = kSegmentRead | (section.writable ? kSegmentWrite : 0) |
                                    (section.executable ? kSegmentExecute : 0);
        out.words({kLoad, offsets[k], section.address, section.address,
                   static_cast<std::uint32_t>(section.bytes.size()), section.size_bytes, flags, kPageBytes});
    }
    for (std::size_t k = 0; k < kept.size(); ++k) {
        if (sections[kept[k]].bytes.empty()) continue;
        out.fill_to(offsets[k]);
        out.append(std::span(sections[kept[k]].bytes));
    }
    out.fill_to(symbols_at);
    out.append(symbol_table.take());
    out.append(names.text());
    out.append(section_names.text());
    out.fill_to(headers_at);
    for (const SectionHeader& header : headers) write_section_header(out, header);
    return out.take();
}

}  // namespace anel::assembler
