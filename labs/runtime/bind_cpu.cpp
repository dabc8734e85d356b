// m.cpu: registers and CSRs by name.
#include <fmt/format.h>

#include "isa/asm/operands.hpp"
#include "isa/base/nearest.hpp"
#include "isa/cpu/bank_register.hpp"
#include "isa/debug/csr_fields.hpp"
#include "labs/runtime/binding_rows.hpp"

namespace anel::labs {

using lua::Answer;
using lua::Call;

namespace {

/// What a key of m.cpu means.
struct Register {
    std::optional<unsigned> x;
    const spec::Csr* csr = nullptr;
};

Error unknown(const std::string& name) {
    std::vector<std::string> names{"pc", "ring", "waiting", "vm", "explain"};
    for (unsigned number = 0; number < 32; ++number) names.emplace_back(assembler::register_name(number));
    for (const spec::Csr& csr : spec::kCsrs) names.emplace_back(csr.name);
    const std::string guess = did_you_mean(name, names);
    return {"the CPU has no register '" + name + "'" + (guess.empty() ? "; there are a0, x10 and so on, pc, ring, waiting, vm, and the system registers: vector0, epc0, cause0, root, grant, …" : guess)};
}

/// By name, or by number as cpu[10].
Result<Register> find(Call& call) {
    if (!call.is_text(1)) {
        const std::int64_t number = call.integer(1, "a register's number", 0, 31);
        return Register{static_cast<unsigned>(number), nullptr};
    }
    const std::string name = call.text(1, "name");
    if (const auto x = assembler::find_register(name)) return Register{*x, nullptr};
    if (const spec::Csr* const csr = spec::find_csr(name)) return Register{std::nullopt, csr};
    return unknown(name);
}

Value number_of(std::uint32_t value) { return std::int64_t{value}; }

Answer get_register(Call& call) {
    const Result<Register> found = find(call);
    if (!found) return found.error();
    if (call.wrong()) return {};
    LabMachine& machine = machine_of(call);
    if (found->x) return number_of(machine.state().x[*found->x]);
    const auto value = debug::csr_value(machine.state(), *found->csr, machine.cycle(), machine.config().assist.present);
    return number_of(value.value_or(0));
}

/// As a write of software that may do it would: bits that do not exist stay 0.
Result<cpu::CpuState> with_csr(cpu::CpuState state, const spec::Csr& csr, std::uint32_t value, bool has_assist) {
    if (csr.access == spec::CsrAccess::kReadOnly) return Error{fmt::format("cpu.{} can only be read", csr.name)};
    value &= csr.writable_bits;
    if (csr.bank != spec::kNoBank) {
        state.bank[csr.bank].*cpu::bank_register(csr.kind) = value;
        return state;
    }
    switch (csr.kind) {
        case spec::CsrKind::kRoot: state.root = value; break;
        case spec::CsrKind::kInnerRoot: state.assist.root = value; break;
        case spec::CsrKind::kGrant: state.grant = value; break;
        case spec::CsrKind::kAssist: state.assist.locked = state.assist.locked || (has_assist && value != 0); break;
        case spec::CsrKind::kMark: state.mark[lane(state.ring)] = static_cast<spec::Activity>(value); break;
        case spec::CsrKind::kVmid: state.vmid = static_cast<std::uint8_t>(value); break;
        default: break;
    }
    return state;
}

Answer set_register(Call& call) {
    const Result<Register> found = find(call);
    if (!found) return found.error();
    const std::uint32_t value = call.word(2, "the value");
    if (call.wrong()) return {};
    LabMachine& machine = machine_of(call);
    cpu::CpuState state = machine.state();
    if (found->x) {
        if (*found->x != 0) state.x[*found->x] = value;  // x0 takes no value, as on the machine
    } else {
        const Result<cpu::CpuState> changed = with_csr(state, *found->csr, value, machine.config().assist.present);
        if (!changed) return changed.error();
        state = *changed;
    }
    machine.set_state(state);
    return {};
}

Answer get_pc(Call& call) { return number_of(machine_of(call).state().pc); }
Answer set_pc(Call& call) {
    const std::uint32_t pc = call.word(1, "cpu.pc");
    if (!call.wrong() && pc % 4 != 0) call.refuse(1, "cpu.pc", "a multiple of 4");
    if (call.wrong()) return {};
    cpu::CpuState state = machine_of(call).state();
    state.pc = pc;
    machine_of(call).set_state(state);
    return {};
}
Answer get_ring(Call& call) { return Value(number(machine_of(call).state().ring)); }
Answer set_ring(Call& call) {
    cpu::CpuState state = machine_of(call).state();
    const std::int64_t ring = call.integer(1, "cpu.ring", state.assist.on ? -1 : 0, 3);
    if (call.wrong()) return {};
    state.ring = static_cast<Ring>(ring);
    machine_of(call).set_state(state);
    return {};
}
Answer get_waiting(Call& call) { return Value(machine_of(call).state().waiting); }
Answer get_vm(Call& call) { return Value(static_cast<int>(machine_of(call).state().vmid)); }

Answer explain_last(Call& call) {
    const std::string tag = call.text_or(1, "the language", "");
    if (call.wrong()) return {};
    const auto language = tag.empty() ? std::optional(surroundings_of(call).language) : explain::find_language(tag);
    if (!language) return Error{"cpu:explain: there is no language '" + tag + "'; there are en and pt-BR"};
    if (call.self<BoundMachine>().machine.in_hook()) return Value(machine_of(call).explain(*language));
    const std::string text = machine_of(call).explain(*language);
    return text.empty() ? Answer(Value(nullptr)) : Answer(Value(text));
}

constexpr lua::FunctionRow kCpuFunctions[] = {
    {"explain", "[lang]", "text", "Why the last trap was raised, and where it went: a sentence. nil where there was none. `lang`: `\"en\"` or `\"pt-BR\"`.", kStudents, explain_last},
};
constexpr lua::FieldRow kCpuFields[] = {
    {"pc", "Where the next instruction is.", kStudents, get_pc, set_pc},
    {"ring", "The current ring.", kStudents, get_ring, set_ring},
    {"waiting", "`wfi` waits for an interrupt.", kStudents, get_waiting, nullptr},
    {"vm", "The VM that time is booked to.", kStudents, get_vm, nullptr},
};

}  // namespace

const lua::TypeRow kCpuType{
    "cpu",
    "`m.cpu`. Besides what is below, every general register by its names (`cpu.a0`, `cpu.x10`) or its number (`cpu[10]`; `x0` takes no value), and every system register by its name as in\n"
    "[the machine's reference](isa-reference.md): `cpu.vector0`, `cpu.root`, `cpu.grant`. Read and assigned as by software that may do it; bits that do not exist stay 0. Of `pending` it is the\n"
    "software's bits. Marks (`mark`, `vmid`) read 0.",
    kCpuFunctions, kCpuFields, get_register, set_register};

}  // namespace anel::labs
