<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::SourceModel</name>
    <message>
        <source>breakpoint</source>
        <translation>ponto de parada</translation>
    </message>
    <message>
        <source>no breakpoint</source>
        <translation>sem ponto de parada</translation>
    </message>
    <message>
        <source>no code here</source>
        <translation>não há código aqui</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>column of breakpoints and of what comes next</comment>
        <translation>Parada</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linha</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Código-fonte</translation>
    </message>
</context>
</TS>
