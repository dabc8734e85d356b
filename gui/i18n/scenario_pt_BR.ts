<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>Lessons</name>
    <message>
        <source>A system call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program asks its kernel for nothing at all. Which rings does it cross, under each way to run the kernel, and where do the cycles go?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program runs in ring 3, and its next instruction is “{instruction}”. In which ring does the machine go on?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ring 3: it stays there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ring 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ring 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From ring {from} to ring {to}; the crossing itself took {took} cycles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program cannot jump into the kernel. It can only trap, and the hardware chooses the ring and the place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program calls again and again. How many ring crossings does one whole call take on the bare machine?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crossings: {crossings}. Cycles: {cycles}, of them {cycles-user} the program&apos;s, {cycles-kernel} the kernel&apos;s, {cycles-crossing} the crossings&apos; own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One trap in, one return out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same call, the same kernel. But now the kernel runs in ring 1, above a monitor that catches what it may not do. How many crossings now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 10</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 20</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crossings: {crossings}, and {exits} times the monitor was entered. Cycles: {cycles}, of them {cycles-kernel} the kernel&apos;s and {monitor} the monitor&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call itself, and then each thing that the kernel thinks it does by itself: read the cause, read the address, set the status, return.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same call under each of the six modes. How many times dearer than on the bare machine is the dearest one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 2 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 5 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 12 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 50 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{dearest.name} takes {dearest.cycles} cycles, {dearest.slowdown:1} times as many; para {para.cycles}, assist-nested {assist-nested.cycles}, the bare machine {native.cycles}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where calls go straight from program to kernel, a monitor costs them nothing. The table says where the cycles went.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A privileged instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernel turns interrupts off. It is not in ring 0 any more, and does not know. Who does it for the kernel, how, and for how much?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernel believes that it is in ring 0, and is in ring 1. It is about to turn interrupts off: “{instruction}”. What will happen?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is done, as always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it traps into ring 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the program is told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A trap from ring {from} to ring {to}, in {took} cycles: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The monitor is in ring 0. It now has to find out what the kernel wanted, and do that to a processor that exists only in its memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many cycles pass until the kernel goes on behind this one instruction?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 30</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 400</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 10,000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{cycles} cycles and {instructions} instructions. Crossing {cycles-crossing}, saving and restoring {cycles-switch}, deciding {cycles-dispatch}, decoding {cycles-decode}, emulating {cycles-emulate}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The thing itself, one bit in memory, is the least of it. Most is finding out what is wanted, and keeping the guest&apos;s registers safe meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A kernel turns interrupts off and on many thousand times a second. How many times dearer is that than on the bare machine?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>30 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{irqflag.native.cycles:0} cycles on the bare machine, {irqflag.full-trap.cycles:0} with trap-and-emulate: {irqflag.full-trap.slowdown:1} times. Translated {irqflag.full-translate.cycles:0}, paravirtual {irqflag.para.cycles:0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A translated kernel has a few instructions in place of the trap; a paravirtual one has a flag of its own, and hardware assist gives it back its own ring 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole run: boot, one word printed, power off. How often does the monitor have to step in?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 10 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 100 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 1,000 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 100,000 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{exits} times: {traps-privileged} privileged instructions, {traps-ecall} system calls, {traps-load-page} page faults on loads, {traps-store-page} on stores, and the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of {cycles} cycles the monitor took {monitor}. That is what trap-and-emulate costs; how it hurts depends on how often the kernel is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The instruction that does not trap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same kernel and the same monitor on another processor, one that ignores some instructions instead of trapping. Why x86 was thought impossible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this processor “di” outside ring 0 does nothing, silently. The kernel runs in ring 1 above a trap-and-emulate monitor. What comes of it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it works as before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kernel notices, and stops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the machine hangs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After {cycles} cycles the kernel says: “{line(panic)}”. Its exit code is {exit-code}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does not trap the monitor never hears of. Popek and Goldberg&apos;s condition of 1974: every sensitive instruction must trap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now the monitor translates the kernel&apos;s code before it runs. The processor is the same. Does the kernel notice?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes, it stops again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no, all is well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ends with exit code {exit-code} after {cycles} cycles; {cycles-translate} of them went into translating. The program said: “{line(Hello)}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the translation “di” is another instruction, one that does to the virtual processor what was meant. Nothing is left to a trap that does not come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six ways to run this kernel on this processor. In how many of them does something go wrong?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in three</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in all but the bare machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {wrong}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A guest that asks its monitor does not need the trap, and hardware assist gives the kernel a ring 0 in which the instruction does what it should.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
