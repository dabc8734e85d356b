<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>Words</name>
    <message>
        <source>no machine</source>
        <translation>sem máquina</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>em pausa</translation>
    </message>
    <message>
        <source>running</source>
        <translation>executando</translation>
    </message>
    <message>
        <source>waits for you to type</source>
        <translation>espera você digitar</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>terminou</translation>
    </message>
    <message>
        <source>at reset</source>
        <translation>no reinício</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>a pedido</translation>
    </message>
    <message>
        <source>stepped</source>
        <translation>um passo</translation>
    </message>
    <message>
        <source>breakpoint</source>
        <translation>ponto de parada</translation>
    </message>
    <message>
        <source>behind a ring crossing</source>
        <translation>depois de uma troca de anel</translation>
    </message>
    <message>
        <source>cycle reached</source>
        <translation>ciclo alcançado</translation>
    </message>
    <message>
        <source>this is the beginning</source>
        <translation>aqui é o começo</translation>
    </message>
    <message>
        <source>there is none before this moment</source>
        <translation>não há nenhuma antes deste momento</translation>
    </message>
    <message>
        <source>powered off with exit code %1</source>
        <translation>desligou com código de saída %1</translation>
    </message>
    <message>
        <source>who ran on it gave up; the log says why</source>
        <translation>quem executava desistiu; o registro diz por quê</translation>
    </message>
    <message>
        <source>triple fault</source>
        <translation>falta tripla</translation>
    </message>
    <message>
        <source>stuck: it waits for an interrupt, and none can come</source>
        <translation>presa: espera uma interrupção, e nenhuma pode vir</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state: reason</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>ring %1</source>
        <translation>anel %1</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>ninguém</translation>
    </message>
    <message>
        <source>the monitor</source>
        <translation>o monitor</translation>
    </message>
    <message>
        <source>the guest&apos;s kernel</source>
        <translation>o núcleo do convidado</translation>
    </message>
    <message>
        <source>the guest&apos;s programs</source>
        <translation>os programas do convidado</translation>
    </message>
    <message>
        <source>the kernel</source>
        <translation>o núcleo</translation>
    </message>
    <message>
        <source>programs</source>
        <translation>programas</translation>
    </message>
    <message>
        <source>interrupt: timer</source>
        <translation>interrupção: temporizador</translation>
    </message>
    <message>
        <source>interrupt: console</source>
        <translation>interrupção: console</translation>
    </message>
    <message>
        <source>interrupt: disk</source>
        <translation>interrupção: disco</translation>
    </message>
    <message>
        <source>interrupt: mailbox</source>
        <translation>interrupção: caixa de mensagens</translation>
    </message>
    <message>
        <source>interrupt: line %1</source>
        <translation>interrupção: linha %1</translation>
    </message>
    <message>
        <source>nested page fault</source>
        <translation>falta de página aninhada</translation>
    </message>
    <message>
        <source>intercepted system register</source>
        <translation>registrador de sistema interceptado</translation>
    </message>
    <message>
        <source>intercepted port</source>
        <translation>porta interceptada</translation>
    </message>
    <message>
        <source>intercepted instruction</source>
        <translation>instrução interceptada</translation>
    </message>
    <message>
        <source>instruction of the extension</source>
        <translation>instrução da extensão</translation>
    </message>
    <message>
        <source>preemption timer</source>
        <translation>temporizador de preempção</translation>
    </message>
    <message>
        <source>triple fault of the guest</source>
        <translation>falta tripla do convidado</translation>
    </message>
    <message>
        <source>misaligned jump</source>
        <translation>salto desalinhado</translation>
    </message>
    <message>
        <source>fetch from nowhere</source>
        <translation>busca em lugar nenhum</translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation>instrução ilegal</translation>
    </message>
    <message>
        <source>ebreak</source>
        <translation>ebreak</translation>
    </message>
    <message>
        <source>misaligned load</source>
        <translation>leitura desalinhada</translation>
    </message>
    <message>
        <source>load from nowhere</source>
        <translation>leitura de lugar nenhum</translation>
    </message>
    <message>
        <source>misaligned store</source>
        <translation>escrita desalinhada</translation>
    </message>
    <message>
        <source>store to nowhere</source>
        <translation>escrita em lugar nenhum</translation>
    </message>
    <message>
        <source>system call</source>
        <translation>chamada de sistema</translation>
    </message>
    <message>
        <source>hypercall</source>
        <translation>hiperchamada</translation>
    </message>
    <message>
        <source>privileged instruction</source>
        <translation>instrução privilegiada</translation>
    </message>
    <message>
        <source>page fault on a fetch</source>
        <translation>falta de página em uma busca</translation>
    </message>
    <message>
        <source>page fault on a load</source>
        <translation>falta de página em uma leitura</translation>
    </message>
    <message>
        <source>page fault on a store</source>
        <translation>falta de página em uma escrita</translation>
    </message>
    <message>
        <source>cause %1</source>
        <translation>causa %1</translation>
    </message>
    <message>
        <source>trap</source>
        <translation>trap</translation>
    </message>
    <message>
        <source>return</source>
        <translation>retorno</translation>
    </message>
    <message>
        <source>exit</source>
        <translation>saída</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>entrada</translation>
    </message>
    <message>
        <source>injected trap</source>
        <translation>trap injetada</translation>
    </message>
    <message>
        <source>vmon</source>
        <translation>vmon</translation>
    </message>
    <message>
        <source>vmoff</source>
        <translation>vmoff</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>marca</translation>
    </message>
    <message>
        <source>VM switch</source>
        <translation>troca de VM</translation>
    </message>
    <message>
        <source>other</source>
        <translation>outros</translation>
    </message>
    <message>
        <source>programs</source>
        <comment>activity</comment>
        <translation>programas</translation>
    </message>
    <message>
        <source>kernel</source>
        <comment>activity</comment>
        <translation>núcleo</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>ocioso</translation>
    </message>
    <message>
        <source>crossing rings</source>
        <translation>trocando de anel</translation>
    </message>
    <message>
        <source>monitor&apos;s start</source>
        <translation>partida do monitor</translation>
    </message>
    <message>
        <source>saving registers</source>
        <translation>salvando registradores</translation>
    </message>
    <message>
        <source>decoding</source>
        <translation>decodificando</translation>
    </message>
    <message>
        <source>emulating</source>
        <translation>emulando</translation>
    </message>
    <message>
        <source>filling shadows</source>
        <translation>preenchendo sombras</translation>
    </message>
    <message>
        <source>syncing shadows</source>
        <translation>sincronizando sombras</translation>
    </message>
    <message>
        <source>injecting</source>
        <translation>injetando</translation>
    </message>
    <message>
        <source>devices</source>
        <translation>dispositivos</translation>
    </message>
    <message>
        <source>dispatching</source>
        <translation>despachando</translation>
    </message>
    <message>
        <source>hypercalls</source>
        <translation>hiperchamadas</translation>
    </message>
    <message>
        <source>checking page tables</source>
        <translation>verificando tabelas de páginas</translation>
    </message>
    <message>
        <source>nested tables</source>
        <translation>tabelas aninhadas</translation>
    </message>
    <message>
        <source>saving VMs</source>
        <translation>salvando VMs</translation>
    </message>
    <message>
        <source>translating</source>
        <translation>traduzindo</translation>
    </message>
    <message>
        <source>no monitor: the kernel runs in ring 0 of the bare machine</source>
        <translation>sem monitor: o núcleo executa no anel 0 da máquina nua</translation>
    </message>
    <message>
        <source>the kernel runs in ring 1; what is privileged traps to the monitor in ring 0, which emulates it</source>
        <translation>o núcleo executa no anel 1; o que é privilegiado causa uma trap para o monitor no anel 0, que o emula</translation>
    </message>
    <message>
        <source>the kernel runs in ring 1, translated; it calls the monitor in ring 0 where it must</source>
        <translation>o núcleo executa no anel 1, traduzido; chama o monitor no anel 0 onde precisa</translation>
    </message>
    <message>
        <source>the kernel runs in ring 1, knows it, and calls the monitor in ring 0 instead of trapping</source>
        <translation>o núcleo executa no anel 1, sabe disso, e chama o monitor no anel 0 em vez de causar traps</translation>
    </message>
    <message>
        <source>the kernel runs in its own ring 0 above the monitor in ring −1, which shadows its page tables</source>
        <translation>o núcleo executa em seu próprio anel 0 acima do monitor no anel −1, que mantém sombras de suas tabelas de páginas</translation>
    </message>
    <message>
        <source>the kernel runs in its own ring 0 above the monitor in ring −1; the hardware walks both page tables</source>
        <translation>o núcleo executa em seu próprio anel 0 acima do monitor no anel −1; o hardware percorre as duas tabelas de páginas</translation>
    </message>
    <message>
        <source>every sensitive instruction traps outside its ring</source>
        <translation>toda instrução sensível causa uma trap fora do seu anel</translation>
    </message>
    <message>
        <source>ei and di outside their ring are silently ignored</source>
        <translation>ei e di fora do seu anel são ignoradas em silêncio</translation>
    </message>
    <message>
        <source>besides, much of the machine&apos;s state can be read from every ring, and tells the truth</source>
        <translation>além disso, muito do estado da máquina pode ser lido de qualquer anel, e diz a verdade</translation>
    </message>
    <message>
        <source>Anelix&apos;s shell, for you to type at</source>
        <translation>o shell do Anelix, para você digitar</translation>
    </message>
    <message>
        <source>a little of everything</source>
        <translation>um pouco de tudo</translation>
    </message>
    <message>
        <source>boot, start the shell, power off</source>
        <translation>iniciar, abrir o shell, desligar</translation>
    </message>
    <message>
        <source>arithmetic in ring 3, without asking the kernel for anything</source>
        <translation>aritmética no anel 3, sem pedir nada ao núcleo</translation>
    </message>
    <message>
        <source>a sieve: memory traffic in ring 3</source>
        <translation>um crivo: tráfego de memória no anel 3</translation>
    </message>
    <message>
        <source>a system call that does nothing, again and again</source>
        <translation>uma chamada de sistema que não faz nada, muitas vezes</translation>
    </message>
    <message>
        <source>the kernel turns interrupts on and off again</source>
        <translation>o núcleo liga e desliga interrupções</translation>
    </message>
    <message>
        <source>a call and its return within the kernel</source>
        <translation>uma chamada de função e seu retorno dentro do núcleo</translation>
    </message>
    <message>
        <source>a misaligned load in ring 3, which the kernel does in its place</source>
        <translation>uma leitura desalinhada no anel 3, que o núcleo faz em seu lugar</translation>
    </message>
    <message>
        <source>a page of heap touched for the first time</source>
        <translation>uma página de heap tocada pela primeira vez</translation>
    </message>
    <message>
        <source>map sixteen pages, touch them, unmap them</source>
        <translation>mapear dezesseis páginas, tocá-las, desmapeá-las</translation>
    </message>
    <message>
        <source>one page-table entry changed, and its page flushed</source>
        <translation>uma entrada de tabela de páginas mudada, e sua página descarregada da TLB</translation>
    </message>
    <message>
        <source>the same, where sixteen of them may go together</source>
        <translation>o mesmo, com até dezesseis delas juntas</translation>
    </message>
    <message>
        <source>from one address space into another</source>
        <translation>de um espaço de endereçamento para outro</translation>
    </message>
    <message>
        <source>a chain of loads through 256 pages: the TLB misses</source>
        <translation>uma cadeia de leituras por 256 páginas: a TLB falha</translation>
    </message>
    <message>
        <source>make a child, wait for it</source>
        <translation>criar um filho, esperar por ele</translation>
    </message>
    <message>
        <source>two processes pass one number through two pipes</source>
        <translation>dois processos passam um número por dois pipes</translation>
    </message>
    <message>
        <source>sectors read from the disk, each by a command of its own</source>
        <translation>setores lidos do disco, cada um com seu próprio comando</translation>
    </message>
    <message>
        <source>sectors read from the disk through the ring, many with one kick</source>
        <translation>setores lidos do disco pelo anel de pedidos, muitos com um só aviso</translation>
    </message>
    <message>
        <source>make files, write and read them, remove them</source>
        <translation>criar arquivos, escrever e ler, removê-los</translation>
    </message>
    <message>
        <source>a program that loads from nowhere, between two that behave</source>
        <translation>um programa que lê de lugar nenhum, entre dois que se comportam</translation>
    </message>
    <message>
        <source>lines typed into the shell, then the end of input</source>
        <translation>linhas digitadas no shell, depois o fim da entrada</translation>
    </message>
    <message>
        <source>The console&apos;s input has ended: nothing can be typed behind that. Step back to before its end, or reset.</source>
        <translation>A entrada do console terminou: nada mais pode ser digitado depois disso. Volte para antes do fim dela, ou reinicie.</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <comment>a message in English</comment>
        <translation>Motivo (em inglês): %1</translation>
    </message>
    <message>
        <source>This machine could not be made, and nothing has changed. Mend what is named here, or choose “The bundled machine” in the menu “File”. %1</source>
        <comment>why</comment>
        <translation>Não foi possível fazer esta máquina, e nada mudou. Corrija o que é apontado aqui, ou escolha “A máquina que acompanha o programa” no menu “Arquivo”. %1</translation>
    </message>
    <message>
        <source>declared</source>
        <comment>activity</comment>
        <translation>declarado</translation>
    </message>
    <message>
        <source>counts what happened up to there: %1 %</source>
        <translation>conta o que aconteceu até lá: %1 %</translation>
    </message>
    <message>
        <source>on the way through the run: %1 %</source>
        <translation>a caminho pela execução: %1 %</translation>
    </message>
    <message>
        <source>who executed vmon</source>
        <translation>quem executou vmon</translation>
    </message>
    <message>
        <source>your own typing</source>
        <translation>o que você digitar</translation>
    </message>
    <message>
        <source>another one</source>
        <comment>a workload without a name</comment>
        <translation>outra</translation>
    </message>
    <message>
        <source>the machine&apos;s own</source>
        <comment>policy</comment>
        <translation>a da própria máquina</translation>
    </message>
</context>
</TS>
