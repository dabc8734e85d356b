<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::CodeModel</name>
    <message>
        <source>next</source>
        <comment>instruction</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <comment>instruction that has just been executed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trapped</source>
        <comment>instruction</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>innocuous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>privileged: traps outside its ring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sensitive and silent: does not trap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>breakpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no breakpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(nothing is mapped here)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the instruction is to a monitor; the legend says what the letters mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the guest believes to be here: its own address and instruction, of which this word is the translation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>column of breakpoints and of what comes next</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guest&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
