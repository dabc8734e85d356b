#include "isa/debug/symbols.hpp"

#include <cxxabi.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <memory>

#include "isa/base/nearest.hpp"

namespace anel::debug {

namespace {

/// Enough code around an address to know a program by.
constexpr std::uint32_t kSampleBytes = 256;

const machine::ElfSegment* segment_at(const Program& program, std::uint32_t link_address) {
    for (const machine::ElfSegment& segment : program.segments)
        if (link_address >= segment.vaddr && link_address - segment.vaddr < segment.memory_bytes) return &segment;
    return nullptr;
}

/// Whether `name` ends with whole parts that `wanted` has: `walk` of `anel::walk`, and not of `anel::sidewalk`.
bool ends_in(std::string_view name, std::string_view wanted) {
    if (!name.ends_with(wanted)) return false;
    const std::string_view before = name.substr(0, name.size() - wanted.size());
    return before.empty() || before.ends_with("::");
}

/// Splits at the single colons; those of C++ come in pairs.
std::vector<std::string_view> parts_of(std::string_view name) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] != ':') continue;
        if (i + 1 < name.size() && name[i + 1] == ':') {
            ++i;
            continue;
        }
        parts.push_back(name.substr(begin, i - begin));
        begin = i + 1;
    }
    parts.push_back(name.substr(begin));
    return parts;
}

/// 0: it is none.
std::uint32_t line_number(std::string_view text) {
    std::uint32_t line = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), line);
    return !text.empty() && parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size() ? line : 0;
}

std::uint32_t placed(const Program& program, std::uint32_t link_address) { return link_address + program.placings.front().moved_by; }

}  // namespace

std::string readable_name(const std::string& symbol) {
    int status = 0;
    const std::unique_ptr<char, void (*)(void*)> demangled(abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status), std::free);
    if (status != 0 || !demangled) return symbol;
    std::string name = demangled.get();
    constexpr std::string_view kNobody = "(anonymous namespace)::";
    for (std::size_t at = name.find(kNobody); at != std::string::npos; at = name.find(kNobody)) name.erase(at, kNobody.size());
    // A name begins behind the result type that templates have, and ends where its parameters begin.
    std::size_t depth = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == '<') ++depth;
        if (name[i] == '>' && depth > 0) --depth;
        if (name[i] == '(' && depth == 0 && i > 0 && !name.substr(0, i).ends_with("operator")) {
            name.resize(i);
            break;
        }
    }
    return name;
}

bool Program::holds(std::uint32_t link_address) const { return segment_at(*this, link_address) != nullptr; }

Result<Program> read_program(std::span<const std::uint8_t> file, const std::string& file_name, const std::string& name, std::vector<Placing> placings,
                             Presence presence) {
    auto elf = machine::parse_elf(file, file_name, machine::ElfPlacing::kMovable);
    if (!elf) return elf.error();
    Program program;
    program.name = name;
    program.segments = std::move(elf->segments);
    for (const machine::ElfSymbol& symbol : elf->symbols) program.symbols.push_back({readable_name(symbol.name), symbol.value});
    std::vector<LineTable::Range> ranges;
    for (const machine::ElfSegment& segment : program.segments)
        if (segment.executable) ranges.push_back({segment.vaddr, segment.memory_bytes});
    program.lines = LineTable::of_elf(file, ranges);
    program.placings = std::move(placings);
    if (program.placings.empty()) program.placings.push_back({});
    program.presence = presence;
    return program;
}

void Symbols::add(Program program) {
    const auto known = std::ranges::find(programs_, program.name, &Program::name);
    if (known != programs_.end()) *known = std::move(program);
    else programs_.push_back(std::move(program));
}

bool Symbols::is_there(const Program& program, std::uint32_t address, const ReadMemory& memory) const {
    if (program.presence == Presence::kAlways) return true;
    for (const Placing& placing : program.placings) {
        const std::uint32_t link_address = address - placing.moved_by;
        const machine::ElfSegment* const segment = segment_at(program, link_address);
        if (segment == nullptr) continue;
        // Of data nothing can be said: it changes. The code of the same program speaks for it.
        const machine::ElfSegment* code = segment;
        std::uint32_t at = link_address - segment->vaddr;
        if (!segment->executable || at >= segment->bytes.size()) {
            const auto any = std::ranges::find(program.segments, true, &machine::ElfSegment::executable);
            if (any == program.segments.end()) return false;
            code = &*any;
            at = 0;
        }
        const auto size = static_cast<std::uint32_t>(code->bytes.size());
        const std::uint32_t page = at & ~(kPageBytes - 1);
        const std::uint32_t begin = std::max(page, at > kSampleBytes / 2 ? at - kSampleBytes / 2 : 0U);
        const std::uint32_t end = std::min({size, page + kPageBytes, begin + kSampleBytes});
        std::vector<std::uint8_t> seen(end - begin);
        if (memory && !seen.empty() && memory(code->vaddr + placing.moved_by + begin, seen) &&
            std::ranges::equal(seen, std::span(code->bytes).subspan(begin, seen.size())))
            return true;
    }
    return false;
}

std::optional<Place> Symbols::at(std::uint32_t address, bool paging, const ReadMemory& memory) const {
    for (const Program& program : programs_)
        for (const Placing& placing : program.placings) {
            const std::uint32_t link_address = address - placing.moved_by;
            if ((placing.unpaged && paging) || !program.holds(link_address) || !is_there(program, address, memory)) continue;
            Place place{&program, link_address, nullptr, 0};
            const auto after = std::ranges::upper_bound(program.symbols, link_address, {}, &ProgramSymbol::value);
            if (after != program.symbols.begin()) {
                place.symbol = &*std::prev(after);
                place.offset = link_address - place.symbol->value;
            }
            return place;
        }
    return std::nullopt;
}

Result<std::optional<Address>> Symbols::look_up(std::string_view name) const {
    std::vector<std::string_view> parts = parts_of(name);
    const Program* only = nullptr;
    const std::uint32_t line = parts.size() > 1 ? line_number(parts.back()) : 0;
    const std::size_t own_parts = line != 0 ? 2 : 1;  // without the program's
    if (parts.size() > own_parts) {
        const auto named = std::ranges::find(programs_, parts.front(), &Program::name);
        std::vector<std::string> names;
        for (const Program& program : programs_) names.push_back(program.name);
        if (named == programs_.end())
            return Error{fmt::format("there is no program '{}'{}; expected one of: {}", parts.front(), did_you_mean(parts.front(), names), comma_list(names)),
                         ErrorKind::kUsage};
        only = &*named;
        parts.erase(parts.begin());
    }
    if (parts.size() != own_parts || parts.front().empty())
        return Error{fmt::format("'{}' is no place; expected SYMBOL, PROGRAM:SYMBOL, FILE:LINE or PROGRAM:FILE:LINE", name), ErrorKind::kUsage};

    std::vector<Address> found;
    std::vector<std::string> names;
    const auto note = [&](const Program& program, std::uint32_t link_address, const std::string& what) {
        const Address address{placed(program, link_address), &program};
        for (const Address& other : found)
            if (other.value == address.value && other.program == address.program) return;
        found.push_back(address);
        names.push_back(fmt::format("{}:{} at 0x{:08x}", program.name, what, address.value));
    };
    for (const Program& program : programs_) {
        if (only != nullptr && only != &program) continue;
        if (line != 0) {
            const auto address = program.lines.address_of(parts.front(), line);
            if (address) note(program, *address, fmt::format("{}:{}", parts.front(), line));
            continue;
        }
        // Who has the whole name goes before those that only end so.
        bool whole = false;
        for (const ProgramSymbol& symbol : program.symbols)
            if (symbol.name == parts.front()) note(program, symbol.value, symbol.name), whole = true;
        for (const ProgramSymbol& symbol : program.symbols)
            if (!whole && ends_in(symbol.name, parts.front())) note(program, symbol.value, symbol.name);
    }
    if (found.empty()) {
        if (line != 0) return Error{fmt::format("no program has code of '{}' at or behind line {}", parts.front(), line), ErrorKind::kUsage};
        return std::optional<Address>{};
    }
    // Without another word the first program is meant that has it: kernel before monitor before users' programs.
    const auto same = std::ranges::count(found, found.front().program, &Address::program);
    if (same > 1) {
        names.resize(std::min<std::size_t>(static_cast<std::size_t>(same), 8));
        return Error{fmt::format("'{}' may mean any of: {}", name, comma_list(names)), ErrorKind::kUsage};
    }
    return std::optional(found.front());
}

Result<Address> Symbols::find(std::string_view name) const {
    const auto found = look_up(name);
    if (!found) return found.error();
    if (*found) return **found;
    std::vector<std::string> names;
    for (const Program& program : programs_)
        for (const ProgramSymbol& symbol : program.symbols) {
            const std::size_t last = symbol.name.rfind("::");
            names.push_back(last == std::string::npos ? symbol.name : symbol.name.substr(last + 2));
        }
    return Error{fmt::format("there is no symbol '{}'{}", name, did_you_mean(name, names)), ErrorKind::kUsage};
}

}  // namespace anel::debug
