// Which source line an instruction was compiled from, as the image's debugging information says.
// Not here: symbols and where images lie in memory (symbols.hpp), the text of the lines (source.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace anel::debug {

struct SourceName {
    std::string shown;  ///< for people: from the folder that source and build have in common
    std::string full;   ///< as the image has it; may exist on no other computer
};

struct SourceLine {
    const SourceName* file = nullptr;  ///< of the table's
    std::uint32_t line = 0;
    std::uint32_t begin = 0;  ///< address, as linked, of the first instruction of this piece
};

class LineTable {
public:
    /// Addresses that the program occupies, as linked.
    struct Range {
        std::uint32_t begin = 0;
        std::uint32_t bytes = 0;
    };
    /// Of a whole ELF file; empty where it has no debugging information, or none that holds together. Lines outside `ranges` are of functions
    /// that the linker left out.
    static LineTable of_elf(std::span<const std::uint8_t> file, std::span<const Range> ranges);

    bool empty() const { return rows_.empty(); }
    /// Addresses as linked.
    std::optional<SourceLine> at(std::uint32_t address) const;
    /// The first instruction of that line, or of the next one that has any. `file`: the end of its name, whole parts of it.
    std::optional<std::uint32_t> address_of(std::string_view file, std::uint32_t line) const;
    /// The source whose name ends so; null where there is none.
    const SourceName* find_file(std::string_view file) const;

private:
    static constexpr std::uint32_t kNoFile = 0xffffffff;
    struct Row {
        std::uint32_t address = 0;
        std::uint32_t file = kNoFile;  ///< kNoFile: here a sequence ends
        std::uint32_t line = 0;
    };
    bool is_named(std::uint32_t file, std::string_view end_of_name) const;

    std::vector<SourceName> files_;
    std::vector<Row> rows_;  ///< by address
};

}  // namespace anel::debug
