// The rules stand in decisions.md, "Paging", and in isa/cpu/engine/mmu.hpp; this is written from them, not from the engine.
#include "isa/explain/table_walk.hpp"

#include <cstring>

#include "isa/spec/platform.hpp"

namespace anel::explain {

namespace pte = spec::pte;

namespace {

bool is_leaf(std::uint32_t value) { return (value & (pte::kRead | pte::kWrite | pte::kExecute)) != 0; }

/// Of the last entry that has been read; kNone: it is one to go on with, or to judge by its rights.
Obstacle judge_form(const WalkedEntry& entry) {
    if ((entry.value & pte::kValid) == 0) return Obstacle::kNotValid;
    if ((entry.value & pte::kWrite) != 0 && (entry.value & pte::kRead) == 0) return Obstacle::kWriteWithoutRead;
    if (entry.level == 0 && !entry.leaf) return Obstacle::kNoLeaf;
    if (entry.level == 1 && entry.leaf && (entry.value & pte::kSuperpageOffset) != 0) return Obstacle::kSuperpageBits;
    return Obstacle::kNone;
}

/// Where an entry at `address` is found; nothing: the nested tables refuse.
using Locate = std::optional<std::uint32_t> (*)(std::span<const std::uint8_t>, const Tables&, std::uint32_t address);

TableWalk walk_levels(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t table, std::uint32_t address, Access access,
                      std::optional<Ring> ring, Locate locate) {
    TableWalk result;
    const auto stop = [&result](Obstacle obstacle) {
        result.obstacle = obstacle;
        return result;
    };
    for (unsigned level = 1;; level = 0) {
        WalkedEntry& entry = result.entries.emplace_back();
        entry.level = level;
        entry.address = table + ((address >> (level == 1 ? 22 : 12)) & 0x3ff) * 4;
        const auto physical = locate(memory, tables, entry.address);
        if (!physical) return stop(Obstacle::kNested);
        entry.physical = *physical;
        const auto value = word_at(memory, *physical);
        if (!value) return stop(Obstacle::kOutside);
        entry.value = *value;
        entry.leaf = is_leaf(*value);
        if (const Obstacle form = judge_form(entry); form != Obstacle::kNone) return stop(form);
        if (entry.leaf) {
            const std::uint32_t mask = cpu::TlbEntry::offset_mask(level == 1);
            result.address = (entry.value & ~mask) | (address & mask);
            return stop(judge_leaf(entry.value, access, ring));
        }
        table = entry.value & pte::kFrame;
    }
}

std::optional<std::uint32_t> as_it_is(std::span<const std::uint8_t>, const Tables&, std::uint32_t address) { return address; }

std::optional<std::uint32_t> through_nested(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t address) {
    if (!tables.nested) return address;
    const TableWalk nested = walk_nested(memory, tables, address, Access::kLoad);
    return nested.obstacle == Obstacle::kNone ? std::optional(nested.address) : std::nullopt;
}

}  // namespace

std::uint32_t right_for(Access access) {
    return access == Access::kLoad ? pte::kRead : access == Access::kStore ? pte::kWrite : pte::kExecute;
}

Tables tables_of(const cpu::CpuState& state, Ring ring, bool guest) {
    const std::uint32_t root = ring == Ring::kMinus1 ? state.assist.root : state.root;
    Tables result;
    result.paged = (root & spec::kRootOn) != 0;
    result.table = root & spec::kRootTable;
    result.key.asid = result.paged ? static_cast<std::uint16_t>((root & spec::kRootAsid) >> spec::kRootAsidShift) : cpu::kUntranslated;
    if (guest) {
        result.key.tag = static_cast<std::uint8_t>(state.assist.tag);
        if ((state.assist.nested_root & spec::kRootOn) != 0) result.nested = state.assist.nested_root & spec::kRootTable;
    }
    return result;
}

Obstacle judge_leaf(std::uint32_t value, Access access, std::optional<Ring> ring) {
    if (ring && number(*ring) > static_cast<int>((value & pte::kRing) >> pte::kRingShift)) return Obstacle::kRing;
    return (value & right_for(access)) == 0 ? Obstacle::kRight : Obstacle::kNone;
}

TableWalk walk(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t address, Access access, Ring ring) {
    if (tables.paged) return walk_levels(memory, tables, tables.table, address, access, ring, through_nested);
    TableWalk result;
    result.address = address;
    return result;
}

TableWalk walk_nested(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t guest_physical, Access access) {
    return walk_levels(memory, tables, *tables.nested, guest_physical, access, std::nullopt, as_it_is);
}

const cpu::TlbEntry* find_in_tlb(std::span<const cpu::TlbEntry> tlb, const cpu::TlbKey& key, std::uint32_t address) {
    for (const cpu::TlbEntry& entry : tlb) {
        // A global entry is for every address space, and an untranslated address is in none.
        const bool same_space = entry.key.asid == key.asid || (entry.global() && key.asid != cpu::kUntranslated);
        if (entry.valid && entry.key.tag == key.tag && same_space && entry.covers(address)) return &entry;
    }
    return nullptr;
}

std::optional<std::uint32_t> fetch_word(std::span<const std::uint8_t> memory, std::span<const cpu::TlbEntry> tlb, const Tables& tables,
                                        std::uint32_t address, Ring ring) {
    const bool translated = tables.paged || tables.nested;
    if (const cpu::TlbEntry* entry = translated ? find_in_tlb(tlb, tables.key, address) : nullptr) {
        const bool allowed = judge_leaf(entry->pte, Access::kFetch, ring) == Obstacle::kNone && (entry->nested & pte::kExecute) != 0;
        return allowed ? word_at(memory, entry->physical(address)) : std::nullopt;
    }
    const TableWalk own = walk(memory, tables, address, Access::kFetch, ring);
    if (own.obstacle != Obstacle::kNone) return std::nullopt;
    if (!tables.nested) return word_at(memory, own.address);
    const TableWalk nested = walk_nested(memory, tables, own.address, Access::kFetch);
    return nested.obstacle == Obstacle::kNone ? word_at(memory, nested.address) : std::nullopt;
}

std::optional<std::uint32_t> word_at(std::span<const std::uint8_t> memory, std::uint32_t physical) {
    std::uint32_t value = 0;
    if (memory.size() < sizeof value || physical > memory.size() - sizeof value) return std::nullopt;
    std::memcpy(&value, memory.data() + physical, sizeof value);
    return value;
}

}  // namespace anel::explain
