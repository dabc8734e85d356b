// Accesses to memory that trap: each sentence written by hand from what the machine was set up with.
#include "tests/unit/explain/cases.hpp"

namespace anel::tests {

namespace pte = spec::pte;
using spec::InsnId;

std::vector<Case> memory_cases() {
    constexpr std::uint32_t kFrame = PagedBench::kFrame;
    return {
        {"a jump to an odd word",
         [] {
             Bench bench;
             bench.code({encode::i(InsnId::kJalr, 0, 0, 2)});
             return run_to_trap(bench);
         },
         "jalr zero, 2(zero) in ring 0 would go to 0x00000002, which is no multiple of 4",
         "jalr zero, 2(zero) no anel 0 iria para 0x00000002, que não é múltiplo de 4",
         "to ring 0: a trap goes no further out than the ring it came from", "para o anel 0: um trap não vai além do anel de onde veio"},
        {"a fetch outside memory",
         [] {
             Bench bench;
             bench.change([](cpu::CpuState& state) { state.pc = 0x00200000; });
             return run_to_trap(bench);
         },
         "instruction fetch at 0x00200000 from ring 0: there is no memory at physical 0x00200000; memory has 1,048,576 bytes",
         "busca de instrução em 0x00200000 a partir do anel 0: não há memória no endereço físico 0x00200000; a memória tem 1.048.576 bytes", "", ""},
        {"a load from a page whose frame is outside memory", [] { return PagedBench(0x00200000 | pte::kValid | pte::kRead | pte::kRing).load(); },
         "load of 0x00400000 from ring 3: there is no memory at physical 0x00200000; memory has 1,048,576 bytes",
         "leitura de 0x00400000 a partir do anel 3: não há memória no endereço físico 0x00200000; a memória tem 1.048.576 bytes",
         "to ring 0: bank 0 does not delegate it", "para o anel 0: o banco 0 não o delega"},
        {"a store whose page table is outside memory",
         [] {
             PagedBench bench(0);
             bench.put(PagedBench::kTop + 4, 0x00300000 | pte::kValid);
             return bench.store();
         },
         "store to 0x00400000 from ring 3: its level-0 entry would lie at physical 0x00300000, where there is no memory; memory has 1,048,576 bytes",
         "escrita em 0x00400000 a partir do anel 3: sua entrada de nível 0 ficaria no endereço físico 0x00300000, onde não há memória; a memória tem 1.048.576 bytes",
         "", ""},
        {"a misaligned load of a word",
         [] {
             Bench bench;
             bench.code({encode::i(InsnId::kLw, 6, 0, 0x702)});
             return run_to_trap(bench);
         },
         "load of 0x00000702 from ring 0: lw moves 4 bytes, and the address is no multiple of 4",
         "leitura de 0x00000702 a partir do anel 0: lw move 4 bytes, e o endereço não é múltiplo de 4", "", ""},
        {"a misaligned store of a halfword",
         [] {
             Bench bench;
             bench.code({encode::s(InsnId::kSh, 6, 0, 0x701)});
             return run_to_trap(bench);
         },
         "store to 0x00000701 from ring 0: sh moves 2 bytes, and the address is no multiple of 2",
         "escrita em 0x00000701 a partir do anel 0: sh move 2 bytes, e o endereço não é múltiplo de 2", "", ""},
        {"a fetch from a page without X", [] { return PagedBench(kFrame | pte::kValid | pte::kRead | pte::kRing).fetch(); },
         "instruction fetch at 0x00400000 from ring 3: the page may not be executed (X is clear); level-0 entry 0x00020033 (VR-----, ring 3) at physical 0x00011000",
         "busca de instrução em 0x00400000 a partir do anel 3: a página não pode ser executada (X está em 0); entrada de nível 0 0x00020033 (VR-----, anel 3) no endereço físico 0x00011000",
         "", ""},
        {"a load where nothing is mapped",
         [] {
             PagedBench bench(0);
             bench.put(PagedBench::kTop + 4, 0);
             return bench.load();
         },
         "load of 0x00400000 from ring 3: the entry is not valid (V is clear); level-1 entry 0x00000000 at physical 0x00010004",
         "leitura de 0x00400000 a partir do anel 3: a entrada não é válida (V está em 0); entrada de nível 1 0x00000000 no endereço físico 0x00010004",
         "", ""},
        {"a load from an execute-only page", [] { return PagedBench(kFrame | pte::kValid | pte::kExecute | pte::kRing).load(); },
         "load of 0x00400000 from ring 3: the page may not be read (R is clear); level-0 entry 0x00020039 (V--X---, ring 3) at physical 0x00011000",
         "leitura de 0x00400000 a partir do anel 3: a página não pode ser lida (R está em 0); entrada de nível 0 0x00020039 (V--X---, anel 3) no endereço físico 0x00011000",
         "", ""},
        {"a store to a page of rings 0 and 1", [] { return PagedBench(kFrame | pte::kValid | pte::kRead | pte::kWrite | 1U << pte::kRingShift).store(); },
         "store to 0x00400000 from ring 3: the page admits rings 0 to 1; level-0 entry 0x00020017 (VRW----, ring 1) at physical 0x00011000",
         "escrita em 0x00400000 a partir do anel 3: a página admite os anéis 0 a 1; entrada de nível 0 0x00020017 (VRW----, anel 1) no endereço físico 0x00011000",
         "to ring 0: bank 0 does not delegate it", "para o anel 0: o banco 0 não o delega"},
        {"a store to a read-only page of ring 0", [] { return PagedBench(kFrame | pte::kValid | pte::kRead).store(); },
         "store to 0x00400000 from ring 3: the page admits ring 0 alone, and the page may not be written (W is clear); level-0 entry 0x00020003 (VR-----, ring 0) at physical 0x00011000",
         "escrita em 0x00400000 a partir do anel 3: a página só admite o anel 0, e a página não pode ser escrita (W está em 0); entrada de nível 0 0x00020003 (VR-----, anel 0) no endereço físico 0x00011000",
         "", ""},
        {"a superpage with bits where it may have none",
         [] {
             PagedBench bench(0);
             bench.put(PagedBench::kTop + 4, 0x00020000 | pte::kValid | pte::kRead | pte::kRing);
             return bench.load();
         },
         "load of 0x00400000 from ring 3: bits 21 to 12 in the entry of a 4 MiB page must be 0; level-1 entry 0x00020033 (VR-----, ring 3) at physical 0x00010004",
         "leitura de 0x00400000 a partir do anel 3: os bits 21 a 12 da entrada de uma página de 4 MiB têm de ser 0; entrada de nível 1 0x00020033 (VR-----, anel 3) no endereço físico 0x00010004",
         "", ""},
        {"a superpage of ring 0",
         [] {
             PagedBench bench(0);
             bench.put(PagedBench::kTop + 4, pte::kValid | pte::kRead | pte::kGlobal);
             return bench.load();
         },
         "load of 0x00400000 from ring 3: the page admits ring 0 alone; level-1 entry 0x00000103 (VR----G, ring 0) at physical 0x00010004",
         "leitura de 0x00400000 a partir do anel 3: a página só admite o anel 0; entrada de nível 1 0x00000103 (VR----G, anel 0) no endereço físico 0x00010004",
         "", ""},
        {"an entry with W and without R", [] { return PagedBench(kFrame | pte::kValid | pte::kWrite | pte::kRing).store(); },
         "store to 0x00400000 from ring 3: the entry is not valid (W without R); level-0 entry 0x00020035 (V-W----, ring 3) at physical 0x00011000",
         "escrita em 0x00400000 a partir do anel 3: a entrada não é válida (W sem R); entrada de nível 0 0x00020035 (V-W----, anel 3) no endereço físico 0x00011000",
         "", ""},
        {"a pointer where a page must be", [] { return PagedBench(kFrame | pte::kValid).load(); },
         "load of 0x00400000 from ring 3: the last level must name a page, and the entry has neither R nor W nor X; level-0 entry 0x00020001 at physical 0x00011000",
         "leitura de 0x00400000 a partir do anel 3: o último nível tem de indicar uma página, e a entrada não tem R, nem W, nem X; entrada de nível 0 0x00020001 no endereço físico 0x00011000",
         "", ""},
        {"a store by an old entry of the TLB, where the tables have opened the page since",
         [] {
             PagedBench bench(kFrame | pte::kValid | pte::kRead | pte::kRing);
             bench.code({encode::i(InsnId::kLw, 6, 5, 0), encode::s(InsnId::kSw, 6, 5, 0)});
             bench.cpu.step();
             bench.put(PagedBench::kLower, kFrame | pte::kValid | pte::kRead | pte::kWrite | pte::kRing);
             return run_to_trap(bench);
         },
         "store to 0x00400000 from ring 3: the page may not be written (W is clear), as entry 0x00020073 (VR--A--, ring 3) says, which the TLB still holds; the tables would allow it now: level-0 entry 0x00020037 (VRW----, ring 3) at physical 0x00011000",
         "escrita em 0x00400000 a partir do anel 3: a página não pode ser escrita (W está em 0), como diz a entrada 0x00020073 (VR--A--, anel 3), que a TLB ainda guarda; as tabelas agora o permitiriam: entrada de nível 0 0x00020037 (VRW----, anel 3) no endereço físico 0x00011000",
         "", ""},
        {"a store by an old entry of the TLB, where the tables have dropped the page since",
         [] {
             PagedBench bench(kFrame | pte::kValid | pte::kRead | pte::kRing);
             bench.code({encode::i(InsnId::kLw, 6, 5, 0), encode::s(InsnId::kSw, 6, 5, 0)});
             bench.cpu.step();
             bench.put(PagedBench::kLower, 0);
             return run_to_trap(bench);
         },
         "store to 0x00400000 from ring 3: the page may not be written (W is clear), as entry 0x00020073 (VR--A--, ring 3) says, which the TLB still holds; the tables have changed: level-0 entry 0x00000000 at physical 0x00011000",
         "escrita em 0x00400000 a partir do anel 3: a página não pode ser escrita (W está em 0), como diz a entrada 0x00020073 (VR--A--, anel 3), que a TLB ainda guarda; as tabelas mudaram: entrada de nível 0 0x00000000 no endereço físico 0x00011000",
         "", ""},
        {"a misaligned load whose own page only the TLB still maps",
         [] {
             PagedBench bench(kFrame | pte::kValid | pte::kRead | pte::kRing);
             bench.code({encode::kNop, encode::i(InsnId::kLh, 6, 5, 1)});
             bench.cpu.step();
             bench.put(PagedBench::kCodeLower + 4, 0);
             return run_to_trap(bench);
         },
         "load of 0x00400001 from ring 3: lh moves 2 bytes, and the address is no multiple of 2",
         "leitura de 0x00400001 a partir do anel 3: lh move 2 bytes, e o endereço não é múltiplo de 2", "", ""},
        {"a load from ring -1, by its own root",
         [] {
             PagedBench bench(kFrame | pte::kValid | pte::kWrite);
             bench.change([](cpu::CpuState& state) {
                 state.assist.root = std::exchange(state.root, 0);
                 state.assist.on = true;
                 state.ring = Ring::kMinus1;
                 state.bank_of(Ring::kMinus1).vector = 0x9000;
             });
             return bench.load();
         },
         "load of 0x00400000 from ring -1: the entry is not valid (W without R); level-0 entry 0x00020005 (V-W----, ring 0) at physical 0x00011000",
         "leitura de 0x00400000 a partir do anel -1: a entrada não é válida (W sem R); entrada de nível 0 0x00020005 (V-W----, anel 0) no endereço físico 0x00011000",
         "to ring -1: what ring -1 raises is its own", "para o anel -1: o que o anel -1 provoca é dele mesmo"},
    };
}

}  // namespace anel::tests
