<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::CodeModel</name>
    <message>
        <source>next</source>
        <comment>instruction</comment>
        <translation>próxima</translation>
    </message>
    <message>
        <source>done</source>
        <comment>instruction that has just been executed</comment>
        <translation>feita</translation>
    </message>
    <message>
        <source>trapped</source>
        <comment>instruction</comment>
        <translation>trap</translation>
    </message>
    <message>
        <source>innocuous</source>
        <translation>inócua</translation>
    </message>
    <message>
        <source>privileged: traps outside its ring</source>
        <translation>privilegiada: causa trap fora do seu anel</translation>
    </message>
    <message>
        <source>sensitive and silent: does not trap</source>
        <translation>sensível e silenciosa: não causa trap</translation>
    </message>
    <message>
        <source>no instruction</source>
        <translation>não é instrução</translation>
    </message>
    <message>
        <source>breakpoint</source>
        <translation>ponto de parada</translation>
    </message>
    <message>
        <source>no breakpoint</source>
        <translation>sem ponto de parada</translation>
    </message>
    <message>
        <source>(nothing is mapped here)</source>
        <translation>(nada está mapeado aqui)</translation>
    </message>
    <message>
        <source>What the instruction is to a monitor; the legend says what the letters mean</source>
        <translation>O que a instrução é para um monitor; a legenda diz o que as letras significam</translation>
    </message>
    <message>
        <source>What the guest believes to be here: its own address and instruction, of which this word is the translation</source>
        <translation>O que o convidado acredita estar aqui: seu próprio endereço e sua instrução, da qual esta palavra é a tradução</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>column of breakpoints and of what comes next</comment>
        <translation>Parada</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Palavra</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>Instrução</translation>
    </message>
    <message>
        <source>The guest&apos;s own</source>
        <translation>O que o convidado vê</translation>
    </message>
</context>
</TS>
