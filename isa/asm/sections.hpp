// The sections being filled: where each lies, how far it has come, which bytes it holds.
// Sections follow one another from the load address, each on a page of its own; .org puts one elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "isa/asm/diagnostics.hpp"
#include "isa/asm/image.hpp"

namespace anel::assembler {

class Sections {
public:
    /// `most_mib`: all of them together, in MiB.
    explicit Sections(std::uint32_t most_mib);

    /// Empties all sections; they keep the addresses that the pass before gave them. .text is current.
    void begin_pass();
    /// Gives every section that .org did not place its address. False if that moved one.
    bool place();
    /// Sections that overlap or leave the address space.
    void check(Diagnostics& diagnostics) const;

    /// Makes the section current, and makes it first if it is new: `kind` then says what it is.
    void select(const ImageSection& kind, Place place);
    const ImageSection& current() const { return sections_[current_].image; }
    int current_index() const { return static_cast<int>(current_); }
    /// The address of the next byte.
    std::uint32_t here() const { return current().address + current().size_bytes; }

    /// These say why not, if they cannot.
    std::optional<std::string> append(std::span<const std::uint8_t> bytes);
    std::optional<std::string> fill(std::int64_t count, std::uint8_t byte);
    std::optional<std::string> align(std::int64_t bytes, std::optional<std::uint8_t> fill_byte);
    std::optional<std::string> set_origin(std::int64_t address);

    std::vector<ImageSection> images() const;

private:
    struct Entry {
        ImageSection image;
        Place place;
        bool by_origin = false;
        bool no_room = false;  ///< the sections before it fill the address space
    };
    ImageSection& now() { return sections_[current_].image; }
    std::optional<std::string> reserve(std::int64_t count);

    std::vector<Entry> sections_;
    std::size_t current_ = 0;
    std::uint64_t most_bytes_;
    std::uint64_t total_bytes_ = 0;
};

/// What a section is if only its name is known.
ImageSection section_by_name(std::string_view name);

}  // namespace anel::assembler
