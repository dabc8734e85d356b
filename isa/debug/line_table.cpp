// DWARF is read by elfutils' libdw, which has seen every compiler's.
#include "isa/debug/line_table.hpp"

#include <dwarf.h>
#include <elfutils/libdw.h>

#include <algorithm>
#include <map>
#include <memory>

namespace anel::debug {

namespace {

/// Both are folders or files with `/` between their parts.
std::string without_common_folders(const std::string& path, const std::string& folder) {
    std::size_t common = 0;
    for (std::size_t i = 0; i < path.size() && i < folder.size() && path[i] == folder[i]; ++i)
        if (path[i] == '/') common = i + 1;
    if (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/') common = folder.size() + 1;
    return path.substr(common);
}

std::string compilation_folder(Dwarf_Die* unit) {
    Dwarf_Attribute attribute;
    const char* const text = dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &attribute));
    return text != nullptr ? text : "";
}

std::string_view folder_of(std::string_view path) { return path.substr(0, path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1); }

/// An assembler does not always shorten names as the compiler does. Such a file is told from a folder that other sources of the image are in.
void shorten_like_others(std::vector<SourceName>& files) {
    for (SourceName& file : files) {
        if (!file.shown.starts_with('/')) continue;
        std::string_view best;
        for (const SourceName& other : files) {
            const std::string_view folder = folder_of(other.shown);
            if (!folder.starts_with('/') && folder.size() > best.size() && folder_of(file.shown).ends_with("/" + std::string(folder))) best = folder;
        }
        if (!best.empty()) file.shown = std::string(best) + file.shown.substr(folder_of(file.shown).size());
    }
}

struct Closer {
    void operator()(Elf* elf) const { elf_end(elf); }
    void operator()(Dwarf* dwarf) const { dwarf_end(dwarf); }
};

}  // namespace

LineTable LineTable::of_elf(std::span<const std::uint8_t> file, std::span<const Range> ranges) {
    LineTable table;
    if (elf_version(EV_CURRENT) == EV_NONE) return table;
    // The library may write into what it is given.
    std::vector<char> copy(file.begin(), file.end());
    const std::unique_ptr<Elf, Closer> elf(elf_memory(copy.data(), copy.size()));
    if (!elf) return table;
    const std::unique_ptr<Dwarf, Closer> dwarf(dwarf_begin_elf(elf.get(), DWARF_C_READ, nullptr));
    if (!dwarf) return table;

    std::map<std::string, std::uint32_t> known;
    Dwarf_Off offset = 0, next = 0;
    for (std::size_t header = 0; dwarf_nextcu(dwarf.get(), offset, &next, &header, nullptr, nullptr, nullptr) == 0; offset = next) {
        Dwarf_Die unit;
        if (dwarf_offdie(dwarf.get(), offset + header, &unit) == nullptr) continue;
        Dwarf_Lines* lines = nullptr;
        std::size_t count = 0;
        if (dwarf_getsrclines(&unit, &lines, &count) != 0) continue;
        const std::string folder = compilation_folder(&unit);
        for (std::size_t i = 0; i < count; ++i) {
            Dwarf_Line* const line = dwarf_onesrcline(lines, i);
            Dwarf_Addr address = 0;
            int number = 0;
            bool ends = false;
            if (dwarf_lineaddr(line, &address) != 0 || dwarf_lineno(line, &number) != 0 || dwarf_lineendsequence(line, &ends) != 0) continue;
            const bool is_there = std::ranges::any_of(ranges, [&](const Range& range) {
                return address >= range.begin && address - range.begin < std::uint64_t{range.bytes} + (ends ? 1 : 0);
            });
            if (!is_there) continue;
            const char* const source = dwarf_linesrc(line, nullptr, nullptr);
            Row row{static_cast<std::uint32_t>(address), kNoFile, static_cast<std::uint32_t>(std::max(number, 0))};
            // Line 0: code that the compiler made by itself.
            if (!ends && source != nullptr && number > 0) {
                const auto [at, is_new] = known.try_emplace(source, static_cast<std::uint32_t>(table.files_.size()));
                if (is_new) table.files_.push_back({without_common_folders(source, folder), source});
                row.file = at->second;
            }
            table.rows_.push_back(row);
        }
    }
    shorten_like_others(table.files_);
    // Where one sequence ends and the next begins, the beginning counts.
    std::ranges::stable_sort(table.rows_, [](const Row& a, const Row& b) {
        return a.address != b.address ? a.address < b.address : (a.file == kNoFile) > (b.file == kNoFile);
    });
    return table;
}

std::optional<SourceLine> LineTable::at(std::uint32_t address) const {
    const auto after = std::ranges::upper_bound(rows_, address, {}, &Row::address);
    if (after == rows_.begin()) return std::nullopt;
    const Row& row = *std::prev(after);
    if (row.file == kNoFile) return std::nullopt;
    return SourceLine{&files_[row.file], row.line, row.address};
}

bool LineTable::is_named(std::uint32_t file, std::string_view end_of_name) const {
    if (file == kNoFile) return false;
    const std::string_view name = files_[file].full;
    return name.ends_with(end_of_name) && (name.size() == end_of_name.size() || name[name.size() - end_of_name.size() - 1] == '/');
}

std::optional<std::uint32_t> LineTable::address_of(std::string_view file, std::uint32_t line) const {
    const Row* best = nullptr;
    for (const Row& row : rows_)
        if (row.line >= line && is_named(row.file, file) && (best == nullptr || row.line < best->line)) best = &row;
    if (best == nullptr) return std::nullopt;
    return best->address;
}

const SourceName* LineTable::find_file(std::string_view file) const {
    for (std::uint32_t i = 0; i < files_.size(); ++i)
        if (is_named(i, file)) return &files_[i];
    return nullptr;
}

}  // namespace anel::debug
