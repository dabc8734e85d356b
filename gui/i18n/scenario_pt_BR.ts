<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>Lessons</name>
    <message>
        <source>A system call</source>
        <translation>Uma chamada de sistema</translation>
    </message>
    <message>
        <source>A program asks its kernel for nothing at all. Which rings does it cross, under each way to run the kernel, and where do the cycles go?</source>
        <translation>Um programa não pede nada ao seu núcleo. Que anéis ele atravessa, em cada forma de executar o núcleo, e para onde vão os ciclos?</translation>
    </message>
    <message>
        <source>The program runs in ring 3, and its next instruction is “{instruction}”. In which ring does the machine go on?</source>
        <translation>O programa executa no anel 3, e sua próxima instrução é “{instruction}”. Em que anel a máquina continua?</translation>
    </message>
    <message>
        <source>ring 3: it stays there</source>
        <translation>anel 3: fica onde está</translation>
    </message>
    <message>
        <source>ring 1</source>
        <translation>anel 1</translation>
    </message>
    <message>
        <source>ring 0</source>
        <translation>anel 0</translation>
    </message>
    <message>
        <source>From ring {from} to ring {to}; the crossing itself took {took} cycles.</source>
        <translation>Do anel {from} para o anel {to}; a troca de anel em si levou {took} ciclos.</translation>
    </message>
    <message>
        <source>A program cannot jump into the kernel. It can only trap, and the hardware chooses the ring and the place.</source>
        <translation>Um programa não pode saltar para dentro do núcleo. Ele só pode causar um trap, e o hardware escolhe o anel e o lugar.</translation>
    </message>
    <message>
        <source>The program calls again and again. How many ring crossings does one whole call take on the bare machine?</source>
        <translation>O programa chama sem parar. Quantas trocas de anel custa uma chamada inteira na máquina real?</translation>
    </message>
    <message>
        <source>1</source>
        <translation>1</translation>
    </message>
    <message>
        <source>2</source>
        <translation>2</translation>
    </message>
    <message>
        <source>4</source>
        <translation>4</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mais</translation>
    </message>
    <message>
        <source>Crossings: {crossings}. Cycles: {cycles}, of them {cycles-user} the program&apos;s, {cycles-kernel} the kernel&apos;s, {cycles-crossing} the crossings&apos; own.</source>
        <translation>Trocas de anel: {crossings}. Ciclos: {cycles}, dos quais {cycles-user} do programa, {cycles-kernel} do núcleo e {cycles-crossing} das próprias trocas.</translation>
    </message>
    <message>
        <source>One trap in, one return out.</source>
        <translation>Um trap na entrada, um retorno na saída.</translation>
    </message>
    <message>
        <source>The same call, the same kernel. But now the kernel runs in ring 1, above a monitor that catches what it may not do. How many crossings now?</source>
        <translation>A mesma chamada, o mesmo núcleo. Mas agora o núcleo executa no anel 1, sobre um monitor que captura o que ele não pode fazer. Quantas trocas de anel agora?</translation>
    </message>
    <message>
        <source>still 2</source>
        <translation>ainda 2</translation>
    </message>
    <message>
        <source>about 10</source>
        <translation>umas 10</translation>
    </message>
    <message>
        <source>about 20</source>
        <translation>umas 20</translation>
    </message>
    <message>
        <source>Crossings: {crossings}, and {exits} times the monitor was entered. Cycles: {cycles}, of them {cycles-kernel} the kernel&apos;s and {monitor} the monitor&apos;s.</source>
        <translation>Trocas de anel: {crossings}; entradas no monitor: {exits}. Ciclos: {cycles}, dos quais {cycles-kernel} do núcleo e {monitor} do monitor.</translation>
    </message>
    <message>
        <source>The call itself, and then each thing that the kernel thinks it does by itself: read the cause, read the address, set the status, return.</source>
        <translation>A própria chamada e, depois, cada coisa que o núcleo pensa fazer sozinho: ler a causa, ler o endereço, ajustar o estado, retornar.</translation>
    </message>
    <message>
        <source>The same call under each of the six modes. How many times dearer than on the bare machine is the dearest one?</source>
        <translation>A mesma chamada em cada um dos seis modos. Quantas vezes mais caro que a máquina real é o modo mais caro?</translation>
    </message>
    <message>
        <source>about 2 times</source>
        <translation>umas 2 vezes</translation>
    </message>
    <message>
        <source>about 5 times</source>
        <translation>umas 5 vezes</translation>
    </message>
    <message>
        <source>about 12 times</source>
        <translation>umas 12 vezes</translation>
    </message>
    <message>
        <source>about 50 times</source>
        <translation>umas 50 vezes</translation>
    </message>
    <message>
        <source>A privileged instruction</source>
        <translation>Uma instrução privilegiada</translation>
    </message>
    <message>
        <source>The kernel turns interrupts off. It is not in ring 0 any more, and does not know. Who does it for the kernel, how, and for how much?</source>
        <translation>O núcleo desliga as interrupções. Ele já não está no anel 0, e não sabe disso. Quem faz isso por ele, como e a que custo?</translation>
    </message>
    <message>
        <source>The kernel believes that it is in ring 0, and is in ring 1. It is about to turn interrupts off: “{instruction}”. What will happen?</source>
        <translation>O núcleo acredita estar no anel 0, mas está no anel 1. Ele vai desligar as interrupções: “{instruction}”. O que vai acontecer?</translation>
    </message>
    <message>
        <source>it is done, as always</source>
        <translation>é feito, como sempre</translation>
    </message>
    <message>
        <source>it traps into ring 0</source>
        <translation>causa um trap para o anel 0</translation>
    </message>
    <message>
        <source>the program is told</source>
        <translation>o programa é avisado</translation>
    </message>
    <message>
        <source>A trap from ring {from} to ring {to}, in {took} cycles: {why}.</source>
        <translation>Um trap do anel {from} para o anel {to}, em {took} ciclos: {why}.</translation>
    </message>
    <message>
        <source>The monitor is in ring 0. It now has to find out what the kernel wanted, and do that to a processor that exists only in its memory.</source>
        <translation>O monitor está no anel 0. Agora ele precisa descobrir o que o núcleo queria e fazê-lo num processador que só existe em sua memória.</translation>
    </message>
    <message>
        <source>How many cycles pass until the kernel goes on behind this one instruction?</source>
        <translation>Quantos ciclos passam até que o núcleo continue depois desta única instrução?</translation>
    </message>
    <message>
        <source>about 30</source>
        <translation>uns 30</translation>
    </message>
    <message>
        <source>about 400</source>
        <translation>uns 400</translation>
    </message>
    <message>
        <source>about 10,000</source>
        <translation>uns 10.000</translation>
    </message>
    <message>
        <source>{cycles} cycles and {instructions} instructions. Crossing {cycles-crossing}, saving and restoring {cycles-switch}, deciding {cycles-dispatch}, decoding {cycles-decode}, emulating {cycles-emulate}.</source>
        <translation>{cycles} ciclos e {instructions} instruções. Troca de anel: {cycles-crossing}; salvar e restaurar: {cycles-switch}; decidir: {cycles-dispatch}; decodificar: {cycles-decode}; emular: {cycles-emulate}.</translation>
    </message>
    <message>
        <source>The thing itself, one bit in memory, is a small part of it. Most is finding out what is wanted, and keeping the guest&apos;s registers safe meanwhile.</source>
        <translation>A coisa em si, um bit na memória, é uma pequena parte. O grosso é descobrir o que se quer e, enquanto isso, preservar os registradores do convidado.</translation>
    </message>
    <message>
        <source>A kernel turns interrupts off and on many thousand times a second. How many times dearer is that than on the bare machine?</source>
        <translation>Um núcleo desliga e religa as interrupções milhares de vezes por segundo. Quantas vezes mais caro isso é do que na máquina real?</translation>
    </message>
    <message>
        <source>2 times</source>
        <translation>2 vezes</translation>
    </message>
    <message>
        <source>10 times</source>
        <translation>10 vezes</translation>
    </message>
    <message>
        <source>30 times</source>
        <translation>30 vezes</translation>
    </message>
    <message>
        <source>100 times</source>
        <translation>100 vezes</translation>
    </message>
    <message>
        <source>{irqflag.native.cycles:0} cycles on the bare machine, {irqflag.full-trap.cycles:0} with trap-and-emulate: {irqflag.full-trap.slowdown:1} times. Translated {irqflag.full-translate.cycles:0}, paravirtual {irqflag.para.cycles:0}.</source>
        <translation>{irqflag.native.cycles:0} ciclos na máquina real, {irqflag.full-trap.cycles:0} com captura e emulação: {irqflag.full-trap.slowdown:1} vezes. Traduzido, {irqflag.full-translate.cycles:0}; paravirtual, {irqflag.para.cycles:0}.</translation>
    </message>
    <message>
        <source>A translated kernel has a few instructions in place of the trap; a paravirtual one has a flag of its own, and hardware assist gives it back its own ring 0.</source>
        <translation>Um núcleo traduzido tem algumas instruções no lugar do trap; um paravirtual tem um indicador só seu, e a assistência de hardware lhe devolve o próprio anel 0.</translation>
    </message>
    <message>
        <source>A whole run: boot, one word printed, power off. How often does the monitor have to step in?</source>
        <translation>Uma execução inteira: iniciar, imprimir uma palavra, desligar. Quantas vezes o monitor precisa intervir?</translation>
    </message>
    <message>
        <source>about 10 times</source>
        <translation>umas 10 vezes</translation>
    </message>
    <message>
        <source>about 100 times</source>
        <translation>umas 100 vezes</translation>
    </message>
    <message>
        <source>about 1,000 times</source>
        <translation>umas 1.000 vezes</translation>
    </message>
    <message>
        <source>about 100,000 times</source>
        <translation>umas 100.000 vezes</translation>
    </message>
    <message>
        <source>{exits} times: {traps-privileged} privileged instructions, {traps-ecall} system calls, {traps-load-page} page faults on loads, {traps-store-page} on stores, and the rest.</source>
        <translation>{exits} vezes: {traps-privileged} instruções privilegiadas, {traps-ecall} chamadas de sistema, {traps-load-page} faltas de página em leituras, {traps-store-page} em escritas, e o resto.</translation>
    </message>
    <message>
        <source>Of {cycles} cycles the monitor took {monitor}, {cycles-boot} of them for its own start, once. The rest is what trap-and-emulate costs; how it hurts depends on how often the kernel is needed.</source>
        <translation>De {cycles} ciclos, o monitor levou {monitor}, dos quais {cycles-boot} em sua própria partida, uma única vez. O resto é o que custa capturar e emular; quanto isso dói depende de quantas vezes se precisa do núcleo.</translation>
    </message>
    <message>
        <source>The instruction that does not trap</source>
        <translation>A instrução que não causa trap</translation>
    </message>
    <message>
        <source>The same kernel and the same monitor on another processor, one that ignores some instructions instead of trapping. Why x86 was thought impossible.</source>
        <translation>O mesmo núcleo e o mesmo monitor em outro processador, que ignora algumas instruções em vez de causar um trap. Por que o x86 parecia impossível.</translation>
    </message>
    <message>
        <source>it works as before</source>
        <translation>funciona como antes</translation>
    </message>
    <message>
        <source>the kernel notices, and stops</source>
        <translation>o núcleo percebe e para</translation>
    </message>
    <message>
        <source>the machine hangs</source>
        <translation>a máquina trava</translation>
    </message>
    <message>
        <source>After {cycles} cycles the kernel says: “{line(panic)}”. Its exit code is {exit-code}.</source>
        <translation>Depois de {cycles} ciclos, o núcleo diz: “{line(panic)}”. Seu código de saída é {exit-code}.</translation>
    </message>
    <message>
        <source>What does not trap the monitor never hears of. Popek and Goldberg&apos;s condition of 1974: every sensitive instruction must trap.</source>
        <translation>Do que não causa trap o monitor nunca fica sabendo. É a condição de Popek e Goldberg, de 1974: toda instrução sensível precisa causar um trap.</translation>
    </message>
    <message>
        <source>Now the monitor translates the kernel&apos;s code before it runs. The processor is the same. Does the kernel notice?</source>
        <translation>Agora o monitor traduz o código do núcleo antes de executá-lo. O processador é o mesmo. O núcleo percebe?</translation>
    </message>
    <message>
        <source>yes, it stops again</source>
        <translation>sim, para de novo</translation>
    </message>
    <message>
        <source>no, all is well</source>
        <translation>não, está tudo bem</translation>
    </message>
    <message>
        <source>It ends with exit code {exit-code} after {cycles} cycles; {cycles-translate} of them went into translating. The program said: “{line(Hello)}”.</source>
        <translation>Termina com código de saída {exit-code} depois de {cycles} ciclos; {cycles-translate} deles foram gastos traduzindo. O programa disse: “{line(Hello)}”.</translation>
    </message>
    <message>
        <source>In the translation “di” is another instruction, one that does to the virtual processor what was meant. Nothing is left to a trap that does not come.</source>
        <translation>Na tradução, “di” é outra instrução, que faz no processador virtual o que se queria. Nada fica por conta de um trap que não vem.</translation>
    </message>
    <message>
        <source>Six ways to run this kernel on this processor. In how many of them does something go wrong?</source>
        <translation>Seis formas de executar este núcleo neste processador. Em quantas delas algo dá errado?</translation>
    </message>
    <message>
        <source>in none</source>
        <translation>em nenhuma</translation>
    </message>
    <message>
        <source>in one</source>
        <translation>em uma</translation>
    </message>
    <message>
        <source>in three</source>
        <translation>em três</translation>
    </message>
    <message>
        <source>in all but the bare machine</source>
        <translation>em todas, menos na máquina real</translation>
    </message>
    <message>
        <source>A guest that asks its monitor does not need the trap, and hardware assist gives the kernel a ring 0 in which the instruction does what it should.</source>
        <translation>Um convidado que pede ao seu monitor não precisa do trap, e a assistência de hardware dá ao núcleo um anel 0 em que a instrução faz o que deve.</translation>
    </message>
    <message>
        <source>On this processor “di” and “ei”, interrupts off and on, do nothing outside ring 0, silently. The kernel runs in ring 1 above a trap-and-emulate monitor. What comes of it?</source>
        <translation>Neste processador, “di” e “ei”, que desligam e ligam as interrupções, não fazem nada fora do anel 0, em silêncio. O núcleo executa no anel 1, sobre um monitor que captura e emula. No que isso dá?</translation>
    </message>
    <message>
        <source>In {wrong}: {wrong-names}.</source>
        <translation>Em {wrong}: {wrong-names}.</translation>
    </message>
    <message>
        <source>{syscall.dearest.name} takes {syscall.dearest.cycles:0} cycles, {syscall.dearest.slowdown:1} times as many; para {syscall.para.cycles:0}, assist-nested {syscall.assist-nested.cycles:0}, the bare machine {syscall.native.cycles:0}.</source>
        <translation>{syscall.dearest.name} leva {syscall.dearest.cycles:0} ciclos, {syscall.dearest.slowdown:1} vezes o que leva a máquina real, {syscall.native.cycles:0}; para, {syscall.para.cycles:0}; assist-nested, {syscall.assist-nested.cycles:0}.</translation>
    </message>
    <message>
        <source>Where calls go straight from program to kernel, a monitor costs them nothing. The bars say where the cycles went.</source>
        <translation>Onde a chamada vai direto do programa ao núcleo, o monitor não lhe custa nada. As barras dizem para onde foram os ciclos.</translation>
    </message>
</context>
</TS>
