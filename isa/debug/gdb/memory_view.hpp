// Memory as a person at the debugger sees it: virtual addresses by the root in force (or physical ones), without regard to rings and rights.
// Looking changes nothing: no A or D bit, no TLB entry. Tables count as they are now; what the TLB still remembers of older ones does not.
// Where they lead nowhere, an address of a program that was loaded at boot means the place where it was loaded: so a kernel can be looked at before
// it has turned paging on, and under a monitor whose shadow tables do not hold a page yet.
// Not here: the walk (isa/paging/page_walk.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "isa/cpu/device_bus.hpp"
#include "isa/machine/machine.hpp"

namespace anel::gdb {

/// A part of a program: the address that it is linked for, and the physical one at which it was loaded.
struct LoadedPart {
    std::uint32_t linked = 0;
    std::uint32_t physical = 0;
    std::uint32_t bytes = 0;
};

class MemoryView {
public:
    /// `machine` outlives it.
    explicit MemoryView(const machine::Machine& machine, std::vector<LoadedPart> loaded = {}) : machine_(machine), loaded_(std::move(loaded)) {}

    bool physical() const { return physical_; }
    void set_physical(bool on) { physical_ = on; }

    /// Up to `bytes` bytes, fewer where the tables end; none where there is nothing at `address`.
    std::string read(std::uint32_t address, std::size_t bytes) const;
    /// Where the bytes really lie, in order; none unless all of them lie in memory.
    std::optional<std::vector<cpu::MemoryRange>> where(std::uint32_t address, std::size_t bytes) const;

private:
    std::optional<std::uint32_t> translated(std::uint32_t address) const;

    const machine::Machine& machine_;
    std::vector<LoadedPart> loaded_;
    bool physical_ = false;
};

/// Where a byte really lies, by the tables in force; none where they lead to no memory.
std::optional<std::uint32_t> physical_address(const machine::Machine& machine, std::uint32_t address);
/// A word, by the same; none where part of it is nowhere.
std::optional<std::uint32_t> word_at(const machine::Machine& machine, std::uint32_t address);

}  // namespace anel::gdb
