<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>MoreLessons</name>
    <message>
        <source>Page fault with shadow tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program touches a new page. The hardware walks tables that the kernel has never seen. Whose page fault is it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program touches a page of its heap for the first time: “{instruction}”. Who hears of it first?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody: it just reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its kernel, in ring 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the monitor, in ring 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From ring {from} to ring {to}: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tables that the hardware walks are the monitor&apos;s, shadows of the kernel&apos;s. So every fault is the monitor&apos;s first, and it has to find out whose it really is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many ring crossings until the program has its page and goes on?</source>
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
        <source>about 10</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than 15</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crossings: {crossings}. Cycles: {cycles}, of them {cycles-kernel} the kernel&apos;s and {monitor} the monitor&apos;s; page faults on the way: {traps-load-page}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first fault is handed to the kernel, which enters the page into its own table. The second one is for the shadow, which does not have it yet; of that one the kernel never hears.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With nested tables the hardware walks the kernel&apos;s tables and the monitor&apos;s as well. How much dearer than on the bare machine is a page fault then?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1.5 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{assist-nested.slowdown:2} times: {assist-nested.cycles} cycles against {native.cycles}. With shadows {full-trap.cycles} under trap-and-emulate and {assist-shadow.cycles} with hardware assist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fault goes straight to the kernel, and nobody keeps a second table up to date. What nesting costs comes later, with each TLB miss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring ℡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If hardware could help: what would you ask it for? The kernel is back in ring 0, and the monitor lies beneath it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The monitor has a ring of its own below ring 0, and the kernel has its ring 0 back. A program calls its kernel. How often is the monitor entered?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>9 times, as before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exits to ring ℡: {exits}. Crossings: {crossings}, cycles: {cycles}, as a bare machine would take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor keeps two worlds apart, each with rings 0 to 3 of its own. Inside its world the guest needs nobody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole run: boot, list the files, power off. What does the monitor still hear of, and how much rarer than with trap-and-emulate?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 times rarer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 times rarer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20 times rarer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of nothing at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{exits} exits, of them {traps-port} for ports, that is, devices, and {traps-nested-fault} for nested tables. With trap-and-emulate there were {full-trap.exits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Devices are what is left: the guest&apos;s console and disk are not the machine&apos;s own. A control block in memory says what is to be heard of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two kinds of work: one changes page tables all the time, the other walks through much memory and misses the TLB. Are nested tables better than shadows for both?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes, for both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no, each wins one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A change of a page table: {ptwrite.assist-shadow.cycles:0} cycles with shadows, {ptwrite.assist-nested.cycles:0} nested. A load that misses the TLB: {chase.assist-shadow.cycles:1} with shadows, {chase.assist-nested.cycles:1} nested.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A shadow is one table, quick to walk and dear to keep. Nested tables cost nothing to keep, and each miss walks two of them, one inside the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hyperjacking and the lock bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who guards the guard? A driver slides a monitor beneath a running system, and one bit would have stopped it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small system has loaded a driver, and a driver runs in ring 0. Its next instruction is “{instruction}”. What will the system notice, if it looks up all that it believes about its machine?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>that something is different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and afterwards it sees the same: “{line(victim: ring)}”. Beneath it, {exits} exits to ring ℡; and in the log of whoever is there: “{logged(my PIN)}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From one instruction to the next the whole system has become a guest. It is in ring 0, as ever; there is just something below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It sees nothing. But can it measure something? It writes bytes to its console and looks at the clock. How much longer does each byte take now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as long as before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 times as long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 times as long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{1.number(cycles each)/0.number(cycles each):0} times: {1.number(cycles each)} cycles in the place of {0.number(cycles each)}. If the intruder turns the clock back as well: “{2.line(cycles each)}”, and “{2.line(by the timer)}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock can be made to lie. Only a clock that the suspect does not control gives it away; here it is the timer, which is a device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same system and the same driver on a machine whose lock bit was set at reset. What happens at “vmon”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it works as before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the driver is trapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{line(victim: cause)}”. Exits to ring ℡: {exits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bit can be set by anyone in ring 0 and cleared by nobody until the next reset. The other defence is to be there first: under an honest monitor the driver fails as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who pays what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three kinds of work in all six modes, measured while you wait. Put the modes in order first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program that does nothing but call its kernel. Put the modes in order. Which one is the dearest?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{syscall.order}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the call goes straight to the kernel it costs what it always did: {syscall.native.cycles:0} cycles. Where each privileged step of the kernel is caught: {syscall.full-trap.cycles:0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A kernel that does nothing but change page-table entries. Which mode is the dearest now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ptwrite.order}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever keeps shadows has to hear of every change. Nested tables need not: {ptwrite.assist-nested.cycles:0} cycles against {ptwrite.assist-shadow.cycles:0} with shadows on the same hardware.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program that only calculates. How much dearer than on the bare machine is trap-and-emulate?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as good as nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a tenth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>twice as dear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>12 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{compute.full-trap.slowdown:3} times as dear: {compute.full-trap.cycles:1} cycles for each round in the place of {compute.native.cycles:1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ordinary instructions run on the processor itself, whoever is beneath. That is Popek and Goldberg&apos;s second condition: efficiency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three kinds of work, six modes. How many different orders are there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one: there is a best mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>three: it depends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Different orders: {orders}. System call: {syscall.order}. Page table: {ptwrite.order}. Arithmetic: {compute.order}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no best mode; there are workloads. Which one would you choose for a cloud, for a phone, to take malware apart?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
