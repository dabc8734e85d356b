// The catalogue: every sentence and part of a sentence that explanations and stories are made of, in English and Brazilian Portuguese, side
// by side. {name} is a gap; both languages have the same ones. Names of instructions, registers, causes, activities and bits are the
// tables' own and stay as they are.
// Not here: filling gaps (sentence.hpp), choosing what to say (explain.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace anel::explain {

/// In the order of the rows.
enum class Text : std::uint8_t {
    kLoad, kStore, kFetch, kProbe,
    kAdmitsZero, kAdmitsTo, kNoRead, kNoWrite, kNoExecute, kBothReasons,
    kNotValid, kWriteWithoutRead, kNoLeaf, kSuperpageBits,
    kEntry, kPointer, kNestedEntry, kTlbEntry, kNestedTlbEntry, kAtPhysical, kAtGuestPhysical,
    kPageFault, kStalePageFault, kNowAllowed, kNowEntry, kNowOutside, kUnseenTlb,
    kAccessFault, kTableOutside, kGuestTableOutside,
    kMisaligned, kMisalignedTarget, kMisalignedAny,
    kBreakpoint, kEcall, kEcallInner, kHcall, kHcallNamed,
    kWordZero, kWordShort, kWordOpcode, kWordFunct3, kWordNearest,
    kNoCsr, kInnerCsr, kReadOnlyCsr, kHcallNobody, kHcallLeft,
    kVmonAbsent, kVmonLocked, kVmonOn, kVmonOutside, kInnerInsn,
    kPrivileged, kNeedsZero, kNeedsBank, kNeedsInner, kCsrOfZero, kCsrOfBank, kCsrOfInnerBank, kCsrOfTime, kCsrOfTimeAlone, kNoGrant, kNeverGranted,
    kAlwaysTraps, kPolicyTraps, kOverrideTraps, kOnePolicy, kTwoPolicies, kIgnores, kIgnore, kAllows, kAllow,
    kLineHigh, kLineForGuest, kLinePending, kOutsideRing, kEnabledRing, kGuestHasNoSay,
    kNestedFault, kNestedWayRead, kNestedWayMark, kNestedStale,
    kExitCsrRead, kExitCsrWrite, kExitCsrBoth, kExitPort, kExitAllPorts, kExitHighPort, kExitInsn, kExitExtension, kExitPreempted, kExitTriple,
    kInjected, kTripleFault,
    kGoesTo, kNotDelegated, kOutermost, kNoGranted, kNoneGranted, kNotPast, kOwnHandler, kDelegates, kLeftToGuest, kPendingItself,
    kKept, kLineKept, kExitStored, kInnerOwn, kStopsMachine,
    kStoryHead, kStoryHeadBefore, kStoryHeadNoWord, kStoryInside, kStoryVm, kStoryWhy, kStoryWhere, kStoryDid, kStoryThen, kStoryNested, kStoryNestedRest, kStoryRest,
    kAgain, kBackAgain, kNext, kInjectedOn, kElsewhere, kDelivered, kOtherTables, kFatal, kStillOpen, kNeverBack,
};

struct Row {
    Text text;
    std::string_view english;
    std::string_view portuguese;
};

// clang-format off
inline constexpr Row kCatalogue[] = {
    // Accesses.
    {Text::kLoad, "load of {address} from ring {ring}",
                  "leitura de {address} a partir do anel {ring}"},
    {Text::kStore, "store to {address} from ring {ring}",
                   "escrita em {address} a partir do anel {ring}"},
    {Text::kFetch, "instruction fetch at {address} from ring {ring}",
                   "busca de instrução em {address} a partir do anel {ring}"},
    {Text::kProbe, "probe of {address} from ring {ring}",
                   "probe de {address} a partir do anel {ring}"},
    // Why a page-table entry refuses.
    {Text::kAdmitsZero, "the page admits ring 0 alone",
                        "a página só admite o anel 0"},
    {Text::kAdmitsTo, "the page admits rings 0 to {ring}",
                      "a página admite os anéis 0 a {ring}"},
    {Text::kNoRead, "the page may not be read (R is clear)",
                    "a página não pode ser lida (R está em 0)"},
    {Text::kNoWrite, "the page may not be written (W is clear)",
                     "a página não pode ser escrita (W está em 0)"},
    {Text::kNoExecute, "the page may not be executed (X is clear)",
                       "a página não pode ser executada (X está em 0)"},
    {Text::kBothReasons, "{first}, and {second}",
                         "{first}, e {second}"},
    {Text::kNotValid, "the entry is not valid (V is clear)",
                      "a entrada não é válida (V está em 0)"},
    {Text::kWriteWithoutRead, "the entry is not valid (W without R)",
                              "a entrada não é válida (W sem R)"},
    {Text::kNoLeaf, "the last level must name a page, and the entry has neither R nor W nor X",
                    "o último nível tem de indicar uma página, e a entrada não tem R, nem W, nem X"},
    {Text::kSuperpageBits, "bits 21 to 12 in the entry of a 4 MiB page must be 0",
                           "os bits 21 a 12 da entrada de uma página de 4 MiB têm de ser 0"},
    // Entries.
    {Text::kEntry, "level-{level} entry {entry} ({bits}, ring {ring}) at {at}",
                   "entrada de nível {level} {entry} ({bits}, anel {ring}) no {at}"},
    {Text::kPointer, "level-{level} entry {entry} at {at}",
                     "entrada de nível {level} {entry} no {at}"},
    {Text::kNestedEntry, "level-{level} entry {entry} ({bits}) at {at}",
                         "entrada de nível {level} {entry} ({bits}) no {at}"},
    {Text::kTlbEntry, "entry {entry} ({bits}, ring {ring})",
                      "a entrada {entry} ({bits}, anel {ring})"},
    {Text::kNestedTlbEntry, "entry {entry} ({bits})",
                            "a entrada {entry} ({bits})"},
    {Text::kAtPhysical, "physical {physical}",
                        "endereço físico {physical}"},
    {Text::kAtGuestPhysical, "guest-physical {guest} (physical {physical})",
                             "endereço físico do convidado {guest} (físico {physical})"},
    // Page faults and access faults.
    {Text::kPageFault, "{access}: {reason}; {entry}",
                       "{access}: {reason}; {entry}"},
    {Text::kStalePageFault, "{access}: {reason}, as {entry} says, which the TLB still holds; {now}",
                            "{access}: {reason}, como diz {entry}, que a TLB ainda guarda; {now}"},
    {Text::kNowAllowed, "the tables would allow it now: {entry}",
                        "as tabelas agora o permitiriam: {entry}"},
    {Text::kNowEntry, "the tables have changed: {entry}",
                      "as tabelas mudaram: {entry}"},
    {Text::kNowOutside, "the tables now lead out of memory",
                        "as tabelas agora levam para fora da memória"},
    {Text::kUnseenTlb, "{access}: the tables would allow it ({entry}), so the TLB must have held an older entry",
                       "{access}: as tabelas o permitiriam ({entry}); logo, a TLB guardava uma entrada mais antiga"},
    {Text::kAccessFault, "{access}: there is no memory at physical {physical}; memory has {bytes} bytes",
                         "{access}: não há memória no endereço físico {physical}; a memória tem {bytes} bytes"},
    {Text::kTableOutside, "{access}: its level-{level} entry would lie at physical {physical}, where there is no memory; memory has {bytes} bytes",
                          "{access}: sua entrada de nível {level} ficaria no endereço físico {physical}, onde não há memória; a memória tem {bytes} bytes"},
    {Text::kGuestTableOutside, "{access}: its level-{level} entry at guest-physical {guest} would lie at physical {physical}, where there is no memory; memory has {bytes} bytes",
                               "{access}: sua entrada de nível {level} no endereço físico do convidado {guest} ficaria no endereço físico {physical}, onde não há memória; a memória tem {bytes} bytes"},
    {Text::kMisaligned, "{access}: {insn} moves {bytes} bytes, and the address is no multiple of {bytes}",
                        "{access}: {insn} move {bytes} bytes, e o endereço não é múltiplo de {bytes}"},
    {Text::kMisalignedTarget, "{insn} in ring {ring} would go to {address}, which is no multiple of 4",
                              "{insn} no anel {ring} iria para {address}, que não é múltiplo de 4"},
    {Text::kMisalignedAny, "{access}: the address is no multiple of the size of what is accessed",
                           "{access}: o endereço não é múltiplo do tamanho do que é acessado"},
    // Calls.
    {Text::kBreakpoint, "ebreak in ring {ring}: it is made to trap",
                        "ebreak no anel {ring}: ela existe para causar um trap"},
    {Text::kEcall, "ecall from ring {ring} calls the kernel; a7 holds {number}",
                   "ecall a partir do anel {ring} chama o kernel; a7 contém {number}"},
    // Of code that is no program: who is meant is not the hardware's to know. A translated kernel calls its monitor so.
    {Text::kEcallInner, "ecall from ring {ring} calls whoever handles its traps; a7 holds {number}",
                        "ecall a partir do anel {ring} chama quem trata seus traps; a7 contém {number}"},
    {Text::kHcall, "hcall from ring {ring} calls the ring beneath; a7 holds {number}",
                   "hcall a partir do anel {ring} chama o anel abaixo; a7 contém {number}"},
    {Text::kHcallNamed, "hcall from ring {ring} calls the ring beneath; a7 holds {number}, the number of hypercall {name}",
                        "hcall a partir do anel {ring} chama o anel abaixo; a7 contém {number}, o número da hiperchamada {name}"},
    // Illegal instructions.
    {Text::kWordZero, "the word {word} is no instruction: memory without code is being executed",
                      "a palavra {word} não é uma instrução: está sendo executada memória sem código"},
    {Text::kWordShort, "the word {word} is no instruction: bits 1 and 0 are not both 1, and there are no 16-bit instructions",
                       "a palavra {word} não é uma instrução: os bits 1 e 0 não são ambos 1, e não há instruções de 16 bits"},
    {Text::kWordOpcode, "the word {word} is no instruction: none has the opcode {opcode} (bits 6 to 0)",
                        "a palavra {word} não é uma instrução: nenhuma tem o código de operação {opcode} (bits 6 a 0)"},
    {Text::kWordFunct3, "the word {word} is no instruction: none with the opcode {opcode} has {funct3} in bits 14 to 12",
                        "a palavra {word} não é uma instrução: nenhuma com o código de operação {opcode} tem {funct3} nos bits 14 a 12"},
    {Text::kWordNearest, "the word {word} is no instruction: {insn} is the nearest, and the bits {bits} are not as it has them",
                         "a palavra {word} não é uma instrução: {insn} é a mais próxima, e os bits {bits} não são como os dela"},
    {Text::kNoCsr, "{insn} in ring {ring}: no register has the number {number}",
                   "{insn} no anel {ring}: nenhum registrador tem o número {number}"},
    {Text::kInnerCsr, "{insn} in ring {ring}: {csr} exists in ring -1 alone",
                      "{insn} no anel {ring}: {csr} só existe no anel -1"},
    {Text::kReadOnlyCsr, "{insn} in ring {ring}: {csr} can only be read, by whatever ring",
                         "{insn} no anel {ring}: {csr} só pode ser lido, seja qual for o anel"},
    {Text::kHcallNobody, "hcall in ring {ring}: no ring lies beneath that it could call",
                         "hcall no anel {ring}: não há anel abaixo que ela pudesse chamar"},
    {Text::kHcallLeft, "hcall in ring {ring} of a guest: its monitor leaves hcall to the guest (delegatem), for whom no ring lies beneath",
                       "hcall no anel {ring} de um convidado: seu monitor deixa hcall com o convidado (delegatem), para quem não há anel abaixo"},
    {Text::kVmonAbsent, "vmon in ring {ring}: this machine has no hardware assist",
                        "vmon no anel {ring}: esta máquina não tem assistência de hardware"},
    {Text::kVmonLocked, "vmon in ring {ring}: hardware assist is locked until the next reset",
                        "vmon no anel {ring}: a assistência de hardware está trancada até o próximo reset"},
    {Text::kVmonOn, "vmon in ring {ring}: hardware assist is on already",
                    "vmon no anel {ring}: a assistência de hardware já está ligada"},
    {Text::kVmonOutside, "vmon in ring {ring}: hardware assist can be turned on from ring 0 alone",
                         "vmon no anel {ring}: a assistência de hardware só pode ser ligada a partir do anel 0"},
    {Text::kInnerInsn, "{insn} in ring {ring}: this instruction exists in ring -1 alone",
                       "{insn} no anel {ring}: esta instrução só existe no anel -1"},
    // Privileged instructions: what they need, and which rule makes them trap.
    {Text::kPrivileged, "{insn} in ring {ring}: {need}; {rule}",
                        "{insn} no anel {ring}: {need}; {rule}"},
    {Text::kNeedsZero, "it needs ring 0",
                       "ela exige o anel 0"},
    {Text::kNeedsBank, "it is about the current ring's own trap bank, and {grant}",
                       "ela trata do banco de traps do próprio anel, e {grant}"},
    {Text::kNeedsInner, "it needs ring -1",
                        "ela exige o anel -1"},
    {Text::kCsrOfZero, "{csr} belongs to ring 0",
                       "{csr} pertence ao anel 0"},
    {Text::kCsrOfBank, "{csr} is of trap bank {bank}, and {grant}",
                       "{csr} é do banco de traps {bank}, e {grant}"},
    {Text::kCsrOfInnerBank, "{csr} is of trap bank {bank}, which lies inside ring {ring}",
                            "{csr} é do banco de traps {bank}, mais interno que o anel {ring}"},
    {Text::kCsrOfTime, "{csr} shows the time, which the register grant lets rings 0 to {outermost} read",
                       "{csr} mostra o tempo, que o registrador grant só deixa os anéis 0 a {outermost} lerem"},
    {Text::kCsrOfTimeAlone, "{csr} shows the time, which the register grant lets ring 0 alone read",
                            "{csr} mostra o tempo, que o registrador grant só deixa o anel 0 ler"},
    {Text::kNoGrant, "the register grant gives ring {ring} no bank",
                     "o registrador grant não concede um banco ao anel {ring}"},
    {Text::kNeverGranted, "ring 3 never has a bank",
                          "o anel 3 nunca tem banco"},
    {Text::kAlwaysTraps, "without that right it traps under every policy",
                         "sem esse direito, ela causa um trap em qualquer política"},
    {Text::kPolicyTraps, "policy {policy} makes it trap, where {others}",
                         "a política {policy} a faz causar um trap, enquanto {others}"},
    {Text::kOverrideTraps, "an override of this machine makes it trap, where policy {others}",
                           "uma exceção à política, própria desta máquina, a faz causar um trap, enquanto a política {others}"},
    {Text::kOnePolicy, "{policy} {would}",
                       "{policy} {would}"},
    {Text::kTwoPolicies, "{first} and {second} {would}",
                         "{first} e {second} {would}"},
    {Text::kIgnores, "would silently ignore it",
                     "a ignoraria em silêncio"},
    {Text::kIgnore, "would silently ignore it",
                    "a ignorariam em silêncio"},
    {Text::kAllows, "would let it execute on the real machine's state",
                    "a deixaria executar sobre o estado da máquina real"},
    {Text::kAllow, "would let it execute on the real machine's state",
                   "a deixariam executar sobre o estado da máquina real"},
    // Interrupts.
    {Text::kLineHigh, "interrupt of line {line}: the line is high, {imask} lets it through, and {enabled}",
                      "interrupção da linha {line}: a linha está alta, {imask} a deixa passar, e {enabled}"},
    {Text::kLineForGuest, "interrupt of line {line}: LINES in the control block says that it is high, {imask} lets it through, and {enabled}",
                          "interrupção da linha {line}: LINES, no bloco de controle, diz que ela está alta, {imask} a deixa passar, e {enabled}"},
    {Text::kLinePending, "interrupt of line {line}: software has set its bit in {pending}, {imask} lets it through, and {enabled}",
                         "interrupção da linha {line}: seu bit em {pending} foi ligado por software, {imask} a deixa passar, e {enabled}"},
    {Text::kOutsideRing, "ring {ring}, outside ring {target}, cannot hold it off",
                         "o anel {ring}, mais externo que o anel {target}, não pode adiá-la"},
    {Text::kEnabledRing, "ring {ring} has its interrupts enabled",
                         "o anel {ring} está com as interrupções habilitadas"},
    {Text::kGuestHasNoSay, "a guest cannot hold off what is for ring -1",
                           "um convidado não pode adiar o que é do anel -1"},
    // Exits to ring −1.
    {Text::kNestedFault, "{access} leads to guest-physical {guest}, and the nested tables refuse: {reason}; {entry}",
                         "{access} leva ao endereço físico do convidado {guest}, e as tabelas aninhadas o recusam: {reason}; {entry}"},
    {Text::kNestedWayRead, "{access}: the guest's own entry at guest-physical {guest} would have to be read, and the nested tables refuse: {reason}; {entry}",
                           "{access}: seria preciso ler a entrada do próprio convidado no endereço físico do convidado {guest}, e as tabelas aninhadas o recusam: {reason}; {entry}"},
    {Text::kNestedWayMark, "{access}: A or D would have to be set in the guest's own entry at guest-physical {guest}, and the nested tables refuse: {reason}; {entry}",
                           "{access}: seria preciso ligar A ou D na entrada do próprio convidado no endereço físico do convidado {guest}, e as tabelas aninhadas o recusam: {reason}; {entry}"},
    {Text::kNestedStale, "the TLB still holds the nested {entry}; {now}",
                         "a TLB ainda guarda {entry} das tabelas aninhadas; {now}"},
    {Text::kExitCsrRead, "{insn} in ring {ring} of the guest: the control block intercepts reads of {csr}",
                         "{insn} no anel {ring} do convidado: o bloco de controle intercepta as leituras de {csr}"},
    {Text::kExitCsrWrite, "{insn} in ring {ring} of the guest: the control block intercepts writes of {csr}",
                          "{insn} no anel {ring} do convidado: o bloco de controle intercepta as escritas em {csr}"},
    {Text::kExitCsrBoth, "{insn} in ring {ring} of the guest: the control block intercepts reads and writes of {csr}",
                         "{insn} no anel {ring} do convidado: o bloco de controle intercepta as leituras e as escritas de {csr}"},
    {Text::kExitPort, "{insn} in ring {ring} of the guest: the control block intercepts port {port} (PORT_MAP)",
                      "{insn} no anel {ring} do convidado: o bloco de controle intercepta a porta {port} (PORT_MAP)"},
    {Text::kExitAllPorts, "{insn} in ring {ring} of the guest uses port {port}: the control block intercepts every port (PORT in INTERCEPTS)",
                          "{insn} no anel {ring} do convidado usa a porta {port}: o bloco de controle intercepta todas as portas (PORT em INTERCEPTS)"},
    {Text::kExitHighPort, "{insn} in ring {ring} of the guest uses port {port}: ports above 255 are always intercepted",
                          "{insn} no anel {ring} do convidado usa a porta {port}: as portas acima de 255 são sempre interceptadas"},
    {Text::kExitInsn, "{insn} in ring {ring} of the guest: the control block intercepts it ({bit} in INTERCEPTS)",
                      "{insn} no anel {ring} do convidado: o bloco de controle a intercepta ({bit} em INTERCEPTS)"},
    {Text::kExitExtension, "{insn} in ring {ring} of the guest: an instruction of hardware assist itself always comes to the monitor",
                           "{insn} no anel {ring} do convidado: uma instrução da própria assistência de hardware sempre chega ao monitor"},
    {Text::kExitPreempted, "the preemption timer has run out: the cycles that the control block gave the guest (PREEMPT) are over",
                           "o temporizador de preempção terminou: acabaram os ciclos que o bloco de controle dava ao convidado (PREEMPT)"},
    {Text::kExitTriple, "triple fault of the guest: {cause} (value {value}) at {pc}, the first instruction of its own ring 0 handler, which cannot handle itself",
                        "falha tripla do convidado: {cause} (valor {value}) em {pc}, a primeira instrução do tratador do seu anel 0, que não pode tratar a si mesmo"},
    {Text::kInjected, "the monitor asked for it: the entry delivers {cause} (value {value}), which stood in INJECT of the control block",
                      "o monitor o pediu: a entrada no convidado entrega {cause} (valor {value}), que estava em INJECT, no bloco de controle"},
    {Text::kTripleFault, "{why}; {pc} is the first instruction of ring {ring}'s own trap handler, which cannot handle itself: a triple fault",
                         "{why}; {pc} é a primeira instrução do tratador de traps do próprio anel {ring}, que não pode tratar a si mesmo: falha tripla"},
    // Where a trap goes.
    {Text::kGoesTo, "to ring {ring}: {because}",
                    "para o anel {ring}: {because}"},
    {Text::kNotDelegated, "bank {bank} does not delegate it",
                          "o banco {bank} não o delega"},
    {Text::kOutermost, "bank {bank} is the outermost",
                       "o banco {bank} é o mais externo"},
    {Text::kNoGranted, "bank {bank} delegates it, but ring {ring} is not granted",
                       "o banco {bank} o delega, mas o anel {ring} não tem concessão"},
    {Text::kNoneGranted, "bank {bank} delegates it, but no ring from {first} to {last} is granted",
                         "o banco {bank} o delega, mas nenhum anel de {first} a {last} tem concessão"},
    {Text::kNotPast, "a trap goes no further out than the ring it came from",
                     "um trap não vai além do anel de onde veio"},
    {Text::kOwnHandler, "its instruction is the first of ring {ring}'s own handler, which cannot handle itself",
                        "sua instrução é a primeira do tratador do próprio anel {ring}, que não pode tratar a si mesmo"},
    {Text::kDelegates, "bank {bank} delegates it to ring {ring}, which is granted; {rest}",
                       "o banco {bank} o delega ao anel {ring}, que tem concessão; {rest}"},
    {Text::kLeftToGuest, "ring -1 leaves it to its guest (delegatem); {rest}",
                         "o anel -1 o deixa com seu convidado (delegatem); {rest}"},
    {Text::kPendingItself, "it is pending in that ring's own bank",
                           "ele está pendente no banco desse próprio anel"},
    {Text::kKept, "delegatem does not leave {cause} to the guest",
                  "delegatem não deixa {cause} com o convidado"},
    {Text::kLineKept, "delegatem does not leave line {line} to the guest",
                      "delegatem não deixa a linha {line} com o convidado"},
    {Text::kExitStored, "the guest's state now lies in the control block at physical {block}",
                        "o estado do convidado está agora no bloco de controle, no endereço físico {block}"},
    {Text::kInnerOwn, "what ring -1 raises is its own",
                      "o que o anel -1 provoca é dele mesmo"},
    {Text::kStopsMachine, "to nobody: the machine stops",
                          "para ninguém: a máquina para"},
    // Stories.
    {Text::kStoryHead, "trap {number}, cycle {cycle}: {insn} at {pc} in ring {ring}{vm}{inside}",
                       "trap {number}, ciclo {cycle}: {insn} em {pc} no anel {ring}{vm}{inside}"},
    {Text::kStoryHeadBefore, "trap {number}, cycle {cycle}: before {insn} at {pc} in ring {ring}{vm}{inside}",
                             "trap {number}, ciclo {cycle}: antes de {insn} em {pc} no anel {ring}{vm}{inside}"},
    {Text::kStoryHeadNoWord, "trap {number}, cycle {cycle}: at {pc} in ring {ring}{vm}{inside}",
                             "trap {number}, ciclo {cycle}: em {pc} no anel {ring}{vm}{inside}"},
    {Text::kStoryInside, ", inside trap {number}",
                         ", dentro do trap {number}"},
    {Text::kStoryVm, " of VM {vm}",
                     " da VM {vm}"},
    {Text::kStoryWhy, "why: {why}",
                      "por quê: {why}"},
    {Text::kStoryWhere, "where: {where}",
                        "destino: {where}"},
    {Text::kStoryDid, "ring {ring}: {steps}",
                      "anel {ring}: {steps}"},
    {Text::kStoryThen, "then: {outcome}; {cycles} cycles",
                       "depois: {outcome}; {cycles} ciclos"},
    {Text::kStoryNested, "[trap {number}] {cycles}",
                         "[trap {number}] {cycles}"},
    {Text::kStoryNestedRest, "[other traps] {cycles}",
                             "[outros traps] {cycles}"},
    {Text::kStoryRest, "and later {steps}",
                       "e mais tarde {steps}"},
    {Text::kAgain, "the same instruction again, in ring {ring}",
                   "a mesma instrução outra vez, no anel {ring}"},
    {Text::kBackAgain, "back to the interrupted instruction, in ring {ring}",
                       "de volta à instrução interrompida, no anel {ring}"},
    {Text::kNext, "on with the next instruction, at {pc} in ring {ring}",
                  "segue com a próxima instrução, em {pc} no anel {ring}"},
    {Text::kInjectedOn, "the monitor has delivered a trap to its guest, which goes on at {pc} in ring {ring}",
                        "o monitor entregou um trap ao convidado, que segue em {pc} no anel {ring}"},
    {Text::kElsewhere, "on at {pc} in ring {ring}",
                       "segue em {pc} no anel {ring}"},
    {Text::kDelivered, "into the guest, to whose ring {ring} the entry at once delivers {cause}, at {pc}",
                       "entra no convidado, a cujo anel {ring} a entrada logo entrega {cause}, em {pc}"},
    {Text::kOtherTables, "{outcome}, on other page tables (root {root})",
                         "{outcome}, com outras tabelas de páginas (root {root})"},
    {Text::kFatal, "the machine has stopped",
                   "a máquina parou"},
    {Text::kStillOpen, "the run ended before anybody returned from it",
                       "a execução terminou antes que alguém retornasse dele"},
    {Text::kNeverBack, "nobody returned from it",
                       "ninguém retornou dele"},
};
// clang-format on

constexpr const Row& row(Text text) { return kCatalogue[static_cast<std::size_t>(text)]; }

constexpr std::size_t gap_count(std::string_view words) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at] != '{') continue;
        // The same gap may stand in a sentence twice.
        const std::string_view gap = words.substr(at, words.find('}', at) - at + 1);
        if (words.find(gap) == at) ++count;
    }
    return count;
}
constexpr bool has_gap(std::string_view words, std::string_view name) {
    for (std::size_t at = words.find('{'); at != std::string_view::npos; at = words.find('{', at + 1))
        if (words.substr(at + 1, words.find('}', at) - at - 1) == name) return true;
    return false;
}

namespace checks {
constexpr bool gaps_within(std::string_view words, std::string_view others) {
    for (std::size_t at = words.find('{'); at != std::string_view::npos; at = words.find('{', at + 1)) {
        const std::size_t close = words.find('}', at);
        if (close == std::string_view::npos || !has_gap(others, words.substr(at + 1, close - at - 1))) return false;
    }
    return true;
}
consteval bool complete() {
    std::size_t at = 0;
    for (const Row& entry : kCatalogue) {
        if (static_cast<std::size_t>(entry.text) != at++ || entry.english.empty() || entry.portuguese.empty()) return false;
        if (!gaps_within(entry.english, entry.portuguese) || !gaps_within(entry.portuguese, entry.english)) return false;
    }
    return at == static_cast<std::size_t>(Text::kNeverBack) + 1;
}
static_assert(complete(), "every text has its row, in order, in both languages, with the same gaps");
}  // namespace checks

}  // namespace anel::explain
