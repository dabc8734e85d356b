<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::Banner</name>
    <message>
        <source>From %1 to %2: %3</source>
        <comment>rings, and what kind of crossing</comment>
        <translation>Do %1 ao %2: %3</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>Guardar esta mensagem</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensagem</translation>
    </message>
    <message>
        <source>What has just happened</source>
        <translation>O que acaba de acontecer</translation>
    </message>
</context>
</TS>
