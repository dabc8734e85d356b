#include "isa/explain/table_walk.hpp"

#include "isa/spec/csrs.hpp"
#include "isa/spec/platform.hpp"

namespace anel::explain {

namespace pte = spec::pte;
using paging::Verdict;

namespace {

TableWalk judged(std::span<const std::uint8_t> memory, const paging::Tables& tables, std::uint32_t address, Access access, std::optional<Ring> ring) {
    TableWalk result;
    result.address = address;
    const paging::PageWalk walked = paging::walk_tables(memory, tables, address);
    bool refused = false;
    for (const paging::WalkStep& step : walked.steps) {
        if (step.nested) {
            refused = refused || (step.verdict == Verdict::kLeaf && judge_leaf(step.value, Access::kLoad, std::nullopt) != Obstacle::kNone);
            continue;
        }
        paging::WalkStep& entry = result.entries.emplace_back(step);
        if (refused || step.verdict == Verdict::kNestedStop) {
            // As the walk found the place, but may not read it.
            entry.physical = entry.value = 0;
            result.obstacle = Obstacle::kNested;
            return result;
        }
        if (step.verdict == Verdict::kTable) continue;
        if (step.verdict == Verdict::kLeaf) {
            result.address = tables.nested ? walked.guest_physical.value() : walked.physical.value();
            result.obstacle = judge_leaf(step.value, access, ring);
            return result;
        }
        result.obstacle = step.verdict == Verdict::kOutside ? Obstacle::kOutside : Obstacle::kForm;
        return result;
    }
    return result;
}

}  // namespace

std::uint32_t right_for(Access access) {
    return access == Access::kLoad ? pte::kRead : access == Access::kStore ? pte::kWrite : pte::kExecute;
}

Space space_of(const cpu::CpuState& state, Ring ring, bool guest) {
    const std::uint32_t root = ring == Ring::kMinus1 ? state.assist.root : state.root;
    Space result;
    result.tables = paging::tables_of_root(root, guest ? std::optional(state.assist.nested_root) : std::nullopt);
    result.key.asid = result.tables.paged ? static_cast<std::uint16_t>((root & spec::kRootAsid) >> spec::kRootAsidShift) : cpu::kUntranslated;
    if (guest) result.key.tag = static_cast<std::uint8_t>(state.assist.tag);
    return result;
}

Obstacle judge_leaf(std::uint32_t value, Access access, std::optional<Ring> ring) {
    if (ring && number(*ring) > static_cast<int>((value & pte::kRing) >> pte::kRingShift)) return Obstacle::kRing;
    return (value & right_for(access)) == 0 ? Obstacle::kRight : Obstacle::kNone;
}

TableWalk walk(std::span<const std::uint8_t> memory, const paging::Tables& tables, std::uint32_t address, Access access, Ring ring) {
    if (tables.paged) return judged(memory, tables, address, access, ring);
    TableWalk result;
    result.address = address;
    return result;
}

TableWalk walk_nested(std::span<const std::uint8_t> memory, const paging::Tables& tables, std::uint32_t guest_physical, Access access) {
    return judged(memory, {true, *tables.nested, std::nullopt}, guest_physical, access, std::nullopt);
}

const cpu::TlbEntry* find_in_tlb(std::span<const cpu::TlbEntry> tlb, const cpu::TlbKey& key, std::uint32_t address) {
    for (const cpu::TlbEntry& entry : tlb) {
        // A global entry is for every address space, and an untranslated address is in none.
        const bool same_space = entry.key.asid == key.asid || (entry.global() && key.asid != cpu::kUntranslated);
        if (entry.valid && entry.key.tag == key.tag && same_space && entry.covers(address)) return &entry;
    }
    return nullptr;
}

std::optional<std::uint32_t> fetch_word(std::span<const std::uint8_t> memory, std::span<const cpu::TlbEntry> tlb, const Space& space,
                                        std::uint32_t address, Ring ring) {
    const auto& [tables, key] = space;
    const bool translated = tables.paged || tables.nested;
    if (const cpu::TlbEntry* entry = translated ? find_in_tlb(tlb, key, address) : nullptr) {
        const bool allowed = judge_leaf(entry->pte, Access::kFetch, ring) == Obstacle::kNone && (entry->nested & pte::kExecute) != 0;
        return allowed ? paging::read_physical_word(memory, entry->physical(address)) : std::nullopt;
    }
    const TableWalk own = walk(memory, tables, address, Access::kFetch, ring);
    if (own.obstacle != Obstacle::kNone) return std::nullopt;
    if (!tables.nested) return paging::read_physical_word(memory, own.address);
    const TableWalk nested = walk_nested(memory, tables, own.address, Access::kFetch);
    return nested.obstacle == Obstacle::kNone ? paging::read_physical_word(memory, nested.address) : std::nullopt;
}

}  // namespace anel::explain
