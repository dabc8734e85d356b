// Page tables of random bits in a small memory, in one dimension or two, and what the hardware makes of them: for tests of whoever reads tables beside it.
// Not here: tables made by hand for one case each.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <random>
#include <vector>

#include "isa/cpu/engine/mmu.hpp"
#include "isa/cpu/timing.hpp"
#include "isa/paging/page_walk.hpp"

namespace anel {

struct RandomTables {
    std::vector<std::uint8_t> bytes;
    paging::Tables tables;
    std::uint32_t address = 0;  ///< looked up in them

    /// `always`: bits that every entry has besides.
    RandomTables(std::mt19937& generator, bool nested, std::uint32_t always = 0) : bytes(kPages << 12) {
        const auto random = [&] { return static_cast<std::uint32_t>(generator()); };
        const auto entry = [&] {
            // Frames within the memory, or a little behind it; bits as they come, V more often than not.
            std::uint32_t value = (random() % (kPages + 1)) << 12 | (random() & 0xfff);
            if (random() % 8 != 0) value |= 1;
            if (random() % 2 != 0) value = (value & ~0xfU) | 1;
            if (random() % 3 == 0) value &= ~0x003ff000U;
            return value | always;
        };
        for (std::uint32_t page = 0; page < kPages; ++page) {
            for (std::uint32_t i = 0; i < kUsed; ++i) {
                const std::uint32_t value = entry();
                std::memcpy(&bytes[page << 12 | i << 2], &value, sizeof value);
            }
        }
        address = (random() % kUsed) << 22 | (random() % kUsed) << 12 | (random() & 0xfff);
        tables = {true, (random() % kPages) << 12, nested ? std::optional<std::uint32_t>((random() % kPages) << 12) : std::nullopt};
    }

    /// On a machine that has done nothing yet. The tables stay as they are.
    cpu::Translation by_hardware(cpu::Access access, Ring ring = Ring::k0) const {
        std::vector<std::uint8_t> ram = bytes;
        const cpu::TimingParams timing;
        cpu::StampClock clock;
        cpu::DataPath data(timing, timing.tlb_entries);
        cpu::CodeStore code(ram.size(), 1, timing.tlb_entries + 1, nullptr);
        cpu::WrittenPages pages(ram.size());
        cpu::Mmu mmu(ram, data, code, pages, clock, timing);
        cpu::Space space;
        space.table = tables.root;
        space.ring = ring;
        space.tag = tables.nested ? 1 : 0;
        space.nested_table = tables.nested;
        return mmu.translate({address}, access, space);
    }

private:
    static constexpr std::uint32_t kPages = 16, kUsed = 8;
};

}  // namespace anel
