// A walk through page tables as data: every entry on the way, where it lies, what it says, and where the walk comes to. It changes nothing,
// neither A and D bits nor the TLB, and asks no TLB: it is what the tables say now, without regard to rings and rights.
// Not here: the hardware's own walk and its time (isa/cpu/engine/mmu.hpp); who is let in (isa/explain/table_walk.hpp); the words for people
// (isa/debug/walk_text.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "isa/base/types.hpp"
#include "isa/cpu/state.hpp"

namespace anel::paging {

/// By which tables an address is translated.
struct Tables {
    bool paged = false;                   ///< false: the address is (guest-)physical
    std::uint32_t root = 0;               ///< physical address of the level-1 table; with nested tables guest-physical
    std::optional<std::uint32_t> nested;  ///< physical address of the nested level-1 table
    bool operator==(const Tables&) const = default;
};

/// From a root register.
Tables tables_of_root(std::uint32_t root, std::optional<std::uint32_t> nested_root = std::nullopt);
/// In force for what the CPU executes now.
Tables tables_now(const cpu::CpuState& state);

enum class Verdict : std::uint8_t {
    kTable,             ///< points to the level-0 table
    kLeaf,
    kNotValid,          ///< V is clear
    kWriteWithoutRead,  ///< W without R: as if V were clear
    kNoLeaf,            ///< a level-0 entry with none of R, W, X
    kSuperpageBits,     ///< a level-1 leaf whose frame is no multiple of 4 MiB
    kOutside,           ///< there is no memory where the entry would lie
    kNestedStop,        ///< the nested tables do not lead to where the entry lies
};

struct WalkStep {
    bool nested = false;          ///< an entry of the nested tables
    std::uint32_t looks_for = 0;  ///< the address that this dimension translates
    unsigned level = 1;
    std::uint32_t at = 0;         ///< the entry's address: physical, or guest-physical for the guest's own under nested tables
    std::uint32_t physical = 0;   ///< likewise; 0 where the nested tables do not lead to it
    std::uint32_t value = 0;      ///< 0 where it could not be read
    Verdict verdict = Verdict::kNotValid;
};

struct PageWalk {
    std::uint32_t address = 0;
    Tables tables;
    std::vector<WalkStep> steps;  ///< in the order of the references
    std::optional<std::uint32_t> leaf;         ///< of the tables in the first dimension
    std::optional<std::uint32_t> nested_leaf;  ///< of the last stage
    bool superpage = false;
    std::optional<std::uint32_t> guest_physical;  ///< with nested tables alone
    std::optional<std::uint32_t> physical;        ///< where it ends; may lie outside memory
};

PageWalk walk_tables(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t address);

/// The physical address, if the tables lead to one that `bytes` of memory are at. All lie in one page.
std::optional<std::uint32_t> physical_of(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t address, std::uint32_t bytes = 1);

/// Copies virtual memory, page by page. False where some of it leads nowhere; `to` is then of no use.
bool read_virtual(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t address, std::span<std::uint8_t> to);
std::optional<std::uint32_t> read_word(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t address);
std::optional<std::uint32_t> read_physical_word(std::span<const std::uint8_t> memory, std::uint32_t address);

}  // namespace anel::paging
