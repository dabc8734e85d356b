// What an instruction does in MEM, where nobody older can undo it any more: loads and stores, and what the branch predictor learns. CSR and
// system instructions act here too, in files of their own.
// Not here: translation and caches (memory.cpp).
#include "isa/cpu/reference/alu.hpp"
#include "isa/cpu/reference/reference.hpp"

namespace anel::cpu {

using reference::Access;
using reference::is_branch;
using spec::InsnId;

/// As the current ring's addresses are translated, with the rights of `ring`.
reference::AddressSpace Reference::space_of(Ring ring) const {
    reference::AddressSpace space;
    const bool nested = state_.in_guest() && state_.assist.nested();
    space.paged = state_.paging();
    space.translated = space.paged || nested;
    if (!space.translated && !state_.in_guest()) return space;
    space.table = state_.root_now() & spec::kRootTable;
    if (nested) space.nested_table = state_.assist.nested_root & spec::kRootTable;
    space.key.asid = space.paged ? std::uint16_t{state_.asid()} : kUntranslated;
    space.key.tag = state_.in_guest() ? static_cast<std::uint8_t>(state_.assist.tag) : std::uint8_t{0};
    space.ring = ring;
    return space;
}

/// The guest's own fault is its trap. What the nested tables refuse is an exit, which says what was missing, and for which access.
void Reference::fail(InFlight& instruction, const reference::Fault& fault, std::uint32_t address, std::uint32_t word) const {
    if (!fault.nested) return instruction.trap(fault.cause, address);
    const Access own = fault.cause == spec::TrapCause::kStorePage   ? Access::kWrite
                       : fault.cause == spec::TrapCause::kFetchPage ? Access::kFetch
                                                                    : Access::kRead;
    std::uint32_t qualification = right_for(fault.nested->access) | right_for(own) << spec::kNestedAccessShift;
    if (fault.nested->on_the_way) qualification |= spec::kNestedOnTheWay;
    instruction.leave_guest({static_cast<std::uint32_t>(spec::ExitReason::kNestedFault), qualification, fault.nested->guest_physical, word, address});
}

/// Where the bytes lie; none where the instruction ends in a fault.
std::optional<std::uint32_t> Reference::data_access(InFlight& instruction, std::uint32_t bytes, Access access) {
    const std::uint32_t address = instruction.a + instruction.op.imm;
    if (address % bytes != 0) {
        instruction.trap(access == Access::kRead ? spec::TrapCause::kLoadMisaligned : spec::TrapCause::kStoreMisaligned, address);
        return std::nullopt;
    }
    const reference::Served served = memory_.access(address, bytes, access, space_of(state_.ring));
    instruction.stall = served.cycles;
    if (served.fault) {
        fail(instruction, *served.fault, address);
        return std::nullopt;
    }
    if (served.missed) ++counters_.dcache_misses;
    return served.physical;
}

template <class T>
void Reference::load(InFlight& instruction) {
    if (const auto physical = data_access(instruction, sizeof(T), Access::kRead))
        instruction.result = static_cast<std::uint32_t>(memory_.read<T>(*physical));  // a signed T extends its sign
}

template <class T>
void Reference::store(InFlight& instruction) {
    if (const auto physical = data_access(instruction, sizeof(T), Access::kWrite)) memory_.write(*physical, static_cast<T>(instruction.b));
}

void Reference::act(InFlight& instruction) {
    const DecodedOp& op = instruction.op;
    if (is_branch(op)) {
        predictor_.learn(instruction.pc, instruction.taken);
        if (predictor_.modelled() && instruction.taken != instruction.predicted_taken) ++counters_.mispredicts;
        return;
    }
    switch (op.id) {
        case InsnId::kLb: return load<std::int8_t>(instruction);
        case InsnId::kLh: return load<std::int16_t>(instruction);
        case InsnId::kLw: return load<std::uint32_t>(instruction);
        case InsnId::kLbu: return load<std::uint8_t>(instruction);
        case InsnId::kLhu: return load<std::uint16_t>(instruction);
        case InsnId::kSb: return store<std::uint8_t>(instruction);
        case InsnId::kSh: return store<std::uint16_t>(instruction);
        case InsnId::kSw: return store<std::uint32_t>(instruction);
        case InsnId::kFenceI: instruction.refetches = true; break;
        case InsnId::kCsrrw:
        case InsnId::kCsrrs:
        case InsnId::kCsrrc:
        case InsnId::kCsrrwi:
        case InsnId::kCsrrsi:
        case InsnId::kCsrrci: act_csr(instruction); break;
        default:
            if (op.id >= InsnId::kEcall) act_system(instruction);
            break;
    }
    if (instruction.refetches) instruction.bubble = timing_.refetch;
}

}  // namespace anel::cpu
