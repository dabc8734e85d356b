<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::AddressChoice</name>
    <message>
        <source>Addr&amp;ess:</source>
        <translation>Ende&amp;reço:</translation>
    </message>
    <message>
        <source>Address: a number, a register, a symbol or a sum of these</source>
        <translation>Endereço: um número, um registrador, um símbolo ou uma soma deles</translation>
    </message>
    <message>
        <source>number, register or symbol</source>
        <translation>número, registrador ou símbolo</translation>
    </message>
    <message>
        <source>by:</source>
        <translation>por:</translation>
    </message>
    <message>
        <source>By which tables</source>
        <translation>Por quais tabelas</translation>
    </message>
    <message>
        <source>what is in force now</source>
        <translation>o que vigora agora</translation>
    </message>
    <message>
        <source>the guest&apos;s tables</source>
        <translation>as tabelas do convidado</translation>
    </message>
    <message>
        <source>the tables that the machine walks</source>
        <translation>as tabelas que a máquina percorre</translation>
    </message>
    <message>
        <source>the nested tables alone</source>
        <translation>só as tabelas aninhadas</translation>
    </message>
    <message>
        <source>none: real memory</source>
        <translation>nenhuma: memória real</translation>
    </message>
    <message>
        <source>No address. %1</source>
        <comment>why</comment>
        <translation>Não é um endereço. %1</translation>
    </message>
</context>
</TS>
