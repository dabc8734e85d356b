// A machine for tests of hooks: assembled, loaded, started, and what a guest in ring 1 needs to have its privileged instructions done for it.
#pragma once

#include <memory>
#include <string>

#include "isa/cpu/bank_register.hpp"
#include "isa/cpu/decode.hpp"
#include "isa/machine/yaml_config.hpp"
#include "labs/runtime/lab_machine.hpp"
#include "labs/runtime/machine_values.hpp"
#include "labs/runtime/programs.hpp"
#include "tests/unit/catch.hpp"

namespace anel::tests {

inline machine::MachineConfig small_machine(const std::string& more = "timing: none\n") {
    const auto config = machine::parse_config("memory: {ram_mib: 2}\n" + more, "test");
    REQUIRE(config);
    return *config;
}

/// Loads it and stands at its entry, in that ring.
inline std::unique_ptr<labs::LabMachine> machine_with(const std::string& text, Ring ring = Ring::k0, const std::string& more = "timing: none\n", const labs::LabLimits& limits = {}) {
    auto machine = std::make_unique<labs::LabMachine>(small_machine(more), limits);
    const auto program = labs::assembled_value(text, "guest.s");
    INFO((program ? "" : program.error().message));
    REQUIRE(program);
    for (const auto& section : (*program)["sections"]) {
        const auto bytes = section["bytes"].get<std::string>();
        REQUIRE(machine->write_memory(section["address"].get<std::uint32_t>(), {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}));
    }
    machine->start((*program)["entry"].get<std::uint32_t>());
    if (ring != Ring::k0) {
        cpu::CpuState state = machine->state();
        state.ring = ring;
        machine->set_state(state);
    }
    return machine;
}

inline std::function<bool(const cpu::Event&)> causes(const std::vector<std::string>& names, const std::vector<Ring>& from = {}) {
    auto wanted = labs::causes_wanted(names, from);
    REQUIRE(wanted);
    return *wanted;
}

inline labs::RunUntil trap_of(const char* cause) {
    labs::RunUntil until;
    until.trap = causes({cause});
    until.limit = 100'000;
    return until;
}

/// Everything that makes a moment.
struct Seen {
    machine::Moment moment;
    cpu::CpuState state;
    std::size_t events = 0;
    std::uint64_t hooks = 0;
    std::uint64_t guest_instructions = 0;
    std::vector<std::uint8_t> data;
    bool operator==(const Seen&) const = default;
    explicit Seen(labs::LabMachine& machine)
        : moment(machine.history().now()), state(machine.state()), events(machine.events().size()), hooks(machine.hook_count()), guest_instructions(machine.guest_instructions()),
          data(machine.memory().begin() + 0x8000, machine.memory().begin() + 0x8100) {}
};

/// Does what the hardware would have done for ring 0, on a bank of its own: the CSRs of bank 0, `ei` and `di`. Everything else is left to ring 0's own vector.
class Emulator {
public:
    cpu::Bank bank;

    std::optional<labs::HookAnswer> operator()(labs::LabMachine& machine, const labs::TrapInfo& trap) {
        using Action = labs::HookAnswer::Action;
        const cpu::DecodedOp op = cpu::decode(*trap.word);
        cpu::CpuState state = machine.state();
        labs::HookAnswer done;
        done.action = Action::kEmulate;
        if (op.id == spec::InsnId::kEi || op.id == spec::InsnId::kDi) {
            bank.status = op.id == spec::InsnId::kEi ? bank.status | spec::kStatusIe : bank.status & ~spec::kStatusIe;
            return done;
        }
        const spec::Csr* const csr = spec::find_csr(op.imm);
        if (op.id < spec::InsnId::kCsrrw || op.id > spec::InsnId::kCsrrci || csr == nullptr || csr->bank != 0) return labs::HookAnswer{};
        const bool immediate = op.id >= spec::InsnId::kCsrrwi;
        std::uint32_t& word = bank.*cpu::bank_register(csr->kind);
        const std::uint32_t old = word;
        const std::uint32_t operand = immediate ? op.rs1 : state.x[op.rs1];
        std::uint32_t value = operand;
        if (op.id == spec::InsnId::kCsrrs || op.id == spec::InsnId::kCsrrsi) value = old | operand;
        if (op.id == spec::InsnId::kCsrrc || op.id == spec::InsnId::kCsrrci) value = old & ~operand;
        word = value & csr->writable_bits;
        if (op.rd != 0) state.x[op.rd] = old;
        machine.set_state(state);
        done.cycles = 10;
        return done;
    }
};

}  // namespace anel::tests
