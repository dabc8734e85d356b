// Instructions that the current ring has no right to: what they need, and which rule of the machine makes them trap.
#include "tests/unit/explain/cases.hpp"

namespace anel::tests {

using spec::InsnId;

namespace {

Happened word_in(Ring ring, std::uint32_t word, spec::Policy policy = spec::Policy::kStrict, std::uint32_t grant = 0) {
    Bench bench(policy);
    bench.code({word});
    bench.change([&](cpu::CpuState& state) {
        state.ring = ring;
        state.grant = grant;
    });
    return run_to_trap(bench, policy);
}

/// A machine of policy `popf` on which `ei` traps all the same.
Happened overridden() {
    HandBus bus;
    std::vector<std::uint8_t> ram(Bench::kRamBytes);
    cpu::Behaviours behaviours = cpu::Behaviours::of(spec::Policy::kPopf);
    behaviours.insn[static_cast<std::size_t>(InsnId::kEi)] = spec::Outside::kTrap;
    cpu::Cpu machine({}, behaviours, ram, bus, 16);
    cpu::CpuState state;
    state.ring = Ring::k1;
    state.pc = 0x1000;
    machine.set_state(state);
    const std::uint32_t word = encode::plain(InsnId::kEi);
    std::memcpy(&ram[0x1000], &word, sizeof word);
    machine.step();
    explain::TrapFacts facts;
    facts.event = machine.events().events().at(0);
    facts.state = machine.state();
    facts.memory = ram;
    facts.behaviours = behaviours;
    facts.policy = spec::Policy::kPopf;
    return {facts.event, false, explain::explain(facts)};
}

}  // namespace

std::vector<Case> privilege_cases() {
    constexpr auto kPopf = spec::Policy::kPopf;
    return {
        {"wfi in ring 3", [] { return word_in(Ring::k3, encode::plain(InsnId::kWfi)); },
         "wfi in ring 3: it needs ring 0; without that right it traps under every policy",
         "wfi no anel 3: ela exige o anel 0; sem esse direito, ela causa um trap em qualquer política", "to ring 0: bank 0 does not delegate it",
         "para o anel 0: o banco 0 não o delega"},
        {"tret in ring 3", [] { return word_in(Ring::k3, encode::plain(InsnId::kTret)); },
         "tret in ring 3: it is about the current ring's own trap bank, and ring 3 never has a bank; without that right it traps under every policy",
         "tret no anel 3: ela trata do banco de traps do próprio anel, e o anel 3 nunca tem banco; sem esse direito, ela causa um trap em qualquer política", "", ""},
        {"ei in ring 1 without grant", [] { return word_in(Ring::k1, encode::plain(InsnId::kEi)); },
         "ei in ring 1: it is about the current ring's own trap bank, and the register grant gives ring 1 no bank; policy strict makes it trap, where popf and legacy would silently ignore it",
         "ei no anel 1: ela trata do banco de traps do próprio anel, e o registrador grant não concede um banco ao anel 1; a política strict a faz causar um trap, enquanto popf e legacy a ignorariam em silêncio",
         "", ""},
        {"ei on a machine that overrides its policy", overridden,
         "ei in ring 1: it is about the current ring's own trap bank, and the register grant gives ring 1 no bank; an override of this machine makes it trap, where policy popf would silently ignore it",
         "ei no anel 1: ela trata do banco de traps do próprio anel, e o registrador grant não concede um banco ao anel 1; uma exceção à política, própria desta máquina, a faz causar um trap, enquanto a política popf a ignoraria em silêncio",
         "", ""},
        {"a read of the status from ring 1", [] { return word_in(Ring::k1, encode::read_csr(10, "status0"), kPopf); },
         "csrrs a0, status0, zero in ring 1: status0 is of trap bank 0, and the register grant gives ring 1 no bank; policy popf makes it trap, where legacy would let it execute on the real machine's state",
         "csrrs a0, status0, zero no anel 1: status0 é do banco de traps 0, e o registrador grant não concede um banco ao anel 1; a política popf a faz causar um trap, enquanto legacy a deixaria executar sobre o estado da máquina real",
         "", ""},
        {"a read and write of it", [] { return word_in(Ring::k1, encode::csr(InsnId::kCsrrw, 10, spec::find_csr("status0")->number, 11)); },
         "csrrw a0, status0, a1 in ring 1: status0 is of trap bank 0, and the register grant gives ring 1 no bank; without that right it traps under every policy",
         "csrrw a0, status0, a1 no anel 1: status0 é do banco de traps 0, e o registrador grant não concede um banco ao anel 1; sem esse direito, ela causa um trap em qualquer política",
         "", ""},
        {"a granted ring at an inner bank", [] { return word_in(Ring::k1, encode::write_csr("scratch0", 5), spec::Policy::kStrict, spec::grant_bit(1)); },
         "csrrw zero, scratch0, t0 in ring 1: scratch0 is of trap bank 0, which lies inside ring 1; without that right it traps under every policy",
         "csrrw zero, scratch0, t0 no anel 1: scratch0 é do banco de traps 0, mais interno que o anel 1; sem esse direito, ela causa um trap em qualquer política",
         "", ""},
        {"a write of the root from ring 1", [] { return word_in(Ring::k1, encode::write_csr("root", 10)); },
         "csrrw zero, root, a0 in ring 1: root belongs to ring 0; without that right it traps under every policy",
         "csrrw zero, root, a0 no anel 1: root pertence ao anel 0; sem esse direito, ela causa um trap em qualquer política", "", ""},
        {"the time, which only ring 1 may read", [] { return word_in(Ring::k2, encode::read_csr(10, "time"), spec::Policy::kStrict, 1U << spec::kGrantTimeShift); },
         "csrrs a0, time, zero in ring 2: time shows the time, which the register grant lets rings 0 to 1 read; without that right it traps under every policy",
         "csrrs a0, time, zero no anel 2: time mostra o tempo, que o registrador grant só deixa os anéis 0 a 1 lerem; sem esse direito, ela causa um trap em qualquer política",
         "", ""},
        {"the time, which nobody outside ring 0 may read", [] { return word_in(Ring::k3, encode::read_csr(10, "cycle")); },
         "csrrs a0, cycle, zero in ring 3: cycle shows the time, which the register grant lets ring 0 alone read; without that right it traps under every policy",
         "csrrs a0, cycle, zero no anel 3: cycle mostra o tempo, que o registrador grant só deixa o anel 0 ler; sem esse direito, ela causa um trap em qualquer política",
         "", ""},
        {"vmenter in ring 1", [] { return word_in(Ring::k1, encode::i(InsnId::kVmenter, 6, 5, 0)); },
         "vmenter t1, 0(t0) in ring 1: it needs ring -1; without that right it traps under every policy",
         "vmenter t1, 0(t0) no anel 1: ela exige o anel -1; sem esse direito, ela causa um trap em qualquer política", "", ""},
    };
}

}  // namespace anel::tests
