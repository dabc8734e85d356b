<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::StoryModel</name>
    <message>
        <source>the processor</source>
        <translation>o processador</translation>
    </message>
    <message>
        <source>other traps on the way</source>
        <translation>outros traps no caminho</translation>
    </message>
    <message>
        <source>another trap on the way: %1, from %2 to %3</source>
        <translation>outro trap no caminho: %1, do %2 ao %3</translation>
    </message>
    <message>
        <source>Step %1: %2, %3, %4 cycles</source>
        <translation>Passo %1: %2, %3, %4 ciclos</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Passo</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quem</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>Ciclos</translation>
    </message>
    <message>
        <source>By then</source>
        <comment>running total of cycles</comment>
        <translation>Até aqui</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Parcela</translation>
    </message>
</context>
</TS>
