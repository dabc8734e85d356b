// The rules are the hardware's; the tests hold the two against each other.
#include "isa/paging/page_walk.hpp"

#include <algorithm>
#include <cstring>

#include "isa/spec/csrs.hpp"
#include "isa/spec/platform.hpp"

namespace anel::paging {

namespace pte = spec::pte;

namespace {

constexpr std::uint32_t kLeafBits = pte::kRead | pte::kWrite | pte::kExecute;

Verdict judge(std::uint32_t entry, unsigned level) {
    if ((entry & pte::kValid) == 0) return Verdict::kNotValid;
    if ((entry & pte::kWrite) != 0 && (entry & pte::kRead) == 0) return Verdict::kWriteWithoutRead;
    const bool leaf = (entry & kLeafBits) != 0;
    if (level == 0) return leaf ? Verdict::kLeaf : Verdict::kNoLeaf;
    if (!leaf) return Verdict::kTable;
    return (entry & pte::kSuperpageOffset) != 0 ? Verdict::kSuperpageBits : Verdict::kLeaf;
}

std::uint32_t index_of(std::uint32_t address, unsigned level) { return (address >> (level == 1 ? 22 : 12)) & 0x3ff; }

class Walker {
public:
    Walker(std::span<const std::uint8_t> memory, PageWalk& out) : memory_(memory), out_(out) {}

    /// One dimension. Where its entries lie is itself translated by `inner`, if there is one.
    struct End {
        std::optional<std::uint32_t> leaf;
        bool superpage = false;
        std::uint32_t address = 0;
    };
    End dimension(std::uint32_t table, std::uint32_t address, bool nested, std::optional<std::uint32_t> inner) {
        End end;
        for (unsigned level = 1;; --level) {
            WalkStep step{nested, address, level, table + index_of(address, level) * 4, 0, 0, Verdict::kOutside};
            std::optional<std::uint32_t> physical = step.at;
            if (inner) {
                const End stage = dimension(*inner, step.at, true, std::nullopt);
                physical = stage.leaf ? std::optional(stage.address) : std::nullopt;
                if (!physical) step.verdict = Verdict::kNestedStop;
            }
            step.physical = physical.value_or(0);
            const std::optional<std::uint32_t> value = physical ? read_physical_word(memory_, *physical) : std::nullopt;
            if (value) {
                step.value = *value;
                step.verdict = judge(*value, level);
            }
            out_.steps.push_back(step);
            if (step.verdict == Verdict::kTable) {
                table = step.value & pte::kFrame;
                continue;
            }
            if (step.verdict == Verdict::kLeaf) {
                const std::uint32_t offset = (level == 1 ? kSuperpageBytes : kPageBytes) - 1;
                end = {step.value, level == 1, (step.value & pte::kFrame & ~offset) | (address & offset)};
            }
            return end;
        }
    }

private:
    std::span<const std::uint8_t> memory_;
    PageWalk& out_;
};

}  // namespace

Tables tables_of_root(std::uint32_t root, std::optional<std::uint32_t> nested_root) {
    Tables tables{(root & spec::kRootOn) != 0, root & spec::kRootTable, std::nullopt};
    if (nested_root && (*nested_root & spec::kRootOn) != 0) tables.nested = *nested_root & spec::kRootTable;
    return tables;
}

Tables tables_now(const cpu::CpuState& state) {
    if (state.in_guest() && state.assist.nested()) return tables_of_root(state.root, state.assist.nested_root);
    return tables_of_root(state.root_now());
}

PageWalk walk_tables(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t address) {
    PageWalk out;
    out.address = address;
    out.tables = tables;
    Walker walker(memory, out);
    std::uint32_t reached = address;
    if (tables.paged) {
        const Walker::End end = walker.dimension(tables.root, address, false, tables.nested);
        if (!end.leaf) return out;
        out.leaf = end.leaf;
        out.superpage = end.superpage;
        reached = end.address;
    }
    if (tables.nested) {
        out.guest_physical = reached;
        const Walker::End end = walker.dimension(*tables.nested, reached, true, std::nullopt);
        if (!end.leaf) return out;
        out.nested_leaf = end.leaf;
        reached = end.address;
    }
    out.physical = reached;
    return out;
}

std::optional<std::uint32_t> physical_of(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t address, std::uint32_t bytes) {
    const std::optional<std::uint32_t> physical = tables.paged || tables.nested ? walk_tables(memory, tables, address).physical : address;
    if (!physical || *physical > memory.size() || memory.size() - *physical < bytes) return std::nullopt;
    return physical;
}

bool read_virtual(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t address, std::span<std::uint8_t> to) {
    for (std::size_t done = 0; done < to.size();) {
        const auto at = static_cast<std::uint32_t>(address + done);
        const std::size_t piece = std::min<std::size_t>(to.size() - done, kPageBytes - at % kPageBytes);
        const auto physical = physical_of(memory, tables, at, static_cast<std::uint32_t>(piece));
        if (!physical) return false;
        std::ranges::copy(memory.subspan(*physical, piece), to.begin() + static_cast<std::ptrdiff_t>(done));
        done += piece;
    }
    return true;
}

std::optional<std::uint32_t> read_word(std::span<const std::uint8_t> memory, const Tables& tables, std::uint32_t address) {
    std::uint8_t bytes[4];
    if (!read_virtual(memory, tables, address, bytes)) return std::nullopt;
    std::uint32_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

std::optional<std::uint32_t> read_physical_word(std::span<const std::uint8_t> memory, std::uint32_t address) {
    if (address > memory.size() || memory.size() - address < 4) return std::nullopt;
    std::uint32_t word = 0;
    std::memcpy(&word, &memory[address], sizeof word);
    return word;
}

}  // namespace anel::paging
