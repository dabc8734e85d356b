// Interrupts: of device lines, of lines that a monitor drives, and of bits that software set.
#include "tests/unit/explain/cases.hpp"

namespace anel::tests {

using spec::InsnId;

namespace {

/// Line 0 high, bank 0 listening.
void listen(Bench& bench, Ring ring) {
    bench.code({encode::kNop, encode::kNop});
    bench.bus.lines_high = 1;
    bench.change([ring](cpu::CpuState& state) {
        state.ring = ring;
        state.bank[0].imask = 1;
    });
}

}  // namespace

std::vector<Case> interrupt_cases() {
    return {
        {"a line, in ring 3",
         [] {
             Bench bench;
             listen(bench, Ring::k3);
             return run_to_trap(bench);
         },
         "interrupt of line 0 (TIMER): the line is high, imask0 lets it through, and ring 3, outside ring 0, cannot hold it off",
         "interrupção da linha 0 (TIMER): a linha está alta, imask0 a deixa passar, e o anel 3, mais externo que o anel 0, não pode adiá-la",
         "to ring 0: bank 0 does not delegate it", "para o anel 0: o banco 0 não o delega"},
        {"a line, in ring 0 with interrupts enabled",
         [] {
             Bench bench;
             listen(bench, Ring::k0);
             bench.change([](cpu::CpuState& state) { state.bank[0].status = spec::kStatusIe; });
             return run_to_trap(bench);
         },
         "interrupt of line 0 (TIMER): the line is high, imask0 lets it through, and ring 0 has its interrupts enabled",
         "interrupção da linha 0 (TIMER): a linha está alta, imask0 a deixa passar, e o anel 0 está com as interrupções habilitadas", "", ""},
        {"a line that is delegated",
         [] {
             Bench bench;
             listen(bench, Ring::k2);
             bench.change([](cpu::CpuState& state) {
                 state.grant = spec::grant_bit(1);
                 state.bank[0].delegate = 1U << 16;
                 state.bank[1].imask = 1;
             });
             return run_to_trap(bench);
         },
         "interrupt of line 0 (TIMER): the line is high, imask1 lets it through, and ring 2, outside ring 1, cannot hold it off",
         "interrupção da linha 0 (TIMER): a linha está alta, imask1 a deixa passar, e o anel 2, mais externo que o anel 1, não pode adiá-la",
         "to ring 1: bank 0 delegates it to ring 1, which is granted; bank 1 does not delegate it",
         "para o anel 1: o banco 0 o delega ao anel 1, que tem concessão; o banco 1 não o delega"},
        {"a bit that software set",
         [] {
             Bench bench;
             bench.code({encode::kNop});
             bench.change([](cpu::CpuState& state) {
                 state.ring = Ring::k3;
                 state.grant = spec::grant_bit(1);
                 state.bank[1].imask = state.bank[1].pending = 1U << 5;
             });
             return run_to_trap(bench);
         },
         "interrupt of line 5: software has set its bit in pending1, imask1 lets it through, and ring 3, outside ring 1, cannot hold it off",
         "interrupção da linha 5: seu bit em pending1 foi ligado por software, imask1 a deixa passar, e o anel 3, mais externo que o anel 1, não pode adiá-la",
         "to ring 1: it is pending in that ring's own bank", "para o anel 1: ele está pendente no banco desse próprio anel"},
        {"a line that a monitor drives",
         [] {
             AssistBench bench;
             bench.code({encode::kNop});
             bench.set(spec::block::kLines, 2);
             bench.set(spec::block::kBank0 + 4 * 4, spec::kStatusIe);
             bench.set(spec::block::kBank0 + 7 * 4, 2);
             bench.enter();
             return run_to_trap(bench, spec::Policy::kStrict, true);
         },
         "interrupt of line 1 (CONSOLE): LINES in the control block says that it is high, imask0 lets it through, and ring 0 has its interrupts enabled",
         "interrupção da linha 1 (CONSOLE): LINES, no bloco de controle, diz que ela está alta, imask0 a deixa passar, e o anel 0 está com as interrupções habilitadas",
         "to ring 0: ring -1 leaves it to its guest (delegatem); bank 0 does not delegate it",
         "para o anel 0: o anel -1 o deixa com seu convidado (delegatem); o banco 0 não o delega"},
        {"a line that is ring -1's",
         [] {
             AssistBench bench;
             bench.code({encode::kNop});
             bench.change([](cpu::CpuState& state) { state.bank_of(Ring::kMinus1).imask = 1; });
             bench.enter();
             bench.bus.lines_high = 1;
             return run_to_trap(bench, spec::Policy::kStrict, true);
         },
         "interrupt of line 0 (TIMER): the line is high, imaskm lets it through, and a guest cannot hold off what is for ring -1",
         "interrupção da linha 0 (TIMER): a linha está alta, imaskm a deixa passar, e um convidado não pode adiar o que é do anel -1",
         "to ring -1: delegatem does not leave line 0 (TIMER) to the guest", "para o anel -1: delegatem não deixa a linha 0 (TIMER) com o convidado"},
        {"an interrupt that an entry injects",
         [] {
             AssistBench bench;
             bench.set(spec::block::kInject, spec::kInjectValid | spec::kInterruptBit | 2);
             bench.set(spec::block::kInjectValue, 7);
             bench.put(AssistBench::kMonitor, encode::i(InsnId::kVmenter, 6, AssistBench::kBlockRegister, 0));
             bench.change([](cpu::CpuState& state) { state.x[AssistBench::kBlockRegister] = AssistBench::kBlock; });
             return run_to_trap(bench, spec::Policy::kStrict, true);
         },
         "the monitor asked for it: the entry delivers interrupt 2 (DISK) (value 0x00000007), which stood in INJECT of the control block",
         "o monitor o pediu: a entrada no convidado entrega interrupt 2 (DISK) (valor 0x00000007), que estava em INJECT, no bloco de controle",
         "to ring 0: a trap goes no further out than the ring it came from", "para o anel 0: um trap não vai além do anel de onde veio"},
    };
}

}  // namespace anel::tests
