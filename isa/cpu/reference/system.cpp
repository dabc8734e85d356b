// The system instructions: calls, returns, the interrupt enable, waiting, ports, TLB flush, probe.
// The order of questions is always the same: may this ring? does the guest's monitor want it? then do it.
// Not here: ring -1's own instructions (assist.cpp), what a crossing moves (traps.cpp).
#include <algorithm>

#include "isa/cpu/reference/reference.hpp"

namespace anel::cpu {

using reference::Ending;
using spec::InsnId;
using spec::TrapCause;

namespace {

/// Ports are numbers of 16 bits.
std::uint16_t port_of(const reference::InFlight& instruction) { return static_cast<std::uint16_t>(instruction.a + instruction.op.imm); }

}  // namespace

/// hcall calls a ring inside the current one. There is none in ring -1, nor in a ring 0 that has nothing beneath it, or nothing that wants to be called.
bool Reference::nobody_inside() const {
    if (state_.ring == Ring::kMinus1) return true;
    const std::uint32_t left_to_guest = state_.bank_of(Ring::kMinus1).delegate >> static_cast<unsigned>(TrapCause::kHcall);
    return state_.ring == Ring::k0 && (!state_.in_guest() || (left_to_guest & 1U) != 0);
}

bool Reference::has_right(const InFlight& instruction) const {
    if (state_.ring <= Ring::k0) return true;
    const spec::Home home = spec::row(instruction.op.id).home;
    return home == spec::Home::kAny || (home == spec::Home::kOwnBank && state_.has_bank(state_.ring));
}

void Reference::act_system(InFlight& instruction) {
    const DecodedOp& op = instruction.op;
    if (op.id == InsnId::kEcall) return instruction.trap(TrapCause::kEcall, 0);
    if (op.id == InsnId::kEbreak) return instruction.trap(TrapCause::kBreakpoint, instruction.pc);
    if (op.id == InsnId::kHcall) return nobody_inside() ? instruction.trap(TrapCause::kIllegal, op.word) : instruction.trap(TrapCause::kHcall, 0);

    if (!has_right(instruction)) {
        const spec::Outside outside = behaviours_.insn[static_cast<std::size_t>(op.id)];
        if (outside == spec::Outside::kTrap) return instruction.trap(TrapCause::kPrivileged, op.word);
        if (outside == spec::Outside::kIgnore) return;  // rd gets 0, which is what EX has put there
    }
    const bool port = op.id == InsnId::kIn || op.id == InsnId::kOut;
    if (intercepted(instruction)) {
        const spec::ExitReason reason = port ? spec::ExitReason::kPort : spec::ExitReason::kInstruction;
        return instruction.leave_guest({static_cast<std::uint32_t>(reason), port ? port_of(instruction) : 0U, 0, op.word, 0});
    }

    switch (op.id) {
        case InsnId::kTret: instruction.ending = Ending::kReturns; break;
        case InsnId::kEi: move_enable(true); break;
        case InsnId::kDi: move_enable(false); break;
        case InsnId::kWfi: state_.waiting = true; break;
        case InsnId::kIn: instruction.result = bus_.read_port(port_of(instruction), cycle_ + 1); break;
        case InsnId::kOut: bus_.write_port(port_of(instruction), instruction.b, cycle_ + 1); break;
        case InsnId::kProbe: probe(instruction); break;
        case InsnId::kTlbflush: {
            // Of the current VM: all addresses unless rs1 names one; all spaces, global entries too, unless rs2 does.
            const std::uint8_t tag = space_of(state_.ring).key.tag;
            const auto asid = static_cast<std::uint8_t>(instruction.b);
            memory_.tlb().drop_where([&](const TlbEntry& entry) {
                const bool address = op.rs1 == 0 || entry.is_part_of_page_at(instruction.a);
                const bool space = op.rs2 == 0 || (!entry.global() && entry.key.asid == asid);
                return entry.key.tag == tag && address && space;
            });
            instruction.refetches = true;
            break;
        }
        default: act_assist(instruction); break;
    }
}

/// Whether a guest's instruction, to which its ring has the right, exits instead.
bool Reference::intercepted(const InFlight& instruction) const {
    if (!state_.in_guest()) return false;
    const AssistState& assist = state_.assist;
    const auto listed = [&assist](spec::Intercept bit) { return ((assist.intercepts >> static_cast<unsigned>(bit)) & 1U) != 0; };
    switch (instruction.op.id) {
        case InsnId::kWfi: return listed(spec::Intercept::kWfi);
        case InsnId::kTlbflush: return listed(spec::Intercept::kTlbflush);
        case InsnId::kProbe: return listed(spec::Intercept::kProbe);
        case InsnId::kTret: return listed(spec::Intercept::kTret);
        case InsnId::kEi:
        case InsnId::kDi: return listed(spec::Intercept::kFlag);
        case InsnId::kIn:
        case InsnId::kOut: {
            const std::uint32_t port = port_of(instruction);
            if (port >= assist.port_map.size() * 32 || listed(spec::Intercept::kPort)) return true;
            return ((assist.port_map[port / 32] >> (port % 32)) & 1U) != 0;
        }
        default: return false;
    }
}

/// ei and di. A machine's policy may let ring 3 come here, which has no bank.
void Reference::move_enable(bool on) {
    if (state_.ring == Ring::k3) return;
    std::uint32_t& status = state_.bank_of(state_.ring).status;
    status = on ? status | spec::kStatusIe : status & ~spec::kStatusIe;
}

/// rs2: bits 2 to 0 the access (R W X), bits 5 and 4 the ring, of which the outer of it and the current one is asked for.
void Reference::probe(InFlight& instruction) {
    instruction.result = 1;
    if (!state_.paging()) return;
    const Ring ring = std::max(state_.ring, ring_from(instruction.b >> 4));
    const std::uint32_t rights = (instruction.b & 7U) * spec::pte::kRead;
    const reference::Memory::Probed probed = memory_.probe(instruction.a, rights, space_of(ring));
    instruction.stall = probed.cycles;
    instruction.result = probed.allowed ? 1 : 0;
    if (probed.nested) fail(instruction, {TrapCause::kLoadPage, probed.nested}, instruction.a, instruction.op.word);
}

}  // namespace anel::cpu
