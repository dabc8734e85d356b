#include "isa/asm/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>

#include "isa/base/types.hpp"
#include "isa/spec/platform.hpp"

namespace anel::assembler {
namespace {

constexpr std::uint64_t kAddressSpaceBytes = std::uint64_t{1} << 32;

}  // namespace

ImageSection section_by_name(std::string_view name) {
    ImageSection section;
    section.name = name;
    section.executable = name.starts_with(".text");
    section.no_bits = name.starts_with(".bss") || name.starts_with(".sbss");
    section.writable = !section.executable && !name.starts_with(".rodata");
    return section;
}

Sections::Sections(std::uint32_t most_mib) : most_bytes_(std::uint64_t{most_mib} << 20) {
    for (const std::string_view name : {".text", ".rodata", ".data", ".bss"}) sections_.push_back({section_by_name(name), {}});
    place();
}

void Sections::begin_pass() {
    for (Entry& entry : sections_) {
        entry.image.bytes.clear();
        entry.image.size_bytes = 0;
        entry.image.align = 1;
        entry.by_origin = false;
    }
    current_ = 0;
    total_bytes_ = 0;
}

bool Sections::place() {
    bool stayed = true;
    std::uint64_t cursor = spec::kKernelLoad;
    for (Entry& entry : sections_) {
        if (!entry.by_origin) {
            const std::uint64_t align = std::max<std::uint64_t>(kPageBytes, entry.image.align);
            const std::uint64_t wide = (cursor + align - 1) / align * align;
            const auto address = static_cast<std::uint32_t>(wide);
            entry.no_room = wide >= kAddressSpaceBytes;
            stayed = stayed && address == entry.image.address;
            entry.image.address = address;
        }
        cursor = std::uint64_t{entry.image.address} + entry.image.size_bytes;
    }
    return stayed;
}

void Sections::check(Diagnostics& diagnostics) const {
    std::vector<const Entry*> sorted;
    for (const Entry& entry : sections_)
        if (entry.image.size_bytes > 0) sorted.push_back(&entry);
    std::stable_sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->image.address < b->image.address; });
    const Entry* previous = nullptr;
    for (const Entry* entry : sorted) {
        const ImageSection& image = entry->image;
        if (entry->no_room || std::uint64_t{image.address} + image.size_bytes > kAddressSpaceBytes)
            diagnostics.add(entry->place, fmt::format("section {} with its {} bytes runs past the end of the address space: give it an .org", image.name, image.size_bytes));
        if (previous != nullptr && std::uint64_t{previous->image.address} + previous->image.size_bytes > image.address) {
            const Entry* later = std::max(previous, entry, [](auto* a, auto* b) { return a->place < b->place; });
            diagnostics.add(later->place, fmt::format("section {} (0x{:08x}, {} bytes) overlaps section {} at 0x{:08x}: give one of them another .org",
                                                      previous->image.name, previous->image.address, previous->image.size_bytes, image.name, image.address));
        }
        previous = entry;
    }
}

void Sections::select(const ImageSection& kind, Place place) {
    const auto it = std::find_if(sections_.begin(), sections_.end(), [&](const Entry& e) { return e.image.name == kind.name; });
    current_ = static_cast<std::size_t>(it - sections_.begin());
    if (it == sections_.end()) sections_.push_back({kind, place});
    if (current().size_bytes == 0) sections_[current_].place = place;
}

std::optional<std::string> Sections::reserve(std::int64_t count) {
    if (count < 0) return fmt::format("a size of {} bytes: expected 0 or more", count);
    if (static_cast<std::uint64_t>(count) > most_bytes_ - total_bytes_)
        return fmt::format("the program grows beyond {} MiB with these {} bytes", most_bytes_ >> 20, count);
    total_bytes_ += static_cast<std::uint64_t>(count);
    now().size_bytes += static_cast<std::uint32_t>(count);
    return std::nullopt;
}

std::optional<std::string> Sections::append(std::span<const std::uint8_t> bytes) {
    std::vector<std::uint8_t>& out = now().bytes;
    const bool zeros = std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b == 0; });
    if (auto why = reserve(static_cast<std::int64_t>(bytes.size()))) return why;
    if (!current().no_bits)
        out.insert(out.end(), bytes.begin(), bytes.end());
    else if (!zeros)
        return fmt::format("section {} holds zeros only, and no file bytes: reserve room with .space, or use .data", current().name);
    return std::nullopt;
}

std::optional<std::string> Sections::fill(std::int64_t count, std::uint8_t byte) {
    if (auto why = reserve(count)) return why;
    if (!current().no_bits)
        now().bytes.resize(now().bytes.size() + static_cast<std::size_t>(count), byte);
    else if (byte != 0 && count > 0)
        return fmt::format("section {} holds zeros only: fill with 0, or use .data", current().name);
    return std::nullopt;
}

std::optional<std::string> Sections::align(std::int64_t bytes, std::optional<std::uint8_t> fill_byte) {
    if (bytes < 1 || bytes > (1 << 24) || !std::has_single_bit(static_cast<std::uint64_t>(bytes)))
        return fmt::format("alignment of {} bytes: expected a power of two up to 16 MiB (.align and .p2align take its exponent, .balign the bytes)", bytes);
    now().align = std::max(now().align, static_cast<std::uint32_t>(bytes));
    const auto step = static_cast<std::uint32_t>(bytes);
    const std::uint32_t gap = (0U - here()) % step;
    if (fill_byte || !current().executable) return fill(gap, fill_byte.value_or(0));
    // Code may run through the gap: nops, once the words are aligned.
    if (auto why = fill(gap % 4, 0)) return why;
    constexpr std::array<std::uint8_t, 4> kNop{0x13, 0, 0, 0};
    for (std::uint32_t i = 0; i < gap / 4; ++i)
        if (auto why = append(kNop)) return why;
    return std::nullopt;
}

std::optional<std::string> Sections::set_origin(std::int64_t address) {
    if (address < 0 || address > 0xffffffff) return fmt::format("{} is not an address: expected 0 to 0xffffffff", address);
    const auto target = static_cast<std::uint32_t>(address);
    if (current().size_bytes == 0) {
        now().address = target;
        sections_[current_].by_origin = true;
        sections_[current_].no_room = false;
        return std::nullopt;
    }
    if (target < here())
        return fmt::format(".org 0x{:08x} goes back: section {} is already at 0x{:08x}; use another .section for lower addresses", target, current().name, here());
    return fill(target - here(), 0);
}

std::vector<ImageSection> Sections::images() const {
    std::vector<ImageSection> images;
    for (const Entry& entry : sections_) images.push_back(entry.image);
    return images;
}

}  // namespace anel::assembler
