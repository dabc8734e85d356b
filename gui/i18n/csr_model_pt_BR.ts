<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::CsrModel</name>
    <message>
        <source>The machine</source>
        <translation>A máquina</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>mudou</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>não mudou</translation>
    </message>
    <message>
        <source>Marked: changed since the last stop</source>
        <translation>Marcado: mudou desde a última parada</translation>
    </message>
    <message>
        <source>System register</source>
        <translation>Registrador de sistema</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Significado</translation>
    </message>
    <message>
        <source>can only be read</source>
        <translation>só pode ser lido</translation>
    </message>
    <message>
        <source>can be read and written</source>
        <translation>pode ser lido e escrito</translation>
    </message>
</context>
</TS>
