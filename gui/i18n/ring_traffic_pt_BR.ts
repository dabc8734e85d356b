<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>RingTraffic</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <comment>trap from ring 1 to ring 0</comment>
        <translation>%1 do %2 para o %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>crossing: cause</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1; %2 since reset, %3 of all crossings. %4</source>
        <translation>%1; %2 desde o reinício, %3 de todas as trocas de anel. %4</translation>
    </message>
    <message>
        <source>Nobody lives in %1; %2 cycles.</source>
        <translation>Ninguém mora no %1; %2 ciclos.</translation>
    </message>
    <message>
        <source>In %1 lives %2: %3 cycles since reset, %4 of all.</source>
        <translation>No %1 mora %2: %3 ciclos desde o reinício, %4 do total.</translation>
    </message>
    <message>
        <source>less than 0.1 %</source>
        <translation>menos de 0,1 %</translation>
    </message>
</context>
</TS>
