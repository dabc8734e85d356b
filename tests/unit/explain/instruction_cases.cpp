// Calls, and words that are no instruction or not here and now.
#include "tests/unit/explain/cases.hpp"

namespace anel::tests {

using spec::InsnId;

namespace {

/// One word in a ring of the bare machine.
Happened word_in(Ring ring, std::uint32_t word, bool has_assist = false, std::uint32_t a7 = 0) {
    Bench bench(spec::Policy::kStrict, {}, {.present = has_assist, .locked = has_assist});
    bench.code({word});
    bench.change([&](cpu::CpuState& state) {
        state.ring = ring;
        state.x[17] = a7;
    });
    return run_to_trap(bench, spec::Policy::kStrict, has_assist);
}

/// The same in ring −1.
Happened word_in_minus_1(std::uint32_t word) {
    AssistBench bench;
    bench.put(AssistBench::kMonitor, word);
    return run_to_trap(bench, spec::Policy::kStrict, true);
}

Case illegal(std::uint32_t word, const std::string& english, const std::string& portuguese) {
    return {english, [word] { return word_in(Ring::k0, word); }, english, portuguese, "", ""};
}

}  // namespace

std::vector<Case> instruction_cases() {
    std::vector<Case> cases = {
        illegal(0, "the word 0x00000000 is no instruction: memory without code is being executed",
                "a palavra 0x00000000 não é uma instrução: está sendo executada memória sem código"),
        illegal(0x00000001, "the word 0x00000001 is no instruction: bits 1 and 0 are not both 1, and there are no 16-bit instructions",
                "a palavra 0x00000001 não é uma instrução: os bits 1 e 0 não são ambos 1, e não há instruções de 16 bits"),
        illegal(0x0000002f, "the word 0x0000002f is no instruction: none has the opcode 0x2f (bits 6 to 0)",
                "a palavra 0x0000002f não é uma instrução: nenhuma tem o código de operação 0x2f (bits 6 a 0)"),
        illegal(0x00002063, "the word 0x00002063 is no instruction: none with the opcode 0x63 has 2 in bits 14 to 12",
                "a palavra 0x00002063 não é uma instrução: nenhuma com o código de operação 0x63 tem 2 nos bits 14 a 12"),
        illegal(0x10000033, "the word 0x10000033 is no instruction: add is the nearest, and the bits 0x10000000 are not as it has them",
                "a palavra 0x10000033 não é uma instrução: add é a mais próxima, e os bits 0x10000000 não são como os dela"),
        illegal(encode::csr(InsnId::kCsrrs, 5, 0x123, 0), "csrrs t0, 0x123, zero in ring 0: no register has the number 0x123",
                "csrrs t0, 0x123, zero no anel 0: nenhum registrador tem o número 0x123"),
        illegal(encode::read_csr(5, "vectorm"), "csrrs t0, vectorm, zero in ring 0: vectorm exists in ring -1 alone",
                "csrrs t0, vectorm, zero no anel 0: vectorm só existe no anel -1"),
        illegal(encode::write_csr("cycle", 5), "csrrw zero, cycle, t0 in ring 0: cycle can only be read, by whatever ring",
                "csrrw zero, cycle, t0 no anel 0: cycle só pode ser lido, seja qual for o anel"),
        illegal(encode::plain(InsnId::kHcall), "hcall in ring 0: no ring lies beneath that it could call",
                "hcall no anel 0: não há anel abaixo que ela pudesse chamar"),
        illegal(encode::plain(InsnId::kVmon), "vmon in ring 0: this machine has no hardware assist",
                "vmon no anel 0: esta máquina não tem assistência de hardware"),
        illegal(encode::plain(InsnId::kVmoff), "vmoff in ring 0: this instruction exists in ring -1 alone",
                "vmoff no anel 0: esta instrução só existe no anel -1"),
    };
    const std::vector<Case> more = {
        {"vmon where it is locked", [] { return word_in(Ring::k0, encode::plain(InsnId::kVmon), true); },
         "vmon in ring 0: hardware assist is locked until the next reset", "vmon no anel 0: a assistência de hardware está trancada até o próximo reset", "", ""},
        {"vmon in ring -1", [] { return word_in_minus_1(encode::plain(InsnId::kVmon)); }, "vmon in ring -1: hardware assist is on already",
         "vmon no anel -1: a assistência de hardware já está ligada", "to ring -1: what ring -1 raises is its own",
         "para o anel -1: o que o anel -1 provoca é dele mesmo"},
        {"hcall that a monitor leaves to its guest",
         [] {
             AssistBench bench;
             bench.delegate(1U << static_cast<unsigned>(spec::TrapCause::kHcall) | 1U << static_cast<unsigned>(spec::TrapCause::kIllegal));
             bench.put(AssistBench::kCode, encode::plain(InsnId::kHcall));
             bench.enter();
             return run_to_trap(bench, spec::Policy::kStrict, true);
         },
         "hcall in ring 0 of a guest: its monitor leaves hcall to the guest (delegatem), for whom no ring lies beneath",
         "hcall no anel 0 de um convidado: seu monitor deixa hcall com o convidado (delegatem), para quem não há anel abaixo",
         "to ring 0: ring -1 leaves it to its guest (delegatem); a trap goes no further out than the ring it came from",
         "para o anel 0: o anel -1 o deixa com seu convidado (delegatem); um trap não vai além do anel de onde veio"},
        {"ebreak", [] { return word_in(Ring::k3, encode::plain(InsnId::kEbreak)); }, "ebreak in ring 3: it is made to trap",
         "ebreak no anel 3: ela existe para causar um trap", "to ring 0: bank 0 does not delegate it", "para o anel 0: o banco 0 não o delega"},
        {"ecall", [] { return word_in(Ring::k3, encode::plain(InsnId::kEcall), false, 64); }, "ecall from ring 3 calls the kernel; a7 holds 64",
         "ecall a partir do anel 3 chama o kernel; a7 contém 64", "", ""},
        {"hcall with a number that the table has", [] { return word_in(Ring::k1, encode::plain(InsnId::kHcall), false, 3); },
         "hcall from ring 1 calls the ring beneath; a7 holds 3, the number of hypercall UPDATE",
         "hcall a partir do anel 1 chama o anel abaixo; a7 contém 3, o número da hiperchamada UPDATE", "", ""},
        {"hcall with a number that no table has", [] { return word_in(Ring::k1, encode::plain(InsnId::kHcall), false, 99); },
         "hcall from ring 1 calls the ring beneath; a7 holds 99", "hcall a partir do anel 1 chama o anel abaixo; a7 contém 99", "", ""},
        {"a first instruction of ring 0's handler that traps",
         [] {
             Bench bench;
             bench.code({encode::plain(InsnId::kEcall)}, Bench::kHandler);
             bench.change([](cpu::CpuState& state) { state.pc = Bench::kHandler; });
             return run_to_trap(bench);
         },
         "ecall from ring 0 calls whoever handles its traps; a7 holds 0; 0x00008000 is the first instruction of ring 0's own trap handler, which cannot handle itself: a triple fault",
         "ecall a partir do anel 0 chama quem trata seus traps; a7 contém 0; 0x00008000 é a primeira instrução do tratador de traps do próprio anel 0, que não pode tratar a si mesmo: falha tripla",
         "to nobody: the machine stops", "para ninguém: a máquina para"},
    };
    cases.insert(cases.end(), more.begin(), more.end());
    return cases;
}

}  // namespace anel::tests
