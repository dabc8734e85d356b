// Memory as a person at the debugger sees it: virtual addresses by the root in force (or physical ones), without regard to rings and rights.
// Looking changes nothing: no A or D bit, no TLB entry. Tables count as they are now; what the TLB still remembers of older ones does not.
// Not here: the hardware's own walk (isa/cpu/engine/mmu.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isa/cpu/device_bus.hpp"
#include "isa/machine/machine.hpp"

namespace anel::gdb {

class MemoryView {
public:
    /// `machine` outlives it.
    explicit MemoryView(const machine::Machine& machine) : machine_(machine) {}

    bool physical() const { return physical_; }
    void set_physical(bool on) { physical_ = on; }

    /// Up to `bytes` bytes, fewer where the tables end; none where there is nothing at `address`.
    std::string read(std::uint32_t address, std::size_t bytes) const;
    /// Where the bytes really lie, in order; none unless all of them lie in memory.
    std::optional<std::vector<cpu::MemoryRange>> where(std::uint32_t address, std::size_t bytes) const;

private:
    const machine::Machine& machine_;
    bool physical_ = false;
};

/// Where a byte really lies, by the tables in force; none where they lead to no memory.
std::optional<std::uint32_t> physical_address(const machine::Machine& machine, std::uint32_t address);
/// Likewise of a word, which does not cross a page.
std::optional<std::uint32_t> word_at(const machine::Machine& machine, std::uint32_t address);

}  // namespace anel::gdb
