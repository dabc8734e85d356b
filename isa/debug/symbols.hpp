// The programs that a machine may run, by name: which function an address lies in, which line of source, and where a name is.
// Several programs may be linked to the same addresses (user programs are); then memory says which one is there.
// Not here: the debugging information itself (line_table.hpp), the text of sources (source.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/debug/line_table.hpp"
#include "isa/machine/elf.hpp"

namespace anel::debug {

/// One way in which a program lies in the machine: at its addresses as linked, plus a number.
struct Placing {
    std::uint32_t moved_by = 0;
    bool unpaged = false;  ///< only while paging is off
};

/// What tells programs with the same addresses apart.
enum class Presence : std::uint8_t {
    kAlways,    ///< nobody else has these addresses
    kByMemory,  ///< it is there when its code is
};

struct ProgramSymbol {
    std::string name;  ///< as in the source, without parameters: "anel::monitor::walk"
    std::uint32_t value = 0;
};

struct Program {
    std::string name;  ///< what a person calls it: "kernel", "monitor", "hello"
    std::vector<machine::ElfSegment> segments;
    std::vector<ProgramSymbol> symbols;  ///< by value
    LineTable lines;
    std::vector<Placing> placings;  ///< the first one is where its names are looked for
    Presence presence = Presence::kAlways;

    bool holds(std::uint32_t link_address) const;
};

/// Refuses what is no ELF file for this machine. Empty `placings`: where it is linked.
Result<Program> read_program(std::span<const std::uint8_t> file, const std::string& file_name, const std::string& name, std::vector<Placing> placings,
                             Presence presence);

/// What is seen at a virtual address now; false where nothing is mapped.
using ReadMemory = std::function<bool(std::uint32_t address, std::span<std::uint8_t> to)>;

struct Place {
    const Program* program = nullptr;
    std::uint32_t link_address = 0;
    const ProgramSymbol* symbol = nullptr;  ///< null: before the first one
    std::uint32_t offset = 0;               ///< from the symbol
};

struct Address {
    std::uint32_t value = 0;
    const Program* program = nullptr;
};

class Symbols {
public:
    /// A program of that name is replaced.
    void add(Program program);
    std::span<const Program> programs() const { return programs_; }

    std::optional<Place> at(std::uint32_t address, bool paging, const ReadMemory& memory) const;
    /// Whether that program is there, as far as one can see at this address.
    bool is_there(const Program& program, std::uint32_t address, const ReadMemory& memory) const;

    /// SYMBOL, PROGRAM:SYMBOL, FILE:LINE, PROGRAM:FILE:LINE. A symbol may be named by its last parts: `walk` for `anel::monitor::walk`.
    Result<Address> find(std::string_view name) const;
    /// The same, where a symbol that nobody has is no error: nothing.
    Result<std::optional<Address>> look_up(std::string_view name) const;

private:
    std::vector<Program> programs_;
};

/// "anelix::main": a C++ name without parameters and anonymous namespaces.
std::string readable_name(const std::string& symbol);

}  // namespace anel::debug
