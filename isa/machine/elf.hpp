// Reads ELF32 images for AR32 and says what is wrong with those that are not.
// Not here: where images go in memory (monitor/control/boot.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/base/types.hpp"

namespace anel::machine {

struct ElfSegment {
    std::uint32_t paddr = 0;
    std::uint32_t vaddr = 0;
    std::uint32_t memory_bytes = 0;  ///< at least bytes.size(); the rest is zeros
    bool executable = false;
    std::vector<std::uint8_t> bytes;
};

struct ElfSymbol {
    std::string name;
    std::uint32_t value = 0;
};

struct ElfImage {
    std::string name;         ///< as in messages: the file's
    std::uint32_t entry = 0;  ///< physical
    std::vector<ElfSegment> segments;  ///< the loadable ones that occupy memory, in the file's order
    std::vector<ElfSymbol> symbols;    ///< named functions, objects and labels, by value; empty where stripped
};

/// Whether an image that is linked to be moved (a monitor is) will do; nothing in it is relocated here.
enum class ElfPlacing : std::uint8_t { kFixed, kMovable };

/// `name` stands before every message.
Result<ElfImage> parse_elf(std::span<const std::uint8_t> bytes, const std::string& name,
                           ElfPlacing placing = ElfPlacing::kFixed);

/// Whether the image, moved up by `base`, lies in [first, end) of physical memory. `what` names that range in the message.
Status check_elf_placement(const ElfImage& image, std::uint32_t base, std::uint32_t first, std::uint64_t end,
                           std::string_view what);

}  // namespace anel::machine
