<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>FactTableWords</name>
    <message>
        <source>as on the bare machine</source>
        <translation>como na máquina real</translation>
    </message>
    <message>
        <source>the kernel notices, and stops</source>
        <translation>o núcleo percebe e para</translation>
    </message>
    <message>
        <source>something else than on the bare machine</source>
        <translation>algo diferente da máquina real</translation>
    </message>
    <message>
        <source>never comes to its end</source>
        <translation>nunca chega ao fim</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>modo</translation>
    </message>
    <message>
        <source>what comes of it</source>
        <translation>o que acontece</translation>
    </message>
    <message>
        <source>%1: cycles</source>
        <comment>of one operation of a workload</comment>
        <translation>%1: ciclos</translation>
    </message>
</context>
</TS>
