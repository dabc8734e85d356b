<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::CodePane</name>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source and the machine&apos;s instructions, in step: a line chosen in one shows what belongs to it in the other. A click in the margin, F9 or the space bar in a table, or Ctrl+B set and clear a breakpoint; Ctrl+F8 runs to the chosen line. It follows the machine until you scroll; “Follow” takes it up again. Of code from a translation cache it shows what the guest has in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>address, symbol or file:line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address, a symbol or a line of source to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show that place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows where the machine is, and goes along with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Breakpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets or clears a breakpoint at the chosen line (F9 or space in a table; %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run to here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs to the chosen line (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disassembly</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
