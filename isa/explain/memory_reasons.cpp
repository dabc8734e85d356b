// Why an access to memory trapped: page faults, access faults, misalignment, and faults of nested tables.
#include <fmt/format.h>

#include "isa/cpu/decode.hpp"
#include "isa/explain/reasons.hpp"
#include "isa/spec/platform.hpp"

namespace anel::explain {

namespace pte = spec::pte;

namespace {

/// V R W X A D G in their places, as `ls -l` writes rights.
std::string bits_text(std::uint32_t entry) {
    std::string text = "VRWXADG";
    constexpr std::uint32_t kBits[] = {pte::kValid, pte::kRead, pte::kWrite, pte::kExecute, pte::kAccessed, pte::kDirty, pte::kGlobal};
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((entry & kBits[i]) == 0) text[i] = '-';
    return text;
}

std::uint32_t ring_of(std::uint32_t entry) { return (entry & pte::kRing) >> pte::kRingShift; }

Sentence missing_right(Access access) {
    if (access == Access::kLoad) return say<Text::kNoRead>();
    return access == Access::kStore ? say<Text::kNoWrite>() : say<Text::kNoExecute>();
}

/// Of an entry that is a leaf.
Sentence refusal_text(Obstacle obstacle, std::uint32_t entry, Access access) {
    if (obstacle != Obstacle::kRing) return missing_right(access);
    Sentence ring = ring_of(entry) == 0 ? say<Text::kAdmitsZero>() : say<Text::kAdmitsTo>("ring"_is = std::to_string(ring_of(entry)));
    if ((entry & right_for(access)) != 0) return ring;
    return say<Text::kBothReasons>("first"_is = std::move(ring), "second"_is = missing_right(access));
}

Sentence reason_text(Obstacle obstacle, const paging::WalkStep& entry, Access access) {
    switch (entry.verdict) {
        case paging::Verdict::kNotValid: return say<Text::kNotValid>();
        case paging::Verdict::kWriteWithoutRead: return say<Text::kWriteWithoutRead>();
        case paging::Verdict::kNoLeaf: return say<Text::kNoLeaf>();
        case paging::Verdict::kSuperpageBits: return say<Text::kSuperpageBits>();
        default: return refusal_text(obstacle, entry.value, access);
    }
}

/// Whose tables an entry is of: what its address means, and whether its ring counts.
enum class Of : std::uint8_t { kMachine, kGuest, kNested };

Sentence entry_text(const paging::WalkStep& entry, Of tables) {
    Sentence at = tables == Of::kGuest ? say<Text::kAtGuestPhysical>("guest"_is = hex(entry.at), "physical"_is = hex(entry.physical))
                                       : say<Text::kAtPhysical>("physical"_is = hex(entry.physical));
    const std::string level = std::to_string(entry.level);
    const bool leaf = (entry.value & (pte::kRead | pte::kWrite | pte::kExecute)) != 0;
    if (leaf && tables == Of::kNested)
        return say<Text::kNestedEntry>("level"_is = level, "entry"_is = hex(entry.value), "bits"_is = bits_text(entry.value), "at"_is = std::move(at));
    if (!leaf) return say<Text::kPointer>("level"_is = level, "entry"_is = hex(entry.value), "at"_is = std::move(at));
    return say<Text::kEntry>("level"_is = level, "entry"_is = hex(entry.value), "bits"_is = bits_text(entry.value),
                             "ring"_is = std::to_string(ring_of(entry.value)), "at"_is = std::move(at));
}

Sentence tlb_entry_text(std::uint32_t entry) {
    return say<Text::kTlbEntry>("entry"_is = hex(entry), "bits"_is = bits_text(entry), "ring"_is = std::to_string(ring_of(entry)));
}

/// A and D do not tell a TLB's entry from the tables': the hardware may have set them in between.
bool same_but_for_use(std::uint32_t a, std::uint32_t b) { return ((a ^ b) & ~(pte::kAccessed | pte::kDirty)) == 0; }

/// What the tables say, where they do not say what the TLB does.
Sentence now_text(const TableWalk& walked, Of tables) {
    if (walked.obstacle == Obstacle::kOutside || walked.obstacle == Obstacle::kNested || walked.entries.empty()) return say<Text::kNowOutside>();
    const paging::WalkStep& last = walked.entries.back();
    if (walked.obstacle == Obstacle::kNone) return say<Text::kNowAllowed>("entry"_is = entry_text(last, tables));
    return say<Text::kNowEntry>("entry"_is = entry_text(last, tables));
}

const cpu::TlbEntry* tlb_entry_for(const TrapFacts& facts, const Space& space, std::uint32_t address) {
    return space.tables.paged || space.tables.nested ? find_in_tlb(facts.tlb, space.key, address) : nullptr;
}

Sentence outside(const TrapFacts& facts, Sentence access, const paging::WalkStep& entry, Of tables) {
    const std::uint64_t bytes = facts.memory.size();
    const std::string level = std::to_string(entry.level);
    if (tables != Of::kGuest)
        return say<Text::kTableOutside>("access"_is = std::move(access), "level"_is = level, "physical"_is = hex(entry.physical), "bytes"_is = bytes);
    return say<Text::kGuestTableOutside>("access"_is = std::move(access), "level"_is = level, "guest"_is = hex(entry.at),
                                         "physical"_is = hex(entry.physical), "bytes"_is = bytes);
}

}  // namespace

Sentence why_page_fault(const TrapFacts& facts, Access access) {
    const Space space = space_before(facts);
    const paging::Tables& tables = space.tables;
    const std::uint32_t address = facts.event.value;
    const Ring ring = facts.event.from;
    const Of whose = tables.nested ? Of::kGuest : Of::kMachine;
    const TableWalk walked = walk(facts.memory, tables, address, access, ring);
    Sentence what = access_text(access, address, ring);
    if (const cpu::TlbEntry* held = tlb_entry_for(facts, space, address)) {
        const Obstacle obstacle = judge_leaf(held->pte, access, ring);
        const bool as_tables = !walked.entries.empty() && same_but_for_use(held->pte, walked.entries.back().value);
        if (obstacle != Obstacle::kNone && !as_tables)
            return say<Text::kStalePageFault>("access"_is = std::move(what), "reason"_is = refusal_text(obstacle, held->pte, access),
                                              "entry"_is = tlb_entry_text(held->pte), "now"_is = now_text(walked, whose));
    }
    if (walked.obstacle == Obstacle::kOutside) return outside(facts, std::move(what), walked.entries.back(), whose);
    if (walked.entries.empty() || walked.obstacle == Obstacle::kNested) return what;
    const paging::WalkStep& last = walked.entries.back();
    if (walked.obstacle == Obstacle::kNone) return say<Text::kUnseenTlb>("access"_is = std::move(what), "entry"_is = entry_text(last, whose));
    return say<Text::kPageFault>("access"_is = std::move(what), "reason"_is = reason_text(walked.obstacle, last, access),
                                 "entry"_is = entry_text(last, whose));
}

Sentence why_access_fault(const TrapFacts& facts, Access access) {
    const Space space = space_before(facts);
    const paging::Tables& tables = space.tables;
    const std::uint32_t address = facts.event.value;
    Sentence what = access_text(access, address, facts.event.from);
    std::uint32_t physical = address;
    if (const cpu::TlbEntry* held = tlb_entry_for(facts, space, address)) {
        physical = held->physical(address);
    } else {
        const TableWalk walked = walk(facts.memory, tables, address, access, facts.event.from);
        if (walked.obstacle == Obstacle::kOutside) return outside(facts, std::move(what), walked.entries.back(), tables.nested ? Of::kGuest : Of::kMachine);
        physical = tables.nested ? walk_nested(facts.memory, tables, walked.address, access).address : walked.address;
    }
    return say<Text::kAccessFault>("access"_is = std::move(what), "physical"_is = hex(physical), "bytes"_is = std::uint64_t{facts.memory.size()});
}

Sentence why_misaligned(const TrapFacts& facts, Access access) {
    Sentence what = access_text(access, facts.event.value, facts.event.from);
    const auto word = instruction_of(facts);
    const cpu::DecodedOp op = word ? cpu::decode(*word) : cpu::DecodedOp{};
    std::uint64_t bytes = 0;
    switch (op.id) {
        case spec::InsnId::kLw:
        case spec::InsnId::kSw: bytes = 4; break;
        case spec::InsnId::kLh:
        case spec::InsnId::kLhu:
        case spec::InsnId::kSh: bytes = 2; break;
        default: return say<Text::kMisalignedAny>("access"_is = std::move(what));
    }
    return say<Text::kMisaligned>("access"_is = std::move(what), "insn"_is = spec::row(op.id).mnemonic, "bytes"_is = bytes);
}

Sentence why_misaligned_target(const TrapFacts& facts) {
    return say<Text::kMisalignedTarget>("insn"_is = insn_text(facts), "ring"_is = ring_text(facts.event.from), "address"_is = hex(facts.event.value));
}

/// Where the nested tables' entry lies and what it says, or what the TLB holds in its place.
Sentence why_nested_fault(const TrapFacts& facts) {
    namespace block = spec::block;
    const std::uint32_t qualification = facts.event.value;
    const std::uint32_t guest_physical = block_word(facts, block::kGuestPhysical);
    const std::uint32_t address = block_word(facts, block::kGuestVirtual);
    const auto access_of = [](std::uint32_t rights) {
        return (rights & pte::kWrite) != 0 ? Access::kStore : (rights & pte::kExecute) != 0 ? Access::kFetch : Access::kLoad;
    };
    const std::uint32_t all = pte::kRead | pte::kWrite | pte::kExecute;
    const Access missing = access_of(qualification & all);
    const Access own = access_of((qualification >> spec::kNestedAccessShift) & all);
    const bool on_the_way = (qualification & spec::kNestedOnTheWay) != 0;
    Sentence what = block_word(facts, block::kInstruction) != 0
                        ? say<Text::kProbe>("address"_is = hex(address), "ring"_is = ring_text(facts.event.from))
                        : access_text(own, address, facts.event.from);
    const Space space = space_before(facts);
    const paging::Tables& tables = space.tables;
    if (!tables.nested) return what;
    const TableWalk walked = walk_nested(facts.memory, tables, guest_physical, missing);
    if (walked.obstacle == Obstacle::kOutside) return outside(facts, std::move(what), walked.entries.back(), Of::kNested);

    const paging::WalkStep& last = walked.entries.back();
    Sentence entry = entry_text(last, Of::kNested);
    Sentence reason = reason_text(walked.obstacle, last, missing);
    const cpu::TlbEntry* held = on_the_way ? nullptr : tlb_entry_for(facts, space, address);
    const bool from_tlb = held != nullptr && judge_leaf(held->nested, missing, std::nullopt) != Obstacle::kNone;
    if (from_tlb && !same_but_for_use(held->nested, last.value)) {
        reason = missing_right(missing);
        entry = say<Text::kNestedStale>("entry"_is = say<Text::kNestedTlbEntry>("entry"_is = hex(held->nested), "bits"_is = bits_text(held->nested)),
                                        "now"_is = now_text(walked, Of::kNested));
    }
    const std::string guest = hex(guest_physical);
    if (!on_the_way)
        return say<Text::kNestedFault>("access"_is = std::move(what), "guest"_is = guest, "reason"_is = std::move(reason), "entry"_is = std::move(entry));
    if (missing == Access::kStore)
        return say<Text::kNestedWayMark>("access"_is = std::move(what), "guest"_is = guest, "reason"_is = std::move(reason), "entry"_is = std::move(entry));
    return say<Text::kNestedWayRead>("access"_is = std::move(what), "guest"_is = guest, "reason"_is = std::move(reason), "entry"_is = std::move(entry));
}

}  // namespace anel::explain
