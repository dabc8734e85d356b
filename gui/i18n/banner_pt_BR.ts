<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::Banner</name>
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
    <message>
        <source>%1 → %2: %3</source>
        <comment>who, to whom, by what</comment>
        <translation>%1 → %2: %3</translation>
    </message>
    <message>
        <source>It goes on with %1, at %2.</source>
        <comment>an instruction, a place</comment>
        <translation>Segue com %1, em %2.</translation>
    </message>
    <message>
        <source>Why it happened</source>
        <translation>Por que aconteceu</translation>
    </message>
</context>
</TS>
