<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::RaceTrack</name>
    <message>
        <source>Choose a workload and two modes, and press Start.</source>
        <translation>Escolha uma carga e dois modos e aperte Iniciar.</translation>
    </message>
    <message>
        <source>%1 cycles</source>
        <translation>%1 ciclos</translation>
    </message>
    <message>
        <source>exits: %1</source>
        <translation>saídas: %1</translation>
    </message>
    <message>
        <source>no monitor</source>
        <translation>sem monitor</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>terminou</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>terminou antes da hora</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>the cycles of %1, at %2 %3</source>
        <comment>mode, number, of what</comment>
        <translation>os ciclos do %1, com %2 %3</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>ciclos</translation>
    </message>
</context>
</TS>
