// Exits of a guest to ring −1: for each reason one that gives it.
#include "tests/unit/explain/cases.hpp"

namespace anel::tests {

using spec::InsnId;

namespace {

/// A guest in ring 0 that executes this one word; `prepare` sets up the control block.
Happened guest_word(std::uint32_t word, const std::function<void(AssistBench&)>& prepare) {
    AssistBench bench;
    bench.code({word, encode::kNop, encode::kNop, encode::kNop, encode::kNop, encode::kNop, encode::kNop, encode::kNop, encode::kNop});
    prepare(bench);
    bench.enter();
    return run_to_trap(bench, spec::Policy::kStrict, true);
}

std::uint32_t bit(spec::Intercept intercept) { return 1U << static_cast<unsigned>(intercept); }

/// The rows of the CSR table are numbered from 0: bits of CSR_READS and CSR_WRITES.
std::uint32_t csr_bit(std::string_view name) { return 1U << (spec::find_csr(name) - spec::kCsrs); }

/// A guest under nested tables; `prepare` takes rights away. The access is to NestedBench::kPage.
Happened nested(cpu::Access access, const std::function<void(NestedBench&)>& prepare) {
    NestedBench bench;
    bench.enter();
    bench.guest_put(Bench::kCode, access == cpu::Access::kWrite ? encode::s(InsnId::kSw, 8, 7, 0) : encode::i(InsnId::kLw, 9, 7, 0));
    bench.change([](cpu::CpuState& state) { state.x[7] = NestedBench::kPage; });
    prepare(bench);
    return run_to_trap(bench, spec::Policy::kStrict, true);
}

}  // namespace

std::vector<Case> exit_cases() {
    constexpr std::uint32_t kPageLess = NestedBench::kOpen;
    return {
        {"an exception of the guest that ring -1 keeps", [] { return guest_word(encode::plain(InsnId::kEcall), [](AssistBench&) {}); },
         "ecall from ring 0 calls whoever handles its traps; a7 holds 0", "ecall a partir do anel 0 chama quem trata seus traps; a7 contém 0",
         "to ring -1: delegatem does not leave ecall to the guest", "para o anel -1: delegatem não deixa ecall com o convidado"},
        {"a read of a register", [] { return guest_word(encode::read_csr(10, "root"), [](AssistBench& bench) { bench.set(spec::block::kCsrReads, csr_bit("root")); }); },
         "csrrs a0, root, zero in ring 0 of the guest: the control block intercepts reads of root",
         "csrrs a0, root, zero no anel 0 do convidado: o bloco de controle intercepta as leituras de root",
         "to ring -1: the guest's state now lies in the control block at physical 0x00040000",
         "para o anel -1: o estado do convidado está agora no bloco de controle, no endereço físico 0x00040000"},
        {"a write of a register", [] { return guest_word(encode::write_csr("root", 10), [](AssistBench& bench) { bench.set(spec::block::kCsrWrites, csr_bit("root")); }); },
         "csrrw zero, root, a0 in ring 0 of the guest: the control block intercepts writes of root",
         "csrrw zero, root, a0 no anel 0 do convidado: o bloco de controle intercepta as escritas em root", "", ""},
        {"both at once",
         [] {
             return guest_word(encode::csr(InsnId::kCsrrw, 11, spec::find_csr("root")->number, 10), [](AssistBench& bench) {
                 bench.set(spec::block::kCsrReads, csr_bit("root"));
                 bench.set(spec::block::kCsrWrites, csr_bit("root"));
             });
         },
         "csrrw a1, root, a0 in ring 0 of the guest: the control block intercepts reads and writes of root",
         "csrrw a1, root, a0 no anel 0 do convidado: o bloco de controle intercepta as leituras e as escritas de root", "", ""},
        {"a write alone, of a register whose reads are intercepted as well",
         [] {
             return guest_word(encode::write_csr("root", 10), [](AssistBench& bench) {
                 bench.set(spec::block::kCsrReads, csr_bit("root"));
                 bench.set(spec::block::kCsrWrites, csr_bit("root"));
             });
         },
         "csrrw zero, root, a0 in ring 0 of the guest: the control block intercepts writes of root",
         "csrrw zero, root, a0 no anel 0 do convidado: o bloco de controle intercepta as escritas em root", "", ""},
        {"a port of the map", [] { return guest_word(encode::s(InsnId::kOut, 10, 0, 0x40), [](AssistBench& bench) { bench.set(spec::block::kPortMap + 8, 1); }); },
         "out a0, 64(zero) in ring 0 of the guest: the control block intercepts port 0x40 (PORT_MAP)",
         "out a0, 64(zero) no anel 0 do convidado: o bloco de controle intercepta a porta 0x40 (PORT_MAP)", "", ""},
        {"any port", [] { return guest_word(encode::i(InsnId::kIn, 10, 0, 0x11), [](AssistBench& bench) { bench.set(spec::block::kIntercepts, bit(spec::Intercept::kPort)); }); },
         "in a0, 17(zero) in ring 0 of the guest uses port 0x11: the control block intercepts every port (PORT in INTERCEPTS)",
         "in a0, 17(zero) no anel 0 do convidado usa a porta 0x11: o bloco de controle intercepta todas as portas (PORT em INTERCEPTS)", "", ""},
        {"a port beyond the map", [] { return guest_word(encode::i(InsnId::kIn, 10, 0, 0x100), [](AssistBench&) {}); },
         "in a0, 256(zero) in ring 0 of the guest uses port 0x0100: ports above 255 are always intercepted",
         "in a0, 256(zero) no anel 0 do convidado usa a porta 0x0100: as portas acima de 255 são sempre interceptadas", "", ""},
        {"wfi", [] { return guest_word(encode::plain(InsnId::kWfi), [](AssistBench& bench) { bench.set(spec::block::kIntercepts, bit(spec::Intercept::kWfi)); }); },
         "wfi in ring 0 of the guest: the control block intercepts it (WFI in INTERCEPTS)",
         "wfi no anel 0 do convidado: o bloco de controle a intercepta (WFI em INTERCEPTS)", "", ""},
        {"di", [] { return guest_word(encode::plain(InsnId::kDi), [](AssistBench& bench) { bench.set(spec::block::kIntercepts, bit(spec::Intercept::kFlag)); }); },
         "di in ring 0 of the guest: the control block intercepts it (FLAG in INTERCEPTS)",
         "di no anel 0 do convidado: o bloco de controle a intercepta (FLAG em INTERCEPTS)", "", ""},
        {"vmon of a guest", [] { return guest_word(encode::plain(InsnId::kVmon), [](AssistBench&) {}); },
         "vmon in ring 0 of the guest: an instruction of hardware assist itself always comes to the monitor",
         "vmon no anel 0 do convidado: uma instrução da própria assistência de hardware sempre chega ao monitor", "", ""},
        {"the preemption timer", [] { return guest_word(encode::kNop, [](AssistBench& bench) { bench.set(spec::block::kPreempt, 3); }); },
         "the preemption timer has run out: the cycles that the control block gave the guest (PREEMPT) are over",
         "o temporizador de preempção terminou: acabaram os ciclos que o bloco de controle dava ao convidado (PREEMPT)", "", ""},
        {"a triple fault of the guest",
         [] {
             return guest_word(encode::plain(InsnId::kEbreak), [](AssistBench& bench) {
                 bench.delegate(0xffff);
                 bench.set(spec::block::kBank0, AssistBench::kCode);
             });
         },
         "triple fault of the guest: breakpoint (value 0x00001000) at 0x00001000, the first instruction of its own ring 0 handler, which cannot handle itself",
         "falha tripla do convidado: breakpoint (valor 0x00001000) em 0x00001000, a primeira instrução do tratador do seu anel 0, que não pode tratar a si mesmo",
         "", ""},
        {"nested tables without W", [] { return nested(cpu::Access::kWrite, [](NestedBench& bench) { bench.nested_entry(NestedBench::kFrame, (NestedBench::kGuestBase + NestedBench::kFrame) | (kPageLess & ~spec::pte::kWrite)); }); },
         "store to 0x00400000 from ring 0 leads to guest-physical 0x00030000, and the nested tables refuse: the page may not be written (W is clear); level-0 entry 0x000b00fb (VR-XAD-) at physical 0x000610c0",
         "escrita em 0x00400000 a partir do anel 0 leva ao endereço físico do convidado 0x00030000, e as tabelas aninhadas o recusam: a página não pode ser escrita (W está em 0); entrada de nível 0 0x000b00fb (VR-XAD-) no endereço físico 0x000610c0",
         "to ring -1: the guest's state now lies in the control block at physical 0x00040000",
         "para o anel -1: o estado do convidado está agora no bloco de controle, no endereço físico 0x00040000"},
        {"nested tables that map nothing", [] { return nested(cpu::Access::kRead, [](NestedBench& bench) { bench.nested_entry(NestedBench::kFrame, 0); }); },
         "load of 0x00400000 from ring 0 leads to guest-physical 0x00030000, and the nested tables refuse: the entry is not valid (V is clear); level-0 entry 0x00000000 at physical 0x000610c0",
         "leitura de 0x00400000 a partir do anel 0 leva ao endereço físico do convidado 0x00030000, e as tabelas aninhadas o recusam: a entrada não é válida (V está em 0); entrada de nível 0 0x00000000 no endereço físico 0x000610c0",
         "", ""},
        {"nested tables that do not let the guest's tables be read", [] { return nested(cpu::Access::kRead, [](NestedBench& bench) { bench.nested_entry(NestedBench::kGuestLower, 0); }); },
         "load of 0x00400000 from ring 0: the guest's own entry at guest-physical 0x00022000 would have to be read, and the nested tables refuse: the entry is not valid (V is clear); level-0 entry 0x00000000 at physical 0x00061088",
         "leitura de 0x00400000 a partir do anel 0: seria preciso ler a entrada do próprio convidado no endereço físico do convidado 0x00022000, e as tabelas aninhadas o recusam: a entrada não é válida (V está em 0); entrada de nível 0 0x00000000 no endereço físico 0x00061088",
         "", ""},
        {"nested tables that do not let A be set in the guest's tables",
         [] {
             return nested(cpu::Access::kRead, [](NestedBench& bench) {
                 bench.leaf(NestedBench::kFrame | NestedBench::kRights | spec::pte::kRing);
                 bench.nested_entry(NestedBench::kGuestLower, (NestedBench::kGuestBase + NestedBench::kGuestLower) | (kPageLess & ~spec::pte::kWrite));
             });
         },
         "load of 0x00400000 from ring 0: A or D would have to be set in the guest's own entry at guest-physical 0x00022000, and the nested tables refuse: the page may not be written (W is clear); level-0 entry 0x000a20fb (VR-XAD-) at physical 0x00061088",
         "leitura de 0x00400000 a partir do anel 0: seria preciso ligar A ou D na entrada do próprio convidado no endereço físico do convidado 0x00022000, e as tabelas aninhadas o recusam: a página não pode ser escrita (W está em 0); entrada de nível 0 0x000a20fb (VR-XAD-) no endereço físico 0x00061088",
         "", ""},
        {"a nested entry that only the TLB still holds",
         [] {
             return nested(cpu::Access::kWrite, [](NestedBench& bench) {
                 const std::uint32_t frame = NestedBench::kGuestBase + NestedBench::kFrame;
                 bench.nested_entry(NestedBench::kFrame, frame | (kPageLess & ~spec::pte::kWrite));
                 bench.access(cpu::Access::kRead);
                 bench.nested_entry(NestedBench::kFrame, frame | kPageLess);
                 bench.guest_put(Bench::kCode + 4, encode::s(InsnId::kSw, 8, 7, 0));
             });
         },
         "store to 0x00400000 from ring 0 leads to guest-physical 0x00030000, and the nested tables refuse: the page may not be written (W is clear); the TLB still holds the nested entry 0x000b00fb (VR-XAD-); the tables would allow it now: level-0 entry 0x000b00ff (VRWXAD-) at physical 0x000610c0",
         "escrita em 0x00400000 a partir do anel 0 leva ao endereço físico do convidado 0x00030000, e as tabelas aninhadas o recusam: a página não pode ser escrita (W está em 0); a TLB ainda guarda a entrada 0x000b00fb (VR-XAD-) das tabelas aninhadas; as tabelas agora o permitiriam: entrada de nível 0 0x000b00ff (VRWXAD-) no endereço físico 0x000610c0",
         "", ""},
        {"the guest's own tables, under nested ones",
         [] {
             return nested(cpu::Access::kWrite, [](NestedBench& bench) {
                 bench.leaf(NestedBench::kFrame | spec::pte::kValid | spec::pte::kRead | spec::pte::kRing);
                 bench.delegate(0xffff);
             });
         },
         "store to 0x00400000 from ring 0: the page may not be written (W is clear); level-0 entry 0x00030033 (VR-----, ring 3) at guest-physical 0x00022000 (physical 0x000a2000)",
         "escrita em 0x00400000 a partir do anel 0: a página não pode ser escrita (W está em 0); entrada de nível 0 0x00030033 (VR-----, anel 3) no endereço físico do convidado 0x00022000 (físico 0x000a2000)",
         "to ring 0: ring -1 leaves it to its guest (delegatem); a trap goes no further out than the ring it came from",
         "para o anel 0: o anel -1 o deixa com seu convidado (delegatem); um trap não vai além do anel de onde veio"},
        {"a table of the guest that lies where there is no memory",
         [] {
             return nested(cpu::Access::kRead, [](NestedBench& bench) {
                 bench.nested_entry(NestedBench::kGuestLower, 0x00700000 | kPageLess);
                 bench.delegate(0xffff);
             });
         },
         "load of 0x00400000 from ring 0: its level-0 entry at guest-physical 0x00022000 would lie at physical 0x00700000, where there is no memory; memory has 1,048,576 bytes",
         "leitura de 0x00400000 a partir do anel 0: sua entrada de nível 0 no endereço físico do convidado 0x00022000 ficaria no endereço físico 0x00700000, onde não há memória; a memória tem 1.048.576 bytes",
         "", ""},
        {"a probe that meets the nested tables",
         [] {
             return nested(cpu::Access::kRead, [](NestedBench& bench) {
                 bench.guest_put(Bench::kCode, encode::r(InsnId::kProbe, 9, 7, 0));
                 bench.nested_entry(NestedBench::kGuestLower, 0);
             });
         },
         "probe of 0x00400000 from ring 0: the guest's own entry at guest-physical 0x00022000 would have to be read, and the nested tables refuse: the entry is not valid (V is clear); level-0 entry 0x00000000 at physical 0x00061088",
         "probe de 0x00400000 a partir do anel 0: seria preciso ler a entrada do próprio convidado no endereço físico do convidado 0x00022000, e as tabelas aninhadas o recusam: a entrada não é válida (V está em 0); entrada de nível 0 0x00000000 no endereço físico 0x00061088",
         "", ""},
    };
}

}  // namespace anel::tests
