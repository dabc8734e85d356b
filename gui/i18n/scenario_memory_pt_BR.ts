<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>MoreLessons</name>
    <message>
        <source>Page fault with shadow tables</source>
        <translation>Falta de página com tabelas sombra</translation>
    </message>
    <message>
        <source>A program touches a new page. The hardware walks tables that the kernel has never seen. Whose page fault is it?</source>
        <translation>Um programa toca uma página nova. O hardware percorre tabelas que o núcleo nunca viu. De quem é a falta de página?</translation>
    </message>
    <message>
        <source>A program touches a page of its heap for the first time: “{instruction}”. Who hears of it first?</source>
        <translation>Um programa toca pela primeira vez uma página do seu heap: “{instruction}”. Quem fica sabendo primeiro?</translation>
    </message>
    <message>
        <source>nobody: it just reads</source>
        <translation>ninguém: ele simplesmente lê</translation>
    </message>
    <message>
        <source>its kernel, in ring 1</source>
        <translation>o núcleo dele, no anel 1</translation>
    </message>
    <message>
        <source>the monitor, in ring 0</source>
        <translation>o monitor, no anel 0</translation>
    </message>
    <message>
        <source>From ring {from} to ring {to}: {why}.</source>
        <translation>Do anel {from} para o anel {to}: {why}.</translation>
    </message>
    <message>
        <source>The tables that the hardware walks are the monitor&apos;s, shadows of the kernel&apos;s. So every fault is the monitor&apos;s first, and it has to find out whose it really is.</source>
        <translation>As tabelas que o hardware percorre são do monitor, sombras das do núcleo. Por isso toda falta chega primeiro ao monitor, que precisa descobrir de quem ela é de fato.</translation>
    </message>
    <message>
        <source>How many ring crossings until the program has its page and goes on?</source>
        <translation>Quantas trocas de anel até o programa ter sua página e continuar?</translation>
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
        <source>about 10</source>
        <translation>umas 10</translation>
    </message>
    <message>
        <source>more than 15</source>
        <translation>mais de 15</translation>
    </message>
    <message>
        <source>Crossings: {crossings}. Cycles: {cycles}, of them {cycles-kernel} the kernel&apos;s and {monitor} the monitor&apos;s; page faults on the way: {traps-load-page}.</source>
        <translation>Trocas de anel: {crossings}. Ciclos: {cycles}, dos quais {cycles-kernel} do núcleo e {monitor} do monitor; faltas de página no caminho: {traps-load-page}.</translation>
    </message>
    <message>
        <source>The first fault is handed to the kernel, which enters the page into its own table. The second one is for the shadow, which does not have it yet; of that one the kernel never hears.</source>
        <translation>A primeira falta é entregue ao núcleo, que põe a página em sua própria tabela. A segunda é para a sombra, que ainda não a tem; dessa o núcleo nunca fica sabendo.</translation>
    </message>
    <message>
        <source>With nested tables the hardware walks the kernel&apos;s tables and the monitor&apos;s as well. How much dearer than on the bare machine is a page fault then?</source>
        <translation>Com tabelas aninhadas, o hardware percorre as tabelas do núcleo e também as do monitor. Quanto mais cara que na máquina real fica uma falta de página?</translation>
    </message>
    <message>
        <source>about the same</source>
        <translation>quase o mesmo</translation>
    </message>
    <message>
        <source>1.5 times</source>
        <translation>1,5 vez</translation>
    </message>
    <message>
        <source>3 times</source>
        <translation>3 vezes</translation>
    </message>
    <message>
        <source>10 times</source>
        <translation>10 vezes</translation>
    </message>
    <message>
        <source>The fault goes straight to the kernel, and nobody keeps a second table up to date. What nesting costs comes later, with each TLB miss.</source>
        <translation>A falta vai direto ao núcleo, e ninguém mantém uma segunda tabela em dia. O custo do aninhamento vem depois, a cada falha na TLB.</translation>
    </message>
    <message>
        <source>If hardware could help: what would you ask it for? The kernel is back in ring 0, and the monitor lies beneath it.</source>
        <translation>Se o hardware pudesse ajudar, o que você pediria a ele? O núcleo volta ao anel 0, e o monitor fica debaixo dele.</translation>
    </message>
    <message>
        <source>The monitor has a ring of its own below ring 0, and the kernel has its ring 0 back. A program calls its kernel. How often is the monitor entered?</source>
        <translation>O monitor tem um anel só seu abaixo do anel 0, e o núcleo recuperou o anel 0. Um programa chama seu núcleo. Quantas vezes se entra no monitor?</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nenhuma</translation>
    </message>
    <message>
        <source>once</source>
        <translation>uma</translation>
    </message>
    <message>
        <source>The processor keeps two worlds apart, each with rings 0 to 3 of its own. Inside its world the guest needs nobody.</source>
        <translation>O processador mantém dois mundos separados, cada um com seus anéis 0 a 3. Dentro do seu mundo, o convidado não precisa de ninguém.</translation>
    </message>
    <message>
        <source>A whole run: boot, list the files, power off. What does the monitor still hear of, and how much rarer than with trap-and-emulate?</source>
        <translation>Uma execução inteira: iniciar, listar os arquivos, desligar. De que o monitor ainda fica sabendo, e quão mais raro é isso do que com captura e emulação?</translation>
    </message>
    <message>
        <source>2 times rarer</source>
        <translation>2 vezes mais raro</translation>
    </message>
    <message>
        <source>5 times rarer</source>
        <translation>5 vezes mais raro</translation>
    </message>
    <message>
        <source>20 times rarer</source>
        <translation>20 vezes mais raro</translation>
    </message>
    <message>
        <source>of nothing at all</source>
        <translation>de nada</translation>
    </message>
    <message>
        <source>{exits} exits, of them {traps-port} for ports, that is, devices, and {traps-nested-fault} for nested tables. With trap-and-emulate there were {full-trap.exits}.</source>
        <translation>{exits} saídas, das quais {traps-port} por portas, isto é, dispositivos, e {traps-nested-fault} por tabelas aninhadas. Com captura e emulação foram {full-trap.exits}.</translation>
    </message>
    <message>
        <source>Devices are what is left: the guest&apos;s console and disk are not the machine&apos;s own. A control block in memory says what is to be heard of.</source>
        <translation>Restam os dispositivos: o console e o disco do convidado não são os da máquina. Um bloco de controle na memória diz do que se quer ficar sabendo.</translation>
    </message>
    <message>
        <source>Two kinds of work: one changes page tables all the time, the other walks through much memory and misses the TLB. Are nested tables better than shadows for both?</source>
        <translation>Dois tipos de trabalho: um muda tabelas de páginas o tempo todo; o outro percorre muita memória e falha na TLB. As tabelas aninhadas são melhores que as sombras para os dois?</translation>
    </message>
    <message>
        <source>yes, for both</source>
        <translation>sim, para os dois</translation>
    </message>
    <message>
        <source>no, each wins one</source>
        <translation>não, cada uma ganha em um</translation>
    </message>
    <message>
        <source>A change of a page table: {ptwrite.assist-shadow.cycles:0} cycles with shadows, {ptwrite.assist-nested.cycles:0} nested. A load that misses the TLB: {chase.assist-shadow.cycles:1} with shadows, {chase.assist-nested.cycles:1} nested.</source>
        <translation>Uma mudança na tabela de páginas: {ptwrite.assist-shadow.cycles:0} ciclos com sombras, {ptwrite.assist-nested.cycles:0} com aninhadas. Uma leitura que falha na TLB: {chase.assist-shadow.cycles:1} com sombras, {chase.assist-nested.cycles:1} com aninhadas.</translation>
    </message>
    <message>
        <source>A shadow is one table, quick to walk and dear to keep. Nested tables cost nothing to keep, and each miss walks two of them, one inside the other.</source>
        <translation>A sombra é uma só tabela, rápida de percorrer e cara de manter. Manter tabelas aninhadas não custa nada, mas cada falha percorre duas, uma dentro da outra.</translation>
    </message>
    <message>
        <source>Hyperjacking and the lock bit</source>
        <translation>Hyperjacking e o bit de trava</translation>
    </message>
    <message>
        <source>Who guards the guard? A driver slides a monitor beneath a running system, and one bit would have stopped it.</source>
        <translation>Quem vigia o vigia? Um driver põe um monitor debaixo de um sistema em execução, e um bit o teria impedido.</translation>
    </message>
    <message>
        <source>A small system has loaded a driver, and a driver runs in ring 0. Its next instruction is “{instruction}”. What will the system notice, if it looks up all that it believes about its machine?</source>
        <translation>Um pequeno sistema carregou um driver, e drivers executam no anel 0. A próxima instrução dele é “{instruction}”. O que o sistema vai notar, se conferir tudo em que acredita sobre sua máquina?</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>that something is different</source>
        <translation>que algo está diferente</translation>
    </message>
    <message>
        <source>From one instruction to the next the whole system has become a guest. It is in ring 0, as ever; there is just something below.</source>
        <translation>De uma instrução para a outra, o sistema inteiro virou um convidado. Ele está no anel 0, como sempre; só que há algo embaixo.</translation>
    </message>
    <message>
        <source>It sees nothing. But can it measure something? It writes bytes to its console and looks at the clock. How much longer does each byte take now?</source>
        <translation>Ele não vê nada. Mas consegue medir algo? Ele escreve bytes no console e olha o relógio. Quanto mais tempo leva cada byte agora?</translation>
    </message>
    <message>
        <source>as long as before</source>
        <translation>o mesmo que antes</translation>
    </message>
    <message>
        <source>3 times as long</source>
        <translation>3 vezes mais</translation>
    </message>
    <message>
        <source>100 times as long</source>
        <translation>100 vezes mais</translation>
    </message>
    <message>
        <source>{1.number(cycles each)/0.number(cycles each):0} times: {1.number(cycles each)} cycles in the place of {0.number(cycles each)}. If the intruder turns the clock back as well: “{2.line(cycles each)}”, and “{2.line(by the timer)}”.</source>
        <translation>{1.number(cycles each)/0.number(cycles each):0} vezes: {1.number(cycles each)} ciclos no lugar de {0.number(cycles each)}. Se o intruso também atrasa o relógio: “{2.line(cycles each)}” e “{2.line(by the timer)}”.</translation>
    </message>
    <message>
        <source>The clock can be made to lie. Only a clock that the suspect does not control gives it away; here it is the timer, which is a device.</source>
        <translation>Pode-se fazer o relógio mentir. Só um relógio que o suspeito não controla o denuncia; aqui é o temporizador, que é um dispositivo.</translation>
    </message>
    <message>
        <source>The same system and the same driver on a machine whose lock bit was set at reset. What happens at “vmon”?</source>
        <translation>O mesmo sistema e o mesmo driver numa máquina cujo bit de trava já vem ligado. O que acontece em “vmon”?</translation>
    </message>
    <message>
        <source>it works as before</source>
        <translation>funciona como antes</translation>
    </message>
    <message>
        <source>the driver is trapped</source>
        <translation>o driver é pego por um trap</translation>
    </message>
    <message>
        <source>The bit can be set by anyone in ring 0 and cleared by nobody until the next reset. The other defence is to be there first: under an honest monitor the driver fails as well.</source>
        <translation>Qualquer um no anel 0 pode ligar o bit, e ninguém pode desligá-lo até o próximo reinício. A outra defesa é chegar primeiro: sob um monitor honesto, o driver também fracassa.</translation>
    </message>
    <message>
        <source>Who pays what</source>
        <translation>Quem paga o quê</translation>
    </message>
    <message>
        <source>Three kinds of work in all six modes, measured while you wait. Put the modes in order first.</source>
        <translation>Três tipos de trabalho nos seis modos, medidos enquanto você espera. Antes, ponha os modos em ordem.</translation>
    </message>
    <message>
        <source>A program that does nothing but call its kernel. Put the modes in order. Which one is the dearest?</source>
        <translation>Um programa que só faz chamar seu núcleo. Ponha os modos em ordem. Qual é o mais caro?</translation>
    </message>
    <message>
        <source>{syscall.order}.</source>
        <translation>{syscall.order}.</translation>
    </message>
    <message>
        <source>Where the call goes straight to the kernel it costs what it always did: {syscall.native.cycles:0} cycles. Where each privileged step of the kernel is caught: {syscall.full-trap.cycles:0}.</source>
        <translation>Onde a chamada vai direto ao núcleo, custa o de sempre: {syscall.native.cycles:0} ciclos. Onde cada passo privilegiado do núcleo é capturado: {syscall.full-trap.cycles:0}.</translation>
    </message>
    <message>
        <source>A kernel that does nothing but change page-table entries. Which mode is the dearest now?</source>
        <translation>Um núcleo que só faz mudar entradas da tabela de páginas. Qual modo é o mais caro agora?</translation>
    </message>
    <message>
        <source>{ptwrite.order}.</source>
        <translation>{ptwrite.order}.</translation>
    </message>
    <message>
        <source>Whoever keeps shadows has to hear of every change. Nested tables need not: {ptwrite.assist-nested.cycles:0} cycles against {ptwrite.assist-shadow.cycles:0} with shadows on the same hardware.</source>
        <translation>Quem mantém sombras precisa saber de cada mudança. Com tabelas aninhadas, não: {ptwrite.assist-nested.cycles:0} ciclos contra {ptwrite.assist-shadow.cycles:0} com sombras no mesmo hardware.</translation>
    </message>
    <message>
        <source>A program that only calculates. How much dearer than on the bare machine is trap-and-emulate?</source>
        <translation>Um programa que só calcula. Quanto mais caro que na máquina real é capturar e emular?</translation>
    </message>
    <message>
        <source>as good as nothing</source>
        <translation>praticamente nada</translation>
    </message>
    <message>
        <source>a tenth</source>
        <translation>um décimo</translation>
    </message>
    <message>
        <source>twice as dear</source>
        <translation>o dobro</translation>
    </message>
    <message>
        <source>12 times</source>
        <translation>12 vezes</translation>
    </message>
    <message>
        <source>{compute.full-trap.slowdown:3} times as dear: {compute.full-trap.cycles:1} cycles for each round in the place of {compute.native.cycles:1}.</source>
        <translation>{compute.full-trap.slowdown:3} vez: {compute.full-trap.cycles:1} ciclos por volta no lugar de {compute.native.cycles:1}.</translation>
    </message>
    <message>
        <source>Ordinary instructions run on the processor itself, whoever is beneath. That is Popek and Goldberg&apos;s second condition: efficiency.</source>
        <translation>As instruções comuns executam no próprio processador, seja quem for que esteja embaixo. É a segunda condição de Popek e Goldberg: eficiência.</translation>
    </message>
    <message>
        <source>Three kinds of work, six modes. How many different orders are there?</source>
        <translation>Três tipos de trabalho, seis modos. Quantas ordens diferentes existem?</translation>
    </message>
    <message>
        <source>one: there is a best mode</source>
        <translation>uma: há um modo melhor</translation>
    </message>
    <message>
        <source>two</source>
        <translation>duas</translation>
    </message>
    <message>
        <source>three: it depends</source>
        <translation>três: depende</translation>
    </message>
    <message>
        <source>There is no best mode; there are workloads. Which one would you choose for a cloud, for a phone, to take malware apart?</source>
        <translation>Não há modo melhor; há cargas de trabalho. Qual você escolheria para uma nuvem, para um celular, para dissecar um malware?</translation>
    </message>
    <message>
        <source>Ring −1</source>
        <translation>Anel −1</translation>
    </message>
    <message>
        <source>as often as with trap-and-emulate</source>
        <translation>tantas quantas com captura e emulação</translation>
    </message>
    <message>
        <source>Exits to ring −1: {exits}. Crossings: {crossings}, cycles: {cycles}; on the bare machine {native.cycles}.</source>
        <translation>Saídas para o anel −1: {exits}. Trocas de anel: {crossings}; ciclos: {cycles}; na máquina real, {native.cycles}.</translation>
    </message>
    <message>
        <source>Before and afterwards it sees the same: “{line(victim: ring)}”. Beneath it, {exits} exits to ring −1; and in the log of whoever is there: “{logged(my PIN)}”.</source>
        <translation>Antes e depois, ele vê o mesmo: “{line(victim: ring)}”. Debaixo dele, {exits} saídas para o anel −1; e, no registro de quem está lá: “{logged(my PIN)}”.</translation>
    </message>
    <message>
        <source>“{line(victim: cause)}”. Exits to ring −1: {exits}.</source>
        <translation>“{line(victim: cause)}”. Saídas para o anel −1: {exits}.</translation>
    </message>
    <message>
        <source>Different orders: {orders}. Arithmetic: {compute.order}.</source>
        <translation>Ordens diferentes: {orders}. Aritmética: {compute.order}.</translation>
    </message>
    <message>
        <source>{pagefault.assist-nested.slowdown:2} times: {pagefault.assist-nested.cycles:0} cycles against {pagefault.native.cycles:0}. With shadows {pagefault.full-trap.cycles:0} under trap-and-emulate and {pagefault.assist-shadow.cycles:0} with hardware assist.</source>
        <translation>{pagefault.assist-nested.slowdown:2} vez: {pagefault.assist-nested.cycles:0} ciclos contra {pagefault.native.cycles:0}. Com sombras, {pagefault.full-trap.cycles:0} com captura e emulação e {pagefault.assist-shadow.cycles:0} com assistência de hardware.</translation>
    </message>
</context>
</TS>
