// Where a client wants to stop: addresses of instructions, and pieces of memory that are written or read.
// A breakpoint is a virtual address in whatever space. A watchpoint is the physical memory that its address led to when it was set: it is noticed
// whoever writes there, by whatever address, the page walker and the disk too.
// Not here: moving the machine to one of them (travel.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "isa/debug/gdb/memory_view.hpp"
#include "isa/debug/gdb/next_access.hpp"

namespace anel::gdb {

enum class BreakKind : std::uint8_t { kSoftware, kHardware };  ///< they work alike; a client is told which one it was
enum class WatchKind : std::uint8_t {
    kWrite,   ///< when a byte has changed
    kRead,    ///< when a load has read one
    kAccess,  ///< either, and a store of the value that was there
};

class Points {
public:
    static constexpr std::size_t kBreakpointsMost = 4096;
    static constexpr std::size_t kWatchpointsMost = 64;
    static constexpr std::uint32_t kWatchedMost = 4096;  ///< bytes, of one watchpoint

    /// False where there are too many.
    bool add_breakpoint(BreakKind kind, std::uint32_t address);
    void remove_breakpoint(BreakKind kind, std::uint32_t address);
    /// The kind of the breakpoint there, if there is one.
    std::optional<BreakKind> breakpoint_at(std::uint32_t address) const;
    std::vector<std::uint32_t> breakpoints() const;

    struct Watch {
        WatchKind kind = WatchKind::kWrite;
        std::uint32_t address = 0;  ///< as the client says it
        std::uint32_t bytes = 0;
        std::vector<cpu::MemoryRange> where;
        std::vector<std::uint8_t> seen;  ///< what was there when one last looked
        bool is(WatchKind other_kind, std::uint32_t other_address, std::uint32_t other_bytes) const {
            return kind == other_kind && address == other_address && bytes == other_bytes;
        }
    };
    enum class Added : std::uint8_t { kYes, kNoMemory, kTooMany };
    /// Clients take watchpoints away at each stop and put them back: one whose address leads nowhere now stays where it was before.
    Added add_watch(WatchKind kind, std::uint32_t address, std::uint32_t bytes, const MemoryView& memory);
    void remove_watch(WatchKind kind, std::uint32_t address, std::uint32_t bytes);
    bool watching() const { return !watches_.empty(); }
    /// Whether any asks for loads, too.
    bool watching_accesses() const;
    void clear();

    /// Takes the memory of now for granted.
    void look(std::span<const std::uint8_t> memory);
    /// The first watchpoint that is hit by what happened since one last looked: `access` is what an instruction has read or written besides.
    /// Looks at all of them.
    const Watch* hit(std::span<const std::uint8_t> memory, const std::optional<Access>& access);

private:
    std::map<std::uint32_t, unsigned> breakpoints_;  ///< bit 0: software, bit 1: hardware
    std::vector<Watch> watches_;
    std::vector<Watch> taken_away_;  ///< the latest last, kWatchpointsMost at most
};

}  // namespace anel::gdb
