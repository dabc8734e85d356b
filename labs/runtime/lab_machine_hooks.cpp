// Serving a trap: asking the function, judging its answer, doing what it says.
#include <algorithm>

#include "isa/base/invariant.hpp"
#include "isa/explain/table_walk.hpp"
#include "isa/spec/causes.hpp"
#include "labs/runtime/both.hpp"
#include "labs/runtime/lab_machine.hpp"

namespace anel::labs {

using Action = HookAnswer::Action;

namespace {

/// Into ring 0 from outside it or from itself, or into ring −1 from a guest.
bool may_be_hooked(const cpu::Event& event) {
    return (event.kind == cpu::EventKind::kTrap && event.to == Ring::k0) || event.kind == cpu::EventKind::kExit;
}

/// What leaving a handler by `tret` makes of its bank's status.
std::uint32_t left(std::uint32_t status) { return (status & ~spec::kStatusIe) | ((status & spec::kStatusPie) != 0 ? spec::kStatusIe : 0); }

std::optional<std::uint32_t> word_of(const machine::Machine& machine, const cpu::Event& event) {
    if ((event.cause & spec::kInterruptBit) != 0) return std::nullopt;
    const cpu::CpuState& state = machine.cpu().state();
    const auto cause = static_cast<spec::TrapCause>(event.cause);
    if (cause == spec::TrapCause::kIllegal || cause == spec::TrapCause::kPrivileged) return event.value;
    const bool guest = event.kind == cpu::EventKind::kExit || state.assist.guest;
    return explain::fetch_word(machine.memory(), {}, explain::space_of(state, event.from, guest), event.pc, event.from);
}

constexpr std::uint32_t kInstructionBytes = 4;

}  // namespace

std::string LabMachine::wrong_with(const HookAnswer& answer, const TrapInfo& trap, explain::Language language) const {
    const std::string_view name = kActionNames[static_cast<std::size_t>(answer.action)];
    const auto say = [language](const Both& what, const auto&... gaps) { return in(language, what, gaps...); };
    if (answer.cycles && *answer.cycles == 0)
        return say({"\"{}\": cycles is to be at least 1: whatever is done takes time", "\"{}\": cycles tem de ser pelo menos 1: tudo o que se faz leva tempo"}, name);
    if (trap.exit() && (answer.action == Action::kEmulate || answer.action == Action::kRetry || answer.action == Action::kInject))
        return say({"\"{}\" is for traps into ring 0. Of a guest that has exited, pc and registers are in its control block: change them there, and return \"pass\" (on at vectorm) "
                    "or \"redirect\" to code of ring -1 that executes vmenter",
                    "\"{}\" é para traps que chegam ao anel 0. De um convidado que saiu, pc e registradores estão no bloco de controle: altere-os ali e devolva \"pass\" (segue em vectorm) "
                    "ou \"redirect\" para código do anel -1 que executa vmenter"}, name);
    switch (answer.action) {
        case Action::kEmulate:
            if (trap.interrupt())
                return say({"\"emulate\" is for instructions, and this is an interrupt: return \"retry\" to go on with the instruction that it came before, or \"inject\"",
                            "\"emulate\" é para instruções, e isto é uma interrupção: devolva \"retry\" para seguir com a instrução diante da qual ela veio, ou \"inject\""});
            break;
        case Action::kRedirect:
            if (!answer.pc || !answer.ring) return say({"\"redirect\" takes {{pc=, ring=}}: where to go on", "\"redirect\" leva {{pc=, ring=}}: onde seguir"});
            if (*answer.pc % kInstructionBytes != 0) return say({"\"redirect\": pc 0x{:08x} is no multiple of 4", "\"redirect\": o pc 0x{:08x} não é múltiplo de 4"}, *answer.pc);
            if (*answer.ring == Ring::kMinus1 && !trap.exit())
                return say({"\"redirect\": ring -1 is for exits; this trap came into ring 0", "\"redirect\": o anel -1 é para saídas; este trap chegou ao anel 0"});
            break;
        case Action::kInject: {
            if (!answer.ring) return say({"\"inject\" takes {{cause=, ring=}}, and value and pc if need be", "\"inject\" leva {{cause=, ring=}}, e value e pc se for preciso"});
            if (*answer.ring != Ring::k1 && *answer.ring != Ring::k2)
                return say({"\"inject\": ring {} has no bank that a trap could be delivered to; rings 1 and 2 have, where granted",
                            "\"inject\": o anel {} não tem banco que pudesse receber um trap; os anéis 1 e 2 têm, quando concedido"}, number(*answer.ring));
            if (!changed_.has_bank(*answer.ring))
                return say({"\"inject\": ring {0} has not been granted its bank; set bit {0} of cpu.grant first", "\"inject\": o banco do anel {0} não foi concedido; ligue antes o bit {0} de cpu.grant"}, number(*answer.ring));
            if (*answer.ring > trap.event.from)
                return say({"\"inject\": the trap came from ring {}, and is never delivered to a ring outside it", "\"inject\": o trap veio do anel {}, e nunca é entregue a um anel externo a ele"}, number(trap.event.from));
            if (answer.pc && *answer.pc % kInstructionBytes != 0) return say({"\"inject\": pc 0x{:08x} is no multiple of 4", "\"inject\": o pc 0x{:08x} não é múltiplo de 4"}, *answer.pc);
            break;
        }
        default: break;
    }
    return {};
}

/// `changed_` is the state behind the trap as the function left it; `trapped`, as the hardware did.
void LabMachine::apply(const HookAnswer& answer, const cpu::Event& event, const cpu::CpuState& trapped) {
    cpu::CpuState& state = changed_;
    const std::uint32_t status = left(trapped.bank_of(Ring::k0).status);
    switch (answer.action) {
        case Action::kEmulate:
        case Action::kRetry:
            state.bank_of(Ring::k0).status = status;
            state.ring = event.from;
            state.pc = event.pc + (answer.action == Action::kEmulate ? kInstructionBytes : 0);
            break;
        case Action::kRedirect:
            if (event.kind == cpu::EventKind::kTrap) state.bank_of(Ring::k0).status = *answer.ring == Ring::k0 ? state.bank_of(Ring::k0).status : status;
            state.ring = *answer.ring;
            state.pc = *answer.pc;
            break;
        case Action::kInject: {
            state.bank_of(Ring::k0).status = status;
            cpu::Bank& bank = state.bank_of(*answer.ring);
            bank.epc = answer.pc.value_or(event.pc);
            bank.cause = answer.cause;
            bank.value = answer.value;
            bank.status = ((bank.status & spec::kStatusIe) != 0 ? spec::kStatusPie : 0) | index(event.from) << spec::kStatusPringShift;
            state.ring = *answer.ring;
            state.pc = bank.vector;
            break;
        }
        case Action::kStop:
        case Action::kPass: break;
    }
}

std::optional<Ending> LabMachine::serve(const cpu::Event& event) {
    if (!may_be_hooked(event)) return std::nullopt;
    const auto hook = std::ranges::find_if(hooks_, [&event](const Hook& one) { return one.wanted(event); });
    if (hook == hooks_.end()) return std::nullopt;
    const TrapInfo trap{event, word_of(*machine_, event)};
    const cpu::CpuState trapped = machine_->cpu().state();
    changed_ = trapped;
    memory_changed_ = false;
    served_ = &trap;
    in_hook_ = true;
    const HookFunction function = hook->call;  // the function may add hooks
    std::optional<HookAnswer> answer = function(*this, trap);
    in_hook_ = false;
    served_ = nullptr;
    if (answer)
        if (std::string wrong = wrong_with(*answer, trap); !wrong.empty()) {
            hook_message_ = std::move(wrong);
            answer.reset();
        }
    if (!answer) return Ending::kHookFailed;
    apply(*answer, event, trapped);
    const bool changes = memory_changed_ || changed_ != trapped;
    const std::uint32_t cycles = answer->cycles.value_or(answer->action == Action::kPass && !changes ? 0 : 1);
    // The work was done in the ring that the trap came into; its time is booked there.
    history_->declare(cycles);
    if (changed_ != trapped) history_->set_state(changed_);
    const machine::Moment behind = history_->now();
    events_.move_last(behind);
    if (lost_trap_) lost_trap_->at = behind;  // a hook's trap is the last one that there is
    uses_.add(behind, {emulated() + (answer->action == Action::kEmulate ? 1 : 0)});
    if (limits_.hook_records != 0)
        records_.add(behind, {behind, event, trap.word, answer->action, cycles, guest_instructions(), emulated(), machine_->cpu().state()});
    const bool stops = answer->action == Action::kStop;
    bound_history();
    if (!stops) return std::nullopt;
    hook_message_ = answer->message;
    return Ending::kStop;
}

}  // namespace anel::labs
